//! Syllables of Hangul, which are numbered by the letters that they are made of (Unicode Standard, 3.12).

/// The first of the leading consonants, vowels, trailing consonants and syllables. No syllable ends with `TRAILING` itself.
const LEADING: u32 = 0x1100;
const VOWEL: u32 = 0x1161;
const TRAILING: u32 = 0x11A7;
const SYLLABLE: u32 = 0xAC00;

const LEADINGS: u32 = 19;
const VOWELS: u32 = 21;
const TRAILINGS: u32 = 28;
const SYLLABLES: u32 = LEADINGS * VOWELS * TRAILINGS;

/// The letters of a syllable: two, or three.
pub(super) fn decompose(code_point: u32) -> Option<(u32, u32, Option<u32>)> {
    let index = index(code_point, SYLLABLE, SYLLABLES)?;
    let (open, trailing) = (index / TRAILINGS, index % TRAILINGS);
    let (leading, vowel) = (LEADING + open / VOWELS, VOWEL + open % VOWELS);
    Some((leading, vowel, (trailing > 0).then_some(TRAILING + trailing)))
}

/// The syllable of a leading consonant and a vowel, or of a syllable without a trailing consonant and one.
pub(super) fn compose(first: u32, second: u32) -> Option<u32> {
    let trailing = trailing(second);
    if trailing == 0 {
        return open(first, second);
    }
    (index(first, SYLLABLE, SYLLABLES)? % TRAILINGS == 0).then_some(first + trailing)
}

/// The syllable of a leading consonant and a vowel.
pub(super) fn open(leading: u32, vowel: u32) -> Option<u32> {
    let (leading, vowel) = (index(leading, LEADING, LEADINGS)?, index(vowel, VOWEL, VOWELS)?);
    Some(SYLLABLE + (leading * VOWELS + vowel) * TRAILINGS)
}

/// The number that a trailing consonant adds to the syllable without one; 0 if it is none.
pub(super) fn trailing(letter: u32) -> u32 {
    index(letter, TRAILING, TRAILINGS).unwrap_or(0)
}

/// Says whether a syllable may start with the letter.
pub(super) fn is_leading(letter: u32) -> bool {
    index(letter, LEADING, LEADINGS).is_some()
}

fn index(code_point: u32, first: u32, count: u32) -> Option<u32> {
    let index = code_point.wrapping_sub(first);
    (index < count).then_some(index)
}
