//! The label rows, from python/strigil/rules/labels.toml, as look-ups.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

include!(concat!(env!("OUT_DIR"), "/labels.rs"));

/// Look-ups over the rows.
pub(super) struct Rows {
    any_case: HashSet<&'static str>,
    any_case_decorated: HashSet<&'static str>,
    exact: HashSet<&'static str>,
    exact_decorated: HashSet<&'static str>,
    calls: HashSet<&'static str>,
    /// The lower-cased first words of all labels.
    first_words: HashSet<String>,
    /// The ASCII letters and digits that labels and calls to action start with, lower-cased.
    ascii_starts: BTreeSet<String>,
    /// For the low bits of each of their first letters, the lengths of those: most words are ruled out by these alone.
    ascii_lengths: [u32; 32],
    /// The lower-cased characters that labels and calls to action start with.
    first_characters: Characters,
    /// The number of words in the longest label.
    pub(super) most_words: usize,
    decoration: Characters,
}

/// The rows.
pub(super) static ROWS: LazyLock<Rows> = LazyLock::new(|| {
    let set = |texts: &'static [&'static str]| texts.iter().copied().collect::<HashSet<_>>();
    let labels = [ANY_CASE, ANY_CASE_DECORATED, EXACT, EXACT_DECORATED];
    let labels = labels.iter().flat_map(|texts| texts.iter());
    let starts = labels.clone().chain(CALLS_TO_ACTION).map(|text| ascii_start(text).to_lowercase());
    let mut ascii_lengths = [0; 32];
    for start in starts.clone().filter(|start| !start.is_empty()) {
        ascii_lengths[usize::from(start.as_bytes()[0] & 31)] |= 1 << start.len();
    }
    Rows {
        any_case: set(ANY_CASE),
        any_case_decorated: set(ANY_CASE_DECORATED),
        exact: set(EXACT),
        exact_decorated: set(EXACT_DECORATED),
        calls: set(CALLS_TO_ACTION),
        first_words: labels.clone().filter_map(|text| text.split(' ').next()).map(str::to_lowercase).collect(),
        ascii_starts: starts.collect(),
        ascii_lengths,
        first_characters: Characters::new(
            labels.clone().chain(CALLS_TO_ACTION).filter_map(|text| text.chars().next()).flat_map(char::to_lowercase),
        ),
        most_words: labels.map(|text| text.split(' ').count()).max().unwrap_or_default(),
        decoration: Characters::new(DECORATION.iter().copied()),
    }
});

/// A set of characters. Nearly every line is asked for one or two, so that a hash would be too much.
struct Characters {
    ascii: u128,
    others: Vec<char>,
}

impl Characters {
    fn new(characters: impl Iterator<Item = char>) -> Self {
        let (ascii, mut others): (Vec<char>, Vec<char>) = characters.partition(char::is_ascii);
        others.sort_unstable();
        Characters { ascii: ascii.into_iter().fold(0, |set, c| set | 1 << u32::from(c)), others }
    }

    fn contains(&self, c: char) -> bool {
        if c.is_ascii() { self.ascii >> u32::from(c) & 1 == 1 } else { self.others.binary_search(&c).is_ok() }
    }
}

impl Rows {
    pub(super) fn is_label(&self, text: &str, decorated: bool) -> bool {
        let exact = self.exact.contains(text) || (decorated && self.exact_decorated.contains(text));
        exact || {
            let lower = text.to_lowercase();
            self.any_case.contains(&*lower) || (decorated && self.any_case_decorated.contains(&*lower))
        }
    }

    /// Says whether a label may start with this word.
    pub(super) fn may_start(&self, word: &str) -> bool {
        self.first_words.contains(&word.to_lowercase())
    }

    /// False if neither a label nor a call to action starts with this word, which is ASCII letters and digits.
    pub(super) fn may_start_ascii(&self, word: &str) -> bool {
        let [first, ..] = word.as_bytes() else { return false };
        if word.len() >= LONGEST_START || self.ascii_lengths[usize::from(first & 31)] >> word.len() & 1 == 0 {
            return false;
        }
        let mut lower = [0; LONGEST_START];
        let Some(lower) = lower.get_mut(..word.len()) else { return false };
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        std::str::from_utf8(lower).is_ok_and(|lower| self.ascii_starts.contains(lower))
    }

    pub(super) fn is_first_character(&self, c: char) -> bool {
        self.first_characters.contains(c)
    }

    pub(super) fn is_call(&self, text: &str) -> bool {
        self.calls.contains(&*text.to_lowercase())
    }

    pub(super) fn is_decoration(&self, c: char) -> bool {
        self.decoration.contains(c)
    }
}

/// All labels and calls to action start with fewer ASCII letters and digits.
const LONGEST_START: usize = 24;

fn ascii_start(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len())]
}

pub(super) fn is_arrow(c: char) -> bool {
    ARROWS.contains(&c)
}

/// Says whether these two characters around a line decorate it.
pub(super) fn decorates(first: char, last: char) -> bool {
    (RULES.contains(&first) && RULES.contains(&last)) || BRACKETS.contains(&(first, last))
}

/// The words and phrases that are looked for inside lines; the words come first.
pub(super) static INLINE: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let texts = WORDS.iter().chain(PHRASES);
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(texts).expect("the table is small")
});

/// Says whether the text with this number in `INLINE` is a word and not a phrase.
pub(super) fn is_word(number: usize) -> bool {
    number < WORDS.len()
}

/// No inline text is longer, in bytes.
pub(super) static LONGEST_INLINE: LazyLock<usize> =
    LazyLock::new(|| WORDS.iter().chain(PHRASES).map(|text| text.len()).max().unwrap_or_default());

pub(super) fn is_not_before(word: &str) -> bool {
    NOT_BEFORE.contains(&&*word.to_lowercase())
}

pub(super) fn is_not_after(word: &str) -> bool {
    NOT_AFTER.contains(&&*word.to_lowercase())
}

/// Says whether a line so far ends with the credit of a picture.
pub(super) fn ends_with_credit(left: &str) -> bool {
    let cue = |cue: &str| left.rfind(cue).is_some_and(|at| !left[at + cue.len()..].contains(['.', '!', '?']));
    let bare = left.strip_suffix(')').unwrap_or(left);
    let agency = |name: &str| bare.strip_suffix(name).is_some_and(|left| left.ends_with(['(', '/']));
    CREDIT_CUES.iter().any(|text| cue(text)) || AGENCIES.iter().any(|name| agency(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_start_is_longer() {
        assert!(ROWS.ascii_starts.iter().all(|start| start.len() < LONGEST_START));
        assert!(!(0..=0x7F_u8).any(|c| c.is_ascii_alphanumeric() && ROWS.is_decoration(char::from(c))));
    }
}
