//! The quick check of UAX #15, section 9, from a table that the build makes.

use crate::scan;

include!(concat!(env!("OUT_DIR"), "/quick_check.rs"));

/// A normalisation form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    /// Canonical composition.
    Nfc,
    /// Canonical decomposition.
    Nfd,
    /// Compatibility composition.
    Nfkc,
    /// Compatibility decomposition.
    Nfkd,
}

/// What the quick check says of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quick {
    Yes,
    /// Only the normaliser knows.
    Unsure,
}

/// A row of the table: the combining class in the low byte, above it a bit a form that is set unless the quick check says Yes.
#[derive(Clone, Copy)]
struct Row(u16);

impl Row {
    fn of(code_point: u32) -> Row {
        let page = PAGES[code_point as usize >> 8];
        Row(BLOCKS[usize::from(page)][code_point as usize & 0xFF])
    }

    fn class(self) -> u16 {
        self.0 & 0xFF
    }
}

impl Form {
    /// The form's bit in `FLAGS`.
    fn flag(self) -> u8 {
        1 << self as u8
    }

    /// Combining class 0 and quick check Yes: nothing before this character can change it.
    pub(crate) fn is_boundary(self, c: char) -> bool {
        flags(u32::from(c)) & self.flag() == 0
    }

    pub(super) fn starts_with_boundary(self, segment: &str) -> bool {
        segment.starts_with(|c| self.is_boundary(c))
    }

    pub(super) fn quick_check(self, text: &str) -> Quick {
        let mut last_class = 0;
        let yes = text.chars().all(|c| self.accepts(u32::from(c), &mut last_class));
        if yes { Quick::Yes } else { Quick::Unsure }
    }

    /// Says whether the quick check lets a text go on with this code point after one of class `last_class`.
    fn accepts(self, code_point: u32, last_class: &mut u16) -> bool {
        let row = Row::of(code_point);
        let class = row.class();
        let accepted = row.0 >> 8 & u16::from(self.flag()) == 0 && (class == 0 || class >= *last_class);
        *last_class = class;
        accepted
    }
}

/// A bit a form that is set unless this code point is a boundary in it. A lone surrogate is one.
fn flags(code_point: u32) -> u8 {
    // The table of rows would do; this one is a single look-up.
    FLAGS.get(code_point as usize).copied().unwrap_or_else(|| {
        let row = Row::of(code_point);
        if row.class() == 0 { (row.0 >> 8) as u8 } else { 0xF }
    })
}

/// True if the quick check says Yes of a text. It may hold lone surrogates, but is no UTF-8 beyond ASCII.
#[cfg(feature = "python")]
pub(crate) fn is_surely_normalized<U: scan::Unit>(units: &[U], form: Form) -> bool {
    let mut last_class = 0;
    for lane in units.chunks(scan::LANES) {
        // A lane of boundaries needs no look at classes.
        if lane.iter().fold(0, |all, unit| all | flags(unit.code_point())) & form.flag() == 0 {
            last_class = 0;
        } else if !lane.iter().all(|unit| form.accepts(unit.code_point(), &mut last_class)) {
            return false;
        }
    }
    true
}

/// The first boundary of `text`, or its end.
pub(super) fn next_boundary(text: &str, form: Form) -> usize {
    text.find(|c| form.is_boundary(c)).unwrap_or(text.len())
}

/// The first character at or after `from` that is no boundary.
pub(super) fn next_other(text: &str, from: usize, form: Form) -> Option<usize> {
    // The first byte in UTF-8 of the first character that may be one: below it are only boundaries.
    let lead = match form {
        Form::Nfc => 0xCC,
        Form::Nfd => 0xC3,
        Form::Nfkc | Form::Nfkd => 0xC2,
    };
    let mut at = from;
    while let Some(skipped) = scan::find(&text.as_bytes()[at..], |byte| byte >= lead) {
        at += skipped;
        // Where one such character stands, others are near.
        let mut ascii = 0;
        for c in text[at..].chars() {
            if !form.is_boundary(c) {
                return Some(at);
            }
            at += c.len_utf8();
            ascii = if c.is_ascii() { ascii + 1 } else { 0 };
            if ascii == scan::LANES {
                break;
            }
        }
    }
    None
}

/// A boundary that stays as it is whatever follows. ASCII letters and `<`, `=`, `>` have compositions.
pub(super) fn never_combines(c: char) -> bool {
    c.is_ascii() && !c.is_ascii_alphabetic() && !matches!(c, '<' | '=' | '>')
}
