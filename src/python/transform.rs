//! A str through stages to a str.
//!
//! What is not ASCII is turned into UTF-8 and back in blocks that stay in the cache. While the output equals the input nothing is
//! built; from the first difference on it is collected in code points of the width that it needs.

use std::borrow::Cow;
use std::mem::MaybeUninit;
use std::ops::Range;

use pyo3::prelude::*;
use pyo3::types::PyString;

use super::memory::{self, NoMemory};
use super::pystr::{self, Room, Units, with_units};
use crate::Worker;
use crate::seek::Unit;
use crate::stage::{Runner, try_run};
use crate::transcode::{Width, decode, encode};

/// From this length on, in code points or bytes, other Python threads run while a text is cleaned. To give the interpreter up and take
/// it back takes about 200 ns, and much longer if another thread has taken it: a few per cent of the work at most.
pub(super) const LONG: usize = 16_384;

/// The same for work that only looks for something or copies, which is more than ten times as fast.
pub(super) const LONG_TO_SCAN: usize = 262_144;

/// Does work, and lets other Python threads run if the text is long.
pub(super) fn detached<T: Send>(py: Python<'_>, is_long: bool, work: impl FnOnce() -> T + Send) -> T {
    if is_long { py.detach(work) } else { work() }
}

/// What becomes of a text.
pub(super) enum Outcome {
    /// Nothing changes.
    Same,
    Ascii(String),
    Changed(CodePoints),
    /// A lone surrogate is in the way.
    Surrogate,
}

impl Outcome {
    /// The string that `text` becomes.
    pub(super) fn string<'py>(self, text: &Bound<'py, PyString>) -> PyResult<Bound<'py, PyString>> {
        match self {
            Outcome::Ascii(changed) => PyString::from_bytes(text.py(), changed.as_bytes()),
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

/// Cleans a text, with one U+FFFD for each lone surrogate.
pub(super) fn clean_units(units: Units<'_>, worker: &mut Worker) -> Result<Outcome, NoMemory> {
    let outcome = transform(units, worker.runner(), Lone::Replace);
    worker.runner().reset();
    outcome
}

/// Runs a whole text through stages that are as new.
pub(super) fn transform(units: Units<'_>, runner: &mut Runner, lone: Lone) -> Result<Outcome, NoMemory> {
    match units {
        Units::Ascii(text) => ascii(text, runner),
        _ => with_units!(units, units => wide(units, runner, lone)),
    }
}

fn ascii(text: &str, runner: &mut Runner) -> Result<Outcome, NoMemory> {
    Ok(match try_run(text, runner)? {
        Cow::Borrowed(same) if same.len() == text.len() => Outcome::Same,
        Cow::Owned(clean) if clean.is_ascii() => Outcome::Ascii(clean),
        clean => {
            let mut units = CodePoints::One(memory::room(clean.len())?);
            units.push(&clean)?;
            Outcome::Changed(units)
        }
    })
}

/// Code points that are turned into UTF-8 at a time: with the stages' own buffers they stay in the cache.
const BLOCK: usize = 65_536;

fn wide<U: Unit>(units: &[U], runner: &mut Runner, lone: Lone) -> Result<Outcome, NoMemory>
where
    CodePoints: FromUnits<U>,
{
    let mut output = Output::new(units);
    let mut block = Vec::with_capacity(4 * units.len().min(BLOCK));
    let mut rest = units;
    loop {
        let (part, next) = rest.split_at(rest.len().min(BLOCK));
        rest = next;
        block.clear();
        let surrogates = encode(part, &mut block);
        if surrogates && lone == Lone::Stop {
            return Ok(Outcome::Surrogate);
        }
        if surrogates {
            output.differ()?;
        }
        output.expect(part.len(), &block);
        let mut pushed = Ok(());
        runner.run(text(&block), rest.is_empty(), &mut |piece| {
            if pushed.is_ok() {
                pushed = output.push(piece);
            }
        });
        pushed?;
        if rest.is_empty() {
            return output.finish();
        }
    }
}

/// The text, with U+FFFD for each lone surrogate.
pub(super) fn lossy(units: Units<'_>) -> Result<Cow<'_, str>, NoMemory> {
    if let Units::Ascii(text) = units {
        return Ok(Cow::Borrowed(text));
    }
    let mut utf8 = memory::room(units.len())?;
    with_units!(units, units => for block in units.chunks(BLOCK) {
        utf8.try_reserve(4 * block.len())?;
        encode(block, &mut utf8);
    });
    Ok(Cow::Owned(String::from_utf8(utf8).expect("`encode` writes UTF-8")))
}

/// What `encode` wrote, which is UTF-8.
fn text(utf8: &[u8]) -> &str {
    simdutf8::basic::from_utf8(utf8).expect("`encode` writes UTF-8")
}

/// For less room it is not worth while to decode a text in pieces.
const FEW: usize = 256;

/// Code points in the narrowest of three widths that fits all so far.
pub(super) enum CodePoints {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

/// Units that `CodePoints` can start with.
pub(super) trait FromUnits<U>: Sized {
    /// A copy of `units`, with room for as many as `capacity`.
    fn from_units(units: &[U], capacity: usize) -> Result<Self, NoMemory>;
}

macro_rules! from_units {
    ($($unit:ty => $width:ident),*) => {
        $(impl FromUnits<$unit> for CodePoints {
            fn from_units(units: &[$unit], capacity: usize) -> Result<Self, NoMemory> {
                let mut copy = memory::room(capacity.max(units.len()))?;
                copy.extend_from_slice(units);
                Ok(CodePoints::$width(copy))
            }
        })*
    };
}

from_units!(u8 => One, u16 => Two, u32 => Four);

impl CodePoints {
    /// Appends a text.
    pub(super) fn push(&mut self, mut text: &str) -> Result<(), NoMemory> {
        fn decoded<V: Width>(text: &str, units: &mut Vec<V>) -> Result<usize, NoMemory> {
            let mut at = 0;
            loop {
                let rest = &text[at..];
                let mut len = rest.floor_char_boundary(units.capacity() - units.len());
                // To count the characters takes time, and is mostly not needed: they are no more than the bytes.
                if len < rest.len().min(FEW) {
                    units.try_reserve(rest.chars().count())?;
                    len = rest.len();
                }
                let decoded = decode(&rest[..len], units);
                at += decoded;
                if decoded < len || at == text.len() {
                    return Ok(at);
                }
            }
        }
        while !text.is_empty() {
            let pushed = match self {
                CodePoints::One(units) => decoded(text, units)?,
                CodePoints::Two(units) => decoded(text, units)?,
                CodePoints::Four(units) => decoded(text, units)?,
            };
            text = &text[pushed..];
            // What stopped it is too wide.
            if let Some(c) = text.chars().next() {
                self.widen(c.into())?;
            }
        }
        Ok(())
    }

    /// Appends a code point.
    pub(super) fn push_code_point(&mut self, c: u32) -> Result<(), NoMemory> {
        fn push<V>(units: &mut Vec<V>, unit: V) -> Result<(), NoMemory> {
            units.try_reserve(1)?;
            units.push(unit);
            Ok(())
        }
        match self {
            CodePoints::One(units) if c <= 0xFF => push(units, c as u8),
            CodePoints::Two(units) if c <= 0xFFFF => push(units, c as u16),
            CodePoints::Four(units) => push(units, c),
            _ => {
                self.widen(c)?;
                self.push_code_point(c)
            }
        }
    }

    /// Appends code points, whose width is looked at once.
    pub(super) fn push_code_points(
        &mut self,
        code_points: impl ExactSizeIterator<Item = u32> + Clone,
    ) -> Result<(), NoMemory> {
        fn extend<V>(units: &mut Vec<V>, new: impl ExactSizeIterator<Item = V>) -> Result<(), NoMemory> {
            units.try_reserve(new.len())?;
            units.extend(new);
            Ok(())
        }
        self.widen(code_points.clone().fold(0, |all, c| all | c))?;
        match self {
            CodePoints::One(units) => extend(units, code_points.map(|c| c as u8)),
            CodePoints::Two(units) => extend(units, code_points.map(|c| c as u16)),
            CodePoints::Four(units) => extend(units, code_points),
        }
    }

    /// Appends a part of units, which are as narrow as the code points so far or narrower.
    pub(super) fn push_units<U: Unit>(&mut self, units: &[U], part: Range<usize>) -> Result<(), NoMemory> {
        match self {
            CodePoints::One(out) => copy(units, part, out, |c| c as u8),
            CodePoints::Two(out) => copy(units, part, out, |c| c as u16),
            CodePoints::Four(out) => copy(units, part, out, |c| c),
        }
    }

    /// Makes the units as wide as `c` needs.
    fn widen(&mut self, c: u32) -> Result<(), NoMemory> {
        fn wider<U: Copy, V: From<U>>(units: &[U], capacity: usize) -> Result<Vec<V>, NoMemory> {
            memory::collect(capacity, units.iter().map(|unit| V::from(*unit)))
        }
        *self = match self {
            CodePoints::One(units) if c > 0xFFFF => CodePoints::Four(wider(units, units.capacity())?),
            CodePoints::One(units) if c > 0xFF => CodePoints::Two(wider(units, units.capacity())?),
            CodePoints::Two(units) if c > 0xFFFF => CodePoints::Four(wider(units, units.capacity())?),
            _ => return Ok(()),
        };
        Ok(())
    }

    /// Code points, whatever their width was.
    pub(super) fn into_wide(self) -> Result<Vec<u32>, NoMemory> {
        match self {
            CodePoints::One(units) => memory::collect(units.len(), units.into_iter().map(u32::from)),
            CodePoints::Two(units) => memory::collect(units.len(), units.into_iter().map(u32::from)),
            CodePoints::Four(units) => Ok(units),
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

/// Units that are copied together.
const LANES: usize = 16;

/// Appends a part of units. Up to a lane is copied as a whole lane, of which the rest goes again: a copy of exact length takes longer.
fn copy<U: Unit, V: Copy>(
    units: &[U],
    part: Range<usize>,
    out: &mut Vec<V>,
    narrow: impl Fn(u32) -> V,
) -> Result<(), NoMemory> {
    out.try_reserve(part.len().max(LANES))?;
    if part.len() <= LANES
        && let Some(lane) = units[part.start..].first_chunk::<LANES>()
    {
        let end = out.len() + part.len();
        out.extend(lane.map(|unit| narrow(unit.code_point())));
        out.truncate(end);
    } else {
        out.extend(units[part].iter().map(|unit| narrow(unit.code_point())));
    }
    Ok(())
}

/// The string of code points, which may be lone surrogates.
pub(super) fn string<'py, U: Unit>(py: Python<'py>, units: &[U]) -> PyResult<Bound<'py, PyString>> {
    pystr::build(py, units.len(), joined(units), |room| match room {
        Room::One(room) => fill(room, units, |c| c as u8),
        Room::Two(room) => fill(room, units, |c| c as u16),
        Room::Four(room) => fill(room, units, |c| c),
    })
}

/// The same string, as wide as it needs to be.
pub(super) fn narrowed(wide: Bound<'_, PyString>) -> PyResult<Bound<'_, PyString>> {
    let units = pystr::units(&wide)?;
    // What the next narrower kind of string can hold.
    let narrower = match units {
        Units::Ascii(_) => return Ok(wide),
        Units::One(_) => 0x7F,
        Units::Two(_) => 0xFF,
        Units::Four(_) => 0xFFFF,
    };
    let is_wide = with_units!(units, units => units.chunks(BLOCK).any(|block| joined(block) > narrower));
    if is_wide { Ok(wide) } else { with_units!(units, units => string(wide.py(), units)) }
}

/// All code points, joined by OR.
fn joined<U: Unit>(units: &[U]) -> u32 {
    units.iter().fold(0, |joined, unit| joined | unit.code_point())
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
    /// So many code points of the input have gone into the stages.
    taken: usize,
    /// The UTF-8 of those of them that have not come out yet as they were: from `start` on.
    expected: Vec<u8>,
    start: usize,
    changed: Option<CodePoints>,
}

impl<'a, U: Unit> Output<'a, U>
where
    CodePoints: FromUnits<U>,
{
    fn new(input: &'a [U]) -> Self {
        Output { input, taken: 0, expected: Vec::new(), start: 0, changed: None }
    }

    /// The next `len` code points go into the stages; `utf8` is the same in UTF-8.
    fn expect(&mut self, len: usize, utf8: &[u8]) {
        if self.changed.is_none() {
            self.taken += len;
            self.expected.drain(..self.start);
            self.start = 0;
            self.expected.extend_from_slice(utf8);
        }
    }

    fn push(&mut self, text: &str) -> Result<(), NoMemory> {
        if let Some(changed) = &mut self.changed {
            return changed.push(text);
        }
        if self.expected[self.start..].starts_with(text.as_bytes()) {
            self.start += text.len();
            return Ok(());
        }
        self.differ()?;
        self.push(text)
    }

    /// What comes next is not the input.
    fn differ(&mut self) -> Result<(), NoMemory> {
        if self.changed.is_none() {
            self.changed = Some(CodePoints::from_units(self.same(), self.input.len())?);
        }
        Ok(())
    }

    /// The part of the input that has come out as it was.
    fn same(&self) -> &'a [U] {
        &self.input[..self.taken - text(&self.expected[self.start..]).chars().count()]
    }

    fn finish(self) -> Result<Outcome, NoMemory> {
        if let Some(changed) = self.changed {
            return Ok(Outcome::Changed(changed));
        }
        let same = self.same();
        if same.len() == self.input.len() {
            return Ok(Outcome::Same);
        }
        Ok(Outcome::Changed(CodePoints::from_units(same, same.len())?))
    }
}
