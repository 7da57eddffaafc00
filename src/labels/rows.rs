//! The rows of python/strigil/rules/labels.toml and furniture.toml, and small questions about characters and words that they answer.

include!(concat!(env!("OUT_DIR"), "/labels.rs"));

/// How sure it is that a text is a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sureness {
    /// Level L1: it is an ordinary word, too.
    Ambiguous,
    /// Levels L0 and C.
    Sure,
}

/// A `[[label]]` row.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    /// The number of its language in `CODES`.
    pub(super) language: u32,
    pub(super) sureness: Sureness,
    /// It counts only in capitals.
    pub(super) upper: bool,
    pub(super) texts: &'a [&'a str],
}

/// An `[[inline.word]]` row.
pub(super) struct InlineRow {
    /// The number of its language in `CODES`.
    pub(super) language: u32,
    /// Words that go behind a sentence or a credit.
    pub(super) sentence: &'static [&'static str],
    /// Words that go behind a credit only.
    pub(super) credit: &'static [&'static str],
    /// Words before it that make it prose.
    pub(super) not_after: &'static [&'static str],
    /// Words behind it that make it prose.
    pub(super) not_before: &'static [&'static str],
}

/// A `[[furniture]]` row.
pub(super) struct Piece {
    pub(super) language: u32,
    pub(super) points: u8,
    pub(super) related: bool,
    pub(super) texts: &'static [&'static str],
}

/// The table `[marking]`.
pub(super) struct Marking {
    pub(super) language: u32,
    pub(super) label: &'static str,
    pub(super) advertiser: &'static str,
    pub(super) token: &'static str,
    pub(super) registers: &'static [&'static str],
    pub(super) firms: &'static [&'static str],
    pub(super) small: &'static [&'static str],
}

/// The table `[credit]`.
pub(super) struct Credit {
    pub(super) language: u32,
    pub(super) starts: &'static [&'static str],
    pub(super) small: &'static [&'static str],
    pub(super) officials: &'static [&'static str],
}
