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
    /// Start of a link or another element that is told apart from its like.
    Apart,
    /// Its end.
    ApartEnd,
    /// Start or end of a button, another control or a label of one.
    Control,
    /// Start or end of a `time`.
    Time,
    /// An `img`.
    Image,
    /// An ad element was removed here.
    Gone,
    /// Parts of a list or table begin here, or one of these begins or ends. Unless it is a cell, the line ends here too.
    Begin(Parts),
    /// How the text from here on is laid out.
    Flow(Flow),
    /// From the next visible character on, lines are (`true`) or are not protected from the label stages.
    Protected(bool),
    /// From the next visible character on, lines are such parts.
    Part(Part),
    /// From here on the text is code, up to the next `Protected`.
    Code,
    /// A script of an ad was removed from this line.
    Script,
    /// A label line was dropped here.
    Label,
    /// So often are references decoded from here on.
    Levels(u8),
}

/// So many cells that begin between two characters count at most.
pub(crate) const MOST_CELLS: usize = 256;

/// What begins or ends in one place: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Parts(u16);

impl Mark {
    /// Takes another mark of the same place along, if this one can say both.
    #[inline]
    pub(crate) fn takes(&mut self, other: Mark) -> bool {
        match (&mut *self, other) {
            (_, Mark::Edge) | (Mark::Line | Mark::Begin(_), Mark::Line) => {}
            (Mark::Begin(parts), Mark::Begin(more)) => parts.add(more),
            (Mark::Line, Mark::Begin(_)) => *self = other,
            _ => return false,
        }
        true
    }
}

impl Parts {
    pub(crate) const ITEM: Parts = Parts(1);
    pub(crate) const TERM: Parts = Parts(2);
    pub(crate) const CELL: Parts = Parts(4);
    pub(crate) const OPTION: Parts = Parts(8);
    pub(crate) const CAPTION: Parts = Parts(16);
    /// A list begins.
    pub(crate) const LIST: Parts = Parts(32);
    pub(crate) const END_OF_LIST: Parts = Parts(64);
    /// A table begins or ends.
    pub(crate) const TABLE: Parts = Parts(128);
    /// A block with a margin begins or ends.
    pub(crate) const MARGIN: Parts = Parts(256);

    pub(crate) fn add(&mut self, other: Parts) {
        self.0 |= other.0;
    }

    pub(crate) const fn with(self, other: Parts) -> Parts {
        Parts(self.0 | other.0)
    }

    pub(crate) const fn without(self, other: Parts) -> Parts {
        Parts(self.0 & !other.0)
    }

    pub(crate) fn has(self, other: Parts) -> bool {
        self.0 & other.0 == other.0
    }

    /// Says whether a line where these begin is one of a row of parts with the line before, where `others` began.
    pub(crate) fn follow(self, others: Parts) -> bool {
        let is_other_list = self.has(Parts(Parts::LIST.0 | Parts::END_OF_LIST.0));
        let is_other_table = self.has(Parts::TABLE);
        let same = self.0 & others.0;
        same & Parts::OPTION.0 > 0
            || (same & (Parts::ITEM.0 | Parts::TERM.0) > 0 && !is_other_list)
            || (same & Parts::CELL.0 > 0 && !is_other_table)
    }
}

/// What part of a page a line is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Part {
    /// The line before is one of the same list or table.
    pub(crate) sibling: bool,
    /// A caption.
    pub(crate) caption: bool,
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
    /// The output is what is in the buffer, and then this part of the input. It is copied in one piece, and only once other text
    /// comes behind it.
    kept: Range<usize>,
    buffer: &'a mut Buffer,
    counts: &'a mut Counts,
    /// What takes the output of the last stage.
    write: Option<&'a mut dyn FnMut(&str)>,
}

/// The last stage writes a text of this length as it is. Shorter ones are joined: it is not known what a write costs.
const LONG: usize = if cfg!(feature = "_small_buffers") { 3 } else { 1024 };

impl<'a> Block<'a> {
    /// An empty output for the block `input`. What is in the buffer is forgotten.
    pub(crate) fn new(input: &'a str, buffer: &'a mut Buffer, counts: &'a mut Counts) -> Self {
        buffer.text.clear();
        buffer.marks.clear();
        Block { input, kept: 0..0, buffer, counts, write: None }
    }

    /// The output of the last stage. No other stage will ask for it.
    pub(crate) fn last(self, write: &'a mut dyn FnMut(&str)) -> Self {
        Block { write: Some(write), ..self }
    }

    /// Text that the stage left as it was: a slice of what it was fed wherever possible.
    #[inline]
    pub(crate) fn text(&mut self, text: &str) {
        // By far the most frequent.
        if text.as_ptr().addr() == self.input.as_ptr().addr() + self.kept.end
            && text.len() <= self.input.len() - self.kept.end
        {
            self.kept.end += text.len();
        } else if !text.is_empty() {
            self.other_text(text);
        }
    }

    /// The same for text that does not follow on what was kept.
    fn other_text(&mut self, text: &str) {
        self.settle();
        match offset_in(self.input, text) {
            Some(start) => self.kept = start..start + text.len(),
            None => self.buffer.text.push_str(text),
        }
    }

    /// Copies what was kept, or writes it.
    fn settle(&mut self) {
        let text = &self.input[self.kept.clone()];
        self.kept.start = self.kept.end;
        if text.len() >= LONG
            && let Some(write) = &mut self.write
        {
            flush(&mut self.buffer.text, write);
            write(text);
        } else {
            self.buffer.text.push_str(text);
        }
    }

    /// `source` bytes of the stage's input were replaced by `text`, by `rule`.
    pub(crate) fn edit(&mut self, rule: Rule, source: usize, text: &str) {
        self.edits(rule, 1, source, text);
    }

    /// Counts an edit that leaves nothing, or of which `edit_more` gives the parts.
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
        self.buffer.marks.push((self.buffer.text.len() + self.kept.len(), mark));
    }

    /// The same for the marks of markup: one that says nothing beside the mark before it, at the same place, is left out.
    #[inline]
    pub(crate) fn mark_of_tag(&mut self, mark: Mark) {
        let place = self.buffer.text.len() + self.kept.len();
        if let Some((at, last)) = self.buffer.marks.last_mut()
            && *at == place
            && last.takes(mark)
        {
            return;
        }
        self.buffer.marks.push((place, mark));
    }

    /// The output so far.
    pub(crate) fn as_str(&mut self) -> &str {
        if !self.buffer.text.is_empty() {
            self.settle();
            return &self.buffer.text;
        }
        &self.input[self.kept.clone()]
    }

    /// The part of the input that the output is; none if its text is in the buffer. Its marks are there in any case.
    /// Of the last stage, all is written.
    pub(crate) fn finish(mut self) -> Option<Range<usize>> {
        if let Some(write) = &mut self.write {
            flush(&mut self.buffer.text, write);
            let kept = &self.input[self.kept];
            if !kept.is_empty() {
                write(kept);
            }
            return None;
        }
        if self.buffer.text.is_empty() {
            return Some(self.kept);
        }
        self.settle();
        None
    }
}

fn flush(buffer: &mut String, write: &mut dyn FnMut(&str)) {
    if !buffer.is_empty() {
        write(buffer);
        buffer.clear();
    }
}

/// Where `part` lies in `whole`, if it is a slice of it.
fn offset_in(whole: &str, part: &str) -> Option<usize> {
    let start = part.as_ptr().addr().checked_sub(whole.as_ptr().addr())?;
    (start + part.len() <= whole.len()).then_some(start)
}
