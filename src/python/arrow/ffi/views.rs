//! The layout `string_view`: short texts in the row itself, others in one of many buffers.

use std::sync::Arc;

use super::bits::Bits;
use super::column::Buffer;
use super::{Column, Failure, Kind};

/// A text of at most this many bytes stands in its row.
pub(crate) const INLINE: usize = 12;

/// The texts of a column. Every view has been checked.
pub(crate) struct Views<'a> {
    column: &'a Column,
    rows: &'a [[u8; 16]],
    buffers: Vec<&'a [u8]>,
    validity: Option<Bits<'a>>,
}

/// The four numbers of a view; those after the length mean something only if the text is not in the row.
fn numbers(view: &[u8; 16]) -> [i32; 4] {
    let numbers = view.as_chunks().0;
    std::array::from_fn(|at| i32::from_ne_bytes(numbers[at]))
}

/// The view of a text: which buffer it is in, and where.
pub(crate) fn view(text: &[u8], buffer: i32, offset: i32) -> u128 {
    let mut view = [0; 16];
    view[..4].copy_from_slice(&(text.len().cast_signed() as i32).to_ne_bytes());
    if text.len() <= INLINE {
        view[4..4 + text.len()].copy_from_slice(text);
    } else {
        view[4..8].copy_from_slice(&text[..4]);
        view[8..12].copy_from_slice(&buffer.to_ne_bytes());
        view[12..].copy_from_slice(&offset.to_ne_bytes());
    }
    u128::from_ne_bytes(view)
}

/// The same view when the buffers from the one numbered `first` on were moved, each to a buffer and a place in it.
pub(crate) fn rebased(view: u128, first: usize, places: &[(i32, i32)]) -> u128 {
    let mut bytes = view.to_ne_bytes();
    let [len, _, buffer, offset] = numbers(&bytes);
    if len.cast_unsigned() as usize <= INLINE || (buffer.cast_unsigned() as usize) < first {
        return view;
    }
    let (buffer, start) = places[buffer.cast_unsigned() as usize - first];
    bytes[8..12].copy_from_slice(&buffer.to_ne_bytes());
    bytes[12..].copy_from_slice(&(start + offset).to_ne_bytes());
    u128::from_ne_bytes(bytes)
}

impl<'a> Views<'a> {
    /// Reads a column of `string_view` that has rows.
    pub(crate) fn new(column: &'a Column) -> Result<Self, Failure> {
        assert!(column.kind == Kind::Utf8View && column.len > 0, "a column of views that has rows");
        let (Some(start), Some(size)) = (column.offset.checked_mul(16), column.len.checked_mul(16)) else {
            return Err(Failure::invalid("a buffer is longer than any memory"));
        };
        // SAFETY: in this layout the second buffer has a view of 16 bytes for each row, from the first of the buffer on.
        let rows = unsafe { column.buffers[1].bytes(start, size)? }.as_chunks().0;
        let [_, _, data @ .., lengths] = &column.buffers[..] else {
            return Err(Failure::invalid("an array has another number of buffers than its type"));
        };
        // SAFETY: in this layout the last buffer has the lengths, of 8 bytes each, of those between it and the views.
        let lengths = unsafe { lengths.bytes(0, data.len() * 8)? }.as_chunks().0;
        let buffer = |(buffer, length): (&'a Buffer, &[u8; 8])| {
            let Ok(length) = usize::try_from(i64::from_ne_bytes(*length)) else {
                return Err(Failure::invalid("the length of a buffer is negative"));
            };
            // SAFETY: the length of this buffer is that of the last one.
            unsafe { buffer.bytes(0, length) }
        };
        let buffers = data.iter().zip(lengths).map(buffer).collect::<Result<Vec<_>, _>>()?;
        let views = Views { column, rows, buffers, validity: column.validity()? };
        if (0..column.len).any(|row| !views.is_null(row) && views.find(row).is_none()) {
            return Err(Failure::invalid("a text of a string_view column is not within its buffer"));
        }
        Ok(views)
    }

    /// How many buffers the column has.
    pub(crate) fn buffers(&self) -> usize {
        self.buffers.len()
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn view(&self, row: usize) -> u128 {
        u128::from_ne_bytes(self.rows[row])
    }

    pub(crate) fn is_null(&self, row: usize) -> bool {
        self.validity.is_some_and(|bits| !bits.get(row))
    }

    /// The text of a row that is not null.
    pub(crate) fn text(&self, row: usize) -> &[u8] {
        self.find(row).expect("the views of rows that are not null have been checked")
    }

    fn find(&self, row: usize) -> Option<&[u8]> {
        let view = &self.rows[row];
        let [len, _, buffer, offset] = numbers(view);
        let len = usize::try_from(len).ok()?;
        if len <= INLINE {
            return Some(&view[4..4 + len]);
        }
        let (buffer, offset) = (usize::try_from(buffer).ok()?, usize::try_from(offset).ok()?);
        self.buffers.get(buffer)?.get(offset..)?.get(..len)
    }
}

impl Views<'_> {
    /// A column with the nulls and the buffers of the one read here, then buffers of its own, and views into them all.
    pub(crate) fn with(&self, rows: Vec<u128>, texts: Vec<Vec<u8>>) -> Result<Arc<Column>, Failure> {
        assert!(rows.len() == self.rows.len(), "every row has its view");
        let lengths = self.buffers.iter().map(|buffer| buffer.len()).chain(texts.iter().map(Vec::len));
        let lengths = Buffer::new(lengths.map(|length| length.cast_signed() as i64).collect());
        let kept = &self.column.buffers[2..2 + self.buffers.len()];
        let buffers = std::iter::once(Buffer::new(rows)).chain(kept.iter().cloned());
        let buffers = buffers.chain(texts.into_iter().map(Buffer::new)).chain(Some(lengths)).collect();
        self.column.with_buffers(Kind::Utf8View, buffers, Vec::new()).map(Arc::new)
    }
}
