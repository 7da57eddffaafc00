//! What the stage `inline labels` looks for inside lines, and the words beside it that matter.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::packed::{self, Searcher};
use aho_corasick::{AhoCorasick, MatchKind};

use super::rows::{AGENCIES, CREDIT_CUES, NOT_AFTER, NOT_BEFORE, PHRASES, WORDS};

/// Finds the words and phrases that are looked for inside lines; the words come first.
struct Finder {
    /// Not for every processor.
    packed: Option<Searcher>,
    automaton: AhoCorasick,
}

static FINDER: LazyLock<Finder> = LazyLock::new(|| {
    let texts = || WORDS.iter().chain(PHRASES);
    let packed = packed::Config::new().match_kind(packed::MatchKind::LeftmostLongest).builder().extend(texts()).build();
    let mut automaton = AhoCorasick::builder();
    let automaton = automaton.match_kind(MatchKind::LeftmostLongest).build(texts()).expect("the table is small");
    Finder { packed, automaton }
});

/// A word or phrase that was found.
pub(super) struct Found {
    pub(super) range: Range<usize>,
    /// It is a word and not a phrase.
    pub(super) is_word: bool,
}

/// The next word or phrase from `from` on, at each place the longest.
pub(super) fn find_inline(text: &str, from: usize) -> Option<Found> {
    let Finder { packed, automaton } = &*FINDER;
    let rest = &text[from..];
    let found = packed.as_ref().map_or_else(|| automaton.find(rest), |packed| packed.find(rest))?;
    let range = from + found.start()..from + found.end();
    Some(Found { range, is_word: found.pattern().as_usize() < WORDS.len() })
}

/// No inline text is longer, in bytes.
pub(super) static LONGEST_INLINE: LazyLock<usize> =
    LazyLock::new(|| WORDS.iter().chain(PHRASES).map(|text| text.len()).max().unwrap_or_default());

/// From here on, more input may complete a word or phrase, of which there is none from `from` on.
pub(super) fn open_end(text: &str, from: usize) -> usize {
    let start = text.len().saturating_sub(*LONGEST_INLINE).max(from);
    let texts = || WORDS.iter().chain(PHRASES);
    let begins = |at: &usize| texts().any(|inline| inline.as_bytes().starts_with(&text.as_bytes()[*at..]));
    // All of them start with an ASCII capital.
    let mut places = (start..text.len()).filter(|at| text.as_bytes()[*at].is_ascii_uppercase());
    places.find(begins).unwrap_or(text.len())
}

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
    fn all_start_with_a_capital() {
        assert!(WORDS.iter().chain(PHRASES).all(|text| text.starts_with(|c: char| c.is_ascii_uppercase())));
    }
}
