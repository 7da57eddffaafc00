//! Tells by the first bytes of a line whether it may be a label at all: most lines are prose, and are not looked at any further.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::characters::{Characters, alike, is_decoration, is_removed, is_trailing, lookalikes};
use super::fold::Folded;
use crate::unicode::{Form, normalize};
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

/// Runs of letters are told apart up to here, in characters.
const LONGEST: usize = 24;

/// Most runs are told apart by so many.
const BEGINNING: usize = 4;

/// What the texts of rows start with. A *run* is letters one after another, in the folded form; texts and lines are compared by their first
/// two.
pub(super) struct Starts {
    /// What `code` says of each byte.
    code: [u8; 256],
    /// The same for the first one of a line: of text it is `END`, and `WIDE` if the line has to be looked at.
    lead: [u8; 256],
    /// A bit for each three codes that runs begin with which begin with ASCII: the last one picks the bit.
    codes: Codes,
    /// The same for the third to the fifth.
    next_codes: Codes,
    /// The two characters that others begin with.
    pairs: Hashes,
    /// The pairs that are among them, with all their spellings: many texts begin alike.
    spelt: FxHashSet<(char, char)>,
    /// The first letters of first runs that have so many.
    beginnings: Hashes,
    /// First runs.
    first: Hashes,
    /// First runs of texts that have no second one.
    only: Hashes,
    /// The first two runs.
    both: Hashes,
    /// There is a text of which the start says nothing.
    any: bool,
}

impl Default for Starts {
    fn default() -> Self {
        let none = || Hashes([0; 1 << 10]);
        let code: [u8; 256] = std::array::from_fn(|byte| code(byte as u8));
        let lead = std::array::from_fn(|byte| match FIRST[byte] {
            First::Word => code[byte],
            First::Text => END,
            First::Space if byte == usize::from(b'\n') => END,
            _ => WIDE,
        });
        let (mut codes, mut next_codes) = (Codes([0; 1 << 10]), Codes([0; 1 << 10]));
        codes.open(WIDE);
        next_codes.open(WIDE);
        next_codes.open(END);
        Starts {
            code,
            lead,
            codes,
            next_codes,
            pairs: none(),
            spelt: FxHashSet::default(),
            beginnings: none(),
            first: none(),
            only: none(),
            both: none(),
            any: false,
        }
    }
}

/// A set of hashes, a bit for each; what was never put in may seem to be there.
struct Hashes([u64; 1 << 10]);

impl Hashes {
    fn insert(&mut self, hash: u32) {
        self.0[(hash >> 22) as usize] |= 1 << (hash >> 16 & 63);
    }

    fn contains(&self, hash: u32) -> bool {
        self.0[(hash >> 22) as usize] >> (hash >> 16 & 63) & 1 == 1
    }
}

/// A set of three codes, a bit for each.
struct Codes([u32; 1 << 10]);

impl Codes {
    fn contains(&self, first: u8, second: u8, third: u8) -> bool {
        self.0[usize::from(first) << 5 | usize::from(second)] >> third & 1 == 1
    }

    /// Whatever comes behind `first` is in the set.
    fn open(&mut self, first: u8) {
        self.0[usize::from(first) << 5..][..1 << 5].fill(!0);
    }

    fn insert(&mut self, first: u8, second: u8, third: u8) {
        let row = usize::from(first) << 5;
        // What is not ASCII may pass for a letter, or vanish.
        self.0[row | usize::from(WIDE)] = !0;
        // Letter-spacing.
        self.0[row | usize::from(END)] = !0;
        self.0[row | usize::from(second)] |= 1 << third | 1 << WIDE;
    }
}

/// The hash of a run and one more letter, or another run.
fn hash(before: u32, next: u32) -> u32 {
    (before ^ next).wrapping_mul(0x9E37_79B1).rotate_left(13).wrapping_mul(0x85EB_CA6B)
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
fn code(byte: u8) -> u8 {
    match char::from(byte) {
        c if !c.is_ascii() => WIDE,
        c if c.is_ascii_alphanumeric() => match alike(c.to_ascii_lowercase()) {
            letter @ 'a'..='z' => letter as u8 & 0x1F,
            digit => 27 + (digit as u8 & 3),
        },
        _ => END,
    }
}

/// Stands for any second run: the hash of none.
const ANY: u32 = 0;

const WIDE: u8 = 0x1F;
const END: u8 = 0;

/// Characters below this one are looked up.
const SMALL: usize = 0x800;

/// The letter as which a small character counts, 0 if it is none, or `ODD`.
static LETTERS: LazyLock<[u16; SMALL]> = LazyLock::new(|| {
    std::array::from_fn(|c| match char::from_u32(c as u32) {
        Some(c) if is_space(c) => 0,
        Some(c) if !is_itself(c) => ODD,
        Some(c) if is_letter(c) => {
            c.to_lowercase().next().and_then(|c| u16::try_from(u32::from(alike(c))).ok()).unwrap_or(ODD)
        }
        _ => 0,
    })
});

/// White space and decoration that are not ASCII and of which folding makes nothing else: lists have a bullet on each line.
static STEPPED: LazyLock<Characters> = LazyLock::new(|| {
    let steps = |c: &char| letter(*c) == Some(0) && (is_space(*c) || is_decoration(narrow(*c)));
    Characters::new(('\u{80}'..='\u{3000}').chain('\u{FF01}'..='\u{FF5E}').filter(steps))
});

/// Folding may make anything of this character.
const ODD: u16 = 0xFFFF;

/// The ASCII character of which this is a wide form, or the character itself.
fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from((u32::from(c) - 0xFEE0) as u8),
        _ => c,
    }
}

/// The letter as which a small character counts, if it is a letter, and folding makes no more of it than another.
pub(super) fn small_letter(c: char) -> Option<char> {
    let letter = *LETTERS.get(c as usize)?;
    if matches!(letter, 0 | ODD) { None } else { char::from_u32(letter.into()) }
}

/// The letter as which a character counts; 0 if it is none; none if folding may make anything of it.
#[inline]
fn letter(c: char) -> Option<u32> {
    match LETTERS.get(c as usize) {
        Some(&ODD) => None,
        Some(&letter) => Some(letter.into()),
        None => wide_letter(c),
    }
}

fn wide_letter(c: char) -> Option<u32> {
    match narrow(c) {
        c if is_plain(c) => Some(c.into()),
        c if c.is_ascii() => letter(c),
        c if c == '…' || is_space(c) => Some(0),
        c if !is_itself(c) => None,
        c if is_letter(c) => c.to_lowercase().next().map(|c| alike(c).into()),
        _ => Some(0),
    }
}

/// A run of letters at the start of a text.
enum Run<'a> {
    /// Its hash, its length in letters, and what stands behind it.
    Of(u32, usize, &'a str),
    /// Folding may make anything of it, or it may go on.
    Open,
}

/// The hash of the first letters of a text, if it starts with so many, and nothing behind them may make others of them.
fn beginning(text: &str) -> Option<u32> {
    let mut letters = text.chars().map(letter);
    let mut hashed = 0;
    for _ in 0..BEGINNING {
        hashed = hash(hashed, letters.next().flatten().filter(|letter| *letter > 0)?);
    }
    letters.next().is_none_or(|next| next.is_some()).then_some(hashed)
}

fn run(text: &str) -> Run<'_> {
    let (mut hashed, mut letters) = (0, 0);
    for (at, c) in text.char_indices() {
        match letter(c) {
            None => return Run::Open,
            Some(0) => return Run::Of(hashed, letters, &text[at..]),
            Some(letter) if letters < LONGEST => hashed = hash(hashed, letter),
            Some(_) => {}
        }
        letters += 1;
        if letters > 2 * LONGEST {
            return Run::Of(hashed, letters, &text[at..]);
        }
    }
    Run::Open
}

impl Starts {
    /// Adds a text.
    pub(super) fn insert(&mut self, text: &Folded) {
        let words: Vec<&str> = text.words.iter().map(|word| &*word.text).collect();
        let texts = [words.join(" "), words.concat()];
        // A letter and its marks may come as one character or as several.
        let decomposed = texts.each_ref().map(|text| normalize(text, Form::Nfd).into_owned());
        for text in texts.into_iter().chain(decomposed) {
            let mut chars = text.chars();
            let [first, second, third, fourth, fifth] = std::array::from_fn(|_| chars.next().unwrap_or(' '));
            let code = |c: char| if c.is_ascii() { self.code[c as usize] } else { WIDE };
            self.codes.insert(code(first), code(second), code(third));
            self.next_codes.insert(code(third), code(fourth), code(fifth));
            self.insert_pairs(first, second);
            if let Some(beginning) = beginning(&text) {
                self.beginnings.insert(beginning);
            }
            let text = format!("{text}  ");
            // A line that starts like a text which is open is open, too.
            let Run::Of(start, letters, behind) = run(&text) else { continue };
            self.any |= letters == 0;
            self.first.insert(start);
            let behind = behind.trim_start_matches(|c| !is_letter(c));
            match run(behind) {
                Run::Of(next, ..) => {
                    self.both.insert(hash(start, next));
                    // Its letters may stand one by one.
                    let single = behind.chars().next().and_then(letter);
                    if let Some(letter) = single {
                        self.both.insert(hash(start, hash(0, letter)));
                    }
                }
                Run::Open => self.only.insert(start),
            }
        }
    }

    /// Adds a word behind which anything may follow.
    pub(super) fn insert_opener(&mut self, word: &Folded) {
        self.insert(word);
        if let Run::Of(start, ..) = run(&format!("{}  ", word.joined())) {
            self.both.insert(hash(start, ANY));
        }
    }

    fn insert_pairs(&mut self, first: char, second: char) {
        if !self.spelt.insert((first, second)) {
            return;
        }
        let spellings = |c: char| lookalikes(c).flat_map(|c| std::iter::once(c).chain(c.to_uppercase()));
        for first in spellings(first) {
            for second in spellings(second).chain([' ']) {
                self.pairs.insert(pair(first, second));
            }
        }
    }

    /// Says of most lines that they are not open. It has no branches to be guessed: lines are of all kinds.
    #[inline]
    #[expect(clippy::needless_bitwise_bool, reason = "no branch")]
    fn are_far_from(&self, rest: &[u8]) -> bool {
        let Some(start) = rest.first_chunk::<5>() else { return false };
        let [_, second, third, fourth, fifth] = start.map(|byte| self.code[usize::from(byte)]);
        let first = self.lead[usize::from(start[0])];
        // Otherwise the third byte may be the second letter.
        let are_letters = (first != WIDE) & (second != WIDE) & (second != END);
        let goes_on = !are_letters | self.next_codes.contains(third, fourth, fifth);
        !(self.any | self.codes.contains(first, second, third) & goes_on)
    }

    /// Says of many lines of letters that are not ASCII, and are small, that they are not open.
    fn begin_differently(&self, rest: &str) -> bool {
        // The first byte of a character of two.
        let is_small = matches!(rest.as_bytes().first(), Some(0xC2..=0xDF));
        is_small && !self.any && beginning(rest).is_some_and(|beginning| !self.beginnings.contains(beginning))
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
        let Some(start) = rest.as_bytes().first_chunk::<3>() else { return Start::Open };
        let [first, second, third] = start.map(|byte| self.code[usize::from(byte)]);
        if self.codes.contains(first, second, third) { self.runs(rest) } else { Start::Text }
    }

    /// The same for a character that is not ASCII.
    fn wide(&self, rest: &str) -> Start {
        let mut chars = rest.chars();
        let Some(first) = chars.next() else { return Start::Open };
        // Two small letters need no more.
        if small_letter(first).is_some()
            && let Some(second) = chars.clone().next().filter(|second| small_letter(*second).is_some())
        {
            let may_be = self.pairs.contains(hash(first.into(), second.into())) || is_followed_by_mark(rest);
            return if may_be { self.runs(rest) } else { Start::Text };
        }
        if STEPPED.contains(first) {
            return self.decorated(rest);
        }
        let Some(second) = chars.next() else { return Start::Open };
        if is_plain(first)
            && is_plain(second)
            && !self.pairs.contains(pair(first, second))
            && !is_followed_by_mark(rest)
        {
            return Start::Text;
        }
        let is_wide_form = narrow(first) != first || narrow(second) != second;
        match letter(first) {
            Some(1..) if is_wide_form || letter(second).is_none() => Start::Open,
            Some(1..) if self.pairs.contains(pair(first, second)) || is_followed_by_mark(rest) => self.runs(rest),
            Some(1..) => Start::Text,
            _ if is_space(first) || is_decoration(narrow(first)) => self.decorated(rest),
            Some(_) => Start::Text,
            None => Start::Open,
        }
    }

    /// The same for the first two runs of letters.
    fn runs(&self, rest: &str) -> Start {
        if beginning(rest).is_some_and(|beginning| !self.beginnings.contains(beginning)) {
            return Start::Text;
        }
        let Run::Of(first, letters, behind) = run(rest) else { return Start::Open };
        if letters > 1 && !self.first.contains(first) {
            return Start::Text;
        }
        if self.both.contains(hash(first, ANY)) {
            return Start::Open;
        }
        let behind = behind.trim_start_matches(|c| c != '\n' && letter(c) == Some(0));
        if behind.starts_with('\n') {
            return if self.first.contains(first) { Start::Open } else { Start::Text };
        }
        let Run::Of(second, more, _) = run(behind) else { return Start::Open };
        let is_text =
            self.both.contains(hash(first, second)) || (self.only.contains(first) && self.first.contains(second));
        // One letter may be the first of a word that is spaced out.
        let is_spaced = more == 1 && (letters == 1 || self.only.contains(first));
        if is_text || is_spaced { Start::Open } else { Start::Text }
    }

    /// The same for white space and decoration, and what stands behind it.
    fn decorated(&self, rest: &str) -> Start {
        let mut only_spaces = true;
        for (at, c) in rest.char_indices().take(MOST_DECORATION) {
            match FIRST[usize::from(rest.as_bytes()[at])] {
                _ if c == '\n' => return if only_spaces { Start::Open } else { Start::Text },
                First::Space => {}
                First::Decoration => only_spaces = false,
                First::Wide if STEPPED.contains(c) => only_spaces &= is_space(c),
                First::Wide if is_space(c) => {}
                First::Wide if is_decoration(narrow(c)) => only_spaces = false,
                First::Wide => return self.wide(&rest[at..]),
                First::Word => return self.word(&rest[at..]),
                First::Text => return Start::Text,
            }
        }
        Start::Open
    }
}

/// A look at the starts of lines one after another.
pub(super) struct Glance<'a> {
    starts: &'a Starts,
    /// The bullet and space that a line has started with: the next ones of a list start with them, too.
    bullet: [u8; 4],
}

impl<'a> Glance<'a> {
    pub(super) fn new(starts: &'a Starts) -> Self {
        Glance { starts, bullet: [0; 4] }
    }

    /// Says whether the line that starts at `at` is not open.
    #[inline]
    pub(super) fn are_far_from(&mut self, text: &str, at: usize) -> bool {
        let rest = &text.as_bytes()[at..];
        // No branch here, either.
        let bullet = self.bullet.len() * usize::from(rest.first_chunk() == Some(&self.bullet));
        self.starts.are_far_from(&rest[bullet..]) || self.look(&text[at..], bullet)
    }

    /// The same, if that takes more than a look at a few bytes. The line starts with a bullet of so many bytes.
    #[inline(never)]
    fn look(&mut self, rest: &str, bullet: usize) -> bool {
        if self.starts.begin_differently(&rest[bullet..]) {
            return true;
        }
        let mut chars = rest.chars();
        if let Some(first) = chars.next().filter(|first| first.len_utf8() == 3 && STEPPED.contains(*first))
            && chars.next() == Some(' ')
        {
            first.encode_utf8(&mut self.bullet);
            self.bullet[3] = b' ';
        }
        self.starts.of(rest) != Start::Open
    }
}

/// Not the end of a word, and neither decoration nor an arrow.
fn is_letter(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { !is_trailing(c) }
}

/// A letter without case of which folding makes nothing else, before another such letter. More are; these are quickly told.
fn is_plain(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3094}' | '\u{30A1}'..='\u{30FA}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

/// Says whether folding leaves this character as it is, but for its case and what it looks like, whatever stands before it.
fn is_itself(c: char) -> bool {
    // In lower case, U+0130 is two characters.
    Form::Nfkc.is_boundary(c) && !is_removed(c) && c != '\u{130}'
}

/// Says whether folding may make something else of the second character of a text and the one behind it.
fn is_followed_by_mark(text: &str) -> bool {
    text.chars().nth(2).is_some_and(|next| letter(next).is_none())
}

fn pair(first: char, second: char) -> u32 {
    // Any white space or punctuation ends a word, as in letter-spacing with wide spaces.
    let second = if letter(second) == Some(0) { ' ' } else { second };
    hash(first.into(), second.into())
}

/// Makes the tables.
#[cfg(feature = "python")]
pub(super) fn prepare() {
    LazyLock::force(&FIRST);
    LazyLock::force(&LETTERS);
    LazyLock::force(&STEPPED);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::payers::openers;
    use crate::labels::pieces::PIECES;
    use crate::labels::rows::{CALLS, FURNITURE, LABELS};
    use crate::labels::tables::BUILT_IN;

    /// The text with wide spaces between its letters.
    fn spaced(text: &str) -> String {
        text.chars().flat_map(|c| [c, '\u{3000}']).collect()
    }

    #[test]
    fn plain_letters_look_like_no_others() {
        assert!(('\0'..=char::MAX).filter(|c| is_plain(*c)).all(|c| alike(c) == c));
    }

    #[test]
    fn rows_are_open_and_prose_is_not() {
        let labels = LABELS.iter().flat_map(|row| row.texts);
        for text in labels.chain(CALLS.iter().flat_map(|(_, texts)| *texts)) {
            for line in
                [text.to_string(), text.to_uppercase(), format!("- {text} -"), text.replace(' ', ""), spaced(text)]
            {
                assert_eq!(BUILT_IN.starts.of(&format!("{line}\n")), Start::Open, "{line}");
            }
        }
        for text in openers().map(|word| format!("{word}. Anything")) {
            assert_eq!(BUILT_IN.starts.of(&format!("{text}\n")), Start::Open, "{text}");
        }
        for text in FURNITURE.iter().flat_map(|row| row.texts) {
            assert_eq!(PIECES.starts.of(&format!("{text}\n")), Start::Open, "{text}");
        }
        for line in [
            "Rain fell all night.\n",
            "“Rain,” she said.\n",
            "В городе шёл дождь\n",
            "雨が降った。\n",
            "More rain fell.\n",
        ] {
            assert_eq!(BUILT_IN.starts.of(line), Start::Text, "{line}");
            assert_eq!(PIECES.starts.of(line), Start::Text, "{line}");
        }
    }
}
