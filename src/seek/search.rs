//! A search that looks at 64 units of a text at once.

#![expect(
    clippy::inline_always,
    reason = "one loop with its state in registers, from the search to the look-up: a third faster"
)]

#[cfg(any(test, feature = "python"))]
use super::unit::Unit;

/// Says which units of a block matter.
pub(crate) trait Look<U> {
    /// A bit for each unit of `block` that matters, the first the lowest. A block has 64 units, the last one of a text maybe fewer.
    fn look(&mut self, block: &[U], is_last: bool) -> u64;

    /// The block that comes next does not stand behind the one before.
    fn skip(&mut self);
}

/// The units of a text that matter.
///
/// Where they are frequent, a search that starts anew for each one spends its time on starting: here 64 units are compared at once,
/// and what was found in them is kept.
pub(crate) struct Search<'a, U, L> {
    units: &'a [U],
    pub(super) look: L,
    /// The block that is looked at, and those of its units that are still to be given.
    pub(super) start: usize,
    found: u64,
}

impl<'a, U, L: Look<U>> Search<'a, U, L> {
    pub(crate) fn new(units: &'a [U], start: usize, look: L) -> Self {
        let mut search = Search { units, look, start, found: 0 };
        search.look();
        search
    }

    /// The next one from `from` on. `from` never falls.
    #[inline(always)]
    pub(crate) fn next_from(&mut self, from: usize) -> Option<usize> {
        if from >= self.start + 64 {
            self.start = from;
            self.look.skip();
            self.look();
        } else {
            self.found &= !0 << from.saturating_sub(self.start);
        }
        while self.found == 0 {
            if self.start + 64 >= self.units.len() {
                return None;
            }
            self.go_on();
        }
        Some(self.start + self.found.trailing_zeros() as usize)
    }

    /// Looks at the next block.
    #[inline(always)]
    pub(super) fn go_on(&mut self) {
        self.start += 64;
        self.look();
    }

    #[inline(always)]
    fn look(&mut self) {
        let rest = self.units.get(self.start..).unwrap_or_default();
        let block = rest.first_chunk::<64>().map_or(rest, |block| block);
        self.found = self.look.look(block, rest.len() <= 64);
    }
}

/// Has a look at the first block of units, which is filled up with NULs if there are fewer.
#[cfg(any(test, feature = "python"))]
#[inline(always)]
pub(crate) fn first_block<U: Unit, T>(units: &[U], look: impl FnOnce(&[U; 64]) -> T) -> T {
    if let Some(block) = units.first_chunk() {
        look(block)
    } else {
        let mut block = [U::default(); 64];
        block[..units.len()].copy_from_slice(units);
        look(&block)
    }
}
