//! A search in UTF-8 that looks at many blocks of 64 bytes at once.

#![expect(clippy::inline_always, reason = "one loop with its state in registers: a third faster")]

use super::lanes::{Common, Lanes, Work, with_widest};

/// So many blocks are looked at in one go: it takes a call that is not inlined.
const AHEAD: usize = 8;

/// Says which bytes matter.
pub(crate) trait ByteLook {
    /// A bit for each byte of the next block that matters, the first the lowest.
    fn look<L: Lanes>(&mut self, lanes: L, block: L::Block) -> u64;

    /// The block that comes next does not stand behind the one before.
    fn skip(&mut self) {}
}

/// The bytes of a text that matter.
///
/// Where they are frequent, a search that starts anew for each one spends its time on starting: here what was found is kept.
pub(crate) struct ByteSearch<'a, L> {
    bytes: &'a [u8],
    look: L,
    /// The block at hand, and those of its bytes that are still to be given.
    start: usize,
    found: u64,
    /// What was found in the blocks that have been looked at, the number of the one at hand, and how many there are.
    ahead: [u64; AHEAD],
    block: usize,
    blocks: usize,
}

impl<'a, L: ByteLook> ByteSearch<'a, L> {
    pub(crate) fn new(bytes: &'a [u8], start: usize, look: L) -> Self {
        let mut search = ByteSearch { bytes, look, start, found: 0, ahead: [0; AHEAD], block: 0, blocks: 0 };
        search.fill();
        search
    }

    /// The next one from `from` on. `from` never falls.
    #[inline(always)]
    pub(crate) fn next_from(&mut self, from: usize) -> Option<usize> {
        if from >= self.start + 64 {
            self.jump(from);
        } else {
            self.found &= !0 << from.saturating_sub(self.start);
        }
        while self.found == 0 {
            if self.start + 64 >= self.bytes.len() {
                return None;
            }
            self.start += 64;
            self.block += 1;
            if self.block == self.blocks {
                self.fill();
            }
            self.found = self.ahead[self.block];
        }
        Some(self.start + self.found.trailing_zeros() as usize)
    }

    /// Goes on at `from`, behind the block at hand.
    fn jump(&mut self, from: usize) {
        let block = self.block + (from - self.start) / 64;
        if block < self.blocks {
            self.start += 64 * (block - self.block);
            self.block = block;
            self.found = self.ahead[block] & !0 << (from - self.start);
        } else {
            self.start = from;
            self.look.skip();
            self.fill();
        }
    }

    /// Looks at the blocks from `start` on.
    fn fill(&mut self) {
        let rest = self.bytes.get(self.start..).unwrap_or_default();
        let (blocks, end) = rest.as_chunks();
        if blocks.is_empty() {
            // Filled up with NULs.
            let mut block = [0; 64];
            block[..end.len()].copy_from_slice(end);
            self.ahead[0] = self.look.look(Common, Common.load(&block)) & ((1 << end.len()) - 1);
            self.blocks = 1;
        } else {
            self.blocks = blocks.len().min(AHEAD);
            with_widest(Fill { blocks: &blocks[..self.blocks], look: &mut self.look, found: &mut self.ahead });
        }
        self.block = 0;
        self.found = self.ahead[0];
    }
}

struct Fill<'a, L> {
    blocks: &'a [[u8; 64]],
    look: &'a mut L,
    found: &'a mut [u64; AHEAD],
}

impl<L: ByteLook> Work for Fill<'_, L> {
    type Result = ();

    #[inline(always)]
    fn with(self, lanes: impl Lanes) {
        for (block, found) in self.blocks.iter().zip(self.found) {
            *found = self.look.look(lanes, lanes.load(block));
        }
    }
}
