//! Starts of lines that are out of the ordinary.

#![expect(clippy::inline_always, reason = "vectors are inlined into functions that are compiled for them")]

use super::bytes::{ByteLook, ByteSearch};
use super::lanes::Lanes;

/// The starts of lines but for those where an ASCII capital, a digit or a line feed stands: nearly all lines of prose.
pub(crate) struct OddLines {
    /// A line starts with the next block.
    is_start: bool,
}

impl OddLines {
    /// A search for them. `is_start`: a line starts with the text.
    pub(crate) fn search(bytes: &[u8], is_start: bool) -> ByteSearch<'_, OddLines> {
        ByteSearch::new(bytes, 0, OddLines { is_start })
    }
}

impl ByteLook for OddLines {
    #[inline(always)]
    fn look<L: Lanes>(&mut self, lanes: L, block: L::Block) -> u64 {
        let line_feeds = lanes.equal(block, b'\n');
        let starts = line_feeds << 1 | u64::from(self.is_start);
        self.is_start = line_feeds >> 63 == 1;
        let ordinary = lanes.within(block, [(b'\n', b'\n'), (b'A', b'Z'), (b'0', b'9')]);
        starts & !ordinary
    }

    fn skip(&mut self) {
        self.is_start = false;
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
