//! White space in text of any code unit.

#![expect(
    clippy::inline_always,
    reason = "one loop with its state in registers, from the search to the look-up: a third faster"
)]

use wide::{u8x16, u16x8};

use super::lanes::within;
use super::search::{Look, Search, first_block};
use super::unit::Unit;

/// The white space in text that is more than one U+0020 between two other characters.
pub(crate) struct Spaces<'a, U> {
    search: Search<'a, U, White>,
    len: usize,
}

struct White {
    /// All white space of the block.
    all: u64,
    /// The unit before the block is a space, or there is none.
    after_space: bool,
}

impl<U: Unit> Look<U> for White {
    #[inline(always)]
    fn look(&mut self, units: &[U], is_last: bool) -> u64 {
        let (plain, other) = white_space(units);
        let doubled = plain & (plain << 1 | u64::from(self.after_space));
        let at_end = if is_last && !units.is_empty() { plain & 1 << (units.len() - 1) } else { 0 };
        self.all = plain | other;
        self.after_space = plain >> 63 == 1;
        doubled | other | at_end
    }

    /// Behind a run of white space there is none.
    fn skip(&mut self) {
        self.after_space = false;
    }
}

/// The white space of a block of at most 64 units: U+0020, and all other.
#[inline(always)]
pub(crate) fn white_space<U: Unit>(units: &[U]) -> (u64, u64) {
    first_block(units, U::spaces)
}

impl<'a, U: Unit> Spaces<'a, U> {
    pub(crate) fn new(units: &'a [U], from: usize) -> Self {
        Spaces { search: Search::new(units, from, White { all: 0, after_space: true }), len: units.len() }
    }

    /// The next position from `from` on: white space other than U+0020, one at either end of the text, or one behind a U+0020.
    #[inline(always)]
    pub(crate) fn next_from(&mut self, from: usize) -> Option<usize> {
        self.search.next_from(from)
    }

    /// Where the white space ends that goes on at `at`, which is in the block of the position given last.
    #[inline(always)]
    pub(crate) fn end_of_run(&mut self, mut at: usize) -> usize {
        let mut others = !self.search.look.all >> (at - self.search.start);
        while others == 0 {
            self.search.go_on();
            at = self.search.start;
            others = !self.search.look.all;
        }
        (at + others.trailing_zeros() as usize).min(self.len)
    }
}

/// The two masks of a block, lane by lane.
#[inline(always)]
pub(super) fn lanes<U>(block: &[U; 64], masks: impl Fn(&[U; 16]) -> (u32, u32)) -> (u64, u64) {
    // Forwards, as memory is fetched ahead.
    let (lanes, _) = block.as_chunks();
    let (mut plain, mut other) = (0, 0);
    for (at, lane) in lanes.iter().enumerate() {
        let (more_plain, more_other) = masks(lane);
        plain |= u64::from(more_plain) << (16 * at);
        other |= u64::from(more_other) << (16 * at);
    }
    (plain, other)
}

/// The ASCII white space among bytes.
#[inline(always)]
pub(super) fn ascii_spaces(bytes: u8x16) -> (u32, u32) {
    let other = within(bytes, 0x09, 0x0D) | within(bytes, 0x1C, 0x1F);
    (bytes.simd_eq(u8x16::splat(b' ')).to_bitmask(), other.to_bitmask())
}

/// The white space of a block of code points, of which `eighth` gives each eighth.
#[inline(always)]
pub(super) fn spaces(eighth: impl Fn(usize) -> u16x8) -> (u64, u64) {
    let bytes = |at: usize| u8x16::narrow_i16x8(eighth(2 * at).cast_signed(), eighth(2 * at + 1).cast_signed());
    let (mut plain, mut other, mut joined) = (0, 0, u8x16::splat(0));
    for at in 0..4 {
        // What is above U+00FF becomes 0xFF or 0, none of which is white space.
        let (more_plain, more_other) = ascii_spaces(bytes(at));
        plain |= u64::from(more_plain) << (16 * at);
        other |= u64::from(more_other) << (16 * at);
        joined |= bytes(at);
    }
    if joined.to_bitmask() > 0 {
        for at in 0..4 {
            other |= u64::from(latin_spaces(bytes(at))) << (16 * at);
        }
        if (0..8).fold(u16x8::splat(0), |any, at| any | may_be_space(eighth(at))).any() {
            for at in 0..8 {
                other |= u64::from(wide_spaces(eighth(at))) << (8 * at);
            }
        }
    }
    (plain, other)
}

/// The white space among bytes that is Latin-1, but not ASCII.
#[inline(always)]
pub(super) fn latin_spaces(bytes: u8x16) -> u32 {
    (bytes.simd_eq(u8x16::splat(0x85)) | bytes.simd_eq(u8x16::splat(0xA0))).to_bitmask()
}

/// What may be white space that is not Latin-1: a quick test, which few other characters pass.
#[inline(always)]
fn may_be_space(units: u16x8) -> u16x8 {
    let in_row = (units & u16x8::splat(0xFF00)).simd_eq(u16x8::splat(0x2000));
    in_row | units.simd_eq(u16x8::splat(0x1680)) | units.simd_eq(u16x8::splat(0x3000))
}

/// The white space among code points that is not Latin-1.
#[inline(always)]
fn wide_spaces(units: u16x8) -> u32 {
    let within = |first: u16, last: u16| {
        let above = units - u16x8::splat(first);
        above.saturating_sub(u16x8::splat(last - first)).simd_eq(u16x8::splat(0))
    };
    let equal = |unit| units.simd_eq(u16x8::splat(unit));
    let others = equal(0x1680) | equal(0x202F) | equal(0x205F) | equal(0x3000);
    (within(0x2000, 0x200A) | within(0x2028, 0x2029) | others).to_bitmask()
}
