//! The stack of open elements. The rules: docs/reference/markup.md, 2.

use super::elements::{Element, Name};
use super::rules::Step;
use crate::block::{Flow, Place};

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
const VERBATIM: u64 = 1 << 40;

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
        if element.is_verbatim() {
            layout[number] += VERBATIM.cast_signed();
        }
        number += 1;
    }
    layout
};

/// Tells held regions apart; later ones are greater.
pub(super) type RegionId = u64;

#[derive(Debug)]
struct Open {
    name: Name,
    /// The region that the element's start tag began.
    region: Option<RegionId>,
    /// Its start tag has been removed, and its end tag goes too.
    unwrapped: bool,
    /// The compounds that it matches of those that ad rules want around other elements.
    around: Box<[u32]>,
}

impl Open {
    fn is(&self, test: impl Fn(Element) -> bool) -> bool {
        self.name.element().is_some_and(test)
    }
}

/// The open elements.
#[derive(Debug)]
pub(super) struct Tree {
    open: Vec<Open>,
    /// How many of each element are open: most that are looked for are not, and need no search.
    each: [u16; Element::COUNT],
    /// Elements that are open beyond the greatest depth.
    uncounted: usize,
    /// The sum of what they add to the layout.
    layout: u64,
    /// How many open elements match each of those compounds.
    around: Vec<u16>,
    /// How many they match together.
    compounds: usize,
}

impl Default for Tree {
    fn default() -> Self {
        Tree { open: Vec::new(), each: [0; Element::COUNT], uncounted: 0, layout: 0, around: Vec::new(), compounds: 0 }
    }
}

/// What an end tag did.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Nothing was closed.
    Ignored,
    /// An element beyond the greatest depth was closed.
    Counted,
    /// An element and those above it left the stack. The region of that element itself, if it began one.
    Closed(Option<RegionId>),
    /// An element whose tags go left the stack, by itself or with those above it.
    Unwrapped,
    /// Only this element left the stack, from under others. The regions above it.
    Taken { above: Option<RegionId> },
}

impl Tree {
    /// How text at this place is laid out.
    pub(super) fn flow(&self) -> Flow {
        let place = match self.layout {
            VERBATIM.. => Place::Verbatim,
            layout if layout & (VERBATIM - BLOCK) > 0 => Place::Block,
            _ => Place::Loose,
        };
        Flow { place, heading: self.layout & (BLOCK - HEADING) > 0 }
    }

    pub(super) fn is_open(&self, element: Element) -> bool {
        self.each[element.number()] > 0
    }

    /// Closes what the start tag of `name` closes; the regions of all closed elements go to `closed`, the inner ones first.
    #[inline]
    pub(super) fn start(&mut self, name: &Name, closed: &mut Vec<RegionId>) {
        let Some(element) = name.element().filter(|_| self.uncounted == 0) else {
            return;
        };
        let others = CLOSES[element.number()];
        if others != Closes::Nothing {
            self.close_others(others, name, closed);
        }
        if element.closes_p()
            && let Some(at) = self.find_p()
        {
            self.close(at, closed);
        }
        if element.is_heading() && self.top_is(Element::is_heading) {
            self.close(self.open.len() - 1, closed);
        }
    }

    fn close_others(&mut self, others: Closes, name: &Name, closed: &mut Vec<RegionId>) {
        match others {
            Closes::Nothing => {}
            Closes::Item => self.close_item(&[Element::LI], closed),
            Closes::Description => self.close_item(&[Element::DD, Element::DT], closed),
            Closes::Option => self.close_top(&[Element::OPTION], closed),
            Closes::Group => {
                self.close_top(&[Element::OPTION], closed);
                self.close_top(&[Element::OPTGROUP], closed);
            }
            Closes::Ruby => self.close_top(&[Element::RB, Element::RT, Element::RTC, Element::RP], closed),
            // As its end tag would, but its own region counts like any other.
            Closes::Link => {
                if let End::Closed(Some(own)) = self.end(name, closed) {
                    closed.push(own);
                }
            }
            Closes::Button => self.close_found(self.find_element(Element::BUTTON, Element::is_scope_wall), closed),
            Closes::Cell => {
                let wall = |e| is_table_wall(e) || e == Element::TR;
                self.close_found(self.find(Element::is_cell, wall), closed);
            }
            Closes::Row => {
                let wall = |e| is_table_wall(e) || is_table_section(e);
                self.close_found(self.find_element(Element::TR, wall), closed);
            }
            Closes::Section => self.close_found(self.find(is_table_section, is_table_wall), closed),
            Closes::Head => self.close_found(self.find_element(Element::HEAD, |_| false), closed),
        }
    }

    /// Opens an element. `unwrapped`: its tags go; `around`: the compounds of ad rules that it matches.
    pub(super) fn push(&mut self, name: Name, region: Option<RegionId>, unwrapped: bool, around: Vec<u32>) {
        if self.open.len() == MAX_DEPTH || self.uncounted > 0 {
            self.uncounted += 1;
            return;
        }
        let open = Open { name, region, unwrapped, around: around.into() };
        self.tally(&open, 1);
        self.open.push(open);
    }

    /// True if nothing can be opened: a region could not be closed.
    pub(super) fn is_full(&self) -> bool {
        self.open.len() == MAX_DEPTH || self.uncounted > 0
    }

    /// Closes what the end tag of `name` closes. The regions of the elements above the one it names go to `closed`.
    #[inline]
    pub(super) fn end(&mut self, name: &Name, closed: &mut Vec<RegionId>) -> End {
        if self.uncounted > 0 {
            self.uncounted -= 1;
            return End::Counted;
        }
        // By each of the rules.
        if let Some(open) = self.open.pop_if(|open| open.name == *name) {
            self.tally(&open, -1);
            return if open.unwrapped { End::Unwrapped } else { End::Closed(open.region) };
        }
        self.end_below(name, closed)
    }

    /// The same if the element that it names is not the innermost.
    fn end_below(&mut self, name: &Name, closed: &mut Vec<RegionId>) -> End {
        let same = |open: &Open| open.name == *name;
        let found = match name.element() {
            Some(element) if !element.is_heading() && !self.is_open(element) => None,
            Some(element) if element.is_formatting() => {
                let found = self.find_open(same, |open| open.is(Element::is_scope_wall));
                if let Some(at) = found
                    && self.open[at + 1..].iter().any(|open| open.is(Element::is_special))
                {
                    let above = self.open[at + 1..].iter().find_map(|open| open.region);
                    let taken = self.open.remove(at);
                    self.tally(&taken, -1);
                    return match taken.region {
                        Some(region) => End::Closed(Some(region)),
                        None if taken.unwrapped => End::Unwrapped,
                        None => End::Taken { above },
                    };
                }
                found
            }
            Some(element) if element.is_heading() => self.find(Element::is_heading, Element::is_scope_wall),
            Some(Element::P) => self.find_p(),
            Some(Element::LI) => {
                self.find_open(same, |open| open.is(|e| e.is_scope_wall() || e == Element::OL || e == Element::UL))
            }
            Some(Element::TABLE) => {
                self.find_open(same, |open| open.is(|e| e == Element::HTML || e == Element::TEMPLATE))
            }
            Some(
                Element::TD
                | Element::TH
                | Element::TR
                | Element::THEAD
                | Element::TBODY
                | Element::TFOOT
                | Element::CAPTION,
            ) => self.find_open(same, |open| open.is(is_table_wall)),
            Some(Element::HTML | Element::BODY) => self.find_open(same, |_| false),
            Some(element) if element.is_special() => self.find_open(same, |open| open.is(Element::is_scope_wall)),
            _ => self.find_open(same, |open| open.is(Element::is_special)),
        };
        let Some(at) = found else { return End::Ignored };
        let Open { region: own, unwrapped, .. } = self.open[at];
        self.close(at, closed);
        if own.is_some() {
            closed.pop();
        }
        if unwrapped { End::Unwrapped } else { End::Closed(own) }
    }

    /// Takes the element that began `region` out of the stack.
    pub(super) fn remove(&mut self, region: RegionId) {
        if let Some(at) = self.open.iter().rposition(|open| open.region == Some(region)) {
            let open = self.open.remove(at);
            self.tally(&open, -1);
        }
    }

    /// The element that began `region` stays: from here on it is one like any other.
    pub(super) fn keep(&mut self, region: RegionId) {
        if let Some(at) = self.open.iter().rposition(|open| open.region == Some(region)) {
            self.open[at].region = None;
        }
    }

    /// Pops the top if it is `element`; its region.
    pub(super) fn pop(&mut self, element: Element) -> Option<RegionId> {
        if !self.top_is(|top| top == element) || self.uncounted > 0 {
            return None;
        }
        let open = self.open.pop()?;
        self.tally(&open, -1);
        open.region
    }

    /// Says whether a button is open inside the element that began `region`.
    pub(super) fn has_button_in(&self, region: RegionId) -> bool {
        let mut inside = self.open.iter().rev().take_while(|open| open.region != Some(region));
        self.is_open(Element::BUTTON) && inside.any(|open| open.is(|element| element == Element::BUTTON))
    }

    /// False if no selector finds anything that it wants around an element at this place.
    pub(super) fn may_be_around(&self) -> bool {
        self.compounds > 0
    }

    /// Says whether an element at this place is inside open ones that take these steps, the outermost first.
    pub(super) fn is_inside(&self, steps: &[Step]) -> bool {
        let is_open = |step: &Step| self.around.get(step.compound as usize).is_some_and(|open| *open > 0);
        let [outer @ .., last] = steps else { return true };
        if self.is_full() || !steps.iter().all(is_open) {
            return false;
        }
        if outer.is_empty() {
            let parent = self.open.last().filter(|_| last.is_parent);
            return parent.is_none_or(|parent| parent.around.contains(&last.compound));
        }
        // For each open element, whether the steps so far may end with it.
        let mut ends = vec![true; self.open.len()];
        let mut is_below = vec![true; self.open.len() + 1];
        for step in steps {
            for (at, open) in self.open.iter().enumerate() {
                ends[at] = is_below[at] && open.around.contains(&step.compound);
            }
            is_below[0] = false;
            for at in 0..ends.len() {
                is_below[at + 1] = ends[at] || (!step.is_parent && is_below[at]);
            }
        }
        is_below[ends.len()]
    }

    /// The nearest open element that passes `test` with none that is a `wall` above it. It may itself be a wall.
    fn find_open(&self, test: impl Fn(&Open) -> bool, wall: impl Fn(&Open) -> bool) -> Option<usize> {
        for (at, open) in self.open.iter().enumerate().rev() {
            if test(open) {
                return Some(at);
            }
            if wall(open) {
                return None;
            }
        }
        None
    }

    fn find(&self, test: impl Fn(Element) -> bool, wall: impl Fn(Element) -> bool) -> Option<usize> {
        self.find_open(|open| open.is(&test), |open| open.is(&wall))
    }

    fn find_element(&self, element: Element, wall: impl Fn(Element) -> bool) -> Option<usize> {
        if self.is_open(element) { self.find(|open| open == element, wall) } else { None }
    }

    fn find_p(&self) -> Option<usize> {
        self.find_element(Element::P, |e| e.is_scope_wall() || e == Element::BUTTON)
    }

    fn top_is(&self, test: impl Fn(Element) -> bool) -> bool {
        self.open.last().is_some_and(|open| open.is(test))
    }

    fn close_top(&mut self, any: &[Element], closed: &mut Vec<RegionId>) {
        if self.top_is(|top| any.contains(&top)) {
            self.close(self.open.len() - 1, closed);
        }
    }

    fn close_found(&mut self, found: Option<usize>, closed: &mut Vec<RegionId>) {
        if let Some(at) = found {
            self.close(at, closed);
        }
    }

    /// A list item, term or description closes the one before it.
    fn close_item(&mut self, items: &[Element], closed: &mut Vec<RegionId>) {
        let passes = [Element::ADDRESS, Element::DIV, Element::P];
        let wall = |e: Element| e.is_special() && !passes.contains(&e);
        self.close_found(self.find(|e| items.contains(&e), wall), closed);
    }

    #[inline]
    fn close(&mut self, at: usize, closed: &mut Vec<RegionId>) {
        while self.open.len() > at
            && let Some(open) = self.open.pop()
        {
            self.tally(&open, -1);
            closed.extend(open.region);
        }
    }

    /// Keeps the numbers that `flow` and others read.
    #[inline]
    fn tally(&mut self, open: &Open, by: i16) {
        if !open.around.is_empty() {
            self.tally_around(&open.around, by);
        }
        let Some(element) = open.name.element() else {
            return;
        };
        // No more than `MAX_DEPTH` are open.
        let each = &mut self.each[element.number()];
        *each = each.wrapping_add_signed(by);
        // Without a branch: which elements these are, nobody can guess.
        self.layout = self.layout.wrapping_add_signed(i64::from(by) * LAYOUT[element.number()]);
    }

    fn tally_around(&mut self, compounds: &[u32], by: i16) {
        for compound in compounds {
            self.compounds = self.compounds.saturating_add_signed(by.into());
            let compound = *compound as usize;
            if compound >= self.around.len() {
                self.around.resize(compound + 1, 0);
            }
            self.around[compound] = self.around[compound].saturating_add_signed(by);
        }
    }
}

fn is_table_wall(element: Element) -> bool {
    element == Element::TABLE || element == Element::HTML || element == Element::TEMPLATE
}

fn is_table_section(element: Element) -> bool {
    element == Element::THEAD || element == Element::TBODY || element == Element::TFOOT
}
