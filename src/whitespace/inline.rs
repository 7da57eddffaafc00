//! One space for each run of white space, in text of any code unit: 64 units at a time, without a look at single runs.

#![expect(clippy::inline_always, reason = "one loop with its state in registers")]

use std::mem::MaybeUninit;

use crate::copy::{copy, copy_part};
use crate::seek::{Unit, white_space};

/// Writes the folded `units` from `from` on, where a run of white space starts, behind the `to` units of `out`, which has as much room
/// as `units` takes; returns how many units `out` has then.
pub(super) fn write<U: Unit>(units: &[U], from: usize, out: &mut [MaybeUninit<U>], mut to: usize) -> usize {
    let same = U::from_code_point;
    let space = same(b' '.into());
    // In front of the first word there is no space.
    let mut after_white = to == 0;
    let mut start = from;
    // The blocks of a batch are looked at together and then copied: a processor that guesses wrong how many parts a block has starts
    // anew, and loses the less the shorter the way to the guess is.
    while let Some(batch) = units[start..].first_chunk::<{ 64 * (BATCH + 1) }>() {
        let mut all = [Parts::default(); BATCH];
        for (parts, block) in all.iter_mut().zip(batch.chunks_exact(64)) {
            *parts = Parts::new(block, after_white);
            after_white = parts.ends_in_white(64);
        }
        for (at, parts) in all.into_iter().enumerate() {
            let Some(ahead) = batch[64 * at..].first_chunk() else { break };
            to = parts.write(ahead, out, to);
        }
        start += 64 * BATCH;
    }
    while let Some(ahead) = units[start..].first_chunk::<128>() {
        let parts = Parts::new(&ahead[..64], after_white);
        after_white = parts.ends_in_white(64);
        to = parts.write(ahead, out, to);
        start += 64;
    }
    while start < units.len() {
        let block = &units[start..units.len().min(start + 64)];
        let mut parts = Parts::new(block, after_white);
        after_white = parts.ends_in_white(block.len());
        while let Some((first, end)) = parts.next() {
            to += copy(block, first, end, out, to, same);
            out[to].write(space);
            to += 1;
        }
        to += copy(block, parts.first, block.len(), out, to, same);
        start += 64;
    }
    // Nor is there one behind the last.
    to - usize::from(after_white && to > 0)
}

/// Blocks of a batch.
const BATCH: usize = 4;

/// The parts of a block that stay, each up to where a space is to be written.
#[derive(Clone, Copy, Default)]
struct Parts {
    /// All white space.
    white: u64,
    /// White space behind white space.
    goes: u64,
    /// Where a space is to be written: what follows goes, or it is other white space.
    ends: u64,
    /// Where the next part starts.
    first: usize,
}

impl Parts {
    #[inline(always)]
    fn new<U: Unit>(block: &[U], after_white: bool) -> Self {
        let (plain, other) = white_space(block);
        let white = plain | other;
        let goes = white & (white << 1 | u64::from(after_white));
        let ends = white & !goes & (other | goes >> 1);
        Parts { white, goes, ends, first: (!goes).trailing_zeros() as usize }
    }

    #[inline(always)]
    fn ends_in_white(&self, len: usize) -> bool {
        self.white >> (len - 1) & 1 == 1
    }

    /// Writes the parts of a whole block, of which `ahead` is the text from its start on, behind the `to` units of `out`.
    #[inline(always)]
    fn write<U: Unit>(mut self, ahead: &[U; 128], out: &mut [MaybeUninit<U>], mut to: usize) -> usize {
        while let Some((first, end)) = self.next() {
            // What is copied beyond the part, the next one overwrites.
            copy_part(ahead, first, end - first, out, to);
            to += end - first;
            out[to].write(U::from_code_point(b' '.into()));
            to += 1;
        }
        copy_part(ahead, self.first, 64 - self.first, out, to);
        to + 64 - self.first
    }

    #[inline(always)]
    fn next(&mut self) -> Option<(usize, usize)> {
        if self.ends == 0 {
            return None;
        }
        let (first, end) = (self.first, self.ends.trailing_zeros() as usize);
        self.first = end + 1 + (!(self.goes >> end >> 1)).trailing_zeros() as usize;
        self.ends &= self.ends - 1;
        Some((first, end))
    }
}
