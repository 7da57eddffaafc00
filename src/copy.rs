//! Copies code units from one text to another, in steps of fixed length.

#![expect(clippy::inline_always, reason = "the steps are short, and their ends known where they are taken")]

use std::mem::MaybeUninit;

use crate::scan::Unit;

/// Units that are copied together, whether all of them are wanted or not.
const TOGETHER: usize = 64;

/// Up to this length such steps are faster than a copy of exact length.
const SHORT: usize = 192;

/// Copies the units from `from` to `end` to the place `to` in `out`; returns how many.
pub(crate) fn copy<U: Unit, V: Copy>(
    units: &[U],
    from: usize,
    end: usize,
    out: &mut [MaybeUninit<V>],
    to: usize,
    narrow: impl Fn(u32) -> V,
) -> usize {
    let len = end - from;
    let mut done = 0;
    if len <= SHORT {
        while done < len
            && let Some(source) = units[from + done..].first_chunk::<TOGETHER>()
            && let Some(target) = out[to + done..].first_chunk_mut::<TOGETHER>()
        {
            for (to, from) in target.iter_mut().zip(source) {
                to.write(narrow(from.code_point()));
            }
            done += TOGETHER;
        }
    }
    if done < len {
        for (to, from) in out[to + done..to + len].iter_mut().zip(&units[from + done..end]) {
            to.write(narrow(from.code_point()));
        }
    }
    len
}

/// Copies `TOGETHER` units from `from` on, whether all of them are wanted or not. There is room for them.
#[inline(always)]
pub(crate) fn copy_block<U: Unit>(units: &[U; 2 * TOGETHER], from: usize, out: &mut [MaybeUninit<U>], to: usize) {
    let (source, target) = (&units[from..from + TOGETHER], &mut out[to..to + TOGETHER]);
    for (to, from) in target.iter_mut().zip(source) {
        to.write(*from);
    }
}
