//! Finding the units that matter, many at a time.

#![expect(
    clippy::inline_always,
    reason = "one loop with its state in registers, from the search to the look-up: a third faster"
)]

use std::array;

use wide::{i16x8, u8x16, u16x8, u16x16, u32x8, u32x16};

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

    /// The white space of a block: U+0020, and all other.
    #[cfg(feature = "python")]
    fn spaces(block: &[Self; 64]) -> (u64, u64);

    /// A lane as bytes, if all its units are ASCII.
    fn ascii_lane(lane: &[Self; 16]) -> Option<[u8; 16]>;

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

    #[inline(always)]
    fn look(&mut self) {
        let rest = self.units.get(self.start..).unwrap_or_default();
        self.found = match rest.first_chunk() {
            Some(block) => U::equal(block, self.wanted),
            None => short(rest, self.wanted),
        };
    }
}

/// The same as `Unit::equal` for fewer units.
#[inline(never)]
fn short<U: Unit>(units: &[U], wanted: u8) -> u64 {
    let (lanes, rest) = units.as_chunks();
    let mut mask = 0;
    for (at, lane) in lanes.iter().enumerate() {
        mask |= u64::from(U::equal_lane(lane, wanted)) << (16 * at);
    }
    for (at, unit) in rest.iter().enumerate() {
        mask |= u64::from(unit.ascii() == wanted) << (16 * lanes.len() + at);
    }
    mask
}

/// The white space in text that is more than one U+0020 between two other characters.
#[cfg(feature = "python")]
pub(crate) struct Spaces<'a, U> {
    units: &'a [U],
    start: usize,
    found: u64,
    /// All white space of the block.
    white: u64,
    /// The unit before the block is a space, or there is none.
    after_space: bool,
}

#[cfg(feature = "python")]
impl<'a, U: Unit> Spaces<'a, U> {
    pub(crate) fn new(units: &'a [U], from: usize) -> Self {
        let mut spaces = Spaces { units, start: from, found: 0, white: 0, after_space: true };
        spaces.look();
        spaces
    }

    /// The next position from `from` on: white space other than U+0020, one at either end of the text, or one behind a U+0020.
    #[inline(always)]
    pub(crate) fn next_from(&mut self, from: usize) -> Option<usize> {
        if from >= self.start + 64 {
            // Behind a run of white space there is none.
            self.start = from;
            self.after_space = false;
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

    /// Where the white space ends that goes on at `at`, which is in the block of the position given last.
    #[inline(always)]
    pub(crate) fn end_of_run(&mut self, at: usize) -> usize {
        let mut others = !self.white >> (at - self.start);
        let mut at = at;
        while others == 0 {
            self.start += 64;
            at = self.start;
            self.look();
            others = !self.white;
        }
        (at + others.trailing_zeros() as usize).min(self.units.len())
    }

    #[inline(always)]
    fn look(&mut self) {
        let rest = self.units.get(self.start..).unwrap_or_default();
        let (plain, other) = if let Some(block) = rest.first_chunk() {
            U::spaces(block)
        } else {
            let mut block = [U::default(); 64];
            block[..rest.len()].copy_from_slice(rest);
            U::spaces(&block)
        };
        let doubled = plain & (plain << 1 | u64::from(self.after_space));
        let is_last = rest.len() <= 64 && !rest.is_empty();
        let at_end = if is_last { plain & 1 << (rest.len() - 1) } else { 0 };
        self.found = doubled | other | at_end;
        self.white = plain | other;
        self.after_space = plain >> 63 == 1;
    }
}

impl Unit for u8 {
    #[cfg(feature = "python")]
    fn spaces(block: &[Self; 64]) -> (u64, u64) {
        lanes(block, |lane: &[u8; 16]| {
            let (plain, ascii) = ascii_spaces(*lane);
            let lane = u8x16::new(*lane);
            let other = lane.simd_eq(u8x16::splat(0x85)) | lane.simd_eq(u8x16::splat(0xA0));
            (plain, ascii | other.to_bitmask())
        })
    }

    #[inline(always)]
    fn ascii_lane(lane: &[Self; 16]) -> Option<[u8; 16]> {
        lane.is_ascii().then_some(*lane)
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
    fn spaces(block: &[Self; 64]) -> (u64, u64) {
        lanes(block, |lane: &[u16; 16]| {
            if let Some(ascii) = Self::ascii_lane(lane) {
                return ascii_spaces(ascii);
            }
            let (halves, _) = lane.as_chunks();
            let [first, second] = [u16x8::new(halves[0]), u16x8::new(halves[1])].map(spaces);
            (first.0 | second.0 << 8, first.1 | second.1 << 8)
        })
    }

    #[inline(always)]
    fn ascii_lane(lane: &[Self; 16]) -> Option<[u8; 16]> {
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
    fn spaces(block: &[Self; 64]) -> (u64, u64) {
        lanes(block, |lane: &[u32; 16]| {
            if let Some(ascii) = Self::ascii_lane(lane) {
                return ascii_spaces(ascii);
            }
            let (halves, _) = lane.as_chunks();
            // No white space is above U+7FFF.
            let half = |at: usize| i16x8::from_i32x8_saturate(u32x8::new(halves[at]).cast_signed()).cast_unsigned();
            let [first, second] = [half(0), half(1)].map(spaces);
            (first.0 | second.0 << 8, first.1 | second.1 << 8)
        })
    }

    #[inline(always)]
    fn ascii_lane(lane: &[Self; 16]) -> Option<[u8; 16]> {
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

/// The two masks of a block, lane by lane.
#[cfg(feature = "python")]
#[inline(always)]
fn lanes<U>(block: &[U; 64], masks: impl Fn(&[U; 16]) -> (u32, u32)) -> (u64, u64) {
    let (lanes, _) = block.as_chunks();
    lanes.iter().rev().fold((0, 0), |(plain, other), lane| {
        let (more_plain, more_other) = masks(lane);
        (plain << 16 | u64::from(more_plain), other << 16 | u64::from(more_other))
    })
}

/// The ASCII white space among bytes.
#[cfg(feature = "python")]
#[inline(always)]
fn ascii_spaces(bytes: [u8; 16]) -> (u32, u32) {
    let bytes = u8x16::new(bytes);
    let within = |first: u8, last: u8| {
        let above = bytes - u8x16::splat(first);
        above.saturating_sub(u8x16::splat(last - first)).simd_eq(u8x16::splat(0))
    };
    let other = within(0x09, 0x0D) | within(0x1C, 0x1F);
    (bytes.simd_eq(u8x16::splat(b' ')).to_bitmask(), other.to_bitmask())
}

/// The white space among code points.
#[cfg(feature = "python")]
#[inline(always)]
fn spaces(units: u16x8) -> (u32, u32) {
    let within = |first: u16, last: u16| {
        let above = units - u16x8::splat(first);
        above.saturating_sub(u16x8::splat(last - first)).simd_eq(u16x8::splat(0))
    };
    let equal = |unit| units.simd_eq(u16x8::splat(unit));
    let ascii = within(0x09, 0x0D) | within(0x1C, 0x1F);
    let wide = equal(0x85) | equal(0xA0) | equal(0x1680) | within(0x2000, 0x200A) | within(0x2028, 0x2029);
    let other = ascii | wide | equal(0x202F) | equal(0x205F) | equal(0x3000);
    (equal(0x20).to_bitmask(), other.to_bitmask())
}

/// The units as bytes, if all are ASCII.
#[inline(always)]
fn ascii(first: u16x8, second: u16x8) -> Option<[u8; 16]> {
    let other = (first | second) & u16x8::splat(0xFF80);
    let bytes = u8x16::narrow_i16x8(first.cast_signed(), second.cast_signed());
    other.simd_eq(u16x8::splat(0)).all().then(|| bytes.to_array())
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
        assert_eq!(u8::ascii_lane(&bytes), Some(bytes));
        assert_eq!(u16::ascii_lane(&bytes.map(u16::from)), Some(bytes));
        assert_eq!(u32::ascii_lane(&bytes.map(u32::from)), Some(bytes));
        for at in 0..16 {
            for unit in [0x80, 0xFF, 0x100, 0x3041, 0x7FFF, 0x8041, 0xFFFF, 0x1_0041, 0x10_FFFF] {
                let mut lane = bytes.map(u32::from);
                lane[at] = unit;
                assert_eq!(u32::ascii_lane(&lane), None);
                if unit <= 0xFFFF {
                    assert_eq!(u16::ascii_lane(&lane.map(|unit| unit as u16)), None);
                }
            }
        }
    }

    #[test]
    fn wide_units_are_no_ascii() {
        assert_eq!(positions(&[0x0126_u16, 0x2600, 0x2626, 0x26, 0xFF26]), [3]);
        assert_eq!(positions(&[0x1_0026_u32, 0x2600_0000, 0x26, 0x8026]), [2]);
    }
}
