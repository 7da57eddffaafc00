//! Rules by the names of classes or ids.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// The numbers of rules under names, in whatever case these are.
#[derive(Default)]
pub(super) struct ByName {
    rules: FxHashMap<Box<str>, SmallVec<[u32; 2]>>,
    /// A bit for each length that a name has, by the low bits of its first byte, which are the same in both cases: most other names are
    /// ruled out by that.
    lengths: [u64; 32],
}

impl ByName {
    pub(super) fn add(&mut self, name: &str, rule: u32) {
        self.lengths[row(name)] |= 1 << length(name);
        self.rules.entry(name.to_ascii_lowercase().into()).or_default().push(rule);
    }

    #[inline]
    pub(super) fn get(&self, name: &str) -> &[u32] {
        if self.lengths[row(name)] >> length(name) & 1 == 0 {
            return &[];
        }
        let has_upper = name.bytes().any(|byte| byte.is_ascii_uppercase());
        let rules = if has_upper { self.rules.get(&*name.to_ascii_lowercase()) } else { self.rules.get(name) };
        rules.map_or(&[], |rules| rules)
    }
}

fn row(name: &str) -> usize {
    name.bytes().next().map_or(0, |first| usize::from(first & 31))
}

/// The last bit stands for all lengths that have none of their own.
fn length(name: &str) -> usize {
    name.len().min(63)
}
