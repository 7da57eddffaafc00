//! 64 bytes at once, with the widest vectors that the processor has.

#![expect(
    clippy::inline_always,
    reason = "instructions that not every processor has are only inlined into functions that are compiled for them"
)]

#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{__m256i, __m512i};
use std::array;
use std::sync::LazyLock;

#[cfg(target_arch = "x86_64")]
use pulp::x86::{V3, V4};
use wide::u8x16;

/// Vectors of one kind.
pub(crate) trait Lanes: Copy {
    /// 64 bytes.
    type Block: Copy;

    fn load(self, bytes: &[u8; 64]) -> Self::Block;

    /// A bit for each byte that is in one of the ranges, the first and last of which are given; the first byte is the lowest bit.
    fn within<const N: usize>(self, block: Self::Block, ranges: [(u8, u8); N]) -> u64;

    /// The same for one byte.
    #[inline(always)]
    fn equal(self, block: Self::Block, byte: u8) -> u64 {
        self.within(block, [(byte, byte)])
    }

    /// The same for the bytes that are not ASCII.
    fn not_ascii(self, block: Self::Block) -> u64;

    /// For each byte the sets that its low half and its high half are both in, a bit for each set.
    fn sets(self, block: Self::Block, low: &[u8; 16], high: &[u8; 16]) -> Self::Block;

    /// The sets that are in both.
    fn common(self, one: Self::Block, other: Self::Block) -> Self::Block;

    /// A bit for each byte that has a set.
    fn any(self, sets: Self::Block) -> u64;

    /// Of 16 bytes those that stand at these places, each below 16; 0 for `NOWHERE`.
    #[cfg_attr(not(any(test, feature = "python")), expect(dead_code, reason = "for strings of Python"))]
    fn shuffle(self, bytes: [u8; 16], places: &[u8; 16]) -> [u8; 16];
}

/// A byte of a shuffle that is none of those there were.
#[cfg(any(test, feature = "python"))]
pub(crate) const NOWHERE: u8 = 0x80;

/// Where the second byte of a character is, or may be, one of a mask: past the block, everything may follow.
#[inline(always)]
pub(crate) fn second(mask: u64) -> u64 {
    mask >> 1 | 1 << 63
}

/// The same for the third.
#[inline(always)]
pub(crate) fn third(mask: u64) -> u64 {
    mask >> 2 | 3 << 62
}

/// Work that is done with vectors. What it calls must be inlined.
pub(crate) trait Work {
    type Result;

    fn with(self, lanes: impl Lanes) -> Self::Result;
}

/// Does the work with the widest vectors there are.
#[inline]
pub(crate) fn with_widest<W: Work>(work: W) -> W::Result {
    match *WIDEST {
        #[cfg(target_arch = "x86_64")]
        Widest::Avx512(lanes) => lanes.vectorize(
            #[inline(always)]
            || work.with(lanes),
        ),
        #[cfg(target_arch = "x86_64")]
        Widest::Avx2(lanes) => lanes.vectorize(
            #[inline(always)]
            || work.with(lanes),
        ),
        Widest::Common => work.with(Common),
    }
}

enum Widest {
    #[cfg(target_arch = "x86_64")]
    Avx512(V4),
    #[cfg(target_arch = "x86_64")]
    Avx2(V3),
    Common,
}

static WIDEST: LazyLock<Widest> = LazyLock::new(|| {
    #[cfg(target_arch = "x86_64")]
    if let Some(lanes) = V4::try_new() {
        return Widest::Avx512(lanes);
    } else if let Some(lanes) = V3::try_new() {
        return Widest::Avx2(lanes);
    }
    Widest::Common
});

/// The vectors of 16 bytes that every processor of a family has.
#[derive(Clone, Copy)]
pub(crate) struct Common;

impl Lanes for Common {
    type Block = [u8x16; 4];

    #[inline(always)]
    fn load(self, bytes: &[u8; 64]) -> Self::Block {
        let (lanes, _) = bytes.as_chunks();
        [u8x16::new(lanes[0]), u8x16::new(lanes[1]), u8x16::new(lanes[2]), u8x16::new(lanes[3])]
    }

    #[inline(always)]
    fn within<const N: usize>(self, block: Self::Block, ranges: [(u8, u8); N]) -> u64 {
        let mut any = [u8x16::splat(0); 4];
        for (first, last) in ranges {
            for (any, lane) in any.iter_mut().zip(block) {
                *any |= within(lane, first, last);
            }
        }
        self.not_ascii(any)
    }

    #[inline(always)]
    fn not_ascii(self, block: Self::Block) -> u64 {
        block.iter().rev().fold(0, |mask, lane| mask << 16 | u64::from(lane.to_bitmask()))
    }

    #[inline(always)]
    fn sets(self, block: Self::Block, low: &[u8; 16], high: &[u8; 16]) -> Self::Block {
        let half = u8x16::splat(0xF);
        let [low, high] = [low, high].map(|sets| u8x16::new(*sets));
        block.map(|lane| low.shuffle(lane & half) & high.shuffle(lane >> u8x16::splat(4)))
    }

    #[inline(always)]
    fn common(self, one: Self::Block, other: Self::Block) -> Self::Block {
        array::from_fn(|lane| one[lane] & other[lane])
    }

    #[inline(always)]
    fn any(self, sets: Self::Block) -> u64 {
        !self.not_ascii(sets.map(|lane| lane.simd_eq(u8x16::splat(0))))
    }

    #[inline(always)]
    fn shuffle(self, bytes: [u8; 16], places: &[u8; 16]) -> [u8; 16] {
        array::from_fn(|at| if places[at] < 16 { bytes[usize::from(places[at] & 15)] } else { 0 })
    }
}

/// The bytes from `first` to `last`.
#[inline(always)]
pub(super) fn within(lane: u8x16, first: u8, last: u8) -> u8x16 {
    (lane - u8x16::splat(first)).saturating_sub(u8x16::splat(last - first)).simd_eq(u8x16::splat(0))
}

#[cfg(target_arch = "x86_64")]
impl Lanes for V3 {
    type Block = [__m256i; 2];

    #[inline(always)]
    fn load(self, bytes: &[u8; 64]) -> Self::Block {
        pulp::cast(*bytes)
    }

    #[inline(always)]
    fn within<const N: usize>(self, block: Self::Block, ranges: [(u8, u8); N]) -> u64 {
        let mut any = [self.avx._mm256_setzero_si256(); 2];
        for (first, last) in ranges {
            let (first, len) = (
                self.avx._mm256_set1_epi8(first.cast_signed()),
                self.avx._mm256_set1_epi8((last - first).cast_signed()),
            );
            for (any, lane) in any.iter_mut().zip(block) {
                let place = self.avx2._mm256_sub_epi8(lane, first);
                let is_within = self.avx2._mm256_cmpeq_epi8(self.avx2._mm256_min_epu8(place, len), place);
                *any = self.avx2._mm256_or_si256(*any, is_within);
            }
        }
        self.not_ascii(any)
    }

    #[inline(always)]
    fn not_ascii(self, [low, high]: Self::Block) -> u64 {
        let mask = |lane| u64::from(self.avx2._mm256_movemask_epi8(lane).cast_unsigned());
        mask(low) | mask(high) << 32
    }

    #[inline(always)]
    fn sets(self, block: Self::Block, low: &[u8; 16], high: &[u8; 16]) -> Self::Block {
        let half = self.avx._mm256_set1_epi8(0xF);
        let low = self.avx2._mm256_broadcastsi128_si256(pulp::cast(*low));
        let high = self.avx2._mm256_broadcastsi128_si256(pulp::cast(*high));
        let mut sets = block;
        for lane in &mut sets {
            let low = self.avx2._mm256_shuffle_epi8(low, self.avx2._mm256_and_si256(*lane, half));
            let above = self.avx2._mm256_srli_epi16::<4>(*lane);
            let high = self.avx2._mm256_shuffle_epi8(high, self.avx2._mm256_and_si256(above, half));
            *lane = self.avx2._mm256_and_si256(low, high);
        }
        sets
    }

    #[inline(always)]
    fn common(self, one: Self::Block, other: Self::Block) -> Self::Block {
        [self.avx2._mm256_and_si256(one[0], other[0]), self.avx2._mm256_and_si256(one[1], other[1])]
    }

    #[inline(always)]
    fn any(self, sets: Self::Block) -> u64 {
        let zero = self.avx._mm256_setzero_si256();
        let [low, high] = sets;
        !self.not_ascii([self.avx2._mm256_cmpeq_epi8(low, zero), self.avx2._mm256_cmpeq_epi8(high, zero)])
    }

    #[inline(always)]
    fn shuffle(self, bytes: [u8; 16], places: &[u8; 16]) -> [u8; 16] {
        pulp::cast(self.ssse3._mm_shuffle_epi8(pulp::cast(bytes), pulp::cast(*places)))
    }
}

#[cfg(target_arch = "x86_64")]
impl Lanes for V4 {
    type Block = __m512i;

    #[inline(always)]
    fn load(self, bytes: &[u8; 64]) -> Self::Block {
        pulp::cast(*bytes)
    }

    #[inline(always)]
    fn within<const N: usize>(self, block: Self::Block, ranges: [(u8, u8); N]) -> u64 {
        let mut any = 0;
        for (first, last) in ranges {
            let place = self.avx512bw._mm512_sub_epi8(block, self.avx512f._mm512_set1_epi8(first.cast_signed()));
            any |= self
                .avx512bw
                ._mm512_cmple_epu8_mask(place, self.avx512f._mm512_set1_epi8((last - first).cast_signed()));
        }
        any
    }

    #[inline(always)]
    fn not_ascii(self, block: Self::Block) -> u64 {
        self.avx512bw._mm512_movepi8_mask(block)
    }

    #[inline(always)]
    fn sets(self, block: Self::Block, low: &[u8; 16], high: &[u8; 16]) -> Self::Block {
        let half = self.avx512f._mm512_set1_epi8(0xF);
        let low = self.avx512f._mm512_broadcast_i32x4(pulp::cast(*low));
        let high = self.avx512f._mm512_broadcast_i32x4(pulp::cast(*high));
        let low = self.avx512bw._mm512_shuffle_epi8(low, self.avx512f._mm512_and_si512(block, half));
        let block = self.avx512bw._mm512_srli_epi16::<4>(block);
        let high = self.avx512bw._mm512_shuffle_epi8(high, self.avx512f._mm512_and_si512(block, half));
        self.avx512f._mm512_and_si512(low, high)
    }

    #[inline(always)]
    fn common(self, one: Self::Block, other: Self::Block) -> Self::Block {
        self.avx512f._mm512_and_si512(one, other)
    }

    #[inline(always)]
    fn any(self, sets: Self::Block) -> u64 {
        self.avx512bw._mm512_test_epi8_mask(sets, sets)
    }

    #[inline(always)]
    fn shuffle(self, bytes: [u8; 16], places: &[u8; 16]) -> [u8; 16] {
        pulp::cast(self.ssse3._mm_shuffle_epi8(pulp::cast(bytes), pulp::cast(*places)))
    }
}

/// Makes the tables.
#[cfg(feature = "python")]
pub(crate) fn prepare() {
    LazyLock::force(&WIDEST);
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Masks<'a>(&'a [u8; 64], &'a mut [u64; 3]);

    impl Work for Masks<'_> {
        type Result = ();

        #[inline(always)]
        fn with(self, lanes: impl Lanes) {
            let block = lanes.load(self.0);
            *self.1 = [
                lanes.within(block, [(b'\n', b'\n')]),
                lanes.within(block, [(b'0', b'9'), (0xC2, 0xFF), (0, 0)]),
                lanes.not_ascii(block),
            ];
        }
    }

    /// All kinds of vectors that the processor has say the same, of each byte at each place.
    #[test]
    fn all_say_the_same() {
        for byte in 0..=255 {
            for at in 0..64 {
                let mut bytes = [b'x'; 64];
                bytes[at] = byte;
                let want = [byte == b'\n', byte.is_ascii_digit() || byte >= 0xC2 || byte == 0, !byte.is_ascii()]
                    .map(|is| u64::from(is) << at);
                let mut masks = [0; 3];
                Masks(&bytes, &mut masks).with(Common);
                assert_eq!(masks, want, "{byte} at {at}");
                #[cfg(target_arch = "x86_64")]
                if let Some(lanes) = V3::try_new() {
                    lanes.vectorize(|| Masks(&bytes, &mut masks).with(lanes));
                    assert_eq!(masks, want, "AVX2: {byte} at {at}");
                }
                with_widest(Masks(&bytes, &mut masks));
                assert_eq!(masks, want, "the widest: {byte} at {at}");
            }
        }
    }
}
