//! Text as the normaliser sees it, and where in it something may change: in UTF-8, and in code points of any width.

use super::data::{Form, flags};
use crate::scan;

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
        // The first byte in UTF-8 of the first character that is no boundary.
        let lead = match form {
            Form::Nfc => 0xCC,
            Form::Nfd => 0xC3,
            Form::Nfkc | Form::Nfkd => 0xC2,
        };
        move |mut at| {
            while let Some(skipped) = scan::find(&self.as_bytes()[at..], |byte| byte >= lead) {
                at += skipped;
                // Where one such character stands, others are near.
                let (mut ascii, mut in_segment) = (0, false);
                for c in self[at..].chars() {
                    let flags = flags(c.into());
                    let no_boundary = flags & form.no_boundary() != 0;
                    if flags & form.not_yes() != 0 || no_boundary && in_segment {
                        return Some(at);
                    }
                    in_segment = no_boundary;
                    at += c.len_utf8();
                    ascii = if c.is_ascii() { ascii + 1 } else { 0 };
                    if ascii == scan::LANES {
                        break;
                    }
                }
            }
            None
        }
    }
}
