//! The front end for bytes: UTF-8 in pieces, cut anywhere. Ill-formed parts become U+FFFD, one for each maximal subpart
//! (Unicode Standard, 3.9, "U+FFFD Substitution of Maximal Subparts").

use std::collections::TryReserveError;

use crate::counts::{Counts, Rule};

/// The bytes of a character that the input so far does not complete.
#[derive(Debug, Default)]
pub(crate) struct Utf8 {
    open: Vec<u8>,
}

impl Utf8 {
    /// Takes the next piece of the input and writes its text.
    pub(crate) fn feed(&mut self, mut bytes: &[u8], counts: &mut Counts, write: &mut dyn FnMut(&str)) {
        while !self.open.is_empty() {
            let Some((&byte, rest)) = bytes.split_first() else {
                return;
            };
            self.open.push(byte);
            match std::str::from_utf8(&self.open) {
                Ok(text) => write(text),
                // Still open.
                Err(error) if error.error_len().is_none() => {
                    bytes = rest;
                    continue;
                }
                // Ill-formed without this byte, which is read again.
                Err(_) => {
                    replace(counts, write);
                    self.open.clear();
                    break;
                }
            }
            bytes = rest;
            self.open.clear();
        }
        for chunk in bytes.utf8_chunks() {
            if !chunk.valid().is_empty() {
                write(chunk.valid());
            }
            let invalid = chunk.invalid();
            let ends_input = invalid.as_ptr_range().end == bytes.as_ptr_range().end;
            if ends_input && std::str::from_utf8(invalid).is_err_and(|error| error.error_len().is_none()) {
                self.open.extend_from_slice(invalid);
            } else if !invalid.is_empty() {
                replace(counts, write);
            }
        }
    }

    /// The input ends here.
    pub(crate) fn finish(&mut self, counts: &mut Counts, write: &mut dyn FnMut(&str)) {
        if !self.open.is_empty() {
            self.open.clear();
            replace(counts, write);
        }
    }
}

/// The text of bytes that are not all UTF-8.
pub(crate) fn lossy(bytes: &[u8]) -> Result<String, TryReserveError> {
    let mut text = String::new();
    text.try_reserve_exact(bytes.len() + REPLACEMENT.len())?;
    for chunk in bytes.utf8_chunks() {
        text.try_reserve(chunk.valid().len() + REPLACEMENT.len())?;
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push_str(REPLACEMENT);
        }
    }
    Ok(text)
}

const REPLACEMENT: &str = "\u{FFFD}";

fn replace(counts: &mut Counts, write: &mut dyn FnMut(&str)) {
    counts.add(Rule::IllFormed, 1);
    write(REPLACEMENT);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_the_standard_library_at_every_cut() {
        let input =
            b"a\xE2\x82\xACb\xE2\x82c\xF0\x9F\x98\x80\xF0\x9F\x98\xFFd\xC0\xAF\xED\xA0\x80e\xF4\x90\x80\x80\xE2";
        let want = String::from_utf8_lossy(input);
        for cut in 0..=input.len() {
            for second in cut..=input.len() {
                let (mut utf8, mut counts, mut text) = (Utf8::default(), Counts::default(), String::new());
                for piece in [&input[..cut], &input[cut..second], &input[second..]] {
                    utf8.feed(piece, &mut counts, &mut |part| text.push_str(part));
                }
                utf8.finish(&mut counts, &mut |part| text.push_str(part));
                assert_eq!(text, want, "{cut} {second}");
            }
        }
    }
}
