//! What Unicode says of characters, from tables that the build makes.
#![expect(clippy::unreadable_literal, reason = "nobody reads the tables")]

include!(concat!(env!("OUT_DIR"), "/normalization.rs"));

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

impl Form {
    pub(super) fn composes(self) -> bool {
        matches!(self, Form::Nfc | Form::Nfkc)
    }

    pub(super) fn is_canonical(self) -> bool {
        matches!(self, Form::Nfc | Form::Nfd)
    }

    /// The flag of a character that is no boundary in this form.
    pub(super) fn no_boundary(self) -> u8 {
        1 << self as u8
    }

    /// The flag of a character for which the quick check of this form does not say Yes.
    pub(super) fn not_yes(self) -> u8 {
        1 << (4 + self as u8)
    }

    /// Combining class 0 and quick check Yes: nothing before this character can change it.
    pub(crate) fn is_boundary(self, c: char) -> bool {
        self.has_boundary(u32::from(c))
    }

    /// The same for a code point. A lone surrogate is a boundary.
    pub(super) fn has_boundary(self, code_point: u32) -> bool {
        flags(code_point) & self.no_boundary() == 0
    }
}

/// What is known of a code point.
#[derive(Clone, Copy)]
pub(super) struct Row {
    flags: u8,
    pub(super) class: u8,
    /// Where the compositions that begin with this character have their places in `PAIRS`.
    first: u16,
    /// Which of those places is that of the composition that ends with this character.
    second: u8,
    canonical: Part,
    compatible: Part,
}

/// A part of `POOL`.
#[derive(Clone, Copy)]
struct Part {
    start: u16,
    len: u8,
}

/// A code point, with its combining class in the highest byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Classed(pub(super) u32);

impl Classed {
    pub(super) fn new(code_point: u32, class: u8) -> Self {
        Classed(u32::from(class) << 24 | code_point)
    }

    pub(crate) fn code_point(self) -> u32 {
        self.0 & 0xFF_FFFF
    }

    pub(super) fn class(self) -> u8 {
        (self.0 >> 24) as u8
    }
}

impl Row {
    pub(super) fn of(code_point: u32) -> &'static Row {
        let page = PAGES[code_point as usize / BLOCKS[0].len()];
        let row = BLOCKS[usize::from(page)][code_point as usize % BLOCKS[0].len()];
        &ROWS[usize::from(row)]
    }

    /// The full decomposition in a form; empty if there is none. Those of Hangul syllables are not in the tables.
    pub(super) fn decomposition(&self, form: Form) -> &'static [Classed] {
        let Part { start, len } = if form.is_canonical() { self.canonical } else { self.compatible };
        &POOL[usize::from(start)..][..usize::from(len)]
    }
}

/// A bit a form that is set unless this code point is a boundary in it, and four more that are set unless its quick check says Yes.
pub(super) fn flags(code_point: u32) -> u8 {
    // The table of rows would do; this one is a single look-up.
    FLAGS.get(code_point as usize).copied().unwrap_or_else(|| Row::of(code_point).flags)
}

/// What two characters other than those of Hangul compose to.
pub(super) fn compose_pair(first: u32, first_row: &Row, second_row: &Row) -> Option<u32> {
    let (wanted, composed) = PAIRS[usize::from(first_row.first) + usize::from(second_row.second)];
    (wanted == first).then_some(composed)
}
