//! Finding the units that matter, many at a time.

#![expect(
    clippy::inline_always,
    reason = "one loop with its state in registers, from the search to the look-up: a third faster"
)]

use wide::{u8x64, u16x16, u32x8};

/// Units that are looked at together: the compiler makes vector code of the inner loops.
pub(crate) const LANES: usize = 32;

/// The first byte for which `matters` holds. Keep the test to comparisons: it runs on whole vectors.
pub(crate) fn find(bytes: &[u8], matters: impl Fn(u8) -> bool) -> Option<usize> {
    let any = |lane: &[u8]| lane.iter().fold(0, |any, byte| any | u8::from(matters(*byte))) != 0;
    let (lanes, _) = bytes.as_chunks::<LANES>();
    let start = lanes.iter().position(|lane| any(lane)).unwrap_or(lanes.len()) * LANES;
    bytes[start..].iter().position(|byte| matters(*byte)).map(|at| start + at)
}

/// A code unit of text: a byte of UTF-8, or a code point in 1, 2 or 4 bytes.
pub trait Unit: Copy + Default + Send + Sync {
    /// The unit as an ASCII byte, or a byte above 0x7F.
    fn ascii(self) -> u8;

    /// The unit as a code point; of UTF-8, only what is ASCII is one.
    fn code_point(self) -> u32;

    /// Eight units as their ASCII bytes, the first the lowest.
    fn word(units: [Self; 8]) -> u64;

    /// The units of a block that are the ASCII byte `wanted`: a bit for each, the first the lowest.
    fn equal(block: &[Self; 64], wanted: u8) -> u64;
}

/// The positions of an ASCII byte in text.
///
/// Where it is frequent, a search that starts anew for each one spends its time on starting: here 64 units are compared at once,
/// and what was found in them is kept.
pub(crate) struct Positions<'a, U> {
    units: &'a [U],
    wanted: u8,
    /// The block that is looked at, and those of its units that are still to be given.
    start: usize,
    found: u64,
}

impl<'a, U: Unit> Positions<'a, U> {
    pub(crate) fn new(units: &'a [U], wanted: u8) -> Self {
        let mut positions = Positions { units, wanted, start: 0, found: 0 };
        positions.look();
        positions
    }

    /// The next position from `from` on. `from` never falls.
    #[inline(always)]
    pub(crate) fn next_from(&mut self, from: usize) -> Option<usize> {
        if from >= self.start + 64 {
            self.start = from;
            self.look();
        } else {
            self.found &= !0 << from.saturating_sub(self.start);
        }
        while self.found == 0 {
            self.start += 64;
            if self.start >= self.units.len() {
                return None;
            }
            self.look();
        }
        Some(self.start + self.found.trailing_zeros() as usize)
    }

    fn look(&mut self) {
        let rest = self.units.get(self.start..).unwrap_or_default();
        self.found = if let Some(block) = rest.first_chunk() {
            U::equal(block, self.wanted)
        } else {
            // What is behind the end equals no byte that is wanted.
            let mut block = [U::default(); 64];
            block[..rest.len()].copy_from_slice(rest);
            U::equal(&block, self.wanted)
        };
    }
}

impl Unit for u8 {
    fn ascii(self) -> u8 {
        self
    }

    fn code_point(self) -> u32 {
        self.into()
    }

    #[inline(always)]
    fn word(units: [Self; 8]) -> u64 {
        u64::from_le_bytes(units)
    }

    fn equal(block: &[Self; 64], wanted: u8) -> u64 {
        u8x64::new(*block).simd_eq(u8x64::splat(wanted)).to_bitmask()
    }
}

impl Unit for u16 {
    fn ascii(self) -> u8 {
        self.min(0xFF) as u8
    }

    fn code_point(self) -> u32 {
        self.into()
    }

    #[inline(always)]
    fn word(units: [Self; 8]) -> u64 {
        // Only where a unit is no byte is each of them looked at.
        if units.iter().fold(0, |all, unit| all | unit) > 0xFF {
            return u64::from_le_bytes(units.map(Self::ascii));
        }
        u64::from_le_bytes(units.map(|unit| unit as u8))
    }

    fn equal(block: &[Self; 64], wanted: u8) -> u64 {
        let wanted = u16x16::splat(wanted.into());
        let (lanes, _) = block.as_chunks::<16>();
        let equal = |lane: &[u16; 16]| u64::from(u16x16::new(*lane).simd_eq(wanted).to_bitmask());
        lanes.iter().rev().fold(0, |mask, lane| mask << 16 | equal(lane))
    }
}

impl Unit for u32 {
    fn ascii(self) -> u8 {
        self.min(0xFF) as u8
    }

    fn code_point(self) -> u32 {
        self
    }

    #[inline(always)]
    fn word(units: [Self; 8]) -> u64 {
        if units.iter().fold(0, |all, unit| all | unit) > 0xFF {
            return u64::from_le_bytes(units.map(Self::ascii));
        }
        u64::from_le_bytes(units.map(|unit| unit as u8))
    }

    fn equal(block: &[Self; 64], wanted: u8) -> u64 {
        let wanted = u32x8::splat(wanted.into());
        let (lanes, _) = block.as_chunks::<8>();
        let equal = |lane: &[u32; 8]| u64::from(u32x8::new(*lane).simd_eq(wanted).to_bitmask());
        lanes.iter().rev().fold(0, |mask, lane| mask << 8 | equal(lane))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn positions<U: Unit>(units: &[U]) -> Vec<usize> {
        let mut positions = Positions::new(units, b'&');
        let mut from = 0;
        std::iter::from_fn(|| {
            let at = positions.next_from(from)?;
            from = at + 1;
            Some(at)
        })
        .collect()
    }

    #[test]
    fn positions_at_every_width_and_offset() {
        for len in 0..200 {
            for step in [1, 2, 7, 63, 64, 65, 128] {
                let text: String = (0..len).map(|at| if at % step == step / 2 { '&' } else { 'a' }).collect();
                let expected: Vec<usize> = text.match_indices('&').map(|(at, _)| at).collect();
                let middle: Vec<u16> = text.encode_utf16().collect();
                let wide: Vec<u32> = text.chars().map(u32::from).collect();
                assert_eq!(positions(text.as_bytes()), expected);
                assert_eq!(positions(&middle), expected);
                assert_eq!(positions(&wide), expected);
            }
        }
    }

    #[test]
    fn wide_units_are_no_ascii() {
        assert_eq!(positions(&[0x0126_u16, 0x2600, 0x2626, 0x26, 0xFF26]), [3]);
        assert_eq!(positions(&[0x1_0026_u32, 0x2600_0000, 0x26, 0x8026]), [2]);
    }
}
