//! Reads one character reference, in text of any code unit: UTF-8 bytes or CPython's 1-, 2- and 4-byte arrays.
//!
//! References are ASCII from end to end, so the unit's width does not matter to any rule here.

use super::table::{BARE, WITH_SEMICOLON};

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

/// A code unit of text.
pub trait Unit: Copy {
    /// The unit as an ASCII byte, or a byte above 0x7F.
    fn ascii(self) -> u8;

    /// The unit as a code point; of UTF-8, only what is ASCII is one.
    fn code_point(self) -> u32;
}

impl Unit for u8 {
    fn ascii(self) -> u8 {
        self
    }

    fn code_point(self) -> u32 {
        self.into()
    }
}

impl Unit for u16 {
    fn ascii(self) -> u8 {
        u8::try_from(self).unwrap_or(0xFF)
    }

    fn code_point(self) -> u32 {
        self.into()
    }
}

impl Unit for u32 {
    fn ascii(self) -> u8 {
        u8::try_from(self).unwrap_or(0xFF)
    }

    fn code_point(self) -> u32 {
        self
    }
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

/// What a reference stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decoded {
    /// One or two characters, by name.
    Name(&'static str),
    /// A number's character; none for those that `html.unescape` deletes.
    Number(Option<char>),
}

impl Decoded {
    /// The text itself; `buffer` holds it where it is not in the table.
    pub fn as_str(self, buffer: &mut [u8; 4]) -> &str {
        match self {
            Decoded::Name(text) => text,
            Decoded::Number(Some(c)) => c.encode_utf8(buffer),
            Decoded::Number(None) => "",
        }
    }
}

/// The longest name without its semicolon.
const LONGEST: usize = 31;

/// Reads what stands at the start of `units`, whose first unit is an `&`. `last`: no more input follows.
pub fn read<U: Unit>(units: &[U], mode: Mode, last: bool) -> Found {
    match units.get(1).map(|unit| unit.ascii()) {
        None => partial(last),
        Some(b'#') => number(units, mode, last),
        Some(byte) if byte.is_ascii_alphabetic() => name(units, mode, last),
        Some(_) => Found::Nothing,
    }
}

fn partial(last: bool) -> Found {
    if last { Found::Nothing } else { Found::Partial }
}

fn number<U: Unit>(units: &[U], mode: Mode, last: bool) -> Found {
    let (mut value, start) = match units.get(2).map(|unit| unit.ascii()) {
        None => return partial(last),
        Some(b'x' | b'X') => (Number::new(true), 3),
        Some(_) => (Number::new(false), 2),
    };
    let mut at = start;
    loop {
        let Some(unit) = units.get(at) else {
            return if last && at > start { finished(value, mode, at) } else { partial(last) };
        };
        let byte = unit.ascii();
        if value.push(byte) {
            at += 1;
        } else if at == start {
            return Found::Nothing;
        } else {
            return finished(value, mode, at + usize::from(byte == b';'));
        }
    }
}

fn finished(value: Number, mode: Mode, len: usize) -> Found {
    Found::Reference { len, text: Decoded::Number(value.character(mode)) }
}

/// Python's limit on decimal digits: `html.unescape` raises beyond it.
const MOST_DIGITS: u32 = 4300;

/// The number of a numeric reference as far as it has been read. It saturates, so any count of digits is harmless.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    value: u32,
    digits: u32,
    hex: bool,
}

impl Number {
    pub(super) fn new(hex: bool) -> Self {
        Number { value: 0, digits: 0, hex }
    }

    /// Takes a digit; false if `byte` is none.
    pub(super) fn push(&mut self, byte: u8) -> bool {
        let base = if self.hex { 16 } else { 10 };
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
        let is_standard = mode == Mode::Attribute;
        match self.value {
            _ if !is_standard && !self.hex && self.digits > MOST_DIGITS => REPLACEMENT,
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

fn name<U: Unit>(units: &[U], mode: Mode, last: bool) -> Found {
    let mut run = [0; LONGEST + 1];
    let mut len = 0;
    let end = loop {
        match units.get(1 + len).map(|unit| unit.ascii()) {
            Some(byte) if byte.is_ascii_alphanumeric() => {
                if len == LONGEST {
                    break byte;
                }
                run[len] = byte;
                len += 1;
            }
            Some(byte) => break byte,
            None if last => break 0,
            None => return Found::Partial,
        }
    };
    let run = &run[..len];
    if end == b';'
        && let Some(text) = find(&WITH_SEMICOLON, run)
    {
        return Found::Reference { len: len + 2, text: Decoded::Name(text) };
    }
    if mode == Mode::Text {
        return Found::Nothing;
    }
    let longest = len.min(LONGEST_BARE);
    for len in (2..=longest).rev() {
        if let Some(text) = find(&BARE, &run[..len]) {
            let next = run.get(len).copied().unwrap_or(end);
            if mode == Mode::Attribute && (next == b'=' || next.is_ascii_alphanumeric()) {
                return Found::Nothing;
            }
            return Found::Reference { len: len + 1, text: Decoded::Name(text) };
        }
    }
    Found::Nothing
}

/// The longest name that may stand without a semicolon.
const LONGEST_BARE: usize = 6;

fn find(table: &'static [(&str, &str)], name: &[u8]) -> Option<&'static str> {
    table.binary_search_by(|(key, _)| key.as_bytes().cmp(name)).ok().map(|at| table[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_those_of_the_tables() {
        assert_eq!(WITH_SEMICOLON.iter().map(|(name, _)| name.len()).max(), Some(LONGEST));
        assert_eq!(BARE.iter().map(|(name, _)| name.len()).max(), Some(LONGEST_BARE));
    }

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
