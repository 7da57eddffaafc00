//! Finding the units that matter, many at a time.

mod positions;
mod search;
#[cfg(feature = "python")]
mod spaces;
mod unit;

pub(crate) use positions::Positions;
#[cfg(feature = "python")]
pub(crate) use spaces::{Spaces, white_space};
pub use unit::Unit;

/// Units that are looked at together: the compiler makes vector code of the inner loops.
pub(crate) const LANES: usize = 32;

/// The first byte for which `matters` holds. Keep the test to comparisons: it runs on whole vectors.
pub(crate) fn find(bytes: &[u8], matters: impl Fn(u8) -> bool) -> Option<usize> {
    let any = |lane: &[u8]| lane.iter().fold(0, |any, byte| any | u8::from(matters(*byte))) != 0;
    let (lanes, _) = bytes.as_chunks::<LANES>();
    let start = lanes.iter().position(|lane| any(lane)).unwrap_or(lanes.len()) * LANES;
    bytes[start..].iter().position(|byte| matters(*byte)).map(|at| start + at)
}
