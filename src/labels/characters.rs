//! Sets of characters, and the characters that mean something in label lines.

use std::sync::LazyLock;

use super::rows::{ALIKE, ARROWS, BRACKETS, BULLETS, DECORATION, REMOVED, RULES, SEPARATORS};
use crate::whitespace::is_space;

/// A set of characters, a bit for each. Many lines are asked for one or two, so that a hash would be too much.
pub(super) struct Characters(Vec<u64>);

impl Characters {
    pub(super) fn new(characters: impl Iterator<Item = char>) -> Self {
        let mut bits = Vec::new();
        for c in characters.map(u32::from) {
            let at = c as usize / 64;
            bits.resize(bits.len().max(at + 1), 0);
            bits[at] |= 1 << (c % 64);
        }
        Characters(bits)
    }

    pub(super) fn contains(&self, c: char) -> bool {
        let c = u32::from(c);
        self.0.get(c as usize / 64).is_some_and(|bits| bits >> (c % 64) & 1 == 1)
    }
}

static DECORATING: LazyLock<Characters> = LazyLock::new(|| Characters::new(DECORATION.iter().copied()));

/// What is stripped from the end of a call to action.
static TRAILING: LazyLock<Characters> = LazyLock::new(|| Characters::new(DECORATION.iter().chain(ARROWS).copied()));

/// Characters, sorted, with the one as which each counts.
static LOOKALIKES: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let entry = |entry: &'static str| entry.chars().zip(entry.chars().next().into_iter().cycle());
    let mut alike: Vec<(char, char)> = ALIKE.iter().copied().flat_map(entry).collect();
    alike.sort_unstable();
    alike
});

pub(super) fn is_decoration(c: char) -> bool {
    DECORATING.contains(c)
}

pub(super) fn is_trailing(c: char) -> bool {
    is_space(c) || TRAILING.contains(c)
}

/// Says whether these two characters around a line decorate it.
pub(super) fn decorates(first: char, last: char) -> bool {
    (RULES.contains(&first) && RULES.contains(&last)) || BRACKETS.contains(&(first, last))
}

pub(super) fn is_bullet(c: char) -> bool {
    BULLETS.contains(&c)
}

pub(super) fn is_separator(c: char) -> bool {
    SEPARATORS.contains(&c)
}

/// The character goes before lines are compared.
pub(super) fn is_removed(c: char) -> bool {
    let c = u32::from(c);
    if (0x20..0x7F).contains(&c) {
        return false;
    }
    let next = REMOVED.partition_point(|(first, _)| *first <= c);
    next > 0 && c <= REMOVED[next - 1].1
}

/// The character as which a lower-case character counts.
pub(super) fn alike(c: char) -> char {
    match c {
        'a'..='z' => c,
        _ => LOOKALIKES.binary_search_by_key(&c, |(alike, _)| *alike).map_or(c, |at| LOOKALIKES[at].1),
    }
}

/// The lower-case characters that count as this one.
pub(super) fn lookalikes(c: char) -> impl Iterator<Item = char> {
    let others = LOOKALIKES.iter().filter(move |(alike, first)| *first == c && *alike != c);
    std::iter::once(c).chain(others.map(|(alike, _)| *alike))
}

/// Makes the tables.
#[cfg(feature = "python")]
pub(super) fn prepare() {
    LazyLock::force(&DECORATING);
    LazyLock::force(&TRAILING);
    LazyLock::force(&LOOKALIKES);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_letter_or_digit_is_decoration() {
        assert!(!(0..=0x7F_u8).any(|c| c.is_ascii_alphanumeric() && is_decoration(char::from(c))));
        assert!(REMOVED.is_sorted());
        assert!(!REMOVED.iter().any(|(first, last)| *first < 0x7F && *last >= 0x20));
        assert!(LOOKALIKES.iter().all(|(alike, first)| !alike.is_ascii_lowercase() || alike == first));
    }
}
