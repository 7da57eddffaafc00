//! The label rows, from python/strigil/rules/labels.toml, as look-ups.

use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::starts::Starts;

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
    /// The number of words in the longest label.
    pub(super) most_words: usize,
    decoration: Characters,
}

/// The rows.
pub(super) static ROWS: LazyLock<Rows> = LazyLock::new(|| {
    let set = |texts: &'static [&'static str]| texts.iter().copied().collect::<HashSet<_>>();
    let labels = [ANY_CASE, ANY_CASE_DECORATED, EXACT, EXACT_DECORATED];
    let labels = labels.iter().flat_map(|texts| texts.iter());
    Rows {
        any_case: set(ANY_CASE),
        any_case_decorated: set(ANY_CASE_DECORATED),
        exact: set(EXACT),
        exact_decorated: set(EXACT_DECORATED),
        calls: set(CALLS_TO_ACTION),
        first_words: labels.clone().filter_map(|text| text.split(' ').next()).map(str::to_lowercase).collect(),
        most_words: labels.map(|text| text.split(' ').count()).max().unwrap_or_default(),
        decoration: Characters::new(DECORATION.iter().copied()),
    }
});

/// What labels and calls to action may start with.
pub(super) static STARTS: LazyLock<Starts> = LazyLock::new(|| {
    let labels = [ANY_CASE, ANY_CASE_DECORATED, EXACT, EXACT_DECORATED, CALLS_TO_ACTION];
    Starts::new(labels.into_iter().flatten().copied(), |c| ROWS.is_decoration(c))
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

    pub(super) fn is_call(&self, text: &str) -> bool {
        self.calls.contains(&*text.to_lowercase())
    }

    pub(super) fn is_decoration(&self, c: char) -> bool {
        self.decoration.contains(c)
    }
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
