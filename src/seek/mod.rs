//! Finding the units that matter, many at a time.

mod bytes;
mod lanes;
mod lines;
mod near;
mod positions;
mod runs;
mod search;
#[cfg(feature = "python")]
mod spaces;
mod stems;
mod unit;

pub(crate) use bytes::{ByteLook, ByteSearch};
#[cfg(feature = "python")]
pub(crate) use lanes::prepare;
pub(crate) use lanes::{Lanes, second, third};
#[cfg(any(test, feature = "python"))]
pub(crate) use lanes::{NOWHERE, Work, with_widest};
pub(crate) use lines::OddLines;
pub(crate) use near::{holds, near, no_name, padded, single_spaces, white_run, word_starts};
pub(crate) use positions::Positions;
pub(crate) use runs::{Stays, WhiteRuns};
#[cfg(any(test, feature = "python"))]
pub(crate) use search::{Look, Search, first_block};
#[cfg(feature = "python")]
pub(crate) use spaces::{Spaces, white_space};
pub(crate) use stems::{STEM, Stems};
pub use unit::Unit;

/// Units that are looked at together: the compiler makes vector code of the inner loops.
#[cfg(feature = "python")]
pub(crate) const LANES: usize = 32;
