//! Character references, decoded once. The rules: docs/reference/references.md.

mod read;
mod table;

use std::borrow::Cow;

use memchr::memchr;

pub use read::{Decoded, Found, Mode, Unit, read};

use crate::block::{Block, Mark};
use crate::counts::Rule;
use crate::stage::{Stage, run};
use read::Number;

/// Decodes the character references of `text`.
///
/// ```
/// use strigil::references::{Mode, unescape};
/// assert_eq!(unescape("Tom &amp; Jerry&comma; &amp;lt;b&gt;", Mode::Html), "Tom & Jerry, &lt;b>");
/// ```
#[must_use]
pub fn unescape(text: &str, mode: Mode) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    run(text, &mut [&mut References::new(mode)]).0
}

/// The stage `references`.
pub(crate) struct References {
    mode: Mode,
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

/// No start of a reference that is still open is longer: `&` and the longest name.
const MAX_START: usize = 32;

impl References {
    pub(crate) fn new(mode: Mode) -> Self {
        References { mode, carry: Carry::None }
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
        let decoded = Decoded::Number(number.character(self.mode));
        out.edit(Rule::Reference, len + end, decoded.as_str(&mut [0; 4]));
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
                out.edit(Rule::Reference, len, text.as_str(&mut [0; 4]));
                out.text(start.get(len..held).unwrap_or_default());
                len.saturating_sub(held)
            }
            Found::Nothing => {
                out.text(&start[..held]);
                0
            }
        }
    }

    /// Keeps the start of a reference, or only its number.
    fn hold(&mut self, start: &str) {
        let hex = matches!(start.as_bytes().get(2), Some(b'x' | b'X'));
        let digits = start.get(if hex { 3 } else { 2 }..).unwrap_or_default();
        self.carry = if start.as_bytes().get(1) == Some(&b'#') && !digits.is_empty() {
            let mut number = Number::new(hex);
            digits.bytes().for_each(|digit| _ = number.push(digit));
            Carry::Number(number, start.len())
        } else {
            Carry::Start(start.to_owned())
        };
    }
}

impl Stage for References {
    fn max_pending(&self) -> usize {
        MAX_START
    }

    fn feed(&mut self, text: &str, out: &mut Block<'_>) {
        let mut rest = text;
        // A start that turns out to be a number goes on as one.
        while !matches!(self.carry, Carry::None) && !rest.is_empty() {
            rest = &rest[self.resume(rest, false, out)..];
        }
        // Text up to here holds no open reference; `kept` of `rest` has been looked at and stays.
        let mut kept = 0;
        while let Some(at) = memchr(b'&', &rest.as_bytes()[kept..]) {
            let start = kept + at;
            match read(&rest.as_bytes()[start..], self.mode, false) {
                Found::Nothing => kept = start + 1,
                Found::Partial => {
                    self.hold(&rest[start..]);
                    out.text(&rest[..start]);
                    return;
                }
                Found::Reference { len, text } => {
                    out.text(&rest[..start]);
                    out.edit(Rule::Reference, len, text.as_str(&mut [0; 4]));
                    rest = &rest[start + len..];
                    kept = 0;
                }
            }
        }
        out.text(rest);
    }

    fn mark(&mut self, mark: Mark, out: &mut Block<'_>) {
        self.finish(out);
        out.mark(mark);
    }

    fn finish(&mut self, out: &mut Block<'_>) {
        self.resume("", true, out);
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
