//! Says whether a line stands among its own kind, by what it and the lines beside it look like. The rules: docs/reference/labels.md, 4.

use std::sync::OnceLock;

use smallvec::SmallVec;

use super::characters::{is_bullet, is_decoration, is_separator};
use super::fold::{Folded, bare_words, fold_word, frame, visible};
use super::kind::{Judge, Kind};
use super::known::Known;
use super::pieces::PIECES;
use crate::whitespace::is_space;

/// Words on each side of an entry.
const MOST_WORDS: usize = 3;

/// Letters with which the words of a list start alike.
const BEGINNING: usize = 3;

/// What a line looks like to the lines beside it.
pub(super) struct Form {
    line: String,
    item: Option<Item>,
    /// What stands between the two sides of an entry.
    separator: Option<String>,
    /// The first letters of a line of one word.
    beginning: SmallVec<[char; BEGINNING]>,
    /// The line is of a few words without decoration, as those of an index are.
    is_index_entry: bool,
    /// It begins with no capital.
    is_small: bool,
    /// It says what the term in the line before means.
    is_definition: bool,
    /// What it says: asked only of lines that look alike.
    said: OnceLock<Said>,
}

/// What a line says.
struct Said {
    words: String,
    /// It reads as labels or is a marking.
    label: bool,
    /// It says nothing that these stages drop.
    text: bool,
}

impl Said {
    fn of(line: &str, judge: &Judge) -> Said {
        let folded = Folded::new(line);
        let kind = judge.kind(line, line, &mut Known::default());
        Said {
            words: folded.joined(),
            label: matches!(kind, Kind::Label(_)),
            // Share bars are lists, too.
            text: kind == Kind::Text && PIECES.find(&folded, judge.languages).is_none(),
        }
    }
}

/// How an item starts.
#[derive(PartialEq, Eq)]
enum Item {
    Plain,
    /// It is decorated and starts with this bullet, or it is a row of a table and starts with `|`.
    Framed(char),
    /// It starts with this word, which is decoration only.
    Marked(String),
}

impl Form {
    /// The form of a line that is neither blank nor long.
    pub(super) fn of(line: &str, judge: &Judge) -> Form {
        let visible = visible(line);
        let parts: SmallVec<[&str; 16]> = visible.split(is_space).filter(|part| !part.is_empty()).collect();
        let are_few = (1..=MOST_WORDS).contains(&parts.len());
        let mut form = Form {
            line: line.to_owned(),
            item: item(&visible, &parts),
            separator: separator(&visible, &parts),
            beginning: match parts[..] {
                [word] if is_bare(word) => fold_word(word).chars().take(BEGINNING).collect(),
                _ => SmallVec::new(),
            },
            is_index_entry: are_few && parts.iter().all(|part| is_bare(part)),
            is_small: parts.first().is_some_and(|part| !part.starts_with(char::is_uppercase)),
            is_definition: matches!(parts[..], [":", _, ..]),
            said: OnceLock::new(),
        };
        if form.separator.is_none() {
            form.separator = pair(&parts).filter(|_| form.is_translation(&visible, judge));
        }
        form
    }

    /// Two words that are labels are the two sides of an entry if they are of two languages.
    fn is_translation(&self, visible: &str, judge: &Judge) -> bool {
        !self.said(judge).label
            || judge.tables.are_of_two_languages(&Folded::of_visible(visible).words, judge.languages)
    }

    fn said(&self, judge: &Judge) -> &Said {
        self.said.get_or_init(|| Said::of(&self.line, judge))
    }

    /// Says whether a label of this form is of one kind with the line before or behind it.
    pub(super) fn is_among(&self, before: Option<&Form>, behind: Option<&Form>, judge: &Judge) -> bool {
        let is_kin = |other: &&Form| self.is_kin(other, judge);
        let starts_alike = |other: &Form| other.beginning.first() == self.beginning.first() && other.said(judge).text;
        let are_around = || before.is_some_and(starts_alike) && behind.is_some_and(starts_alike);
        before.iter().chain(&behind).any(is_kin)
            || behind.is_some_and(|behind| behind.is_definition && behind.said(judge).text)
            || (!self.beginning.is_empty() && are_around())
            || before.zip(behind).is_some_and(|(before, behind)| self.is_in_index(before, behind, judge))
    }

    /// Says whether the line stands between two others of an index.
    fn is_in_index(&self, before: &Form, behind: &Form, judge: &Judge) -> bool {
        if ![self, before, behind].iter().all(|form| form.is_index_entry) {
            return false;
        }
        let [own, first, last] = [self, before, behind].map(|form| form.said(judge));
        let is_prefix = |one: &str, other: &str| {
            other.strip_prefix(one).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        let is_entry =
            |other: &&Said| other.text && !is_prefix(&own.words, &other.words) && !is_prefix(&other.words, &own.words);
        let start_alike = |letters: usize| {
            let start: Vec<char> = own.words.chars().take(letters).collect();
            let starts = |other: &&Said| other.words.chars().take(letters).eq(start.iter().copied());
            start.len() == letters && [first, last].iter().all(starts)
        };
        let are_in_order = first.words < own.words && own.words < last.words;
        let are_small = self.is_small && (before.is_small || behind.is_small);
        [first, last].iter().all(is_entry)
            && (start_alike(BEGINNING) || (are_in_order && (start_alike(2) || (start_alike(1) && are_small))))
    }

    fn is_kin(&self, other: &Form, judge: &Judge) -> bool {
        if std::ptr::eq(self, other) {
            // The same words.
            return false;
        }
        let are_items = self.item.is_some() && self.item == other.item;
        let are_entries = self.separator.is_some() && self.separator == other.separator;
        let start_alike = self.beginning.len() == BEGINNING && self.beginning == other.beginning;
        // Two syllables are a word.
        let is_hangul = self.beginning.first().is_some_and(|c| ('\u{AC00}'..='\u{D7A3}').contains(c));
        let is_syllable = is_hangul && self.beginning.first() == other.beginning.first();
        if !(are_items || are_entries || start_alike || is_syllable) {
            return false;
        }
        let (own, others) = (self.said(judge), other.said(judge));
        if own.words == others.words || others.words.is_empty() || !(others.text || others.label) {
            return false;
        }
        let start_alike = start_alike || (is_syllable && !others.words.starts_with(&own.words));
        (are_items && (self.item == Some(Item::Plain) || others.text)) || are_entries || (start_alike && others.text)
    }
}

fn is_bare(word: &str) -> bool {
    bare_words(word).next() == Some(word)
}

fn item(visible: &str, parts: &[&str]) -> Option<Item> {
    let (decorated, item) = frame(visible);
    let mut first = parts.first()?.chars();
    let bullet = first.next()?;
    match decorated {
        false if item || (parts.len() > 1 && is_number(parts[0])) => Some(Item::Plain),
        _ if bullet == '|' => Some(Item::Framed(bullet)),
        false if is_only_decoration(parts[0]) && !parts.last().is_some_and(|part| is_only_decoration(part)) => {
            Some(Item::Marked(parts[0].to_owned()))
        }
        true if first.next().is_none() && is_bullet(bullet) => Some(Item::Framed(bullet)),
        _ => None,
    }
}

fn is_only_decoration(word: &str) -> bool {
    word.chars().all(is_decoration)
}

/// Says whether a word numbers an item: `1.`, `12)`, `(3)`.
fn is_number(word: &str) -> bool {
    let bare = word.strip_prefix('(').unwrap_or(word);
    bare.strip_suffix(['.', ')'])
        .is_some_and(|number| (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// What stands between the two sides of an entry, if the line is one.
fn separator(visible: &str, parts: &[&str]) -> Option<String> {
    if visible.trim_end_matches(is_space).ends_with(['.', '!', '?', '。']) {
        return None;
    }
    let is_side = |words: usize| (1..=MOST_WORDS).contains(&words);
    let cells = visible.split('\t').filter(|cell| !cell.trim_matches(is_space).is_empty());
    if visible.contains('\t')
        && let [left, right] = cells.collect::<Vec<_>>()[..]
    {
        let count = |cell: &str| cell.split(is_space).filter(|part| !part.is_empty()).count();
        return (is_side(count(left)) && is_side(count(right))).then(|| "\t".to_owned());
    }
    let mut found = None;
    for (at, part) in parts.iter().enumerate() {
        let (separator, left, right) = if part.chars().all(is_separator) {
            (*part, at, parts.len() - at - 1)
        } else if part.ends_with(':') && at + 1 < parts.len() {
            (":", at + 1, parts.len() - at - 1)
        } else {
            continue;
        };
        if found.is_some() || !is_side(left) || !is_side(right) {
            return None;
        }
        found = Some(separator);
    }
    found.map(str::to_owned)
}

/// A line of two words is an entry, too: white space folding makes one space of a tabulator.
fn pair(parts: &[&str]) -> Option<String> {
    (parts.len() == 2 && parts.iter().all(|part| is_bare(part))).then(|| " ".to_owned())
}
