//! The layouts `utf8` and `large_utf8`: offsets into one buffer of text.

use std::ops::Range;
use std::sync::Arc;

use super::bits::Bits;
use super::column::Buffer;
use super::{Column, Failure, Kind};
use crate::python::memory::{self, NoMemory};

/// The texts of a column. Every offset has been checked.
pub(crate) struct Strings<'a> {
    offsets: Offsets<'a>,
    /// From the first offset on.
    text: &'a [u8],
    first: usize,
    validity: Option<Bits<'a>>,
    len: usize,
}

/// Numbers as they lie in memory, aligned or not; one more than there are rows.
enum Offsets<'a> {
    Narrow(&'a [[u8; 4]]),
    Wide(&'a [[u8; 8]]),
}

impl Offsets<'_> {
    /// The offset at which `row` starts. It is not negative, as `are_sound` has found.
    fn get(&self, row: usize) -> usize {
        match self {
            Offsets::Narrow(offsets) => i32::from_ne_bytes(offsets[row]).cast_unsigned() as usize,
            Offsets::Wide(offsets) => i64::from_ne_bytes(offsets[row]).cast_unsigned() as usize,
        }
    }

    /// Says whether the offsets start at 0 or later and never fall.
    fn are_sound(&self) -> bool {
        fn rise<T: PartialOrd + Default + Copy>(offsets: impl Iterator<Item = T>) -> bool {
            let mut before = T::default();
            // No early end, so that the compiler makes vector code of it.
            offsets.fold(true, |sound, offset| sound & (std::mem::replace(&mut before, offset) <= offset))
        }
        match self {
            Offsets::Narrow(offsets) => rise(offsets.iter().map(|offset| i32::from_ne_bytes(*offset))),
            Offsets::Wide(offsets) => rise(offsets.iter().map(|offset| i64::from_ne_bytes(*offset))),
        }
    }
}

impl<'a> Strings<'a> {
    /// Reads a column of `utf8` or `large_utf8` that has rows.
    pub(crate) fn new(column: &'a Column) -> Result<Self, Failure> {
        let (offset, len) = (column.offset, column.len);
        assert!(matches!(column.kind, Kind::Utf8 | Kind::LargeUtf8) && len > 0, "a column of strings that has rows");
        let width = if column.kind == Kind::Utf8 { 4 } else { 8 };
        let (Some(start), Some(size)) = (offset.checked_mul(width), (len + 1).checked_mul(width)) else {
            return Err(Failure::invalid("a buffer is longer than any memory"));
        };
        // SAFETY: in this layout the second buffer has an offset of this width for each row, from the first of the buffer on, and
        // one more.
        let bytes = unsafe { column.buffers[1].bytes(start, size)? };
        let offsets = match column.kind {
            Kind::Utf8 => Offsets::Narrow(bytes.as_chunks().0),
            _ => Offsets::Wide(bytes.as_chunks().0),
        };
        if !offsets.are_sound() {
            return Err(Failure::invalid("the offsets of a text column are negative or fall"));
        }
        let (first, last) = (offsets.get(0), offsets.get(len));
        // SAFETY: in this layout the third buffer reaches to the last offset.
        let text = unsafe { column.buffers[2].bytes(first, last - first)? };
        Ok(Strings { offsets, text, first, validity: column.validity()?, len })
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// Where `row` starts, counted from the first row on.
    pub(crate) fn start(&self, row: usize) -> usize {
        self.offsets.get(row) - self.first
    }

    /// The texts of some rows, joined, those of nulls too.
    pub(crate) fn text(&self, rows: Range<usize>) -> &'a [u8] {
        &self.text[self.start(rows.start)..self.start(rows.end)]
    }

    pub(crate) fn is_null(&self, row: usize) -> bool {
        self.validity.is_some_and(|bits| !bits.get(row))
    }
}

/// Where each text of a column ends that is being made: 0, then one number a row.
pub(crate) enum Ends {
    Narrow(Vec<i32>),
    Wide(Vec<i64>),
}

impl Ends {
    /// Room for so many rows.
    pub(crate) fn with_capacity(wide: bool, rows: usize) -> Result<Self, NoMemory> {
        Ok(if wide {
            let mut ends = memory::room(rows + 1)?;
            ends.push(0);
            Ends::Wide(ends)
        } else {
            let mut ends = memory::room(rows + 1)?;
            ends.push(0);
            Ends::Narrow(ends)
        })
    }

    /// Adds rows by where they end, of which there are no more than there is room for; the last one ends at `last`.
    pub(crate) fn extend(&mut self, ends: impl Iterator<Item = usize>, last: usize) -> Result<(), NoMemory> {
        if i32::try_from(last).is_err()
            && let Ends::Narrow(narrow) = self
        {
            *self = Ends::Wide(memory::collect(narrow.capacity(), narrow.iter().copied().map(i64::from))?);
        }
        match self {
            Ends::Narrow(narrow) => narrow.extend(ends.map(|end| end.cast_signed() as i32)),
            Ends::Wide(wide) => wide.extend(ends.map(|end| end.cast_signed() as i64)),
        }
        Ok(())
    }

    /// Where the first so many rows end.
    pub(crate) fn get(&self, rows: usize) -> usize {
        match self {
            Ends::Narrow(ends) => ends[rows].cast_unsigned() as usize,
            Ends::Wide(ends) => ends[rows].cast_unsigned() as usize,
        }
    }

    fn len(&self) -> usize {
        match self {
            Ends::Narrow(ends) => ends.len(),
            Ends::Wide(ends) => ends.len(),
        }
    }
}

impl Column {
    /// A column with the nulls of this one and other texts: `utf8` or `large_utf8`, as the ends are narrow or wide.
    pub(crate) fn with_strings(&self, ends: Ends, text: Vec<u8>) -> Result<Arc<Column>, Failure> {
        assert!(ends.len() == self.len + 1 && ends.get(self.len) == text.len(), "every row has its text");
        let (kind, offsets) = match ends {
            Ends::Narrow(ends) => (Kind::Utf8, Buffer::new(ends)),
            Ends::Wide(ends) => (Kind::LargeUtf8, Buffer::new(ends)),
        };
        self.with_buffers(kind, vec![offsets, Buffer::new(text)], Vec::new()).map(Arc::new)
    }

    /// The texts of this column, of `large_utf8`, as `utf8`, in the same buffer.
    pub(crate) fn narrowed(&self) -> Result<Arc<Column>, Failure> {
        let strings = Strings::new(self)?;
        let mut ends = Ends::with_capacity(false, self.len)?;
        ends.extend((1..=self.len).map(|row| strings.start(row)), strings.start(self.len))?;
        let Ends::Narrow(ends) = ends else {
            return Err(Failure::invalid("the texts do not fit into utf8"));
        };
        // SAFETY: `Strings` has found the text to reach from `first` on.
        let text = unsafe { self.buffers[2].rest(strings.first) };
        self.with_buffers(Kind::Utf8, vec![Buffer::new(ends), text], Vec::new()).map(Arc::new)
    }
}
