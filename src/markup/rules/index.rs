//! All that some rules say, ready to be asked of each element.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use aho_corasick::AhoCorasick;
use selectors::attr::CaseSensitivity::{AsciiCaseInsensitive, CaseSensitive};

use super::by_name::ByName;
use super::condition::{Asked, Asks, CLASS, Compound, Condition, ID, SRC, Subject, has_reference};
use super::content;
use super::filters::{self, Site, Sites, Skipped};
use super::kind::Kind;
use super::names::Names;
use super::rows::{Match, Rows, System, Tier};
use super::seen::{Says, Seen};
use super::table::Table;
use crate::markup::elements::{Element, Name};
use crate::markup::tag::Tag;
use crate::markup::tree::Tree;

/// What some rules say.
pub(super) struct Index {
    /// No other has the same.
    number: u64,
    rules: Vec<Rule>,
    /// All rules but those for some hosts only.
    table: Table,
    pub(super) attributes: Attributes,
    names: Names,
    /// What the inline scripts of ad systems hold.
    scripts: Option<AhoCorasick>,
    sites: Sites,
    /// How many compounds selectors want around others.
    around: u32,
    /// How many selectors were left out, by the reason.
    pub(super) skipped: Skipped,
}

pub(super) struct Rule {
    outcome: Outcome,
    /// What must hold besides what the rule is looked up by.
    conditions: Compound,
    /// What must be open around the element.
    around: Option<Step>,
    scope: Scope,
}

/// On which pages a rule applies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// On all. Only rules of filter lists have another.
    Any,
    /// On all but those on which no generic rule of a filter list does.
    Generic,
    /// Where the filter of this number does.
    Of(u32),
    /// On those of some hosts.
    Site,
}

/// What becomes of an element that a rule matches.
#[derive(Clone, Copy)]
enum Outcome {
    Ad(Kind),
    /// The same; `link`: what it is if it is an `a`.
    Filter {
        link: Kind,
    },
    /// It may be one that a selector wants around another.
    Around(u32),
}

/// A compound that an element matches, of those that selectors want around others.
#[derive(Clone, Copy, Debug)]
pub(in crate::markup) struct Around {
    /// Its number.
    pub(in crate::markup) compound: u32,
    /// What the selector wants around it in turn.
    pub(in crate::markup) inside: Option<Step>,
    /// That is there. So one step answers for all of a selector, however many compounds it has.
    pub(in crate::markup) is_inside: bool,
}

/// An element that a selector wants to be open around another.
#[derive(Clone, Copy, Debug)]
pub(in crate::markup) struct Step {
    /// The number of the compound that it matches.
    pub(in crate::markup) compound: u32,
    /// The other one is its child.
    pub(in crate::markup) is_parent: bool,
}

/// A selector: compounds from the outermost element to the one that is meant. `true`: the one before it is its parent.
pub(super) type Selector = Vec<(bool, Compound)>;

/// The attributes that rules ask for, under numbers.
#[derive(Default)]
pub(super) struct Attributes {
    numbers: ByName,
    count: u32,
}

impl Attributes {
    /// The number of an attribute that a rule asks for.
    pub(super) fn add(&mut self, name: &str) -> u32 {
        if let [number] = self.numbers.get(name.as_bytes()) {
            return *number;
        }
        self.numbers.add(name, self.count);
        self.count += 1;
        self.count - 1
    }

    #[inline]
    fn number(&self, name: &[u8]) -> Option<u32> {
        if name == b"class" {
            return Some(CLASS);
        } else if name == b"id" {
            return Some(ID);
        }
        self.numbers.get(name).first().copied()
    }

    /// What rules may ask of a tag; of two attributes with one name the first holds.
    fn asked<'a>(&self, tag: &Tag<'a>) -> Asks<'a> {
        let mut asked = Asks::new();
        for attribute in tag.raw_attributes() {
            if let Some(number) = self.number(tag.raw_name(attribute))
                && asked.iter().all(|(known, _)| *known != number)
            {
                asked.push((number, tag.raw_value(attribute)));
            }
        }
        asked
    }

    /// The same of the class and the id alone.
    fn named<'a>(tag: &Tag<'a>) -> Asks<'a> {
        let mut named = Asks::new();
        for attribute in tag.raw_attributes() {
            let number = match tag.raw_name(attribute) {
                name if name.eq_ignore_ascii_case(b"class") => CLASS,
                name if name.eq_ignore_ascii_case(b"id") => ID,
                _ => continue,
            };
            if named.iter().all(|(known, _)| *known != number) {
                named.push((number, tag.raw_value(attribute)));
            }
        }
        named
    }
}

static NEXT_NUMBER: AtomicU64 = AtomicU64::new(1);

impl Index {
    pub(super) fn new<'a>(rows: impl Iterator<Item = (&'a Rows, bool)>, lists: &[&str]) -> Index {
        let mut attributes = Attributes::default();
        for name in ["class", "id", "src"] {
            attributes.add(name);
        }
        let mut index = Index {
            number: NEXT_NUMBER.fetch_add(1, Ordering::Relaxed),
            rules: Vec::new(),
            table: Table::default(),
            attributes,
            names: Names::default(),
            scripts: None,
            sites: Sites::default(),
            around: 0,
            skipped: Skipped::new(),
        };
        let mut scripts = Vec::new();
        for (rows, names) in rows {
            for system in &rows.systems {
                index.add_system(system);
                scripts.extend(&system.scripts);
            }
            if let Some(lists) = rows.names.as_ref().filter(|_| names) {
                index.names.add(lists);
            }
        }
        index.scripts = (!scripts.is_empty())
            .then(|| AhoCorasick::new(scripts).expect("text of less than 2^31 bytes makes an automaton"));
        (index.sites, index.skipped) = filters::add(lists, &mut index);
        index.table.finish();
        index.names.finish();
        index
    }

    /// Says whether there is anything that applies on some hosts only.
    #[cfg(feature = "python")]
    pub(super) fn is_by_host(&self) -> bool {
        !self.sites.is_empty()
    }

    fn add_system(&mut self, system: &System) {
        for row in &system.matches {
            let kind = match system.tier {
                Tier::A if is_tag_only(row) => Kind::ATag,
                Tier::A => Kind::A,
                Tier::B => Kind::B,
                Tier::C => Kind::C,
                Tier::Unwrap => Kind::Unwrap,
                Tier::D => {
                    self.add_content(row);
                    continue;
                }
            };
            let conditions = self.conditions(row);
            self.add_rule(Rule { outcome: Outcome::Ad(kind), conditions, around: None, scope: Scope::Any });
        }
    }

    /// Adds what a row of tier D says: such a name is none of an ad.
    fn add_content(&mut self, row: &Match) {
        match row {
            Match { tag: None, class: Some(class), id: None, attr: None, value: None, host: None } => {
                self.names.not_classes.push(class.clone());
            }
            Match { tag: None, class: None, id: Some(id), attr: None, value: None, host: None } => {
                self.names.not_ids.push(id.clone());
            }
            _ => {}
        }
    }

    fn conditions(&mut self, row: &Match) -> Compound {
        let attribute = row.attr.as_deref().map(|name| {
            let asked = row.value.clone().map_or(Asked::Present, Asked::Fits);
            Condition::Attribute(self.attributes.add(name), asked)
        });
        let conditions = [
            row.tag.as_deref().map(|name| Condition::Tag(name.into())),
            row.class.clone().map(Condition::Class),
            row.id.clone().map(Condition::Id),
            attribute,
            row.host.as_deref().map(|domain| Condition::Host(domain.into())),
        ];
        conditions.into_iter().flatten().collect()
    }

    /// Adds a selector of a filter list; the numbers of its rules.
    pub(super) fn add_filter(&mut self, selector: Selector, scope: Scope) -> std::ops::Range<u32> {
        let start = self.next_rule();
        let mut compounds = selector.into_iter().peekable();
        let mut around = None;
        while let Some((_, conditions)) = compounds.next() {
            let next = compounds.peek().map(|(is_parent, _)| Step { compound: self.around, is_parent: *is_parent });
            let outcome = match next {
                Some(step) => {
                    self.around += 1;
                    Outcome::Around(step.compound)
                }
                None => Outcome::Filter { link: if is_for_links(&conditions) { Kind::Inline } else { Kind::A } },
            };
            self.add_rule(Rule { outcome, conditions, around, scope });
            around = next;
        }
        start..self.next_rule()
    }

    fn next_rule(&self) -> u32 {
        u32::try_from(self.rules.len()).unwrap_or(u32::MAX)
    }

    fn add_rule(&mut self, mut rule: Rule) {
        if rule.scope != Scope::Site {
            let known = self.table.add(self.next_rule(), &rule.conditions, rule.around.is_some());
            // What the rule is found by need not be asked again.
            known.map(|at| rule.conditions.swap_remove(at));
            rule.conditions.shrink_to_fit();
        }
        self.rules.push(rule);
    }
}

fn is_tag_only(row: &Match) -> bool {
    matches!(row, Match { tag: Some(_), class: None, id: None, attr: None, value: None, host: None })
}

/// Says whether a selector that matches an `a` asks for that, or only for attributes.
fn is_for_links(conditions: &Compound) -> bool {
    let is_tag = |condition: &Condition| matches!(condition, Condition::Tag(_));
    let is_name = |condition: &Condition| {
        matches!(condition, Condition::Class(_) | Condition::Id(_) | Condition::Attribute(CLASS | ID, _))
    };
    conditions.iter().any(is_tag) || !conditions.iter().any(is_name)
}

/// Elements that are never ads.
const EXEMPT: [Element; 6] =
    [Element::HTML, Element::HEAD, Element::BODY, Element::MAIN, Element::ARTICLE, Element::H1];

/// The rules as they apply to one page.
pub(in crate::markup) struct Page {
    index: Arc<Index>,
    /// What applies on its host, if that is known.
    site: Option<Site>,
    /// That host.
    host: Option<Box<str>>,
    /// The rules that apply to it only.
    table: Option<Table>,
    seen: Seen,
}

/// What the rules say of an element.
#[derive(Default)]
pub(in crate::markup) struct Found {
    pub(in crate::markup) kind: Option<Kind>,
    /// The compounds that it matches of those that selectors want around others.
    pub(in crate::markup) around: Vec<Around>,
}

impl Page {
    /// The rules for a page of this host, or for a page that might be anywhere.
    pub(super) fn new(index: Arc<Index>, host: Option<&str>) -> Page {
        let site = host.map(|host| index.sites.on(host));
        let rules = site.as_ref().map_or(&[][..], |site| &site.rules);
        let mut table = (!rules.is_empty()).then(Table::default);
        for rule in rules {
            let Rule { conditions, around, .. } = &index.rules[*rule as usize];
            table.as_mut().map(|table| table.add(*rule, conditions, around.is_some()));
        }
        let seen = Seen::of(index.number);
        Page { index, site, host: host.map(Box::from), table, seen }
    }

    /// Looks up the element of a start tag, around which the elements of `tree` are open. None if the rules say nothing
    /// of it.
    /// `quirks`: the page is in quirks mode.
    pub(in crate::markup) fn find(&mut self, name: &Name, tag: &Tag<'_>, tree: &Tree, quirks: bool) -> Option<Found> {
        let element = name.element();
        // Nearly all are ruled out by each attribute as it stands there.
        if self.table.is_none()
            && !self.index.table.asks_for(element, tree.may_be_around())
            && tag.raw_attributes().all(|attribute| {
                let number = self.index.attributes.number(tag.raw_name(attribute));
                number.is_none_or(|number| self.rules_out(element, number, tag.raw_value(attribute)))
            })
        {
            return None;
        }
        Some(self.look_up(name, tag, tree, quirks))
    }

    /// True if no rule for all pages is found by the attribute of this number.
    fn rules_out(&mut self, element: Option<Element>, number: u32, value: &str) -> bool {
        let Index { table, names, .. } = &*self.index;
        if number == CLASS
            && let Some(says) = self.seen.get(value)
        {
            return says == Says::Nothing;
        }
        let is_out = !has_reference(value)
            && table.rules_out(number, value)
            && match number {
                CLASS => {
                    let mut classes = value.split_ascii_whitespace();
                    classes.all(|class| table.rules_out_class(class)) && !names.hit_classes(value)
                }
                ID => table.rules_out_id(value) && !names.hit_id(value),
                SRC => table.rules_out_host(element, value),
                _ => true,
            };
        if is_out && number == CLASS {
            self.seen.add(value, Says::Nothing);
        }
        is_out
    }

    #[cold]
    fn look_up(&mut self, name: &Name, tag: &Tag<'_>, tree: &Tree, quirks: bool) -> Found {
        let Page { index, site, table: of_host, seen, .. } = self;
        let Index { rules, table, attributes, names, sites, .. } = &**index;
        let (element, site) = (name.element(), site.as_ref());
        let inner = tree.may_be_around();
        let subject = Subject::new(name.as_str(), &attributes.asked(tag));
        let mut found = Found::default();
        let mut check = |rule: &Rule| {
            let is_filter = rule.scope != Scope::Any;
            let case = if quirks && is_filter { AsciiCaseInsensitive } else { CaseSensitive };
            let holds = rule.conditions.iter().all(|condition| condition.holds(&subject, case));
            if !holds {
                return;
            }
            match rule.outcome {
                Outcome::Around(compound) => found.add_around(compound, rule.around),
                Outcome::Ad(kind) => found.add(kind),
                Outcome::Filter { link } if rule.around.is_none_or(|step| tree.is_inside(step)) => {
                    found.add(if element == Some(Element::A) { link } else { Kind::A });
                }
                Outcome::Filter { .. } => {}
            }
        };
        if let Some(table) = of_host {
            table.each(element, inner, &subject, &mut |number| check(&rules[number as usize]));
        }
        let mut check_any = |number: u32| {
            let rule = &rules[number as usize];
            let applies = match (rule.scope, site) {
                (Scope::Any, _) | (Scope::Generic, None) => true,
                (Scope::Generic, Some(site)) => site.generic,
                (Scope::Of(filter), Some(site)) => site.has(filter),
                (Scope::Of(filter), None) => sites.has_everywhere(filter),
                (Scope::Site, _) => false,
            };
            if applies {
                check(rule);
            }
        };
        table.each(element, inner, &subject, &mut check_any);
        if element.is_some_and(|element| EXEMPT.contains(&element)) {
            found.kind = None;
        } else if found.kind.is_none_or(|kind| kind > Kind::Inline)
            && let Some(kind) = kind_by_name(element)
            && is_named(names, &subject, seen)
            && !content::is_said(tag)
        {
            found.kind = Some(kind);
        }
        found
    }

    /// The host of the page, if it has been told.
    pub(in crate::markup) fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }

    /// Says whether the element of a start tag is called content.
    pub(in crate::markup) fn is_content(&self, name: &Name, tag: &Tag<'_>) -> bool {
        let named = Attributes::named(tag);
        let by_name = !named.is_empty() && is_content(&self.index.names, &Subject::new(name.as_str(), &named));
        by_name || content::is_said(tag)
    }

    /// Says whether a text is no more than that of a button, or a sign.
    pub(in crate::markup) fn is_control(&self, text: &str) -> bool {
        self.index.names.is_control(text)
    }

    /// Says whether a script is one of an ad system.
    pub(in crate::markup) fn is_ad_script(&self, content: &str) -> bool {
        self.index.scripts.as_ref().is_some_and(|scripts| scripts.is_match(content))
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.seen.leave();
    }
}

/// Says whether a class or the id of an element is that of an ad, and none of them that of content.
fn is_named(names: &Names, subject: &Subject<'_>, seen: &mut Seen) -> bool {
    let (class, id) = (subject.value(CLASS).unwrap_or_default(), subject.value(ID));
    let is_content = |name: &str| names.is_content(name);
    let is_known = seen.get(class) == Some(Says::Ad);
    let by_class = is_known || names.hit_classes(class);
    if !by_class && !id.is_some_and(|id| names.hit_id(id)) || !is_known && subject.classes().any(is_content) {
        return false;
    }
    if by_class && !is_known {
        seen.add(class, Says::Ad);
    }
    !id.is_some_and(is_content)
}

/// Says whether a class or the id of an element is that of content.
fn is_content(names: &Names, subject: &Subject<'_>) -> bool {
    subject.classes().chain(subject.value(ID)).any(|name| names.is_content(name))
}

/// What a general name makes of an element; none if it makes it no ad.
fn kind_by_name(element: Option<Element>) -> Option<Kind> {
    match element {
        Some(element) if is_own_name(element) || PARTS.contains(&element) => None,
        Some(Element::LI) => Some(Kind::Item),
        Some(Element::P | Element::BLOCKQUOTE) => Some(Kind::Paragraph),
        Some(Element::INS) | None => Some(Kind::Names),
        Some(element) if element.is_block() && element != Element::TABLE => Some(Kind::Names),
        Some(_) => Some(Kind::Inline),
    }
}

/// Headings have ids made of their words; the others hold the name of the site and its menu.
fn is_own_name(element: Element) -> bool {
    element.is_heading() || element == Element::HEADER || element == Element::NAV
}

/// What is one of several: a part of a table, a term, a caption, a field of a form.
const PARTS: [Element; 27] = [
    Element::CAPTION,
    Element::COLGROUP,
    Element::COL,
    Element::THEAD,
    Element::TBODY,
    Element::TFOOT,
    Element::TR,
    Element::TD,
    Element::TH,
    Element::DT,
    Element::DD,
    Element::FIGCAPTION,
    Element::SUMMARY,
    Element::FORM,
    Element::FIELDSET,
    Element::LEGEND,
    Element::LABEL,
    Element::INPUT,
    Element::SELECT,
    Element::DATALIST,
    Element::OPTGROUP,
    Element::OPTION,
    Element::TEXTAREA,
    Element::BUTTON,
    Element::OUTPUT,
    Element::METER,
    Element::PROGRESS,
];

impl Found {
    fn add(&mut self, kind: Kind) {
        self.kind = Some(self.kind.map_or(kind, |other| other.min(kind)));
    }

    fn add_around(&mut self, compound: u32, inside: Option<Step>) {
        if !self.around.iter().any(|known| known.compound == compound) {
            self.around.push(Around { compound, inside, is_inside: false });
        }
    }
}
