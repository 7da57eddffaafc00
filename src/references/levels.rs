//! How often a text is decoded.

use std::borrow::Cow;
use std::num::NonZeroU8;

use super::References;
use super::stage::ReferencesStage;
use crate::block::{Block, MOST_CELLS, Mark, Parts};
use crate::stage::Stage;

/// How often a text is decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Levels {
    /// So many times.
    Times(NonZeroU8),
    /// Once, and up to twice more as long as that makes no tag.
    Auto,
}

impl Levels {
    /// Once.
    pub const ONE: Levels = Levels::Times(NonZeroU8::MIN);
}

/// The stages of `references`: one for each level.
pub(super) fn stages(references: &References) -> Vec<Box<dyn Stage>> {
    let References { mode, levels, keep } = references;
    let mut stages: Vec<Box<dyn Stage>> = vec![Box::new(ReferencesStage::new(*mode, keep.clone()))];
    match levels {
        Levels::Times(times) => {
            for _ in 1..times.get() {
                stages.push(Box::new(ReferencesStage::new(*mode, keep.clone())));
            }
        }
        Levels::Auto => {
            stages.push(Box::new(LevelsStage::new(references)));
            for level in 2..=MOST_LEVELS {
                stages.push(Box::new(ReferencesStage::later(level, *mode, keep.clone())));
            }
        }
    }
    stages
}

/// The most levels that are chosen.
pub(super) const MOST_LEVELS: u8 = 3;

/// The characters from the first `&` on that the choice is made by.
const WINDOW: usize = if cfg!(feature = "_small_buffers") { 40 } else { 262_144 };

/// The number of levels for a text that has been decoded once.
pub(super) fn levels_for(text: &str, once: &References) -> u8 {
    let start = text.find('&').unwrap_or(text.len());
    let window = Window { text: text[start..].to_owned(), ..Window::default() };
    choose(&window, once)
}

/// Stands behind the first level: holds the window back, then tells the later levels by a mark which of them are on.
pub(super) struct LevelsStage {
    once: References,
    state: State,
}

enum State {
    /// No `&` so far.
    Before,
    Holding(Window),
    Chosen,
}

/// Held text, with the marks in it.
#[derive(Default)]
struct Window {
    text: String,
    characters: usize,
    marks: Vec<(usize, Mark)>,
}

impl LevelsStage {
    pub(super) fn new(references: &References) -> Self {
        LevelsStage { once: References { levels: Levels::ONE, ..references.clone() }, state: State::Before }
    }

    fn hold(&mut self, mut window: Window, text: &str, out: &mut Block<'_>) {
        window.text.push_str(text);
        window.characters += text.chars().count();
        if window.characters < WINDOW {
            self.state = State::Holding(window);
        } else {
            self.release(&window, out);
        }
    }

    fn release(&mut self, window: &Window, out: &mut Block<'_>) {
        self.state = State::Chosen;
        out.mark(Mark::Levels(choose(window, &self.once)));
        let mut start = 0;
        for (at, mark) in &window.marks {
            out.text(&window.text[start..*at]);
            out.mark(*mark);
            start = *at;
        }
        out.text(&window.text[start..]);
    }
}

impl Window {
    /// The text between the marks, as far as the choice goes by it.
    fn pieces(&self) -> Vec<Cow<'_, str>> {
        let end = self.text.char_indices().nth(WINDOW).map_or(self.text.len(), |(at, _)| at);
        let mut start = 0;
        let mut pieces = Vec::new();
        for at in self.marks.iter().map(|(at, _)| *at).chain([end]) {
            pieces.push(self.text[start..at.min(end)].into());
            start = at.min(end);
        }
        pieces
    }

    /// Holds a mark. Where many stand in one place, few of them say all: else marks without text could pile up.
    fn mark(&mut self, mark: Mark) {
        let here = self.text.len();
        let start = self.marks.iter().rposition(|(at, _)| *at < here).map_or(0, |last| last + 1);
        let here_too = &mut self.marks[start..];
        let times = here_too.iter().filter(|(_, other)| *other == mark).count();
        match mark {
            Mark::Flow(_) => {
                // The last one counts.
                if let Some((_, flow)) = here_too.iter_mut().find(|(_, other)| matches!(other, Mark::Flow(_))) {
                    *flow = mark;
                    return;
                }
            }
            Mark::Line | Mark::Begin(_) => return self.line(start, mark),
            Mark::Break => {
                self.end_cells(start);
                // Two are a blank line, and so are more.
                if times == 2 {
                    return;
                }
            }
            Mark::Cell if times <= MOST_CELLS => {}
            Mark::Apart | Mark::ApartEnd => {
                let is_it = |(_, other): &(usize, Mark)| matches!(other, Mark::Apart | Mark::ApartEnd);
                let mut last = (start..self.marks.len()).rev().filter(|at| is_it(&self.marks[*at]));
                match (last.next(), last.next()) {
                    (Some(last), _) if self.marks[last].1 == mark => return,
                    // The third says what the first said.
                    (Some(last), Some(_)) => {
                        self.marks.remove(last);
                        return;
                    }
                    _ => {}
                }
            }
            _ if times > 0 => return,
            _ => {}
        }
        self.marks.push((here, mark));
    }

    /// Holds the end of a line, behind the marks from `start` on.
    fn line(&mut self, start: usize, mark: Mark) {
        self.end_cells(start);
        if !self.marks[start..].iter_mut().any(|(_, other)| other.takes(mark)) {
            self.marks.push((self.text.len(), mark));
        }
    }

    /// Cells before the end of a line are told from others by their kind only.
    fn end_cells(&mut self, start: usize) {
        let mut at = 0;
        let len = self.marks.len();
        self.marks.retain(|(_, mark)| {
            at += 1;
            at <= start || *mark != Mark::Cell
        });
        if self.marks.len() < len {
            self.line(start, Mark::Begin(Parts::CELL));
        }
    }
}

/// The number of levels for a text that has been decoded once: none of them may make a tag.
fn choose(window: &Window, once: &References) -> u8 {
    let mut before = window.pieces();
    for levels in 1..MOST_LEVELS {
        let after: Vec<_> = before.iter().map(|piece| once.unescape(piece).into_owned().into()).collect();
        if tag_starts(&after) > tag_starts(&before) {
            return levels;
        }
        before = after;
    }
    MOST_LEVELS
}

fn tag_starts(pieces: &[Cow<'_, str>]) -> usize {
    let is_start = |pair: &&[u8]| pair[0] == b'<' && pair[1].is_ascii_alphabetic();
    pieces.iter().map(|piece| piece.as_bytes().windows(2).filter(is_start).count()).sum()
}

impl Stage for LevelsStage {
    fn max_pending(&self) -> usize {
        // A character has at most 4 bytes.
        4 * WINDOW
    }

    fn feed(&mut self, text: &str, out: &mut Block<'_>) {
        match std::mem::replace(&mut self.state, State::Chosen) {
            State::Chosen => out.text(text),
            State::Holding(window) => self.hold(window, text, out),
            State::Before => match text.find('&') {
                None => {
                    out.text(text);
                    self.state = State::Before;
                }
                Some(at) => {
                    out.text(&text[..at]);
                    self.hold(Window::default(), &text[at..], out);
                }
            },
        }
    }

    fn mark(&mut self, mark: Mark, out: &mut Block<'_>) {
        match &mut self.state {
            State::Holding(window) => window.mark(mark),
            State::Before | State::Chosen => out.mark(mark),
        }
    }

    fn finish(&mut self, out: &mut Block<'_>) {
        if let State::Holding(window) = std::mem::replace(&mut self.state, State::Chosen) {
            self.release(&window, out);
        }
    }

    fn reset(&mut self) {
        self.state = State::Before;
    }
}
