//! Control and invisible characters. The rules: docs/reference/invisible.md.

use crate::block::{Block, Mark};
use crate::counts::Rule;
use crate::scan;
use crate::stage::Stage;
use crate::whitespace::is_space;

/// The stage `invisible`.
#[derive(Default)]
pub(crate) struct Invisible {
    /// The last character written is not white space.
    after_visible: bool,
    run: Run,
}

/// A run of characters that go, not yet settled.
#[derive(Default)]
struct Run {
    /// Length in bytes of UTF-8.
    len: usize,
    control: bool,
}

fn is_control(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{E}'..='\u{1B}' | '\u{7F}')
}

fn goes(c: char) -> bool {
    is_control(c) || matches!(c, '\u{AD}' | '\u{FEFF}')
}

/// The first character of `text` that goes.
fn find(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        // Besides the controls, the first bytes of U+00AD and U+FEFF.
        let found = scan::find(&text.as_bytes()[from..], |byte| {
            (byte < b' ' && !(b'\t'..=b'\r').contains(&byte) && byte < 0x1C)
                || byte == 0x7F
                || byte == 0xC2
                || byte == 0xEF
        });
        let at = from + found?;
        if text[at..].starts_with(goes) {
            return Some(at);
        }
        from = at + 1;
    }
}

impl Invisible {
    /// Writes the run before `next`, or before the end.
    fn settle(&mut self, next: Option<char>, out: &mut Block<'_>) {
        let Run { len, control } = std::mem::take(&mut self.run);
        if len > 0 {
            let between = self.after_visible && next.is_some_and(|c| !is_space(c));
            let rule = if control { Rule::Control } else { Rule::Invisible };
            out.edit(rule, len, if control && between { " " } else { "" });
        }
    }
}

impl Stage for Invisible {
    fn max_pending(&self) -> usize {
        0
    }

    fn feed(&mut self, text: &str, out: &mut Block<'_>) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if goes(c) {
                self.run.len += c.len_utf8();
                self.run.control |= is_control(c);
                rest = &rest[c.len_utf8()..];
                continue;
            }
            self.settle(Some(c), out);
            let (kept, next) = rest.split_at(find(rest).unwrap_or(rest.len()));
            out.text(kept);
            self.after_visible = kept.ends_with(|c| !is_space(c));
            rest = next;
        }
    }

    fn mark(&mut self, mark: Mark, out: &mut Block<'_>) {
        out.mark(mark);
    }

    fn finish(&mut self, out: &mut Block<'_>) {
        self.settle(None, out);
    }

    fn reset(&mut self) {
        *self = Invisible::default();
    }
}
