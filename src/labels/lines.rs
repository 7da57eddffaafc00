//! Drops the lines that are only an ad label, and the calls to action beside them. The rules: docs/reference/labels.md, 1.
//!
//! A *unit* is a line with the line feed before it; the first line of the text has none. Units are dropped or kept whole.

use std::ops::Range;

use memchr::memchr;

use super::fold::Kind;
use super::rows::STARTS;
use super::starts::Start;
use crate::block::{Block, Mark};
use crate::counts::Rule;
use crate::seek::Positions;
use crate::stage::Stage;

/// A longer line is never dropped.
const MAX_LINE: usize = 256;

/// The stage `labels`.
#[derive(Default)]
pub(crate) struct Labels {
    /// Text that is not settled: at most a call to action, a blank line and the start of a line.
    held: String,
    /// Where in the held text protection from the markup changes, and to what.
    changes: Vec<(usize, bool)>,
    lines: Lines,
}

/// What is known of the lines that have been settled.
#[derive(Default)]
struct Lines {
    /// The text has begun: the next unit starts with its line feed.
    begun: bool,
    /// The rest of a line that is text for certain is written as it comes.
    in_text: bool,
    /// Protected by the markup.
    protected: bool,
    /// Inside a fence of this character.
    fence: Option<u8>,
    /// The last kept line belongs to a fence.
    in_fence: bool,
    /// What the next stage was last told of protection.
    told: bool,
    kept_any: bool,
    last_kept_blank: bool,
    /// A line has been dropped since the last kept line that is not blank.
    dropped: bool,
    /// How many blank lines have come since a dropped label, if only such.
    since_label: Option<usize>,
    /// A blank unit that stays unless the text ends in a dropped line.
    blank: Option<String>,
}

impl Stage for Labels {
    fn max_pending(&self) -> usize {
        // A call to action, a blank line, a line; and a blank line that is kept.
        4 * (MAX_LINE + 1)
    }

    fn feed(&mut self, text: &str, out: &mut Block<'_>) {
        let mut rest = text;
        // Held lines go on with no more than they need, so that the rest need not be copied.
        while !self.held.is_empty() && !rest.is_empty() {
            let len = memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
            let (line, next) = rest.split_at(rest.ceil_char_boundary(len.min(MAX_LINE + 1)));
            self.held.push_str(line);
            self.run_held(false, out);
            rest = next;
        }
        if !rest.is_empty() {
            let settled = self.lines.run(rest, &self.changes, false, out);
            self.settle(settled);
            self.held.push_str(&rest[settled..]);
        }
    }

    fn mark(&mut self, mark: Mark, out: &mut Block<'_>) {
        match mark {
            Mark::Protected(protected) => self.changes.push((self.held.len(), protected)),
            _ => out.mark(mark),
        }
    }

    fn finish(&mut self, out: &mut Block<'_>) {
        self.run_held(true, out);
        if let Some(blank) = self.lines.blank.take() {
            out.text(&blank);
        }
    }

    fn reset(&mut self) {
        // Their room is used again.
        let mut held = std::mem::take(&mut self.held);
        held.clear();
        *self = Labels { held, ..Labels::default() };
    }
}

impl Labels {
    fn run_held(&mut self, last: bool, out: &mut Block<'_>) {
        let mut held = std::mem::take(&mut self.held);
        let settled = self.lines.run(&held, &self.changes, last, out);
        self.settle(settled);
        held.drain(..settled);
        self.held = held;
    }

    /// The changes before `settled` are part of the state now.
    fn settle(&mut self, settled: usize) {
        let lines = &mut self.lines;
        self.changes.retain_mut(|(at, protected)| {
            let ahead = *at > settled;
            if ahead {
                *at -= settled;
            } else {
                lines.protected = *protected;
            }
            ahead
        });
    }
}

/// A line of the text at hand, with its unit.
struct Line {
    unit: Range<usize>,
    text: Range<usize>,
    /// It ends where the whole text does.
    last: bool,
    /// It is too long to be anything but text, and may not be there to its end.
    long: bool,
}

impl Line {
    /// The line of the unit that starts at `at`; none if more input decides where it ends.
    fn at(text: &str, at: usize, begun: bool, last: bool) -> Option<Line> {
        let start = at + usize::from(begun);
        let end = memchr(b'\n', &text.as_bytes()[start..]).map(|len| start + len);
        let long = end.unwrap_or(text.len()) - start > MAX_LINE;
        if end.is_none() && !last && !long {
            return None;
        }
        let ends_text = end.is_none() && last;
        let end = end.unwrap_or(text.len());
        Some(Line { unit: at..end, text: start..end, last: ends_text, long })
    }
}

/// Kept text that has not been written yet: a part of the text at hand.
struct Pending<'a, 'b, 'c> {
    text: &'a str,
    from: usize,
    /// The last unit of the pending text is a blank line that may yet go.
    blank: Option<usize>,
    out: &'b mut Block<'c>,
}

impl Pending<'_, '_, '_> {
    /// Writes what is pending before `end`.
    fn write(&mut self, end: usize) {
        self.out.text(&self.text[self.from..end]);
        self.from = end;
        self.blank = None;
    }
}

impl Lines {
    /// Settles lines of `text`; returns how much of it is settled.
    fn run(&mut self, text: &str, changes: &[(usize, bool)], last: bool, out: &mut Block<'_>) -> usize {
        let mut pending = Pending { text, from: 0, blank: None, out };
        let mut at = 0;
        if self.in_text {
            at = memchr(b'\n', text.as_bytes()).unwrap_or(text.len());
            self.in_text = at == text.len();
            if !self.in_fence {
                self.tell_changes(0..at, changes, &mut pending);
            }
        }
        while at < text.len() {
            if self.is_calm() && changes.is_empty() {
                at = self.skip(text, at, &mut pending);
                if at == text.len() {
                    break;
                }
            }
            let Some(line) = Line::at(text, at, self.begun, last) else {
                break;
            };
            let kind = self.kind(text, &line, changes);
            let drop = match kind {
                Kind::Label => Some(Rule::LabelLine),
                Kind::Call => match self.is_beside_label(text, &line, changes, last) {
                    Some(beside) => beside.then_some(Rule::CallToAction),
                    None => break,
                },
                Kind::Blank | Kind::Text => None,
            };
            self.begun = true;
            at = line.unit.end;
            match (drop, kind) {
                (Some(rule), _) => self.drop(rule, &line, &mut pending),
                (None, Kind::Blank) => self.blank(&line, &mut pending),
                (None, _) => self.keep(text, &line, changes, &mut pending),
            }
            self.in_text = line.long && line.unit.end == text.len() && !last;
        }
        self.write_up_to(at, &mut pending);
        at
    }

    /// Nothing but a line that may go can change anything.
    fn is_calm(&self) -> bool {
        let is_open = self.dropped || self.since_label.is_some() || self.blank.is_some() || self.fence.is_some();
        self.begun && !is_open && !self.protected && !self.told
    }

    /// Steps over units that stay, from the one at `at` on; returns where the next one starts.
    fn skip(&mut self, text: &str, at: usize, pending: &mut Pending<'_, '_, '_>) -> usize {
        let bytes = &text.as_bytes()[at..];
        let mut ends = Positions::new(bytes, b'\n');
        let mut unit = 0;
        while bytes.len() > unit && STARTS.of(&text[at + unit + 1..]) != Start::Open {
            let Some(end) = ends.next_from(unit + 1) else {
                self.in_text = true;
                unit = bytes.len();
                break;
            };
            unit = end;
        }
        if unit > 0 {
            self.in_fence = false;
            self.kept_any = true;
            self.last_kept_blank = !self.in_text && bytes[unit - 1] == b'\n';
            pending.blank = self.last_kept_blank.then_some(at + unit - 1);
        }
        at + unit
    }

    /// Writes what is pending before `end`, but for a blank line that may yet go.
    fn write_up_to(&mut self, end: usize, pending: &mut Pending<'_, '_, '_>) {
        if let Some(start) = pending.blank {
            pending.write(start);
            self.blank = Some(pending.text[start..end].to_owned());
            pending.from = end;
        } else {
            pending.write(end);
        }
    }

    fn is_protected(&self, line: &Range<usize>, changes: &[(usize, bool)]) -> bool {
        let before = changes.iter().rev().find(|(at, _)| *at <= line.start);
        let inside = changes.iter().any(|(at, protected)| *protected && line.contains(at));
        before.map_or(self.protected, |(_, protected)| *protected) || inside
    }

    fn kind(&self, text: &str, line: &Line, changes: &[(usize, bool)]) -> Kind {
        let source = &text[line.text.clone()];
        if line.long {
            return Kind::Text;
        }
        let protected = self.fence.or_else(|| fence_of(source)).is_some() || self.is_protected(&line.text, changes);
        match Kind::of(source) {
            Kind::Label | Kind::Call if protected => Kind::Text,
            kind => kind,
        }
    }

    /// Says whether the line before or after a call to action is a dropped label; none if more input decides.
    fn is_beside_label(&self, text: &str, call: &Line, changes: &[(usize, bool)], last: bool) -> Option<bool> {
        if self.since_label.is_some_and(|blanks| blanks <= 1) {
            return Some(true);
        }
        let mut at = call.unit.end;
        for blanks in 0..=1 {
            if at == text.len() {
                return if last { Some(false) } else { None };
            }
            let line = Line::at(text, at, true, last)?;
            match self.kind(text, &line, changes) {
                Kind::Label => return Some(true),
                Kind::Blank if blanks == 0 => at = line.unit.end,
                _ => return Some(false),
            }
        }
        Some(false)
    }

    fn drop(&mut self, rule: Rule, line: &Line, pending: &mut Pending<'_, '_, '_>) {
        self.write_up_to(line.unit.start, pending);
        if line.last
            && let Some(blank) = self.blank.take()
        {
            pending.out.edit_more(rule, blank.len(), "");
        }
        pending.out.edit(rule, line.unit.len(), "");
        pending.from = line.unit.end;
        self.since_label = (rule == Rule::LabelLine).then_some(0);
        if rule == Rule::LabelLine {
            pending.out.mark(Mark::Label);
        }
        self.dropped = true;
    }

    fn blank(&mut self, line: &Line, pending: &mut Pending<'_, '_, '_>) {
        self.since_label = self.since_label.map(|blanks| blanks + 1);
        if self.dropped && (!self.kept_any || self.last_kept_blank) {
            self.write_up_to(line.unit.start, pending);
            pending.out.edit_more(Rule::LabelLine, line.unit.len(), "");
            pending.from = line.unit.end;
            return;
        }
        self.write_blank(pending, line.unit.start);
        pending.blank = Some(line.unit.start);
        self.kept_any = true;
        self.last_kept_blank = true;
    }

    /// A kept unit starts at `start`: the blank line before it stays.
    fn write_blank(&mut self, pending: &mut Pending<'_, '_, '_>, start: usize) {
        if let Some(blank) = self.blank.take() {
            pending.write(start);
            pending.out.text(&blank);
        }
        pending.blank = None;
    }

    fn keep(&mut self, text: &str, line: &Line, changes: &[(usize, bool)], pending: &mut Pending<'_, '_, '_>) {
        self.write_blank(pending, line.unit.start);
        if !self.kept_any && line.text.start > line.unit.start {
            // Nothing has been kept before: there is no line to end.
            pending.write(line.unit.start);
            pending.out.edit_more(Rule::LabelLine, 1, "");
            pending.from = line.text.start;
        }
        let is_fenced = self.fence.is_some();
        self.in_fence = self.fence(&text[line.text.clone()]) || is_fenced;
        let before = changes.iter().rev().find(|(at, _)| *at <= line.text.start);
        let is_protected = before.map_or(self.protected, |(_, protected)| *protected);
        self.tell(line.text.start, self.in_fence || is_protected, pending);
        if !self.in_fence {
            self.tell_changes(line.text.clone(), changes, pending);
        }
        self.kept_any = true;
        self.last_kept_blank = false;
        self.dropped = false;
        self.since_label = None;
    }

    /// Passes on what the markup says of protection inside a part of the text.
    fn tell_changes(&mut self, part: Range<usize>, changes: &[(usize, bool)], pending: &mut Pending<'_, '_, '_>) {
        for (at, protected) in changes.iter().filter(|(at, _)| part.contains(at)) {
            self.tell(*at, *protected, pending);
        }
    }

    /// Tells the next stage whether the text from `at` on is protected.
    fn tell(&mut self, at: usize, protected: bool, pending: &mut Pending<'_, '_, '_>) {
        if protected != self.told {
            self.told = protected;
            pending.write(at);
            pending.out.mark(Mark::Protected(protected));
        }
    }

    /// Opens or closes a fence if the line is one.
    fn fence(&mut self, line: &str) -> bool {
        let fence = fence_of(line);
        match (self.fence, fence) {
            (None, Some(fence)) => self.fence = Some(fence),
            (Some(open), Some(fence)) if open == fence => self.fence = None,
            _ => return false,
        }
        true
    }
}

/// The character of the fence that a line is, if it is one.
fn fence_of(line: &str) -> Option<u8> {
    if line.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let line = line.trim_start_matches([' ', '\t']);
    [b'`', b'~'].into_iter().find(|fence| line.as_bytes().starts_with(&[*fence; 3]))
}

#[cfg(test)]
mod tests {
    use crate::labels::strip_ad_labels;

    #[test]
    fn what_stays_behind() {
        for (text, want) in [
            ("A.\n\n- Advertisement -\n\nB.", "A.\n\nB."),
            ("A.\nAdvertisement\nB.", "A.\nB."),
            ("A.\n\nAdvertisement", "A."),
            ("A.\n\nAdvertisement\n", "A.\n"),
            ("Advertisement\n\nA.", "A."),
            ("Advertisement", ""),
            ("A.\n", "A.\n"),
            ("A.\nADVERTISEMENT\nLearn more\nB.", "A.\nB."),
            ("A.\nLearn more\n\nADVERTISEMENT\nB.", "A.\n\nB."),
            ("A.\nLearn more\nB.", "A.\nLearn more\nB."),
            ("```\nAdvertisement\n```\nAdvertisement", "```\nAdvertisement\n```"),
        ] {
            assert_eq!(strip_ad_labels(text), want, "{text:?}");
        }
    }
}
