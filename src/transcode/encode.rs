//! Code points as UTF-8.

#![expect(clippy::inline_always, reason = "vectors are inlined into functions that are compiled for them")]

use std::array;

use wide::{u16x8, u32x4};

use super::LANES;
use crate::seek::{Lanes, NOWHERE, Unit, Work, with_widest};

/// Appends `units` as UTF-8, with U+FFFD for each lone surrogate; says whether there are any.
pub(crate) fn encode<U: Unit>(units: &[U], out: &mut Vec<u8>) -> bool {
    with_widest(Encode { units, out })
}

struct Encode<'a, U> {
    units: &'a [U],
    out: &'a mut Vec<u8>,
}

impl<U: Unit> Work for Encode<'_, U> {
    type Result = bool;

    #[inline(always)]
    fn with(self, lanes: impl Lanes) -> bool {
        let (whole, rest) = self.units.as_chunks::<LANES>();
        let mut surrogates = false;
        for lane in whole {
            match U::ascii_lane(lane) {
                (ascii, 0) => self.out.extend_from_slice(&ascii),
                (ascii, others) if others.count_ones() <= FEW => surrogates |= few(lane, ascii, others, self.out),
                (_, others) => surrogates |= many(lanes, lane, others, self.out),
            }
        }
        // The rest with NULs behind it, which go again.
        let mut lane = [U::default(); LANES];
        lane[..rest.len()].copy_from_slice(rest);
        let (_, others) = U::ascii_lane(&lane);
        surrogates |= many(lanes, &lane, others, self.out);
        self.out.truncate(self.out.len() - (LANES - rest.len()));
        surrogates
    }
}

/// So many units of a lane that are not ASCII are few.
const FEW: u32 = 4;

/// Appends a lane of which few units are not ASCII: `others`. Behind each, all that is left of the lane is copied: to copy only what
/// stands before the next one takes longer.
fn few<U: Unit>(lane: &[U; LANES], ascii: [u8; LANES], mut others: u16, out: &mut Vec<u8>) -> bool {
    let mut surrogates = false;
    let mut rest = [0; 2 * LANES];
    rest[..LANES].copy_from_slice(&ascii);
    let mut utf8 = [0; 4 * FEW as usize + 2 * LANES];
    utf8[..LANES].copy_from_slice(&ascii);
    let mut longer = 0;
    while others > 0 {
        let at = others.trailing_zeros() as usize;
        others &= others - 1;
        let (form, length, is_surrogate) = encoded(lane[at].code_point());
        surrogates |= is_surrogate;
        let to = at + longer;
        utf8[to..to + 4].copy_from_slice(&form.to_le_bytes());
        longer += usize::from(length) - 1;
        let to = at + 1 + longer;
        utf8[to..to + LANES].copy_from_slice(&rest[at + 1..][..LANES]);
    }
    out.extend_from_slice(&utf8[..LANES + longer]);
    surrogates
}

/// Appends a lane of which any units are not ASCII: `others`.
#[inline(always)]
fn many<U: Unit>(lanes: impl Lanes, lane: &[U; LANES], others: u16, out: &mut Vec<u8>) -> bool {
    let joined = lane.iter().fold(0, |joined, unit| joined | unit.code_point());
    if joined >= 0x1_0000 {
        return any(lane, out);
    }
    let mut utf8 = [0; 3 * LANES + 16];
    let mut end = 0;
    let mut surrogates = false;
    if joined < 0x800 {
        let (halves, _) = lane.as_chunks::<8>();
        for (half, others) in halves.iter().zip(others.to_le_bytes()) {
            let c = u16x8::new(half.map(|unit| unit.code_point() as u16));
            let two = u16x8::splat(0x80C0) | c >> 6 | (c & u16x8::splat(0x3F)) << 8;
            let forms = c.simd_gt(u16x8::splat(0x7F)).bitselect(two, c).to_array();
            let bytes = lanes.shuffle(pulp::cast(forms.map(u16::to_le)), &UP_TO_TWO[usize::from(others)]);
            utf8[end..end + 16].copy_from_slice(&bytes);
            end += 8 + others.count_ones() as usize;
        }
    } else {
        let (quarters, _) = lane.as_chunks::<4>();
        for quarter in quarters {
            let c = u32x4::new(quarter.map(Unit::code_point));
            let are_lone = (c & u32x4::splat(0xF800)).simd_eq(u32x4::splat(0xD800));
            surrogates |= are_lone.any();
            let c = are_lone.bitselect(u32x4::splat(0xFFFD), c);
            let last = c & u32x4::splat(0x3F);
            let two = u32x4::splat(0x80C0) | c >> 6 | last << 8;
            let three = u32x4::splat(0x80_80E0) | c >> 12 | (c >> 6 & u32x4::splat(0x3F)) << 8 | last << 16;
            // A bit for each that has a second byte, and one for each that has a third.
            let (has_second, has_third) = (c.simd_gt(u32x4::splat(0x7F)), c.simd_gt(u32x4::splat(0x7FF)));
            let forms = has_third.bitselect(three, has_second.bitselect(two, c)).to_array();
            let (second, third) = (has_second.to_bitmask(), has_third.to_bitmask());
            let places = &UP_TO_THREE[(third << 4 | second) as usize];
            let bytes = lanes.shuffle(pulp::cast(forms.map(u32::to_le)), places);
            utf8[end..end + 16].copy_from_slice(&bytes);
            end += 4 + (second.count_ones() + third.count_ones()) as usize;
        }
    }
    out.extend_from_slice(&utf8[..end]);
    surrogates
}

/// Of eight times two bytes those that are wanted: the second ones where a bit is set.
static UP_TO_TWO: [[u8; 16]; 256] = wanted(2);

/// Of four times four bytes those that are wanted: the second ones where one of the low bits is set, the third ones for the high bits.
static UP_TO_THREE: [[u8; 16]; 256] = wanted(4);

/// The places of the first byte of each unit of `size` bytes, and of those behind it for which a bit is set: of all units the second ones
/// first.
const fn wanted(size: usize) -> [[u8; 16]; 256] {
    let mut table = [[NOWHERE; 16]; 256];
    let mut bits = 0;
    while bits < 256 {
        let (mut at, mut end) = (0_usize, 0);
        while at < 16 {
            let (unit, byte) = (at / size, at % size);
            if byte == 0 || bits >> ((byte - 1) * (16 / size) + unit) & 1 == 1 {
                table[bits][end] = at as u8;
                end += 1;
            }
            at += 1;
        }
        bits += 1;
    }
    table
}

/// Appends a lane of any units: all forms of a character are worked out and one of them is taken.
fn any<U: Unit>(lane: &[U; LANES], out: &mut Vec<u8>) -> bool {
    let mut surrogates = false;
    let mut utf8 = [0; 4 * LANES];
    let mut end = 0;
    let forms: [_; LANES] = array::from_fn(|at| encoded(lane[at].code_point()));
    for (form, length, is_surrogate) in forms {
        surrogates |= is_surrogate;
        utf8[end..end + 4].copy_from_slice(&form.to_le_bytes());
        end += usize::from(length);
    }
    out.extend_from_slice(&utf8[..end]);
    surrogates
}

/// A code point in UTF-8: its bytes, the first one lowest, how many they are, and whether it is a lone surrogate, for which U+FFFD stands.
#[inline(always)]
fn encoded(unit: u32) -> (u32, u8, bool) {
    let is_surrogate = unit & 0xFFFF_F800 == 0xD800;
    let c = if is_surrogate { 0xFFFD } else { unit };
    let last = 0x80 | c & 0x3F;
    let middle = 0x80 | c >> 6 & 0x3F;
    let two = 0xC0 | c >> 6 | last << 8;
    let three = 0xE0 | c >> 12 | middle << 8 | last << 16;
    let four = 0xF0 | c >> 18 | (0x80 | c >> 12 & 0x3F) << 8 | middle << 16 | last << 24;
    let short = if c < 0x80 { c } else { two };
    let long = if c < 0x1_0000 { three } else { four };
    let length = 1 + u8::from(c >= 0x80) + u8::from(c >= 0x800) + u8::from(c >= 0x1_0000);
    (if c < 0x800 { short } else { long }, length, is_surrogate)
}
