//! Finding the units that matter, many at a time.

#![expect(clippy::inline_always, reason = "parts of loops with their state in registers")]

mod lines;
mod near;
mod positions;
mod runs;
mod search;
#[cfg(feature = "python")]
mod spaces;
mod unit;

pub(crate) use lines::OddLines;
pub(crate) use near::{near, no_name, single_spaces, white_run, word_starts};
pub(crate) use positions::Positions;
pub(crate) use runs::{Stays, WhiteRuns};
pub(crate) use search::{Look, Search};
#[cfg(feature = "python")]
pub(crate) use spaces::{Spaces, white_space};
pub use unit::Unit;

use wide::u8x16;

/// Units that are looked at together: the compiler makes vector code of the inner loops.
pub(crate) const LANES: usize = 32;

/// The bytes from `first` to `last`.
#[inline(always)]
pub(crate) fn within(lane: u8x16, first: u8, last: u8) -> u8x16 {
    (lane - u8x16::splat(first)).saturating_sub(u8x16::splat(last - first)).simd_eq(u8x16::splat(0))
}

/// A bit for each byte of a block, by its lanes.
#[inline(always)]
pub(crate) fn mask(block: &[u8; 64], of: impl Fn(u8x16) -> u8x16) -> u64 {
    let (lanes, _) = block.as_chunks::<16>();
    lanes.iter().rev().fold(0, |mask, lane| mask << 16 | u64::from(of(u8x16::new(*lane)).to_bitmask()))
}

/// Has a look at the first block of units, which is filled up with NULs if there are fewer.
#[inline(always)]
pub(crate) fn first_block<U: Unit, T>(units: &[U], look: impl FnOnce(&[U; 64]) -> T) -> T {
    if let Some(block) = units.first_chunk() {
        look(block)
    } else {
        let mut block = [U::default(); 64];
        block[..units.len()].copy_from_slice(units);
        look(&block)
    }
}

/// A bit for each byte of the first block that is there.
#[inline(always)]
fn len_mask(bytes: &[u8]) -> u64 {
    if bytes.len() < 64 { (1 << bytes.len()) - 1 } else { !0 }
}
