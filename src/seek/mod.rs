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
fn within(lane: u8x16, first: u8, last: u8) -> u8x16 {
    (lane - u8x16::splat(first)).saturating_sub(u8x16::splat(last - first)).simd_eq(u8x16::splat(0))
}

/// A bit for each byte of a block, by its lanes.
#[inline(always)]
fn mask(block: &[u8; 64], of: impl Fn(u8x16) -> u8x16) -> u64 {
    let (lanes, _) = block.as_chunks::<16>();
    lanes.iter().rev().fold(0, |mask, lane| mask << 16 | u64::from(of(u8x16::new(*lane)).to_bitmask()))
}
