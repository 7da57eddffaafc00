//! Decodes a text at the width of the code units that it comes in, in two passes: how long and how wide the result is, then the
//! result.

use std::mem::MaybeUninit;
use std::ops::Range;

use smallvec::SmallVec;

use super::find::references;
use super::read::{Decoded, Mode};
use crate::copy::copy;
use crate::seek::Unit;

/// The references of a text, found but not yet decoded, and what the decoded text needs.
pub(crate) struct Plan {
    mode: Mode,
    /// The first edits, so that these are found only once. All of them could take more memory than the text. Those of an ordinary
    /// text have a place on the stack: to ask for memory takes as long as to find a dozen of them.
    first: SmallVec<[Edit; 512]>,
    /// Where the others start, if there are any.
    others: Option<usize>,
    /// The length of the result in code points.
    pub(crate) len: usize,
    /// The greatest code point of the result, or one that needs the same width.
    pub(crate) greatest: u32,
}

/// An edit that has been found.
struct Edit {
    start: u32,
    len: u32,
    text: Decoded,
}

/// Edits that are kept in a plan at most.
const MOST_FIRST: usize = 65_536;

impl Plan {
    pub(crate) fn new(mode: Mode) -> Self {
        Plan { mode, first: SmallVec::new(), others: None, len: 0, greatest: 0 }
    }

    /// Finds the edits of `units`, of which `greatest` says how wide they are; says whether there are any. The plan is as new.
    pub(crate) fn find<U: Unit>(&mut self, units: &[U], greatest: u32) -> bool {
        let (mut len, mut come) = (units.len(), 0);
        for (range, text) in references(units, self.mode, 0) {
            len = len - range.len() + count(text);
            come |= joined(text);
            if self.first.len() == MOST_FIRST || range.end > u32::MAX as usize {
                self.others.get_or_insert(range.start);
                continue;
            }
            self.first.push(Edit { start: range.start as u32, len: range.len() as u32, text });
        }
        self.len = len;
        self.greatest = come | greatest;
        !self.first.is_empty() || self.others.is_some()
    }

    /// Writes `units`, changed, to `out`, which is as long as the plan says; returns how many units it wrote.
    ///
    /// `narrow` gives a code point as a unit of `out`. All that occur fit.
    pub(crate) fn write<U: Unit, V: Copy>(
        &self,
        units: &[U],
        out: &mut [MaybeUninit<V>],
        narrow: impl Fn(u32) -> V + Copy,
    ) -> usize {
        let (mut from, mut to) = (0, 0);
        self.for_each(units, |range, text| {
            to += copy(units, from, range.start, out, to, narrow);
            from = range.end;
            if let Some(c) = text.0 {
                out[to].write(narrow(c.into()));
                to += 1;
            }
            if let Some(c) = text.1 {
                out[to].write(narrow(c.into()));
                to += 1;
            }
        });
        to + copy(units, from, units.len(), out, to, narrow)
    }

    fn for_each<U: Unit>(&self, units: &[U], mut visit: impl FnMut(Range<usize>, Decoded)) {
        for Edit { start, len, text } in &self.first {
            visit(*start as usize..*start as usize + *len as usize, *text);
        }
        if let Some(others) = self.others {
            references(units, self.mode, others).for_each(|(range, text)| visit(range, text));
        }
    }
}

/// The number of characters.
fn count(text: Decoded) -> usize {
    usize::from(text.0.is_some()) + usize::from(text.1.is_some())
}

/// The code points, joined by OR.
fn joined(text: Decoded) -> u32 {
    text.0.map_or(0, u32::from) | text.1.map_or(0, u32::from)
}
