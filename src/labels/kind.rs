//! What a line is.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::FxHasher;

use super::characters::is_trailing;
use super::fold::{Folded, Word, bare_words, first_word, fold_word, frame, is_single, visible};
use super::known::Known;
use super::payers::{Payer, payer};
use super::rows::Sureness;
use super::starts::Start;
use super::tables::Tables;
use super::{Languages, Level};
use crate::whitespace::is_space;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Only white space.
    Blank,
    /// What is left of a line of which a script went: nothing.
    Script,
    /// It reads as labels.
    Label(Label),
    /// It reads as labels, and the next line may say that it stands among its own kind.
    Open,
    /// A call to action.
    Call,
    /// It says who pays, and is no label itself.
    Credit,
    /// Anything else.
    Text,
}

/// A line that reads as labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// It goes in any case.
    pub(super) sure: bool,
    /// It starts with a bullet.
    pub(super) item: bool,
    /// It may be the name of a speaker, a score or an answer, and so comes again and again.
    pub(super) short: bool,
    /// Lines with the same words, each counted once, have the same number; none if no line with these words is ever in doubt. There are no
    /// more of these numbers than pairs of texts: a label is made of two at most, however often.
    pub(super) words: Option<u64>,
}

/// What is held to be a label.
#[derive(Clone)]
pub(super) struct Judge {
    pub(super) tables: Arc<Tables>,
    pub(super) languages: Languages,
    pub(super) level: Level,
}

impl Judge {
    /// What the line is with which `text` starts.
    pub(super) fn kind(&self, text: &str, line: &str, known: &mut Known<Kind>) -> Kind {
        if let Some(kind) = known.get(line) {
            return kind;
        }
        match self.tables.starts.of(text) {
            Start::Text => Kind::Text,
            _ if line.trim_start_matches(is_space).is_empty() => Kind::Blank,
            // Most lines need no more than a look at their first word.
            _ if first_word(line).is_some_and(|first| !self.may_start(first)) || is_table_row(line) => Kind::Text,
            _ => known.add(line, self.kind_of_visible(&visible(line))),
        }
    }

    /// Says whether a line of interest may start with this word of a visible copy.
    fn may_start(&self, first: &str) -> bool {
        let may_be = |word: &str| is_single(word) || self.tables.starts_with(&fold_word(word));
        let cut = first
            .split([':', ',', ';', '!', '?'])
            .next()
            .expect("a split has a first part")
            .trim_end_matches(is_trailing);
        may_be(first) || (cut.len() < first.len() && may_be(cut))
    }

    fn kind_of_visible(&self, visible: &str) -> Kind {
        let Some(first) = bare_words(visible).next().filter(|first| self.may_start(first)) else { return Kind::Text };
        // Only words of labels make a label.
        if bare_words(visible)
            .all(|word| is_single(word) || self.tables.is_label_word(&fold_word(word), self.languages))
        {
            let mut folded = Folded::of_visible(visible);
            if let Some(sureness) = self.tables.read(&folded.words, self.languages) {
                let short = is_short(&folded, visible);
                let decorated = folded.decorated && !(short && is_emphasised(visible));
                let sure = sureness == Sureness::Sure || decorated || self.level == Level::Strict;
                let is_never_in_doubt = sureness == Sureness::Sure && {
                    // In whatever case they are written.
                    folded.words.iter_mut().for_each(|word| word.upper = false);
                    self.tables.read(&folded.words, self.languages) == Some(Sureness::Sure)
                };
                let words = (!is_never_in_doubt).then(|| hashed(&folded.words, short));
                return Kind::Label(Label { sure, item: folded.item, short, words });
            }
        }
        let (_, item) = frame(visible);
        match payer(visible, first, self.languages) {
            Some(Payer::Marking) => return Kind::Label(Label { sure: true, item, short: false, words: None }),
            Some(Payer::Credit) if !item => return Kind::Credit,
            _ => {}
        }
        if !item && self.tables.is_call(visible, self.languages) { Kind::Call } else { Kind::Text }
    }
}

/// Says whether all words have at most three letters of ASCII, or are `Ilan`, which is no name without its capital.
fn is_short(folded: &Folded, visible: &str) -> bool {
    folded.words.iter().all(|word| match &*word.text {
        "ilan" => bare_words(visible).all(|word| word.starts_with('I')),
        text => text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_lowercase()),
    })
}

/// Says whether the line starts with a word in the emphasis of Markdown.
fn is_emphasised(visible: &str) -> bool {
    let line = visible.trim_start_matches(is_space);
    line.starts_with(['*', '_']) && !line.trim_start_matches(['*', '_']).starts_with(is_space)
}

/// A number for the words, each counted once. What is `short` speaks for nothing that is not.
fn hashed(words: &[Word], short: bool) -> u64 {
    let mut hasher = FxHasher::default();
    short.hash(&mut hasher);
    for (at, word) in words.iter().enumerate() {
        if !words[..at].iter().any(|before| before.text == word.text) {
            word.text.hash(&mut hasher);
        }
    }
    hasher.finish()
}

fn is_table_row(line: &str) -> bool {
    // Most lines have none of them.
    let are_there = line.bytes().filter(|byte| matches!(byte, b'\t' | b'|')).count() >= 2;
    are_there && line.split(['\t', '|']).filter(|piece| !piece.trim_start_matches(is_space).is_empty()).count() >= 3
}
