//! Numbers under names: rules under those of classes or ids, the numbers of attributes.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::markup::bucket::word;

/// Numbers under names, in whatever case these are.
#[derive(Default)]
pub(super) struct ByName {
    /// Under the keys of the names, of which few are the same.
    rows: FxHashMap<u64, Same>,
    /// A bit for each length that a name has, by the low bits of its first byte, which are the same in both cases: most other names are
    /// ruled out by that.
    lengths: [u64; 32],
}

type Numbers = SmallVec<[u32; 2]>;

/// The names of one key.
type Same = SmallVec<[(Box<str>, Numbers); 1]>;

impl ByName {
    pub(super) fn add(&mut self, name: &str, number: u32) {
        let bytes = name.as_bytes();
        self.lengths[row(bytes)] |= 1 << length(bytes);
        let same = self.rows.entry(key(bytes)).or_default();
        match same.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            Some((_, numbers)) => numbers.push(number),
            None => same.push((name.into(), Numbers::from_slice(&[number]))),
        }
    }

    #[inline]
    pub(super) fn get(&self, name: &[u8]) -> &[u32] {
        if self.lengths[row(name)] >> length(name) & 1 == 0 { &[] } else { self.look_up(name) }
    }

    #[inline(never)]
    fn look_up(&self, name: &[u8]) -> &[u32] {
        let same = self.rows.get(&key(name)).map_or(&[][..], |same| same);
        let found = same.iter().find(|(known, _)| known.as_bytes().eq_ignore_ascii_case(name));
        found.map_or(&[], |(_, numbers)| numbers)
    }
}

fn row(name: &[u8]) -> usize {
    name.first().map_or(0, |first| usize::from(first & 31))
}

/// The last bit stands for all lengths that have none of their own.
fn length(name: &[u8]) -> usize {
    name.len().min(63)
}

/// What a name is under: made of its first and its last eight bytes and its length, which takes less time than to hash
/// all of it.
fn key(name: &[u8]) -> u64 {
    let end = word(&name[name.len().saturating_sub(8)..]);
    (word(name) ^ name.len() as u64).wrapping_add(end.rotate_left(32))
}
