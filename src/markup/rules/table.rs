//! Rules by what is quickest to look up of them.

use std::cmp::Reverse;

use aho_corasick::packed::Searcher;
use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};
use rustc_hash::FxHashMap;
use selectors::attr::{AttrSelectorOperator as Operator, CaseSensitivity};

use super::by_name::ByName;
use super::condition::{Asked, CLASS, Compound, Condition, ID, Subject};
use super::host;
use super::lookup::Lookup;
use super::pattern::Pattern;
use crate::markup::elements::Element;

/// The numbers of rules, each under the one of its conditions that rules out the most elements.
#[derive(Default)]
pub(super) struct Table {
    classes: ByName,
    ids: ByName,
    /// Patterns of classes and ids, and their rules.
    patterns: Vec<(Pattern, u32)>,
    /// The numbers of these patterns by what they begin with.
    class_patterns: Lookup<usize>,
    id_patterns: Lookup<usize>,
    /// By the place of the element that they want, and the host.
    hosts: Vec<FxHashMap<Box<str>, Vec<u32>>>,
    /// By the numbers of attributes, as far as there are any.
    attributes: Vec<Values>,
    /// By the numbers of elements, as far as there are any.
    elements: Vec<Vec<u32>>,
    /// The same for rules that want something around the element.
    inner: Vec<Vec<u32>>,
    dashed: FxHashMap<Box<str>, Vec<u32>>,
    others: Vec<u32>,
}

/// The place of what is not an element of the table, or may be any.
const ANY: usize = Element::COUNT;

fn place(element: Option<Element>) -> usize {
    element.map_or(ANY, Element::number)
}

/// Rules that want something of one attribute.
#[derive(Default)]
struct Values {
    /// Those that want a text at the start of its value.
    starts: Texts,
    /// Those that want a text anywhere in it.
    texts: Texts,
    /// Those that want a text at its end: they are few, and a search would look at all of it.
    ends: Vec<(u32, Box<str>)>,
    others: Vec<u32>,
}

/// Rules by texts, of which few values have one.
#[derive(Default)]
struct Texts {
    rules: Vec<(u32, Box<str>)>,
    /// A rule wants its text in any case.
    in_any_case: bool,
    /// What finds them, once all are there.
    finder: Option<Finder>,
}

struct Finder {
    anchored: Anchored,
    /// Says whether there is any: quicker, as most values have none.
    any: AhoCorasick,
    /// The same, quicker still, for few texts that may be anywhere, and not on every processor.
    packed: Option<Searcher>,
    /// Finds all, and maybe some that are not where they must be.
    all: AhoCorasick,
}

/// How few elements a condition holds for: the least is best to look up by. Of two texts the longer one is.
fn rank(condition: &Condition) -> (usize, Reverse<usize>) {
    let (rank, text) = match condition {
        Condition::Class(pattern) | Condition::Id(pattern) if pattern.is_literal() => (0, ""),
        Condition::Class(_) | Condition::Id(_) => (1, ""),
        Condition::Host(_) => (2, ""),
        Condition::Attribute(attribute, asked) => match asked.text() {
            "" if matches!(*attribute, CLASS | ID) => (5, ""),
            text => (3, text),
        },
        Condition::Tag(_) => (4, ""),
        Condition::Any(_) => (6, ""),
        Condition::Not(_) => (7, ""),
    };
    (rank, Reverse(text.len()))
}

impl Table {
    /// Adds a rule; returns which of its conditions holds for all that it is found for. `inner`: it wants something around the element.
    pub(super) fn add(&mut self, rule: u32, compound: &Compound, inner: bool) -> Option<usize> {
        let best = (0..compound.len()).min_by_key(|at| rank(&compound[*at]));
        match best.map(|at| &compound[at]) {
            Some(Condition::Class(pattern)) if pattern.is_literal() => {
                self.classes.add(pattern.start(), rule);
            }
            Some(Condition::Id(pattern)) if pattern.is_literal() => {
                self.ids.add(pattern.start(), rule);
            }
            Some(Condition::Class(pattern)) => {
                self.class_patterns.add(pattern.start(), self.patterns.len());
                self.patterns.push((pattern.clone(), rule));
                return best;
            }
            Some(Condition::Id(pattern)) => {
                self.id_patterns.add(pattern.start(), self.patterns.len());
                self.patterns.push((pattern.clone(), rule));
                return best;
            }
            Some(Condition::Host(domain)) => {
                let element = compound.iter().find_map(|condition| match condition {
                    Condition::Tag(name) => Element::of(name),
                    _ => None,
                });
                self.hosts.resize_with(ANY + 1, FxHashMap::default);
                self.hosts[place(element)].entry(domain.clone()).or_default().push(rule);
            }
            Some(Condition::Attribute(attribute, asked)) => {
                let attribute = *attribute as usize;
                if attribute >= self.attributes.len() {
                    self.attributes.resize_with(attribute + 1, Values::default);
                }
                self.attributes[attribute].add(rule, asked);
            }
            Some(Condition::Tag(name)) => match Element::of(name) {
                Some(element) => {
                    let rules = if inner { &mut self.inner } else { &mut self.elements };
                    rules.resize(Element::COUNT, Vec::new());
                    rules[element.number()].push(rule);
                }
                None => self.dashed.entry(name.clone()).or_default().push(rule),
            },
            Some(Condition::Any(compounds)) => {
                for compound in compounds {
                    self.add(rule, compound, inner);
                }
            }
            Some(Condition::Not(_)) | None => self.others.push(rule),
        }
        None
    }

    /// All rules are there: makes it quick to look up many.
    pub(super) fn finish(&mut self) {
        for values in &mut self.attributes {
            values.starts.finish(Anchored::Yes);
            values.texts.finish(Anchored::No);
        }
    }

    /// False if no rule is there for all of these elements, whatever attributes they have. `inner`: there may be something around.
    pub(super) fn asks_for(&self, element: Option<Element>, inner: bool) -> bool {
        let asks = |elements: &[Vec<u32>], element: Element| {
            elements.get(element.number()).is_some_and(|rules| !rules.is_empty())
        };
        !self.others.is_empty()
            || match element {
                Some(element) => asks(&self.elements, element) || (inner && asks(&self.inner, element)),
                None => !self.dashed.is_empty(),
            }
    }

    /// The rules that want a host of such an element, by these.
    fn hosts_of(&self, element: Option<Element>) -> impl Iterator<Item = &FxHashMap<Box<str>, Vec<u32>>> {
        [ANY, place(element)].into_iter().filter_map(|at| self.hosts.get(at)).filter(|hosts| !hosts.is_empty())
    }

    /// True if no rule wants the host that this `src` of such an element names.
    pub(super) fn rules_out_host(&self, element: Option<Element>, source: &str) -> bool {
        let mut all = self.hosts_of(element).peekable();
        if all.peek().is_none() {
            return true;
        }
        let host = host::of_source(source);
        host.is_none_or(|host| all.all(|hosts| host::and_parents(&host).all(|domain| !hosts.contains_key(domain))))
    }

    /// True if no rule is found by this value, which has no references.
    pub(super) fn rules_out(&self, attribute: u32, value: &str) -> bool {
        self.attributes.get(attribute as usize).is_none_or(|values| values.rule_out(value))
    }

    /// The same for one name of a class.
    pub(super) fn rules_out_class(&self, class: &str) -> bool {
        self.classes.get(class.as_bytes()).is_empty() && self.fitting(&self.class_patterns, class).next().is_none()
    }

    /// The same for an id.
    pub(super) fn rules_out_id(&self, id: &str) -> bool {
        self.ids.get(id.as_bytes()).is_empty() && self.fitting(&self.id_patterns, id).next().is_none()
    }

    /// Passes the rules that may apply to an element, some of them more than once. `inner`: there is something around it that a rule
    /// wants.
    pub(super) fn each(
        &self,
        element: Option<Element>,
        inner: bool,
        subject: &Subject<'_>,
        pass: &mut impl FnMut(u32),
    ) {
        let mut all = |rules: &[u32]| rules.iter().for_each(|rule| pass(*rule));
        all(&self.others);
        match element {
            Some(element) => {
                self.elements.get(element.number()).into_iter().for_each(|rules| all(rules));
                self.inner.get(element.number()).filter(|_| inner).into_iter().for_each(|rules| all(rules));
            }
            None => self.dashed.get(subject.name).into_iter().for_each(|rules| all(rules)),
        }
        for (attribute, value) in &subject.values {
            self.attributes.get(*attribute as usize).into_iter().for_each(|values| values.each(value, &mut all));
        }
        if let Some(id) = subject.value(ID) {
            all(self.ids.get(id.as_bytes()));
            self.fitting(&self.id_patterns, id).for_each(|rule| all(&[rule]));
        }
        for class in subject.classes() {
            all(self.classes.get(class.as_bytes()));
            self.fitting(&self.class_patterns, class).for_each(|rule| all(&[rule]));
        }
        let mut by_host = self.hosts_of(element).peekable();
        if by_host.peek().is_some()
            && let Some(host) = subject.host()
        {
            for hosts in by_host {
                host::and_parents(&host).filter_map(|domain| hosts.get(domain)).for_each(|rules| all(rules));
            }
        }
    }

    /// The rules of those patterns that fit a name.
    fn fitting(&self, patterns: &Lookup<usize>, name: &str) -> impl Iterator<Item = u32> {
        let patterns = patterns.of(name.as_bytes()).map(|number| &self.patterns[number]);
        patterns.filter(move |(pattern, _)| pattern.matches(name)).map(|(_, rule)| *rule)
    }
}

impl Values {
    fn add(&mut self, rule: u32, asked: &Asked) {
        match asked {
            Asked::Compares(operator, text, case) if !text.is_empty() => match operator {
                Operator::Equal | Operator::Prefix | Operator::DashMatch => self.starts.add(rule, text, *case),
                Operator::Includes | Operator::Substring => self.texts.add(rule, text, *case),
                Operator::Suffix => self.ends.push((rule, (**text).into())),
            },
            Asked::Fits(pattern) if !pattern.start().is_empty() => {
                self.starts.add(rule, pattern.start(), CaseSensitivity::CaseSensitive);
            }
            _ => self.others.push(rule),
        }
    }

    fn rule_out(&self, value: &str) -> bool {
        self.others.is_empty()
            && !self.starts.may_be_in(value)
            && !self.texts.may_be_in(value)
            && self.at_end(value).next().is_none()
    }

    /// The rules whose text the value ends with, in whatever case.
    fn at_end(&self, value: &str) -> impl Iterator<Item = u32> {
        let is_end = |text: &str| {
            let start = value.len().checked_sub(text.len());
            start.is_some_and(|start| value.as_bytes()[start..].eq_ignore_ascii_case(text.as_bytes()))
        };
        self.ends.iter().filter(move |(_, text)| is_end(text)).map(|(rule, _)| *rule)
    }

    fn each(&self, value: &str, all: &mut impl FnMut(&[u32])) {
        all(&self.others);
        self.starts.each(value, all);
        self.texts.each(value, all);
        self.at_end(value).for_each(|rule| all(&[rule]));
    }
}

impl Texts {
    fn add(&mut self, rule: u32, text: &str, case: CaseSensitivity) {
        self.rules.push((rule, text.into()));
        self.in_any_case |= case == CaseSensitivity::AsciiCaseInsensitive;
    }

    fn finish(&mut self, anchored: Anchored) {
        if self.rules.is_empty() {
            return;
        }
        let build = |kind, start| {
            let texts = self.rules.iter().map(|(_, text)| text.as_bytes());
            AhoCorasick::builder()
                .ascii_case_insensitive(self.in_any_case)
                .match_kind(kind)
                .start_kind(start)
                // Values are short, and bytes that are rare elsewhere are not rare in them.
                .prefilter(false)
                .build(texts)
                .expect("text of less than 2^31 bytes makes an automaton")
        };
        let start = if anchored.is_anchored() { StartKind::Anchored } else { StartKind::Unanchored };
        let any = build(MatchKind::LeftmostFirst, start);
        let all = build(MatchKind::Standard, StartKind::Unanchored);
        let packed = (!anchored.is_anchored() && !self.in_any_case)
            .then(|| Searcher::new(self.rules.iter().map(|(_, text)| text.as_bytes())))
            .flatten();
        self.finder = Some(Finder { anchored, any, packed, all });
    }

    fn may_be_in(&self, value: &str) -> bool {
        let Some(Finder { anchored, any, packed, .. }) = &self.finder else {
            return !self.rules.is_empty();
        };
        match packed {
            Some(packed) => packed.find(value).is_some(),
            None => any.is_match(Input::new(value).anchored(*anchored)),
        }
    }

    fn each(&self, value: &str, all: &mut impl FnMut(&[u32])) {
        if !self.may_be_in(value) {
            return;
        }
        match &self.finder {
            Some(finder) => {
                let found = finder.all.find_overlapping_iter(value);
                found.for_each(|found| all(&[self.rules[found.pattern().as_usize()].0]));
            }
            None => self.rules.iter().for_each(|(rule, _)| all(&[*rule])),
        }
    }
}
