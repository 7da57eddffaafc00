//! Counts line ends by kind. The rules: docs/reference/scan.md.

use memchr::{memchr_iter, memmem};

/// How many line ends a text has of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineEndKinds {
    /// LF.
    pub lf: u64,
    /// CR with LF.
    pub crlf: u64,
    /// CR alone.
    pub cr: u64,
    /// U+0085.
    pub nel: u64,
    /// U+2028.
    pub ls: u64,
    /// U+2029.
    pub ps: u64,
}

impl LineEndKinds {
    /// Counts the line ends of `text`.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let count = |needle: &str| memmem::find_iter(bytes, needle).count() as u64;
        let all_lf = memchr_iter(b'\n', bytes).count() as u64;
        let all_cr = memchr_iter(b'\r', bytes).count() as u64;
        let crlf = if all_cr > 0 { count("\r\n") } else { 0 };
        LineEndKinds {
            lf: all_lf - crlf,
            crlf,
            cr: all_cr - crlf,
            nel: count("\u{85}"),
            ls: count("\u{2028}"),
            ps: count("\u{2029}"),
        }
    }

    /// The kinds by the names of docs/reference/scan.md.
    #[must_use]
    pub fn by_name(&self) -> [(&'static str, u64); 6] {
        let LineEndKinds { lf, crlf, cr, nel, ls, ps } = *self;
        [("lf", lf), ("crlf", crlf), ("cr", cr), ("nel", nel), ("ls", ls), ("ps", ps)]
    }
}
