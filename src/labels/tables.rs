//! The rows of labels as look-ups: what a line is.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use super::characters::is_trailing;
use super::fold::{Folded, Word};
use super::languages::Languages;
use super::rows::{CALLS, LABELS, Row, Sureness};
use super::starts::Starts;

/// Look-ups over rows. Rows of a user make tables of their own, together with the built-in ones.
pub(super) struct Tables {
    texts: Vec<Text>,
    /// The texts that begin with a word, or are it when they are written together.
    by_first: HashMap<Box<str>, Vec<usize>>,
    /// Single words of texts, and texts written together.
    words: HashMap<Box<str>, Languages>,
    /// Calls to action, with a space between their words.
    calls: HashMap<Box<str>, Languages>,
    pub(super) starts: Starts,
}

/// The tables of the built-in rows.
pub(super) static BUILT_IN: LazyLock<Arc<Tables>> = LazyLock::new(|| Arc::new(Tables::new(LABELS.iter().copied())));

/// A label text of one or more rows.
struct Text {
    words: Vec<Box<str>>,
    together: Box<str>,
    rows: Vec<Claim>,
}

/// What a row says of a text.
struct Claim {
    languages: Languages,
    sureness: Sureness,
    upper: bool,
}

impl Text {
    /// How many of `words` the text takes at their start; none if it does not stand there.
    fn matches(&self, words: &[Word]) -> Option<usize> {
        let starts = words.len() >= self.words.len()
            && self.words.iter().zip(words).all(|(own, word)| **own == *word.text);
        if starts {
            return Some(self.words.len());
        }
        words.first().filter(|word| *word.text == *self.together).map(|_| 1)
    }

    /// How sure the rows in force are; `upper`: all its words are in capitals.
    fn sureness(&self, languages: Languages, upper: bool) -> Option<Sureness> {
        let rows = self.rows.iter().filter(|row| row.languages.meets(languages) && (upper || !row.upper));
        rows.map(|row| row.sureness).max()
    }
}

impl Tables {
    /// The tables of these rows and the built-in calls to action.
    pub(super) fn new<'a>(rows: impl Iterator<Item = Row<'a>>) -> Self {
        let mut tables = Tables {
            texts: Vec::new(),
            by_first: HashMap::new(),
            words: HashMap::new(),
            calls: HashMap::new(),
            starts: Starts::default(),
        };
        let mut places = HashMap::new();
        for row in rows {
            for text in row.texts {
                let at = *places.entry(Folded::new(text).joined()).or_insert_with(|| tables.add(text));
                let claim =
                    Claim { languages: Languages::of(row.language), sureness: row.sureness, upper: row.upper };
                tables.name_words(at, claim.languages);
                tables.texts[at].rows.push(claim);
            }
        }
        for (language, texts) in CALLS {
            for text in *texts {
                let call = Folded::new(text);
                tables.starts.insert(&call);
                *tables.calls.entry(call.joined().into()).or_default() |= Languages::of(*language);
            }
        }
        tables
    }

    /// Adds a text without rows; returns its place.
    fn add(&mut self, text: &str) -> usize {
        let folded = Folded::new(text);
        self.starts.insert(&folded);
        let words: Vec<Box<str>> = folded.words.into_iter().map(|word| word.text.into()).collect();
        let together: Box<str> = words.concat().into();
        let at = self.texts.len();
        self.by_first.entry(words.first().cloned().unwrap_or_default()).or_default().push(at);
        if words.len() > 1 {
            self.by_first.entry(together.clone()).or_default().push(at);
        }
        self.texts.push(Text { words, together, rows: Vec::new() });
        at
    }

    fn name_words(&mut self, text: usize, languages: Languages) {
        let Text { words, together, .. } = &self.texts[text];
        for word in words.iter().chain([together]) {
            *self.words.entry(word.clone()).or_default() |= languages;
        }
    }

    /// How sure it is that these words are labels and nothing else: one text, once or more, and then maybe another, once or more.
    pub(super) fn read(&self, words: &[Word], languages: Languages) -> Option<Sureness> {
        self.readings(words, languages).flat_map(|(sureness, at)| {
            let rest = &words[at..];
            let then = (!rest.is_empty()).then(|| self.readings(rest, languages));
            let whole = rest.is_empty().then_some(sureness);
            let both = then.into_iter().flatten().filter(move |(_, end)| *end == rest.len());
            whole.into_iter().chain(both.map(move |(other, _)| sureness.max(other)))
        }).max()
    }

    /// The texts that `words` begin with, so often as they stand one after another, and where that ends.
    fn readings(&self, words: &[Word], languages: Languages) -> impl Iterator<Item = (Sureness, usize)> {
        let texts = words.first().and_then(|word| self.by_first.get(&*word.text));
        texts.into_iter().flatten().flat_map(move |text| {
            let text = &self.texts[*text];
            let (mut at, mut upper) = (0, true);
            std::iter::from_fn(move || {
                let len = text.matches(&words[at..])?;
                upper &= words[at..at + len].iter().all(|word| word.upper);
                at += len;
                Some((upper, at))
            })
            .filter_map(move |(upper, at)| Some((text.sureness(languages, upper)?, at)))
        })
    }

    /// Says whether a visible copy of a line is a call to action.
    pub(super) fn is_call(&self, visible: &str, languages: Languages) -> bool {
        let call = Folded::of_visible(visible.trim_end_matches(is_trailing));
        self.calls.get(&*call.joined()).is_some_and(|in_force| in_force.meets(languages))
    }

    /// Says whether a folded word is a word of a label, or a label written together.
    pub(super) fn is_label_word(&self, word: &str, languages: Languages) -> bool {
        self.words.get(word).is_some_and(|in_force| in_force.meets(languages))
    }
}
