//! White space folding. The rules: docs/reference/whitespace.md.

mod fences;
#[cfg(feature = "python")]
mod inline;
mod line_ends;
mod run;
mod stage;
#[cfg(feature = "python")]
mod units;

use std::borrow::Cow;

use crate::stage::{Runner, run};
pub(crate) use stage::Whitespace;
#[cfg(feature = "python")]
pub(crate) use units::Changes;

pub use line_ends::LineEndKinds;

/// What a run of white space between two visible characters becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Layout {
    /// A space, a line end, or several where there were several. Code is left alone.
    Paragraphs,
    /// A space or a line end.
    Lines,
    /// A space.
    Inline,
}

/// What a run without a line end becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Spaces {
    /// U+0020.
    Ascii,
    /// The first U+00A0, U+202F or U+3000 in it, or else U+0020.
    KeepTypographic,
    /// What it was, unless it is very long.
    Keep,
    /// U+0020; what stands behind the last line end of a run stays: the indentation of a line.
    KeepIndent,
}

/// How a line end is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LineBreaks {
    /// As a line feed.
    Unix,
    /// As it was.
    Keep,
}

/// How white space is folded.
///
/// ```
/// use strigil::whitespace::{Folding, Layout, LineBreaks, collapse};
/// let folding = Folding { linebreaks: LineBreaks::Keep, ..Folding::new(Layout::Paragraphs) };
/// assert_eq!(collapse("a \r\n b", folding), "a\r\nb");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Folding {
    /// What becomes of line ends.
    pub layout: Layout,
    /// What becomes of spaces.
    pub spaces: Spaces,
    /// How line ends are written.
    pub linebreaks: LineBreaks,
    /// Blank lines that stay between two paragraphs at most.
    pub max_blank_lines: u8,
}

impl Folding {
    /// The layout with everything else as it is by default.
    #[must_use]
    pub const fn new(layout: Layout) -> Self {
        Folding { layout, spaces: Spaces::Ascii, linebreaks: LineBreaks::Unix, max_blank_lines: 1 }
    }

    fn keeps_indentation(self) -> bool {
        self.spaces == Spaces::KeepIndent && self.layout != Layout::Inline
    }

    /// Line ends of a run that stay at most; `inline` makes one space of them all.
    fn most_line_ends(self) -> usize {
        match self.layout {
            Layout::Paragraphs => usize::from(self.max_blank_lines) + 1,
            Layout::Lines | Layout::Inline => 1,
        }
    }
}

/// Folds the white space of `text`.
///
/// ```
/// use strigil::whitespace::{Folding, Layout, collapse};
/// assert_eq!(collapse(" a\u{A0} b \r\n\n\n c ", Folding::new(Layout::Paragraphs)), "a b\n\nc");
/// ```
#[must_use]
pub fn collapse(text: &str, folding: Folding) -> Cow<'_, str> {
    run(text, &mut Runner::new(vec![Box::new(Whitespace::new(folding, false))]))
}

/// White space as Python's `str.isspace` has it: Unicode's, and U+001C to U+001F.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1C}'..='\u{1F}')
}
