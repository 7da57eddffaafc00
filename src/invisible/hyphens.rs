//! Joins a word that a soft hyphen parts at a line end. The rules: docs/reference/invisible.md, "Line ends".

use memchr::memchr_iter;

use crate::block::{Block, Mark};
use crate::counts::Rule;
use crate::stage::Stage;

const HYPHEN: &str = "\u{AD}";

/// So many bytes of white space may part the word.
const MOST: usize = 256;

/// The stage before `invisible`, which takes the hyphens themselves.
#[derive(Default)]
pub(crate) struct Hyphens {
    /// A soft hyphen behind a letter, and the white space behind it.
    held: String,
    /// The last character was a letter.
    after_letter: bool,
    /// The text is code or a heading.
    is_protected: bool,
}

impl Hyphens {
    /// Takes the white space behind a hyphen that `text` starts with, and settles it unless `text` ends there; returns how much it took.
    fn take(&mut self, text: &str, out: &mut Block<'_>) -> usize {
        let white = text.len() - text.trim_start_matches([' ', '\t', '\r', '\n']).len();
        let room = HYPHEN.len() + MOST - self.held.len();
        if white > room {
            self.let_go(out);
            return 0;
        }
        self.held.push_str(&text[..white]);
        if let Some(next) = text[white..].chars().next() {
            let parts = &self.held[HYPHEN.len()..];
            if is_letter(next) && has_one_line_end(parts) {
                out.text(HYPHEN);
                out.edit(Rule::Invisible, parts.len(), "");
                self.held.clear();
                self.after_letter = false;
            } else {
                self.let_go(out);
            }
        }
        white
    }

    /// Nothing is joined.
    fn let_go(&mut self, out: &mut Block<'_>) {
        out.text(&self.held);
        self.held.clear();
        self.after_letter = false;
    }
}

impl Stage for Hyphens {
    fn max_pending(&self) -> usize {
        HYPHEN.len() + MOST
    }

    fn feed(&mut self, text: &str, out: &mut Block<'_>) {
        let mut at = 0;
        while at < text.len() {
            if !self.held.is_empty() {
                at += self.take(&text[at..], out);
                continue;
            }
            let rest = &text[at..];
            let found = find(rest);
            let before = &rest[..found.unwrap_or(rest.len())];
            out.text(before);
            if let Some(last) = before.chars().next_back() {
                // Behind these, it is a part of UTF-8 that was read as Windows-1252: "í" and its kin.
                self.after_letter = is_letter(last) && !matches!(last, 'Â'..='Þ');
            }
            at += before.len();
            if found.is_some() {
                at += HYPHEN.len();
                if self.after_letter && !self.is_protected {
                    self.held.push_str(HYPHEN);
                } else {
                    out.text(HYPHEN);
                    self.after_letter = false;
                }
            }
        }
    }

    fn mark(&mut self, mark: Mark, out: &mut Block<'_>) {
        match mark {
            // It says what is known.
            Mark::Protected(false) if !self.is_protected => {}
            _ => self.let_go(out),
        }
        match mark {
            Mark::Protected(is_protected) => self.is_protected = is_protected,
            Mark::Code => self.is_protected = true,
            _ => {}
        }
        out.mark(mark);
    }

    fn end(&mut self, text: &str, out: &mut Block<'_>) {
        // Most texts have none.
        if self.held.is_empty() && find(text).is_none() {
            return out.text(text);
        }
        self.feed(text, out);
        self.let_go(out);
    }

    fn reset(&mut self) {
        *self = Hyphens::default();
    }
}

/// Where the next hyphen is. Its first byte starts few other characters, and a search for one byte starts quickly: most
/// texts are short.
fn find(text: &str) -> Option<usize> {
    memchr_iter(HYPHEN.as_bytes()[0], text.as_bytes()).find(|at| text[*at..].starts_with(HYPHEN))
}

/// What may stand beside the hyphen: letters, as far as that is told by blocks.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
        || (matches!(c, '\u{C0}'..='\u{1FFF}' | '\u{2C00}'..='\u{D7FF}') && !crate::whitespace::is_space(c))
}

fn has_one_line_end(white: &str) -> bool {
    let bytes = white.as_bytes();
    let is_end = |at: &usize| bytes[*at] == b'\r' || (bytes[*at] == b'\n' && (*at == 0 || bytes[*at - 1] != b'\r'));
    (0..bytes.len()).filter(is_end).count() == 1
}
