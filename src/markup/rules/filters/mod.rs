//! Filter lists in Adblock syntax: what they say of elements. The rules: docs/reference/ads.md, 4.

mod line;
mod selector;
mod sites;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::index::{Index, Selector};
use line::{Line, lines};
use sites::Domains;

pub(super) use sites::{Site, Sites};

/// The lines of a list that say something of elements, each with its end.
pub(super) fn lines_that_count(text: &str) -> String {
    lines(text).filter(|line| Line::read(line).is_some()).flat_map(|line| [line, "\n"]).collect()
}

/// Selectors that were left out, by the reason.
pub(super) type Skipped = BTreeMap<&'static str, u64>;

/// What filter lists say.
#[derive(Default)]
struct Filters {
    sites: Sites,
    /// The numbers of filters by the texts of their selectors: of two rules with one text, one is there.
    numbers: FxHashMap<String, u32>,
    /// The selectors by these numbers; none where only exceptions name it.
    selectors: Vec<Option<Selector>>,
    skipped: Skipped,
}

/// Adds the rules of filter lists to an index; where they apply, and what was left out. Exceptions are for rules of any list.
pub(super) fn add(lists: &[&str], index: &mut Index) -> (Sites, Skipped) {
    let mut filters = Filters::default();
    for line in lists.iter().flat_map(|list| lines(list)).filter_map(Line::read) {
        match line {
            Line::Allowed { host, generic, specific } => filters.sites.allow(host, generic, specific),
            Line::Hiding { domains, separator, text } => {
                let is_exception = separator.contains('@');
                let named = filters.read(separator, text, is_exception, index);
                let domains = Domains::read(domains);
                if is_exception {
                    filters.sites.add_exception(named, &domains);
                } else {
                    filters.sites.add(named, &domains);
                }
            }
        }
    }
    for (filter, selector) in (0..).zip(filters.selectors) {
        if let Some(selector) = selector {
            let rules = index.add_filter(selector, filters.sites.scope(filter));
            filters.sites.set_rules(filter, rules);
        }
    }
    (filters.sites, filters.skipped)
}

impl Filters {
    /// The numbers of the filters that a line names.
    fn read(&mut self, separator: &str, text: &str, is_exception: bool, index: &mut Index) -> Vec<u32> {
        let mut named = Vec::new();
        if let Some(reason) = selector::reason_of_line(separator, text) {
            *self.skipped.entry(reason).or_default() += 1;
            return named;
        }
        for text in selector::split(text) {
            match selector::read(separator, text, &mut index.attributes) {
                Ok(selector) => {
                    let filter = *self.numbers.entry(selector::folded(text)).or_insert_with(|| {
                        self.selectors.push(None);
                        self.sites.new_filter()
                    });
                    if !is_exception {
                        self.selectors[filter as usize].get_or_insert(selector);
                    }
                    named.push(filter);
                }
                Err(reason) => *self.skipped.entry(reason).or_default() += 1,
            }
        }
        named.sort_unstable();
        named.dedup();
        named
    }
}
