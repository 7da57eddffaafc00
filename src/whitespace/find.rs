//! Finds the white space that changes, in text of any code unit.

use std::ops::Range;

use super::{Layout, LineEnds};
use crate::references::Decoded;
use crate::scan::{Spaces, Unit};
use crate::units::Edits;

impl Edits for Layout {
    const WIDE: bool = true;

    fn edits<U: Unit>(self, units: &[U], from: usize) -> impl Iterator<Item = (Range<usize>, Decoded)> {
        Finder { units, spaces: Spaces::new(units, from), layout: self, at: from }
    }
}

/// The runs of white space that are not as the layout wants them.
struct Finder<'a, U> {
    units: &'a [U],
    spaces: Spaces<'a, U>,
    layout: Layout,
    /// Units before this are settled.
    at: usize,
}

impl<U: Unit> Iterator for Finder<'_, U> {
    type Item = (Range<usize>, Decoded);

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(found) = self.spaces.next_from(self.at) {
            // Before what was found may stand one space, which was nothing to be found yet.
            let start = found - usize::from(found > self.at && self.units[found - 1].ascii() == b' ');
            let range = start..self.spaces.end_of_run(found);
            self.at = range.end;
            let folded = self.folded(&range);
            let run = &self.units[range.clone()];
            if run.len() != folded.len() || run.iter().zip(folded.bytes()).any(|(unit, byte)| unit.ascii() != byte) {
                let mut characters = folded.chars();
                return Some((range, Decoded(characters.next(), characters.next())));
            }
        }
        None
    }
}

impl<U: Unit> Finder<'_, U> {
    /// What a run becomes.
    fn folded(&self, run: &Range<usize>) -> &'static str {
        if run.start == 0 || run.end == self.units.len() {
            return "";
        }
        if self.layout == Layout::Inline {
            return " ";
        }
        let mut ends = LineEnds::default();
        self.units[run.clone()].iter().for_each(|unit| ends.push(unit.code_point()));
        self.layout.folded(ends.count)
    }
}
