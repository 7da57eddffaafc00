//! Decodes at the width of the code units that a text comes in, in two passes: how long and how wide the result is, then the result.

use std::mem::MaybeUninit;

use super::find::Finder;
use super::read::{Decoded, Mode};
use crate::scan::Unit;

/// The references of a text, found but not yet decoded, and what the decoded text needs.
pub(crate) struct Plan {
    /// The first references, so that these are read only once. All of them could take more memory than the text.
    first: Vec<Reference>,
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

/// Finds the references of `units`; none if there are none.
pub(crate) fn plan<U: Unit>(units: &[U], mode: Mode) -> Option<Plan> {
    let mut plan = Plan { first: Vec::new(), others: None, len: units.len(), decoded: 0 };
    // In a short text reading them twice costs less than a place to keep them.
    let most = if units.len() < 256 { 0 } else { MOST_FIRST };
    for (range, text) in Finder::new(units, mode, 0) {
        plan.len -= range.len() - count(text);
        plan.decoded |= joined(text);
        if plan.first.len() == most || range.end > u32::MAX as usize {
            plan.others.get_or_insert(range.start);
            continue;
        }
        if plan.first.is_empty() {
            // Room for all, in a text that has many.
            plan.first.reserve_exact((units.len() / 32).min(MOST_FIRST));
        }
        plan.first.push(Reference { start: range.start as u32, len: range.len() as u32, text });
    }
    (plan.len < units.len()).then_some(plan)
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
            for c in [text.0, text.1].into_iter().flatten() {
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
