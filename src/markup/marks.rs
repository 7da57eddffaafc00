//! The marks that tags leave. The rules: docs/reference/markup.md, 4.

use super::elements::Element;
use super::shown::is_hidden_input;
use super::style::{Display, Style};
use super::tag::Tag;
use super::tree::Tree;
use super::{ParagraphGap, Ways};
use crate::block::{Mark, Parts};

/// What an element leaves where it begins, and where it leaves the stack.
#[derive(Clone, Copy)]
pub(super) struct Pair {
    pub(super) start: Mark,
    pub(super) end: Mark,
    /// More than the name decides, or the element may not be rendered.
    pub(super) is_rare: bool,
}

impl Pair {
    /// That of an element which the layout does not see.
    pub(super) const EDGES: Pair = Pair { start: Mark::Edge, end: Mark::Edge, is_rare: false };

    const fn both(mark: Mark) -> Pair {
        Pair { start: mark, end: mark, is_rare: false }
    }
}

type Table = [Pair; Element::COUNT];

/// The marks of elements.
#[derive(Clone, Copy)]
pub(super) struct Marks(&'static Table);

impl Marks {
    pub(super) fn new(ways: Ways) -> Marks {
        Marks(match ways.paragraph_gap {
            _ if !ways.to_text => &NOTHING,
            ParagraphGap::Line => &LINES,
            ParagraphGap::Blank => &MARGINS,
        })
    }

    /// Those of an element of which no more than the name is known.
    #[inline]
    pub(super) fn of_name(self, element: Option<Element>) -> Pair {
        // Not `map_or`, which makes a call of it.
        match element {
            Some(element) => self.0[element.number()],
            None => Pair::EDGES,
        }
    }

    /// Those of the element that a tag with this style begins.
    pub(super) fn of_tag(self, element: Option<Element>, tag: &Tag<'_>, style: Style, tree: &Tree) -> Pair {
        let pair = self.of_name(element);
        match (pair.start, style.display) {
            (Mark::Begin(_), _) if element.is_some_and(Element::is_list) && tree.in_list() => pair.without_margin(),
            (Mark::Break | Mark::Line | Mark::Begin(_), _) => pair,
            (_, Some(Display::Block | Display::BlockOfItems)) => Pair::both(Mark::Line),
            _ if tree.is_item() => Pair::both(Mark::Line),
            (Mark::Cell, _) | (_, Some(Display::Cell)) => Pair { start: Mark::Cell, ..Pair::EDGES },
            (Mark::Apart, _) => pair,
            _ if style.is_absolute => Pair::both(Mark::Control),
            _ if element == Some(Element::INPUT) && is_hidden_input(tag) => Pair::EDGES,
            _ => pair,
        }
    }
}

impl Pair {
    fn without_margin(self) -> Pair {
        let without = |mark| match mark {
            Mark::Begin(parts) => Mark::Begin(parts.without(Parts::MARGIN)),
            mark => mark,
        };
        Pair { start: without(self.start), end: without(self.end), ..self }
    }
}

/// Where markup stays.
static NOTHING: Table = [Pair::EDGES; Element::COUNT];

/// With one line end between blocks.
static LINES: Table = {
    let mut table = [Pair::EDGES; Element::COUNT];
    let mut number = 0;
    while number < Element::COUNT {
        let element = Element::at(number);
        table[number] = match () {
            () if element.is_block() => Pair::both(Mark::Line),
            () if element.is_cell() => Pair { start: Mark::Cell, ..Pair::EDGES },
            () if element.is_apart() => Pair { start: Mark::Apart, end: Mark::ApartEnd, is_rare: false },
            () if element.is_control() => Pair::both(Mark::Control),
            () => Pair::EDGES,
        };
        if element.is_list() {
            table[number].start = Mark::Begin(Parts::LIST);
            table[number].end = Mark::Begin(Parts::END_OF_LIST);
        }
        table[number].is_rare = element.may_be_unrendered();
        number += 1;
    }
    table[Element::BR.number()] = Pair::both(Mark::Break);
    table[Element::TIME.number()] = Pair::both(Mark::Time);
    table[Element::IMG.number()] = Pair::both(Mark::Image);
    table[Element::INPUT.number()].is_rare = true;
    table[Element::TABLE.number()] = Pair::both(Mark::Begin(Parts::TABLE));
    begin(&mut table, Parts::ITEM, &[Element::LI]);
    begin(&mut table, Parts::TERM, &[Element::DT, Element::DD]);
    begin(&mut table, Parts::OPTION, &[Element::OPTION]);
    begin(&mut table, Parts::CAPTION, &[Element::CAPTION, Element::FIGCAPTION, Element::SUMMARY]);
    table
};

/// With a blank line around those that have a margin.
static MARGINS: Table = {
    let mut table = LINES;
    let mut number = 0;
    while number < Element::COUNT {
        let element = Element::at(number);
        if element.has_margin() {
            table[number].start = with_margin(table[number].start);
            table[number].end = with_margin(table[number].end);
            table[number].is_rare |= element.is_list();
        }
        number += 1;
    }
    table
};

const fn begin(table: &mut Table, parts: Parts, elements: &[Element]) {
    let mut at = 0;
    while at < elements.len() {
        table[elements[at].number()].start = Mark::Begin(parts);
        at += 1;
    }
}

const fn with_margin(mark: Mark) -> Mark {
    match mark {
        Mark::Begin(parts) => Mark::Begin(parts.with(Parts::MARGIN)),
        _ => Mark::Begin(Parts::MARGIN),
    }
}
