//! A table under the starts of names, for names that are mostly not in it.

/// Rows under the start of a name. Most names are ruled out by their first two bytes.
pub(super) struct Lookup<T> {
    /// By the low bits of the first byte, which are the same in both cases.
    rows: [Row<T>; 32],
    /// What is under the empty start.
    always: Vec<T>,
}

struct Row<T> {
    /// A bit for the low bits of each second byte.
    seconds: u32,
    under: Vec<T>,
}

impl<T: Copy> Lookup<T> {
    /// Puts `row` under the names that start with `start`.
    pub(super) fn add(&mut self, start: &str, row: T) {
        match start.as_bytes() {
            [] => self.always.push(row),
            [first, rest @ ..] => {
                let place = &mut self.rows[low_bits(*first)];
                place.under.push(row);
                place.seconds |= rest.first().map_or(u32::MAX, |second| 1 << low_bits(*second));
            }
        }
    }

    /// The rows that may be under a start of `name`, in any case: all that are, and some that are not.
    pub(super) fn of(&self, name: &str) -> impl Iterator<Item = T> {
        let under = self.under(name.as_bytes());
        self.always.iter().chain(under).copied()
    }

    /// Says whether a row may be under a start of `name` that is not empty.
    pub(super) fn has(&self, name: &[u8]) -> bool {
        !self.under(name).is_empty()
    }

    fn under(&self, name: &[u8]) -> &[T] {
        let (first, second) = match name {
            [] => (0, 0),
            [first] => (low_bits(*first), 0),
            [first, second, ..] => (low_bits(*first), low_bits(*second)),
        };
        let row = &self.rows[first];
        if row.seconds >> second & 1 == 1 { &row.under } else { &[] }
    }
}

impl<T> Default for Lookup<T> {
    fn default() -> Self {
        Lookup { rows: std::array::from_fn(|_| Row { seconds: 0, under: Vec::new() }), always: Vec::new() }
    }
}

fn low_bits(byte: u8) -> usize {
    usize::from(byte & 31)
}
