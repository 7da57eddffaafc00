//! Code units of text, many at a time.

#![expect(
    clippy::inline_always,
    reason = "one loop with its state in registers, from the search to the look-up: a third faster"
)]

use std::array;

use wide::{i16x8, u8x16, u16x8, u16x16, u32x8, u32x16};

#[cfg(feature = "python")]
use super::spaces::{ascii_spaces, lanes, latin_spaces, spaces};

/// A code unit of text: a byte of UTF-8, or a code point in 1, 2 or 4 bytes.
pub trait Unit: Copy + Default + Send + Sync {
    /// The unit as an ASCII byte, or a byte above 0x7F.
    fn ascii(self) -> u8;

    /// The unit as a code point; of UTF-8, only what is ASCII is one.
    fn code_point(self) -> u32;

    /// A code point that fits as a unit.
    #[cfg(feature = "python")]
    fn from_code_point(code_point: u32) -> Self;

    /// The white space of a block: U+0020, and all other.
    #[cfg(feature = "python")]
    fn spaces(block: &[Self; 64]) -> (u64, u64);

    /// A lane as bytes, as far as its units are ASCII, and which are not: a bit for each, the first the lowest.
    fn ascii_lane(lane: &[Self; 16]) -> ([u8; 16], u16);

    /// Eight units as their ASCII bytes, the first the lowest.
    fn word(units: [Self; 8]) -> u64;

    /// The units of a lane that are the ASCII byte `wanted`: a bit for each, the first the lowest.
    fn equal_lane(lane: &[Self; 16], wanted: u8) -> u16;

    /// The same for a block.
    #[inline(always)]
    fn equal(block: &[Self; 64], wanted: u8) -> u64 {
        let (lanes, _) = block.as_chunks();
        lanes.iter().rev().fold(0, |mask, lane| mask << 16 | u64::from(Self::equal_lane(lane, wanted)))
    }
}

impl Unit for u8 {
    #[cfg(feature = "python")]
    fn from_code_point(code_point: u32) -> Self {
        code_point as u8
    }

    #[cfg(feature = "python")]
    fn spaces(block: &[Self; 64]) -> (u64, u64) {
        lanes(block, |lane: &[u8; 16]| {
            let lane = u8x16::new(*lane);
            let (plain, ascii) = ascii_spaces(lane);
            (plain, ascii | latin_spaces(lane))
        })
    }

    #[inline(always)]
    fn ascii_lane(lane: &[Self; 16]) -> ([u8; 16], u16) {
        (*lane, u8x16::new(*lane).to_bitmask() as u16)
    }

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

    #[inline(always)]
    fn equal_lane(lane: &[Self; 16], wanted: u8) -> u16 {
        u8x16::new(*lane).simd_eq(u8x16::splat(wanted)).to_bitmask() as u16
    }
}

impl Unit for u16 {
    #[cfg(feature = "python")]
    fn from_code_point(code_point: u32) -> Self {
        code_point as u16
    }

    #[cfg(feature = "python")]
    fn spaces(block: &[Self; 64]) -> (u64, u64) {
        let (eighths, _) = block.as_chunks();
        spaces(|at| u16x8::new(eighths[at]))
    }

    #[inline(always)]
    fn ascii_lane(lane: &[Self; 16]) -> ([u8; 16], u16) {
        let (halves, _) = lane.as_chunks();
        ascii(u16x8::new(halves[0]), u16x8::new(halves[1]))
    }

    fn ascii(self) -> u8 {
        self.min(0xFF) as u8
    }

    fn code_point(self) -> u32 {
        self.into()
    }

    #[inline(always)]
    fn word(units: [Self; 8]) -> u64 {
        narrow(u16x8::new(units))
    }

    #[inline(always)]
    fn equal_lane(lane: &[Self; 16], wanted: u8) -> u16 {
        u16x16::new(*lane).simd_eq(u16x16::splat(wanted.into())).to_bitmask() as u16
    }
}

impl Unit for u32 {
    #[cfg(feature = "python")]
    fn from_code_point(code_point: u32) -> Self {
        code_point
    }

    #[cfg(feature = "python")]
    fn spaces(block: &[Self; 64]) -> (u64, u64) {
        let (eighths, _) = block.as_chunks();
        // No white space is above U+7FFF.
        spaces(|at| i16x8::from_i32x8_saturate(u32x8::new(eighths[at]).cast_signed()).cast_unsigned())
    }

    #[inline(always)]
    fn ascii_lane(lane: &[Self; 16]) -> ([u8; 16], u16) {
        let (halves, _) = lane.as_chunks();
        let half = |at: usize| i16x8::from_i32x8_saturate(u32x8::new(halves[at]).cast_signed()).cast_unsigned();
        ascii(half(0), half(1))
    }

    fn ascii(self) -> u8 {
        self.min(0xFF) as u8
    }

    fn code_point(self) -> u32 {
        self
    }

    #[inline(always)]
    fn word(units: [Self; 8]) -> u64 {
        // Code points are far below the sign.
        narrow(i16x8::from_i32x8_saturate(u32x8::new(units).cast_signed()).cast_unsigned())
    }

    #[inline(always)]
    fn equal_lane(lane: &[Self; 16], wanted: u8) -> u16 {
        u32x16::new(*lane).simd_eq(u32x16::splat(wanted.into())).to_bitmask() as u16
    }
}

/// The units as bytes, and which of them are not ASCII.
#[inline(always)]
fn ascii(first: u16x8, second: u16x8) -> ([u8; 16], u16) {
    let others = |units: u16x8| units.simd_gt(u16x8::splat(0x7F)).to_bitmask();
    let bytes = u8x16::narrow_i16x8(first.cast_signed(), second.cast_signed());
    (bytes.to_array(), (others(first) | others(second) << 8) as u16)
}

/// Units as bytes; 0xFF for all above.
#[inline(always)]
fn narrow(units: u16x8) -> u64 {
    let bytes = (units - units.saturating_sub(u16x8::splat(0xFF))).cast_signed();
    let bytes = u8x16::narrow_i16x8(bytes, bytes).to_array();
    u64::from_le_bytes(array::from_fn(|at| bytes[at]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_at_every_width() {
        let bytes = *b"a~\0\x7F#z;9";
        let word = u64::from_le_bytes(bytes);
        assert_eq!(u8::word(bytes), word);
        assert_eq!(u16::word(bytes.map(u16::from)), word);
        assert_eq!(u32::word(bytes.map(u32::from)), word);
        let wide = [0x41, 0xFF, 0x100, 0x3B3B, 0x7FFF, 0x8000, 0xFFFF, 0x3B];
        assert_eq!(u16::word(wide).to_le_bytes(), *b"A\xFF\xFF\xFF\xFF\xFF\xFF;");
        let wider = [0x41, 0xFF, 0x100, 0x1_003B, 0x8000, 0xFFFF, 0x10_FFFF, 0x3B];
        assert_eq!(u32::word(wider).to_le_bytes(), *b"A\xFF\xFF\xFF\xFF\xFF\xFF;");
    }

    #[test]
    fn ascii_lanes() {
        let bytes = *b"0123456789abcd\0\x7F";
        assert_eq!(u8::ascii_lane(&bytes), (bytes, 0));
        assert_eq!(u16::ascii_lane(&bytes.map(u16::from)), (bytes, 0));
        assert_eq!(u32::ascii_lane(&bytes.map(u32::from)), (bytes, 0));
        for at in 0..16 {
            for unit in [0x80, 0xFF, 0x100, 0x3041, 0x7FFF, 0x8041, 0xFFFF, 0x1_0041, 0x10_FFFF] {
                let mut lane = bytes.map(u32::from);
                lane[at] = unit;
                assert_eq!(u32::ascii_lane(&lane).1, 1 << at);
                if unit <= 0xFFFF {
                    assert_eq!(u16::ascii_lane(&lane.map(|unit| unit as u16)).1, 1 << at);
                }
            }
        }
    }
}
