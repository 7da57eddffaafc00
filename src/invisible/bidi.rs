//! Which U+202C ends an override of direction. The rules: docs/reference/invisible.md, 4.

/// Deeper nesting has no effect (UAX #9, BD2).
const MOST_OPEN: usize = 125;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Embedding,
    Override,
    Isolate,
}

/// What is open in the paragraph so far.
#[derive(Default)]
pub(super) struct Directions {
    open: Vec<Open>,
    /// How many more were opened too deep.
    too_deep: u64,
}

impl Directions {
    /// Takes the next character of a text; says whether it is an override or ends one.
    pub(super) fn is_override(&mut self, c: char) -> bool {
        match c {
            '\u{202A}' | '\u{202B}' => self.push(Open::Embedding),
            '\u{202D}' | '\u{202E}' => {
                self.push(Open::Override);
                return true;
            }
            '\u{2066}'..='\u{2068}' => self.push(Open::Isolate),
            '\u{202C}' | '\u{2069}' if self.too_deep > 0 => self.too_deep -= 1,
            '\u{202C}' => return self.open.pop_if(|open| *open != Open::Isolate) == Some(Open::Override),
            '\u{2069}' => {
                if let Some(isolate) = self.open.iter().rposition(|open| *open == Open::Isolate) {
                    self.open.truncate(isolate);
                }
            }
            _ => {}
        }
        false
    }

    fn push(&mut self, open: Open) {
        if self.open.len() < MOST_OPEN {
            self.open.push(open);
        } else {
            self.too_deep += 1;
        }
    }

    /// Takes text without any of these characters: a paragraph may end in it.
    pub(super) fn pass(&mut self, text: &str) {
        if !self.open.is_empty() && text.contains(ends_paragraph) {
            self.clear();
        }
    }

    pub(super) fn clear(&mut self) {
        self.open.clear();
        self.too_deep = 0;
    }
}

/// Bidirectional class B.
fn ends_paragraph(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2029}')
}
