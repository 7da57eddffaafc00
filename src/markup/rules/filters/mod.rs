//! Filter lists in Adblock syntax: what they say of elements. The rules: docs/reference/ads.md, 4.

mod line;
mod selector;
mod sites;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::index::{Index, Scope, Selector};
use line::{Line, lines};
use sites::Domains;

pub(super) use sites::{Site, Sites};

/// The lines of a list that say something of elements, each with its end.
pub(super) fn lines_that_count(text: &str) -> String {
    lines(text).filter(|line| Line::read(line).is_some()).flat_map(|line| [line, "\n"]).collect()
}

/// Selectors that were left out, by the reason.
pub(super) type Skipped = BTreeMap<&'static str, u64>;

/// What filter lists say besides their rules.
#[derive(Default)]
struct Filters {
    sites: Sites,
    /// By the text of the selector that they are for.
    exceptions: FxHashMap<String, Exceptions>,
    skipped: Skipped,
}

#[derive(Default)]
struct Exceptions {
    domains: Vec<Domains>,
    /// The filters with this selector.
    filters: Vec<u32>,
}

/// Adds the rules of filter lists to an index; what does not apply everywhere, and what was left out.
pub(super) fn add(lists: &[&str], index: &mut Index) -> (Sites, Skipped) {
    let mut filters = Filters::default();
    let all = || lists.iter().flat_map(|list| lines(list)).filter_map(Line::read);
    // Exceptions are for rules of any list.
    for line in all() {
        match line {
            Line::Allowed { host, generic, specific } => filters.sites.allow(host, generic, specific),
            Line::Hiding { domains, separator, text } if separator.contains('@') => {
                filters.selectors(separator, text, index, &mut |filters, _, text, _| {
                    filters.exceptions.entry(selector::folded(text)).or_default().domains.push(Domains::read(domains));
                });
            }
            Line::Hiding { .. } => {}
        }
    }
    for line in all() {
        if let Line::Hiding { domains, separator, text } = line
            && !separator.contains('@')
        {
            let domains = Domains::read(domains);
            filters.selectors(separator, text, index, &mut |filters, selector, text, index| {
                filters.add(selector, text, &domains, index);
            });
        }
    }
    for Exceptions { domains, filters: excepted } in filters.exceptions.into_values() {
        for domains in domains {
            filters.sites.add_exception(excepted.clone(), &domains);
        }
    }
    (filters.sites, filters.skipped)
}

impl Filters {
    /// Passes each selector of a line, with its text.
    fn selectors(
        &mut self,
        separator: &str,
        text: &str,
        index: &mut Index,
        pass: &mut dyn FnMut(&mut Filters, Selector, &str, &mut Index),
    ) {
        if let Some(reason) = selector::reason_of_line(separator, text) {
            *self.skipped.entry(reason).or_default() += 1;
            return;
        }
        for text in selector::split(text) {
            match selector::read(separator, text, &mut index.attributes) {
                Ok(selector) => pass(self, selector, text, index),
                Err(reason) => *self.skipped.entry(reason).or_default() += 1,
            }
        }
    }

    fn add(&mut self, selector: Selector, text: &str, domains: &Domains, index: &mut Index) {
        let exceptions = self.exceptions.get_mut(&selector::folded(text));
        if exceptions.is_none() && domains.is_empty() {
            index.add_filter(selector, Scope::Generic);
            return;
        }
        let filter = self.sites.next();
        let scope = if domains.is_generic() { Scope::GenericBut(filter) } else { Scope::Site };
        let rules = index.add_filter(selector, scope);
        self.sites.add(rules, domains);
        if let Some(exceptions) = exceptions {
            exceptions.filters.push(filter);
        }
    }
}
