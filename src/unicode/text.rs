//! Text as the normaliser sees it, and where in it something may change: in UTF-8, and in code points of any width.

use wide::u8x16;

use super::data::{Form, flags};
use crate::seek::{Look, Search, first_block, mask, within};

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
        let mut leads = Search::new(self.as_bytes(), 0, Leads::of(form));
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
}

/// Most of the letters of Cyrillic, of CJK, and of Hangul.
const CYRILLIC: (u8, u8) = (0xD0, 0xD1);
const CJK: (u8, u8) = (0xE4, 0xE9);
const HANGUL: (u8, u8) = (0xEB, 0xEC);

impl Leads {
    fn of(form: Form) -> Self {
        match form {
            Form::Nfc => Leads { first: 0xCC, but: [CYRILLIC, CJK, HANGUL] },
            Form::Nfd => Leads { first: 0xC3, but: [CJK; 3] },
            // Letters of Latin-1 do not compose any further.
            Form::Nfkc => Leads { first: 0xC2, but: [(0xC3, 0xC3), CYRILLIC, CJK] },
            Form::Nfkd => Leads { first: 0xC2, but: [CJK; 3] },
        }
    }
}

impl Look<u8> for Leads {
    #[inline]
    fn look(&mut self, bytes: &[u8], _: bool) -> u64 {
        // NULs are no leads.
        first_block(bytes, |block| {
            if mask(block, |lane| lane) == 0 {
                return 0;
            }
            mask(block, |lane| {
                let leads = lane.max(u8x16::splat(self.first)).simd_eq(lane);
                let [first, second, third] = self.but.map(|(first, last)| within(lane, first, last));
                leads & !(first | second | third)
            })
        })
    }

    fn skip(&mut self) {}
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
                let lead = c.encode_utf8(&mut [0; 4]).as_bytes()[0];
                assert_eq!(Leads::of(form).look(&[lead], true), 1, "{c}");
            }
        }
    }
}
