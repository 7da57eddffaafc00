//! One space for each run of white space, in text of any code unit: 64 units at a time, without a look at single runs.

use std::mem::MaybeUninit;

use crate::copy::copy;
use crate::scan::{Unit, white_space};

/// Writes the folded `units` from `from` on, where a run of white space starts, behind the `to` units of `out`; returns how many units
/// `out` has then.
pub(super) fn write<U: Unit>(units: &[U], from: usize, out: &mut [MaybeUninit<U>], mut to: usize) -> usize {
    let same = U::from_code_point;
    let space = same(b' '.into());
    // The unit before is white space, or there is none.
    let mut in_run = to == 0;
    let mut ends_in_white = false;
    let mut start = from;
    while start < units.len() {
        let block = &units[start..units.len().min(start + 64)];
        let (plain, other) = white_space(block);
        let white = plain | other;
        let goes = white & (white << 1 | u64::from(in_run));
        in_run = white >> 63 == 1;
        ends_in_white = white >> (block.len() - 1) & 1 == 1;
        // What is copied together ends where the next unit goes or where a space must be written.
        let mut ends = white & !goes & (other | goes >> 1);
        let mut done = (!goes).trailing_zeros() as usize;
        while ends != 0 {
            let end = ends.trailing_zeros() as usize;
            to += copy(units, start + done, start + end, out, to, same);
            out[to].write(space);
            to += 1;
            done = end + 1 + (!(goes >> end >> 1)).trailing_zeros() as usize;
            ends &= ends - 1;
        }
        if done < block.len() {
            to += copy(units, start + done, start + block.len(), out, to, same);
        }
        start += 64;
    }
    // A run at the end of the text stands between no two characters.
    to - usize::from(ends_in_white && to > 0)
}
