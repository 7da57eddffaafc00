//! Drops what sites put around an article. The rules: docs/reference/labels.md, 6.

use std::cell::OnceCell;
use std::collections::{HashMap, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

use memchr::memchr;

use super::Languages;
use super::fold::Folded;
use super::held::Held;
use super::pieces::{Found, PIECES};
use super::starts::Start;
use super::units::{Line, MAX_LINE, Marks, Pending, Plain, Unit, Units};
use crate::block::{Block, Mark};
use crate::counts::Rule;
use crate::stage::Stage;
use crate::whitespace::is_space;

/// Points with which a run goes.
const ENOUGH: u32 = 3;

/// So many lines of a run are looked at.
const MOST_LINES: usize = 8;

/// So many lines behind the first one of a teaser.
const TEASER_LINES: usize = 11;

/// The stage `furniture`.
pub(crate) struct Furniture {
    /// Text that is not settled.
    held: Held,
    marks: Marks,
    lines: Lines,
}

impl Furniture {
    /// `is_markup`: the text comes from markup.
    pub(super) fn new(languages: Languages, is_markup: bool) -> Self {
        Furniture { held: Held::default(), marks: Marks::default(), lines: Lines::new(languages, is_markup) }
    }
}

impl Stage for Furniture {
    fn max_pending(&self) -> usize {
        // A run, a teaser with the two lines behind it, and a blank line that is kept.
        (MOST_LINES + TEASER_LINES + 4) * (MAX_LINE + 1)
    }

    fn feed(&mut self, text: &str, out: &mut Block<'_>) {
        self.held.feed(text, |text| self.lines.advance(text, &mut self.marks, false, out));
    }

    fn mark(&mut self, mark: Mark, out: &mut Block<'_>) {
        match mark {
            Mark::Protected(_) => self.marks.push(self.held.len(), mark),
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
        self.lines = Lines::new(self.lines.languages, self.lines.is_markup);
    }
}

/// A unit that has been read and not yet settled.
struct Waiting {
    len: usize,
    kind: Kind,
    can_go: bool,
    protected: bool,
    goes: Option<bool>,
    /// The line itself, if it may belong to a teaser.
    text: Option<String>,
    /// It tells how long ago something was, once somebody has asked: each line is asked for many teasers.
    is_age: OnceCell<bool>,
    fed: bool,
    last: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Blank,
    Text,
    /// What the rows say, and a number that lines with the same words have.
    Furniture(Found, u64),
}

/// Furniture lines one after another.
#[derive(Default)]
struct Run {
    points: HashMap<u64, u32>,
    len: usize,
    related: bool,
    dropped: bool,
}

struct Lines {
    languages: Languages,
    is_markup: bool,
    begun: bool,
    /// The rest of a line that is too long to be held is taken as it comes, kept or dropped.
    in_long: bool,
    dropping: bool,
    waiting: VecDeque<Waiting>,
    waiting_len: usize,
    /// So many of the units that wait have been judged; those without a verdict belong to the run.
    judged: usize,
    run: Run,
    /// A run with other articles has been dropped.
    related: bool,
    units: Units,
}

impl Lines {
    /// Writes what is settled of `text`, and takes its marks along; returns how much that is.
    fn advance(&mut self, text: &str, marks: &mut Marks, last: bool, out: &mut Block<'_>) -> usize {
        let settled = self.run(text, marks, last, out);
        marks.settle(settled);
        settled
    }

    fn new(languages: Languages, is_markup: bool) -> Self {
        Lines {
            languages,
            is_markup,
            begun: false,
            in_long: false,
            dropping: false,
            waiting: VecDeque::new(),
            waiting_len: 0,
            judged: 0,
            run: Run::default(),
            related: false,
            units: Units::default(),
        }
    }

    /// Settles lines of `text`, which starts with the units that wait; returns how much of it is settled.
    fn run(&mut self, text: &str, marks: &Marks, last: bool, out: &mut Block<'_>) -> usize {
        let mut pending = Pending::new(text, marks, out);
        let mut at = self.waiting_len;
        if self.in_long {
            let end = memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |len| at + len);
            self.in_long = end == text.len();
            if let Some(waiting) = self.waiting.back_mut() {
                waiting.len += end - at;
                waiting.last = last && end == text.len();
                self.waiting_len += end - at;
            } else if self.dropping {
                Units::drop_more(Rule::Furniture, &(at..end), &mut pending);
                if last && end == text.len() {
                    self.units.drop_blank(Rule::Furniture, &mut pending);
                }
            }
            at = end;
            self.settle(text, at, last, &mut pending);
        }
        while at < text.len() {
            if let Some(protected) = marks.protect_all().filter(|protected| self.is_calm(*protected)) {
                self.dropping = false;
                if let Some(plain) = Plain::at(text, at, protected, &PIECES.starts, self.is_markup) {
                    self.units.keep_plain(&plain, &mut pending);
                    (at, self.in_long) = (plain.end, plain.in_line);
                }
            }
            let Some(line) = Line::at(text, at, self.begun, last) else {
                break;
            };
            at = line.unit.end;
            self.read(&line, &pending);
            self.in_long = line.long && at == text.len() && !last;
            self.settle(text, at, last, &mut pending);
        }
        if last {
            self.settle(text, at, last, &mut pending);
        }
        let settled = at - self.waiting_len;
        self.units.write_up_to(settled, &mut pending);
        settled
    }

    fn is_calm(&self, protected: bool) -> bool {
        let in_run = self.run.dropped || self.run.len > 0;
        self.begun && self.waiting.is_empty() && !self.related && !in_run && self.units.are_calm(protected)
    }

    /// Takes the next line among those that wait.
    fn read(&mut self, line: &Line, pending: &Pending<'_, '_, '_>) {
        let text = &pending.text[line.text.clone()];
        let protected = pending.marks.protect(&line.text);
        let can_go = !line.long && !protected;
        let kind = if line.long {
            Kind::Text
        } else if text.trim_start_matches(is_space).is_empty() {
            Kind::Blank
        } else if can_go && PIECES.starts.of(&pending.text[line.text.start..]) != Start::Text {
            let folded = Folded::new(text);
            let mut hasher = DefaultHasher::new();
            folded.joined().hash(&mut hasher);
            PIECES.find(&folded, self.languages).map_or(Kind::Text, |found| Kind::Furniture(found, hasher.finish()))
        } else {
            Kind::Text
        };
        let len = line.unit.len();
        let text = (!line.long).then(|| text.to_owned());
        self.waiting.push_back(Waiting {
            len,
            kind,
            can_go,
            protected,
            goes: None,
            text,
            is_age: OnceCell::new(),
            fed: self.begun,
            last: line.last,
        });
        self.waiting_len += len;
        self.begun = true;
    }

    /// Judges the units that end at `end`, as far as what follows is known, and settles those from the first on that have a verdict.
    fn settle(&mut self, text: &str, end: usize, last: bool, pending: &mut Pending<'_, '_, '_>) {
        while self.judged < self.waiting.len() {
            let is_end = last && end == text.len();
            // A line feed and more: then the line before is not the last.
            let is_followed = || {
                let behind: usize = self.waiting.iter().skip(self.judged + 1).map(|unit| unit.len).sum();
                text.len() > end - behind + 1
            };
            let may_be_last = matches!(self.waiting[self.judged].kind, Kind::Furniture(..));
            if may_be_last && !is_end && !is_followed() || !self.judge(is_end) {
                break;
            }
        }
        while let Some(goes) = self.waiting.front().and_then(|unit| unit.goes)
            && self.judged > 0
        {
            let start = end - self.waiting_len;
            let Waiting { len, kind, fed, last, .. } = self.waiting.pop_front().expect("there is a first one");
            self.judged -= 1;
            self.waiting_len -= len;
            let unit = Unit { start, len, fed, last };
            self.dropping = goes;
            if goes {
                self.units.drop(Rule::Furniture, &unit, pending);
                if kind != Kind::Blank {
                    pending.out.count(Rule::Furniture);
                }
            } else if kind == Kind::Blank {
                self.units.blank(Rule::Furniture, &unit, pending);
            } else {
                self.units.keep(Rule::Furniture, &unit, pending);
            }
        }
    }

    /// Judges the next unit; false if more input decides.
    fn judge(&mut self, last: bool) -> bool {
        let teaser = if self.related { self.teaser(last) } else { Some(0) };
        let Some(teaser) = teaser else { return false };
        let at = self.judged;
        let is_end = last && (at + 1 == self.waiting.len() || self.is_empty_end(at + 1));
        let unit = &mut self.waiting[at];
        if teaser > 0 {
            self.waiting.iter_mut().skip(at).take(teaser).for_each(|unit| unit.goes = Some(true));
            self.run.dropped = true;
            self.judged += teaser;
        } else {
            match unit.kind {
                Kind::Furniture(found, words) => self.run.add(found, words, is_end),
                Kind::Blank => {
                    unit.goes = Some(false);
                    self.run.len += usize::from(self.run.len > 0 && !self.run.dropped);
                }
                Kind::Text => {
                    unit.goes = Some(false);
                    self.end_run();
                }
            }
            self.judged += 1;
        }
        if self.run.dropped {
            self.related |= self.run.related;
            self.give_verdict(true);
        } else if self.run.len == MOST_LINES {
            self.end_run();
        }
        if last && self.judged == self.waiting.len() {
            self.end_run();
        }
        true
    }

    /// The run is over: what has no verdict stays.
    fn end_run(&mut self) {
        self.run = Run::default();
        self.give_verdict(false);
    }

    fn give_verdict(&mut self, goes: bool) {
        self.waiting.iter_mut().take(self.judged).for_each(|unit| _ = unit.goes.get_or_insert(goes));
    }

    /// The last line is empty.
    fn is_empty_end(&self, at: usize) -> bool {
        at + 1 == self.waiting.len() && self.waiting[at].text.as_deref() == Some("")
    }

    /// How many units the teaser takes that starts with the next one, 0 if there is none; none if more input decides.
    fn teaser(&self, last: bool) -> Option<usize> {
        let mut units = self.waiting.iter().skip(self.judged);
        let first = units.next()?;
        if first.kind == Kind::Blank || !first.can_go {
            return Some(0);
        }
        let mut same = 0;
        for place in 1..=TEASER_LINES {
            let Some(unit) = units.next() else { return last.then_some(0) };
            same += usize::from(unit.text == first.text);
            if same == 2 {
                let mut between = self.waiting.iter().skip(self.judged + 1).take(place - 1);
                let has_age = between.any(|unit| unit.is_age(self.languages));
                return if has_age { self.teaser_end(place + 1, last) } else { Some(0) };
            }
            if !unit.can_go {
                return Some(0);
            }
        }
        Some(0)
    }

    /// The same with the next line that is not blank, which may have a blank one before it.
    fn teaser_end(&self, len: usize, last: bool) -> Option<usize> {
        let mut behind = self.waiting.iter().skip(self.judged + len);
        for more in 1..=2 {
            match behind.next() {
                Some(unit) if unit.kind == Kind::Blank && more == 1 => {}
                Some(unit) if unit.kind == Kind::Blank || unit.protected => return Some(len),
                Some(_) => return Some(len + more),
                None => return last.then_some(len),
            }
        }
        Some(len)
    }
}

impl Waiting {
    /// Says of a line that can go whether it tells how long ago something was.
    fn is_age(&self, languages: Languages) -> bool {
        *self.is_age.get_or_init(|| {
            let text = self.text.as_deref().expect("a line that can go is not long");
            PIECES.is_age(&Folded::new(text), languages)
        })
    }
}

impl Run {
    /// One more line. `is_end`: it is the last one of the text.
    fn add(&mut self, found: Found, words: u64, is_end: bool) {
        self.len += 1;
        self.related |= found.related;
        // Once it has enough, whatever follows goes too: there may be any number of different lines.
        if !self.dropped {
            self.points.insert(words, u32::from(found.points));
            self.dropped = self.points.values().sum::<u32>() + u32::from(is_end) >= ENOUGH;
        }
    }
}
