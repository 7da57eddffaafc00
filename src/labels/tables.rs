//! The rows of labels as look-ups: what a line is.

use std::sync::{Arc, LazyLock};

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::characters::is_trailing;
use super::fold::{Folded, Word, bare_words, fold_word, is_single};
use super::languages::Languages;
use super::own::OwnRow;
use super::payers;
use super::rows::{CALLS, CREDIT, LABELS, Row, Sureness};
use super::starts::Starts;

/// Look-ups over rows. Rows of a user make tables of their own, together with the built-in ones.
pub(crate) struct Tables {
    /// The texts of rows, each also with its words written together, by their first word.
    texts: FxHashMap<String, Vec<Text>>,
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

/// A text, and what rows say of it.
struct Text {
    words: Vec<String>,
    claims: Vec<Claim>,
}

impl Text {
    /// How sure it is that `words` begin with this text; none if they do not, or no row in force says so.
    fn sureness(&self, words: &[Word], languages: Languages) -> Option<Sureness> {
        let words = words.get(..self.words.len())?;
        if !words.iter().zip(&self.words).all(|(word, own)| word.text == *own) {
            return None;
        }
        let upper = words.iter().all(|word| word.upper);
        let trails_off = words.last().is_some_and(|word| word.trails_off);
        let fits = |claim: &&Claim| (upper || !claim.upper) && (trails_off || !claim.trails_off);
        let in_force = |claim: &&Claim| claim.languages.meets(languages) && fits(claim);
        self.claims.iter().filter(in_force).map(|claim| claim.sureness).max()
    }
}

/// What a row says of a text.
#[derive(Clone, Copy)]
struct Claim {
    languages: Languages,
    sureness: Sureness,
    upper: bool,
    /// The text ends with an ellipsis.
    trails_off: bool,
}

impl Tables {
    /// The tables of the built-in rows and these.
    pub(crate) fn new<'a>(own: impl IntoIterator<Item = &'a OwnRow>) -> Self {
        let mut tables = Tables {
            texts: FxHashMap::default(),
            words: FxHashMap::default(),
            calls: FxHashMap::default(),
            first_of_others: FxHashSet::default(),
            starts: Starts::default(),
        };
        for Row { language, sureness, upper, texts } in LABELS {
            for text in *texts {
                let languages = Languages::of(*language);
                tables.add(&Folded::new(text), languages, *sureness, *upper);
            }
        }
        for OwnRow { languages, sureness, upper, texts } in own {
            for text in texts {
                tables.add(&Folded::new(text), *languages, *sureness, *upper);
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

    fn add(&mut self, text: &Folded, languages: Languages, sureness: Sureness, upper: bool) {
        let trails_off = text.words.last().is_some_and(|word| word.trails_off);
        let claim = Claim { languages, sureness, upper, trails_off };
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
        let texts = self.texts.entry(words[0].to_owned()).or_default();
        match texts.iter_mut().find(|text| text.words == words) {
            Some(text) => text.claims.push(claim),
            None => {
                texts.push(Text { words: words.iter().map(|word| (*word).to_owned()).collect(), claims: vec![claim] });
            }
        }
    }

    /// A label, a call to action or a line that says who pays starts with this folded word.
    pub(super) fn starts_with(&self, word: &str) -> bool {
        self.texts.contains_key(word) || self.first_of_others.contains(word)
    }

    /// How sure it is that these words are labels and nothing else: one text, once or more, and then maybe another, once or more.
    pub(super) fn read(&self, words: &[Word], languages: Languages) -> Option<Sureness> {
        let ends = self.ends(words, languages);
        let mut best = None;
        for (text, first) in self.texts_at(words, languages) {
            let (mut so_far, mut at) = (first, text.words.len());
            loop {
                let rest = if at == words.len() { Some(so_far) } else { ends[at].iter().map(|(_, end)| *end).max() };
                best = best.max(rest.map(|rest| rest.max(so_far)));
                let Some(again) = text.sureness(&words[at..], languages) else { break };
                so_far = so_far.max(again);
                at += text.words.len();
            }
        }
        best
    }

    /// For each place in `words` the texts of which there is one, once or more, from there to the end: how many words it has, and how sure
    /// it is. From the end on, so that each place is looked at once.
    fn ends(&self, words: &[Word], languages: Languages) -> Vec<SmallVec<[(usize, Sureness); 2]>> {
        let mut ends: Vec<SmallVec<[(usize, Sureness); 2]>> = vec![SmallVec::new(); words.len()];
        for start in (0..words.len()).rev() {
            for (text, sureness) in self.texts_at(&words[start..], languages) {
                let len = text.words.len();
                let next = start + len;
                let is_again = words.get(next..next + len).is_some_and(|again| same(again, &words[start..next]));
                if next == words.len() {
                    ends[start].push((len, sureness));
                } else if is_again && let Some((_, again)) = ends[next].iter().find(|(other, _)| *other == len) {
                    let sureness = sureness.max(*again);
                    ends[start].push((len, sureness));
                }
            }
        }
        ends
    }

    /// The texts that `words` begin with, and how sure each is.
    fn texts_at(&self, words: &[Word], languages: Languages) -> impl Iterator<Item = (&Text, Sureness)> {
        let texts = words.first().and_then(|first| self.texts.get(&first.text)).into_iter().flatten();
        texts.filter_map(move |text| Some((text, text.sureness(words, languages)?)))
    }

    /// Says whether these are two words, each a text, of which no language has both.
    pub(super) fn are_of_two_languages(&self, words: &[Word], languages: Languages) -> bool {
        let claims = |word: &Word| {
            let texts = self.texts.get(&word.text).into_iter().flatten();
            texts.filter(|text| text.words.len() == 1).flat_map(|text| &text.claims)
        };
        let of = |word: &Word| {
            let mut all = Languages::default();
            claims(word).filter(|claim| claim.languages.meets(languages)).for_each(|claim| all |= claim.languages);
            all
        };
        let [first, second] = words else { return false };
        let (first, second) = (of(first), of(second));
        first != Languages::default() && second != Languages::default() && !first.meets(second)
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

/// Makes the tables.
#[cfg(feature = "python")]
pub(super) fn prepare() {
    LazyLock::force(&BUILT_IN);
}
