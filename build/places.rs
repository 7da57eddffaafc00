//! Lists in which each value stands once.

use std::collections::BTreeMap;

/// The place of a value among those seen so far, of which it is one from now on.
pub fn place<T: Ord>(places: &mut BTreeMap<T, usize>, value: T) -> usize {
    let next = places.len();
    *places.entry(value).or_insert(next)
}

/// The values by their places.
pub fn in_order<T>(places: BTreeMap<T, usize>) -> Vec<T> {
    let mut values: Vec<_> = places.into_iter().collect();
    values.sort_by_key(|(_, place)| *place);
    values.into_iter().map(|(value, _)| value).collect()
}
