//! Which characters of a run mean something where they stand. The rules: docs/reference/invisible.md, 2.

use super::characters::{
    self, Class, EMOJI, FE00, FE01, FE02, FE03, FE04, FE05, FE06, IDEOGRAPH, JAMO, JOINING, KHMER_LETTER,
    MONGOLIAN_LETTER, MUSICAL_SIGN, PICTOGRAPH, SHORTHAND_SIGN, UNSPACED,
};
use crate::whitespace::is_space;

/// A run with more characters that depend on context keeps none of them.
pub(super) const MOST: usize = 16;

/// The character before or behind a run.
#[derive(Clone, Copy, Default)]
pub(super) struct Neighbour {
    /// None at the ends of the text, and where a character is cut.
    c: Option<char>,
    sets: u32,
}

impl Neighbour {
    pub(super) fn new(c: char) -> Self {
        Neighbour { c: Some(c), sets: characters::sets(c) }
    }

    fn is_in(self, sets: u32) -> bool {
        self.sets & sets != 0
    }

    fn is_visible(self) -> bool {
        self.c.is_some_and(|c| !is_space(c))
    }
}

/// The characters of `run` that stay: a bit for each, the first the lowest. There are at most `MOST`.
pub(super) fn kept(run: &[char], before: Neighbour, after: Neighbour) -> u16 {
    let mut mask = 0_u32;
    // The character of the run that was kept last.
    let mut last = None;
    let mut at = 0;
    while at < run.len() {
        let len = kept_from(run, at, last, before, after);
        if len > 0 {
            mask |= ((1 << len) - 1) << at;
            last = Some(run[at + len - 1]);
        }
        at += len.max(1);
    }
    mask as u16
}

/// How many characters stay together from `at` on; 0 if the one there goes.
fn kept_from(run: &[char], at: usize, last: Option<char>, before: Neighbour, after: Neighbour) -> usize {
    let c = run[at];
    let Some(class) = Class::of(c) else {
        return 0;
    };
    let first = last.is_none();
    let again = last == Some(c);
    let beside = |sets| before.is_in(sets) || after.is_in(sets);
    let stays = match class {
        Class::Joiner => {
            !again && (beside(JOINING) || (c == '\u{200D}' && before.is_in(PICTOGRAPH) && after.is_in(PICTOGRAPH)))
        }
        Class::ZeroWidthSpace => !again && beside(UNSPACED),
        Class::Selector => first && before.is_in(takers(c)),
        Class::Tag => {
            let is_first = first && !run[..at].iter().any(|c| Class::of(*c) == Some(Class::Tag));
            return if is_first && before.c == Some('\u{1F3F4}') { flag(&run[at..]) } else { 0 };
        }
        Class::Mongolian if c == '\u{180E}' => !again && before.is_in(MONGOLIAN_LETTER),
        Class::Mongolian => first && before.is_in(MONGOLIAN_LETTER),
        Class::Khmer => first && before.is_in(KHMER_LETTER),
        Class::JamoFiller => !again && beside(JAMO),
        Class::GraphemeJoiner | Class::Operator => first && before.is_visible(),
        Class::Shorthand => !again && beside(SHORTHAND_SIGN),
        Class::Musical => !again && beside(MUSICAL_SIGN),
        _ => false,
    };
    usize::from(stays)
}

/// The set of the characters that a selector may follow.
fn takers(selector: char) -> u32 {
    match selector {
        '\u{FE00}' => FE00,
        '\u{FE01}' => FE01,
        '\u{FE02}' => FE02,
        '\u{FE03}' => FE03,
        '\u{FE04}' => FE04,
        '\u{FE05}' => FE05,
        '\u{FE06}' => FE06,
        '\u{FE0E}' | '\u{FE0F}' => EMOJI,
        '\u{E0100}'..='\u{E01EF}' => IDEOGRAPH,
        _ => 0,
    }
}

/// The length of the flag that the tags at the start of `run` spell, with the tag that ends it; 0 if they spell none.
///
/// A flag is a subdivision of a region (UTS #51, annex C; Unicode locale identifiers, `unicode_subdivision_id`).
fn flag(run: &[char]) -> usize {
    let tag = |at: usize| run.get(at).and_then(|c| tag_as_ascii(*c));
    let is_letter = |at| tag(at).is_some_and(|c| c.is_ascii_lowercase());
    let is_digit = |at| tag(at).is_some_and(|c| c.is_ascii_digit());
    let region = if (0..2).all(is_letter) {
        2
    } else if (0..3).all(is_digit) {
        3
    } else {
        return 0;
    };
    let more = (region..region + 4).take_while(|at| is_letter(*at) || is_digit(*at)).count();
    let end = region + more;
    if more > 0 && run.get(end) == Some(&'\u{E007F}') { end + 1 } else { 0 }
}

/// What a tag spells.
pub(super) fn tag_as_ascii(c: char) -> Option<char> {
    matches!(c, '\u{E0020}'..='\u{E007E}').then(|| char::from(c as u8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(text: &str) -> Vec<char> {
        let tag = |c| char::from_u32(0xE_0000 + u32::from(c)).expect("a tag");
        text.chars().map(|c| if c == '.' { '\u{E007F}' } else { tag(c) }).collect()
    }

    #[test]
    fn flags() {
        for (text, len) in [
            ("gbeng.", 6),
            ("usca.", 5),
            ("gbw.x", 4),
            ("001ab.", 6),
            ("001abcd.", 8),
            ("gb.", 0),
            ("gbeng", 0),
            ("gbabcde.", 0),
            ("g1abc.", 0),
            ("GBENG.", 0),
            ("", 0),
        ] {
            assert_eq!(flag(&tags(text)), len, "{text}");
        }
    }
}
