//! Columns of `utf8` and `large_utf8`.

use std::ops::Range;
use std::sync::Arc;

use super::ffi::{Column, Ends, Failure, Kind, Strings};
use super::work::{Item, Output, Rows, Work};
use crate::python::memory::{self, NoMemory, zeros};

/// The clean column; none if no row changes.
pub(super) fn clean(column: &Column, work: &Work) -> Result<Option<Arc<Column>>, Failure> {
    if column.len() == 0 {
        return Ok(None);
    }
    let strings = Strings::new(column)?;
    let wide = column.kind() == Kind::LargeUtf8;
    let mut items = work.clean(&strings, |rows| Texts::new(&strings, rows, wide))?;
    if items.iter().all(|item| item.output.is_none()) {
        return Ok(None);
    }
    let (ends, text) = match (items.pop(), items.is_empty()) {
        (Some(Item { output: Some(only), .. }), true) => (only.ends, only.text),
        (last, _) => {
            items.extend(last);
            join(&strings, &items, wide, work)?
        }
    };
    column.with_strings(ends, text).map(Some)
}

impl Rows for Strings<'_> {
    fn len(&self) -> usize {
        self.len()
    }

    fn text(&self, row: usize) -> Option<&[u8]> {
        (!self.is_null(row)).then(|| self.text(row..row + 1))
    }

    fn size(&self, row: usize) -> usize {
        self.start(row + 1) - self.start(row)
    }

    fn is_stale(&self, row: usize) -> bool {
        self.is_null(row) && self.size(row) > 0
    }
}

/// The texts of some rows, written one behind another.
struct Texts<'a> {
    strings: &'a Strings<'a>,
    ends: Ends,
    text: Vec<u8>,
}

impl<'a> Texts<'a> {
    fn new(strings: &'a Strings<'a>, rows: Range<usize>, wide: bool) -> Result<Self, NoMemory> {
        let text = memory::room(strings.text(rows.clone()).len())?;
        Ok(Texts { strings, ends: Ends::with_capacity(wide, rows.len())?, text })
    }
}

impl Output for Texts<'_> {
    fn keep(&mut self, rows: Range<usize>) -> Result<(), NoMemory> {
        let (start, base) = (self.strings.start(rows.start), self.text.len());
        let text = self.strings.text(rows.clone());
        self.text.try_reserve(text.len())?;
        self.text.extend_from_slice(text);
        self.ends.extend(rows.map(|row| self.strings.start(row + 1) - start + base), self.text.len())
    }

    fn push(&mut self, text: &[u8]) -> Result<(), NoMemory> {
        self.text.try_reserve(text.len())?;
        self.text.extend_from_slice(text);
        self.ends.extend(std::iter::once(self.text.len()), self.text.len())
    }
}

impl Item<Texts<'_>> {
    fn text<'a>(&'a self, strings: &'a Strings<'_>) -> &'a [u8] {
        self.output.as_ref().map_or_else(|| strings.text(self.rows.clone()), |texts| &texts.text)
    }

    /// Where the first so many rows of this item end.
    fn end(&self, strings: &Strings<'_>, rows: usize) -> usize {
        match &self.output {
            Some(texts) => texts.ends.get(rows),
            None => strings.start(self.rows.start + rows) - strings.start(self.rows.start),
        }
    }
}

/// The items in one.
fn join(strings: &Strings<'_>, items: &[Item<Texts<'_>>], wide: bool, work: &Work) -> Result<(Ends, Vec<u8>), Failure> {
    let lengths = || items.iter().map(|item| item.text(strings).len());
    let mut starts = vec![0];
    starts.extend(lengths().scan(0, |end, length| {
        *end += length;
        Some(*end)
    }));
    let size = starts[items.len()];
    // Zeroed memory comes from the system untouched, so the threads that copy also share the cost of its first use.
    let mut text = zeros!(u8, size);
    work.fill(&mut text, lengths(), |number, out| out.copy_from_slice(items[number].text(strings)))?;
    let rows = || items.iter().map(|item| item.rows.len());
    let end = |number: usize, row: usize| starts[number] + items[number].end(strings, row + 1);
    let ends = if wide || i32::try_from(size).is_err() {
        let mut ends = zeros!(i64, strings.len() + 1);
        work.fill(&mut ends[1..], rows(), |number, out| {
            out.iter_mut().enumerate().for_each(|(row, out)| *out = end(number, row).cast_signed() as i64);
        })?;
        Ends::Wide(ends)
    } else {
        let mut ends = zeros!(i32, strings.len() + 1);
        work.fill(&mut ends[1..], rows(), |number, out| {
            out.iter_mut().enumerate().for_each(|(row, out)| *out = end(number, row).cast_signed() as i32);
        })?;
        Ends::Narrow(ends)
    };
    Ok((ends, text))
}
