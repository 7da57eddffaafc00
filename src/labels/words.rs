//! What the stage `inline labels` looks for inside lines, and the words beside it that matter.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::rows::{AGENCIES, CREDIT_CUES, NOT_AFTER, NOT_BEFORE, PHRASES, WORDS};

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

/// Says whether more input may make a word or phrase of `end`.
pub(super) fn may_begin_inline(end: &str) -> bool {
    WORDS.iter().chain(PHRASES).any(|text| text.starts_with(end))
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
