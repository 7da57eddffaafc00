//! Counts words: runs of characters that are not white space.

use crate::whitespace::is_space;

/// The words of a text so far.
#[derive(Debug, Default)]
pub(crate) struct Words {
    pub(crate) count: u64,
    in_word: bool,
}

impl Words {
    /// Takes the next piece.
    pub(crate) fn push(&mut self, text: &str) {
        for c in text.chars() {
            let in_word = !is_space(c);
            self.count += u64::from(in_word && !self.in_word);
            self.in_word = in_word;
        }
    }
}
