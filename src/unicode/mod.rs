//! Unicode normalisation (UAX #15). The rules: docs/reference/unicode.md.
//!
//! A quick-check table finds the segments that can change; only those go through the normaliser proper.

mod quick_check;

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::block::{Block, Mark};
use crate::counts::Rule;
use crate::stage::{Runner, Stage, run};

pub use quick_check::{Form, UNICODE_VERSION};

#[cfg(feature = "python")]
pub(crate) use quick_check::is_surely_normalized;
use quick_check::{Quick, next_boundary, next_other};

/// Brings `text` into `form`.
///
/// ```
/// use strigil::unicode::{Form, normalize};
/// assert_eq!(normalize("e\u{301}", Form::Nfc), "é");
/// ```
#[must_use]
pub fn normalize(text: &str, form: Form) -> Cow<'_, str> {
    run(text, &mut Runner::new(vec![Box::new(Unicode::unbounded(form))]))
}

/// Says whether `text` is in `form`.
#[must_use]
pub fn is_normalized(text: &str, form: Form) -> bool {
    matches!(normalize(text, form), Cow::Borrowed(_))
}

/// How many segments of `text` are not in `form`.
pub(crate) fn count_segments(text: &str, form: Form) -> u64 {
    let mut runner = Runner::new(vec![Box::new(Unicode::unbounded(form))]);
    runner.run(text, true, &mut |_| ());
    runner.counts().get(Rule::Unicode)
}

/// A segment with more characters than this behind its boundary is left as it is.
const LIMIT: usize = 1024;

/// The stage `unicode`.
pub(crate) struct Unicode {
    form: Form,
    limit: usize,
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
        Unicode { form, limit: LIMIT, held: Held::default() }
    }

    /// The stage for a whole text, of which no segment is too long.
    pub(crate) fn unbounded(form: Form) -> Self {
        Unicode { limit: usize::MAX, ..Unicode::new(form) }
    }

    /// What a whole segment changes to, if it does.
    fn change(&self, segment: &str) -> Option<String> {
        if self.form.quick_check(segment) == Quick::Yes || self.is_beyond(segment) {
            return None;
        }
        let chars = segment.chars();
        let normalized: String = match self.form {
            Form::Nfc => chars.nfc().collect(),
            Form::Nfd => chars.nfd().collect(),
            Form::Nfkc => chars.nfkc().collect(),
            Form::Nfkd => chars.nfkd().collect(),
        };
        (normalized != segment).then_some(normalized)
    }

    fn is_beyond(&self, segment: &str) -> bool {
        if segment.len() <= self.limit {
            return false;
        }
        let others = segment.chars().count() - usize::from(self.form.starts_with_boundary(segment));
        others > self.limit
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
        let end = next_boundary(text, self.form);
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

/// Composes the Korean syllables that `text` starts with (Unicode Standard, 3.12) and appends them to `run`; returns
/// their number and length.
/// Decomposed Korean is long runs of them, and this is much quicker than a segment at a time.
fn compose_hangul(text: &str, form: Form, run: &mut String) -> (u64, usize) {
    let (mut syllables, mut end) = (0, 0);
    loop {
        let mut jamo = text[end..].chars();
        let mut index = |first: u32, count: u32| {
            let mut ahead = jamo.clone();
            let index = u32::from(ahead.next()?).checked_sub(first).filter(|index| *index < count)?;
            jamo = ahead;
            Some(index)
        };
        let (Some(leading), Some(vowel)) = (index(0x1100, 19), index(0x1161, 21)) else {
            return (syllables, end);
        };
        let trailing = index(0x11A8, 27).map_or(0, |index| index + 1);
        // What follows may still combine with the syllable.
        let next = jamo.clone().next();
        let Some(syllable) = char::from_u32(0xAC00 + (leading * 21 + vowel) * 28 + trailing)
            .filter(|_| next.is_some_and(|next| form.is_boundary(next)))
        else {
            return (syllables, end);
        };
        run.push(syllable);
        syllables += 1;
        end = text.len() - jamo.as_str().len();
    }
}

impl Stage for Unicode {
    fn max_pending(&self) -> usize {
        4 * (self.limit + 1)
    }

    fn feed(&mut self, text: &str, out: &mut Block<'_>) {
        let rest = &text[self.resume(text, out)..];
        // `rest[kept..at]` is settled but not written yet.
        let (mut kept, mut at) = (0, 0);
        let composes = matches!(self.form, Form::Nfc | Form::Nfkc);
        let mut run = String::new();
        while let Some(other) = next_other(rest, at, self.form) {
            let start = rest[at..other].char_indices().next_back().map_or(at, |(before, _)| at + before);
            let end = other + next_boundary(&rest[other..], self.form);
            if end == rest.len() {
                out.text(&rest[kept..start]);
                self.hold(&rest[start..], out);
                return;
            }
            run.clear();
            let (syllables, len) = if composes { compose_hangul(&rest[start..], self.form, &mut run) } else { (0, 0) };
            if syllables > 0 {
                out.text(&rest[kept..start]);
                out.edits(Rule::Unicode, syllables, len, &run);
                at = start + len;
                kept = at;
                continue;
            }
            if let Some(change) = self.change(&rest[start..end]) {
                out.text(&rest[kept..start]);
                out.edit(Rule::Unicode, end - start, &change);
                kept = end;
            }
            at = end;
        }
        // The last character may combine with what comes next.
        let end = rest.len();
        let last = rest[at..].char_indices().next_back();
        let settled = last.filter(|(_, c)| !quick_check::never_combines(*c)).map_or(end, |(last, _)| at + last);
        out.text(&rest[kept..settled]);
        self.held.text.push_str(&rest[settled..]);
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
        match self.change(&segment) {
            Some(change) => out.edit(Rule::Unicode, segment.len(), &change),
            None => out.text(&segment),
        }
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
