//! Syllables of Hangul, which are numbered by the letters that they are made of (Unicode Standard, 3.12).

use super::data::Classed;

/// The first of the leading consonants, vowels, trailing consonants and syllables. No syllable ends with `TRAILING` itself.
const LEADING: u32 = 0x1100;
const VOWEL: u32 = 0x1161;
const TRAILING: u32 = 0x11A7;
const SYLLABLE: u32 = 0xAC00;

const VOWELS: u32 = 21;
const TRAILINGS: u32 = 28;
const SYLLABLES: u32 = 19 * VOWELS * TRAILINGS;

/// The letters of a syllable: two, or three.
pub(super) fn decompose(code_point: u32) -> Option<([Classed; 3], usize)> {
    let index = index(code_point, SYLLABLE, SYLLABLES)?;
    let trailing = index % TRAILINGS;
    let letters = [LEADING + index / TRAILINGS / VOWELS, VOWEL + index / TRAILINGS % VOWELS, TRAILING + trailing];
    Some((letters.map(|letter| Classed::new(letter, 0)), if trailing == 0 { 2 } else { 3 }))
}

/// The syllable of a leading consonant and a vowel, or of a syllable without a trailing consonant and one.
pub(super) fn compose(first: u32, second: u32) -> Option<u32> {
    if let Some(vowel) = index(second, VOWEL, VOWELS) {
        return Some(SYLLABLE + (index(first, LEADING, 19)? * VOWELS + vowel) * TRAILINGS);
    }
    let trailing = index(second, TRAILING + 1, TRAILINGS - 1)?;
    let open = index(first, SYLLABLE, SYLLABLES)?;
    (open % TRAILINGS == 0).then_some(first + trailing + 1)
}

fn index(code_point: u32, first: u32, count: u32) -> Option<u32> {
    let index = code_point.wrapping_sub(first);
    (index < count).then_some(index)
}
