//! The folded form, in which lines are compared with the texts of rows: without width, case, decoration, letter-spacing, invisible
//! characters and letters that pass for others. The rules: docs/reference/labels.md, 2.

use std::borrow::Cow;

use super::characters::{alike, decorates, is_bullet, is_decoration, is_removed};
use super::starts::small_letter;
use crate::unicode::{self, Form};
use crate::whitespace::is_space;

/// A line in its folded form.
#[derive(Default)]
pub(super) struct Folded {
    pub(super) words: Vec<Word>,
    /// Rules or brackets stand around the line.
    pub(super) decorated: bool,
    /// It starts with a bullet.
    pub(super) item: bool,
}

/// A word of a folded line.
pub(super) struct Word {
    pub(super) text: String,
    /// No character in it was lower-case.
    pub(super) upper: bool,
    /// It is the last one, and an ellipsis ends the line.
    pub(super) trails_off: bool,
}

/// A copy of the line without what is invisible or wide: the first two steps.
pub(super) fn visible(line: &str) -> Cow<'_, str> {
    let mut copy = unicode::normalize(line, Form::Nfkc);
    // Most characters are letters that are quickly told.
    let is_removed = |c| !matches!(c, ' '..='~') && small_letter(c).is_none() && is_removed(c);
    if copy.contains(is_removed) {
        copy.to_mut().retain(|c| !is_removed(c));
    }
    copy
}

/// The words of such a copy without their decoration.
pub(super) fn bare_words(visible: &str) -> impl Iterator<Item = &str> {
    visible.split(is_space).map(bare).filter(|word| !word.is_empty())
}

/// The first of them, if it is seen without a copy that folding leaves it as it is, but for its case and look-alikes.
pub(super) fn first_word(line: &str) -> Option<&str> {
    let mut words = line.split(' ').map(|word| (word, bare(word)));
    let (word, first) = words.find(|(word, bare)| !bare.is_empty() || !is_itself(word))?;
    // A space follows it, or nothing: no mark that would change it.
    is_itself(word).then_some(first)
}

fn is_itself(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_graphic() || small_letter(c).is_some())
}

fn bare(word: &str) -> &str {
    word.trim_matches(is_decoration)
}

/// A word in lower case, look-alikes replaced.
pub(super) fn fold_word(word: &str) -> Cow<'_, str> {
    // Look-alikes of ASCII letters are no ASCII letters.
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'A'..='Z' => folded.push(c.to_ascii_lowercase()),
            'a'..='z' => folded.push(c),
            _ => match small_letter(c) {
                Some(letter) => folded.push(letter),
                None => folded.extend(c.to_lowercase().map(alike)),
            },
        }
    }
    Cow::Owned(folded)
}

impl Folded {
    pub(super) fn new(line: &str) -> Self {
        Folded::of_visible(&visible(line))
    }

    /// The folded form of what `visible` gives.
    pub(super) fn of_visible(visible: &str) -> Self {
        let (decorated, item) = frame(visible);
        let mut words = Vec::new();
        let mut spaced = String::new();
        let mut singles = 0;
        let mut push = |word: &str| {
            let upper = !word.contains(char::is_lowercase);
            words.push(Word { text: fold_word(word).into_owned(), upper, trails_off: false });
        };
        for word in bare_words(visible) {
            if is_single(word) {
                spaced.push_str(word);
                singles += 1;
                continue;
            }
            if singles > 0 {
                push(&spaced);
                spaced.clear();
                singles = 0;
            }
            push(word);
        }
        if singles > 0 {
            push(&spaced);
        }
        if let Some(last) = words.last_mut() {
            last.trails_off = trails_off(visible);
        }
        Folded { words, decorated, item }
    }

    /// The words with spaces between.
    pub(super) fn joined(&self) -> String {
        joined(&self.words)
    }
}

/// Says of what `visible` gives whether it is decorated, and whether it starts with a bullet.
pub(super) fn frame(visible: &str) -> (bool, bool) {
    let mut ends = visible.trim_matches(is_space).chars();
    let first = ends.next();
    let decorated = first.zip(ends.next_back().or(first)).is_some_and(|(first, last)| decorates(first, last));
    (decorated, !decorated && first.is_some_and(is_bullet))
}

/// Says of what `visible` gives whether it ends with an ellipsis, decoration behind it aside.
fn trails_off(visible: &str) -> bool {
    visible.trim_end_matches(|c| c != '.' && (is_space(c) || is_decoration(c))).ends_with("...")
}

/// Words with spaces between.
pub(super) fn joined(words: &[Word]) -> String {
    words.iter().map(|word| &*word.text).collect::<Vec<_>>().join(" ")
}

pub(super) fn is_single(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some() && chars.next().is_none()
}
