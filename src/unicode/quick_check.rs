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
    fn bit(self) -> u16 {
        0x100 << self as u16
    }

    /// Characters below this one are boundaries in this form.
    fn first_other(self) -> u32 {
        match self {
            Form::Nfc => 0x300,
            Form::Nfd => 0xC0,
            Form::Nfkc | Form::Nfkd => 0xA0,
        }
    }

    /// Combining class 0 and quick check Yes: nothing before this character can change it.
    pub(crate) fn is_boundary(self, c: char) -> bool {
        u32::from(c) < self.first_other() || Row::of(u32::from(c)).0 & (self.bit() | 0xFF) == 0
    }

    pub(super) fn starts_with_boundary(self, segment: &str) -> bool {
        segment.starts_with(|c| self.is_boundary(c))
    }

    pub(super) fn quick_check(self, text: &str) -> Quick {
        if is_surely_normalized(text.chars().map(u32::from), self) { Quick::Yes } else { Quick::Unsure }
    }
}

/// True if the quick check says Yes of the code points of a text; a lone surrogate is a boundary.
pub(crate) fn is_surely_normalized(code_points: impl Iterator<Item = u32>, form: Form) -> bool {
    let first_other = form.first_other();
    let not_boundary = form.bit() | 0xFF;
    let mut last_class = 0;
    for code_point in code_points {
        if code_point < first_other {
            last_class = 0;
            continue;
        }
        let row = Row::of(code_point);
        if row.0 & not_boundary == 0 {
            last_class = 0;
            continue;
        }
        let class = row.class();
        if row.0 & form.bit() != 0 || (class != 0 && class < last_class) {
            return false;
        }
        last_class = class;
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
