//! The stage `references`.

use memchr::memchr;

use super::keep::Keep;
use super::levels::MOST_LEVELS;
use super::read::{Decoded, Found, Mode, Number, read};
use crate::block::{Block, Mark};
use crate::counts::Rule;
use crate::seek::Positions;
use crate::stage::Stage;

/// One level of the stage `references`.
pub(crate) struct ReferencesStage {
    mode: Mode,
    keep: Keep,
    level: u8,
    /// Later levels are off until the levels are chosen.
    starts_on: bool,
    is_on: bool,
    carry: Carry,
}

/// The start of a reference that the input so far does not settle.
enum Carry {
    None,
    /// `&`, `&#`, `&#x` or `&` and part of a name.
    Start(String),
    /// A number with this many bytes so far: its digits need not be kept, as any number stands for something.
    Number(Number, usize),
}

/// No start of a reference that is held is longer: `&` and the longest name.
const MAX_START: usize = 32;

impl ReferencesStage {
    /// A stage that decodes each text once.
    pub(crate) fn new(mode: Mode, keep: Keep) -> Self {
        ReferencesStage { mode, keep, level: 1, starts_on: true, is_on: true, carry: Carry::None }
    }

    /// The stage for a level that is off until the levels are chosen.
    pub(super) fn later(level: u8, mode: Mode, keep: Keep) -> Self {
        ReferencesStage { level, starts_on: false, is_on: false, ..ReferencesStage::new(mode, keep) }
    }

    /// Goes on with the carry; returns how much of `text` it took.
    fn resume(&mut self, text: &str, last: bool, out: &mut Block<'_>) -> usize {
        match std::mem::replace(&mut self.carry, Carry::None) {
            Carry::None => 0,
            Carry::Number(number, len) => self.resume_number(number, len, text, last, out),
            Carry::Start(start) => self.resume_start(start, text, last, out),
        }
    }

    fn resume_number(&mut self, mut number: Number, len: usize, text: &str, last: bool, out: &mut Block<'_>) -> usize {
        let digits = text.bytes().take_while(|&byte| number.push(byte)).count();
        let end = match text.as_bytes().get(digits) {
            None if !last => {
                self.carry = Carry::Number(number, len + digits);
                return digits;
            }
            Some(b';') => digits + 1,
            _ => digits,
        };
        let decoded = Decoded(number.character(self.mode), None);
        if self.keep.keeps(decoded) {
            out.edit(Rule::Reference, len + end, &shortened(decoded));
        } else {
            out.edit(Rule::Reference, len + end, decoded.as_str(&mut [0; 8]));
        }
        end
    }

    fn resume_start(&mut self, mut start: String, text: &str, last: bool, out: &mut Block<'_>) -> usize {
        let held = start.len();
        // One more than any reference can need, and no character cut.
        let taken = text.char_indices().map(|(at, _)| at).nth(MAX_START + 2).unwrap_or(text.len());
        start.push_str(&text[..taken]);
        match read(start.as_bytes(), self.mode, last) {
            Found::Partial => {
                self.hold(&start);
                taken
            }
            Found::Reference { len, text } => {
                self.put(&start[..len], text, out);
                out.text(start.get(len..held).unwrap_or_default());
                len.saturating_sub(held)
            }
            Found::Nothing => {
                out.text(&start[..held]);
                0
            }
        }
    }

    /// Writes what becomes of a reference.
    fn put(&self, reference: &str, decoded: Decoded, out: &mut Block<'_>) {
        if !self.keep.keeps(decoded) {
            out.edit(Rule::Reference, reference.len(), decoded.as_str(&mut [0; 8]));
        } else if reference.trim_end_matches(';').len() > MAX_START {
            out.edit(Rule::Reference, reference.len(), &shortened(decoded));
        } else {
            out.text(reference);
        }
    }

    /// Keeps the start of a reference, or only its number: of one that will be decoded the digits are not needed.
    fn hold(&mut self, start: &str) {
        let hex = matches!(start.as_bytes().get(2), Some(b'x' | b'X'));
        let digits = start.get(if hex { 3 } else { 2 }..).unwrap_or_default();
        let is_number = start.as_bytes().get(1) == Some(&b'#') && !digits.is_empty();
        self.carry = if is_number && (self.keep.is_empty() || start.len() > MAX_START) {
            let mut number = Number::new(hex);
            digits.bytes().for_each(|digit| _ = number.push(digit));
            Carry::Number(number, start.len())
        } else {
            Carry::Start(start.to_owned())
        };
    }
}

/// A kept number that is too long to be held.
fn shortened(decoded: Decoded) -> String {
    // A number stands for one character.
    decoded.0.map(|c| format!("&#{};", u32::from(c))).unwrap_or_default()
}

impl Stage for ReferencesStage {
    fn max_pending(&self) -> usize {
        MAX_START
    }

    fn feed(&mut self, text: &str, out: &mut Block<'_>) {
        if !self.is_on {
            return out.text(text);
        }
        let mut rest = text;
        // A start that turns out to be a number goes on as one.
        while !matches!(self.carry, Carry::None) && !rest.is_empty() {
            rest = &rest[self.resume(rest, false, out)..];
        }
        let mut ampersands = Positions::new(rest.as_bytes(), b'&');
        // Text before `written` is in the output; before `at` it has been read.
        let (mut written, mut at) = (0, 0);
        while let Some(start) = ampersands.next_from(at) {
            match read(&rest.as_bytes()[start..], self.mode, false) {
                Found::Nothing => at = start + 1,
                Found::Partial => {
                    self.hold(&rest[start..]);
                    return out.text(&rest[written..start]);
                }
                Found::Reference { len, text } => {
                    at = start + len;
                    out.text(&rest[written..start]);
                    self.put(&rest[start..at], text, out);
                    written = at;
                }
            }
        }
        out.text(&rest[written..]);
    }

    fn quiet(&self, text: &str) -> usize {
        // Only the first level hears no marks that it must heed.
        if self.level > 1 || !matches!(self.carry, Carry::None) {
            return 0;
        }
        memchr(b'&', text.as_bytes()).unwrap_or(text.len())
    }

    fn mark(&mut self, mark: Mark, out: &mut Block<'_>) {
        self.finish(out);
        if let Mark::Levels(levels) = mark {
            self.is_on = self.level <= levels;
            // The last of them: no stage behind it needs to know.
            if self.level == MOST_LEVELS {
                return;
            }
        }
        out.mark(mark);
    }

    fn finish(&mut self, out: &mut Block<'_>) {
        self.resume("", true, out);
    }

    fn reset(&mut self) {
        self.carry = Carry::None;
        self.is_on = self.starts_on;
    }
}

#[cfg(test)]
mod tests {
    use crate::{Cleaner, Options};

    #[test]
    fn a_long_number_may_be_cut_anywhere() {
        let cleaner = Cleaner::new(Options::TEXT);
        for digits in 0..80 {
            let text = format!("a&#{}65;&#0;b", "0".repeat(digits));
            for cut in 0..text.len() {
                let (mut stream, mut out) = (cleaner.stream(), String::new());
                stream.feed(&text[..cut], &mut out);
                stream.feed(&text[cut..], &mut out);
                stream.finish(&mut out);
                assert_eq!(out, "aA\u{FFFD}b", "{text} at {cut}");
            }
        }
    }
}
