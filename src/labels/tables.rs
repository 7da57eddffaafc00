//! The rows of labels as look-ups: what a line is.

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::characters::is_trailing;
use super::fold::{Folded, Word, bare_words, fold_word, is_single, joined};
use super::languages::Languages;
use super::own::OwnRow;
use super::payers;
use super::rows::{CALLS, CREDIT, LABELS, Row, Sureness};
use super::starts::Starts;

/// Look-ups over rows. Rows of a user make tables of their own, together with the built-in ones.
pub(crate) struct Tables {
    /// What rows say of a text: of its words, with a space between, and of all of them written together.
    texts: FxHashMap<String, Vec<Claim>>,
    /// By the first of these words, how many there may be.
    lengths: FxHashMap<String, BTreeSet<usize>>,
    /// Single words of texts, and texts written together.
    words: FxHashMap<String, Languages>,
    /// Calls to action, with a space between their words.
    calls: FxHashMap<String, Languages>,
    /// The first words of calls to action, and of lines that say who pays.
    first_of_others: FxHashSet<String>,
    pub(super) starts: Starts,
}

/// The tables of the built-in rows.
pub(super) static BUILT_IN: LazyLock<Arc<Tables>> = LazyLock::new(|| Arc::new(Tables::new([])));

/// What a row says of a text.
#[derive(Clone, Copy)]
struct Claim {
    languages: Languages,
    sureness: Sureness,
    upper: bool,
}

impl Tables {
    /// The tables of the built-in rows and these.
    pub(crate) fn new<'a>(own: impl IntoIterator<Item = &'a OwnRow>) -> Self {
        let mut tables = Tables {
            texts: FxHashMap::default(),
            lengths: FxHashMap::default(),
            words: FxHashMap::default(),
            calls: FxHashMap::default(),
            first_of_others: FxHashSet::default(),
            starts: Starts::default(),
        };
        for Row { language, sureness, upper, texts } in LABELS {
            for text in *texts {
                let languages = Languages::of(*language);
                tables.add(&Folded::new(text), Claim { languages, sureness: *sureness, upper: *upper });
            }
        }
        for OwnRow { languages, sureness, upper, texts } in own {
            for text in texts {
                tables.add(&Folded::new(text), Claim { languages: *languages, sureness: *sureness, upper: *upper });
            }
        }
        for (language, texts) in CALLS {
            for text in *texts {
                let call = Folded::new(text);
                tables.starts.insert(&call);
                tables.first_of_others.extend(call.words.first().map(|word| word.text.clone()));
                *tables.calls.entry(call.joined()).or_default() |= Languages::of(*language);
            }
        }
        // A quotation, which is left out, may stand between their words.
        CREDIT.starts.iter().for_each(|text| tables.starts.insert_opener(&Folded::new(text)));
        payers::openers().for_each(|word| tables.starts.insert_opener(&Folded::new(word)));
        tables.first_of_others.extend(payers::first_words());
        tables
    }

    fn add(&mut self, text: &Folded, claim: Claim) {
        self.starts.insert(text);
        let words: Vec<&str> = text.words.iter().map(|word| &*word.text).collect();
        let together = words.concat();
        for word in words.iter().copied().chain([&*together]) {
            *self.words.entry(word.to_owned()).or_default() |= claim.languages;
        }
        self.claim(&words, claim);
        if words.len() > 1 {
            self.claim(&[&together], claim);
        }
    }

    fn claim(&mut self, words: &[&str], claim: Claim) {
        self.texts.entry(words.join(" ")).or_default().push(claim);
        self.lengths.entry(words[0].to_owned()).or_default().insert(words.len());
    }

    /// A label, a call to action or a line that says who pays starts with this folded word.
    pub(super) fn starts_with(&self, word: &str) -> bool {
        self.lengths.contains_key(word) || self.first_of_others.contains(word)
    }

    /// How sure it is that these words are labels and nothing else: one text, once or more, and then maybe another, once or more.
    pub(super) fn read(&self, words: &[Word], languages: Languages) -> Option<Sureness> {
        let mut best = None;
        for (text, len) in self.texts_at(words, languages) {
            let mut so_far = text;
            let mut rest = &words[len..];
            loop {
                let whole = if rest.is_empty() { Some(so_far) } else { self.read_one(rest, languages) };
                best = best.max(whole.map(|behind| behind.max(so_far)));
                let is_same = rest.len() >= len && same(&rest[..len], &words[..len]);
                let Some(again) = is_same.then(|| self.sureness(&rest[..len], languages)).flatten() else { break };
                so_far = so_far.max(again);
                rest = &rest[len..];
            }
        }
        best
    }

    /// The same for one text, once or more.
    fn read_one(&self, words: &[Word], languages: Languages) -> Option<Sureness> {
        let readings = self.texts_at(words, languages).filter_map(|(_, len)| {
            let mut parts = words.chunks(len);
            let is_one = words.len().is_multiple_of(len) && parts.clone().all(|part| same(part, &words[..len]));
            if !is_one {
                return None;
            }
            parts.try_fold(Sureness::Ambiguous, |so_far, part| Some(so_far.max(self.sureness(part, languages)?)))
        });
        readings.max()
    }

    /// The texts that `words` begin with, and of how many words they are.
    fn texts_at(&self, words: &[Word], languages: Languages) -> impl Iterator<Item = (Sureness, usize)> {
        let lengths = words.first().and_then(|first| self.lengths.get(&first.text)).into_iter().flatten().copied();
        lengths.filter_map(move |len| Some((self.sureness(words.get(..len)?, languages)?, len)))
    }

    /// How sure it is that these words are a label; none if they are no text of a row in force.
    fn sureness(&self, words: &[Word], languages: Languages) -> Option<Sureness> {
        let claims = match words {
            [word] => self.texts.get(&word.text),
            _ => self.texts.get(&joined(words)),
        };
        let upper = words.iter().all(|word| word.upper);
        let in_force = |claim: &&Claim| claim.languages.meets(languages) && (upper || !claim.upper);
        claims?.iter().filter(in_force).map(|claim| claim.sureness).max()
    }

    /// Says whether a visible copy of a line is a call to action.
    pub(super) fn is_call(&self, visible: &str, languages: Languages) -> bool {
        let visible = visible.trim_end_matches(is_trailing);
        let may_be = |first: &str| is_single(first) || self.first_of_others.contains(&*fold_word(first));
        if !bare_words(visible).next().is_some_and(may_be) {
            return false;
        }
        let call = Folded::of_visible(visible);
        self.calls.get(&call.joined()).is_some_and(|in_force| in_force.meets(languages))
    }

    /// Says whether a folded word is a word of a label, or a label written together.
    pub(super) fn is_label_word(&self, word: &str, languages: Languages) -> bool {
        self.words.get(word).is_some_and(|in_force| in_force.meets(languages))
    }
}

/// The words are the same, in whatever case.
fn same(words: &[Word], others: &[Word]) -> bool {
    words.iter().zip(others).all(|(word, other)| word.text == other.text)
}
