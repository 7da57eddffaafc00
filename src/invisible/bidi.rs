//! Which U+202C ends an override of direction. The rules: docs/reference/invisible.md, 5.

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
    /// What was opened too deep is only counted.
    deeper_isolates: u64,
    deeper_embeddings: u64,
}

impl Directions {
    /// Takes the next character of a text; says whether it is an override or ends one.
    pub(super) fn is_override(&mut self, c: char) -> bool {
        match c {
            '\u{202A}' | '\u{202B}' => self.embed(Open::Embedding),
            '\u{202D}' | '\u{202E}' => {
                self.embed(Open::Override);
                return true;
            }
            '\u{2066}'..='\u{2068}' if self.has_room() => self.open.push(Open::Isolate),
            '\u{2066}'..='\u{2068}' => self.deeper_isolates += 1,
            '\u{202C}' if self.deeper_isolates > 0 => {}
            '\u{202C}' if self.deeper_embeddings > 0 => self.deeper_embeddings -= 1,
            '\u{202C}' => return self.open.pop_if(|open| *open != Open::Isolate) == Some(Open::Override),
            '\u{2069}' if self.deeper_isolates > 0 => self.deeper_isolates -= 1,
            '\u{2069}' => {
                if let Some(isolate) = self.open.iter().rposition(|open| *open == Open::Isolate) {
                    self.deeper_embeddings = 0;
                    self.open.truncate(isolate);
                }
            }
            _ => {}
        }
        false
    }

    fn embed(&mut self, open: Open) {
        if self.has_room() {
            self.open.push(open);
        } else if self.deeper_isolates == 0 {
            self.deeper_embeddings += 1;
        }
    }

    fn has_room(&self) -> bool {
        self.open.len() < MOST_OPEN && self.deeper_isolates == 0 && self.deeper_embeddings == 0
    }

    /// Takes text without any of these characters: a paragraph may end in it.
    pub(super) fn pass(&mut self, text: &str) {
        if !self.open.is_empty() && text.contains(ends_paragraph) {
            *self = Directions::default();
        }
    }
}

/// Bidirectional class B.
fn ends_paragraph(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2029}')
}
