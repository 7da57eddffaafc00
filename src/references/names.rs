//! Looks up names. Most names that text holds are short: those fit one machine word, and are found by hashing it.

use super::read::Decoded;
use super::table::NAMES;

/// The longest name.
pub(super) const LONGEST: usize = 31;

/// The most letters that a short name has: with its semicolon it fits a word.
pub(super) const SHORT: usize = 7;

#[derive(Clone, Copy)]
struct Slot {
    /// The name in the low bytes, first letter lowest, in `SHORT_NAMES` with its semicolon; 0 if the slot is free.
    name: u64,
    text: Decoded,
}

/// Twice as many slots as names or more, so that a search ends soon.
static SHORT_NAMES: [Slot; 4096] = short_names();

/// The names that may stand without a semicolon: those with the same first two letters side by side, the longer first.
static BARE_NAMES: [Slot; BARE] = bare_names();

/// For each pair of first letters, where its names start in `BARE_NAMES`: most words are ruled out by two letters.
static BARE_STARTS: [u8; 64 * 64] = bare_starts();

/// The number of such names.
const BARE: usize = 106;

/// Finds a name of at most `SHORT` letters at the start of a text, of which `word` holds the first bytes. Its semicolon is the first
/// one, and stands at `semicolon`.
pub(super) fn short(word: u64, semicolon: usize) -> Option<Decoded> {
    // With the semicolon: without it, a NUL before it would make no difference.
    let name = word & (u64::MAX >> (56 - 8 * semicolon));
    let mut at = slot(name, SHORT_NAMES.len());
    loop {
        let slot = &SHORT_NAMES[at % SHORT_NAMES.len()];
        if slot.name == name {
            return Some(slot.text);
        }
        if slot.name == 0 {
            return None;
        }
        at += 1;
    }
}

/// Finds a name of any length.
pub(super) fn any(name: &[u8]) -> Option<Decoded> {
    let at = NAMES.binary_search_by(|row| row.0.as_bytes().cmp(name)).ok()?;
    Some(Decoded(NAMES[at].1, NAMES[at].2))
}

/// Finds the longest name that may stand without a semicolon at the start of a text, of which `word` holds the first bytes, and its
/// length.
pub(super) fn longest_bare(word: u64) -> Option<(usize, Decoded)> {
    let start = pair(word);
    let names = BARE_NAMES.get(BARE_STARTS[start].into()..)?;
    for Slot { name, text } in names {
        let length = length(*name);
        if first_bytes(word, length) == *name {
            return Some((length, *text));
        }
        if pair(*name) != start {
            break;
        }
    }
    None
}

/// The first two letters of a name as one number. Not only letters give it.
const fn pair(word: u64) -> usize {
    ((word & 63) << 6 | (word >> 8 & 63)) as usize
}

/// The length of a name that a word holds.
const fn length(name: u64) -> usize {
    8 - name.leading_zeros() as usize / 8
}

/// The first `len` bytes of a word, up to 7.
const fn first_bytes(word: u64, len: usize) -> u64 {
    word & ((1 << (8 * len)) - 1)
}

/// Where the search for a name starts: the top bits of a product with an odd constant, Fibonacci hashing.
const fn slot(name: u64, slots: usize) -> usize {
    (name.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - slots.trailing_zeros())) as usize
}

#[expect(clippy::large_stack_arrays, reason = "only the compiler runs it")]
const fn short_names() -> [Slot; 4096] {
    let mut slots = [Slot { name: 0, text: Decoded(None, None) }; 4096];
    let mut row = 0;
    while row < NAMES.len() {
        let (name, first, second, _) = NAMES[row];
        row += 1;
        if name.len() > SHORT {
            continue;
        }
        let name = word(name.as_bytes()) | (b';' as u64) << (8 * name.len());
        let mut at = slot(name, slots.len());
        while slots[at % slots.len()].name != 0 {
            at += 1;
        }
        slots[at % slots.len()] = Slot { name, text: Decoded(first, second) };
    }
    slots
}

const fn bare_names() -> [Slot; BARE] {
    let mut names = [Slot { name: 0, text: Decoded(None, None) }; BARE];
    let (mut row, mut end) = (0, 0);
    while row < NAMES.len() {
        let (name, first, second, is_bare) = NAMES[row];
        row += 1;
        if !is_bare {
            continue;
        }
        let name = word(name.as_bytes());
        // Sorted as they come.
        let mut at = end;
        while at > 0 && goes_before(name, names[at - 1].name) {
            names[at] = names[at - 1];
            at -= 1;
        }
        names[at] = Slot { name, text: Decoded(first, second) };
        end += 1;
    }
    names
}

const fn goes_before(name: u64, other: u64) -> bool {
    pair(name) < pair(other) || (pair(name) == pair(other) && length(name) > length(other))
}

const fn bare_starts() -> [u8; 64 * 64] {
    // Behind the last name: there is none.
    let mut starts = [BARE as u8; 64 * 64];
    let mut at = BARE;
    while at > 0 {
        at -= 1;
        starts[pair(BARE_NAMES[at].name)] = at as u8;
    }
    starts
}

/// A short name as a word.
const fn word(name: &[u8]) -> u64 {
    let mut word = 0;
    let mut at = name.len();
    while at > 0 {
        at -= 1;
        word = word << 8 | name[at] as u64;
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_those_of_the_table() {
        assert_eq!(NAMES.iter().map(|row| row.0.len()).max(), Some(LONGEST));
        assert!(NAMES.iter().all(|row| !row.3 || row.0.len() <= SHORT));
        assert_eq!(NAMES.iter().map(|row| row.0.len()).min(), Some(2));
    }

    #[test]
    fn every_name_is_found() {
        for (name, first, second, is_bare) in NAMES {
            let text = Some(Decoded(first, second));
            assert_eq!(any(name.as_bytes()), text);
            if name.len() <= SHORT {
                let word = word(name.as_bytes());
                let semicolon = u64::from(b';') << (8 * name.len());
                assert_eq!(short(word | semicolon, name.len()), text);
                if name.len() < SHORT {
                    assert_eq!(short(word | semicolon << 8, name.len() + 1), None, "a NUL before the semicolon");
                }
                if is_bare {
                    assert_eq!(longest_bare(word), text.map(|text| (name.len(), text)));
                }
            }
        }
        assert_eq!(short(word(b"nosuch;"), 6), None);
        assert_eq!(short(word(b";"), 0), None);
        assert_eq!(longest_bare(word(b"noSuch")), None);
    }
}
