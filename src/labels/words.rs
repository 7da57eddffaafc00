//! What the stage `inline labels` looks for inside lines, and the words beside it that matter.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use aho_corasick::packed::{self, Searcher};
use memchr::memmem::FinderRev;

use super::Languages;
use super::rows::{AGENCIES, CREDIT_CUES, INLINE_LANGUAGE, NOT_AFTER, NOT_BEFORE, PHRASES, WORDS};

/// So many bytes at the start of the texts are looked for: many texts start alike.
const STEM: usize = 4;

/// A word or phrase as it is looked for.
struct Text {
    written: String,
    languages: Languages,
    is_word: bool,
}

/// Finds the words and phrases that are looked for inside lines.
struct Finder {
    /// For each stem its texts, the longest first.
    texts: Vec<Vec<Text>>,
    /// Finds the stems. Not for every processor.
    packed: Option<Searcher>,
    automaton: AhoCorasick,
    /// The bytes with which texts start.
    firsts: [bool; 256],
    longest: usize,
    /// The languages that have texts.
    languages: Languages,
}

static FINDER: LazyLock<Finder> = LazyLock::new(|| {
    let mut texts: BTreeMap<String, Text> = BTreeMap::new();
    let mut add = |text: String, language: u32, is_word: bool| {
        let new = || Text { written: text.clone(), languages: Languages::default(), is_word };
        let entry = texts.entry(text.clone()).or_insert_with(new);
        entry.languages |= Languages::of(language);
    };
    for word in WORDS {
        add((*word).to_owned(), INLINE_LANGUAGE, true);
    }
    for (language, phrases) in PHRASES {
        for phrase in *phrases {
            add((*phrase).to_owned(), *language, false);
            add(phrase.to_uppercase(), *language, false);
        }
    }
    let mut stems: BTreeMap<Vec<u8>, Vec<Text>> = BTreeMap::new();
    // In reverse order, longer texts come before those that they start with.
    for text in texts.into_values().rev() {
        stems.entry(text.written.as_bytes()[..STEM].to_vec()).or_default().push(text);
    }
    let all = || stems.values().flatten();
    let packed = packed::Config::new().builder().extend(stems.keys()).build();
    let automaton = AhoCorasick::new(stems.keys()).expect("the table is small");
    let mut firsts = [false; 256];
    for stem in stems.keys() {
        firsts[usize::from(stem[0])] = true;
    }
    let longest = all().map(|text| text.written.len()).max().expect("there are texts");
    let mut languages = Languages::default();
    all().for_each(|text| languages |= text.languages);
    Finder { texts: stems.into_values().collect(), packed, automaton, firsts, longest, languages }
});

/// A word or phrase that was found.
pub(super) struct Found {
    pub(super) range: Range<usize>,
    /// It is a word and not a phrase.
    pub(super) is_word: bool,
    /// The languages that have it.
    pub(super) languages: Languages,
}

/// The next word or phrase from `from` on, at each place the longest.
pub(super) fn find_inline(text: &str, mut from: usize) -> Option<Found> {
    let Finder { texts, packed, automaton, .. } = &*FINDER;
    loop {
        let rest = text.as_bytes().get(from..)?;
        let stem = packed.as_ref().map_or_else(|| automaton.find(rest), |packed| packed.find(rest))?;
        let start = from + stem.start();
        let whole =
            texts[stem.pattern()].iter().find(|whole| rest[stem.start()..].starts_with(whole.written.as_bytes()));
        if let Some(Text { written, languages, is_word }) = whole {
            return Some(Found { range: start..start + written.len(), is_word: *is_word, languages: *languages });
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
    let begins = |at: &usize| texts.iter().flatten().any(|whole| goes_on(whole, &bytes[*at..]));
    let mut places =
        (text.len().saturating_sub(*longest).max(from)..text.len()).filter(|at| firsts[usize::from(bytes[*at])]);
    places.find(begins).unwrap_or(text.len())
}

pub(super) fn is_not_before(word: &str) -> bool {
    NOT_BEFORE.contains(&&*word.to_lowercase())
}

pub(super) fn is_not_after(word: &str) -> bool {
    NOT_AFTER.contains(&&*word.to_lowercase())
}

/// Finds the last credit cue of each kind. Made once: that takes longer than to find one.
static CUES: LazyLock<Vec<FinderRev<'static>>> =
    LazyLock::new(|| CREDIT_CUES.iter().map(|cue| FinderRev::new(*cue)).collect());

/// Says whether a line so far ends with the credit of a picture.
pub(super) fn ends_with_credit(left: &str) -> bool {
    let cue = |cue: &FinderRev<'_>| {
        let end = cue.rfind(left).map(|at| at + cue.needle().len());
        end.is_some_and(|end| !left[end..].contains(['.', '!', '?']))
    };
    let bare = left.strip_suffix(')').unwrap_or(left);
    let agency = |name: &str| bare.strip_suffix(name).is_some_and(|left| left.ends_with(['(', '/']));
    CUES.iter().any(cue) || AGENCIES.iter().any(|name| agency(name))
}

/// Makes the tables.
#[cfg(feature = "python")]
pub(super) fn prepare() {
    LazyLock::force(&FINDER);
}
