//! Which rules of filter lists apply on which hosts. The rules: docs/reference/ads.md, 4.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::markup::rules::host::and_parents;

/// The hosts that a line names.
#[derive(Clone, Debug, Default)]
pub(super) struct Domains {
    /// A name, and whether the line is for it.
    names: Vec<(Box<str>, bool)>,
}

impl Domains {
    pub(super) fn read(domains: &str) -> Domains {
        let names = domains.split(',').map(|name| match name.strip_prefix('~') {
            Some(name) => (name, false),
            None => (name, true),
        });
        let names = names.filter(|(name, _)| !name.is_empty());
        Domains { names: names.map(|(name, is_for)| (name.to_ascii_lowercase().into(), is_for)).collect() }
    }

    /// No host is named as one that the line is for.
    pub(super) fn is_generic(&self) -> bool {
        !self.names.iter().any(|(_, is_for)| *is_for)
    }

    /// No host is named at all.
    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty()
    }
}

/// What applies on some hosts only.
#[derive(Default)]
pub(in crate::markup::rules) struct Sites {
    filters: Vec<Filter>,
    /// The numbers of the filters that each of them switches off.
    exceptions: Vec<Vec<usize>>,
    filter_hosts: Hosts,
    exception_hosts: Hosts,
    /// Hosts on which generic rules, or those that name a host, do not apply.
    allowed: FxHashMap<Box<str>, (bool, bool)>,
}

struct Filter {
    /// The numbers of its rules.
    rules: Range<u32>,
    generic: bool,
}

/// Lines by the hosts that they name.
#[derive(Default)]
struct Hosts {
    /// The numbers of lines, and whether each is for the host.
    named: FxHashMap<Box<str>, Vec<(usize, bool)>>,
    /// What each line says of a host that is not named.
    generic: Vec<bool>,
}

impl Hosts {
    fn add(&mut self, domains: &Domains) {
        for (name, is_for) in &domains.names {
            self.named.entry(name.clone()).or_default().push((self.generic.len(), *is_for));
        }
        self.generic.push(domains.is_generic());
    }

    /// Says of each line whether it is for `host`.
    fn on(&self, host: &str) -> Vec<bool> {
        let mut on = self.generic.clone();
        // The host itself says most, and so comes last.
        for host in and_parents(host).rev() {
            // `name.*` names hosts with one or two labels more.
            let mut dots = host.match_indices('.').rev().map(|(at, _)| &host[..at]);
            let wild = [dots.next(), dots.next()].into_iter().flatten().map(|start| format!("{start}.*"));
            let named = wild.filter_map(|name| self.named.get(&*name)).chain(self.named.get(host));
            let named: Vec<_> = named.flatten().collect();
            for is_for in [true, false] {
                named.iter().filter(|(_, other)| *other == is_for).for_each(|(line, _)| on[*line] = is_for);
            }
        }
        on
    }
}

impl Sites {
    /// Adds a filter by the numbers of its rules; its own number.
    pub(super) fn add_filter(&mut self, rules: Range<u32>, domains: &Domains) -> usize {
        self.filter_hosts.add(domains);
        self.filters.push(Filter { rules, generic: domains.is_generic() });
        self.filters.len() - 1
    }

    /// Adds an exception for filters.
    pub(super) fn add_exception(&mut self, filters: Vec<usize>, domains: &Domains) {
        self.exception_hosts.add(domains);
        self.exceptions.push(filters);
    }

    pub(super) fn allow(&mut self, host: &str, generic: bool, specific: bool) {
        let allowed = self.allowed.entry(host.to_ascii_lowercase().into()).or_default();
        *allowed = (allowed.0 || generic, allowed.1 || specific);
    }

    /// Whether generic rules apply on `host`, and the numbers of the other rules that do.
    pub(in crate::markup::rules) fn on(&self, host: &str) -> (bool, Vec<u32>) {
        let allowed = and_parents(host).filter_map(|host| self.allowed.get(host));
        let (no_generic, no_specific) = allowed.fold((false, false), |all, one| (all.0 || one.0, all.1 || one.1));
        let mut on = self.filter_hosts.on(host);
        let exceptions = self.exceptions.iter().zip(self.exception_hosts.on(host));
        for filter in exceptions.filter(|(_, is_on)| *is_on).flat_map(|(filters, _)| filters) {
            on[*filter] = false;
        }
        let applies = |filter: &Filter| if filter.generic { !no_generic } else { !no_specific };
        let filters = self.filters.iter().zip(on).filter(|(filter, on)| *on && applies(filter));
        (!no_generic, filters.flat_map(|(filter, _)| filter.rules.clone()).collect())
    }
}
