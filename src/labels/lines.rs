//! Drops the lines that are only an ad label, and the calls to action beside them. The rules: docs/reference/labels.md, 4.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::Arc;

use memchr::memchr;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Level;
use super::held::Held;
use super::kin::Form;
use super::kind::{Judge, Kind, Label};
use super::known::Known;
use super::units::{Line, MAX_LINE, Marks, Pending, Plain, Unit, Units};
use crate::block::{Block, Mark, Part};
use crate::counts::Rule;
use crate::stage::Stage;
use crate::whitespace::is_space;

/// So far behind a line in doubt, in bytes, another one with the same words may start and still speak against both.
const WINDOW: u64 = 4096;

/// So much of the text before a label is looked at, in bytes: a line and a blank one, and a byte that says that they are no longer.
const BEHIND: usize = 2 * (MAX_LINE + '\u{10FFFF}'.len_utf8());

/// The stage `labels`.
pub(crate) struct Labels {
    /// Text that is not settled: units that wait for what comes, and the start of a line.
    held: Held,
    /// Marks inside the held text.
    marks: Marks,
    lines: Lines,
}

impl Labels {
    /// `is_markup`: the text comes from markup.
    pub(super) fn new(judge: Judge, is_markup: bool) -> Self {
        Labels { held: Held::default(), marks: Marks::default(), lines: Lines::new(judge, is_markup) }
    }
}

impl Stage for Labels {
    fn max_pending(&self) -> usize {
        // A call to action, a blank line, a line in doubt, what may speak against it and a line; and a blank line that is kept.
        // A label waits for a blank line and a line, too.
        WINDOW as usize + 7 * (MAX_LINE + 1)
    }

    fn feed(&mut self, text: &str, out: &mut Block<'_>) {
        self.held.feed(text, |text| self.lines.advance(text, &mut self.marks, false, out));
    }

    fn mark(&mut self, mark: Mark, out: &mut Block<'_>) {
        match mark {
            Mark::Part(part) => self.marks.push_part(self.held.len(), part),
            Mark::Protected(_) | Mark::Script => self.marks.push(self.held.len(), mark),
            _ => out.mark(mark),
        }
    }

    fn end(&mut self, text: &str, out: &mut Block<'_>) {
        self.held.end(text, |text, last| self.lines.advance(text, &mut self.marks, last, out));
        self.lines.units.finish(out);
    }

    fn reset(&mut self) {
        // The room is used again.
        self.held.clear();
        self.marks = Marks::default();
        self.lines.reset();
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
    fed: bool,
    last: bool,
}

/// The last line that was read and is not blank.
#[derive(Clone, Copy)]
struct Before {
    kind: Kind,
    number: u64,
    /// Where it ends in the whole text, scripts and all.
    end: u64,
    /// Blank lines since.
    blanks: usize,
    /// A script went since.
    script: bool,
}

/// A label that waits for the next line.
struct Open {
    label: Label,
    number: u64,
    /// Where its line starts.
    start: u64,
    /// Where it ends, scripts and all.
    end: u64,
    part: Part,
    form: Arc<Form>,
    before: Option<Arc<Form>>,
    /// Blank lines since.
    blanks: usize,
    /// A script went since.
    script: bool,
}

/// A label that was dropped, and what came since.
#[derive(Clone, Copy)]
struct Since {
    sure: bool,
    blanks: usize,
}

/// What is known of the lines.
struct Lines {
    judge: Judge,
    known: Known<Kind>,
    forms: Known<Arc<Form>>,
    is_markup: bool,
    /// The text has begun: the next unit starts with its line feed.
    begun: bool,
    /// The rest of a line that is text for certain is taken as it comes.
    in_text: bool,
    /// How much of the text is settled.
    settled: u64,
    /// Bytes of the lines of scripts so far.
    scripts: u64,
    waiting: VecDeque<Waiting>,
    /// The length of the units that wait.
    waiting_len: usize,
    /// How many units have ceased to wait.
    gone: u64,
    before: Option<Before>,
    open: Option<Open>,
    /// The form of the label that waited last, and where its line ends, scripts and all.
    decided: Option<(u64, Arc<Form>)>,
    /// The end of what is settled.
    tail: String,
    /// The words of the label lines so far: no more than the rows have pairs of texts.
    seen: FxHashSet<u64>,
    /// The numbers of the units in doubt, by their words.
    doubts: FxHashMap<u64, u64>,
    units: Units,
    /// A dropped label, if only blank lines have come since.
    since_label: Option<Since>,
}

impl Lines {
    /// Writes what is settled of `text`, and takes its marks along; returns how much that is.
    fn advance(&mut self, text: &str, marks: &mut Marks, last: bool, out: &mut Block<'_>) -> usize {
        let settled = self.run(text, marks, last, out);
        marks.settle(settled);
        if !last {
            self.remember(&text[..settled]);
        }
        settled
    }

    /// Keeps the end of the text.
    fn remember(&mut self, settled: &str) {
        let end = |text: &str| text.ceil_char_boundary(text.len().saturating_sub(2 * BEHIND));
        self.tail.push_str(&settled[end(settled)..]);
        if self.tail.len() > 4 * BEHIND {
            self.tail.drain(..end(&self.tail));
        }
    }

    fn new(judge: Judge, is_markup: bool) -> Self {
        Lines {
            judge,
            known: Known::default(),
            forms: Known::default(),
            is_markup,
            begun: false,
            in_text: false,
            settled: 0,
            scripts: 0,
            waiting: VecDeque::new(),
            waiting_len: 0,
            gone: 0,
            before: None,
            open: None,
            decided: None,
            tail: String::new(),
            seen: FxHashSet::default(),
            doubts: FxHashMap::default(),
            units: Units::default(),
            since_label: None,
        }
    }

    /// Forgets the text, but for what its last lines were: in the next one these are the same.
    fn reset(&mut self) {
        self.waiting.clear();
        self.tail.clear();
        self.seen.clear();
        self.doubts.clear();
        (self.begun, self.in_text) = (false, false);
        (self.settled, self.scripts, self.waiting_len, self.gone) = (0, 0, 0, 0);
        (self.before, self.open, self.decided, self.since_label) = (None, None, None, None);
        self.units = Units::default();
    }

    /// Settles lines of `text`, which starts with the units that wait; returns how much of it is settled.
    fn run(&mut self, text: &str, marks: &Marks, last: bool, out: &mut Block<'_>) -> usize {
        let mut pending = Pending::new(text, marks, out);
        let mut at = self.waiting_len;
        if self.in_text {
            let end = memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |len| at + len);
            self.in_text = end == text.len();
            if let Some(waiting) = self.waiting.back_mut() {
                waiting.len += end - at;
                waiting.end += (end - at) as u64;
                self.waiting_len += end - at;
            }
            if let Some(before) = &mut self.before {
                before.end = self.settled + end as u64;
            }
            at = end;
            self.settle(at, last, &mut pending);
        }
        while at < text.len() {
            if let Some(protected) = marks.protect_all()
                && let Some(end) = self.plain(at, protected, &mut pending)
            {
                at = end;
                self.settle(at, last, &mut pending);
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
        self.units.write_up_to(settled, &mut pending);
        self.settled += settled as u64;
        settled
    }

    /// Steps over plain text from `at` on, if nothing but a line that may go can change anything, or joins it to the text that waits;
    /// returns where it ends.
    fn plain(&mut self, at: usize, protected: bool, pending: &mut Pending<'_, '_, '_>) -> Option<usize> {
        let is_calm = self.begun && self.waiting.is_empty() && self.since_label.is_none();
        let is_calm = is_calm && self.units.are_calm(protected);
        let joins = self.waiting.back().is_some_and(|last| last.kind == Kind::Text && !protected);
        if !is_calm && !joins {
            return None;
        }
        let plain = Plain::at(pending.text, at, protected, &self.judge.tables.starts, self.is_markup)?;
        self.in_text = plain.in_line;
        // An empty line may yet go, if the line behind it does.
        let end = plain.blank.filter(|_| joins).unwrap_or(plain.end);
        let number = self.gone + self.waiting.len() as u64;
        self.before =
            Some(Before { kind: Kind::Text, number, end: self.settled + end as u64, blanks: 0, script: false });
        let Some(text) = self.waiting.back_mut() else {
            self.units.keep_plain(&plain, pending);
            return Some(plain.end);
        };
        text.len += end - at;
        text.end += (end - at) as u64;
        self.waiting_len += end - at;
        (end > at).then_some(end)
    }

    /// Takes the next line among those that wait.
    fn read(&mut self, line: &Line, pending: &Pending<'_, '_, '_>) {
        let mut kind = self.kind(line, pending);
        let form = self.close(line, kind, pending);
        let number = self.gone + self.waiting.len() as u64;
        let len = line.unit.len();
        let start = self.place(line.text.start);
        let mut goes = None;
        match kind {
            Kind::Script => {
                self.scripts += len as u64;
                if let Some(before) = self.before.as_mut().filter(|_| self.open.is_none()) {
                    before.script = true;
                }
            }
            Kind::Blank => {
                if let Some(before) = self.before.as_mut().filter(|_| self.open.is_none()) {
                    before.blanks += 1;
                }
            }
            Kind::Label(label) if self.judge.level == Level::Safe => {
                let text = &pending.text[line.text.clone()];
                self.open = Some(Open {
                    label,
                    number,
                    start,
                    end: self.settled + line.text.end as u64,
                    part: pending.marks.part(&line.text),
                    form: form.unwrap_or_else(|| self.forms.read(text, || Form::of(text, &self.judge).into())),
                    before: self.form_before(pending.text),
                    blanks: 0,
                    script: false,
                });
                kind = Kind::Open;
            }
            Kind::Label(label) => goes = self.cue(label, number, start),
            Kind::Open | Kind::Call | Kind::Credit | Kind::Text => {}
        }
        if !matches!(kind, Kind::Script | Kind::Blank | Kind::Open) {
            let end = self.settled + line.text.end as u64;
            self.before = Some(Before { kind, number, end, blanks: 0, script: false });
        }
        let end = self.place(line.unit.end);
        self.waiting.push_back(Waiting { len, kind, goes, end, last: line.last, fed: self.begun });
        self.waiting_len += len;
        self.begun = true;
        if line.last {
            self.decide(None, false);
        }
    }

    /// What a line says of the label that waits for it, if one does; returns the form of the line if that mattered.
    fn close(&mut self, line: &Line, kind: Kind, pending: &Pending<'_, '_, '_>) -> Option<Arc<Form>> {
        let open = self.open.as_mut()?;
        match kind {
            Kind::Script => open.script = true,
            Kind::Blank => {
                open.blanks += 1;
                if open.blanks > 1 {
                    self.decide(None, false);
                }
            }
            _ if open.script => self.decide(None, false),
            _ => {
                let text = &pending.text[line.text.clone()];
                let behind = (!line.long).then(|| self.forms.read(text, || Form::of(text, &self.judge).into()));
                self.decide(behind.as_deref(), pending.marks.part(&line.text).sibling);
                return behind;
            }
        }
        None
    }

    /// Settles whether the label that waits is one. `sibling`: it is one of a list with the line behind it.
    fn decide(&mut self, behind: Option<&Form>, sibling: bool) {
        let Some(open) = self.open.take() else { return };
        let Open { label, number, start, end, part, form, before, blanks, script } = open;
        let is_among = sibling || part.sibling || part.caption || form.is_among(before.as_deref(), behind, &self.judge);
        let (kind, goes) =
            if is_among { (Kind::Text, None) } else { (Kind::Label(label), self.cue(label, number, start)) };
        self.before = Some(Before { kind, number, end, blanks, script });
        self.decided = Some((end, form));
        let waiting = self.waiting_at(number).expect("a label that waits for a line is not settled");
        (waiting.kind, waiting.goes) = (kind, goes);
    }

    /// The form of the line before the next one, if there is at most one blank line between.
    fn form_before(&mut self, text: &str) -> Option<Arc<Form>> {
        let before = self.before.filter(|before| before.blanks <= 1 && !before.script)?;
        if let Some((end, form)) = &self.decided
            && *end == before.end
        {
            return Some(form.clone());
        }
        let end = match before.end.checked_sub(self.settled) {
            Some(end) => end as usize,
            // It is settled.
            None => 0,
        };
        let start = text.ceil_char_boundary(end.saturating_sub(BEHIND));
        let settled = self.tail.len() - (self.settled.saturating_sub(before.end) as usize);
        let both = match &text[start..end] {
            text if start == 0 => Cow::Owned([&self.tail[..settled], text].concat()),
            text => Cow::Borrowed(text),
        };
        let mut rest = &*both;
        let mut blanks = before.blanks;
        loop {
            let line = rest.rsplit('\n').next().expect("a split has a last part");
            if line.len() > MAX_LINE {
                return None;
            }
            if !line.trim_start_matches(is_space).is_empty() {
                return Some(self.forms.read(line, || Form::of(line, &self.judge).into()));
            }
            blanks += 1;
            rest = rest.strip_suffix(line).and_then(|rest| rest.strip_suffix('\n')).filter(|_| blanks < 2)?;
        }
    }

    /// A place in the text at hand as one in the whole text, in which lines of scripts count as nothing.
    fn place(&self, at: usize) -> u64 {
        self.settled + at as u64 - self.scripts
    }

    /// What a label that starts at `start` says of those before it, and what they say of it: whether it goes, if that is known.
    fn cue(&mut self, label: Label, number: u64, start: u64) -> Option<bool> {
        let before = self.before.filter(|before| before.blanks <= 1);
        let neighbour = before.and_then(|before| match before.kind {
            Kind::Label(label) => Some((label, before.number)),
            _ => None,
        });
        if !label.sure && label.item {
            return Some(false);
        }
        if let Some((Label { sure: false, item: false, words: Some(words), .. }, number)) = neighbour
            && label.sure
            && self.doubts.get(&words) == Some(&number)
        {
            self.doubts.remove(&words);
            self.drop_doubt(number);
        }
        let Some(words) = label.words else { return Some(true) };
        if !label.short
            && let Some(doubt) = self.doubts.remove(&words)
            && self.waiting_at(doubt).is_some_and(|doubt| start - doubt.end <= WINDOW)
        {
            self.drop_doubt(doubt);
        }
        let is_repeated = !label.short && !self.seen.insert(words);
        let goes = is_repeated || neighbour.is_some_and(|(label, _)| label.sure);
        if !label.sure && !goes {
            self.doubts.insert(words, number);
        }
        goes.then_some(true)
    }

    fn waiting_at(&mut self, number: u64) -> Option<&mut Waiting> {
        number.checked_sub(self.gone).and_then(|at| self.waiting.get_mut(at as usize))
    }

    fn drop_doubt(&mut self, number: u64) {
        if let Some(doubt) = self.waiting_at(number) {
            doubt.goes = Some(true);
        }
    }

    fn kind(&mut self, line: &Line, pending: &Pending<'_, '_, '_>) -> Kind {
        if line.long {
            return Kind::Text;
        }
        let text = &pending.text[line.text.clone()];
        let kind = if pending.marks.protect(&line.text) {
            // Whatever else it says.
            if text.trim_start_matches(is_space).is_empty() { Kind::Blank } else { Kind::Text }
        } else {
            self.judge.kind(&pending.text[line.text.start..], text, &mut self.known)
        };
        if kind == Kind::Blank && pending.marks.have_script(&line.text) { Kind::Script } else { kind }
    }

    /// Settles the units that need not wait any longer, of those that end at `end`.
    fn settle(&mut self, end: usize, last: bool, pending: &mut Pending<'_, '_, '_>) {
        // What is read stands open from the label on that waits for the next line.
        let read = self.open.as_ref().map_or_else(|| self.place(end), |open| open.start.saturating_sub(1));
        let last = last && end == pending.text.len();
        while let Some(first) = self.waiting.front() {
            let rule = match first.kind {
                Kind::Open => break,
                Kind::Blank | Kind::Text => None,
                Kind::Script => Some(Rule::AdScript),
                Kind::Label(Label { sure: true, .. }) => Some(Rule::LabelLine),
                Kind::Label(_) => match first.goes(read, last) {
                    Some(goes) => goes.then_some(Rule::LabelWithCue),
                    None => break,
                },
                kind @ (Kind::Call | Kind::Credit) => match self.is_beside_label(kind == Kind::Credit, read, last) {
                    Some(beside) => beside.then_some(Rule::CallToAction),
                    None => break,
                },
            };
            if let Kind::Label(Label { words: Some(words), .. }) = first.kind
                && self.doubts.get(&words) == Some(&self.gone)
            {
                self.doubts.remove(&words);
            }
            let start = end - self.waiting_len;
            let Waiting { len, kind, fed, last, .. } = self.waiting.pop_front().expect("there is a first one");
            self.gone += 1;
            self.waiting_len -= len;
            let unit = Unit { start, len, fed, last };
            match rule {
                Some(rule) => self.drop(rule, &unit, pending),
                None if kind == Kind::Blank => {
                    self.since_label = self.since_label.map(|since| Since { blanks: since.blanks + 1, ..since });
                    self.units.blank(Rule::LabelLine, &unit, pending);
                }
                None => {
                    self.since_label = None;
                    self.units.keep(Rule::LabelLine, &unit, pending);
                }
            }
        }
    }

    fn drop(&mut self, rule: Rule, unit: &Unit, pending: &mut Pending<'_, '_, '_>) {
        self.units.drop(rule, unit, pending);
        // A script was counted where it went, and is not there for its neighbours.
        if rule != Rule::AdScript {
            pending.out.count(rule);
            self.since_label =
                (rule != Rule::CallToAction).then_some(Since { sure: rule == Rule::LabelLine, blanks: 0 });
        }
        if rule == Rule::LabelLine {
            pending.out.mark(Mark::Label);
        }
    }

    /// Says whether the line before or after the one that waits first is a dropped label, maybe a `sure` one; none if more input decides.
    fn is_beside_label(&self, sure: bool, read: u64, last: bool) -> Option<bool> {
        if self.since_label.is_some_and(|since| since.blanks <= 1 && (since.sure || !sure)) {
            return Some(true);
        }
        let mut blanks = 0;
        for next in self.waiting.iter().skip(1) {
            match next.kind {
                Kind::Script => {}
                Kind::Blank if blanks == 0 => blanks = 1,
                Kind::Open => return None,
                Kind::Label(label) if sure => return Some(label.sure),
                Kind::Label(_) => return next.goes(read, last),
                _ => return Some(false),
            }
        }
        last.then_some(false)
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
