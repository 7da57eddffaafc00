//! The stack of open elements. The rules: docs/reference/markup.md, 2.

use std::collections::HashMap;
use std::num::NonZeroU64;

use super::elements::{Element, Name};
use super::rules::{Around, Step};
use super::style::White;
use crate::block::{Flow, Mark, Place};

/// Elements deeper than this are only counted.
const MAX_DEPTH: usize = 1024;

/// What the start tag of an element closes, besides a `p` or a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Closes {
    Nothing,
    Item,
    Description,
    Option,
    Group,
    Ruby,
    Link,
    Button,
    Cell,
    Row,
    Section,
    Head,
}

/// By the number of the element: most close nothing, and it takes one look to see.
static CLOSES: [Closes; Element::COUNT] = {
    let rows = [
        (Element::LI, Closes::Item),
        (Element::DD, Closes::Description),
        (Element::DT, Closes::Description),
        (Element::OPTION, Closes::Option),
        (Element::OPTGROUP, Closes::Group),
        (Element::RB, Closes::Ruby),
        (Element::RT, Closes::Ruby),
        (Element::RTC, Closes::Ruby),
        (Element::RP, Closes::Ruby),
        (Element::A, Closes::Link),
        (Element::BUTTON, Closes::Button),
        (Element::TD, Closes::Cell),
        (Element::TH, Closes::Cell),
        (Element::TR, Closes::Row),
        (Element::THEAD, Closes::Section),
        (Element::TBODY, Closes::Section),
        (Element::TFOOT, Closes::Section),
        (Element::BODY, Closes::Head),
    ];
    let mut closes = [Closes::Nothing; Element::COUNT];
    let mut at = 0;
    while at < rows.len() {
        closes[rows[at].0.number()] = rows[at].1;
        at += 1;
    }
    closes
};

/// What an open element may be for the layout, each with room for the number of those that are open.
const HEADING: u64 = 1;
const BLOCK: u64 = 1 << 20;

/// What the elements add to the layout, by their numbers.
static LAYOUT: [i64; Element::COUNT] = {
    let mut layout = [0; Element::COUNT];
    let mut number = 0;
    while number < Element::COUNT {
        let element = Element::at(number);
        if element.is_heading() {
            layout[number] += HEADING.cast_signed();
        }
        if element.is_block() || element.is_cell() {
            layout[number] += BLOCK.cast_signed();
        }
        number += 1;
    }
    layout
};

/// Where the nearest open walls are: of each kind one place, packed so that a start tag takes over those of its parent in one step. A
/// place is the depth of an element, 1 for the outermost; 0 is none.
#[derive(Clone, Copy, Debug, Default)]
struct Walls(u64);

impl Walls {
    /// Where these places lie: *special*, *scope_wall*, and what a list item does not look behind.
    const SPECIAL: u32 = 0;
    const SCOPE: u32 = 16;
    const ITEM: u32 = 32;

    fn place(self, kind: u32) -> u16 {
        (self.0 >> kind) as u16
    }

    /// Those of an element of this depth inside.
    fn with(self, element: Element, depth: u16) -> Walls {
        let mask = WALLS[element.number()];
        Walls(self.0 & !mask | mask & (0x0001_0001_0001_u64 * u64::from(depth)))
    }
}

/// Which kinds of wall the elements are, by their numbers: all bits of a place.
static WALLS: [u64; Element::COUNT] = {
    let mut walls = [0; Element::COUNT];
    let mut number = 0;
    while number < Element::COUNT {
        let element = Element::at(number);
        let passes =
            number == Element::ADDRESS.number() || number == Element::DIV.number() || number == Element::P.number();
        if element.is_special() {
            walls[number] |= 0xFFFF << Walls::SPECIAL;
            if !passes {
                walls[number] |= 0xFFFF << Walls::ITEM;
            }
        }
        if element.is_scope_wall() {
            walls[number] |= 0xFFFF << Walls::SCOPE;
        }
        number += 1;
    }
    walls
};

/// Tells held regions apart; later ones are greater.
pub(super) type RegionId = NonZeroU64;

/// An element that has left the stack because another tag closed it: the mark that it leaves and the region that it
/// began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Left {
    pub(super) mark: Mark,
    pub(super) region: Option<RegionId>,
}

impl Left {
    /// A mark of an edge says nothing: the tag that closed the element is one itself.
    fn says(self) -> bool {
        self.region.is_some() || self.mark != Mark::Edge
    }
}

/// How an element is shown, as its start tag says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Opening {
    /// What it leaves when it leaves the stack.
    pub(super) mark: Mark,
    /// What becomes of white space in it, if it says so.
    pub(super) white: Option<White>,
    /// Its children are blocks.
    pub(super) has_items: bool,
}

/// An open element. Pages open and close one after another: all that few have is in a place of its own.
#[derive(Debug)]
struct Open {
    /// None if it is in no list: then its name is that of `extra`.
    element: Option<Element>,
    /// The depth of the nearest element of the same name around it, 0 if there is none.
    previous: u16,
    /// It has been taken out from under others: no element any more.
    is_gone: bool,
    /// Its children are blocks.
    has_items: bool,
    /// What becomes of white space in it.
    white: Option<White>,
    /// What it leaves when it leaves the stack.
    mark: Mark,
    /// The walls at this place, itself among them.
    walls: Walls,
    extra: Option<Box<Extra>>,
}

/// What few open elements have.
#[derive(Debug, Default)]
pub(super) struct Extra {
    /// The name of one that is in no list.
    name: Option<Box<str>>,
    /// The region that the element's start tag began.
    region: Option<RegionId>,
    /// Its start tag has been removed, and its end tag goes too.
    pub(super) unwrapped: bool,
    /// The compounds that it matches of those that ad rules want around other elements.
    around: Vec<Around>,
}

impl Extra {
    /// What the start tag of an element says of it. `unwrapped`: its tags go; `around`: the compounds of ad rules that
    /// it matches.
    pub(super) fn new(region: Option<RegionId>, unwrapped: bool, around: Vec<Around>) -> Extra {
        Extra { name: None, region, unwrapped, around }
    }
}

impl Open {
    fn is(&self, name: &Name) -> bool {
        match name {
            Name::Known(element) => self.element == Some(*element),
            Name::Other(name) => self.extra.as_ref().is_some_and(|extra| extra.name.as_ref() == Some(name)),
        }
    }

    fn region(&self) -> Option<RegionId> {
        self.extra.as_ref().and_then(|extra| extra.region)
    }

    fn around(&self) -> &[Around] {
        self.extra.as_ref().map_or(&[], |extra| &extra.around)
    }

    /// What it leaves behind.
    fn left(&self) -> Left {
        Left { mark: self.mark, region: self.region() }
    }

    /// What its own end tag does.
    fn end(&self) -> End {
        match &self.extra {
            Some(extra) if extra.unwrapped => End::Unwrapped(self.mark),
            _ => End::Closed(self.left()),
        }
    }
}

/// The open elements.
#[derive(Debug)]
pub(super) struct Tree {
    open: Vec<Open>,
    /// How many of these are gone. The innermost never is.
    gone: usize,
    /// The depth of the innermost of each element, 0 if none is open: no search walks down the stack, however deep it is.
    innermost: [u16; Element::COUNT],
    /// The depth of the innermost of each element that is in no list.
    others: HashMap<Box<str>, u16>,
    /// Elements that are open beyond the greatest depth.
    uncounted: usize,
    /// The sum of what they add to the layout.
    layout: u64,
    /// How many open elements match each of those compounds, inside what its selector wants around it.
    around: Vec<u16>,
    /// How many they match together.
    compounds: usize,
    /// *Closed*: what the last tag closed besides the element that it names, the inner ones first, if it leaves
    /// anything.
    closed: Vec<Left>,
}

impl Default for Tree {
    fn default() -> Self {
        Tree {
            open: Vec::new(),
            gone: 0,
            innermost: [0; Element::COUNT],
            others: HashMap::new(),
            uncounted: 0,
            layout: 0,
            around: Vec::new(),
            compounds: 0,
            closed: Vec::new(),
        }
    }
}

/// What an end tag did.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Nothing was closed.
    Ignored,
    /// An element beyond the greatest depth was closed.
    Counted,
    /// An element and those above it left the stack: the element itself.
    Closed(Left),
    /// The same for an element whose tags go. The mark that it leaves.
    Unwrapped(Mark),
    /// Only this element left the stack, from under others. The regions above it.
    Taken { above: Option<RegionId> },
}

impl Tree {
    /// How text at this place is laid out.
    pub(super) fn flow(&self) -> Flow {
        let place = match self.open.last().and_then(|open| open.white) {
            Some(White::Kept) => Place::Verbatim,
            Some(White::Folded) => Place::Block,
            None if self.in_block() => Place::Block,
            Some(White::Lines) | None => Place::Loose,
        };
        Flow { place, heading: self.layout & (BLOCK - HEADING) > 0 }
    }

    /// What the last tag has closed besides the element that it names: the place `at`, the inner ones first.
    pub(super) fn closed(&self, at: usize) -> Option<Left> {
        self.closed.get(at).copied()
    }

    pub(super) fn has_closed(&self) -> bool {
        !self.closed.is_empty()
    }

    pub(super) fn forget_closed(&mut self) {
        self.closed.clear();
    }

    /// Says whether a block or a cell is open.
    pub(super) fn in_block(&self) -> bool {
        self.layout >= BLOCK
    }

    /// Says whether a list is open.
    pub(super) fn in_list(&self) -> bool {
        (0..Element::COUNT).map(Element::at).any(|element| element.is_list() && self.is_open(element))
    }

    /// Says whether an element at this place is laid out as a block whatever it is.
    pub(super) fn is_item(&self) -> bool {
        self.open.last().is_some_and(|open| open.has_items)
    }

    /// Says whether a start tag of `html`, `head` or `body` is out of its place.
    pub(super) fn is_stray(&self, element: Element) -> bool {
        let open = |elements: &[Element]| elements.iter().filter(|element| self.is_open(**element)).count();
        let allowed = match element {
            Element::HEAD => open(&[Element::HTML]),
            Element::BODY => open(&[Element::HTML, Element::HEAD]),
            _ => 0,
        };
        self.open.len() - self.gone > allowed
    }

    pub(super) fn is_open(&self, element: Element) -> bool {
        self.innermost[element.number()] > 0
    }

    /// Closes what the start tag of `name` closes; all closed elements are *closed*.
    #[inline]
    pub(super) fn start(&mut self, name: &Name) {
        let Some(element) = name.element().filter(|_| self.uncounted == 0) else {
            return;
        };
        let others = CLOSES[element.number()];
        if others != Closes::Nothing {
            self.close_others(others, name);
        }
        if element.closes_p() {
            self.close_found(self.find_p());
        }
        if element.is_heading() && self.top_is(Element::is_heading) {
            self.close(self.open.len() - 1);
        }
    }

    fn close_others(&mut self, others: Closes, name: &Name) {
        match others {
            Closes::Nothing => {}
            Closes::Item => self.close_found(self.find(&[Element::LI], self.wall(Walls::ITEM))),
            Closes::Description => {
                self.close_found(self.find(&[Element::DD, Element::DT], self.wall(Walls::ITEM)));
            }
            Closes::Option => self.close_top(&[Element::OPTION]),
            Closes::Group => {
                self.close_top(&[Element::OPTION]);
                self.close_top(&[Element::OPTGROUP]);
            }
            Closes::Ruby => self.close_top(&[Element::RB, Element::RT, Element::RTC, Element::RP]),
            // As its end tag would, but its own region counts like any other.
            Closes::Link => match self.end(name) {
                End::Closed(own) => self.note(own),
                End::Unwrapped(mark) => self.note(Left { mark, region: None }),
                End::Ignored | End::Counted | End::Taken { .. } => {}
            },
            Closes::Button => {
                self.close_found(self.find(&[Element::BUTTON], self.wall(Walls::SCOPE)));
            }
            Closes::Cell => {
                let wall = self.innermost(&TABLE_WALLS).max(self.innermost(&[Element::TR]));
                self.close_found(self.find(&[Element::TD, Element::TH], wall));
            }
            Closes::Row => {
                let wall = self.innermost(&TABLE_WALLS).max(self.innermost(&TABLE_SECTIONS));
                self.close_found(self.find(&[Element::TR], wall));
            }
            Closes::Section => self.close_found(self.find(&TABLE_SECTIONS, self.innermost(&TABLE_WALLS))),
            Closes::Head => self.close_found(self.find(&[Element::HEAD], 0)),
        }
    }

    /// Opens an element.
    #[inline]
    pub(super) fn push(&mut self, name: Name, shown: Opening, extra: Option<Box<Extra>>) {
        if self.is_full() {
            self.uncounted += 1;
            return;
        }
        let (element, extra) = match name {
            Name::Known(element) => (Some(element), extra),
            Name::Other(name) => {
                (None, Some(Box::new(Extra { name: Some(name), ..extra.map(|extra| *extra).unwrap_or_default() })))
            }
        };
        let Opening { mark, white, has_items } = shown;
        let is_verbatim = element.is_some_and(Element::is_verbatim);
        let around = || self.open.last().and_then(|open| open.white);
        let white = white.or_else(|| if is_verbatim { Some(White::Kept) } else { around() });
        let walls = Walls::default();
        self.enter(Open { element, previous: 0, is_gone: false, has_items, white, mark, walls, extra });
    }

    /// True if nothing can be opened: a region could not be closed.
    pub(super) fn is_full(&self) -> bool {
        // Only then elements are uncounted.
        self.open.len() - self.gone == MAX_DEPTH
    }

    /// Closes what the end tag of `name` closes. The elements above the one it names are *closed*.
    #[inline]
    pub(super) fn end(&mut self, name: &Name) -> End {
        if self.uncounted > 0 {
            self.uncounted -= 1;
            return End::Counted;
        }
        // By each of the rules.
        if let Some(open) = self.open.pop_if(|open| open.is(name)) {
            self.leave(&open);
            self.drop_gone();
            return open.end();
        }
        self.end_below(name)
    }

    /// The same if the element that it names is not the innermost.
    fn end_below(&mut self, name: &Name) -> End {
        let found = match name {
            Name::Other(name) => {
                let depth = self.others.get(name).copied().unwrap_or(0);
                behind(depth, self.wall(Walls::SPECIAL))
            }
            Name::Known(element) => match *element {
                element if element.is_formatting() => {
                    let found = self.find(&[element], self.wall(Walls::SCOPE));
                    if let Some(at) = found
                        && usize::from(self.wall(Walls::SPECIAL)) > at + 1
                    {
                        return self.take(at);
                    }
                    found
                }
                element if element.is_heading() => self.find(&HEADINGS, self.wall(Walls::SCOPE)),
                Element::P => self.find_p(),
                Element::LI => {
                    let lists = self.innermost(&[Element::OL, Element::UL]);
                    self.find(&[Element::LI], self.wall(Walls::SCOPE).max(lists))
                }
                Element::TABLE => self.find(&[Element::TABLE], self.innermost(&[Element::HTML, Element::TEMPLATE])),
                element @ (Element::TD
                | Element::TH
                | Element::TR
                | Element::THEAD
                | Element::TBODY
                | Element::TFOOT
                | Element::CAPTION) => self.find(&[element], self.innermost(&TABLE_WALLS)),
                element @ (Element::HTML | Element::BODY) => self.find(&[element], 0),
                element if element.is_special() => self.find(&[element], self.wall(Walls::SCOPE)),
                element => self.find(&[element], self.wall(Walls::SPECIAL)),
            },
        };
        let Some(at) = found else { return End::Ignored };
        let open = &self.open[at];
        let (own, end) = (open.left(), open.end());
        self.close(at);
        if own.says() {
            self.closed.pop();
        }
        end
    }

    /// Takes a formatting element out from under a *special* one.
    fn take(&mut self, at: usize) -> End {
        let above = self.open[at + 1..].iter().find_map(Open::region);
        let taken = &mut self.open[at];
        taken.is_gone = true;
        // Nothing but its place is left of it.
        let taken = Open { extra: taken.extra.take(), ..*taken };
        // It is the innermost of its name.
        self.gone += 1;
        self.leave(&taken);
        // What is above it may have been inside it only.
        if self.gone == MAX_DEPTH || self.compounds > 0 {
            self.close_ranks();
        }
        match (taken.region(), taken.end()) {
            (region @ Some(_), _) => End::Closed(Left { mark: Mark::Edge, region }),
            (None, End::Unwrapped(_)) => End::Unwrapped(Mark::Edge),
            (None, _) => End::Taken { above },
        }
    }

    /// Drops the elements that are gone.
    fn close_ranks(&mut self) {
        if self.gone == 0 {
            return;
        }
        let open = std::mem::take(&mut self.open);
        open.iter().rev().filter(|open| !open.is_gone).for_each(|open| self.leave(open));
        self.gone = 0;
        open.into_iter().filter(|open| !open.is_gone).for_each(|open| self.enter(open));
    }

    /// Takes the element that began `region` out of the stack.
    pub(super) fn remove(&mut self, region: RegionId) {
        self.close_ranks();
        if let Some(at) = self.open.iter().rposition(|open| open.region() == Some(region)) {
            let mut above = self.open.split_off(at);
            // The inner ones first: each gives back what it found when it was opened.
            above.iter().rev().for_each(|open| self.leave(open));
            above.drain(1..).for_each(|open| self.enter(open));
            self.drop_gone();
        }
    }

    /// The element that began `region` stays: from here on it is one like any other.
    pub(super) fn keep(&mut self, region: RegionId) {
        if let Some(at) = self.open.iter().rposition(|open| open.region() == Some(region)) {
            self.open[at].extra.as_mut().into_iter().for_each(|extra| extra.region = None);
        }
    }

    /// Pops the top if it is `element`.
    pub(super) fn pop(&mut self, element: Element) -> Option<Left> {
        if !self.top_is(|top| top == element) || self.uncounted > 0 {
            return None;
        }
        let open = self.open.pop()?;
        self.leave(&open);
        self.drop_gone();
        Some(open.left())
    }

    /// Says whether a button is open inside the element that began `region`.
    pub(super) fn has_button_in(&self, region: RegionId) -> bool {
        let mut inside = self.open.iter().rev().take_while(|open| open.region() != Some(region));
        self.is_open(Element::BUTTON) && inside.any(|open| open.element == Some(Element::BUTTON))
    }

    /// False if no selector finds anything that it wants around an element at this place.
    pub(super) fn may_be_around(&self) -> bool {
        self.compounds > 0
    }

    /// Says whether an element at this place is inside an open one from which this step leads.
    pub(super) fn is_inside(&self, step: Step) -> bool {
        !self.is_full() && self.leads(step)
    }

    fn leads(&self, step: Step) -> bool {
        let is_it = |around: &Around| around.is_inside && around.compound == step.compound;
        let parent = self.open.last().filter(|_| step.is_parent);
        self.around.get(step.compound as usize).is_some_and(|open| *open > 0)
            && parent.is_none_or(|parent| parent.around().iter().any(is_it))
    }

    /// Says of each compound that the next element matches whether what it wants is around it.
    fn place(&self, around: &mut [Around]) {
        for around in around {
            around.is_inside = around.inside.is_none_or(|step| self.leads(step));
        }
    }

    /// The depth of the innermost of these elements, 0 if none is open.
    fn innermost(&self, elements: &[Element]) -> u16 {
        elements.iter().map(|element| self.innermost[element.number()]).max().unwrap_or(0)
    }

    /// The depth of the innermost wall of this kind, 0 if none is open.
    fn wall(&self, kind: u32) -> u16 {
        self.open.last().map_or(0, |open| open.walls.place(kind))
    }

    /// The nearest open element of these, with no wall above it: the innermost is at the depth `wall`. It may itself be that.
    fn find(&self, elements: &[Element], wall: u16) -> Option<usize> {
        behind(self.innermost(elements), wall)
    }

    fn find_p(&self) -> Option<usize> {
        let depth = self.innermost[Element::P.number()];
        if depth == 0 { None } else { behind(depth, self.wall(Walls::SCOPE).max(self.innermost(&[Element::BUTTON]))) }
    }

    fn top_is(&self, test: impl Fn(Element) -> bool) -> bool {
        self.open.last().and_then(|open| open.element).is_some_and(test)
    }

    fn close_top(&mut self, any: &[Element]) {
        if self.top_is(|top| any.contains(&top)) {
            self.close(self.open.len() - 1);
        }
    }

    fn close_found(&mut self, found: Option<usize>) {
        if let Some(at) = found {
            self.close(at);
        }
    }

    fn note(&mut self, left: Left) {
        if left.says() {
            self.closed.push(left);
        }
    }

    #[inline]
    fn close(&mut self, at: usize) {
        while self.open.len() > at
            && let Some(open) = self.open.pop()
        {
            if open.is_gone {
                self.gone -= 1;
            } else {
                self.leave(&open);
                self.note(open.left());
            }
        }
        self.drop_gone();
    }

    /// An element becomes the innermost: notes where it is. It has the walls of the one around it.
    #[expect(
        clippy::inline_always,
        reason = "done for each tag, and little more than to write the element in its place"
    )]
    #[inline(always)]
    fn enter(&mut self, mut open: Open) {
        // No more than `MAX_DEPTH` are open, and as many gone.
        let depth = self.open.len() as u16 + 1;
        open.walls = self.open.last().map_or(Walls::default(), |open| open.walls);
        if let Some(element) = open.element {
            open.previous = std::mem::replace(&mut self.innermost[element.number()], depth);
            open.walls = open.walls.with(element, depth);
            // Without a branch: which elements these are, nobody can guess.
            self.layout = self.layout.wrapping_add_signed(LAYOUT[element.number()]);
        }
        if let Some(extra) = &mut open.extra {
            let previous = self.enter_extra(extra, depth);
            open.previous = previous.unwrap_or(open.previous);
        }
        self.open.push(open);
    }

    /// The same for what few elements have; the depth of the next of its name, if that is in no list.
    #[inline(never)]
    fn enter_extra(&mut self, extra: &mut Extra, depth: u16) -> Option<u16> {
        self.place(&mut extra.around);
        self.tally_around(&extra.around, 1);
        let name = extra.name.as_ref()?;
        Some(self.others.insert(name.clone(), depth).unwrap_or(0))
    }

    /// The innermost element is not one that is gone.
    #[inline]
    fn drop_gone(&mut self) {
        while self.gone > 0 && self.open.pop_if(|open| open.is_gone).is_some() {
            self.gone -= 1;
        }
    }

    /// What was the innermost element of its name is open no more.
    #[inline]
    fn leave(&mut self, open: &Open) {
        if let Some(element) = open.element {
            self.innermost[element.number()] = open.previous;
            self.layout = self.layout.wrapping_add_signed(-LAYOUT[element.number()]);
        }
        if let Some(extra) = &open.extra {
            self.leave_extra(extra, open.previous);
        }
    }

    /// The same for what few elements have. `previous`: the depth of the next of its name.
    #[inline(never)]
    fn leave_extra(&mut self, extra: &Extra, previous: u16) {
        match &extra.name {
            Some(name) if previous == 0 => _ = self.others.remove(name),
            Some(name) => _ = self.others.insert(name.clone(), previous),
            None => {}
        }
        self.tally_around(&extra.around, -1);
    }

    fn tally_around(&mut self, around: &[Around], by: i16) {
        for Around { compound, .. } in around.iter().filter(|around| around.is_inside) {
            self.compounds = self.compounds.saturating_add_signed(by.into());
            let compound = *compound as usize;
            if compound >= self.around.len() {
                self.around.resize(compound + 1, 0);
            }
            self.around[compound] = self.around[compound].saturating_add_signed(by);
        }
    }
}

/// The place in the stack of what is at this depth, if no wall is above it.
fn behind(depth: u16, wall: u16) -> Option<usize> {
    if depth < wall { None } else { usize::from(depth).checked_sub(1) }
}

const TABLE_WALLS: [Element; 3] = [Element::TABLE, Element::HTML, Element::TEMPLATE];

const TABLE_SECTIONS: [Element; 3] = [Element::THEAD, Element::TBODY, Element::TFOOT];

const HEADINGS: [Element; 6] = [Element::H1, Element::H2, Element::H3, Element::H4, Element::H5, Element::H6];
