//! Filter lists in Adblock syntax: what they say of elements. The rules: docs/reference/ads.md, 4.

mod line;
mod selector;
mod sites;

use rustc_hash::FxHashMap;

use super::index::{Attributes, Index, Selector};
use line::{Line, lines};
use sites::Domains;

pub(super) use sites::Sites;

/// The lines of a list that say something of elements, each with its end.
pub(super) fn lines_that_count(text: &str) -> String {
    lines(text).filter(|line| Line::read(line).is_some()).flat_map(|line| [line, "\n"]).collect()
}

/// What filter lists say.
#[derive(Default)]
pub(super) struct Filters {
    rules: Vec<(String, Selector, Domains)>,
    /// By the text of the selector.
    exceptions: FxHashMap<String, Vec<Domains>>,
    allowed: Sites,
    skipped: FxHashMap<&'static str, u64>,
}

impl Filters {
    pub(super) fn read(lists: &[&str], attributes: &mut Attributes) -> Filters {
        let mut filters = Filters::default();
        for line in lists.iter().flat_map(|list| lines(list)).filter_map(Line::read) {
            match line {
                Line::Allowed { host, generic, specific } => filters.allowed.allow(host, generic, specific),
                Line::Hiding { domains, separator, text } => filters.add(domains, separator, text, attributes),
            }
        }
        filters
    }

    fn add(&mut self, domains: &str, separator: &str, text: &str, attributes: &mut Attributes) {
        if let Some(reason) = selector::reason_of_line(separator, text) {
            *self.skipped.entry(reason).or_default() += 1;
            return;
        }
        let domains = Domains::read(domains);
        for part in selector::split(text) {
            match selector::read(separator, part, attributes) {
                Err(reason) => *self.skipped.entry(reason).or_default() += 1,
                Ok(_) if separator.contains('@') => {
                    self.exceptions.entry(selector::folded(part)).or_default().push(domains.clone());
                }
                Ok(selector) => self.rules.push((selector::folded(part), selector, domains.clone())),
            }
        }
    }

    /// How many selectors were left out, by the reason.
    pub(super) fn skipped(&self) -> Vec<(&'static str, u64)> {
        self.skipped.iter().map(|(reason, number)| (*reason, *number)).collect()
    }

    /// Adds the rules to an index; what applies on some hosts only.
    pub(super) fn add_to(self, index: &mut Index) -> Sites {
        let mut sites = self.allowed;
        let mut excepted: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (text, selector, domains) in self.rules {
            let exceptions = self.exceptions.get(&text);
            if exceptions.is_some_and(|exceptions| exceptions.iter().any(Domains::is_empty)) {
                // Switched off everywhere.
                continue;
            }
            if domains.is_empty() && exceptions.is_none() {
                index.add_filter(selector, true);
                continue;
            }
            let filter = sites.add_filter(index.add_filter(selector, false), &domains);
            if exceptions.is_some() {
                excepted.entry(text).or_default().push(filter);
            }
        }
        for (text, filters) in excepted {
            for domains in self.exceptions.get(&text).into_iter().flatten() {
                sites.add_exception(filters.clone(), domains);
            }
        }
        sites
    }
}
