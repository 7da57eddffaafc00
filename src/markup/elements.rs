//! Element names and what is known of them, from python/strigil/rules/elements.toml.

/// An element of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Element(u16);

use super::bucket::{BUCKETS, bucket, word};
use table::{
    APART, BLOCK, CELL, CLOSES_P, CONTROL, ESCAPABLE_RAW_TEXT, FALLBACK, FLAGS, FORMATTING, HEADING, IN_MATH, LIST,
    MARGIN, NAMES, RAW_TEXT, SCOPE_WALL, SCRIPT, SKIPPED, SLOTS, SPECIAL, UNRENDERED_IN_MATH, UNRENDERED_IN_SVG,
    VERBATIM, VOID,
};

/// A flag for each list, the elements with their flags, and a constant for each element.
#[expect(dead_code, reason = "the build names every element, the stage asks for some")]
#[expect(clippy::unreadable_literal, reason = "the flags are written by the build")]
mod table {
    use super::super::bucket::BUCKETS;
    use super::Element;

    include!(concat!(env!("OUT_DIR"), "/elements.rs"));
}

impl Element {
    /// How many there are.
    pub(super) const COUNT: usize = NAMES.len();

    /// The element of a number less than `COUNT`.
    pub(super) const fn at(number: usize) -> Element {
        Element(number as u16)
    }

    /// Its number, less than `COUNT`.
    pub(super) const fn number(self) -> usize {
        self.0 as usize
    }

    /// The element of this name, in any case.
    #[inline]
    pub(super) fn of(name: &str) -> Option<Element> {
        let start = word(name.as_bytes());
        let (word, number, len) = SLOTS[bucket(start)];
        // So it is nearly always. A name of eight bytes or less is all in its word, but for NULs at its end.
        let is_here = word == start && usize::from(len) == name.len() && len <= 8;
        if is_here { Some(Element(number)) } else { Element::of_slots(name, start) }
    }

    fn of_slots(name: &str, start: u64) -> Option<Element> {
        let home = bucket(start);
        let slots = (home..home + BUCKETS).map(|slot| SLOTS[slot % BUCKETS]).take_while(|(.., len)| *len > 0);
        let mut same = slots.filter(|(word, ..)| *word == start).map(|(_, number, _)| number);
        same.find(|number| NAMES[usize::from(*number)].eq_ignore_ascii_case(name)).map(Element)
    }

    /// Says whether the name of one that is markup everywhere starts so, in any case.
    pub(super) fn any_starts(start: &str) -> bool {
        let starts = |name: &str| name.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start));
        (0..Element::COUNT).map(Element::at).any(|element| !element.needs_math() && starts(element.name()))
    }

    pub(super) fn name(self) -> &'static str {
        NAMES[usize::from(self.0)]
    }

    const fn is(self, list: u32) -> bool {
        FLAGS[self.0 as usize] & list != 0
    }

    pub(super) const fn is_void(self) -> bool {
        self.is(VOID)
    }

    pub(super) const fn is_script(self) -> bool {
        self.is(SCRIPT)
    }

    /// Raw text or escapable raw text.
    pub(super) const fn is_raw_text(self) -> bool {
        self.is(RAW_TEXT | ESCAPABLE_RAW_TEXT)
    }

    pub(super) fn is_formatting(self) -> bool {
        self.is(FORMATTING)
    }

    pub(super) const fn is_special(self) -> bool {
        self.is(SPECIAL)
    }

    pub(super) const fn is_scope_wall(self) -> bool {
        self.is(SCOPE_WALL)
    }

    pub(super) fn closes_p(self) -> bool {
        self.is(CLOSES_P)
    }

    pub(super) const fn is_heading(self) -> bool {
        self.is(HEADING)
    }

    pub(super) const fn is_block(self) -> bool {
        self.is(BLOCK)
    }

    pub(super) const fn is_cell(self) -> bool {
        self.is(CELL)
    }

    pub(super) const fn is_verbatim(self) -> bool {
        self.is(VERBATIM)
    }

    pub(super) fn is_skipped(self) -> bool {
        self.is(SKIPPED)
    }

    pub(super) const fn is_apart(self) -> bool {
        self.is(APART)
    }

    pub(super) const fn is_control(self) -> bool {
        self.is(CONTROL)
    }

    pub(super) const fn has_margin(self) -> bool {
        self.is(MARGIN)
    }

    pub(super) const fn is_list(self) -> bool {
        self.is(LIST)
    }

    /// A browser shows nothing of what it holds, in any place or in some.
    pub(super) const fn may_be_unrendered(self) -> bool {
        self.is(FALLBACK | UNRENDERED_IN_SVG | UNRENDERED_IN_MATH) || self.0 == Element::TEMPLATE.0
    }

    /// The element around it that makes it so; none if it is so everywhere.
    pub(super) fn unrendered_in(self) -> Option<Element> {
        match () {
            () if self.is(FALLBACK) || self == Element::TEMPLATE => None,
            () if self.is(UNRENDERED_IN_SVG) => Some(Element::SVG),
            () => Some(Element::MATH),
        }
    }

    /// Markup only inside an open `math`.
    pub(super) fn needs_math(self) -> bool {
        self.0 >= IN_MATH
    }
}

/// The name of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Known(Element),
    /// A custom element, one of another namespace or an unknown one, in lower case.
    Other(Box<str>),
}

impl Name {
    /// The name of a tag that the tokenizer let through.
    pub(super) fn new(element: Option<Element>, name: &str) -> Name {
        element.map_or_else(|| Name::Other(name.to_ascii_lowercase().into()), Name::Known)
    }

    /// The element, if it is one of the table.
    pub(super) fn element(&self) -> Option<Element> {
        match self {
            Name::Known(element) => Some(*element),
            Name::Other(_) => None,
        }
    }

    pub(super) fn as_str(&self) -> &str {
        match self {
            Name::Known(element) => element.name(),
            Name::Other(name) => name,
        }
    }
}

/// `[a-z][a-z0-9_]*([-:][a-z0-9_]+)+`, in any case: a custom element, or one of another namespace.
pub(super) fn is_dashed(name: &str) -> bool {
    let mut parts = name.split(['-', ':']);
    let is_word = |part: &str| part.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_'));
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && parts.clone().count() > 1
        && parts.all(|part| !part.is_empty() && is_word(part))
}

/// `[a-z][a-z0-9_.:-]*`, in any case: an element that no standard knows may be called so.
pub(super) fn is_word(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b':' | b'-'))
}

/// An address in angle brackets starts so, and no tag.
pub(super) fn is_address(name: &str) -> bool {
    name.contains(['@', '<']) || !name.contains('=') && (name.contains('.') || name.ends_with(':'))
}
