//! General names of ads. The rules: docs/reference/ads.md, 3.

use super::lookup::Lookup;
use super::pattern::Pattern;
use crate::seek::word_starts;

/// Longer names are made by machines.
const MAX_NAME: usize = 64;

/// So many digits at the end of a word are a number of the thing that it names.
const MAX_DIGITS: usize = 3;

/// A part of no more letters that is more than two words is made by a machine.
const MAX_MADE: usize = 6;

/// A hexadecimal number that is as long may go on in the parts behind it.
const MIN_NUMBER: usize = 6;

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
    pub(super) fn add(&mut self, tokens: &[String], not_with: &[String], not_before: &[String]) {
        self.tokens.add(tokens);
        self.not_with.add(not_with);
        self.not_before.extend(not_before.iter().map(|text| text.as_str().into()));
    }

    /// False if no name in `value` is hit. By the first letters of the words that is known of most.
    fn may_hit(&self, value: &str) -> bool {
        let (bytes, starts) = (value.as_bytes(), &self.tokens.starts);
        let mut before = 0;
        let end = if self.tokens.words.is_empty() { 0 } else { bytes.len() };
        (0..end).step_by(16).any(|at| {
            let bytes = &bytes[at..];
            let lane = bytes.first_chunk().copied().unwrap_or_else(|| {
                let mut lane = [0; 16];
                lane[..bytes.len()].copy_from_slice(bytes);
                lane
            });
            let mut begins = word_starts(&lane, before) & u16::MAX >> (16 - bytes.len().min(16));
            before = lane[15];
            while begins != 0 {
                let word = &bytes[begins.trailing_zeros() as usize..];
                if starts.has(word) && starts.of(word).next().is_some() {
                    return true;
                }
                begins &= begins - 1;
            }
            false
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
        name.len() <= MAX_NAME
            && words(name).any(|word| self.tokens.contains(word))
            && !words(name).any(|word| self.not_with.contains(word))
            && !self.not_before.iter().any(|start| begins(start))
            && !not.iter().any(|pattern| pattern.matches(name))
    }
}

/// The words of a name, without the digits at their ends.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let mut in_number = false;
    let mut goes_on = move |part: &str| {
        let goes_on = in_number && is_hexadecimal(part);
        in_number = goes_on || begins_number(part);
        goes_on
    };
    name.split(['-', '_']).filter(move |part| !goes_on(part) && !is_made(part)).flat_map(|part| {
        // What follows a digit was made by a machine.
        let machine = part.bytes().position(|byte| byte.is_ascii_digit()).unwrap_or(part.len());
        let mut start = 0;
        std::iter::from_fn(move || {
            if start > machine || start == part.len() {
                return None;
            }
            let bytes = part.as_bytes();
            let ends = |at: &usize| bytes[*at].is_ascii_uppercase() && bytes[*at - 1].is_ascii_lowercase();
            let end = (start + 1..part.len()).find(ends).unwrap_or(part.len());
            let word = &part[start..end];
            start = end;
            let letters = word.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            Some(&word[..letters.max(word.len().saturating_sub(MAX_DIGITS))])
        })
    })
}

fn is_hexadecimal(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Says whether a part is a long number that goes on behind it, as a UUID does.
fn begins_number(part: &str) -> bool {
    part.len() >= MIN_NUMBER
        && is_hexadecimal(part)
        && part.bytes().any(|byte| byte.is_ascii_digit())
        && part.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Says whether a part is a hash, as tools for styles make them of letters.
fn is_made(part: &str) -> bool {
    let begins = |pair: &&[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
    part.len() <= MAX_MADE
        && part.bytes().all(|byte| byte.is_ascii_alphabetic())
        && part.as_bytes().windows(2).filter(begins).count() > 1
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_of_names() {
        for (name, want) in [
            ("isAdPage", &["is", "Ad", "Page"][..]),
            ("ADSlot", &["ADSlot"]),
            ("ad-slot_12", &["ad", "slot", ""]),
            ("topAd2", &["top", "Ad"]),
            ("ads2x", &["ads2x"]),
            ("x2Ad-ad1234", &["x2Ad", "ad1"]),
            ("aB2cAd", &["a", "B2c"]),
            ("-ad", &["ad"]),
            ("éAd", &["éAd"]),
            ("jpAdLJ", &[]),
            ("x-kAdTz_ad", &["x", "ad"]),
            ("x_5daaaf-ad12-AD-y-ad", &["x", "5daaaf", "y", "ad"]),
            ("123456-ad", &["123", "ad"]),
            ("5daaa-ad", &["5daaa", "ad"]),
            ("5daaaf--ad", &["5daaaf", "ad"]),
            ("gAdsDiv", &["g", "Ads", "Div"]),
            ("adShD1", &["ad", "Sh", "D"]),
            ("A", &["A"]),
            ("", &[]),
        ] {
            assert_eq!(words(name).collect::<Vec<_>>(), want, "{name}");
        }
    }
}
