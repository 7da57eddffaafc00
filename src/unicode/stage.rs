//! The stage `unicode`: a normalisation form in pieces of a text.

use std::ops::ControlFlow;

use super::changes::changes;
use super::data::Form;
use super::segment::{Segment, characters};
use crate::block::{Block, Mark};
use crate::counts::Rule;
use crate::stage::Stage;

/// A segment with more characters than this behind its boundary is left as it is.
const LIMIT: usize = 1024;

/// The stage `unicode`.
pub(crate) struct Unicode {
    form: Form,
    segment: Segment,
    /// Room for what a segment changes to.
    changed: String,
    held: Held,
}

/// The segment at the end of the input so far: the next characters may belong to it.
#[derive(Default)]
struct Held {
    text: String,
    /// The segment has passed the limit: what follows, up to the next boundary, is written as it comes.
    beyond: bool,
    /// Protection ends inside the segment.
    then_unprotected: bool,
}

impl Unicode {
    pub(crate) fn new(form: Form) -> Self {
        Unicode { form, segment: Segment::new(form), changed: String::new(), held: Held::default() }
    }

    /// Writes whole segments.
    fn write(&mut self, segments: &str, out: &mut Block<'_>) {
        let mut kept = 0;
        let _ = changes(segments, &mut self.segment, LIMIT, |range, change| {
            self.changed.clear();
            self.changed.extend(characters(change));
            out.text(&segments[kept..range.start]);
            out.edit(Rule::Unicode, range.len(), &self.changed);
            kept = range.end;
            ControlFlow::Continue(())
        });
        out.text(&segments[kept..]);
    }

    fn is_beyond(&self, segment: &str) -> bool {
        if segment.len() <= LIMIT {
            return false;
        }
        let starts_with_boundary = segment.starts_with(|c| self.form.is_boundary(c));
        segment.chars().count() - usize::from(starts_with_boundary) > LIMIT
    }

    /// Holds the segment that the input so far ends with.
    fn hold(&mut self, segment: &str, out: &mut Block<'_>) {
        if self.is_beyond(segment) {
            out.text(segment);
            self.held.beyond = true;
        } else {
            self.held.text.push_str(segment);
        }
    }

    /// Goes on with the held segment; returns how much of `text` belonged to it.
    fn resume(&mut self, text: &str, out: &mut Block<'_>) -> usize {
        if self.held.text.is_empty() && !self.held.beyond {
            return 0;
        }
        let end = text.find(|c| self.form.is_boundary(c)).unwrap_or(text.len());
        if self.held.beyond {
            out.text(&text[..end]);
        } else {
            self.held.text.push_str(&text[..end]);
            if self.is_beyond(&self.held.text) {
                self.finish(out);
                self.held.beyond = true;
            }
        }
        if end < text.len() {
            self.finish(out);
        }
        end
    }
}

impl Stage for Unicode {
    fn max_pending(&self) -> usize {
        4 * (LIMIT + 1)
    }

    fn feed(&mut self, text: &str, out: &mut Block<'_>) {
        let rest = &text[self.resume(text, out)..];
        // The last segment may go on.
        let last = rest.char_indices().rfind(|(_, c)| self.form.is_boundary(*c));
        let settled = last.map_or(0, |(at, c)| if never_combines(c) && at + 1 == rest.len() { rest.len() } else { at });
        self.write(&rest[..settled], out);
        self.hold(&rest[settled..], out);
    }

    fn end(&mut self, text: &str, out: &mut Block<'_>) {
        let rest = &text[self.resume(text, out)..];
        self.finish(out);
        self.write(rest, out);
    }

    fn mark(&mut self, mark: Mark, out: &mut Block<'_>) {
        // A segment is protected if a part of it is.
        if mark == Mark::Protected(false) && !self.held.text.is_empty() {
            self.held.then_unprotected = true;
        } else {
            self.held.then_unprotected = false;
            out.mark(mark);
        }
    }

    fn finish(&mut self, out: &mut Block<'_>) {
        let mut segment = std::mem::take(&mut self.held.text);
        self.held.beyond = false;
        self.write(&segment, out);
        if std::mem::take(&mut self.held.then_unprotected) {
            out.mark(Mark::Protected(false));
        }
        segment.clear();
        self.held.text = segment;
    }

    fn reset(&mut self) {
        // Its room is used again.
        let mut text = std::mem::take(&mut self.held.text);
        text.clear();
        self.held = Held { text, ..Held::default() };
    }
}

/// A boundary that stays as it is whatever follows. ASCII letters and `<`, `=`, `>` have compositions.
fn never_combines(c: char) -> bool {
    c.is_ascii() && !c.is_ascii_alphabetic() && !matches!(c, '<' | '=' | '>')
}
