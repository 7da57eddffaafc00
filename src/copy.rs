//! Copies code units from one text to another, in steps of fixed length.

#![expect(clippy::inline_always, reason = "the steps are short, and their ends known where they are taken")]

use std::mem::MaybeUninit;

use crate::seek::Unit;

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

/// Copies `len` units from `from` on, at most `TOGETHER`, and some more: there is room for as many as that.
#[inline(always)]
pub(crate) fn copy_part<U: Unit>(
    units: &[U; 2 * TOGETHER],
    from: usize,
    len: usize,
    out: &mut [MaybeUninit<U>],
    to: usize,
) {
    let (source, _) = units[from..from + TOGETHER].as_chunks::<HALF>();
    let (target, _) = out[to..to + TOGETHER].as_chunks_mut::<HALF>();
    let parts = if len > HALF { 2 } else { 1 };
    for (target, source) in target.iter_mut().zip(source).take(parts) {
        for (to, from) in target.iter_mut().zip(source) {
            to.write(*from);
        }
    }
}

/// Units of which half of a step is made.
const HALF: usize = TOGETHER / 2;
