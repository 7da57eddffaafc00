//! Values of `class` of which no rule for all pages says anything: pages use few, over and over.

use std::cell::Cell;
use std::hash::Hasher;

use rustc_hash::FxHasher;

/// How many are remembered at most.
const SLOTS: usize = 1024;

/// No longer value is remembered.
const LONGEST: usize = 256;

/// Some of the values that have been seen.
#[derive(Default)]
pub(super) struct Dull {
    /// The number of the index whose rules these are.
    index: u64,
    /// Each under its hash; empty where there is none.
    values: Vec<String>,
}

thread_local! {
    /// What the last page of this thread has left: the next one is mostly of the same kind.
    static LAST: Cell<Dull> = Cell::default();
}

impl Dull {
    /// What is known of the index of this number.
    pub(super) fn of(index: u64) -> Dull {
        let last = LAST.try_with(Cell::take).unwrap_or_default();
        if last.index == index { last } else { Dull { index, values: Vec::new() } }
    }

    /// Leaves it to the next page of this thread.
    pub(super) fn leave(&mut self) {
        // At the end of a thread there is no next one.
        _ = LAST.try_with(|last| last.set(std::mem::take(self)));
    }

    pub(super) fn contains(&self, value: &str) -> bool {
        self.values.get(slot(value)).is_some_and(|dull| dull == value) && !value.is_empty()
    }

    pub(super) fn add(&mut self, value: &str) {
        if value.len() <= LONGEST {
            self.values.resize(SLOTS, String::new());
            let slot = &mut self.values[slot(value)];
            slot.clear();
            slot.push_str(value);
        }
    }
}

fn slot(value: &str) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(value.as_bytes());
    hasher.finish() as usize % SLOTS
}
