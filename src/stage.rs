//! One text transducer, and how transducers are put in a row.
//!
//! Laws that the tests hold every stage to: any cutting of the input gives the same output; what a stage holds back between
//! two calls is bounded; clean text leaves as slices of the text it came in.

use std::borrow::Cow;
use std::collections::TryReserveError;

use crate::block::{Block, Buffer, Mark};
use crate::counts::Counts;
use crate::words::Words;

/// A text transducer: fed pieces of a text in order, it writes what is settled.
pub(crate) trait Stage: Send {
    /// The most input, in bytes, that the stage may hold back between two calls.
    fn max_pending(&self) -> usize;

    /// Takes the next piece of the text; it is not empty.
    fn feed(&mut self, text: &str, out: &mut Block<'_>);

    /// How much of `text`, which comes next, the stage passes on as it is, and all marks in it too: that need not be fed.
    fn quiet(&self, _text: &str) -> usize {
        0
    }

    /// Takes a mark that stands between the text so far and the next. Most stages settle what they hold and pass it on.
    fn mark(&mut self, mark: Mark, out: &mut Block<'_>);

    /// Settles what is held back: the text ends here. A stage has this or `end` of its own.
    fn finish(&mut self, out: &mut Block<'_>) {
        self.end("", out);
    }

    /// Takes the last piece of the text, which may be empty, and settles what is held back. A stage that would hold back most ends of
    /// texts need not do so here, and the text is not copied.
    fn end(&mut self, text: &str, out: &mut Block<'_>) {
        if !text.is_empty() {
            self.feed(text, out);
        }
        self.finish(out);
    }

    /// Forgets the text: the stage is as new.
    fn reset(&mut self);

    /// Takes a block of the text, with the marks in it. `last`: the text ends with it. Every stage has its own copy of this loop: a page has
    /// a mark for each tag.
    fn run(&mut self, text: &str, marks: &[(usize, Mark)], last: bool, out: &mut Block<'_>) {
        let (mut start, mut quiet) = (0, self.quiet(text));
        for (at, mark) in marks {
            if *at < quiet {
                out.text(&text[start..*at]);
                out.mark(*mark);
            } else {
                self.piece(&text[start..*at], quiet.saturating_sub(start), out);
                self.mark(*mark, out);
                quiet = *at + self.quiet(&text[*at..]);
            }
            start = *at;
        }
        let quiet = quiet.max(start);
        out.text(&text[start..quiet]);
        if last {
            self.end(&text[quiet..], out);
        } else if quiet < text.len() {
            self.feed(&text[quiet..], out);
        }
    }

    /// Takes a text, of which the first `quiet` bytes pass as they are.
    fn piece(&mut self, text: &str, quiet: usize, out: &mut Block<'_>) {
        out.text(&text[..quiet]);
        if quiet < text.len() {
            self.feed(&text[quiet..], out);
        }
    }
}

/// Text goes through the stages in blocks of at most this many bytes, which stay in the cache.
const BLOCK: usize = if cfg!(feature = "_small_buffers") { 7 } else { 65_536 };

/// The same for a single stage: nobody behind it reads the text again, and each cut may go through a token, which has to be copied.
const LONG_BLOCK: usize = 4 * BLOCK;

/// Stages in their order, with the room that they need.
pub(crate) struct Runner {
    stages: Vec<Box<dyn Stage>>,
    /// What one stage wrote, and what the next one writes.
    buffers: [Buffer; 2],
    counts: Counts,
    words: Option<WordCount>,
}

/// Words before one of the stages and behind the last.
struct WordCount {
    stage: usize,
    before: Words,
    behind: Words,
}

impl Runner {
    pub(crate) fn new(stages: Vec<Box<dyn Stage>>) -> Self {
        Runner { stages, buffers: Default::default(), counts: Counts::default(), words: None }
    }

    /// Counts the words before the stage with this number, too, and behind the last one.
    pub(crate) fn counting_words(self, stage: usize) -> Self {
        Runner { words: Some(WordCount { stage, before: Words::default(), behind: Words::default() }), ..self }
    }

    /// The most input, in bytes, that the stages together may hold back between two calls.
    pub(crate) fn max_pending(&self) -> usize {
        self.stages.iter().map(|stage| stage.max_pending()).sum()
    }

    /// What the stages did so far.
    pub(crate) fn counts(&self) -> Counts {
        let mut counts = self.counts;
        if let Some(words) = &self.words {
            (counts.words_in, counts.words_out) = (words.before.count, words.behind.count);
        }
        counts
    }

    /// Forgets the text, keeps the room.
    pub(crate) fn reset(&mut self) {
        self.stages.iter_mut().for_each(|stage| stage.reset());
        self.counts = Counts::default();
    }

    /// Runs `text` through the stages, and what comes out into `write`. `last`: the text ends here.
    pub(crate) fn run(&mut self, text: &str, last: bool, write: &mut dyn FnMut(&str)) {
        if text.is_empty() && !last {
            return;
        }
        let limit = if self.stages.len() == 1 { LONG_BLOCK } else { BLOCK };
        let mut rest = text;
        while rest.len() > limit {
            let (block, next) = rest.split_at(rest.ceil_char_boundary(limit));
            self.run_block(block, false, write);
            rest = next;
        }
        self.run_block(rest, last, write);
    }

    fn run_block(&mut self, block: &str, last: bool, write: &mut dyn FnMut(&str)) {
        let [mut input, mut output] = self.buffers.each_mut();
        input.marks.clear();
        // The text is a part of the block as it was, or one of what a stage wrote.
        let (mut in_block, mut part) = (true, 0..block.len());
        let count = self.stages.len();
        for (number, stage) in self.stages.iter_mut().enumerate() {
            let stage = &mut **stage;
            let text = if in_block { &block[part.clone()] } else { &input.text[part.clone()] };
            if let Some(words) = self.words.as_mut().filter(|words| words.stage == number) {
                words.before.push(text);
            }
            let mut out = Block::new(text, output, &mut self.counts);
            if number + 1 == count && self.words.is_none() {
                out = out.last(write);
            }
            stage.run(text, &input.marks, last, &mut out);
            if let Some(kept) = out.finish() {
                part = part.start + kept.start..part.start + kept.end;
                std::mem::swap(&mut input.marks, &mut output.marks);
            } else {
                std::mem::swap(&mut input, &mut output);
                (in_block, part) = (false, 0..input.text.len());
            }
        }
        // What nobody has written yet.
        if count == 0 || self.words.is_some() {
            let text = if in_block { &block[part] } else { &input.text[part] };
            if let Some(words) = &mut self.words {
                words.behind.push(text);
                if words.stage == count {
                    words.before.push(text);
                }
            }
            if !text.is_empty() {
                write(text);
            }
        }
    }
}

/// A whole text on its way out: nothing is copied while it equals the input.
pub(crate) struct Whole<'a> {
    input: &'a str,
    /// The output is this many bytes of the input, unless it is a text of its own.
    same: usize,
    changed: Option<String>,
    /// There was no memory for it: it is lost.
    lost: Option<TryReserveError>,
}

impl<'a> Whole<'a> {
    pub(crate) fn new(input: &'a str) -> Self {
        Whole { input, same: 0, changed: None, lost: None }
    }

    pub(crate) fn push(&mut self, text: &str) {
        if self.lost.is_none()
            && let Err(error) = self.try_push(text)
        {
            (self.changed, self.lost) = (None, Some(error));
        }
    }

    fn try_push(&mut self, text: &str) -> Result<(), TryReserveError> {
        if let Some(out) = &mut self.changed {
            out.try_reserve(text.len())?;
            out.push_str(text);
            return Ok(());
        }
        let rest = &self.input[self.same..];
        let is_slice = std::ptr::eq(rest.as_ptr(), text.as_ptr()) && text.len() <= rest.len();
        if is_slice || rest.as_bytes().starts_with(text.as_bytes()) {
            self.same += text.len();
        } else {
            let mut out = String::new();
            out.try_reserve_exact(self.input.len())?;
            out.push_str(&self.input[..self.same]);
            out.try_reserve(text.len())?;
            out.push_str(text);
            self.changed = Some(out);
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<Cow<'a, str>, TryReserveError> {
        match self.lost {
            Some(error) => Err(error),
            None => Ok(self.changed.map_or(Cow::Borrowed(&self.input[..self.same]), Cow::Owned)),
        }
    }
}

/// Runs a whole text through stages that are as new.
pub(crate) fn run<'a>(text: &'a str, runner: &mut Runner) -> Cow<'a, str> {
    try_run(text, runner).expect("there is memory for the result")
}

/// Runs a whole text through stages that are as new, where there may be no memory for the result.
pub(crate) fn try_run<'a>(text: &'a str, runner: &mut Runner) -> Result<Cow<'a, str>, TryReserveError> {
    let mut whole = Whole::new(text);
    runner.run(text, true, &mut |piece| whole.push(piece));
    whole.finish()
}
