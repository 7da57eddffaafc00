//! Rules by what is quickest to look up of them.

use rustc_hash::FxHashMap;

use super::condition::{CLASS, Compound, Condition, ID, Subject};
use super::host;
use super::lookup::Lookup;
use crate::markup::elements::Element;

/// The numbers of rules, each under the one of its conditions that rules out the most elements.
#[derive(Default)]
pub(super) struct Table {
    classes: FxHashMap<Box<str>, Vec<u32>>,
    ids: FxHashMap<Box<str>, Vec<u32>>,
    /// By what their patterns begin with.
    class_patterns: Lookup<u32>,
    id_patterns: Lookup<u32>,
    hosts: FxHashMap<Box<str>, Vec<u32>>,
    attributes: FxHashMap<u32, Vec<u32>>,
    elements: FxHashMap<Element, Vec<u32>>,
    dashed: FxHashMap<Box<str>, Vec<u32>>,
    others: Vec<u32>,
}

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
        let under = match best.map(|at| &compound[at]) {
            Some(Condition::Class(pattern)) if pattern.is_literal() => self.classes.entry(pattern.start().into()),
            Some(Condition::Id(pattern)) if pattern.is_literal() => self.ids.entry(pattern.start().into()),
            Some(Condition::Host(domain)) => self.hosts.entry(domain.clone()),
            Some(condition) => {
                match condition {
                    Condition::Class(pattern) => self.class_patterns.add(pattern.start(), rule),
                    Condition::Id(pattern) => self.id_patterns.add(pattern.start(), rule),
                    Condition::Attribute(attribute, _) => self.attributes.entry(*attribute).or_default().push(rule),
                    Condition::Tag(name) => match Element::of(name) {
                        Some(element) => self.elements.entry(element).or_default().push(rule),
                        None => self.dashed.entry(name.clone()).or_default().push(rule),
                    },
                    Condition::Any(compounds) => compounds.iter().for_each(|compound| _ = self.add(rule, compound)),
                    Condition::Not(_) | Condition::Host(_) => self.others.push(rule),
                }
                return None;
            }
            None => {
                self.others.push(rule);
                return None;
            }
        };
        under.or_default().push(rule);
        best
    }

    /// Passes the rules that may apply to an element, some of them more than once.
    pub(super) fn each(&self, element: Option<Element>, subject: &Subject<'_>, pass: &mut impl FnMut(u32)) {
        let mut all = |rules: Option<&Vec<u32>>| rules.into_iter().flatten().for_each(|rule| pass(*rule));
        all(Some(&self.others));
        match element {
            Some(element) => all(self.elements.get(&element)),
            None => all(self.dashed.get(subject.name)),
        }
        for (attribute, value) in &subject.values {
            all(self.attributes.get(attribute));
            match *attribute {
                CLASS => value.split_ascii_whitespace().for_each(|class| all(self.classes.get(class))),
                ID => all(self.ids.get(&**value)),
                _ => {}
            }
        }
        if !self.hosts.is_empty()
            && let Some(host) = subject.host()
        {
            host::and_parents(&host).for_each(|domain| all(self.hosts.get(domain)));
        }
        for class in subject.classes() {
            self.class_patterns.of(class).for_each(&mut *pass);
        }
        if let Some(id) = subject.value(ID) {
            self.id_patterns.of(id).for_each(&mut *pass);
        }
    }
}
