//! The rows of furniture as look-ups: what a line is.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::Languages;
use super::characters::alike;
use super::fold::Folded;
use super::rows::{AGES, FURNITURE};
use super::starts::Starts;

/// Look-ups over the rows.
pub(super) struct Pieces {
    /// By their first word.
    texts: FxHashMap<String, Vec<Text>>,
    ages: Vec<(Languages, Vec<String>)>,
    pub(super) starts: Starts,
}

/// A text of a row.
struct Text {
    /// Its words, or those before any others.
    before: Vec<String>,
    /// The words behind these.
    behind: Option<Vec<String>>,
    languages: Languages,
    points: u8,
    related: bool,
}

/// What the rows say of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) points: u8,
    /// Other articles follow.
    pub(super) related: bool,
}

pub(super) static PIECES: LazyLock<Pieces> = LazyLock::new(|| {
    let mut pieces = Pieces { texts: FxHashMap::default(), ages: Vec::new(), starts: Starts::default() };
    for row in FURNITURE {
        for text in row.texts {
            let (before, behind) =
                text.split_once('*').map_or((*text, None), |(before, behind)| (before, Some(behind)));
            let folded = Folded::new(before);
            pieces.starts.insert(&folded);
            let before = words(folded);
            pieces.texts.entry(before[0].clone()).or_default().push(Text {
                before,
                behind: behind.map(|text| words(Folded::new(text))),
                languages: Languages::of(row.language),
                points: row.points,
                related: row.related,
            });
        }
    }
    for (language, texts) in AGES {
        for text in *texts {
            // A digit stands in for the number.
            let text = words(Folded::new(&text.replace('#', "1")));
            pieces.ages.push((Languages::of(*language), text));
        }
    }
    pieces
});

fn words(folded: Folded) -> Vec<String> {
    folded.words.into_iter().map(|word| word.text).collect()
}

impl Text {
    fn matches(&self, words: &[&str]) -> bool {
        let Some(behind) = &self.behind else { return words == self.before };
        words.len() > self.before.len() + behind.len()
            && words[..self.before.len()] == self.before
            && words[words.len() - behind.len()..] == *behind
    }
}

impl Pieces {
    /// What the rows say of a line; none if it is no furniture.
    pub(super) fn find(&self, line: &Folded, languages: Languages) -> Option<Found> {
        let words: Vec<&str> = line.words.iter().map(|word| &*word.text).collect();
        let texts = self.texts.get(*words.first()?)?;
        let in_force = texts.iter().filter(|text| text.languages.meets(languages));
        in_force.filter(|text| text.matches(&words)).fold(None, |found: Option<Found>, text| {
            let Found { points, related } = found.unwrap_or(Found { points: 0, related: false });
            Some(Found { points: points.max(text.points), related: related || text.related })
        })
    }

    /// Says whether a line tells how long ago something was.
    pub(super) fn is_age(&self, line: &Folded, languages: Languages) -> bool {
        let is_line = |words: &[String]| {
            words.len() == line.words.len()
                && words.iter().zip(&line.words).all(|(word, other)| is_number_or_same(word, &other.text))
        };
        self.ages.iter().any(|(language, words)| language.meets(languages) && is_line(words))
    }
}

/// The digits in the folded form.
static DIGITS: LazyLock<[char; 10]> =
    LazyLock::new(|| std::array::from_fn(|digit| alike(char::from(b'0' + digit as u8))));

/// Says whether `other` is `word` with any number in the place of the digit.
fn is_number_or_same(word: &str, other: &str) -> bool {
    let Some((before, behind)) = word.split_once('1') else { return word == other };
    let number = other.strip_prefix(before).and_then(|rest| rest.strip_suffix(behind));
    number.is_some_and(|number| !number.is_empty() && number.chars().all(|c| DIGITS.contains(&c)))
}

/// Makes the tables.
#[cfg(feature = "python")]
pub(super) fn prepare() {
    LazyLock::force(&PIECES);
}
