//! Tells by the first bytes of a line whether it may be a label at all: most lines are prose, and are not looked at any further.

use super::fold::is_invisible;
use super::rows::ROWS;
use crate::unicode::{self, Form};
use crate::whitespace::is_space;

/// What the first bytes of a line say about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// Not blank, not fenced, no label, no call to action.
    Text,
    /// Empty.
    Blank,
    /// Nothing: the line has to be looked at, or more of it has to come.
    Open,
}

/// What a byte says that a line starts with, or goes on with after decoration.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    Text,
    Space,
    Decoration,
    /// An ASCII letter or digit.
    Word,
    /// A character that is not ASCII.
    Wide,
    /// It may open a fence.
    Fence,
}

/// Decoration before the first word that is stepped over, in characters.
const MOST_DECORATION: usize = 8;

/// Letters and digits by which the first words are told apart.
const LETTERS: usize = 3;

/// What may stand at the start of a label or call to action.
pub(super) struct Starts {
    first: [First; 256],
    /// The first `LETTERS` codes of all first words: a bit for each last code.
    codes: [u32; 1 << 10],
    /// A bit for the hash of each pair of characters, the first of them not ASCII.
    pairs: [u64; 1 << 8],
}

/// What a byte counts as in `codes`: a letter in any case, a digit, the end of a word, or a character that is not ASCII.
const CODES: [u8; 256] = {
    let mut codes = [WIDE; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        codes[byte as usize] = if byte.is_ascii_alphabetic() {
            byte & 0x1F
        } else if byte.is_ascii_digit() {
            27 + (byte & 3)
        } else {
            0
        };
        byte += 1;
    }
    codes
};

const WIDE: u8 = 0x1F;

impl Starts {
    /// The starts of these texts, in any case.
    pub(super) fn new<'a>(texts: impl Iterator<Item = &'a str>, is_decoration: impl Fn(char) -> bool) -> Self {
        let mut first = [First::Wide; 256];
        for (byte, first) in (0..0x80_u8).zip(&mut first) {
            let c = char::from(byte);
            *first = match c {
                '`' | '~' => First::Fence,
                _ if c.is_ascii_alphanumeric() => First::Word,
                _ if is_space(c) => First::Space,
                _ if is_decoration(c) => First::Decoration,
                _ => First::Text,
            };
        }
        let mut starts = Starts { first, codes: [0; 1 << 10], pairs: [0; 1 << 8] };
        texts.for_each(|text| starts.insert(text));
        starts
    }

    fn insert(&mut self, text: &str) {
        let decomposed = unicode::normalize(text, Form::Nfd);
        for text in [text, &decomposed, &text.to_lowercase(), &text.to_uppercase()] {
            let mut chars = text.chars();
            match (chars.next(), chars.next()) {
                (Some(first), _) if first.is_ascii() => self.insert_codes(text),
                (Some(first), second) => self.insert_pair(first, second.unwrap_or(' ')),
                (None, _) => {}
            }
        }
    }

    fn insert_codes(&mut self, text: &str) {
        let mut codes = [0; LETTERS];
        for (code, c) in codes.iter_mut().zip(text.chars()) {
            *code = if c.is_ascii() { CODES[c as usize] } else { WIDE };
            if *code == 0 {
                break;
            }
        }
        let [a, b, c] = codes;
        let row = |a: u8, b: u8| usize::from(a) << 5 | usize::from(b);
        // What is not ASCII may combine with the letter before it, or vanish.
        self.codes[row(a, WIDE)] = !0;
        self.codes[row(a, b)] |= if b == 0 { !0 } else { 1 << c | 1 << WIDE };
    }

    fn insert_pair(&mut self, first: char, second: char) {
        for first in first.to_lowercase().chain(first.to_uppercase()) {
            for second in second.to_lowercase().chain(second.to_uppercase()) {
                let hash = hash(first, second);
                self.pairs[hash / 64] |= 1 << (hash % 64);
            }
        }
    }

    /// What the start of a line says. `rest` begins there and may go on behind the line.
    pub(super) fn of(&self, rest: &str) -> Start {
        let bytes = rest.as_bytes();
        let Some(byte) = bytes.first() else { return Start::Open };
        match self.first[usize::from(*byte)] {
            First::Text => Start::Text,
            First::Word => self.word(bytes),
            First::Wide => self.wide(rest),
            First::Space if *byte == b'\n' => Start::Blank,
            First::Space | First::Decoration => self.decorated(rest),
            First::Fence => Start::Open,
        }
    }

    /// The same for the first word.
    fn word(&self, bytes: &[u8]) -> Start {
        let Some(&[a, b, c]) = bytes.first_chunk() else { return Start::Open };
        let code = |byte: u8| CODES[usize::from(byte)];
        let row = self.codes[usize::from(code(a)) << 5 | usize::from(code(b))];
        if row >> code(c) & 1 == 0 { Start::Text } else { Start::Open }
    }

    /// The same for a first character that is not ASCII.
    fn wide(&self, rest: &str) -> Start {
        let mut chars = rest.chars();
        let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return Start::Open };
        if is_space(first) || ROWS.is_decoration(first) {
            self.decorated(rest)
        } else if !is_itself(first) || !is_itself(second) || self.has_pair(first, second) {
            Start::Open
        } else {
            Start::Text
        }
    }

    fn has_pair(&self, first: char, second: char) -> bool {
        let second = if second.is_ascii() && !second.is_ascii_alphanumeric() { ' ' } else { second };
        let hash = hash(first, second);
        self.pairs[hash / 64] >> (hash % 64) & 1 == 1
    }

    /// The same for white space and decoration, and what stands behind it.
    fn decorated(&self, rest: &str) -> Start {
        let mut only_spaces = true;
        for (at, c) in rest.char_indices().take(MOST_DECORATION) {
            match self.first[usize::from(rest.as_bytes()[at])] {
                _ if c == '\n' => return if only_spaces { Start::Open } else { Start::Text },
                First::Space => {}
                First::Decoration => only_spaces = false,
                First::Wide if is_space(c) => {}
                First::Wide if ROWS.is_decoration(c) => only_spaces = false,
                First::Wide => return self.wide(&rest[at..]),
                First::Word => return self.word(&rest.as_bytes()[at..]),
                First::Text => return Start::Text,
                First::Fence => return Start::Open,
            }
        }
        Start::Open
    }
}

/// Says whether folding leaves this character as it is, but for its case, whatever stands before it.
fn is_itself(c: char) -> bool {
    Form::Nfkc.is_boundary(c) && !is_invisible(c)
}

fn hash(first: char, second: char) -> usize {
    let hash = u32::from(first).wrapping_mul(0x9E37_79B1) ^ u32::from(second).wrapping_mul(0x85EB_CA6B);
    (hash >> 18) as usize
}
