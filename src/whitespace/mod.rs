//! White space folding. The rules: docs/reference/whitespace.md.

#[cfg(feature = "python")]
mod find;
mod line_ends;

use std::borrow::Cow;

use crate::block::{Block, Mark};
use crate::counts::Rule;
use crate::scan::LANES;
use crate::stage::{Runner, Stage, run};

pub use line_ends::LineEndKinds;

/// What a run of white space between two visible characters becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Layout {
    /// A space, a line feed, or two where there were two or more line ends.
    Paragraphs,
    /// A space or a line feed.
    Lines,
    /// A space.
    Inline,
}

impl Layout {
    /// What a run with so many line ends becomes.
    fn folded(self, line_ends: usize) -> &'static str {
        match (self, line_ends) {
            (Layout::Inline, _) | (_, 0) => " ",
            (Layout::Lines, _) | (Layout::Paragraphs, 1) => "\n",
            (Layout::Paragraphs, _) => "\n\n",
        }
    }
}

/// Folds the white space of `text`.
///
/// ```
/// use strigil::whitespace::{Layout, collapse};
/// assert_eq!(collapse(" a\u{A0} b \r\n\n\n c ", Layout::Paragraphs), "a b\n\nc");
/// ```
#[must_use]
pub fn collapse(text: &str, layout: Layout) -> Cow<'_, str> {
    run(text, &mut Runner::new(vec![Box::new(Whitespace::new(layout))]))
}

/// White space as Python's `str.isspace` has it: Unicode's, and U+001C to U+001F.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1C}'..='\u{1F}')
}

/// What a byte of UTF-8 says about white space.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Visible,
    Space,
    LineFeed,
    OtherSpace,
    /// The first byte of characters of which some are white space.
    Lead,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Visible; 256];
    let mut byte = 0x09;
    while byte < 0x20 {
        if byte <= 0x0D || byte >= 0x1C {
            classes[byte] = Class::OtherSpace;
        }
        byte += 1;
    }
    classes[b' ' as usize] = Class::Space;
    classes[b'\n' as usize] = Class::LineFeed;
    // U+0085 and U+00A0; U+1680; U+2000 to U+205F; U+3000.
    classes[0xC2] = Class::Lead;
    classes[0xE1] = Class::Lead;
    classes[0xE2] = Class::Lead;
    classes[0xE3] = Class::Lead;
    classes
};

/// Says whether UTF-8 starts with a character that is not white space.
fn is_visible(bytes: &[u8]) -> bool {
    match CLASSES[usize::from(*bytes.first().unwrap_or(&b' '))] {
        Class::Visible => true,
        Class::Space | Class::LineFeed | Class::OtherSpace => false,
        Class::Lead => !matches!(
            bytes,
            [0xC2, 0x85 | 0xA0, ..]
                | [0xE1, 0x9A, 0x80, ..]
                | [0xE2, 0x80, 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF, ..]
                | [0xE2, 0x81, 0x9F, ..]
                | [0xE3, 0x80, 0x80, ..]
        ),
    }
}

/// The stage `whitespace`.
pub(crate) struct Whitespace {
    layout: Layout,
    /// The run of white space that is not yet written: nothing of it is known to be needed before a visible character comes.
    run: Run,
    /// No visible character yet.
    at_start: bool,
    /// A mark inside or before the run; it is passed on right before the next visible character.
    protected: Option<bool>,
}

/// What a run of white space was made of: enough to say whether writing it anew changes it.
#[derive(Default)]
pub(crate) struct Source {
    /// Length in bytes of UTF-8.
    pub(crate) len: usize,
    line_feeds: usize,
    /// There is more than U+0020 and line feeds.
    other: bool,
}

impl Source {
    pub(crate) fn push(&mut self, c: char) {
        self.len += c.len_utf8();
        self.line_feeds += usize::from(c == '\n');
        self.other |= !matches!(c, ' ' | '\n');
    }

    /// Writes `text`, which is white space, in place of the run.
    pub(crate) fn replace(&self, rule: Rule, text: &str, out: &mut Block<'_>) {
        let same = !self.other && self.len == text.len() && self.line_feeds == text.matches('\n').count();
        if same {
            out.text(text);
        } else {
            out.edits(rule, u64::from(self.len > 0), self.len, text);
        }
    }
}

#[derive(Default)]
struct Run {
    source: Source,
    line_ends: LineEnds,
}

impl Run {
    fn push(&mut self, c: char) {
        self.source.push(c);
        self.line_ends.push(c.into());
    }
}

/// Counts line ends.
#[derive(Default)]
struct LineEnds {
    count: usize,
    after_cr: bool,
}

impl LineEnds {
    fn push(&mut self, code_point: u32) {
        let crlf = self.after_cr && code_point == 0x0A;
        self.after_cr = code_point == 0x0D;
        self.count += usize::from(matches!(code_point, 0x0A | 0x0D | 0x85 | 0x2028 | 0x2029) && !crlf);
    }
}

impl Whitespace {
    pub(crate) fn new(layout: Layout) -> Self {
        Whitespace { layout, run: Run::default(), at_start: true, protected: None }
    }

    fn folded(&self) -> &'static str {
        if self.at_start { "" } else { self.layout.folded(self.run.line_ends.count) }
    }

    /// How much of `text`, which starts with a visible character, stays as it is, up to and with a visible character.
    fn kept(&self, text: &str) -> usize {
        let bytes = text.as_bytes();
        let mut at = 0;
        // Up to here the lanes have been tried.
        let mut tried = 0;
        while at < bytes.len() {
            if at >= tried {
                if let Some(window) = bytes.get(at..=at + LANES)
                    && self.is_plain(window)
                {
                    at += LANES;
                    continue;
                }
                tried = at + LANES;
            }
            let ends = match CLASSES[usize::from(bytes[at])] {
                Class::Visible => 0,
                Class::LineFeed if self.layout == Layout::Inline => return at,
                Class::LineFeed if self.layout == Layout::Paragraphs && bytes.get(at + 1) == Some(&b'\n') => 2,
                Class::Space | Class::LineFeed => 1,
                Class::Lead if is_visible(&bytes[at..]) => 0,
                Class::Lead | Class::OtherSpace => return at,
            };
            if ends > 0 && !is_visible(&bytes[at + ends..]) {
                return at;
            }
            at += ends.max(1);
        }
        at
    }

    /// Says whether all but the last byte of the window stay: nothing but single spaces and line feeds between ASCII or
    /// characters whose first byte no white space has.
    fn is_plain(&self, window: &[u8]) -> bool {
        let line_feed = if self.layout == Layout::Inline { b' ' } else { b'\n' };
        let pairs = window.iter().zip(&window[1..]);
        let bad = pairs.fold(0, |bad, (&byte, &next)| {
            let is_lead = |byte: u8| u8::from(byte == 0xC2) | u8::from(byte & 0xFC == 0xE0);
            let run = u8::from(byte <= b' ') & (u8::from(next <= b' ') | is_lead(next));
            let other = u8::from(byte < b' ') & u8::from(byte != line_feed);
            bad | run | other | is_lead(byte)
        });
        bad == 0
    }

    /// A visible character comes: writes the run before it.
    fn settle(&mut self, out: &mut Block<'_>) {
        if self.run.source.len > 0 {
            self.run.source.replace(Rule::WhiteSpace, self.folded(), out);
            self.run = Run::default();
        }
        self.at_start = false;
        if let Some(protected) = self.protected.take() {
            out.mark(Mark::Protected(protected));
        }
    }
}

impl Stage for Whitespace {
    fn max_pending(&self) -> usize {
        0
    }

    fn feed(&mut self, text: &str, out: &mut Block<'_>) {
        let mut rest = text;
        loop {
            let Some(visible) = rest.find(|c| {
                let space = is_space(c);
                if space {
                    self.run.push(c);
                }
                !space
            }) else {
                return;
            };
            self.settle(out);
            rest = &rest[visible..];
            let (kept, run) = rest.split_at(self.kept(rest));
            out.text(kept);
            rest = run;
        }
    }

    fn mark(&mut self, mark: Mark, out: &mut Block<'_>) {
        match mark {
            Mark::Protected(protected) => self.protected = Some(protected),
            _ => out.mark(mark),
        }
    }

    fn finish(&mut self, out: &mut Block<'_>) {
        self.run.source.replace(Rule::WhiteSpace, "", out);
    }

    fn reset(&mut self) {
        *self = Whitespace::new(self.layout);
    }
}
