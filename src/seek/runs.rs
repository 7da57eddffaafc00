//! White space of UTF-8 that may have to be folded.

#![expect(clippy::inline_always, reason = "vectors are inlined into functions that are compiled for them")]

use super::bytes::{ByteLook, ByteSearch};
use super::lanes::{Lanes, second, third};

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
    pub(crate) fn search(bytes: &[u8], from: usize, stays: Stays) -> ByteSearch<'_, WhiteRuns> {
        ByteSearch::new(bytes, from, WhiteRuns { stays, white: 0, line_feeds: 0 })
    }
}

impl ByteLook for WhiteRuns {
    #[inline(always)]
    fn look<L: Lanes>(&mut self, lanes: L, block: L::Block) -> u64 {
        let spaces = lanes.equal(block, b' ');
        let line_feeds = lanes.equal(block, b'\n');
        let mut other = lanes.within(block, [(0x09, 0x0D), (0x1C, 0x1F)]);
        let white = spaces | line_feeds;
        if self.stays > Stays::Nothing {
            other &= !line_feeds;
        }
        if lanes.not_ascii(block) > 0 {
            other |= wide_spaces(lanes, block);
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

    /// Behind white space that has been folded stands a visible character.
    fn skip(&mut self) {
        (self.white, self.line_feeds) = (0, 0);
    }
}

/// Where white space starts that is not ASCII, or may start, as its end is in the next block.
#[inline(always)]
fn wide_spaces<L: Lanes>(lanes: L, block: L::Block) -> u64 {
    let (latin, ogham) = (lanes.equal(block, 0xC2), lanes.equal(block, 0xE1));
    let (general, wide) = (lanes.equal(block, 0xE2), lanes.equal(block, 0xE3));
    let ideographic = lanes.equal(block, 0x80);
    let likely = latin & second(lanes.within(block, [(0x85, 0x85), (0xA0, 0xA0)]))
        | ogham & second(lanes.equal(block, 0x9A))
        | general & second(lanes.within(block, [(0x80, 0x81)]))
        | wide & second(ideographic) & third(ideographic);
    if likely & general == 0 {
        return likely;
    }
    let ends = lanes.within(block, [(0x80, 0x8A), (0x9F, 0x9F), (0xA8, 0xA9), (0xAF, 0xAF)]);
    likely & (!general | third(ends))
}
