//! Removes the scripts of ads that stand in text, and says what is code in fences or a heading. The rules: docs/reference/labels.md, 1 and 3.

use std::collections::VecDeque;

use memchr::{memchr, memrchr};

use super::fences::Fences;
use super::held::Held;
use super::statement::{MAX_STATEMENT, Opening, Read, Statement, find, may_begin};
use super::units::MAX_LINE;
use crate::block::{Block, Mark, Part};
use crate::counts::Rule;
use crate::stage::Stage;
use crate::whitespace::is_space;

/// White space before and behind a statement, in bytes.
const MAX_SPACE: usize = 256;

/// What the line has had so far.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Before {
    #[default]
    Nothing,
    /// Only what was removed.
    Removed,
    /// White space, too much of it for a statement.
    Space,
    Other,
}

/// The stage `scripts`.
#[derive(Default)]
pub(crate) struct Scripts {
    /// Only fences are of interest.
    only_fences: bool,
    /// Text that is not settled: the white space that a line starts with, and what may be a statement.
    held: Held,
    /// The statement that is being read in the held text.
    statement: Option<Statement>,
    line: Before,
    fences: Fences,
    /// The text goes on in a heading.
    in_heading: bool,
    /// The end of what was read in vain, in the text at hand.
    vain: usize,
    /// What is written last is protected by the markup, and by this stage.
    protected: [bool; 2],
    /// Where in the text at hand either of them changes.
    changes: [VecDeque<(usize, bool)>; 2],
    told: bool,
    /// Where in the text at hand lines become other parts.
    parts: VecDeque<(usize, Part)>,
}

const MARKUP: usize = 0;
const OWN: usize = 1;
/// What is no protection.
const PART: usize = 2;

impl Stage for Scripts {
    fn max_pending(&self) -> usize {
        // A statement with the white space around it, and the start of a line that may be protected.
        MAX_STATEMENT + 2 * MAX_SPACE + MAX_LINE + 8
    }

    fn feed(&mut self, text: &str, out: &mut Block<'_>) {
        let mut held = std::mem::take(&mut self.held);
        held.feed(text, |text| self.run(text, false, out));
        self.held = held;
    }

    fn mark(&mut self, mark: Mark, out: &mut Block<'_>) {
        match mark {
            Mark::Protected(protected) => self.changes[MARKUP].push_back((self.held.len(), protected)),
            Mark::Part(part) => self.parts.push_back((self.held.len(), part)),
            _ => out.mark(mark),
        }
    }

    fn end(&mut self, text: &str, out: &mut Block<'_>) {
        let mut held = std::mem::take(&mut self.held);
        held.end(text, |text, last| self.run(text, last, out));
        self.held = held;
    }

    fn reset(&mut self) {
        // The room is used again.
        let mut held = std::mem::take(&mut self.held);
        held.clear();
        *self = Scripts { held, only_fences: self.only_fences, ..Scripts::default() };
    }
}

impl Scripts {
    /// A stage that only says what is code.
    pub(super) fn only_fences() -> Self {
        Scripts { only_fences: true, ..Scripts::default() }
    }

    /// Writes what is settled of `text`; returns how much that is.
    fn run(&mut self, text: &str, last: bool, out: &mut Block<'_>) -> usize {
        // Up to `written` the text is in the output; up to `at` it has been looked at.
        let (mut written, mut at) = (0, 0);
        let settled = loop {
            if std::mem::take(&mut self.in_heading) {
                let end = self.next_line(text, at);
                self.in_heading = self.line == Before::Other;
                if self.in_heading {
                    break end;
                }
                self.changes[OWN].push_back((end - 1, false));
                at = end;
            }
            if self.fences.is_in_line() {
                let end = memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |len| at + len);
                self.fences.push(&text[at..end]);
                if end == text.len() {
                    break end;
                }
                self.fences.end_line();
                if !self.fences.is_open() {
                    self.changes[OWN].push_back((end, false));
                }
                self.line = Before::Nothing;
                at = end + 1;
            }
            let (line, statement) = if let Some(statement) = self.statement.take() {
                (0, statement)
            } else {
                let Some((line, place, opening)) = find(text, at, self.line != Before::Other) else {
                    break if last { text.len() } else { self.open_end(text, at) };
                };
                let before = if line == at { self.line } else { Before::Nothing };
                if opening == Opening::Heading {
                    let end = self.next_line(text, line);
                    if before == Before::Nothing && !self.fences.is_open() {
                        self.changes[OWN].push_back((line, true));
                        self.in_heading = self.line == Before::Other;
                        if !self.in_heading {
                            self.changes[OWN].push_back((end - 1, false));
                        }
                    }
                    at = end;
                    continue;
                }
                if opening == Opening::Fence {
                    if !self.fences.is_open() {
                        self.changes[OWN].push_back((line, true));
                    }
                    self.fences.start_line();
                    at = place;
                    continue;
                }
                let space = if before == Before::Space { usize::MAX } else { place - line };
                let is_code = self.fences.is_open() || line < self.vain;
                if is_code || space > MAX_SPACE || self.only_fences {
                    at = self.next_line(text, place);
                    continue;
                }
                (line, Statement::new(place))
            };
            match self.judge(text, line, statement, last) {
                Judged::Statement(end) => {
                    self.write(text, &mut written, line, out);
                    out.edit(Rule::AdScript, end - line, "");
                    out.mark(Mark::Script);
                    (written, at) = (end, end);
                    self.line = Before::Removed;
                }
                Judged::Nothing(end) => at = self.next_line(text, end),
                Judged::Vain(start, end) => {
                    self.changes[OWN].extend([(start, true), (end, false)]);
                    self.vain = end;
                    let behind = memrchr(b'\n', &text.as_bytes()[start..end]).map(|len| start + len + 1);
                    at = behind.unwrap_or_else(|| self.next_line(text, start));
                    if behind.is_some() {
                        self.line = Before::Nothing;
                    }
                }
                Judged::Partial(statement) => {
                    self.line = Before::Nothing;
                    self.statement = Some(statement.moved(line));
                    break line;
                }
            }
        };
        self.write(text, &mut written, settled, out);
        self.vain = self.vain.saturating_sub(settled);
        for (at, _) in self.changes.iter_mut().flatten() {
            *at = at.saturating_sub(settled);
        }
        self.parts.iter_mut().for_each(|(at, _)| *at = at.saturating_sub(settled));
        settled
    }
}

/// What becomes of what may be a statement.
enum Judged {
    /// It goes, with the white space around it, up to here.
    Statement(usize),
    /// There is none; the line goes on here.
    Nothing(usize),
    /// What was read in vain.
    Vain(usize, usize),
    Partial(Statement),
}

impl Scripts {
    /// Reads the statement in the line at `line`.
    fn judge(&self, text: &str, line: usize, mut statement: Statement, last: bool) -> Judged {
        let start = statement.start();
        // No more of the line matters.
        let most = text.len().min(line + MAX_LINE + 1);
        let end = memchr(b'\n', &text.as_bytes()[line..most]).map(|len| line + len);
        if end.is_none() && !last && text.len() - line <= MAX_LINE {
            return Judged::Partial(statement);
        }
        if self.is_protected(line, end.unwrap_or(most)) {
            return Judged::Nothing(start);
        }
        let changes = self.changes[MARKUP].iter();
        let protected = changes.filter(|(at, protected)| *protected && *at > line).map(|(at, _)| *at).next();
        let end = match statement.read(text, protected, last) {
            Read::Nothing => return Judged::Nothing(start),
            Read::Partial => return Judged::Partial(statement),
            Read::Vain(end) => return Judged::Vain(start, end),
            Read::Whole(end) => end,
        };
        let rest = text[end..].trim_start_matches(|c| c != '\n' && is_space(c));
        let space = text.len() - rest.len() - end;
        if space > MAX_SPACE || rest.starts_with('`') {
            Judged::Vain(start, end)
        } else if rest.is_empty() && !last {
            Judged::Partial(statement)
        } else {
            Judged::Statement(end + space)
        }
    }

    /// Says whether the markup protects a part of a line.
    fn is_protected(&self, start: usize, end: usize) -> bool {
        let before = self.changes[MARKUP].iter().take_while(|(at, _)| *at <= start).last();
        let mut inside = self.changes[MARKUP].iter().filter(|(at, _)| (start + 1..end).contains(at));
        before.map_or(self.protected[MARKUP], |(_, protected)| *protected) || inside.any(|(_, protected)| *protected)
    }

    /// Where the line behind the one at `at` starts.
    fn next_line(&mut self, text: &str, at: usize) -> usize {
        let end = memchr(b'\n', &text.as_bytes()[at..]);
        self.line = if end.is_some() { Before::Nothing } else { Before::Other };
        end.map_or(text.len(), |len| at + len + 1)
    }

    /// From here on, more input may make a statement or a fence. Before it, from `at` on, there is none.
    fn open_end(&mut self, text: &str, at: usize) -> usize {
        let line = match memrchr(b'\n', &text.as_bytes()[at..]) {
            Some(end) => {
                self.line = Before::Nothing;
                at + end + 1
            }
            None => at,
        };
        let visible = text[line..].trim_start_matches(is_space);
        let space = text.len() - line - visible.len();
        if self.line == Before::Other || !may_begin(visible) {
            self.line = Before::Other;
            text.len()
        } else if self.line != Before::Space && space <= MAX_SPACE {
            line
        } else {
            self.line = Before::Space;
            text.len() - visible.len()
        }
    }

    /// Writes the text up to `end`, with what is known of protection.
    fn write(&mut self, text: &str, written: &mut usize, end: usize, out: &mut Block<'_>) {
        loop {
            let next = |by: usize| self.changes[by].front().map(|(at, _)| (*at, by));
            let part = self.parts.front().map(|(at, _)| (*at, PART));
            let Some((at, by)) =
                next(MARKUP).into_iter().chain(next(OWN)).chain(part).min().filter(|(at, _)| *at < end)
            else {
                break;
            };
            let at = at.max(*written);
            out.text(&text[*written..at]);
            *written = at;
            if by == PART {
                self.parts.pop_front().into_iter().for_each(|(_, part)| out.mark(Mark::Part(part)));
                continue;
            }
            self.protected[by] = self.changes[by].pop_front().is_some_and(|(_, protected)| protected);
            let protected = self.protected.contains(&true);
            if protected != self.told {
                self.told = protected;
                out.mark(Mark::Protected(protected));
            }
        }
        out.text(&text[*written..end]);
        *written = end;
    }
}
