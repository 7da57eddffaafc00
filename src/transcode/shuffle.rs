//! Moves bytes inside a lane.

#![expect(
    clippy::inline_always,
    reason = "instructions that not every processor has are only inlined into functions that are compiled for them"
)]

use std::array;
#[cfg(target_arch = "x86_64")]
use std::sync::LazyLock;

#[cfg(target_arch = "x86_64")]
use pulp::x86::V3;

use crate::seek::{Common, Lanes};

/// A byte of a lane that becomes 0.
pub(super) const NONE: u8 = 0x80;

/// Vectors that can move bytes.
pub(super) trait Shuffle: Lanes {
    /// The lane of the bytes that stand at these places.
    fn shuffle(self, bytes: [u8; 16], places: &[u8; 16]) -> [u8; 16];
}

/// Work that moves bytes. What it calls must be inlined.
pub(super) trait Work {
    type Result;

    fn with(self, shuffle: impl Shuffle) -> Self::Result;
}

/// Does the work in the quickest way there is.
pub(super) fn with_shuffle<W: Work>(work: W) -> W::Result {
    #[cfg(target_arch = "x86_64")]
    if let Some(shuffle) = *QUICK {
        return shuffle.vectorize(
            #[inline(always)]
            || work.with(shuffle),
        );
    }
    work.with(Common)
}

#[cfg(target_arch = "x86_64")]
static QUICK: LazyLock<Option<V3>> = LazyLock::new(V3::try_new);

impl Shuffle for Common {
    #[inline(always)]
    fn shuffle(self, bytes: [u8; 16], places: &[u8; 16]) -> [u8; 16] {
        array::from_fn(|at| if places[at] == NONE { 0 } else { bytes[usize::from(places[at] & 15)] })
    }
}

#[cfg(target_arch = "x86_64")]
impl Shuffle for V3 {
    #[inline(always)]
    fn shuffle(self, bytes: [u8; 16], places: &[u8; 16]) -> [u8; 16] {
        pulp::cast(self.ssse3._mm_shuffle_epi8(pulp::cast(bytes), pulp::cast(*places)))
    }
}
