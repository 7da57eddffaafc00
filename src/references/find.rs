//! Finds the references of a text, one after another.

#![expect(
    clippy::inline_always,
    reason = "one loop with its state in registers, from the search to the look-up: a third faster"
)]

use std::ops::Range;

use super::read::{Decoded, Found, Mode, read};
use crate::seek::{Positions, Unit};

/// The references of a whole text that are decoded, in order: where each stands, which is ASCII, and what it stands for. `at` is
/// where one of them starts, or 0.
pub(super) fn references<U: Unit>(units: &[U], mode: Mode, at: usize) -> impl Iterator<Item = (Range<usize>, Decoded)> {
    Finder { units, ampersands: Positions::new(units, b'&'), mode, at }
}

struct Finder<'a, U> {
    units: &'a [U],
    ampersands: Positions<'a, U>,
    mode: Mode,
    /// Units before this have been read.
    at: usize,
}

impl<U: Unit> Iterator for Finder<'_, U> {
    type Item = (Range<usize>, Decoded);

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        while let Some(start) = self.ampersands.next_from(self.at) {
            if let Found::Reference { len, text } = read(&self.units[start..], self.mode, true) {
                self.at = start + len;
                return Some((start..self.at, text));
            }
            self.at = start + 1;
        }
        None
    }
}
