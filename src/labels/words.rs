//! What the stage `inline labels` looks for inside lines, and the words beside it that matter.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::{memchr_iter, memrchr3};
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::Languages;
use super::rows::{AGENCIES, CREDIT_CUES, INLINE, PHRASES};
use crate::seek::{STEM, Stems};
use crate::whitespace::is_space;

/// A word or phrase as it is looked for.
struct Text {
    written: String,
    languages: Languages,
    /// None of a phrase.
    word: Option<Word>,
}

/// A single word.
#[derive(Clone, Copy)]
pub(super) struct Word {
    /// The number of its row.
    row: usize,
    /// It goes behind a credit only.
    pub(super) needs_credit: bool,
}

type Words = FxHashSet<&'static str>;

/// Finds the words and phrases that are looked for inside lines.
struct Finder {
    /// By their first bytes, the longest first.
    texts: FxHashMap<[u8; STEM], Vec<Text>>,
    /// Finds these bytes: many texts start alike.
    stems: Stems,
    /// The bytes with which texts start.
    firsts: [bool; 256],
    /// The words that go behind a credit only.
    credits: FxHashMap<&'static str, Languages>,
    /// For each row the words before and behind its words that make them prose.
    prose: Vec<(Words, Words)>,
    longest: usize,
    /// The languages that have texts.
    languages: Languages,
}

static FINDER: LazyLock<Finder> = LazyLock::new(|| {
    let mut texts: BTreeMap<String, Text> = BTreeMap::new();
    let mut credits: FxHashMap<&str, Languages> = FxHashMap::default();
    let mut add = |text: String, language: u32, word: Option<Word>| {
        let new = || Text { written: text.clone(), languages: Languages::default(), word };
        let entry = texts.entry(text.clone()).or_insert_with(new);
        entry.languages |= Languages::of(language);
    };
    for (number, row) in INLINE.iter().enumerate() {
        for word in row.credit {
            *credits.entry(*word).or_default() |= Languages::of(row.language);
        }
        for (words, needs_credit) in [(row.sentence, false), (row.credit, true)] {
            for word in words {
                add((*word).to_owned(), row.language, Some(Word { row: number, needs_credit }));
            }
        }
    }
    for (language, phrases) in PHRASES {
        for phrase in *phrases {
            add((*phrase).to_owned(), *language, None);
            add(phrase.to_uppercase(), *language, None);
        }
    }
    let mut stems: FxHashMap<[u8; STEM], Vec<Text>> = FxHashMap::default();
    // In reverse order, longer texts come before those that they start with.
    for text in texts.into_values().rev() {
        let stem = text.written.as_bytes().first_chunk().expect("no text is shorter");
        stems.entry(*stem).or_default().push(text);
    }
    let all = || stems.values().flatten();
    let mut sorted: Vec<[u8; STEM]> = stems.keys().copied().collect();
    // Letters in either case are alike.
    sorted.sort_unstable_by_key(|stem| stem.map(|byte| byte & 0x1F));
    let search = Stems::new(&sorted);
    let mut firsts = [false; 256];
    for stem in stems.keys() {
        firsts[usize::from(stem[0])] = true;
    }
    let longest = all().map(|text| text.written.len()).max().expect("there are texts");
    let mut languages = Languages::default();
    all().for_each(|text| languages |= text.languages);
    let words = |words: &[&'static str]| words.iter().copied().collect();
    let prose = INLINE.iter().map(|row| (words(row.not_after), words(row.not_before))).collect();
    Finder { texts: stems, stems: search, firsts, credits, prose, longest, languages }
});

/// A word or phrase that was found.
pub(super) struct Found {
    pub(super) range: Range<usize>,
    /// The word that it is; none if it is a phrase.
    pub(super) word: Option<Word>,
    /// The languages that have it.
    pub(super) languages: Languages,
}

/// The next word or phrase from `from` on, at each place the longest.
pub(super) fn find_inline(text: &str, mut from: usize) -> Option<Found> {
    let Finder { texts, stems, .. } = &*FINDER;
    loop {
        let start = stems.find(text.as_bytes(), from)?;
        let rest = &text.as_bytes()[start..];
        let texts = rest.first_chunk().and_then(|stem| texts.get(stem)).into_iter().flatten();
        let whole = { texts }.find(|whole| rest.starts_with(whole.written.as_bytes()));
        if let Some(Text { written, languages, word }) = whole {
            return Some(Found { range: start..start + written.len(), word: *word, languages: *languages });
        }
        from = start + 1;
    }
}

/// No inline text is longer, in bytes.
pub(super) fn longest_inline() -> usize {
    FINDER.longest
}

/// The languages that have a word or phrase.
pub(super) fn inline_languages() -> Languages {
    FINDER.languages
}

/// From here on, more input may complete a word or phrase, of which there is none from `from` on.
pub(super) fn open_end(text: &str, from: usize) -> usize {
    let Finder { texts, firsts, longest, .. } = &*FINDER;
    let bytes = text.as_bytes();
    let goes_on =
        |whole: &Text, end: &[u8]| whole.written.as_bytes()[0] == end[0] && whole.written.as_bytes().starts_with(end);
    let begins = |at: &usize| texts.values().flatten().any(|whole| goes_on(whole, &bytes[*at..]));
    let mut places =
        (text.len().saturating_sub(*longest).max(from)..text.len()).filter(|at| firsts[usize::from(bytes[*at])]);
    places.find(begins).unwrap_or(text.len())
}

impl Word {
    /// Says whether the words beside it make it prose.
    pub(super) fn is_prose(self, before: &str, after: &str) -> bool {
        let is_one = |word: &str, words: &Words| !words.is_empty() && words.contains(&*word.to_lowercase());
        let (not_after, not_before) = &FINDER.prose[self.row];
        is_one(before, not_after) || is_one(after, not_before)
    }
}

/// Says whether a line so far ends with the credit of a picture.
pub(super) fn ends_with_credit(left: &str) -> bool {
    behind_cues(left).next().is_some() || ends_with_agency(left, &['(', '/'])
}

/// Says whether it ends with such a credit, and that with a name.
pub(super) fn ends_with_name(left: &str) -> bool {
    has_named_cue(left) || ends_with_agency(left, &['(', '/'])
}

/// Says whether it ends with a credit, and that with the name of an agency.
pub(super) fn ends_with_agency_of_credit(left: &str) -> bool {
    has_named_cue(left) && ends_with_agency(left, &[' ', '(', '/', ':', ',', '©'])
}

fn has_named_cue(left: &str) -> bool {
    behind_cues(left).any(|behind| behind.contains(|c| !is_space(c)))
}

/// What is behind the last cue of each kind, if no sentence ends there. Cues end in a colon or a full stop, of which
/// there are few.
fn behind_cues(left: &str) -> impl Iterator<Item = &str> {
    let bytes = left.as_bytes();
    let sentence = memrchr3(b'.', b'!', b'?', bytes);
    let behind = sentence.map_or(0, |at| at + 1);
    let mut ends: SmallVec<[usize; 8]> = sentence.filter(|at| bytes[*at] == b'.').into_iter().collect();
    ends.extend(memchr_iter(b':', &bytes[behind..]).map(|at| behind + at));
    let cues = if ends.is_empty() { &[] } else { CREDIT_CUES };
    cues.iter().filter_map(move |cue| {
        let cue = cue.as_bytes();
        let is_end = |at: &&usize| cue.last() == Some(&bytes[**at]) && bytes[..=**at].ends_with(cue);
        ends.iter().rev().find(is_end).map(|at| &left[at + 1..])
    })
}

fn ends_with_agency(left: &str, before: &[char]) -> bool {
    let bare = left.strip_suffix(')').unwrap_or(left);
    AGENCIES.iter().any(|name| bare.strip_suffix(name).is_some_and(|left| left.ends_with(before)))
}

/// Says whether a word goes behind a credit only.
pub(super) fn needs_credit(word: &str, languages: Languages) -> bool {
    FINDER.credits.get(word).is_some_and(|in_force| in_force.meets(languages))
}

/// Makes the tables.
#[cfg(feature = "python")]
pub(super) fn prepare() {
    LazyLock::force(&FINDER);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_behind_the_last_cue_of_each_kind() {
        assert!(CREDIT_CUES.iter().all(|cue| cue.ends_with([':', '.'])));
        let behind = |left| behind_cues(left).collect::<Vec<_>>();
        assert_eq!(behind("Tea. Photo: Ann Photo: "), [" "]);
        assert_eq!(behind("Tea. Foto: Photo: Ann"), [" Ann", " Photo: Ann"]);
        assert_eq!(behind("Fot. Ann"), [" Ann"]);
        assert_eq!(behind("Photo: Ann. Fot"), [""; 0]);
        assert_eq!(behind("Photo. Tea: fot. a?"), [""; 0]);
    }
}
