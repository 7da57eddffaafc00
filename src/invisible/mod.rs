//! Invisible and control characters. The rules: docs/reference/invisible.md.

mod bidi;
mod characters;
mod context;
mod escape;
mod find;
mod hidden;
mod hyphens;
mod scan;

use std::borrow::Cow;
use std::ops::Range;

use crate::block::{Block, Mark};
use crate::counts::Rule;
use crate::stage::{Runner, Stage, run};
use crate::whitespace::is_space;
use bidi::Directions;
use context::Neighbour;
use escape::{ESCAPE, MAX_SEQUENCE, Sequence};
use find::Candidates;
use hidden::Hidden;
use hyphens::Hyphens;

pub use characters::Class;
pub use scan::{Scan, scan};

/// Which invisible characters go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Policy {
    /// Those that mean nothing where they stand.
    Safe,
    /// And those by which text can lie: overrides of direction, blanks that are letters, what is left of C1.
    Security,
    /// All.
    All,
}

/// What a policy does with a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    /// The character is like any other.
    Ordinary,
    /// It is removed, and no two words are glued.
    Cut,
    /// It is removed.
    Goes,
    /// The characters around it decide.
    Context,
}

impl Policy {
    /// Every policy, the mildest first.
    pub const ALL: [Policy; 3] = [Policy::Safe, Policy::Security, Policy::All];

    fn action(self, class: Class) -> Action {
        let unless_safe = |action| if self == Policy::Safe { Action::Ordinary } else { action };
        let if_all = |other| if self == Policy::All { Action::Goes } else { other };
        match class {
            Class::Control => Action::Cut,
            Class::C1 | Class::Annotation | Class::Filler => unless_safe(Action::Cut),
            Class::SoftHyphen | Class::ByteOrderMark | Class::WordJoiner | Class::Deprecated | Class::Reserved => {
                Action::Goes
            }
            Class::Operator if self == Policy::Security => Action::Goes,
            Class::BidiOverride => unless_safe(Action::Goes),
            Class::Bidi | Class::BidiMark => if_all(Action::Ordinary),
            _ => if_all(Action::Context),
        }
    }
}

/// Removes invisible characters from `text`.
///
/// ```
/// use strigil::invisible::{Policy, strip};
/// assert_eq!(strip("Gesamt\u{AD}konzept", Policy::Safe), "Gesamtkonzept");
/// assert_eq!(strip("می\u{200C}خواهم", Policy::Safe), "می\u{200C}خواهم");
/// ```
#[must_use]
pub fn strip(text: &str, policy: Policy) -> Cow<'_, str> {
    run(text, &mut Runner::new(stages(policy)))
}

/// The stages that make up the stage `invisible`.
pub(crate) fn stages(policy: Policy) -> Vec<Box<dyn Stage>> {
    vec![Box::new(Hyphens::default()), Box::new(Invisible::new(policy))]
}

/// True if a quick look says that `strip` leaves a text as it is. It may hold lone surrogates, but is no UTF-8 beyond ASCII.
#[cfg(feature = "python")]
pub(crate) fn is_surely_clean<U: crate::seek::Unit>(units: &[U], policy: Policy) -> bool {
    !find::is_found(units, policy)
}

/// The stage `invisible`.
pub(crate) struct Invisible {
    policy: Policy,
    /// The last ordinary character, if the next one stands beside it.
    before: Neighbour,
    /// The last character written is not white space.
    after_visible: bool,
    /// Characters that are cut, and with what goes between them, not yet settled.
    cut: Gone,
    cut_controls: u64,
    run: Run,
    /// An escape sequence, not yet whole.
    sequence: Sequence,
    directions: Directions,
    /// What goes is read, if anybody wants to know.
    hidden: Option<Hidden>,
}

/// Characters that go.
#[derive(Clone, Copy, Default)]
struct Gone {
    count: u64,
    /// Length in bytes of UTF-8.
    len: usize,
}

impl Gone {
    fn push(&mut self, c: char) {
        self.add(Gone { count: 1, len: c.len_utf8() });
    }

    fn add(&mut self, more: Gone) {
        self.count += more.count;
        self.len += more.len;
    }
}

/// A run, not yet settled.
#[derive(Default)]
struct Run {
    /// The characters that depend on context.
    chars: Vec<char>,
    /// What goes before each of them.
    gone_before: Vec<Gone>,
    /// What goes behind the last.
    gone: Gone,
    /// There are too many.
    beyond: bool,
}

impl Run {
    /// Takes the next character that depends on context.
    fn push(&mut self, c: char, hidden: &mut Option<Hidden>) {
        if !self.beyond && self.chars.len() < context::MOST {
            self.chars.push(c);
            self.gone_before.push(std::mem::take(&mut self.gone));
            return;
        }
        self.beyond = true;
        for (c, gone) in self.chars.drain(..).zip(self.gone_before.drain(..)) {
            self.gone.add(gone);
            self.gone.push(c);
            if let Some(hidden) = hidden {
                hidden.push(c);
            }
        }
        self.gone.push(c);
        if let Some(hidden) = hidden {
            hidden.push(c);
        }
    }

    fn is_empty(&self) -> bool {
        self.chars.is_empty() && self.gone.count == 0
    }
}

impl Invisible {
    pub(crate) fn new(policy: Policy) -> Self {
        Invisible {
            policy,
            before: Neighbour::default(),
            after_visible: false,
            cut: Gone::default(),
            cut_controls: 0,
            run: Run::default(),
            sequence: Sequence::default(),
            directions: Directions::default(),
            hidden: None,
        }
    }

    fn action(&mut self, c: char) -> Action {
        // These part no words.
        if matches!(c, '\0' | '\u{8}') {
            return Action::Goes;
        }
        let Some(class) = Class::of(c) else {
            return Action::Ordinary;
        };
        if self.policy == Policy::Security && matches!(class, Class::Bidi | Class::BidiOverride) {
            return if self.directions.is_override(c) { Action::Goes } else { Action::Ordinary };
        }
        self.policy.action(class)
    }

    /// Writes the run before `after`. `source` is the run as it stands in what the stage was fed, if it is there whole.
    fn settle_run(&mut self, after: Neighbour, source: Option<&str>, out: &mut Block<'_>) {
        if self.run.is_empty() {
            return;
        }
        let mask = if self.run.chars.is_empty() { 0 } else { context::kept(&self.run.chars, self.before, after) };
        let mut gone = Gone::default();
        let mut at = 0;
        for index in 0..self.run.chars.len() {
            let (c, gone_before) = (self.run.chars[index], self.run.gone_before[index]);
            gone.add(gone_before);
            at += gone_before.len;
            let end = at + c.len_utf8();
            if mask >> index & 1 == 0 {
                gone.push(c);
                if let Some(hidden) = &mut self.hidden {
                    hidden.push(c);
                }
            } else {
                self.remove(std::mem::take(&mut gone), out);
                self.settle_cut(true, out);
                match source {
                    Some(source) => out.text(&source[at..end]),
                    None => out.text(c.encode_utf8(&mut [0; 4])),
                }
                self.after_visible = true;
            }
            at = end;
        }
        gone.add(self.run.gone);
        self.remove(gone, out);
        if let Some(hidden) = &mut self.hidden {
            hidden.end();
        }
        self.run.chars.clear();
        self.run.gone_before.clear();
        self.run.gone = Gone::default();
        self.run.beyond = false;
    }

    /// Characters go; beside some that are cut, together with them.
    fn remove(&mut self, gone: Gone, out: &mut Block<'_>) {
        if self.cut_controls > 0 {
            self.cut.add(gone);
        } else if gone.count > 0 {
            out.edits(Rule::Invisible, gone.count, gone.len, "");
        }
    }

    /// Writes what stands for the characters that were cut, before a character or the end.
    fn settle_cut(&mut self, before_visible: bool, out: &mut Block<'_>) {
        if self.cut_controls > 0 {
            let gone = std::mem::take(&mut self.cut);
            let controls = std::mem::take(&mut self.cut_controls);
            out.edits(Rule::Control, controls, gone.len, if self.after_visible && before_visible { " " } else { "" });
            out.edits(Rule::Invisible, gone.count - controls, 0, "");
        }
    }

    /// Cuts what stands at the place of a control, behind a run.
    fn cut(&mut self, gone: Gone, source: Option<&str>, out: &mut Block<'_>) {
        self.settle_run(Neighbour::default(), source, out);
        self.cut.add(gone);
        self.cut_controls += 1;
        self.before = Neighbour::default();
    }

    /// What may have been an escape sequence is none: its U+001B is a control like any other, and the rest is text.
    fn end_sequence(&mut self, source: Option<&str>, out: &mut Block<'_>) {
        if self.sequence.close_bare() {
            return self.cut(Gone { count: 1, len: ESCAPE.len_utf8() }, source, out);
        }
        if !self.sequence.is_open() {
            return;
        }
        let sequence = self.sequence.take();
        for text in sequence.split_inclusive(ESCAPE) {
            let (text, escape) = text.strip_suffix(ESCAPE).map_or((text, false), |text| (text, true));
            if let Some(first) = text.chars().next() {
                self.settle_cut(!is_space(first), out);
                out.text(text);
                self.ordinary(text);
            }
            if escape {
                self.cut(Gone { count: 1, len: ESCAPE.len_utf8() }, source, out);
            }
        }
    }

    /// Takes the run that `text` starts with, and the character behind it; returns the length of what it took.
    fn take_run(&mut self, text: &str, out: &mut Block<'_>) -> usize {
        let is_whole = self.run.is_empty() && !self.sequence.is_open();
        let source = is_whole.then_some(text);
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            if self.sequence.is_open() {
                match self.sequence.push(c) {
                    escape::Step::More => continue,
                    escape::Step::Fails => {
                        // A string that another sequence breaks off: that one starts here.
                        let again = self.sequence.drop_last_escape();
                        self.end_sequence(source, out);
                        if again {
                            self.sequence.open();
                        }
                        return at;
                    }
                    escape::Step::Ends { moves } => {
                        let sequence = self.sequence.take();
                        let gone = Gone { count: sequence.chars().count() as u64, len: sequence.len() };
                        if moves {
                            self.cut(gone, source, out);
                            return end;
                        }
                        self.run.gone.add(gone);
                        continue;
                    }
                }
            }
            if c == ESCAPE {
                self.sequence.open();
                continue;
            }
            match self.action(c) {
                Action::Goes => self.run.gone.push(c),
                Action::Context => self.run.push(c, &mut self.hidden),
                Action::Cut => {
                    self.cut(Gone { count: 1, len: c.len_utf8() }, source, out);
                    return end;
                }
                Action::Ordinary => {
                    self.settle_run(Neighbour::new(c), source, out);
                    self.settle_cut(!is_space(c), out);
                    // The override or isolate has been taken: it is not looked at again.
                    out.text(&text[at..end]);
                    self.ordinary(&text[at..end]);
                    return end;
                }
            }
        }
        text.len()
    }

    /// Takes a part of a text.
    fn part(&mut self, text: &str, part: Range<usize>, candidates: &mut Candidates<'_>, out: &mut Block<'_>) {
        let mut at = part.start;
        while at < part.end {
            // While something is pending, the next character settles it.
            let is_pending = !self.run.is_empty() || self.cut_controls > 0 || self.sequence.is_open();
            let end = if is_pending { at } else { candidates.next_from(at, part.end).unwrap_or(part.end) };
            let (ordinary, other) = (&text[at..end], &text[end..part.end]);
            out.text(ordinary);
            self.ordinary(ordinary);
            at = end + self.take_run(other, out);
        }
    }

    /// Takes note of ordinary text that has been written.
    fn ordinary(&mut self, text: &str) {
        if let Some(last) = text.chars().next_back() {
            self.before = Neighbour::new(last);
            self.after_visible = !is_space(last);
            self.directions.pass(text);
        }
    }
}

impl Stage for Invisible {
    fn max_pending(&self) -> usize {
        4 * context::MOST + MAX_SEQUENCE
    }

    fn feed(&mut self, text: &str, out: &mut Block<'_>) {
        self.part(text, 0..text.len(), &mut Candidates::new(text, self.policy), out);
    }

    /// One search goes over all pieces.
    fn run(&mut self, text: &str, marks: &[(usize, Mark)], last: bool, out: &mut Block<'_>) {
        let mut candidates = Candidates::new(text, self.policy);
        let mut start = 0;
        for (at, mark) in marks {
            self.part(text, start..*at, &mut candidates, out);
            self.mark(*mark, out);
            start = *at;
        }
        self.part(text, start..text.len(), &mut candidates, out);
        if last {
            self.finish(out);
        }
    }

    fn mark(&mut self, mark: Mark, out: &mut Block<'_>) {
        // What is text stays on its side of where headings and code begin and end.
        if matches!(mark, Mark::Protected(_) | Mark::Code) {
            self.end_sequence(None, out);
        }
        out.mark(mark);
    }

    fn finish(&mut self, out: &mut Block<'_>) {
        self.end_sequence(None, out);
        self.settle_run(Neighbour::default(), None, out);
        self.settle_cut(false, out);
    }

    fn reset(&mut self) {
        *self = Invisible::new(self.policy);
    }
}
