//! Looks up names. Most names that text holds are short: those fit one machine word, and are found by hashing it.

use super::read::Decoded;
use super::table::NAMES;

/// The longest name.
pub(super) const LONGEST: usize = 31;

/// The longest name that may stand without a semicolon.
const LONGEST_BARE: usize = 6;

/// The most letters that a short name has: with its semicolon it fits a word.
pub(super) const SHORT: usize = 7;

#[derive(Clone, Copy)]
struct Slot {
    /// The name in the low bytes, first letter lowest; 0 if the slot is free.
    name: u64,
    text: Decoded,
}

/// Twice as many slots as names or more, so that a search ends soon.
static SHORT_NAMES: [Slot; 4096] = slots(false);
static BARE_NAMES: [Slot; 256] = slots(true);

/// For each first letter of a name that may stand without a semicolon, its second letters: most words are ruled out by two.
static BARE_STARTS: [u64; 64] = bare_starts();

/// Finds a name of at most `SHORT` letters, which stand in the low bytes of `name`, the rest being 0.
pub(super) fn short(name: u64) -> Option<Decoded> {
    find(&SHORT_NAMES, name)
}

/// Finds a name of any length.
pub(super) fn any(name: &[u8]) -> Option<Decoded> {
    let at = NAMES.binary_search_by(|row| row.0.as_bytes().cmp(name)).ok()?;
    Some(Decoded(NAMES[at].1, NAMES[at].2))
}

/// Finds the longest name that may stand without a semicolon at the start of a run of `len` letters and digits, and its length.
/// `word` holds the first bytes of the run.
pub(super) fn longest_bare(word: u64, len: usize) -> Option<(usize, Decoded)> {
    let [first, second, ..] = word.to_le_bytes();
    if BARE_STARTS[usize::from(first & 63)] >> (second & 63) & 1 == 0 {
        return None;
    }
    let lengths = 2..=len.min(LONGEST_BARE);
    lengths.rev().find_map(|len| Some((len, find(&BARE_NAMES, first_bytes(word, len))?)))
}

/// The first `len` bytes of a word, up to 7.
pub(super) fn first_bytes(word: u64, len: usize) -> u64 {
    word & ((1 << (8 * len)) - 1)
}

fn find<const N: usize>(slots: &[Slot; N], name: u64) -> Option<Decoded> {
    let mut at = slot(name, N);
    loop {
        let slot = &slots[at % N];
        if slot.name == 0 {
            return None;
        }
        if slot.name == name {
            return Some(slot.text);
        }
        at += 1;
    }
}

/// Where the search for a name starts: the top bits of a product with an odd constant, Fibonacci hashing.
const fn slot(name: u64, slots: usize) -> usize {
    (name.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - slots.trailing_zeros())) as usize
}

const fn slots<const N: usize>(only_bare: bool) -> [Slot; N] {
    let mut slots = [Slot { name: 0, text: Decoded(None, None) }; N];
    let mut row = 0;
    while row < NAMES.len() {
        let (name, first, second, is_bare) = NAMES[row];
        row += 1;
        if name.len() > SHORT || (only_bare && !is_bare) {
            continue;
        }
        let name = word(name.as_bytes());
        let mut at = slot(name, N);
        while slots[at % N].name != 0 {
            at += 1;
        }
        slots[at % N] = Slot { name, text: Decoded(first, second) };
    }
    slots
}

const fn bare_starts() -> [u64; 64] {
    let mut starts = [0; 64];
    let mut row = 0;
    while row < NAMES.len() {
        let (name, _, _, is_bare) = NAMES[row];
        row += 1;
        if is_bare {
            let name = name.as_bytes();
            starts[(name[0] & 63) as usize] |= 1 << (name[1] & 63);
        }
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
        assert_eq!(NAMES.iter().filter(|row| row.3).map(|row| row.0.len()).max(), Some(LONGEST_BARE));
        assert_eq!(NAMES.iter().map(|row| row.0.len()).min(), Some(2));
    }

    #[test]
    fn every_name_is_found() {
        for (name, first, second, is_bare) in NAMES {
            let text = Some(Decoded(first, second));
            assert_eq!(any(name.as_bytes()), text);
            if name.len() <= SHORT {
                let word = word(name.as_bytes());
                assert_eq!(short(word), text);
                if is_bare {
                    assert_eq!(longest_bare(word, name.len()), text.map(|text| (name.len(), text)));
                }
            }
        }
        assert_eq!(short(word(b"nosuch")), None);
        assert_eq!(short(0), None);
        assert_eq!(longest_bare(word(b"noSuch"), 6), None);
    }
}
