//! Removes ad labels inside lines. The rules: docs/reference/labels.md, 5.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memrchr};

use super::fold::{bare_words, fold_word, is_single, visible};
use super::kind::Judge;
use super::payers::has_opener;
use super::units::MAX_LINE;
use super::words::{
    self, Word, ends_with_agency_of_credit, ends_with_credit, ends_with_name, find_inline, longest_inline,
    needs_credit, open_end,
};
use crate::block::{Block, Mark};
use crate::counts::Rule;
use crate::stage::Stage;
use crate::whitespace::is_space;

/// How far behind a hit, in bytes, another one may start and still vouch for it.
const WINDOW: usize = 4096;

/// So many characters on the left of a hit are looked at.
const LEFT: usize = 60;

/// So many, where a word that needs a credit stands at their end.
const KEPT: usize = LEFT + 16;

/// So many characters on its right.
const RIGHT: usize = 32;

/// So often a word may be repeated and still be one hit.
const MOST_REPEATS: usize = 8;

/// The stage `inline labels`.
pub(crate) struct InlineLabels {
    judge: Judge,
    /// Text that is not settled.
    held: String,
    /// Up to here the held text has been searched.
    searched: usize,
    /// A hit in the held text that nothing vouches for yet.
    doubtful: Option<Hit>,
    /// The first place in the held text behind `searched` where a label line was dropped.
    label: Option<usize>,
    /// A hit, a phrase or a dropped label line has been seen.
    seen: bool,
    /// What is written last is protected.
    protected: bool,
    /// Where in the held text that changes.
    changes: Vec<(usize, bool)>,
    /// The start of the line before the held text.
    head: String,
    /// Whether the line might be a label, once that is known, and a place in it in the held text.
    judged: Option<(usize, bool)>,
    /// The end of what stays of the line before the held text.
    left: String,
    /// A space before a removed hit, which goes too if the line ends with another.
    space: bool,
}

/// A place where a label stands.
#[derive(Clone, Debug)]
struct Hit {
    label: Range<usize>,
    /// What goes with it.
    cut: Range<usize>,
    credit: bool,
    phrase: bool,
    ends_line: bool,
}

/// What stands at a place where a word or phrase was found.
enum Found {
    Hit(Hit),
    /// No hit; the search goes on here.
    Nothing(usize),
    /// More input decides.
    Partial,
}

impl Stage for InlineLabels {
    fn max_pending(&self) -> usize {
        // A doubtful hit with its window, and a word or phrase that is still open.
        WINDOW + 2 * (longest_inline() + 4 * RIGHT) + MAX_LINE
    }

    fn feed(&mut self, text: &str, out: &mut Block<'_>) {
        if self.held.is_empty() {
            let settled = self.run(text, false, out);
            self.held.push_str(&text[settled..]);
        } else {
            self.held.push_str(text);
            self.run_held(false, out);
        }
    }

    fn mark(&mut self, mark: Mark, out: &mut Block<'_>) {
        match mark {
            Mark::Label => {
                let at = self.held.len();
                self.vouch(at);
                self.label.get_or_insert(at);
            }
            Mark::Protected(protected) => self.changes.push((self.held.len(), protected)),
            _ => out.mark(mark),
        }
    }

    fn end(&mut self, text: &str, out: &mut Block<'_>) {
        if self.held.is_empty() {
            self.run(text, true, out);
        } else {
            self.held.push_str(text);
            self.run_held(true, out);
        }
        if self.space {
            out.text(" ");
        }
    }

    fn reset(&mut self) {
        // The room is used again.
        let mut held = std::mem::take(&mut self.held);
        held.clear();
        *self = InlineLabels { held, ..InlineLabels::new(self.judge.clone()) };
    }
}

impl InlineLabels {
    pub(super) fn new(judge: Judge) -> Self {
        InlineLabels {
            judge,
            held: String::new(),
            searched: 0,
            doubtful: None,
            label: None,
            seen: false,
            protected: false,
            changes: Vec::new(),
            head: String::new(),
            judged: None,
            left: String::new(),
            space: false,
        }
    }

    fn run_held(&mut self, last: bool, out: &mut Block<'_>) {
        let mut held = std::mem::take(&mut self.held);
        let settled = self.run(&held, last, out);
        held.drain(..settled);
        self.held = held;
    }

    /// Searches and writes; returns how much of `text` is settled.
    fn run(&mut self, text: &str, last: bool, out: &mut Block<'_>) -> usize {
        let mut written = 0;
        loop {
            let found = self.search(text, written, last);
            let at = found.as_ref().map_or(self.searched, |hit| hit.label.start);
            if let Some(label) = self.label
                && label <= at
            {
                self.seen = true;
                self.label = None;
            }
            if let Some(hit) = &found {
                self.vouch(hit.label.start);
            }
            self.settle_doubtful(text, at, last, &mut written, out);
            let Some(mut hit) = found else { break };
            self.searched = hit.label.end;
            let vouched = hit.credit || hit.phrase || self.seen;
            self.seen = true;
            if vouched {
                self.remove(text, &hit, &mut written, out);
            } else {
                // What comes later may vouch for it, but it is in doubt until then.
                hit.credit = self.label.is_some_and(|label| label - hit.label.end <= WINDOW);
                self.doubtful = Some(hit);
            }
        }
        // A space before what is not settled may go with it.
        let open = self.doubtful.as_ref().map_or(self.searched, |hit| hit.cut.start.min(hit.label.start));
        let space = text[..open].ends_with(' ') && open > written && !last;
        let settled = open.max(written) - usize::from(space);
        self.write(text, written..settled, out);
        self.forget(text, settled);
        settled
    }

    /// Writes a settled part of the text.
    fn write(&mut self, text: &str, mut part: Range<usize>, out: &mut Block<'_>) {
        while let Some(&(at, protected)) = self.changes.first()
            && at < part.end
        {
            let at = at.max(part.start);
            self.write_piece(&text[part.start..at], out);
            part.start = at;
            self.changes.remove(0);
            self.protected = protected;
            out.mark(Mark::Protected(protected));
        }
        self.write_piece(&text[part], out);
    }

    fn write_piece(&mut self, text: &str, out: &mut Block<'_>) {
        if !text.is_empty() && std::mem::take(&mut self.space) {
            out.text(" ");
            self.remember(" ");
        }
        out.text(text);
        self.remember(text);
    }

    /// Writes up to a hit and leaves it out.
    fn remove(&mut self, text: &str, hit: &Hit, written: &mut usize, out: &mut Block<'_>) {
        let start = hit.cut.start.max(*written);
        if let Some(kept) = text[*written..start].strip_suffix(' ') {
            if kept.is_empty() && self.space {
                out.text(" ");
                self.remember(" ");
            }
            self.write(text, *written..start - 1, out);
            self.space = true;
        } else {
            self.write(text, *written..start, out);
            // The space right before this hit may have gone with the hit before it: then the one before that goes.
            let has_space = (*written..hit.label.start).contains(&hit.cut.start);
            self.space &= !hit.ends_line || start > *written || has_space;
        }
        out.edit(Rule::InlineLabel, hit.cut.end - start, "");
        *written = hit.cut.end;
    }

    /// Something at `at` speaks for the doubtful hit, if it is near enough.
    fn vouch(&mut self, at: usize) {
        if let Some(hit) = &mut self.doubtful {
            hit.credit |= at.checked_sub(hit.label.end).is_some_and(|distance| distance <= WINDOW);
        }
    }

    /// Removes the doubtful hit if something vouches for it, or lets it stay once nothing can any more.
    fn settle_doubtful(&mut self, text: &str, at: usize, last: bool, written: &mut usize, out: &mut Block<'_>) {
        let beyond = |hit: &Hit| at > hit.label.end + WINDOW || (last && at == text.len());
        match self.doubtful.take() {
            Some(hit) if hit.credit => self.remove(text, &hit, written, out),
            Some(hit) if !beyond(&hit) => self.doubtful = Some(hit),
            _ => {}
        }
    }

    /// The next hit; none if there is none before `searched`, which has moved on.
    fn search(&mut self, text: &str, written: usize, last: bool) -> Option<Hit> {
        while let Some(words::Found { range, word, languages }) = find_inline(text, self.searched) {
            match self.judge(text, written, range.clone(), word, last) {
                Found::Hit(hit) if !languages.meets(self.judge.languages) => self.searched = hit.label.end,
                Found::Hit(hit) => return Some(hit),
                Found::Nothing(end) => self.searched = end,
                Found::Partial => {
                    self.searched = range.start;
                    return None;
                }
            }
        }
        self.searched = if last { text.len() } else { open_end(text, self.searched) };
        None
    }

    fn judge(&mut self, text: &str, written: usize, mut label: Range<usize>, word: Option<Word>, last: bool) -> Found {
        let left = self.left_of(text, written, label.start);
        let kept = last_characters(&left, KEPT).trim_end_matches(' ');
        let left = last_characters(&left, LEFT);
        let alone = match text[..label.start].chars().next_back() {
            Some(before) => matches!(before, ' ' | '\n'),
            None => left.is_empty() || left.ends_with(' '),
        };
        // The space between a sentence and a phrase is often lost.
        let glued = !alone && word.is_none() && !left.is_empty() && ends_sentence(left);
        // A longer phrase may start here, too.
        let Some(mut right) = right_of(text, label.end, last) else {
            return Found::Partial;
        };
        if !alone && !glued {
            return Found::Nothing(label.end);
        }
        if word.is_some() {
            let word = &text[label.clone()];
            for _ in 1..MOST_REPEATS {
                // The same word, and not the start of a phrase.
                let found =
                    right.strip_prefix(' ').filter(|next| next.starts_with(word)).and_then(|_| find_inline(right, 1));
                let Some(again) = found.filter(|found| found.range.start == 1 && right[found.range.clone()] == *word)
                else {
                    break;
                };
                let end = label.end + again.range.end;
                let Some(next) = right_of(text, end, last) else {
                    return Found::Partial;
                };
                if !next.is_empty() && !next.starts_with([' ', '\n']) {
                    break;
                }
                label.end = end;
                right = next;
            }
        }
        let nothing = Found::Nothing(label.end);
        let rest = right.char_indices().nth(RIGHT).map_or(right, |(at, _)| &right[..at]);
        let rest = rest.split('\n').next().expect("a split has a first part");
        if self.is_protected(label.start) || !(rest.is_empty() || rest.starts_with(' ')) {
            return nothing;
        }
        // If this went, a word before it could stand at the end of the line.
        if self.waits_for_the_end(kept) {
            return nothing;
        }
        let next = rest.trim_start_matches(' ');
        let left = left.trim_end_matches(' ');
        let credit = || word.is_some_and(|word| word.needs_credit || ends_with_credit(left));
        let fits = if let Some(word) = word {
            let is_behind = || match word.needs_credit {
                true if is_over(rest, next) => ends_with_name(left),
                true => ends_with_agency_of_credit(left),
                false => ends_sentence(left) || credit(),
            };
            // A look for credits takes longest.
            starts_sentence(rest, next) && is_behind() && !is_prose(word, left, next)
        } else {
            is_over(rest, next) || next.starts_with(|c: char| !c.is_lowercase() && !is_space(c) && !"(_`".contains(c))
        };
        if !fits {
            return nothing;
        }
        match self.is_in_label(text, label.start, last) {
            Some(true) => return nothing,
            Some(false) => {}
            None => return Found::Partial,
        }
        let cut = match rest.is_empty() {
            false => label.start..label.end + usize::from(!glued),
            true if text[..label.start].ends_with(' ') => label.start - 1..label.end,
            true => label.clone(),
        };
        // Where something else vouches for it, nobody asks for the credit.
        Found::Hit(Hit {
            label,
            cut,
            credit: self.seen || credit(),
            phrase: word.is_none(),
            ends_line: rest.is_empty(),
        })
    }

    /// Says whether the last word of this would go if it stood at the end of the line.
    fn waits_for_the_end(&self, left: &str) -> bool {
        let (before, word) = left.rsplit_once(' ').unwrap_or_default();
        needs_credit(word, self.judge.languages) && ends_with_name(last_characters(before, LEFT).trim_end_matches(' '))
    }

    fn is_protected(&self, at: usize) -> bool {
        let before = self.changes.iter().rev().find(|(change, _)| *change <= at);
        before.map_or(self.protected, |(_, protected)| *protected)
    }

    /// Says whether the line at `at` might be a label; none if more input decides. Of a line that was asked about before, that is known.
    fn is_in_label(&mut self, text: &str, at: usize, last: bool) -> Option<bool> {
        let known = self.judged.filter(|(before, _)| memchr(b'\n', &text.as_bytes()[*before..at]).is_none());
        let judged = known.map(|(_, judged)| judged).or_else(|| self.might_be_label(text, at, last));
        self.judged = judged.map(|judged| (at, judged));
        judged
    }

    /// Says whether what is left of the line at `at` might be a label, as far as it is looked at; none if more input decides.
    fn might_be_label(&self, text: &str, at: usize, last: bool) -> Option<bool> {
        let start = memrchr(b'\n', &text.as_bytes()[..at]).map(|end| end + 1);
        let head = if start.is_none() { &*self.head } else { "" };
        let rest = &text[start.unwrap_or(0)..];
        let end = memchr(b'\n', rest.as_bytes());
        let len = head.len() + end.unwrap_or(rest.len());
        if end.is_none() && !last && len <= MAX_LINE {
            return None;
        }
        let line = [head, &rest[..end.unwrap_or(rest.len()).min(rest.ceil_char_boundary(MAX_LINE))]].concat();
        let mut line = &line[..line.floor_char_boundary(MAX_LINE)];
        if len > MAX_LINE {
            // The last word may be cut.
            let whole = line.trim_end_matches(|c| !is_space(c));
            line = if whole.trim_matches(is_space).is_empty() { line } else { whole };
        }
        let Judge { tables, languages, .. } = &self.judge;
        let is_label = |word: &str| is_single(word) || tables.is_label_word(&fold_word(word), *languages);
        let without = without_inline(line);
        let rest = visible(&without);
        let cut = rest.replace(ENDS, " ");
        let are_labels = |text: &str| bare_words(text).all(is_label);
        Some(are_labels(&rest) || are_labels(&cut) || has_opener(&cut))
    }

    /// The end of what stays of the line before `at`. Text before `written` has been written or removed.
    fn left_of<'a>(&self, text: &'a str, written: usize, at: usize) -> Cow<'a, str> {
        let unwritten = &text[written..at];
        let end = end_of(unwritten);
        match memrchr(b'\n', end.as_bytes()) {
            Some(line_end) => Cow::Borrowed(&end[line_end + 1..]),
            None if end.len() < unwritten.len() => Cow::Borrowed(end),
            None => Cow::Owned([self.left.as_str(), if self.space { " " } else { "" }, unwritten].concat()),
        }
    }

    /// Keeps the end of the line so far.
    fn remember(&mut self, text: &str) {
        let text = end_of(text);
        let line = match memrchr(b'\n', text.as_bytes()) {
            Some(line_end) => {
                self.left.clear();
                &text[line_end + 1..]
            }
            None => text,
        };
        self.left.push_str(line);
        self.left.drain(..self.left.len() - end_of(&self.left).len());
    }

    /// Moves all offsets once the text before `settled` is done with.
    fn forget(&mut self, text: &str, settled: usize) {
        let start = memrchr(b'\n', &text.as_bytes()[..settled]).map(|end| end + 1);
        if start.is_some() {
            self.head.clear();
        }
        let line_start = start.unwrap_or(0);
        self.judged =
            self.judged.filter(|(at, _)| *at >= line_start).map(|(at, judged)| (at.saturating_sub(settled), judged));
        let line = &text[line_start..settled];
        let room = MAX_LINE.saturating_sub(self.head.len());
        self.head.push_str(&line[..line.ceil_char_boundary(room)]);
        for (at, _) in &mut self.changes {
            *at = at.saturating_sub(settled);
        }
        self.searched = self.searched.max(settled) - settled;
        self.label = self.label.map(|at| at.saturating_sub(settled));
        if let Some(Hit { label, cut, .. }) = &mut self.doubtful {
            *label = label.start - settled..label.end - settled;
            *cut = cut.start - settled..cut.end - settled;
        }
    }
}

/// The last characters of a text, so many if it has them.
fn last_characters(text: &str, count: usize) -> &str {
    // Most are ASCII.
    if let Some(start) = text.len().checked_sub(count)
        && text.as_bytes()[start..].is_ascii()
    {
        return &text[start..];
    }
    text.char_indices().rev().nth(count - 1).map_or(text, |(at, _)| &text[at..])
}

/// The end of a text that is long enough to hold the last `KEPT` characters, and one more: what is before a line feed tells nothing.
fn end_of(text: &str) -> &str {
    match text.len().checked_sub(4 * (KEPT + 1)) {
        Some(start) => &text[text.ceil_char_boundary(start)..],
        None => text,
    }
}

/// What is right of a hit, as far as it is looked at; none if more input decides.
fn right_of(text: &str, at: usize, last: bool) -> Option<&str> {
    let right = &text[at..];
    let is_long = || right.len() > longest_inline() && right.chars().nth(RIGHT).is_some();
    let enough = last || is_long() || right.contains('\n');
    enough.then_some(right)
}

/// The line with a space in the place of each word or phrase.
fn without_inline(line: &str) -> String {
    let (mut rest, mut end) = (String::new(), 0);
    while let Some(found) = find_inline(line, end) {
        rest.push_str(&line[end..found.range.start]);
        rest.push(' ');
        end = found.range.end;
    }
    rest + &line[end..]
}

/// What ends a sentence.
const ENDS: [char; 7] = ['.', '!', '?', '…', '。', '！', '？'];

fn ends_sentence(left: &str) -> bool {
    let bare = left.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
    left.is_empty() || (bare.ends_with(ENDS) && !is_number(left))
}

/// Says whether a line so far is only the number of an item.
fn is_number(left: &str) -> bool {
    let number = left.trim_matches(|c: char| c.is_ascii_punctuation());
    (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// The line ends here.
fn is_over(rest: &str, next: &str) -> bool {
    next.is_empty() && rest.chars().nth(RIGHT - 1).is_none()
}

fn starts_sentence(rest: &str, next: &str) -> bool {
    is_over(rest, next) || next.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "“‘\"'«„".contains(c))
}

/// Says whether the words beside a hit make it prose.
fn is_prose(word: Word, left: &str, next: &str) -> bool {
    let before = left.rsplit(' ').next().expect("a split has a last part");
    let after = next.split(' ').next().expect("a split has a first part");
    word.is_prose(before, after.trim_end_matches(['.', ',', ';', ':', '!', '?']))
}
