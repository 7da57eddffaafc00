//! General names of ads. The rules: docs/reference/ads.md, 3.

use std::ops::Range;

use aho_corasick::AhoCorasick;
use memchr::memchr;
use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use super::lookup::Lookup;
use super::pattern::Pattern;
use super::rows::NameLists;
use crate::labels;
use crate::seek::{padded, word_starts};

/// Longer names are made by machines.
const MAX_NAME: usize = 64;

/// So many digits at the end of a word are a number of the thing that it names.
const MAX_DIGITS: usize = 3;

/// A piece of no more letters is short.
const MAX_SHORT: usize = 2;

/// A hash at the end of a name is no longer, if nothing else tells it.
const MAX_HASH: usize = 8;

/// Behind these at the start of a name tools put a hash.
const BEFORE_HASH: [&str; 4] = ["css-", "jsx-", "sc-", "svelte-"];

/// A hexadecimal number that is as long may go on in the parts behind it.
const MIN_NUMBER: usize = 6;

/// How long the parts of a UUID are.
const UUID: [usize; 5] = [8, 4, 4, 4, 12];

/// What makes a name that of an ad, and what makes it none.
#[derive(Default)]
pub(super) struct Names {
    tokens: Words,
    not_with: Words,
    not_before: Vec<Box<str>>,
    /// Class names of content.
    pub(super) not_classes: Vec<Pattern>,
    /// Ids of content.
    pub(super) not_ids: Vec<Pattern>,
    /// What the words of names of content are, joined by `-`.
    content: Vec<Pattern>,
    /// The longest word of each of these, which all names hold that match it; none if a pattern has no word.
    content_words: Option<AhoCorasick>,
    /// The folded forms of texts of buttons and the like.
    controls: FxHashSet<String>,
}

/// A list of lower-case words, by their starts.
#[derive(Default)]
struct Words {
    words: Vec<Box<str>>,
    starts: Lookup<usize>,
}

impl Words {
    fn add(&mut self, words: &[String]) {
        for word in words {
            self.starts.add(word, self.words.len());
            self.words.push(word.as_str().into());
        }
    }

    fn contains(&self, word: &str) -> bool {
        self.starts.of(word.as_bytes()).any(|number| self.words[number].eq_ignore_ascii_case(word))
    }
}

impl Names {
    pub(super) fn add(&mut self, lists: &NameLists) {
        self.tokens.add(&lists.tokens);
        self.not_with.add(&lists.not_with);
        self.not_before.extend(lists.not_before.iter().map(|text| text.as_str().into()));
        self.content.extend(lists.content.iter().cloned());
        self.controls.extend(lists.controls.iter().map(|text| labels::folded(text)));
    }

    /// Gets ready to be asked.
    pub(super) fn finish(&mut self) {
        let longest = |pattern: &Pattern| {
            pattern.text().split(|c: char| !c.is_ascii_lowercase()).max_by_key(|word| word.len()).map(str::to_owned)
        };
        let words: Option<Vec<String>> = self.content.iter().map(longest).collect();
        let words = words.filter(|words| words.iter().all(|word| !word.is_empty()));
        let build = |words| AhoCorasick::builder().ascii_case_insensitive(true).build(words);
        self.content_words = words.map(|words| build(words).expect("the lists of rules are no gigabytes"));
    }

    /// False if no name in `value` is hit: none of the words is where one may be. By the first letters of the words
    /// that is known of most.
    fn may_hit(&self, value: &str) -> bool {
        let (bytes, starts) = (value.as_bytes(), &self.tokens.starts);
        if self.tokens.words.is_empty() {
            return false;
        }
        let (mut at, mut before) = (0, 0);
        while at < bytes.len() {
            let rest = &bytes[at..];
            let lane = rest.first_chunk().copied().unwrap_or_else(|| padded(rest));
            let mut begins = word_starts(&lane, before) & u16::MAX >> (16 - rest.len().min(16));
            before = lane[15];
            while begins != 0 {
                let word = begins.trailing_zeros() as usize;
                if starts.has(&rest[word..]) && self.may_be_token(&rest[word..]) {
                    return true;
                }
                begins &= begins - 1;
            }
            at += 16;
        }
        false
    }

    /// False if no word of ads is the one at the start of `rest`: it is another, or it goes on with small letters. `ad`
    /// is no word of
    /// `header`, nor of `address`.
    #[inline(never)]
    fn may_be_token(&self, rest: &[u8]) -> bool {
        self.tokens.starts.of(rest).any(|number| {
            let word = self.tokens.words[number].as_bytes();
            let is_same = rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
            is_same && !rest.get(word.len()).is_some_and(u8::is_ascii_lowercase)
        })
    }

    /// Says whether one of these names of classes is hit.
    pub(super) fn hit_classes(&self, value: &str) -> bool {
        self.may_hit(value) && value.split_ascii_whitespace().any(|name| self.hit(name, &self.not_classes))
    }

    pub(super) fn hit_id(&self, name: &str) -> bool {
        self.may_hit(name) && self.hit(name, &self.not_ids)
    }

    fn hit(&self, name: &str, not: &[Pattern]) -> bool {
        let begins = |start: &str| name.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start));
        if name.len() > MAX_NAME {
            return false;
        }
        let words = self.words(name);
        words.iter().any(|word| self.tokens.contains(word))
            && !words.iter().any(|word| self.not_with.contains(word))
            && !self.not_before.iter().any(|start| begins(start))
            && !not.iter().any(|pattern| pattern.matches(name))
    }

    /// Says whether a class or id is that of content.
    pub(super) fn is_content(&self, name: &str) -> bool {
        if name.len() > MAX_NAME || self.content_words.as_ref().is_some_and(|words| !words.is_match(name)) {
            return false;
        }
        let may_be: SmallVec<[&Pattern; 16]> = match &self.content_words {
            Some(words) => words.find_overlapping_iter(name).map(|found| &self.content[found.pattern()]).collect(),
            None => self.content.iter().collect(),
        };
        let mut words = self.words(name);
        words.retain(|word| !word.is_empty());
        let joined = words.join("-").to_ascii_lowercase();
        may_be.iter().any(|pattern| pattern.matches(&joined)) && !words.iter().any(|word| self.tokens.contains(word))
    }

    /// Says whether a text is no more than that of a button, or a sign.
    pub(super) fn is_control(&self, text: &str) -> bool {
        let folded = labels::folded(text);
        folded.is_empty() || self.controls.contains(&folded)
    }

    /// The words of a name, without the digits at their ends and what machines made.
    fn words<'a>(&self, name: &'a str) -> SmallVec<[&'a str; 8]> {
        // Nearly all names: no machine has left anything in them.
        let is_plain = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        if is_plain && name.split('-').count() < UUID.len() {
            return name.split('-').filter(|word| !word.is_empty()).collect();
        }
        let parts = parts(name);
        let numbers = numbers(&parts);
        let hashes = hashes(name);
        let mut words = SmallVec::new();
        for ((at, part), in_number) in parts.into_iter().zip(numbers) {
            if in_number || hashes.iter().any(|hash| hash.contains(&at)) || self.is_made(part) {
                continue;
            }
            let machine = part.bytes().position(|byte| byte.is_ascii_digit()).unwrap_or(part.len());
            let mut start = 0;
            for end in ends(part, is_word_end) {
                if start <= machine {
                    words.push(bare(&part[start..end]));
                }
                start = end;
            }
        }
        words
    }

    /// Says whether a part is mostly short pieces.
    fn is_made(&self, part: &str) -> bool {
        // Pieces start with capitals: this is only one.
        if !part.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return false;
        }
        let (mut pieces, mut others, mut short, mut start) = (0, 0, 0, 0);
        for end in ends(part, is_piece_end) {
            let piece = &part[start..end];
            let is_sign = start == 0 && matches!(piece.as_bytes(), [b'a'..=b'z']);
            if !is_sign && !self.tokens.contains(bare(piece)) {
                others += 1;
                let letters = piece.bytes().filter(u8::is_ascii_alphabetic).count();
                short += usize::from(letters <= MAX_SHORT);
            }
            pieces += 1;
            start = end;
        }
        pieces > 1 && 2 * short > others
    }
}

/// The parts of a name, with the places where they start.
fn parts(name: &str) -> SmallVec<[(usize, &str); 8]> {
    let mut start = 0;
    let placed = |part| {
        let at = start;
        start += str::len(part) + 1;
        (at, part)
    };
    name.split(['-', '_']).map(placed).collect()
}

/// Which parts belong to a long number.
fn numbers(parts: &[(usize, &str)]) -> SmallVec<[bool; 8]> {
    let mut in_number = false;
    let mut found: SmallVec<[bool; 8]> = parts
        .iter()
        .map(|(_, part)| {
            let goes_on = in_number && is_hexadecimal(part);
            in_number = goes_on || begins_number(part);
            goes_on
        })
        .collect();
    for (at, group) in parts.windows(UUID.len()).enumerate() {
        if group.iter().zip(UUID).all(|((_, part), len)| part.len() == len && is_hexadecimal(part)) {
            found[at..at + UUID.len()].fill(true);
        }
    }
    found
}

/// Where hashes stand in a name.
fn hashes(name: &str) -> SmallVec<[Range<usize>; 4]> {
    let bytes = name.as_bytes();
    let mut places = SmallVec::<[Range<usize>; 4]>::new();
    if memchr(b'_', bytes).is_some() {
        find_underscored(name, &mut places);
    }
    if let Some(before) = BEFORE_HASH.iter().find(|before| name.starts_with(**before)) {
        let part = name[before.len()..].split(['-', '_']).next().expect("a split has a first part");
        places.push(before.len()..before.len() + part.len());
    }
    places.retain(|place| looks_made(&bytes[place.clone()]));
    places
}

/// Those that a `_` shows.
fn find_underscored(name: &str, places: &mut SmallVec<[Range<usize>; 4]>) {
    let bytes = name.as_bytes();
    if let Some(at) = name.find("___") {
        places.push(at + 3..name.len());
    }
    if let Some(at) = name.rfind("__")
        && name.len() - (at + 2) <= MAX_HASH
        && (0..at).any(|at| bytes[at] == b'_' && bytes[at + 1] != b'_' && (at == 0 || bytes[at - 1] != b'_'))
    {
        places.push(at + 2..name.len());
    }
    if let Some((before, digits)) = name.rsplit_once('_')
        && name.starts_with('_')
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && let Some(at @ 1..) = before.rfind(['-', '_'])
        && before.len() - (at + 1) <= MAX_HASH
    {
        places.push(at + 1..before.len());
    }
}

/// Says whether bytes at a place of hashes are none of a word.
fn looks_made(bytes: &[u8]) -> bool {
    bytes.iter().any(u8::is_ascii_digit)
        || (bytes.iter().any(u8::is_ascii_lowercase) && bytes.iter().any(u8::is_ascii_uppercase))
}

/// Where the words or pieces of a part end. `is_end`: says that of a place in it.
fn ends(part: &str, is_end: fn(&[u8], usize) -> bool) -> impl Iterator<Item = usize> {
    let bytes = part.as_bytes();
    (1..=bytes.len()).filter(move |at| *at == bytes.len() || is_end(bytes, *at))
}

/// Before a capital behind a small letter.
fn is_word_end(part: &[u8], at: usize) -> bool {
    part[at].is_ascii_uppercase() && part[at - 1].is_ascii_lowercase()
}

/// Where a word ends, or before the last of several capitals that a small letter follows.
fn is_piece_end(part: &[u8], at: usize) -> bool {
    let is_last_capital = || part[at - 1].is_ascii_uppercase() && part.get(at + 1).is_some_and(u8::is_ascii_lowercase);
    is_word_end(part, at) || (part[at].is_ascii_uppercase() && is_last_capital())
}

/// A word without the digits at its end.
fn bare(word: &str) -> &str {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    &word[..letters.max(word.len().saturating_sub(MAX_DIGITS))]
}

fn is_hexadecimal(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Says whether a part is a long number that goes on behind it.
fn begins_number(part: &str) -> bool {
    part.len() >= MIN_NUMBER
        && is_hexadecimal(part)
        && part.bytes().any(|byte| byte.is_ascii_digit())
        && part.bytes().any(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::Names;
    use crate::markup::rules::rows::NameLists;

    #[test]
    fn words_of_names() {
        let mut names = Names::default();
        names.add(&NameLists { tokens: ["ad", "ads"].map(str::to_owned).to_vec(), ..NameLists::default() });
        for (name, want) in [
            ("isAdPage", &["is", "Ad", "Page"][..]),
            ("ADSlot", &["ADSlot"]),
            ("ad-slot_12", &["ad", "slot", ""]),
            ("topAd2", &["top", "Ad"]),
            ("ads2x", &["ads2x"]),
            ("x2Ad-ad1234", &["x2Ad", "ad1"]),
            ("-ad", &["ad"]),
            ("éAd", &["éAd"]),
            ("jpAdLJ", &[]),
            ("x-kAdTz_ad", &["x", "ad"]),
            ("x_5daaaf-ad12-AD-y-ad", &["x", "5daaaf", "y", "ad"]),
            ("123456-ad", &["123", "ad"]),
            ("5daaa-ad", &["5daaa", "ad"]),
            ("5daaaf--ad", &["5daaaf", "ad"]),
            ("12345678-ad34-4c5d-9e1f-0a1b2c3d4e5f", &[]),
            ("gAds", &["g", "Ads"]),
            ("gAdsDiv", &["g", "Ads", "Div"]),
            ("GoogleDFPAd", &["Google", "DFPAd"]),
            ("adShD1", &[]),
            ("x___AdBox", &["x"]),
            ("x___adbox", &["x", "adbox"]),
            ("a_ad__AdBox", &["a", "ad"]),
            ("a-ad__AdBox", &["a", "ad", "Ad", "Box"]),
            ("_ad_AdBox_12", &["ad", ""]),
            ("_AdBox_12", &["Ad", "Box", ""]),
            ("sc-AdBox-ad", &["sc", "ad"]),
            ("A", &["A"]),
            ("", &[]),
        ] {
            assert_eq!(names.words(name).to_vec(), want, "{name}");
        }
    }
}
