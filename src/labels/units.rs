//! Units that are kept or dropped, and what stays behind of those that are dropped. The rules: docs/reference/labels.md, 4.
//!
//! A *unit* is a line with the line feed before it; the first line of the text has none.

use std::ops::Range;

use memchr::{memchr, memrchr};

use super::starts::{Glance, Starts};
use crate::block::{Block, Mark, Part};
use crate::counts::Rule;
use crate::seek::Positions;
use crate::whitespace::is_space;

/// A longer line is never dropped.
pub(super) const MAX_LINE: usize = 256;

/// A line of the text at hand, with its unit.
pub(super) struct Line {
    pub(super) unit: Range<usize>,
    pub(super) text: Range<usize>,
    /// It ends where the whole text does.
    pub(super) last: bool,
    /// It is too long to be anything but text, and may not be there to its end.
    pub(super) long: bool,
}

impl Line {
    /// The line of the unit that starts at `at`; none if more input decides where it ends.
    pub(super) fn at(text: &str, at: usize, begun: bool, last: bool) -> Option<Line> {
        let start = at + usize::from(begun);
        let end = memchr(b'\n', text.as_bytes().get(start..)?).map(|len| start + len);
        let long = end.unwrap_or(text.len()) - start > MAX_LINE;
        if end.is_none() && !last && !long {
            return None;
        }
        let ends_text = end.is_none() && last;
        let end = end.unwrap_or(text.len());
        Some(Line { unit: at..end, text: start..end, last: ends_text, long })
    }
}

/// Units that are neither labels nor calls to action.
pub(super) struct Plain {
    pub(super) end: usize,
    /// The last line goes on.
    pub(super) in_line: bool,
    /// Where the last unit starts, if its line is blank.
    pub(super) blank: Option<usize>,
}

impl Plain {
    /// Those from the one at `at` on, if there are any. `protected`: all of the text is; `is_markup`: the first bytes of a line may turn
    /// out to be.
    pub(super) fn at(text: &str, at: usize, protected: bool, starts: &Starts, is_markup: bool) -> Option<Plain> {
        if protected {
            return Plain::protected(text, at);
        }
        let bytes = &text.as_bytes()[at..];
        let mut ends = Positions::new(bytes, b'\n');
        let (mut unit, mut in_line) = (0, false);
        let mut glance = Glance::new(starts);
        while bytes.len() > unit && glance.are_far_from(text, at + unit + 1) {
            if let Some(end) = ends.next_from(unit + 1) {
                unit = end;
            } else {
                in_line = !is_markup || bytes.len() > unit + 1 + MAX_LINE;
                if in_line {
                    unit = bytes.len();
                }
                break;
            }
        }
        let is_blank = !in_line && unit > 0 && bytes[unit - 1] == b'\n';
        (unit > 0).then_some(Plain { end: at + unit, in_line, blank: is_blank.then(|| at + unit - 1) })
    }

    /// All whole lines of protected text.
    fn protected(text: &str, at: usize) -> Option<Plain> {
        let end = at + memrchr(b'\n', &text.as_bytes()[at..]).filter(|len| *len > 0)?;
        let unit = at + memrchr(b'\n', &text.as_bytes()[at..end]).expect("a unit starts with a line feed");
        let line = &text[unit + 1..end];
        let is_blank = line.len() <= MAX_LINE && line.trim_start_matches(is_space).is_empty();
        Some(Plain { end, in_line: false, blank: is_blank.then_some(unit) })
    }
}

/// Marks inside a text.
#[derive(Default)]
pub(super) struct Marks {
    /// Protected by what comes before.
    protected: bool,
    changes: Vec<(usize, Mark)>,
    /// What part the text is by what comes before, and where that changes.
    part: Part,
    parts: Vec<(usize, Part)>,
}

impl Marks {
    /// Of marks of protection one after another only the last says anything: without text between them, no more than one is kept.
    pub(super) fn push(&mut self, at: usize, mark: Mark) {
        if let (Mark::Protected(_), Some((before, last @ Mark::Protected(_)))) = (mark, self.changes.last_mut())
            && *before == at
        {
            *last = mark;
        } else {
            self.changes.push((at, mark));
        }
    }

    /// Whether all of the text is protected; none if some of it is and some is not.
    pub(super) fn protect_all(&self) -> Option<bool> {
        self.changes.is_empty().then_some(self.protected)
    }

    pub(super) fn push_part(&mut self, at: usize, part: Part) {
        self.parts.push((at, part));
    }

    /// What part of a page a line is: what one of its characters is.
    pub(super) fn part(&self, line: &Range<usize>) -> Part {
        let before =
            self.parts.iter().take_while(|(at, _)| *at <= line.start).last().map_or(self.part, |(_, part)| *part);
        let inside = self.parts.iter().filter(|(at, _)| (line.start + 1..line.end).contains(at));
        inside.fold(before, |all, (_, part)| Part {
            sibling: all.sibling || part.sibling,
            caption: all.caption || part.caption,
        })
    }

    fn inside(&self, part: Range<usize>) -> &[(usize, Mark)] {
        let place = |at| self.changes.partition_point(|(mark, _)| *mark < at);
        &self.changes[place(part.start)..place(part.end)]
    }

    /// A script was removed from this line.
    pub(super) fn have_script(&self, line: &Range<usize>) -> bool {
        self.inside(line.start..line.end + 1).iter().any(|(_, mark)| *mark == Mark::Script)
    }

    /// Says whether a line is protected: one of its characters is, or of a long one one of the first. An empty one has none.
    pub(super) fn protect(&self, line: &Range<usize>) -> bool {
        if line.is_empty() || self.changes.is_empty() {
            return !line.is_empty() && self.protected;
        }
        let said = |(_, mark): &(usize, Mark)| match mark {
            Mark::Protected(protected) => Some(*protected),
            _ => None,
        };
        let before = self.inside(0..line.start + 1).iter().rev().find_map(said);
        let inside = self.inside(line.start + 1..line.end.min(line.start + MAX_LINE + 1));
        before.unwrap_or(self.protected) || inside.iter().filter_map(said).any(|protected| protected)
    }

    /// The marks before `settled` are part of the state now.
    pub(super) fn settle(&mut self, settled: usize) {
        self.changes.retain_mut(|(at, mark)| {
            let ahead = *at > settled;
            if ahead {
                *at -= settled;
            } else if let Mark::Protected(protected) = mark {
                self.protected = *protected;
            }
            ahead
        });
        self.parts.retain_mut(|(at, part)| {
            let ahead = *at > settled;
            if ahead {
                *at -= settled;
            } else {
                self.part = *part;
            }
            ahead
        });
    }
}

/// Kept text that has not been written yet: a part of the text at hand.
pub(super) struct Pending<'a, 'b, 'c> {
    pub(super) text: &'a str,
    pub(super) marks: &'a Marks,
    pub(super) out: &'b mut Block<'c>,
    from: usize,
    /// The last unit of the pending text is a blank line that may yet go.
    blank: Option<usize>,
}

impl<'a, 'b, 'c> Pending<'a, 'b, 'c> {
    pub(super) fn new(text: &'a str, marks: &'a Marks, out: &'b mut Block<'c>) -> Self {
        Pending { text, marks, out, from: 0, blank: None }
    }

    /// Writes what is pending before `end`.
    fn write(&mut self, end: usize) {
        self.out.text(&self.text[self.from..end]);
        self.from = end;
        self.blank = None;
    }
}

/// A unit whose fate is known.
pub(super) struct Unit {
    pub(super) start: usize,
    pub(super) len: usize,
    /// It has a line feed before it.
    pub(super) fed: bool,
    /// It ends where the whole text does.
    pub(super) last: bool,
}

/// The units so far.
#[derive(Default)]
pub(super) struct Units {
    /// What the next stage was last told of protection.
    told: bool,
    kept_any: bool,
    last_kept_blank: bool,
    /// A line has been dropped since the last kept line that is not blank.
    dropped: bool,
    /// A blank unit that stays unless the text ends in a dropped line.
    blank: Option<String>,
}

impl Units {
    /// What comes next, and is `protected` or not, stays, whatever came before.
    pub(super) fn are_calm(&self, protected: bool) -> bool {
        !self.dropped && self.blank.is_none() && self.told == protected
    }

    /// Keeps plain units, while nothing else is open.
    pub(super) fn keep_plain(&mut self, plain: &Plain, pending: &mut Pending<'_, '_, '_>) {
        self.kept_any = true;
        self.last_kept_blank = plain.blank.is_some();
        pending.blank = plain.blank;
    }

    /// Writes what is pending before `end`, but for a blank line that may yet go.
    pub(super) fn write_up_to(&mut self, end: usize, pending: &mut Pending<'_, '_, '_>) {
        if let Some(start) = pending.blank {
            pending.write(start);
            self.blank = Some(pending.text[start..end].to_owned());
            pending.from = end;
        } else {
            pending.write(end);
        }
    }

    /// Drops a unit. The caller counts it.
    pub(super) fn drop(&mut self, rule: Rule, unit: &Unit, pending: &mut Pending<'_, '_, '_>) {
        self.write_up_to(unit.start, pending);
        if unit.last {
            self.drop_blank(rule, pending);
        }
        pending.from = unit.start + unit.len;
        pending.out.edit_more(rule, unit.len, "");
        self.dropped = true;
    }

    /// The text ends in a dropped line: the blank line before it goes.
    pub(super) fn drop_blank(&mut self, rule: Rule, pending: &mut Pending<'_, '_, '_>) {
        if let Some(blank) = self.blank.take() {
            pending.out.edit_more(rule, blank.len(), "");
        }
    }

    /// Drops more of the unit that was dropped last.
    pub(super) fn drop_more(rule: Rule, part: &Range<usize>, pending: &mut Pending<'_, '_, '_>) {
        pending.from = part.end;
        pending.out.edit_more(rule, part.len(), "");
    }

    /// Keeps a blank line, unless it would double what a dropped line left.
    pub(super) fn blank(&mut self, rule: Rule, unit: &Unit, pending: &mut Pending<'_, '_, '_>) {
        if self.dropped && (!self.kept_any || self.last_kept_blank) {
            self.write_up_to(unit.start, pending);
            pending.out.edit_more(rule, unit.len, "");
            pending.from = unit.start + unit.len;
            return;
        }
        self.write_blank(pending, unit.start);
        pending.blank = Some(unit.start);
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

    /// Keeps any other unit.
    pub(super) fn keep(&mut self, rule: Rule, unit: &Unit, pending: &mut Pending<'_, '_, '_>) {
        self.write_blank(pending, unit.start);
        let line = unit.start + usize::from(unit.fed);
        if !self.kept_any && unit.fed {
            // Nothing has been kept before: there is no line to end.
            pending.write(unit.start);
            pending.out.edit_more(rule, 1, "");
            pending.from = line;
        }
        let protected = pending.marks.protect(&(line..unit.start + unit.len));
        if protected != self.told {
            self.told = protected;
            pending.write(line);
            pending.out.mark(Mark::Protected(protected));
        }
        self.kept_any = true;
        self.last_kept_blank = false;
        self.dropped = false;
    }

    /// The text ends here.
    pub(super) fn finish(&mut self, out: &mut Block<'_>) {
        if let Some(blank) = self.blank.take() {
            out.text(&blank);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks at these places of a text, each of which turns protection on or off.
    fn marks(places: &[usize]) -> Marks {
        let mut marks = Marks::default();
        for (number, at) in places.iter().enumerate() {
            marks.push(*at, Mark::Protected(number % 2 == 0));
        }
        marks
    }

    #[test]
    fn lines_with_marks_anywhere() {
        // "ab", an empty line, "cd".
        let lines = [0..2, 3..3, 4..6];
        let protected = |places: &[usize]| lines.clone().map(|line| marks(places).protect(&line));
        assert_eq!(protected(&[]), [false, false, false]);
        assert_eq!(protected(&[0]), [true, false, true]);
        assert_eq!(protected(&[1]), [true, false, true]);
        assert_eq!(protected(&[2]), [false, false, true]);
        assert_eq!(protected(&[3]), [false, false, true]);
        assert_eq!(protected(&[3, 3]), [false, false, false]);
        assert_eq!(protected(&[3, 4]), [false, false, false]);
        assert_eq!(protected(&[0, 2]), [true, false, false]);
        assert_eq!(protected(&[6]), [false, false, false]);
    }

    #[test]
    fn lines_before_and_behind_what_is_settled() {
        let mut marks = marks(&[1, 3, 5]);
        marks.settle(3);
        assert!(!marks.protect(&(0..0)));
        assert!(!marks.protect(&(0..1)));
        assert!(marks.protect(&(0..3)));
        marks.settle(2);
        assert!(marks.protect(&(0..1)));
        assert!(!marks.protect(&(0..0)));
    }

    #[test]
    fn marks_without_text_between_them_take_no_room() {
        let marks = marks(&[4; 1001]);
        assert_eq!(marks.changes, [(4, Mark::Protected(true))]);
    }
}
