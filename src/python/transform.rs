//! A str through stages to a str.
//!
//! What is not ASCII is turned into UTF-8 and back in blocks that stay in the cache. While the output equals the input nothing is
//! built; from the first difference on it is collected in code points of the width that it needs.

use std::borrow::Cow;
use std::mem::MaybeUninit;

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::pystr::{self, Room, Units, with_units};
use crate::scan::Unit;
use crate::stage::Runner;

/// Code points below this length are worked on while other Python threads wait: to give the interpreter up and get it back costs
/// more than they do.
const DETACH_FROM: usize = 16_384;

/// Does work on a text of `len` code points, and lets other Python threads run if it is long.
pub(super) fn detached<T: Send>(py: Python<'_>, len: usize, work: impl FnOnce() -> T + Send) -> T {
    if len < DETACH_FROM { work() } else { py.detach(work) }
}

/// What becomes of a text.
pub(super) enum Outcome {
    /// Nothing changes.
    Same,
    Changed(CodePoints),
    /// A lone surrogate is in the way.
    Surrogate,
}

impl Outcome {
    /// The string that `text` becomes.
    pub(super) fn string<'py>(self, text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
        match self {
            Outcome::Changed(changed) => changed.string(text.py()),
            Outcome::Same | Outcome::Surrogate => pystr::plain(text),
        }
    }
}

/// What is done about lone surrogates, which the stages cannot take.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lone {
    /// U+FFFD stands in for each.
    Replace,
    /// The work stops.
    Stop,
}

/// Runs a whole text through stages that are as new.
pub(super) fn transform(units: Units<'_>, runner: &mut Runner, lone: Lone) -> Outcome {
    match units {
        Units::Ascii(text) => ascii(text, runner),
        _ => with_units!(units, units => wide(units, runner, lone)),
    }
}

fn ascii(text: &str, runner: &mut Runner) -> Outcome {
    let mut output = Output::new(text.as_bytes());
    runner.run(text, true, &mut |piece| output.push(piece));
    output.finish()
}

/// Code points that are turned into UTF-8 at a time: with the stages' own buffers they stay in the cache.
const BLOCK: usize = 4096;

fn wide<U: Unit + PartialEq>(units: &[U], runner: &mut Runner, lone: Lone) -> Outcome
where
    CodePoints: FromUnits<U>,
{
    let mut output = Output::new(units);
    let mut block = String::with_capacity(3 * BLOCK);
    for part in units.chunks(BLOCK) {
        block.clear();
        if !encode(part, &mut block, lone) {
            return Outcome::Surrogate;
        }
        runner.run(&block, false, &mut |piece| output.push(piece));
    }
    runner.run("", true, &mut |piece| output.push(piece));
    output.finish()
}

/// The text, with U+FFFD for each lone surrogate.
pub(super) fn lossy(units: Units<'_>) -> Cow<'_, str> {
    if let Units::Ascii(text) = units {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(2 * units.len());
    with_units!(units, units => encode(units, &mut text, Lone::Replace));
    Cow::Owned(text)
}

/// Units that are looked at together.
const LANES: usize = 16;

/// Appends `units` as UTF-8; false if one is a surrogate that is not to be replaced.
fn encode<U: Unit>(units: &[U], out: &mut String, lone: Lone) -> bool {
    for lane in units.chunks(LANES) {
        let ascii: [u8; LANES] = std::array::from_fn(|at| lane.get(at).map_or(0, |unit| unit.ascii()));
        let ascii = &ascii[..lane.len()];
        if ascii.is_ascii()
            && let Ok(ascii) = str::from_utf8(ascii)
        {
            out.push_str(ascii);
            continue;
        }
        for unit in lane {
            match char::from_u32(unit.code_point()) {
                Some(c) => out.push(c),
                None if lone == Lone::Replace => out.push(char::REPLACEMENT_CHARACTER),
                None => return false,
            }
        }
    }
    true
}

/// Code points in the narrowest of three widths that fits all so far.
pub(super) enum CodePoints {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

/// Units that `CodePoints` can start with.
pub(super) trait FromUnits<U> {
    /// A copy of `units`, with room for as many as `capacity`.
    fn from_units(units: &[U], capacity: usize) -> Self;
}

macro_rules! from_units {
    ($($unit:ty => $width:ident),*) => {
        $(impl FromUnits<$unit> for CodePoints {
            fn from_units(units: &[$unit], capacity: usize) -> Self {
                let mut copy = Vec::with_capacity(capacity);
                copy.extend_from_slice(units);
                CodePoints::$width(copy)
            }
        })*
    };
}

from_units!(u8 => One, u16 => Two, u32 => Four);

impl CodePoints {
    /// Appends a text.
    pub(super) fn push(&mut self, mut text: &str) {
        while !text.is_empty() {
            let pushed = match self {
                CodePoints::One(units) => push(units, text),
                CodePoints::Two(units) => push(units, text),
                CodePoints::Four(units) => push(units, text),
            };
            text = &text[pushed..];
            // What stopped it is too wide.
            if let Some(c) = text.chars().next() {
                self.widen(c);
            }
        }
    }

    fn widen(&mut self, c: char) {
        fn wider<U: Copy, V: From<U>>(units: &[U], capacity: usize) -> Vec<V> {
            let mut copy = Vec::with_capacity(capacity);
            copy.extend(units.iter().map(|unit| V::from(*unit)));
            copy
        }
        *self = match self {
            CodePoints::One(units) if u32::from(c) <= 0xFFFF => CodePoints::Two(wider(units, units.capacity())),
            CodePoints::One(units) => CodePoints::Four(wider(units, units.capacity())),
            CodePoints::Two(units) => CodePoints::Four(wider(units, units.capacity())),
            CodePoints::Four(_) => return,
        };
    }

    /// Code points, whatever their width was.
    pub(super) fn into_wide(self) -> Vec<u32> {
        match self {
            CodePoints::One(units) => units.into_iter().map(u32::from).collect(),
            CodePoints::Two(units) => units.into_iter().map(u32::from).collect(),
            CodePoints::Four(units) => units,
        }
    }

    /// The string of these code points.
    pub(super) fn string(self, py: Python<'_>) -> PyResult<Bound<'_, PyString>> {
        match self {
            CodePoints::One(units) => string(py, &units),
            CodePoints::Two(units) => string(py, &units),
            CodePoints::Four(units) => string(py, &units),
        }
    }
}

/// Appends what of `text` fits the width; returns how many bytes that is.
fn push<V: TryFrom<u32> + From<u8>>(units: &mut Vec<V>, text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(lane) = bytes[at..].first_chunk::<LANES>() {
        if lane.is_ascii() {
            units.extend(lane.map(V::from));
            at += LANES;
            continue;
        }
        let end = at + LANES;
        for c in text[at..].chars() {
            let Ok(unit) = V::try_from(c.into()) else {
                return at;
            };
            units.push(unit);
            at += c.len_utf8();
            if at >= end {
                break;
            }
        }
    }
    for c in text[at..].chars() {
        let Ok(unit) = V::try_from(c.into()) else {
            return at;
        };
        units.push(unit);
        at += c.len_utf8();
    }
    at
}

/// The string of code points, which may be lone surrogates.
pub(super) fn string<'py, U: Unit>(py: Python<'py>, units: &[U]) -> PyResult<Bound<'py, PyString>> {
    let all = units.iter().fold(0, |all, unit| all | unit.code_point());
    pystr::build(py, units.len(), all, |room| match room {
        Room::One(room) => fill(room, units, |c| c as u8),
        Room::Two(room) => fill(room, units, |c| c as u16),
        Room::Four(room) => fill(room, units, |c| c),
    })
}

fn fill<U: Unit, V>(room: &mut [MaybeUninit<V>], units: &[U], narrow: impl Fn(u32) -> V) -> usize {
    for (to, unit) in room.iter_mut().zip(units) {
        to.write(narrow(unit.code_point()));
    }
    units.len()
}

/// The output of stages, compared with their input as it comes.
struct Output<'a, U> {
    input: &'a [U],
    /// So many code points of the input have come out as they were.
    same: usize,
    changed: Option<CodePoints>,
}

impl<'a, U: Unit> Output<'a, U>
where
    CodePoints: FromUnits<U>,
{
    fn new(input: &'a [U]) -> Self {
        Output { input, same: 0, changed: None }
    }

    fn push(&mut self, text: &str) {
        if let Some(changed) = &mut self.changed {
            return changed.push(text);
        }
        let Some(len) = same(&self.input[self.same..], text) else {
            let mut changed = CodePoints::from_units(&self.input[..self.same], self.input.len());
            changed.push(text);
            self.changed = Some(changed);
            return;
        };
        self.same += len;
    }

    fn finish(self) -> Outcome {
        match self.changed {
            Some(changed) => Outcome::Changed(changed),
            None if self.same == self.input.len() => Outcome::Same,
            None => Outcome::Changed(CodePoints::from_units(&self.input[..self.same], self.same)),
        }
    }
}

/// The number of code points of `text` if `units` start with them.
fn same<U: Unit>(units: &[U], text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let (mut at, mut len) = (0, 0);
    loop {
        // Many at a time while all are ASCII.
        while let Some(lane) = bytes[at..].first_chunk::<LANES>()
            && let Some(others) = units[len..].first_chunk::<LANES>()
            && lane.iter().zip(others).fold(true, |same, (byte, unit)| same & (u32::from(*byte) == unit.code_point()))
            && lane.is_ascii()
        {
            at += LANES;
            len += LANES;
        }
        let end = at + LANES;
        for c in text[at..].chars() {
            if units.get(len).map(|unit| unit.code_point()) != Some(c.into()) {
                return None;
            }
            at += c.len_utf8();
            len += 1;
            if at >= end {
                break;
            }
        }
        if at == text.len() {
            return Some(len);
        }
    }
}
