//! A table under the starts of names, for names that are mostly not in it.

use crate::markup::bucket::word;

/// Rows under the start of a name. Most names are ruled out by their first two bytes, nearly all others by their first eight.
pub(super) struct Lookup<T> {
    /// A bit for the low bits of each second byte, by the low bits of the first, which are the same in both cases.
    seconds: [u32; 32],
    /// By the same bits of the first byte.
    under: [Vec<Under<T>>; 32],
    /// What is under the empty start.
    always: Vec<T>,
}

struct Under<T> {
    /// The first eight bytes of the start.
    start: u64,
    /// Where a shorter one has bytes.
    mask: u64,
    row: T,
}

impl<T: Copy> Lookup<T> {
    /// Puts `row` under the names that start with `start`.
    pub(super) fn add(&mut self, start: &str, row: T) {
        match start.as_bytes() {
            [] => self.always.push(row),
            [first, rest @ ..] => {
                let first = low_bits(*first);
                let mask = u64::MAX >> (64 - 8 * start.len().min(8));
                self.under[first].push(Under { start: word(start.as_bytes()), mask, row });
                self.seconds[first] |= rest.first().map_or(u32::MAX, |second| 1 << low_bits(*second));
            }
        }
    }

    /// The rows that may be under a start of `name`, in any case: all that are, and some that are not.
    pub(super) fn of(&self, name: &[u8]) -> impl Iterator<Item = T> {
        let first = name.first().map_or(0, |first| low_bits(*first));
        let under = if self.has(name) { &self.under[first][..] } else { &[] };
        let start = word(name);
        let under = under.iter().filter(move |row| start & row.mask == row.start).map(|row| row.row);
        self.always.iter().copied().chain(under)
    }

    /// Says whether a row may be under a start of `name` that is not empty.
    pub(super) fn has(&self, name: &[u8]) -> bool {
        let first = name.first().map_or(0, |first| low_bits(*first));
        let second = name.get(1).map_or(0, |second| low_bits(*second));
        self.seconds[first] >> second & 1 == 1
    }
}

impl<T> Default for Lookup<T> {
    fn default() -> Self {
        Lookup { seconds: [0; 32], under: std::array::from_fn(|_| Vec::new()), always: Vec::new() }
    }
}

fn low_bits(byte: u8) -> usize {
    usize::from(byte & 31)
}
