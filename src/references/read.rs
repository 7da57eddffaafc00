//! Reads one character reference, in text of any code unit: UTF-8 bytes or CPython's 1-, 2- and 4-byte arrays.
//!
//! References are ASCII from end to end, so the unit's width does not matter to any rule here.

#![expect(
    clippy::inline_always,
    reason = "one loop with its state in registers, from the search to the look-up: a third faster"
)]

use std::array;

use super::{names, word};
use crate::seek::Unit;

/// Which references count, and what numbers mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mode {
    /// What Python's `html.unescape` does.
    Html,
    /// The HTML Standard's rule for attribute values: `?a=1&copy=2` stays.
    Attribute,
    /// Names need their semicolon.
    Text,
}

/// What stands at an `&`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// No reference: the `&` is text.
    Nothing,
    /// More input decides.
    Partial,
    /// A reference of `len` units, the `&` included.
    Reference {
        /// Length in units.
        len: usize,
        /// What it stands for.
        text: Decoded,
    },
}

/// What a reference stands for: one character, two for some names, or none for the numbers that `html.unescape` deletes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decoded(pub Option<char>, pub Option<char>);

impl Decoded {
    /// The text, written to `buffer`.
    ///
    /// # Panics
    /// Never: what is written is UTF-8.
    pub fn as_str(self, buffer: &mut [u8; 8]) -> &str {
        let first = self.0.map_or(0, |c| c.encode_utf8(buffer).len());
        let second = self.1.map_or(0, |c| c.encode_utf8(&mut buffer[first..]).len());
        std::str::from_utf8(&buffer[..first + second]).expect("what `encode_utf8` writes is UTF-8")
    }
}

/// Reads what stands at the start of `units`, whose first unit is an `&`. `last`: no more input follows.
#[inline(always)]
pub fn read<U: Unit>(units: &[U], mode: Mode, last: bool) -> Found {
    let rest = &units[1..];
    let word = match rest.first_chunk() {
        Some(units) => U::word(*units),
        // Behind the end of the text there is nothing: 0 is in no reference and ends every run.
        None if last => U::word(array::from_fn(|at| rest.get(at).copied().unwrap_or_default())),
        None => return read_slowly(rest, mode, last),
    };
    if word::byte(word, 0) == b'#' { short_number(word, rest, mode, last) } else { short_name(word, rest, mode, last) }
}

/// Reads a number that ends within the word behind the `&`.
#[inline(always)]
fn short_number<U: Unit>(word: u64, rest: &[U], mode: Mode, last: bool) -> Found {
    let is_hex = matches!(word::byte(word, 1), b'x' | b'X');
    let start = if is_hex { 2 } else { 1 };
    let digits = word >> (8 * start);
    let len = word::digit_run(digits, is_hex);
    let end = start + len;
    if end >= 8 {
        return long_number(rest, mode, last);
    }
    if len == 0 {
        return Found::Nothing;
    }
    let number = Number { value: word::number(digits, len, is_hex), digits: len as u32, is_hex };
    let semicolon = word::byte(word, end) == b';';
    finished(number, mode, 1 + end + usize::from(semicolon))
}

/// Reads a name that ends within the word behind the `&`.
#[inline(always)]
fn short_name<U: Unit>(word: u64, rest: &[U], mode: Mode, last: bool) -> Found {
    let len = word::semicolon(word);
    // What is no name is not in the table, so the bytes before the semicolon need no look.
    if len <= names::SHORT
        && let Some(text) = names::short(word, len)
    {
        return Found::Reference { len: len + 2, text };
    }
    let len = word::alphanumeric_run(word);
    if len == 8 {
        return long_name(rest, mode, last);
    }
    bare_name(word, len, word::byte(word, len), mode)
}

/// Reads what the end of the input may cut.
fn read_slowly<U: Unit>(rest: &[U], mode: Mode, last: bool) -> Found {
    match rest.first().map(|unit| unit.ascii()) {
        None => partial(last),
        Some(b'#') => long_number(rest, mode, last),
        Some(_) => long_name(rest, mode, last),
    }
}

fn partial(last: bool) -> Found {
    if last { Found::Nothing } else { Found::Partial }
}

/// Reads a number of any length, and one that the end of the input may cut.
fn long_number<U: Unit>(rest: &[U], mode: Mode, last: bool) -> Found {
    let (mut value, start) = match rest.get(1).map(|unit| unit.ascii()) {
        None => return partial(last),
        Some(b'x' | b'X') => (Number::new(true), 2),
        Some(_) => (Number::new(false), 1),
    };
    let mut at = start;
    loop {
        let Some(unit) = rest.get(at) else {
            return if last && at > start { finished(value, mode, 1 + at) } else { partial(last) };
        };
        let byte = unit.ascii();
        if value.push(byte) {
            at += 1;
        } else if at == start {
            return Found::Nothing;
        } else {
            return finished(value, mode, 1 + at + usize::from(byte == b';'));
        }
    }
}

fn finished(value: Number, mode: Mode, len: usize) -> Found {
    Found::Reference { len, text: Decoded(value.character(mode), None) }
}

/// Python's limit on decimal digits: `html.unescape` raises beyond it.
const MOST_DIGITS: u32 = 4300;

/// The number of a numeric reference as far as it has been read. It saturates, so any count of digits is harmless.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    value: u32,
    digits: u32,
    is_hex: bool,
}

impl Number {
    pub(super) fn new(is_hex: bool) -> Self {
        Number { value: 0, digits: 0, is_hex }
    }

    /// Takes a digit; false if `byte` is none.
    pub(super) fn push(&mut self, byte: u8) -> bool {
        let base = if self.is_hex { 16 } else { 10 };
        let Some(digit) = char::from(byte).to_digit(base) else {
            return false;
        };
        self.value = self.value.saturating_mul(base).saturating_add(digit);
        self.digits = self.digits.saturating_add(1);
        true
    }

    /// HTML Standard, 13.2.5.80; and what `html.unescape` deletes.
    pub(super) fn character(self, mode: Mode) -> Option<char> {
        const REPLACEMENT: Option<char> = Some('\u{FFFD}');
        // Most numbers stand for themselves: one test for all of these, as nobody can guess which of many branches comes next.
        let is_plain = (self.value.wrapping_sub(0x20) < 0x5F) | (self.value.wrapping_sub(0xA0) < 0xD800 - 0xA0);
        if is_plain && self.digits < MOST_DIGITS {
            return char::from_u32(self.value);
        }
        let is_standard = mode == Mode::Attribute;
        match self.value {
            _ if !is_standard && !self.is_hex && self.digits > MOST_DIGITS => REPLACEMENT,
            0 => REPLACEMENT,
            0x80..=0x9F => Some(WINDOWS_1252[self.value as usize - 0x80]),
            0x1..=0x8 | 0xB | 0xE..=0x1F | 0x7F | 0xFDD0..=0xFDEF if !is_standard => None,
            value if value & 0xFFFE == 0xFFFE && value <= 0x10_FFFF && !is_standard => None,
            value => char::from_u32(value).or(REPLACEMENT),
        }
    }
}

/// U+0080 to U+009F as Windows-1252 has them; the five that it lacks stand for themselves.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', //
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// Reads a name of any length, and one that the end of the input may cut.
fn long_name<U: Unit>(rest: &[U], mode: Mode, last: bool) -> Found {
    let mut run = [0; names::LONGEST + 1];
    let mut len = 0;
    let (words, _) = run.as_chunks_mut();
    for (place, units) in words.iter_mut().zip(rest.as_chunks().0) {
        let word = U::word(*units);
        *place = word.to_le_bytes();
        let alphanumeric = word::alphanumeric_run(word);
        len += alphanumeric;
        if alphanumeric < 8 {
            break;
        }
    }
    // What is left of a word, one by one.
    while len < run.len() && rest.get(len).is_some_and(|unit| unit.ascii().is_ascii_alphanumeric()) {
        run[len] = rest[len].ascii();
        len += 1;
    }
    let end = match rest.get(len) {
        Some(unit) => unit.ascii(),
        None if last => 0,
        None => return Found::Partial,
    };
    if end == b';'
        && let Some(text) = run.get(..len).and_then(names::any)
    {
        return Found::Reference { len: len + 2, text };
    }
    let word = u64::from_le_bytes(array::from_fn(|at| run[at]));
    bare_name(word, len, end, mode)
}

/// Finds the longest name that needs no semicolon at the start of a run of `len` letters and digits with `end` behind it.
fn bare_name(word: u64, len: usize, end: u8, mode: Mode) -> Found {
    if mode == Mode::Text {
        return Found::Nothing;
    }
    let Some((name, text)) = names::longest_bare(word) else {
        return Found::Nothing;
    };
    // A name that is not all of the run has a letter or a digit behind it.
    if mode == Mode::Attribute && (name < len || end == b'=' || end.is_ascii_alphanumeric()) {
        return Found::Nothing;
    }
    Found::Reference { len: name + 1, text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_at_every_width() {
        for text in ["&amp;", "&ampx", "&#x41", "&#65;", "&nosuch;", "&", "&#", "&#x;", "&ampé", "&copy=1"] {
            for mode in [Mode::Html, Mode::Attribute, Mode::Text] {
                let wide: Vec<u32> = text.chars().map(u32::from).collect();
                let middle: Vec<u16> = text.encode_utf16().collect();
                let found = read(text.as_bytes(), mode, true);
                assert_eq!(found, read(&wide, mode, true), "{text}");
                assert_eq!(found, read(&middle, mode, true), "{text}");
            }
        }
    }
}
