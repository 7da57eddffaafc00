//! Text as the normaliser sees it, and where in it something may change: in UTF-8, and in code points of any width.

#![expect(clippy::inline_always, reason = "vectors are inlined into functions that are compiled for them")]

use super::data::{Form, flags};
use crate::seek::{ByteLook, ByteSearch, Lanes};

/// A text: positions in it, and its code points.
pub(crate) trait Text: Copy {
    /// The code point at a position, and where the next one starts; none at the end.
    fn next(self, at: usize) -> Option<(u32, usize)>;

    /// Where the code point before a position starts, and which it is; none at the start.
    fn previous(self, at: usize) -> Option<(u32, usize)>;

    /// Finds the next position from `from` on at which a segment may need a change; `from` never falls, and is the start of the
    /// text or of a segment.
    ///
    /// That is a character for which the quick check does not say Yes, or the second of two that are no boundaries: a single mark
    /// is in order.
    fn suspects(self, form: Form) -> impl FnMut(usize) -> Option<usize>;
}

impl Text for &str {
    fn next(self, at: usize) -> Option<(u32, usize)> {
        let c = self[at..].chars().next()?;
        Some((c.into(), at + c.len_utf8()))
    }

    fn previous(self, at: usize) -> Option<(u32, usize)> {
        let c = self[..at].chars().next_back()?;
        Some((c.into(), at - c.len_utf8()))
    }

    fn suspects(self, form: Form) -> impl FnMut(usize) -> Option<usize> {
        let mut leads = ByteSearch::new(self.as_bytes(), 0, Leads::of(form));
        let mut end_of_other = None;
        move |mut at| {
            loop {
                at = leads.next_from(at)?;
                if form.is_canonical() && is_quote(&self.as_bytes()[at..]) {
                    at += 3;
                    continue;
                }
                // Where one such character stands, others are near.
                for c in self[at..].chars() {
                    let flags = flags(c.into());
                    let no_boundary = flags & form.no_boundary() != 0;
                    if flags & form.not_yes() != 0 || no_boundary && end_of_other == Some(at) {
                        return Some(at);
                    }
                    at += c.len_utf8();
                    if no_boundary {
                        end_of_other = Some(at);
                    }
                    if c.is_ascii() {
                        break;
                    }
                }
            }
        }
    }
}

/// Quotes, dashes and bullets: U+2002 to U+203F, which only compatible forms change. In many texts they are all that is not ASCII.
fn is_quote(text: &[u8]) -> bool {
    matches!(text, [0xE2, 0x80, 0x82..=0xBF, ..])
}

/// The bytes of UTF-8 with which characters begin that may change, or be no boundaries.
struct Leads {
    first: u8,
    /// Such characters begin with none of these: from the first to the last.
    but: [(u8, u8); 3],
    /// Nor with those of the punctuation and kana of East Asia.
    but_asian: bool,
}

/// Most of the letters of Cyrillic, of CJK, and of Hangul.
const CYRILLIC: (u8, u8) = (0xD0, 0xD1);
const CJK: (u8, u8) = (0xE4, 0xE9);
const HANGUL: (u8, u8) = (0xEB, 0xEC);

impl Leads {
    fn of(form: Form) -> Self {
        let (first, but) = match form {
            Form::Nfc => (0xCC, [CYRILLIC, CJK, HANGUL]),
            Form::Nfd => (0xC3, [CJK; 3]),
            // Letters of Latin-1 do not compose any further.
            Form::Nfkc => (0xC2, [(0xC3, 0xC3), CYRILLIC, CJK]),
            Form::Nfkd => (0xC2, [CJK; 3]),
        };
        Leads { first, but, but_asian: form == Form::Nfc }
    }
}

impl ByteLook for Leads {
    #[inline(always)]
    fn look<L: Lanes>(&mut self, lanes: L, block: L::Block) -> u64 {
        if lanes.not_ascii(block) == 0 {
            return 0;
        }
        let leads = lanes.within(block, [(self.first, 0xFF)]) & !lanes.within(block, self.but);
        if self.but_asian && leads != 0 { leads & !asian(lanes, block) } else { leads }
    }
}

/// Where characters start of U+3000 to U+30FF or U+FF00 to U+FF7F that are no marks: the punctuation and kana of East Asia.
#[inline(always)]
fn asian<L: Lanes>(lanes: L, block: L::Block) -> u64 {
    // Of the last characters in the block not all is seen.
    let second = |mask: u64| mask >> 1;
    let third = |mask: u64| mask >> 2;
    let kana = lanes.equal(block, 0xE3) & second(lanes.within(block, [(0x80, 0x83)]));
    // U+302A to U+302F, U+3099 and U+309A.
    let others = lanes.within(block, [(0x80, 0x98), (0x9B, 0xA9), (0xB0, 0xBF)]);
    let wide = lanes.equal(block, 0xEF) & second(lanes.within(block, [(0xBC, 0xBD)]));
    kana & third(others) | wide
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_change_in_no_canonical_form() {
        for form in [Form::Nfc, Form::Nfd] {
            let suspect = form.not_yes() | form.no_boundary();
            assert!(
                ('\u{2002}'..='\u{203F}').all(|c| is_quote(c.to_string().as_bytes()) && flags(c.into()) & suspect == 0)
            );
        }
    }

    #[test]
    fn leads_are_those_of_all_that_changes_or_is_no_boundary() {
        for form in [Form::Nfc, Form::Nfd, Form::Nfkc, Form::Nfkd] {
            let suspect = form.not_yes() | form.no_boundary();
            for c in ('\0'..=char::MAX).filter(|c| flags((*c).into()) & suspect != 0) {
                // In a whole block, too.
                for rest in [0, 80] {
                    let text = format!("{c}{}", "x".repeat(rest));
                    assert_eq!(ByteSearch::new(text.as_bytes(), 0, Leads::of(form)).next_from(0), Some(0), "{c}");
                }
            }
        }
    }
}
