//! Which rules of filter lists apply on which hosts. The rules: docs/reference/ads.md, 4.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::markup::rules::host::and_parents;

/// The hosts that a line names.
#[derive(Clone, Default)]
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

/// What does not apply everywhere.
#[derive(Default)]
pub(in crate::markup::rules) struct Sites {
    filters: Vec<Filter>,
    filter_hosts: Hosts,
    /// The numbers of the filters that each exception switches off.
    exceptions: Vec<Vec<u32>>,
    exception_hosts: Hosts,
    /// The exceptions that hold on hosts that nothing names.
    generic_exceptions: Vec<u32>,
    /// Hosts on which generic rules, or those that name a host, do not apply.
    allowed: FxHashMap<Box<str>, (bool, bool)>,
}

struct Filter {
    /// The numbers of its rules.
    rules: Range<u32>,
    is_generic: bool,
}

/// Lines by the hosts that they name.
#[derive(Default)]
struct Hosts(FxHashMap<Box<str>, Vec<(u32, bool)>>);

impl Hosts {
    fn add(&mut self, line: u32, domains: &Domains) {
        for (name, is_for) in &domains.names {
            self.0.entry(name.clone()).or_default().push((line, *is_for));
        }
    }

    /// The lines that name a host or one above it, and whether they are for it.
    fn on(&self, host: &str) -> FxHashMap<u32, bool> {
        let mut on = FxHashMap::default();
        // The host itself says most, and so comes last.
        for host in and_parents(host).rev() {
            // `name.*` names hosts with one or two labels more.
            let mut dots = host.match_indices('.').rev().map(|(at, _)| &host[..at]);
            let wild = [dots.next(), dots.next()].into_iter().flatten().map(|start| format!("{start}.*"));
            let named = wild.filter_map(|name| self.0.get(&*name)).chain(self.0.get(host));
            let named: Vec<_> = named.flatten().copied().collect();
            for is_for in [true, false] {
                on.extend(named.iter().filter(|(_, other)| *other == is_for).copied());
            }
        }
        on
    }
}

/// What applies on one host.
pub(in crate::markup::rules) struct Site {
    /// Rules that name no host apply,
    pub(in crate::markup::rules) generic: bool,
    /// but for those of these filters.
    pub(in crate::markup::rules) off: FxHashSet<u32>,
    /// The numbers of the other rules that apply.
    pub(in crate::markup::rules) rules: Vec<u32>,
}

impl Sites {
    /// Everything applies everywhere.
    #[cfg(feature = "python")]
    pub(in crate::markup::rules) fn is_empty(&self) -> bool {
        self.filters.is_empty() && self.allowed.is_empty()
    }

    /// The number of the next filter.
    pub(super) fn next(&self) -> u32 {
        number(self.filters.len())
    }

    /// Adds a filter by the numbers of its rules.
    pub(super) fn add(&mut self, rules: Range<u32>, domains: &Domains) {
        self.filter_hosts.add(self.next(), domains);
        self.filters.push(Filter { rules, is_generic: domains.is_generic() });
    }

    /// Adds an exception for filters.
    pub(super) fn add_exception(&mut self, filters: Vec<u32>, domains: &Domains) {
        let exception = number(self.exceptions.len());
        self.exception_hosts.add(exception, domains);
        if domains.is_generic() {
            self.generic_exceptions.push(exception);
        }
        self.exceptions.push(filters);
    }

    pub(super) fn allow(&mut self, host: &str, generic: bool, specific: bool) {
        let allowed = self.allowed.entry(host.to_ascii_lowercase().into()).or_default();
        *allowed = (allowed.0 || generic, allowed.1 || specific);
    }

    /// What applies on `host`.
    pub(in crate::markup::rules) fn on(&self, host: &str) -> Site {
        let allowed = and_parents(host).filter_map(|host| self.allowed.get(host));
        let (no_generic, no_specific) = allowed.fold((false, false), |all, one| (all.0 || one.0, all.1 || one.1));
        let mut filters = self.filter_hosts.on(host);
        let exceptions = self.exception_hosts.on(host);
        let generic = self.generic_exceptions.iter().filter(|exception| !exceptions.contains_key(exception));
        let named = exceptions.iter().filter(|(_, is_on)| **is_on).map(|(exception, _)| exception);
        for exception in generic.chain(named) {
            filters.extend(self.exceptions[*exception as usize].iter().map(|filter| (*filter, false)));
        }
        let mut site = Site { generic: !no_generic, off: FxHashSet::default(), rules: Vec::new() };
        for (number, is_on) in filters {
            let filter = &self.filters[number as usize];
            match (filter.is_generic, is_on) {
                (true, false) => _ = site.off.insert(number),
                (false, true) if !no_specific => site.rules.extend(filter.rules.clone()),
                _ => {}
            }
        }
        site
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("lists have fewer than four billion lines")
}
