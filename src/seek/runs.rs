//! White space of UTF-8 that may have to be folded.

#![expect(
    clippy::inline_always,
    reason = "one loop with its state in registers, from the search to the look-up: a third faster"
)]

use wide::u8x16;

use super::search::{Look, Search};
use super::{first_block, len_mask, mask, within};

/// What may stay between two visible characters besides a space.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stays {
    Nothing,
    LineFeed,
    /// That, or two.
    BlankLine,
}

/// The places in UTF-8 where white space may have to be folded: all but single spaces and line feeds, and blank lines where they may
/// stay. Of a run such a place is the second character or the first one that is neither. White space that ends the text is found only
/// if it is one of these.
pub(crate) struct WhiteRuns {
    stays: Stays,
    /// The spaces and line feeds of the block before.
    white: u64,
    line_feeds: u64,
}

impl WhiteRuns {
    /// A search for them from `from` on, where a visible character stands.
    pub(crate) fn search(bytes: &[u8], from: usize, stays: Stays) -> Search<'_, u8, WhiteRuns> {
        Search::new(bytes, from, WhiteRuns { stays, white: 0, line_feeds: 0 })
    }
}

impl Look<u8> for WhiteRuns {
    #[inline(always)]
    fn look(&mut self, bytes: &[u8], _: bool) -> u64 {
        first_block(bytes, |block| self.block(block)) & len_mask(bytes)
    }

    /// Behind white space that has been folded stands a visible character.
    fn skip(&mut self) {
        (self.white, self.line_feeds) = (0, 0);
    }
}

impl WhiteRuns {
    #[inline(always)]
    fn block(&mut self, block: &[u8; 64]) -> u64 {
        let spaces = mask(block, |lane| lane.simd_eq(u8x16::splat(b' ')));
        let low = mask(block, |lane| lane.min(u8x16::splat(b' ')).simd_eq(lane));
        // Half of all blocks of prose hold nothing more.
        let (mut line_feeds, mut other) = (0, 0);
        if low != spaces {
            line_feeds = mask(block, |lane| lane.simd_eq(u8x16::splat(b'\n')));
            other = mask(block, |lane| within(lane, 0x09, 0x0D) | within(lane, 0x1C, 0x1F));
        }
        let white = spaces | line_feeds;
        if self.stays > Stays::Nothing {
            other &= !line_feeds;
        }
        if mask(block, |lane| lane) > 0 {
            other |= wide_spaces(block);
        }
        let behind_white = white << 1 | self.white >> 63;
        let mut second = white & behind_white;
        if self.stays == Stays::BlankLine {
            let blank_lines = line_feeds & (line_feeds << 1 | self.line_feeds >> 63);
            let after_two = white << 2 | self.white >> 62;
            // What follows on the block is not known.
            second &= !(blank_lines & !after_two & !(white >> 1) & !(1 << 63));
        }
        (self.white, self.line_feeds) = (white, line_feeds);
        second | other
    }
}

/// Where white space starts that is not ASCII, or may start, as its end is in the next block.
#[inline(always)]
fn wide_spaces(block: &[u8; 64]) -> u64 {
    let equal = |byte: u8| mask(block, |lane| lane.simd_eq(u8x16::splat(byte)));
    let either =
        |one: u8, other: u8| mask(block, |lane| lane.simd_eq(u8x16::splat(one)) | lane.simd_eq(u8x16::splat(other)));
    let (latin, ogham, general, wide) = (equal(0xC2), equal(0xE1), equal(0xE2), equal(0xE3));
    // Past the end, everything may follow.
    let second = |mask: u64| mask >> 1 | 1 << 63;
    let third = |mask: u64| mask >> 2 | 3 << 62;
    let ideographic = equal(0x80);
    let likely = latin & second(either(0x85, 0xA0))
        | ogham & second(equal(0x9A))
        | general & second(either(0x80, 0x81))
        | wide & second(ideographic) & third(ideographic);
    if likely & general == 0 {
        return likely;
    }
    let ends = mask(block, |lane| {
        let one_of = |byte: u8| lane.simd_eq(u8x16::splat(byte));
        within(lane, 0x80, 0x8A) | one_of(0x9F) | one_of(0xA8) | one_of(0xA9) | one_of(0xAF)
    });
    likely & (!general | third(ends))
}
