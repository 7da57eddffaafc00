//! White space in text of any code unit.

#![expect(
    clippy::inline_always,
    reason = "one loop with its state in registers, from the search to the look-up: a third faster"
)]

use wide::{u8x16, u16x8};

use super::unit::Unit;

/// The white space in text that is more than one U+0020 between two other characters.
pub(crate) struct Spaces<'a, U> {
    units: &'a [U],
    start: usize,
    found: u64,
    /// All white space of the block.
    white: u64,
    /// The unit before the block is a space, or there is none.
    after_space: bool,
}

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

/// The two masks of a block, lane by lane.
#[inline(always)]
pub(super) fn lanes<U>(block: &[U; 64], masks: impl Fn(&[U; 16]) -> (u32, u32)) -> (u64, u64) {
    let (lanes, _) = block.as_chunks();
    lanes.iter().rev().fold((0, 0), |(plain, other), lane| {
        let (more_plain, more_other) = masks(lane);
        (plain << 16 | u64::from(more_plain), other << 16 | u64::from(more_other))
    })
}

/// The ASCII white space among bytes.
#[inline(always)]
pub(super) fn ascii_spaces(bytes: [u8; 16]) -> (u32, u32) {
    let bytes = u8x16::new(bytes);
    let within = |first: u8, last: u8| {
        let above = bytes - u8x16::splat(first);
        above.saturating_sub(u8x16::splat(last - first)).simd_eq(u8x16::splat(0))
    };
    let other = within(0x09, 0x0D) | within(0x1C, 0x1F);
    (bytes.simd_eq(u8x16::splat(b' ')).to_bitmask(), other.to_bitmask())
}

/// The white space among code points.
#[inline(always)]
pub(super) fn spaces(units: u16x8) -> (u32, u32) {
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
