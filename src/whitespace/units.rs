//! Folds the white space of text of any code unit, in one pass: the result is never longer than the text.

use std::mem::MaybeUninit;
use std::ops::Range;

use super::fences::{Fences, Kind};
use super::run::Run;
use super::{Folding, Layout, LineBreaks, Spaces, inline};
use crate::copy::copy;
use crate::seek::{self, Positions, Unit};

/// The changes of a text.
pub(crate) struct Changes<'a, U> {
    units: &'a [U],
    folding: Folding,
    spaces: seek::Spaces<'a, U>,
    fences: Option<Fenced<'a, U>>,
    /// The stretch of code that ends next, if any does.
    code: Option<Range<usize>>,
    /// Units before this are settled.
    at: usize,
    /// What the next change replaces, ...
    next: Option<Range<usize>>,
    /// ... and what comes for it.
    run: Run,
}

impl<'a, U: Unit> Changes<'a, U> {
    /// Finds the first change.
    pub(crate) fn new(units: &'a [U], folding: Folding) -> Self {
        let mut fences = (folding.layout == Layout::Paragraphs).then(|| Fenced::new(units));
        let code = fences.as_mut().and_then(Fenced::next);
        let spaces = seek::Spaces::new(units, 0);
        let mut changes =
            Changes { units, folding, spaces, fences, code, at: 0, next: None, run: Run::new(folding, false) };
        changes.go_on();
        changes
    }

    /// Says whether nothing changes.
    pub(crate) fn are_none(&self) -> bool {
        self.next.is_none()
    }

    /// Writes the folded text to `out`, which has as much room as the text takes; returns how many units it wrote.
    pub(crate) fn write(mut self, out: &mut [MaybeUninit<U>]) -> usize {
        let narrow = U::from_code_point;
        let (mut from, mut to) = (0, 0);
        while let Some(Range { start, end }) = self.next.take() {
            to += copy(self.units, from, start, out, to, narrow);
            if self.folding.layout == Layout::Inline && self.folding.spaces == Spaces::Ascii {
                return inline::write(self.units, start, out, to);
            }
            from = end;
            for c in self.run.folded().chars() {
                out[to].write(narrow(c.into()));
                to += 1;
            }
            self.go_on();
        }
        to + copy(self.units, from, self.units.len(), out, to, narrow)
    }

    /// Finds the next change.
    fn go_on(&mut self) {
        while let Some(found) = self.spaces.next_from(self.at) {
            while self.code.as_ref().is_some_and(|code| code.end <= found) {
                self.code = self.fences.as_mut().and_then(Fenced::next);
            }
            let changed = match self.code.clone() {
                Some(code) if code.start <= found => self.in_code(found, code.end),
                code => self.in_text(found, code.map(|code| code.start)),
            };
            if changed.is_some() {
                self.next = changed;
                return;
            }
        }
    }

    /// What changes of the white space at `found`, which is in code up to `end`.
    fn in_code(&mut self, found: usize, end: usize) -> Option<Range<usize>> {
        self.at = found + 1;
        if self.folding.linebreaks == LineBreaks::Keep || self.units[found].ascii() != b'\r' {
            return None;
        }
        self.at += usize::from(self.at < end && self.units[self.at].ascii() == b'\n');
        self.run.clear();
        self.run.push('\r');
        Some(found..self.at)
    }

    /// What changes of the run of white space at `found`, which ends at the latest where code starts.
    fn in_text(&mut self, found: usize, code: Option<usize>) -> Option<Range<usize>> {
        // Before what was found may stand one space, which was nothing to be found yet.
        let start = found - usize::from(found > self.at && self.units[found - 1].ascii() == b' ');
        let end = self.spaces.end_of_run(found);
        self.at = match code {
            Some(code) if code < end => {
                // The search may have gone beyond.
                self.spaces = seek::Spaces::new(self.units, code);
                code
            }
            _ => end,
        };
        self.run.clear();
        if start == 0 {
            self.run.start_line();
        }
        if (start > 0 || self.folding.keeps_indentation()) && self.at < self.units.len() {
            let run = &self.units[start..self.at];
            for part in run.chunk_by(|before, after| before.ascii() == b' ' && after.ascii() == b' ') {
                match part {
                    [unit] => self.run.push(character(*unit)),
                    _ => self.run.push_plain(part.len()),
                }
            }
            if start == 0 {
                self.run.become_first();
            }
            if self.run.is_same() {
                return None;
            }
        }
        Some(start..self.at)
    }
}

/// A unit as a character; a lone surrogate is as good as any that is not white space.
fn character<U: Unit>(unit: U) -> char {
    char::from_u32(unit.code_point()).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The stretches of code in a text.
struct Fenced<'a, U> {
    units: &'a [U],
    backticks: Positions<'a, U>,
    fences: Fences,
    /// Units before this have been read.
    at: usize,
}

impl<'a, U: Unit> Fenced<'a, U> {
    fn new(units: &'a [U]) -> Self {
        Fenced { units, backticks: Positions::new(units, b'`'), fences: Fences::default(), at: 0 }
    }

    fn next(&mut self) -> Option<Range<usize>> {
        let start = loop {
            let (at, kind) = self.read()?;
            if kind == Kind::Code {
                break at;
            }
        };
        let mut doubt = None;
        while let Some((at, kind)) = self.read() {
            match kind {
                Kind::Code => doubt = None,
                Kind::Doubt => _ = doubt.get_or_insert(at),
                Kind::Text => return Some(start..doubt.unwrap_or(at)),
            }
        }
        Some(start..doubt.unwrap_or(self.units.len()))
    }

    /// Reads on; says from where, and what was read.
    fn read(&mut self) -> Option<(usize, Kind)> {
        let start = self.at;
        let first = *self.units.get(start)?;
        if !self.fences.may_skip() || first.ascii() == b'`' {
            self.at += 1;
            return Some((start, self.fences.push(character(first))));
        }
        self.at = self.backticks.next_from(start).unwrap_or(self.units.len());
        let before = self.units[start..self.at].iter().rev();
        Some((start, self.fences.skip(before.map(|unit| character(*unit)))))
    }
}
