//! Lines that say who pays for an advertisement, in names and numbers and no more. The rules: docs/reference/labels.md, 2.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::Languages;
use super::characters::is_decoration;
use super::fold::fold_word;
use super::rows::{CREDIT, MARKING};
use crate::whitespace::is_space;

/// A line that says who pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Payer {
    /// It is there because a law asks for it: a label.
    Marking,
    /// It goes beside a sure label only.
    Credit,
}

/// A longer line that starts with a text of `CREDIT` is none, in characters.
const LONGEST_CREDIT: usize = 60;

/// The length of the number of an advertisement.
const TOKEN: RangeInclusive<usize> = 8..=64;

/// The length of the number of a firm.
const NUMBER: RangeInclusive<usize> = 10..=15;

/// The words of the rows in the folded form.
struct Words {
    label: String,
    advertiser: String,
    token: String,
    registers: FxHashSet<String>,
    firms: FxHashSet<String>,
    small: FxHashSet<String>,
    credits: Vec<Vec<String>>,
    small_in_credits: FxHashSet<String>,
    officials: FxHashSet<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let set = |words: &[&str]| words.iter().map(|word| fold_word(word).into_owned()).collect();
    Words {
        label: fold_word(MARKING.label).into_owned(),
        advertiser: fold_word(MARKING.advertiser).into_owned(),
        token: fold_word(MARKING.token).into_owned(),
        registers: set(MARKING.registers),
        firms: set(MARKING.firms),
        small: set(MARKING.small),
        credits: CREDIT
            .starts
            .iter()
            .map(|text| text.split(' ').map(|word| fold_word(word).into_owned()).collect())
            .collect(),
        small_in_credits: set(CREDIT.small),
        officials: set(CREDIT.officials),
    }
});

/// The words with which a marking starts; anything may follow.
pub(super) fn openers() -> impl Iterator<Item = &'static str> {
    [MARKING.label, MARKING.advertiser, MARKING.token].into_iter().chain(MARKING.firms.iter().copied())
}

/// The first words, folded, of lines that say who pays.
pub(super) fn first_words() -> impl Iterator<Item = String> {
    openers().map(|word| fold_word(word).into_owned()).chain(WORDS.credits.iter().map(|credit| credit[0].clone()))
}

/// Says whether a line that says who pays may start with this word.
fn may_start(word: &str) -> bool {
    let first = pieces(word).next().map(fold_word);
    first.is_some_and(|first| WORDS.opens(&first) || WORDS.credits.iter().any(|credit| credit[0] == first))
}

/// Says whether a word is there with which a marking may start.
pub(super) fn has_opener(visible: &str) -> bool {
    pieces(visible).any(|piece| WORDS.opens(&fold_word(piece)))
}

/// What the line says of who pays, if it says nothing else. `visible` is the copy of the first two steps of folding, `first` its first word.
pub(super) fn payer(visible: &str, first: &str, languages: Languages) -> Option<Payer> {
    if !may_start(first) {
        return None;
    }
    let line = without_quotations(visible);
    let pieces: Vec<(&str, String)> = pieces(&line).map(|piece| (piece, fold_word(piece).into_owned())).collect();
    let marking = WORDS.marking(&pieces).filter(|_| languages.meets(Languages::of(MARKING.language)));
    let is_credit = || {
        languages.meets(Languages::of(CREDIT.language))
            && visible.trim_matches(is_space).chars().count() <= LONGEST_CREDIT
            && !visible.split(is_space).any(|word| word.ends_with(['.', '!', '?']))
            && WORDS.is_credit(&pieces, visible)
    };
    marking.or_else(|| is_credit().then_some(Payer::Credit))
}

impl Words {
    fn opens(&self, word: &str) -> bool {
        [&self.label, &self.advertiser, &self.token].into_iter().any(|opener| opener == word)
            || self.firms.contains(word)
    }

    fn marking(&self, pieces: &[(&str, String)]) -> Option<Payer> {
        let (_, first) = pieces.first()?;
        let is_known = |word: &str| self.opens(word) || self.registers.contains(word) || self.small.contains(word);
        if !self.opens(first) || pieces.iter().any(|(piece, word)| is_plain(piece) && !is_known(word)) {
            return None;
        }
        let mut pairs = pieces.windows(2);
        if pairs.any(|pair| pair[0].1 == self.token && is_token(pair[1].0)) {
            return Some(Payer::Marking);
        }
        let mut pairs = pieces.windows(2);
        let is_registered = pairs.any(|pair| self.registers.contains(&pair[0].1) && is_number(pair[1].0));
        let names_advertiser = pieces.iter().any(|(_, word)| *word == self.advertiser);
        if *first == self.label && (is_registered || names_advertiser) {
            Some(Payer::Marking)
        } else {
            is_registered.then_some(Payer::Credit)
        }
    }

    fn is_credit(&self, outside: &[(&str, String)], visible: &str) -> bool {
        let is_start = |credit: &&Vec<String>| {
            let is_there = outside.len() >= credit.len() && pieces(visible).nth(credit.len()).is_some();
            is_there && credit.iter().zip(outside).all(|(word, (_, piece))| word == piece)
        };
        let is_name = |(piece, word): &(&str, String)| {
            !self.officials.contains(word) && (!is_plain(piece) || self.small_in_credits.contains(word))
        };
        self.credits.iter().find(is_start).is_some_and(|credit| outside[credit.len()..].iter().all(is_name))
    }
}

/// The words and numbers of a text, without what stands around them.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let is_around = |c| is_decoration(c) || ",;!?".contains(c);
    let parts = text.split(|c| is_space(c) || c == ':');
    let bare = parts.map(move |part| part.trim_end_matches(is_around).trim_start_matches(is_decoration));
    bare.filter(|piece| !piece.is_empty())
}

/// A word of a sentence rather than of a name: in lower case, and no address of a site.
fn is_plain(piece: &str) -> bool {
    piece.starts_with(char::is_lowercase) && !(piece.is_ascii() && piece.contains('.'))
}

fn is_token(piece: &str) -> bool {
    TOKEN.contains(&piece.len())
        && piece.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && piece.contains(|c: char| c.is_ascii_digit())
        && piece.contains(|c: char| c.is_ascii_alphabetic())
}

fn is_number(piece: &str) -> bool {
    NUMBER.contains(&piece.len()) && piece.bytes().all(|byte| byte.is_ascii_digit())
}

/// The line without what stands between quotation marks.
fn without_quotations(line: &str) -> String {
    let mut closing = None;
    let mut rest = String::new();
    for c in line.chars() {
        match (closing, c) {
            (Some(end), _) if end == c => closing = None,
            (Some(_), _) => {}
            (None, '«') => closing = Some('»'),
            (None, '“') => closing = Some('”'),
            (None, '„') => closing = Some('“'),
            (None, '"') => closing = Some('"'),
            (None, _) => rest.push(c),
        }
    }
    rest
}

/// Makes the tables.
#[cfg(feature = "python")]
pub(super) fn prepare() {
    LazyLock::force(&WORDS);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_pays() {
        for (line, want) in [
            ("Реклама. ООО «Ромашка и партнёры», ИНН 7701234567, erid: 2VtzqvXyz1", Some(Payer::Marking)),
            ("ERID: LjN8KDq59", Some(Payer::Marking)),
            ("Рекламодатель ООО «Ромашка». ИНН 7714482000", Some(Payer::Credit)),
            ("Sponsored by Acme & Sons", Some(Payer::Credit)),
            ("Реклама стоит дорого, erid: 2VtzqvXyz1", None),
            ("Sponsored by Rep. Jane Doe", None),
        ] {
            let first = line.split(' ').next().unwrap_or_default();
            assert_eq!(payer(line, first, Languages::ALL), want, "{line}");
        }
    }
}
