//! What rules ask of an element.

use std::borrow::Cow;

use selectors::attr::{AttrSelectorOperator, CaseSensitivity};
use smallvec::SmallVec;

use super::host;
use super::pattern::Pattern;
use crate::markup::tag::decoded;
use crate::seek::holds;

/// A start tag as rules see it.
pub(super) struct Subject<'a> {
    /// In lower case.
    pub(super) name: &'a str,
    /// The decoded values of those of its attributes that rules ask for, under the numbers of these.
    pub(super) values: SmallVec<[(u32, Cow<'a, str>); 4]>,
}

/// The same values as they stand in the tag.
pub(super) type Asks<'a> = SmallVec<[(u32, &'a str); 4]>;

/// The numbers of the attributes that are always asked for.
pub(super) const CLASS: u32 = 0;
pub(super) const ID: u32 = 1;
pub(super) const SRC: u32 = 2;

impl<'a> Subject<'a> {
    pub(super) fn new(name: &'a str, asked: &[(u32, &'a str)]) -> Self {
        let value = |value: &'a str| if has_reference(value) { decoded(value) } else { Cow::Borrowed(value) };
        let values = asked.iter().map(|(attribute, raw)| (*attribute, value(raw)));
        Subject { name, values: values.collect() }
    }

    pub(super) fn value(&self, attribute: u32) -> Option<&str> {
        self.values.iter().find(|(number, _)| *number == attribute).map(|(_, value)| &**value)
    }

    pub(super) fn classes(&self) -> impl Iterator<Item = &str> {
        self.value(CLASS).unwrap_or_default().split_ascii_whitespace()
    }

    /// The host of its `src`.
    pub(super) fn host(&self) -> Option<String> {
        self.value(SRC).and_then(host::of_source)
    }
}

/// Says whether a value may not be what it looks like.
pub(super) fn has_reference(value: &str) -> bool {
    holds(value.as_bytes(), b'&')
}

/// Conditions that hold together.
pub(super) type Compound = Vec<Condition>;

pub(super) enum Condition {
    Tag(Box<str>),
    Class(Pattern),
    Id(Pattern),
    Attribute(u32, Asked),
    /// The host of its `src` is this one or below it.
    Host(Box<str>),
    /// None of these holds.
    Not(Vec<Compound>),
    /// One of these holds.
    Any(Vec<Compound>),
}

/// What is asked of an attribute.
pub(super) enum Asked {
    Present,
    Fits(Pattern),
    Compares(AttrSelectorOperator, Box<str>, CaseSensitivity),
}

impl Asked {
    /// A text that each value has, at its start or somewhere in it; it may be empty.
    pub(super) fn text(&self) -> &str {
        match self {
            Asked::Present => "",
            Asked::Fits(pattern) => pattern.start(),
            Asked::Compares(_, text, _) => text,
        }
    }
}

impl Condition {
    /// `case`: how the names of classes and ids compare.
    pub(super) fn holds(&self, subject: &Subject<'_>, case: CaseSensitivity) -> bool {
        let all = |compound: &Compound| compound.iter().all(|condition| condition.holds(subject, case));
        match self {
            Condition::Tag(name) => **name == *subject.name,
            Condition::Class(pattern) => subject.classes().any(|class| pattern.is(class, case)),
            Condition::Id(pattern) => subject.value(ID).is_some_and(|id| pattern.is(id, case)),
            Condition::Attribute(attribute, asked) => subject.value(*attribute).is_some_and(|value| match asked {
                Asked::Present => true,
                Asked::Fits(pattern) => pattern.matches(value),
                Asked::Compares(operator, text, case) => operator.eval_str(value, text, *case),
            }),
            Condition::Host(domain) => {
                subject.host().is_some_and(|host| host::and_parents(&host).any(|host| *host == **domain))
            }
            Condition::Not(compounds) => !compounds.iter().any(all),
            Condition::Any(compounds) => compounds.iter().any(all),
        }
    }
}
