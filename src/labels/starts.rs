//! Tells by the first bytes of a line whether it may be a label at all: most lines are prose, and are not looked at any further.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::characters::{alike, is_decoration, is_removed, lookalikes};
use super::fold::Folded;
use crate::unicode::Form;
use crate::whitespace::is_space;

/// What the first bytes of a line say about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// Not blank, no label, no call to action.
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
    /// A part of a character that is not ASCII.
    Wide,
}

/// Decoration before the first word that is stepped over, in characters.
const MOST_DECORATION: usize = 8;

/// First words are told apart up to here, in characters.
const LONGEST: usize = 24;

/// What the texts of rows start with.
pub(super) struct Starts {
    /// A bit for each three codes of first words that begin with ASCII: the last one picks the bit.
    codes: [u32; 1 << 10],
    /// A bit for the hash of each two characters that others begin with.
    pairs: [u64; 1 << 10],
    /// The letters and digits that texts begin with, in the folded form.
    words: HashSet<Box<str>>,
    /// There is a text of which the start says nothing.
    any: bool,
}

impl Default for Starts {
    fn default() -> Self {
        Starts { codes: [0; 1 << 10], pairs: [0; 1 << 10], words: HashSet::new(), any: false }
    }
}

/// What a line may start with.
static FIRST: LazyLock<[First; 256]> = LazyLock::new(|| {
    std::array::from_fn(|byte| match char::from(byte as u8) {
        c if !c.is_ascii() => First::Wide,
        c if c.is_ascii_alphanumeric() => First::Word,
        c if is_space(c) => First::Space,
        c if is_decoration(c) => First::Decoration,
        _ => First::Text,
    })
});

/// A byte as one of 32 codes: the letter as which it counts, another digit, the end of a word, or not ASCII.
static CODES: LazyLock<[u8; 256]> = LazyLock::new(|| {
    std::array::from_fn(|byte| match char::from(byte as u8) {
        c if !c.is_ascii() => WIDE,
        c if c.is_ascii_alphanumeric() => match alike(c.to_ascii_lowercase()) {
            letter @ 'a'..='z' => letter as u8 & 0x1F,
            digit => 27 + (digit as u8 & 3),
        },
        _ => END,
    })
});

const WIDE: u8 = 0x1F;
const END: u8 = 0;

impl Starts {
    /// Adds a text.
    pub(super) fn insert(&mut self, text: &Folded) {
        let first = text.words.first().map_or("", |word| &word.text);
        let together: String = text.words.iter().map(|word| &*word.text).collect();
        for word in [first, &together] {
            let mut chars = word.chars();
            let [first, second, third] = std::array::from_fn(|_| chars.next().unwrap_or(' '));
            let letters: String = word.chars().take_while(|c| is_letter(*c)).take(LONGEST).collect();
            self.any |= letters.is_empty();
            self.words.insert(letters.into());
            self.insert_codes(first, second, third);
            self.insert_pairs(first, second);
        }
    }

    fn insert_codes(&mut self, first: char, second: char, third: char) {
        let code = |c: char| if c.is_ascii() { CODES[c as usize] } else { WIDE };
        let row = |second: u8| usize::from(code(first)) << 5 | usize::from(second);
        // What is not ASCII may pass for a letter, or vanish.
        self.codes[row(WIDE)] = !0;
        // Letter-spacing.
        self.codes[row(END)] = !0;
        self.codes[row(code(second))] |= 1 << code(third) | 1 << WIDE;
    }

    fn insert_pairs(&mut self, first: char, second: char) {
        let spellings = |c: char| lookalikes(c).flat_map(|c| std::iter::once(c).chain(c.to_uppercase()));
        for first in spellings(first) {
            for second in spellings(second).chain([' ']) {
                let hash = hash(first, second);
                self.pairs[hash / 64] |= 1 << (hash % 64);
            }
        }
    }

    /// What the start of a line says. `rest` begins there and may go on behind the line.
    #[inline]
    pub(super) fn of(&self, rest: &str) -> Start {
        let Some(byte) = rest.as_bytes().first() else { return Start::Open };
        if self.any && *byte != b'\n' {
            return Start::Open;
        }
        match FIRST[usize::from(*byte)] {
            First::Text => Start::Text,
            First::Word => self.word(rest),
            First::Wide => self.wide(rest),
            First::Space if *byte == b'\n' => Start::Blank,
            First::Space | First::Decoration => self.decorated(rest),
        }
    }

    /// The same for a word that starts with ASCII.
    #[inline]
    fn word(&self, rest: &str) -> Start {
        let Some(&[a, b, c]) = rest.as_bytes().first_chunk() else { return Start::Open };
        let code = |byte: u8| CODES[usize::from(byte)];
        let row = self.codes[usize::from(code(a)) << 5 | usize::from(code(b))];
        if row >> code(c) & 1 == 0 { Start::Text } else { self.whole_word(rest) }
    }

    /// The same for a character that is not ASCII.
    fn wide(&self, rest: &str) -> Start {
        let mut chars = rest.chars();
        let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return Start::Open };
        if !is_itself(first) || !is_itself(second) {
            let is_other = is_space(first) || is_decoration(first);
            if is_other { self.decorated(rest) } else { Start::Open }
        } else if self.has_pair(first, second) {
            self.whole_word(rest)
        } else if is_space(first) || is_decoration(first) {
            self.decorated(rest)
        } else {
            Start::Text
        }
    }

    fn has_pair(&self, first: char, second: char) -> bool {
        let second = if second.is_ascii() && !second.is_ascii_alphanumeric() { ' ' } else { second };
        let hash = hash(first, second);
        self.pairs[hash / 64] >> (hash % 64) & 1 == 1
    }

    /// The same for the whole of a first word.
    fn whole_word(&self, rest: &str) -> Start {
        let mut word = String::with_capacity(2 * LONGEST);
        let mut letters = 0;
        let mut chars = rest.chars();
        loop {
            let Some(c) = chars.next() else { return Start::Open };
            if !c.is_ascii() && !is_itself(c) {
                return Start::Open;
            }
            if !is_letter(c) {
                break;
            }
            word.extend(c.to_lowercase().map(alike));
            letters += 1;
            if letters == LONGEST {
                break;
            }
        }
        if self.words.contains(&*word) || letters < 2 && is_spaced(chars.as_str()) { Start::Open } else { Start::Text }
    }

    /// The same for white space and decoration, and what stands behind it.
    fn decorated(&self, rest: &str) -> Start {
        let mut only_spaces = true;
        for (at, c) in rest.char_indices().take(MOST_DECORATION) {
            match FIRST[usize::from(rest.as_bytes()[at])] {
                _ if c == '\n' => return if only_spaces { Start::Open } else { Start::Text },
                First::Space => {}
                First::Decoration => only_spaces = false,
                First::Wide if is_space(c) => {}
                First::Wide if is_decoration(c) => only_spaces = false,
                First::Wide => return self.wide(&rest[at..]),
                First::Word => return self.word(&rest[at..]),
                First::Text => return Start::Text,
            }
        }
        Start::Open
    }
}

/// Says whether a single letter, behind which this stands, may be the first of a word that is spaced out.
fn is_spaced(behind: &str) -> bool {
    let mut letters = behind.chars().skip_while(|c| *c != '\n' && !is_letter(*c));
    letters.next().is_none_or(|c| c != '\n') && letters.next().is_none_or(|c| !is_letter(c))
}

/// Not the end of a word, and no decoration.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || !(c.is_ascii() || is_space(c) || is_decoration(c))
}

/// Says whether folding leaves this character as it is, but for its case and what it looks like, whatever stands before it.
fn is_itself(c: char) -> bool {
    // In lower case, U+0130 is two characters.
    Form::Nfkc.is_boundary(c) && !is_removed(c) && c != '\u{130}'
}

fn hash(first: char, second: char) -> usize {
    let hash = u32::from(first).wrapping_mul(0x9E37_79B1) ^ u32::from(second).wrapping_mul(0x85EB_CA6B);
    (hash >> 16) as usize
}
