//! The kinds of ad elements and their limits. The rules: docs/reference/ads.md, 2.

/// How an element matched, the first to hold first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::markup) enum Kind {
    /// Only its tags go.
    Unwrap,
    /// A row of tier A or a filter rule.
    A,
    /// A match of tier A by nothing but the element's name.
    ATag,
    B,
    /// By a general name.
    Names,
    /// A paragraph or quotation with such a name.
    Paragraph,
    /// An item of a list with such a name.
    Item,
    /// By a general name, or a link by its target: not with words in it.
    Inline,
    /// Only with a signal in it.
    C,
}

/// What a region may hold at most.
#[derive(Clone, Copy, Debug)]
pub(in crate::markup) struct Limits {
    /// Visible characters.
    pub(in crate::markup) visible: usize,
    /// The same if its own end tag is missing.
    pub(in crate::markup) visible_unclosed: usize,
    /// How far its last byte may be behind its first.
    pub(in crate::markup) bytes: usize,
}

/// No region is longer.
pub(in crate::markup) const MAX_REGION: usize = 65_536;

impl Limits {
    /// The limits of what is not rendered, which holds any number of visible characters if it has its end tag.
    pub(in crate::markup) const fn unrendered(visible_unclosed: usize) -> Limits {
        Limits { visible: usize::MAX, visible_unclosed, bytes: MAX_REGION }
    }
}

impl Kind {
    pub(in crate::markup) fn limits(self) -> Limits {
        let (visible, visible_unclosed, bytes) = match self {
            Kind::A => (2000, 120, MAX_REGION),
            Kind::ATag => (500, 120, MAX_REGION),
            Kind::B | Kind::Names | Kind::Paragraph | Kind::Item => (120, 120, 16_384),
            Kind::Unwrap | Kind::Inline | Kind::C => (0, 0, 16_384),
        };
        Limits { visible, visible_unclosed, bytes }
    }

    /// By a general name: words in such a region need a second sign.
    pub(in crate::markup) fn is_named(self) -> bool {
        matches!(self, Kind::Names | Kind::Paragraph | Kind::Item)
    }

    /// Such a region, once it is gone, says that what is around it is an ad too.
    pub(in crate::markup) fn is_signal(self) -> bool {
        matches!(self, Kind::A | Kind::ATag)
    }
}
