//! What is known of values of `class`: pages use few, over and over.

use std::cell::Cell;
use std::hash::Hasher;

use rustc_hash::FxHasher;

/// How many are remembered at most.
const SLOTS: usize = 1024;

/// No longer value is remembered.
const LONGEST: usize = 256;

/// What is known of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Says {
    /// No rule for all pages says anything of it.
    #[default]
    Nothing,
    /// One of its names is that of an ad, and none is that of content.
    Ad,
}

/// Some of the values that have been seen.
#[derive(Default)]
pub(super) struct Seen {
    /// The number of the index whose rules these are.
    index: u64,
    /// Each under its hash; empty where there is none.
    values: Vec<(String, Says)>,
}

thread_local! {
    /// What the last page of this thread has left: the next one is mostly of the same kind.
    static LAST: Cell<Seen> = Cell::default();
}

impl Seen {
    /// What is known of the index of this number.
    pub(super) fn of(index: u64) -> Seen {
        let last = LAST.try_with(Cell::take).unwrap_or_default();
        if last.index == index { last } else { Seen { index, values: Vec::new() } }
    }

    /// Leaves it to the next page of this thread.
    pub(super) fn leave(&mut self) {
        // At the end of a thread there is no next one.
        _ = LAST.try_with(|last| last.set(std::mem::take(self)));
    }

    pub(super) fn get(&self, value: &str) -> Option<Says> {
        let (known, says) = self.values.get(slot(value))?;
        (known == value && !value.is_empty()).then_some(*says)
    }

    pub(super) fn add(&mut self, value: &str, says: Says) {
        if value.len() <= LONGEST {
            self.values.resize(SLOTS, Default::default());
            let (known, said) = &mut self.values[slot(value)];
            known.clear();
            known.push_str(value);
            *said = says;
        }
    }
}

fn slot(value: &str) -> usize {
    let mut hasher = FxHasher::default();
    hasher.write(value.as_bytes());
    hasher.finish() as usize % SLOTS
}
