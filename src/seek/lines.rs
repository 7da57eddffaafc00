//! Starts of lines that are out of the ordinary.

#![expect(
    clippy::inline_always,
    reason = "one loop with its state in registers, from the search to the look-up: a third faster"
)]

use wide::u8x16;

use super::search::{Look, Search};
use super::{first_block, len_mask, mask, within};

/// The starts of lines but for those where an ASCII capital, a digit or a line feed stands: nearly all lines of prose.
pub(crate) struct OddLines {
    /// A line starts with the next block.
    is_start: bool,
}

impl OddLines {
    /// A search for them. `is_start`: a line starts with the text.
    pub(crate) fn search(bytes: &[u8], is_start: bool) -> Search<'_, u8, OddLines> {
        Search::new(bytes, 0, OddLines { is_start })
    }
}

impl Look<u8> for OddLines {
    #[inline(always)]
    fn look(&mut self, bytes: &[u8], _: bool) -> u64 {
        first_block(bytes, |block| self.block(block)) & len_mask(bytes)
    }

    fn skip(&mut self) {
        self.is_start = false;
    }
}

impl OddLines {
    #[inline(always)]
    fn block(&mut self, block: &[u8; 64]) -> u64 {
        let line_feeds = mask(block, |lane| lane.simd_eq(u8x16::splat(b'\n')));
        let starts = line_feeds << 1 | u64::from(self.is_start);
        self.is_start = line_feeds >> 63 == 1;
        if starts & !line_feeds == 0 {
            return 0;
        }
        let ordinary = mask(block, |lane| within(lane, b'A', b'Z') | within(lane, b'0', b'9'));
        starts & !line_feeds & !ordinary
    }
}

#[cfg(test)]
mod tests {
    use super::OddLines;

    #[test]
    fn lines_at_every_place() {
        for len in 0..140 {
            let line = format!("{}x", "a".repeat(len));
            let text = format!("{line}\nB\n\n9\nc\n•");
            let mut lines = OddLines::search(text.as_bytes(), false);
            assert_eq!(lines.next_from(0), Some(line.len() + 6));
            assert_eq!(lines.next_from(line.len() + 7), Some(line.len() + 8));
            assert_eq!(lines.next_from(line.len() + 9), None);
            assert_eq!(OddLines::search(text.as_bytes(), true).next_from(0), Some(0));
        }
    }
}
