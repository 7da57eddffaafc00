//! What a stage writes to: the output of one block of text, and the marks in it.
//!
//! While the output is a part of the block as it was, nothing is copied. From the first difference on it is one string, so that the
//! next stage sees long pieces however small the edits are. Why this shape: docs/explanation/engine.md.

use std::ops::Range;

use crate::counts::{Counts, Rule};

/// What lies between two pieces of text and is not text itself.
///
/// The markup stage makes the marks, the layout stage turns the first group into white space, later stages heed the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A tag or comment without layout. No character reference reaches across it.
    Edge,
    /// Start or end of a block: the line ends here.
    Line,
    /// A `br`.
    Break,
    /// Start of a table cell.
    Cell,
    /// An ad element was removed here.
    Gone,
    /// How the text from here on is laid out.
    Flow(Flow),
    /// From the next visible character on, lines are (`true`) or are not protected from the label stages.
    Protected(bool),
    /// From here on the text is code, up to the next `Protected`.
    Code,
    /// A script of an ad was removed from this line.
    Script,
    /// A label line was dropped here.
    Label,
    /// So often are references decoded from here on.
    Levels(u8),
}

/// How a markup text treats white space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flow {
    /// Where the text stands.
    pub(crate) place: Place,
    /// The text belongs to a heading.
    pub(crate) heading: bool,
}

/// Where a markup text stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Place {
    /// Outside every open block element: line ends are kept.
    #[default]
    Loose,
    /// Inside a block element: white space collapses.
    Block,
    /// Inside `pre` and its kin: white space is kept.
    Verbatim,
}

/// The room that a block's output takes, to be used again.
#[derive(Debug, Default)]
pub(crate) struct Buffer {
    pub(crate) text: String,
    pub(crate) marks: Vec<(usize, Mark)>,
}

/// The output of one stage for one block of text.
///
/// The lengths of all `text` pieces and of all `edit` sources of a stage together are its input.
pub(crate) struct Block<'a> {
    input: &'a str,
    /// The output is this part of the input; none once it differs and is in the buffer.
    kept: Option<Range<usize>>,
    buffer: &'a mut Buffer,
    counts: &'a mut Counts,
}

impl<'a> Block<'a> {
    /// An empty output for the block `input`. What is in the buffer is forgotten.
    pub(crate) fn new(input: &'a str, buffer: &'a mut Buffer, counts: &'a mut Counts) -> Self {
        buffer.text.clear();
        buffer.marks.clear();
        Block { input, kept: Some(0..0), buffer, counts }
    }

    /// Text that the stage left as it was: a slice of what it was fed wherever possible.
    pub(crate) fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let Some(kept) = &mut self.kept else {
            return self.buffer.text.push_str(text);
        };
        match offset_in(self.input, text) {
            Some(start) if kept.start == kept.end => *kept = start..start + text.len(),
            Some(start) if start == kept.end => kept.end += text.len(),
            _ => {
                self.buffer.text.push_str(&self.input[kept.clone()]);
                self.buffer.text.push_str(text);
                self.kept = None;
            }
        }
    }

    /// `source` bytes of the stage's input were replaced by `text`, by `rule`.
    pub(crate) fn edit(&mut self, rule: Rule, source: usize, text: &str) {
        self.edits(rule, 1, source, text);
    }

    /// Counts an edit of which `edit_more` gives the parts.
    pub(crate) fn count(&mut self, rule: Rule) {
        self.counts.add(rule, 1);
    }

    /// The same for so many edits side by side.
    pub(crate) fn edits(&mut self, rule: Rule, times: u64, source: usize, text: &str) {
        self.counts.add(rule, times);
        self.edit_more(rule, source, text);
    }

    /// The same, as one more part of an edit that has been counted.
    pub(crate) fn edit_more(&mut self, rule: Rule, source: usize, text: &str) {
        let _ = (rule, source);
        self.text(text);
    }

    /// A mark between what came before and what comes next.
    pub(crate) fn mark(&mut self, mark: Mark) {
        self.buffer.marks.push((self.as_str().len(), mark));
    }

    /// The output so far.
    pub(crate) fn as_str(&self) -> &str {
        self.kept.as_ref().map_or(&self.buffer.text, |kept| &self.input[kept.clone()])
    }

    /// The part of the input that the output is; none if its text is in the buffer. Its marks are there in any case.
    pub(crate) fn finish(self) -> Option<Range<usize>> {
        self.kept
    }
}

/// Where `part` lies in `whole`, if it is a slice of it.
fn offset_in(whole: &str, part: &str) -> Option<usize> {
    let start = part.as_ptr().addr().checked_sub(whole.as_ptr().addr())?;
    (start + part.len() <= whole.len()).then_some(start)
}
