//! Characters whose references are kept.

use std::borrow::Cow;

use super::read::Decoded;

/// Characters that stay escaped.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Keep(Cow<'static, [char]>);

impl Keep {
    /// All is decoded.
    pub const NOTHING: Keep = Keep(Cow::Borrowed(&[]));

    /// These characters.
    #[must_use]
    pub fn new(characters: impl IntoIterator<Item = char>) -> Self {
        let mut characters: Vec<char> = characters.into_iter().collect();
        characters.sort_unstable();
        characters.dedup();
        Keep(Cow::Owned(characters))
    }

    /// The characters, sorted, each once.
    pub fn chars(&self) -> impl Iterator<Item = char> {
        self.0.iter().copied()
    }

    /// Says whether all is decoded.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Says whether a reference that stands for `text` is kept.
    pub(super) fn keeps(&self, text: Decoded) -> bool {
        let kept = |c: Option<char>| c.is_some_and(|c| self.0.binary_search(&c).is_ok());
        !self.is_empty() && (kept(text.0) || kept(text.1))
    }
}
