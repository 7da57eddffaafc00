//! Decodes at the width of the code units that a text comes in, in two passes: how long and how wide the result is, then the result.

use std::mem::MaybeUninit;
use std::ops::Range;

use super::find::Finder;
use super::read::{Decoded, Mode};
use crate::scan::Unit;

/// The references of a text, found but not yet decoded, and what the decoded text needs.
pub(crate) struct Plan {
    /// The first references, so that these are read only once. All of them could take more memory than the text.
    first: Vec<(Range<usize>, Decoded)>,
    /// The length of the result in code points.
    pub(crate) len: usize,
    /// All code points that references stand for, joined by OR.
    pub(crate) decoded: u32,
}

/// References that are kept in a plan at most.
const MOST_FIRST: usize = 32_768;

/// Finds the references of `units`; none if there are none.
pub(crate) fn plan<U: Unit>(units: &[U], mode: Mode) -> Option<Plan> {
    let mut finder = Finder::new(units, mode, 0);
    let mut plan =
        Plan { first: Vec::with_capacity((units.len() / 64).clamp(4, MOST_FIRST)), len: units.len(), decoded: 0 };
    for (range, text) in &mut finder {
        plan.len -= range.len() - count(text);
        plan.decoded |= joined(text);
        if plan.first.len() < MOST_FIRST {
            plan.first.push((range, text));
        }
    }
    (!plan.first.is_empty()).then_some(plan)
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
        let mut write = |range: &Range<usize>, text: Decoded| {
            to += copy(units, from, range.start, out, to);
            from = range.end;
            for c in [text.0, text.1].into_iter().flatten() {
                out[to].write(narrow(c.into()));
                to += 1;
            }
        };
        self.first.iter().for_each(|(range, text)| write(range, *text));
        if self.first.len() == MOST_FIRST {
            let read = self.first.last().map_or(0, |(range, _)| range.end);
            Finder::new(units, mode, read).for_each(|(range, text)| write(&range, text));
        }
        to + copy(units, from, units.len(), out, to)
    }
}

/// Units that are copied together, whether all of them are wanted or not.
const TOGETHER: usize = 16;

/// Up to this length such steps are faster than a copy of exact length.
const SHORT: usize = 128;

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
