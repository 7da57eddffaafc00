//! Finding the units that matter, many at a time.

mod near;
mod positions;
mod search;
#[cfg(feature = "python")]
mod spaces;
mod unit;

pub(crate) use near::{near, no_name, single_spaces, white_run, word_starts};
pub(crate) use positions::Positions;
pub(crate) use search::{Look, Search};
#[cfg(feature = "python")]
pub(crate) use spaces::{Spaces, white_space};
pub use unit::Unit;

/// Units that are looked at together: the compiler makes vector code of the inner loops.
pub(crate) const LANES: usize = 32;
