//! Drops the lines that are only an ad label, and the calls to action beside them. The rules: docs/reference/labels.md, 4.
//!
//! A *unit* is a line with the line feed before it; the first line of the text has none. Units are dropped or kept whole.

use std::collections::{HashMap, HashSet, VecDeque};
use std::ops::Range;

use memchr::memchr;

use super::kind::{Judge, Kind, Label};
use super::starts::Start;
use crate::block::{Block, Mark};
use crate::counts::Rule;
use crate::seek::Positions;
use crate::stage::Stage;

/// A longer line is never dropped.
pub(super) const MAX_LINE: usize = 256;

/// So far behind a line in doubt, in bytes, another one with the same words may start and still speak against both.
const WINDOW: u64 = 4096;

/// The stage `labels`.
pub(crate) struct Labels {
    /// Text that is not settled: units that wait for what comes, and the start of a line.
    held: String,
    /// Marks inside the held text.
    marks: Vec<(usize, Mark)>,
    lines: Lines,
}

impl Labels {
    pub(super) fn new(judge: Judge) -> Self {
        Labels { held: String::new(), marks: Vec::new(), lines: Lines::new(judge) }
    }

    fn run_held(&mut self, last: bool, out: &mut Block<'_>) {
        let mut held = std::mem::take(&mut self.held);
        let settled = self.lines.run(&held, &self.marks, last, out);
        self.settle(settled);
        held.drain(..settled);
        self.held = held;
    }

    /// The marks before `settled` are part of the state now.
    fn settle(&mut self, settled: usize) {
        let lines = &mut self.lines;
        self.marks.retain_mut(|(at, mark)| {
            let ahead = *at > settled;
            if ahead {
                *at -= settled;
            } else if let Mark::Protected(protected) = mark {
                lines.protected = *protected;
            }
            ahead
        });
    }
}

impl Stage for Labels {
    fn max_pending(&self) -> usize {
        // A call to action, a blank line, a line in doubt, what may speak against it and a line; and a blank line that is kept.
        WINDOW as usize + 5 * (MAX_LINE + 1)
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
            let settled = self.lines.run(rest, &self.marks, false, out);
            self.settle(settled);
            self.held.push_str(&rest[settled..]);
        }
    }

    fn mark(&mut self, mark: Mark, out: &mut Block<'_>) {
        match mark {
            Mark::Protected(_) | Mark::Script => self.marks.push((self.held.len(), mark)),
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
        // The room is used again.
        self.held.clear();
        self.marks.clear();
        self.lines = Lines::new(self.lines.judge.clone());
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

/// A unit that has been read and waits until it is known what becomes of it.
struct Waiting {
    len: usize,
    kind: Kind,
    /// Whether a line in doubt goes, once that is known.
    goes: Option<bool>,
    /// Where the unit ends in the whole text.
    end: u64,
    /// It ends where the whole text does.
    last: bool,
    /// It has a line feed before it.
    fed: bool,
}

/// The last line that was read and is not blank.
#[derive(Clone, Copy)]
struct Before {
    kind: Kind,
    number: u64,
    /// Blank lines since.
    blanks: usize,
}

/// What is known of the lines.
struct Lines {
    judge: Judge,
    /// The text has begun: the next unit starts with its line feed.
    begun: bool,
    /// The rest of a line that is text for certain is taken as it comes.
    in_text: bool,
    /// Protected by what comes before.
    protected: bool,
    /// How much of the text is settled.
    settled: u64,
    waiting: VecDeque<Waiting>,
    /// The length of the units that wait.
    waiting_len: usize,
    /// How many units have ceased to wait.
    gone: u64,
    before: Option<Before>,
    /// The words of all label lines so far.
    seen: HashSet<u64>,
    /// The numbers of the units in doubt, by their words.
    doubts: HashMap<u64, u64>,
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

/// Kept text that has not been written yet: a part of the text at hand.
struct Pending<'a, 'b, 'c> {
    text: &'a str,
    marks: &'a [(usize, Mark)],
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

/// The marks that stand in a part of a text.
fn marks_in(marks: &[(usize, Mark)], part: Range<usize>) -> &[(usize, Mark)] {
    let place = |at| marks.partition_point(|(mark, _)| *mark < at);
    &marks[place(part.start)..place(part.end)]
}

impl Lines {
    fn new(judge: Judge) -> Self {
        Lines {
            judge,
            begun: false,
            in_text: false,
            protected: false,
            settled: 0,
            waiting: VecDeque::new(),
            waiting_len: 0,
            gone: 0,
            before: None,
            seen: HashSet::new(),
            doubts: HashMap::new(),
            told: false,
            kept_any: false,
            last_kept_blank: false,
            dropped: false,
            since_label: None,
            blank: None,
        }
    }

    /// Settles lines of `text`, which starts with the units that wait; returns how much of it is settled.
    fn run(&mut self, text: &str, marks: &[(usize, Mark)], last: bool, out: &mut Block<'_>) -> usize {
        let mut pending = Pending { text, marks, from: 0, blank: None, out };
        let mut at = self.waiting_len;
        if self.in_text {
            let end = memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |len| at + len);
            self.in_text = end == text.len();
            if let Some(waiting) = self.waiting.back_mut() {
                waiting.len += end - at;
                waiting.end += (end - at) as u64;
                self.waiting_len += end - at;
            } else {
                self.tell_marks(at..end, &mut pending);
            }
            at = end;
            self.settle(at, last, &mut pending);
        }
        while at < text.len() {
            if self.is_calm() && marks.is_empty() {
                at = self.skip(text, at, &mut pending);
            }
            let Some(line) = Line::at(text, at, self.begun, last) else {
                break;
            };
            at = line.unit.end;
            self.read(&line, &pending);
            self.in_text = line.long && at == text.len() && !last;
            self.settle(at, last, &mut pending);
        }
        let settled = at - self.waiting_len;
        self.write_up_to(settled, &mut pending);
        self.settled += settled as u64;
        settled
    }

    /// Nothing but a line that may go can change anything.
    fn is_calm(&self) -> bool {
        let is_open = self.dropped || self.since_label.is_some() || self.blank.is_some();
        self.begun && self.waiting.is_empty() && !is_open && !self.protected && !self.told
    }

    /// Steps over units that stay, from the one at `at` on; returns where the next one starts.
    fn skip(&mut self, text: &str, at: usize, pending: &mut Pending<'_, '_, '_>) -> usize {
        let bytes = &text.as_bytes()[at..];
        let mut ends = Positions::new(bytes, b'\n');
        let mut unit = 0;
        while bytes.len() > unit && self.judge.tables.starts.of(&text[at + unit + 1..]) != Start::Open {
            let Some(end) = ends.next_from(unit + 1) else {
                self.in_text = true;
                unit = bytes.len();
                break;
            };
            unit = end;
        }
        if unit > 0 {
            self.before = None;
            self.kept_any = true;
            self.last_kept_blank = !self.in_text && bytes[unit - 1] == b'\n';
            pending.blank = self.last_kept_blank.then_some(at + unit - 1);
        }
        at + unit
    }

    /// Takes the next line among those that wait.
    fn read(&mut self, line: &Line, pending: &Pending<'_, '_, '_>) {
        let kind = self.kind(line, pending);
        let number = self.gone + self.waiting.len() as u64;
        let goes = match kind {
            Kind::Script => None,
            Kind::Blank => {
                if let Some(before) = &mut self.before {
                    before.blanks += 1;
                }
                None
            }
            Kind::Label(label) => self.cue(label, number, self.settled + line.text.start as u64),
            Kind::Call | Kind::Text => None,
        };
        if !matches!(kind, Kind::Script | Kind::Blank) {
            self.before = Some(Before { kind, number, blanks: 0 });
        }
        let (len, end) = (line.unit.len(), self.settled + line.unit.end as u64);
        self.waiting.push_back(Waiting { len, kind, goes, end, last: line.last, fed: self.begun });
        self.waiting_len += len;
        self.begun = true;
    }

    /// What a label that starts at `start` says of those before it, and what they say of it.
    fn cue(&mut self, label: Label, number: u64, start: u64) -> Option<bool> {
        let before = self.before.filter(|before| before.blanks <= 1);
        let neighbour = before.and_then(|before| match before.kind {
            Kind::Label(label) => Some((label, before.number)),
            _ => None,
        });
        let mut goes = None;
        if label.sure {
            if let Some((Label { sure: false, item: false, words }, number)) = neighbour
                && self.doubts.remove(&words).is_some()
            {
                self.drop_doubt(number);
            }
        } else if label.item {
            return Some(false);
        } else if neighbour.is_some_and(|(label, _)| label.sure) || self.seen.contains(&label.words) {
            goes = Some(true);
        }
        self.seen.insert(label.words);
        if let Some(doubt) = self.doubts.remove(&label.words)
            && self.waiting.get((doubt - self.gone) as usize).is_some_and(|doubt| start - doubt.end <= WINDOW)
        {
            self.drop_doubt(doubt);
        }
        if !label.sure && goes.is_none() {
            self.doubts.insert(label.words, number);
        }
        goes
    }

    fn drop_doubt(&mut self, number: u64) {
        if let Some(doubt) = number.checked_sub(self.gone).and_then(|at| self.waiting.get_mut(at as usize)) {
            doubt.goes = Some(true);
        }
    }

    fn kind(&self, line: &Line, pending: &Pending<'_, '_, '_>) -> Kind {
        if line.long {
            return Kind::Text;
        }
        let kind = self.judge.kind(&pending.text[line.text.clone()]);
        let inside = marks_in(pending.marks, line.text.start..line.text.end + 1);
        match kind {
            Kind::Blank if inside.iter().any(|(_, mark)| *mark == Mark::Script) => Kind::Script,
            Kind::Label(_) | Kind::Call if self.is_protected(&line.text, pending.marks) => Kind::Text,
            kind => kind,
        }
    }

    fn is_protected(&self, line: &Range<usize>, marks: &[(usize, Mark)]) -> bool {
        let inside = marks_in(marks, line.start + 1..line.end);
        self.is_protected_at(line.start, marks) || inside.iter().any(|(_, mark)| *mark == Mark::Protected(true))
    }

    /// What the last mark up to `at` says.
    fn is_protected_at(&self, at: usize, marks: &[(usize, Mark)]) -> bool {
        let before = marks_in(marks, 0..at + 1).iter().rev().find_map(|(_, mark)| match mark {
            Mark::Protected(protected) => Some(*protected),
            _ => None,
        });
        before.unwrap_or(self.protected)
    }

    /// Settles the units that need not wait any longer, of those that end at `end`.
    fn settle(&mut self, end: usize, last: bool, pending: &mut Pending<'_, '_, '_>) {
        let read = self.settled + end as u64;
        while let Some(first) = self.waiting.front() {
            let rule = match first.kind {
                Kind::Blank | Kind::Text => None,
                Kind::Script => Some(Rule::AdScript),
                Kind::Label(Label { sure: true, .. }) => Some(Rule::LabelLine),
                Kind::Label(label) => match first.goes(read, last) {
                    Some(goes) => {
                        if self.doubts.get(&label.words) == Some(&self.gone) {
                            self.doubts.remove(&label.words);
                        }
                        goes.then_some(Rule::LabelWithCue)
                    }
                    None => break,
                },
                Kind::Call => match self.is_beside_label(read, last) {
                    Some(beside) => beside.then_some(Rule::CallToAction),
                    None => break,
                },
            };
            let Some(unit) = self.waiting.pop_front() else { break };
            let start = end - self.waiting_len;
            self.gone += 1;
            self.waiting_len -= unit.len;
            match rule {
                Some(rule) => self.drop(rule, start, &unit, pending),
                None if unit.kind == Kind::Blank => self.blank(start, &unit, pending),
                None => self.keep(start, &unit, pending),
            }
        }
    }

    /// Says whether the line before or after the call to action that waits first is a dropped label; none if more input decides.
    fn is_beside_label(&self, read: u64, last: bool) -> Option<bool> {
        if self.since_label.is_some_and(|blanks| blanks <= 1) {
            return Some(true);
        }
        let mut blanks = 0;
        for next in self.waiting.iter().skip(1) {
            match next.kind {
                Kind::Script => {}
                Kind::Blank if blanks == 0 => blanks = 1,
                Kind::Label(_) => return next.goes(read, last),
                _ => return Some(false),
            }
        }
        last.then_some(false)
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

    fn drop(&mut self, rule: Rule, start: usize, unit: &Waiting, pending: &mut Pending<'_, '_, '_>) {
        self.write_up_to(start, pending);
        if unit.last
            && let Some(blank) = self.blank.take()
        {
            pending.out.edit_more(rule, blank.len(), "");
        }
        pending.from = start + unit.len;
        self.dropped = true;
        // A script was counted where it went, and is not there for its neighbours.
        if rule == Rule::AdScript {
            return pending.out.edit_more(rule, unit.len, "");
        }
        pending.out.edit(rule, unit.len, "");
        self.since_label = (rule != Rule::CallToAction).then_some(0);
        if rule == Rule::LabelLine {
            pending.out.mark(Mark::Label);
        }
    }

    fn blank(&mut self, start: usize, unit: &Waiting, pending: &mut Pending<'_, '_, '_>) {
        self.since_label = self.since_label.map(|blanks| blanks + 1);
        if self.dropped && (!self.kept_any || self.last_kept_blank) {
            self.write_up_to(start, pending);
            pending.out.edit_more(Rule::LabelLine, unit.len, "");
            pending.from = start + unit.len;
            return;
        }
        self.write_blank(pending, start);
        pending.blank = Some(start);
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

    fn keep(&mut self, start: usize, unit: &Waiting, pending: &mut Pending<'_, '_, '_>) {
        self.write_blank(pending, start);
        let line = start + usize::from(unit.fed);
        if !self.kept_any && unit.fed {
            // Nothing has been kept before: there is no line to end.
            pending.write(start);
            pending.out.edit_more(Rule::LabelLine, 1, "");
            pending.from = line;
        }
        self.tell(line, self.is_protected_at(line, pending.marks), pending);
        self.tell_marks(line..start + unit.len, pending);
        self.kept_any = true;
        self.last_kept_blank = false;
        self.dropped = false;
        self.since_label = None;
    }

    /// Passes on what the marks in a part of the text say of protection.
    fn tell_marks(&mut self, part: Range<usize>, pending: &mut Pending<'_, '_, '_>) {
        for (at, mark) in marks_in(pending.marks, part) {
            if let Mark::Protected(protected) = mark {
                self.tell(*at, *protected, pending);
            }
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
}

impl Waiting {
    /// Says whether a label goes; none if more input decides. The text has been read up to `read`.
    fn goes(&self, read: u64, last: bool) -> Option<bool> {
        match self.kind {
            Kind::Label(Label { sure: true, .. }) => Some(true),
            // The next line starts behind its line feed.
            _ if self.goes.is_none() && (last || read + 1 > self.end + WINDOW) => Some(false),
            _ => self.goes,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::labels::{Languages, Level, strip_ad_labels};

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
            assert_eq!(strip_ad_labels(text, Level::Safe, Languages::ALL), want, "{text:?}");
        }
    }
}
