//! `[[label]]` rows of one's own, which come with the rules of ads. The format: docs/reference/labels.md.

use super::fold::Folded;
use super::languages::Languages;
use super::rows::Sureness;

/// No longer text is that of a label.
const MAX_TEXT: usize = 256;

/// A row of one's own.
#[derive(Debug)]
pub(crate) struct OwnRow {
    pub(super) languages: Languages,
    pub(super) sureness: Sureness,
    pub(super) upper: bool,
    pub(super) texts: Vec<String>,
}

impl OwnRow {
    pub(crate) const LEVELS: [&str; 3] = ["L0", "L1", "C"];
    pub(crate) const CASES: [&str; 2] = ["any", "upper"];

    /// A row of texts that `is_text` holds for, with a level and a case of the lists.
    pub(crate) fn new(languages: Languages, level: &str, case: &str, texts: Vec<String>) -> Self {
        let sureness = if level == "L1" { Sureness::Ambiguous } else { Sureness::Sure };
        OwnRow { languages, sureness, upper: case == "upper", texts }
    }

    /// Says whether a label may have this text.
    pub(crate) fn is_text(text: &str) -> bool {
        text.len() <= MAX_TEXT && !Folded::new(text).words.is_empty()
    }
}
