//! Rules by what is quickest to look up of them.

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use super::condition::{Asked, CLASS, Compound, Condition, ID, SRC, Subject};
use super::host;
use super::lookup::Lookup;
use super::pattern::Pattern;
use crate::markup::elements::Element;

/// The numbers of rules, each under the one of its conditions that rules out the most elements.
#[derive(Default)]
pub(super) struct Table {
    classes: FxHashMap<Box<str>, SmallVec<[u32; 2]>>,
    ids: FxHashMap<Box<str>, SmallVec<[u32; 2]>>,
    /// Patterns of classes and ids, and their rules.
    patterns: Vec<(Pattern, u32)>,
    /// The numbers of these patterns by what they begin with.
    class_patterns: Lookup<usize>,
    id_patterns: Lookup<usize>,
    /// By the element that they want, if that is one, and the host.
    hosts: FxHashMap<Option<Element>, FxHashMap<Box<str>, Vec<u32>>>,
    /// By the numbers of attributes, as far as there are any.
    attributes: Vec<Values>,
    /// By the numbers of elements, as far as there are any.
    elements: Vec<Vec<u32>>,
    dashed: FxHashMap<Box<str>, Vec<u32>>,
    others: Vec<u32>,
}

/// Rules that want something of one attribute.
#[derive(Default)]
struct Values {
    /// Those that want a text in its value.
    with_text: Vec<(u32, Box<str>)>,
    /// Finds these texts, in any case, if they are many.
    texts: Option<AhoCorasick>,
    others: Vec<u32>,
}

/// With so many texts, it is quicker to look for all of them at once.
const MANY: usize = 4;

/// How few elements a condition holds for: the least is best to look up by.
fn rank(condition: &Condition) -> usize {
    match condition {
        Condition::Class(pattern) | Condition::Id(pattern) if pattern.is_literal() => 0,
        Condition::Class(_) | Condition::Id(_) => 1,
        Condition::Host(_) => 2,
        Condition::Attribute(CLASS | ID, _) => 5,
        Condition::Attribute(..) => 3,
        Condition::Tag(_) => 4,
        Condition::Any(_) => 6,
        Condition::Not(_) => 7,
    }
}

impl Table {
    /// Adds a rule; returns which of its conditions holds for all that it is found for.
    pub(super) fn add(&mut self, rule: u32, compound: &Compound) -> Option<usize> {
        let best = (0..compound.len()).min_by_key(|at| rank(&compound[*at]));
        match best.map(|at| &compound[at]) {
            Some(Condition::Class(pattern)) if pattern.is_literal() => {
                self.classes.entry(pattern.start().into()).or_default().push(rule);
                return best;
            }
            Some(Condition::Id(pattern)) if pattern.is_literal() => {
                self.ids.entry(pattern.start().into()).or_default().push(rule);
                return best;
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
                self.hosts.entry(element).or_default().entry(domain.clone()).or_default().push(rule);
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
                    self.elements.resize(Element::COUNT, Vec::new());
                    self.elements[element.number()].push(rule);
                }
                None => self.dashed.entry(name.clone()).or_default().push(rule),
            },
            Some(Condition::Any(compounds)) => compounds.iter().for_each(|compound| _ = self.add(rule, compound)),
            Some(Condition::Not(_)) | None => self.others.push(rule),
        }
        None
    }

    /// All rules are there: makes it quick to look up many.
    pub(super) fn finish(&mut self) {
        for values in self.attributes.iter_mut().filter(|values| values.with_text.len() > MANY) {
            let texts = values.with_text.iter().map(|(_, text)| text.as_bytes());
            values.texts = AhoCorasick::builder().ascii_case_insensitive(true).build(texts).ok();
        }
    }

    /// Passes the rules that may apply to an element by something else than a class of its, some of them more than once.
    pub(super) fn each(&self, element: Option<Element>, subject: &Subject<'_>, pass: &mut impl FnMut(u32)) {
        let mut all = |rules: &[u32]| rules.iter().for_each(|rule| pass(*rule));
        all(&self.others);
        match element {
            Some(element) => self.elements.get(element.number()).into_iter().for_each(|rules| all(rules)),
            None => self.dashed.get(subject.name).into_iter().for_each(|rules| all(rules)),
        }
        for (attribute, value) in subject.values.iter().filter(|(attribute, _)| *attribute != CLASS) {
            self.attributes.get(*attribute as usize).into_iter().for_each(|values| values.each(value, &mut all));
        }
        if let Some(id) = subject.value(ID) {
            self.ids.get(id).into_iter().for_each(|rules| all(rules));
            self.fitting(&self.id_patterns, id).for_each(|rule| all(&[rule]));
        }
        if subject.value(SRC).is_some() {
            for hosts in [None, element].iter().filter_map(|element| self.hosts.get(element)) {
                let host = subject.host().unwrap_or_default();
                host::and_parents(&host).filter_map(|domain| hosts.get(domain)).for_each(|rules| all(rules));
            }
        }
    }

    /// The rules of those patterns that fit a name.
    fn fitting(&self, patterns: &Lookup<usize>, name: &str) -> impl Iterator<Item = u32> {
        let patterns = patterns.of(name).map(|number| &self.patterns[number]);
        patterns.filter(move |(pattern, _)| pattern.matches(name)).map(|(_, rule)| *rule)
    }

    /// Passes the rules that may apply to an element by its classes.
    pub(super) fn each_by_class(&self, subject: &Subject<'_>, pass: &mut impl FnMut(u32)) {
        let mut all = |rules: &[u32]| rules.iter().for_each(|rule| pass(*rule));
        for class in subject.classes() {
            self.classes.get(class).into_iter().for_each(|rules| all(rules));
            self.fitting(&self.class_patterns, class).for_each(|rule| all(&[rule]));
        }
        if let (Some(values), Some(value)) = (self.attributes.get(CLASS as usize), subject.value(CLASS)) {
            values.each(value, &mut all);
        }
    }
}

impl Values {
    fn add(&mut self, rule: u32, asked: &Asked) {
        match asked {
            Asked::Compares(_, text, _) if !text.is_empty() => self.with_text.push((rule, text.clone())),
            _ => self.others.push(rule),
        }
    }

    fn each(&self, value: &str, all: &mut impl FnMut(&[u32])) {
        all(&self.others);
        match &self.texts {
            Some(texts) => {
                texts
                    .find_overlapping_iter(value)
                    .for_each(|found| all(&[self.with_text[found.pattern().as_usize()].0]));
            }
            None => self.with_text.iter().for_each(|(rule, _)| all(&[*rule])),
        }
    }
}
