//! White space folding. The rules: docs/reference/whitespace.md.

use std::borrow::Cow;

use crate::block::{Block, Mark};
use crate::counts::Rule;
use crate::stage::{Stage, run};

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

/// Folds the white space of `text`.
///
/// ```
/// use strigil::whitespace::{Layout, collapse};
/// assert_eq!(collapse(" a\u{A0} b \r\n\n\n c ", Layout::Paragraphs), "a b\n\nc");
/// ```
#[must_use]
pub fn collapse(text: &str, layout: Layout) -> Cow<'_, str> {
    run(text, &mut [&mut Whitespace::new(layout)]).0
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

#[derive(Default)]
struct Run {
    /// Length in bytes of UTF-8.
    len: usize,
    line_ends: usize,
    after_cr: bool,
}

impl Run {
    fn push(&mut self, c: char) {
        self.len += c.len_utf8();
        let crlf = self.after_cr && c == '\n';
        self.after_cr = c == '\r';
        if matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') && !crlf {
            self.line_ends += 1;
        }
    }
}

impl Whitespace {
    pub(crate) fn new(layout: Layout) -> Self {
        Whitespace { layout, run: Run::default(), at_start: true, protected: None }
    }

    fn folded(&self) -> &'static str {
        match (self.layout, self.run.line_ends) {
            _ if self.at_start => "",
            (Layout::Inline, _) | (_, 0) => " ",
            (Layout::Lines, _) | (Layout::Paragraphs, 1) => "\n",
            (Layout::Paragraphs, _) => "\n\n",
        }
    }

    /// How much of `text`, which starts with a visible character, stays as it is, up to and with a visible character.
    fn kept(&self, text: &str) -> usize {
        let bytes = text.as_bytes();
        let visible_at = |at: usize| text[at..].starts_with(|c| !is_space(c));
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            at += match CLASSES[usize::from(byte)] {
                Class::Visible => 1,
                Class::Space if visible_at(at + 1) => 1,
                Class::LineFeed if self.layout != Layout::Inline && visible_at(at + 1) => 1,
                Class::LineFeed
                    if self.layout == Layout::Paragraphs && bytes.get(at + 1) == Some(&b'\n') && visible_at(at + 2) =>
                {
                    2
                }
                Class::Lead if visible_at(at) => text[at..].chars().next().map_or(0, char::len_utf8),
                _ => return at,
            };
        }
        at
    }

    /// A visible character comes: writes the run before it.
    fn settle(&mut self, out: &mut Block<'_>) {
        if self.run.len > 0 {
            out.edit(Rule::WhiteSpace, self.run.len, self.folded());
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
        if self.run.len > 0 {
            out.edit(Rule::WhiteSpace, self.run.len, "");
        }
    }
}
