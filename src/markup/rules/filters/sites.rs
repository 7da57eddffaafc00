//! Which rules of filter lists apply on which hosts. The rules: docs/reference/ads.md, 4.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::markup::rules::host::and_parents;
use crate::markup::rules::index::Scope;

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

/// Where the filters apply. A filter is all rules that have the same selector.
#[derive(Default)]
pub(in crate::markup::rules) struct Sites {
    filters: Vec<Filter>,
    /// Rules that name hosts, those that they exclude too.
    lines: Vec<Line>,
    hosts: Hosts,
    exceptions: Vec<Line>,
    exception_hosts: Hosts,
    /// The exceptions that hold on hosts that nothing names.
    generic_exceptions: Vec<u32>,
    /// Hosts on which generic rules, or those that name a host, do not apply.
    allowed: FxHashMap<Box<str>, (bool, bool)>,
}

/// What all lines together say of a filter.
#[derive(Default)]
struct Filter {
    /// The numbers of its rules in the index.
    rules: Range<u32>,
    /// A line is for all hosts.
    is_everywhere: bool,
    /// So many lines are for all hosts but some.
    but_some: u32,
    /// A line is for some hosts only.
    is_by_host: bool,
    /// There is an exception.
    is_excepted: bool,
}

/// A rule or an exception that names hosts.
struct Line {
    /// The numbers of its filters.
    filters: Vec<u32>,
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
    off: FxHashSet<u32>,
    /// The filters that apply because of a rule that names the host.
    on: FxHashSet<u32>,
    /// The numbers of the rules of those of them that have none that names no host.
    pub(in crate::markup::rules) rules: Vec<u32>,
}

impl Site {
    /// Says whether a filter applies that has a generic rule.
    pub(in crate::markup::rules) fn has(&self, filter: u32) -> bool {
        self.generic && !self.off.contains(&filter) || self.on.contains(&filter)
    }
}

impl Sites {
    /// Everything applies everywhere.
    #[cfg(feature = "python")]
    pub(in crate::markup::rules) fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.exceptions.is_empty() && self.allowed.is_empty()
    }

    /// The number of a new filter.
    pub(super) fn new_filter(&mut self) -> u32 {
        self.filters.push(Filter::default());
        number(self.filters.len() - 1)
    }

    /// Adds a line with rules of these filters.
    pub(super) fn add(&mut self, filters: Vec<u32>, domains: &Domains) {
        let is_generic = domains.is_generic();
        for filter in &filters {
            let filter = &mut self.filters[*filter as usize];
            filter.is_everywhere |= domains.is_empty();
            filter.is_by_host |= !is_generic;
            filter.but_some += u32::from(is_generic && !domains.is_empty());
        }
        if !domains.is_empty() {
            self.hosts.add(number(self.lines.len()), domains);
            self.lines.push(Line { filters, is_generic });
        }
    }

    /// Adds a line with exceptions from these filters.
    pub(super) fn add_exception(&mut self, filters: Vec<u32>, domains: &Domains) {
        for filter in &filters {
            self.filters[*filter as usize].is_excepted = true;
        }
        let exception = number(self.exceptions.len());
        self.exception_hosts.add(exception, domains);
        let is_generic = domains.is_generic();
        if is_generic {
            self.generic_exceptions.push(exception);
        }
        self.exceptions.push(Line { filters, is_generic });
    }

    pub(super) fn allow(&mut self, host: &str, generic: bool, specific: bool) {
        let allowed = self.allowed.entry(host.to_ascii_lowercase().into()).or_default();
        *allowed = (allowed.0 || generic, allowed.1 || specific);
    }

    /// Where a filter applies, once all lines are there.
    pub(super) fn scope(&self, filter: u32) -> Scope {
        match &self.filters[filter as usize] {
            Filter { is_everywhere: true, is_by_host: false, is_excepted: false, .. } => Scope::Generic,
            Filter { is_everywhere: false, but_some: 0, .. } => Scope::Site,
            _ => Scope::Of(filter),
        }
    }

    /// The numbers of a filter's rules.
    pub(super) fn set_rules(&mut self, filter: u32, rules: Range<u32>) {
        self.filters[filter as usize].rules = rules;
    }

    /// Says whether a filter applies to a page that might be anywhere.
    pub(in crate::markup::rules) fn has_everywhere(&self, filter: u32) -> bool {
        let filter = &self.filters[filter as usize];
        filter.is_everywhere && !filter.is_excepted
    }

    /// What applies on `host`.
    pub(in crate::markup::rules) fn on(&self, host: &str) -> Site {
        let allowed = and_parents(host).filter_map(|host| self.allowed.get(host));
        let (no_generic, no_specific) = allowed.fold((false, false), |all, one| (all.0 || one.0, all.1 || one.1));
        let exceptions = self.exception_hosts.on(host);
        let generic = self.generic_exceptions.iter().filter(|exception| !exceptions.contains_key(exception));
        let named = exceptions.iter().filter(|(_, is_on)| **is_on).map(|(exception, _)| exception);
        let excepted = generic.chain(named).flat_map(|exception| &self.exceptions[*exception as usize].filters);
        let mut site = Site {
            generic: !no_generic,
            off: excepted.copied().collect(),
            on: FxHashSet::default(),
            rules: Vec::new(),
        };
        // For each filter, how many of its generic lines exclude the host.
        let mut excluding = FxHashMap::<u32, u32>::default();
        for (line, is_on) in self.hosts.on(host) {
            let Line { filters, is_generic } = &self.lines[line as usize];
            match (is_generic, is_on) {
                (true, false) => filters.iter().for_each(|filter| *excluding.entry(*filter).or_default() += 1),
                (false, true) if !no_specific => {
                    site.on.extend(filters.iter().filter(|filter| !site.off.contains(filter)));
                }
                _ => {}
            }
        }
        for filter in &site.on {
            if self.scope(*filter) == Scope::Site {
                site.rules.extend(self.filters[*filter as usize].rules.clone());
            }
        }
        let is_out = |filter: u32, lines: u32| {
            let filter = &self.filters[filter as usize];
            !filter.is_everywhere && filter.but_some == lines
        };
        site.off
            .extend(excluding.into_iter().filter(|(filter, lines)| is_out(*filter, *lines)).map(|(filter, _)| filter));
        site
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).expect("lists have fewer than four billion lines")
}
