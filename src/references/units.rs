//! Decodes at the width of the code units that a text comes in, in two passes: how long and how wide the result is, then the result.

use std::mem::MaybeUninit;

use smallvec::SmallVec;

use super::find::Finder;
use super::read::{Decoded, Mode};
use crate::scan::Unit;

/// The references of a text, found but not yet decoded, and what the decoded text needs.
pub(crate) struct Plan {
    /// The first references, so that these are read only once. All of them could take more memory than the text. Those of an ordinary
    /// text have a place on the stack: to ask for memory takes as long as to read a dozen of them.
    first: SmallVec<[Reference; 512]>,
    /// Where the others start, if there are any.
    others: Option<usize>,
    /// The length of the result in code points.
    pub(crate) len: usize,
    /// All code points that references stand for, joined by OR.
    pub(crate) decoded: u32,
}

/// A reference that has been read.
struct Reference {
    start: u32,
    len: u32,
    text: Decoded,
}

/// References that are kept in a plan at most.
const MOST_FIRST: usize = 65_536;

impl Plan {
    pub(crate) fn new() -> Self {
        Plan { first: SmallVec::new(), others: None, len: 0, decoded: 0 }
    }

    /// Finds the references of `units`; says whether there are any. The plan is as new.
    pub(crate) fn find<U: Unit>(&mut self, units: &[U], mode: Mode) -> bool {
        let (mut len, mut decoded) = (units.len(), 0);
        for (range, text) in Finder::new(units, mode, 0) {
            len -= range.len() - count(text);
            decoded |= joined(text);
            if self.first.len() == MOST_FIRST || range.end > u32::MAX as usize {
                self.others.get_or_insert(range.start);
                continue;
            }
            self.first.push(Reference { start: range.start as u32, len: range.len() as u32, text });
        }
        (self.len, self.decoded) = (len, decoded);
        len < units.len()
    }
}

/// The number of characters.
fn count(text: Decoded) -> usize {
    usize::from(text.0.is_some()) + usize::from(text.1.is_some())
}

/// All code points, joined by OR.
fn joined(text: Decoded) -> u32 {
    text.0.map_or(0, u32::from) | text.1.map_or(0, u32::from)
}

impl Plan {
    /// Writes `units`, decoded, to `out`, which is as long as the plan says; returns how many units it wrote.
    ///
    /// `narrow` gives a code point as a unit of `out`. All that occur fit.
    pub(crate) fn write<U: Unit, V: From<U>>(
        &self,
        units: &[U],
        mode: Mode,
        out: &mut [MaybeUninit<V>],
        narrow: impl Fn(u32) -> V,
    ) -> usize {
        let (mut from, mut to) = (0, 0);
        let mut write = |start: usize, len: usize, text: Decoded| {
            to += copy(units, from, start, out, to);
            from = start + len;
            if let Some(c) = text.0 {
                out[to].write(narrow(c.into()));
                to += 1;
            }
            if let Some(c) = text.1 {
                out[to].write(narrow(c.into()));
                to += 1;
            }
        };
        for Reference { start, len, text } in &self.first {
            write(*start as usize, *len as usize, *text);
        }
        if let Some(others) = self.others {
            Finder::new(units, mode, others).for_each(|(range, text)| write(range.start, range.len(), text));
        }
        to + copy(units, from, units.len(), out, to)
    }
}

/// Units that are copied together, whether all of them are wanted or not.
const TOGETHER: usize = 64;

/// Up to this length such steps are faster than a copy of exact length.
const SHORT: usize = 192;

/// Copies the units from `from` to `end` to the place `to` in `out`; returns how many.
fn copy<U: Unit, V: From<U>>(units: &[U], from: usize, end: usize, out: &mut [MaybeUninit<V>], to: usize) -> usize {
    let len = end - from;
    let mut done = 0;
    if len <= SHORT {
        while done < len
            && let Some(source) = units[from + done..].first_chunk::<TOGETHER>()
            && let Some(target) = out[to + done..].first_chunk_mut::<TOGETHER>()
        {
            for (to, from) in target.iter_mut().zip(source) {
                to.write(V::from(*from));
            }
            done += TOGETHER;
        }
    }
    if done < len {
        for (to, from) in out[to + done..to + len].iter_mut().zip(&units[from + done..end]) {
            to.write(V::from(*from));
        }
    }
    len
}
