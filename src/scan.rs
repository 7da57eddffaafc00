//! Reads a text and counts what each step would do to it. The rules: docs/reference/scan.md.

use crate::unicode::Form;
use crate::whitespace::LineEndKinds;
use crate::{invisible, labels, references, unicode};

/// What is in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// Its character references.
    pub references: references::Scan,
    /// Its invisible characters.
    pub invisible: invisible::Scan,
    /// How many segments are not in NFC.
    pub not_nfc: u64,
    /// Its line ends.
    pub line_ends: LineEndKinds,
    /// How many lines are only ad labels, or calls to action beside one.
    pub label_lines: u64,
}

/// Counts what each step would do to `text`.
///
/// ```
/// let scan = strigil::scan("Salt &amp; pep\u{AD}per\n- Advertisement -\n");
/// assert_eq!(scan.references.references, [1, 0, 0]);
/// assert_eq!(scan.invisible.stripped, [1, 1, 1]);
/// assert_eq!((scan.line_ends.lf, scan.label_lines), (2, 1));
/// ```
#[must_use]
pub fn scan(text: &str) -> Scan {
    Scan {
        references: references::scan(text),
        invisible: invisible::scan(text),
        not_nfc: unicode::count_segments(text, Form::Nfc),
        line_ends: LineEndKinds::of(text),
        label_lines: labels::count_lines(text),
    }
}
