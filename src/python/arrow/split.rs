//! A stream has promised its type: a batch whose text has outgrown `utf8` leaves in parts.

use std::ops::Range;
use std::sync::Arc;

use super::ffi::{Column, Failure, Kind, Strings, Type};

/// The most bytes that `utf8` can hold.
const MOST: usize = i32::MAX as usize;

/// The batch in parts that are of type `of`; the batch itself if it is.
pub(super) fn split(batch: Arc<Column>, of: &Type) -> Result<Vec<Arc<Column>>, Failure> {
    if of.describes(&batch) {
        return Ok(vec![batch]);
    }
    let mut parts = Vec::new();
    let mut start = 0;
    while start < batch.len() {
        let end = start + room(&batch, of, start)?;
        if end == start {
            return Err(Failure::invalid("a text passes 2 GiB: it does not fit into utf8, the type of the stream"));
        }
        parts.push(part(&batch, of, start..end)?);
        start = end;
    }
    Ok(parts)
}

/// How many rows from `start` on fit.
fn room(column: &Column, of: &Type, start: usize) -> Result<usize, Failure> {
    if of.describes(column) {
        return Ok(column.len() - start);
    }
    match of.kind() {
        Kind::Utf8 => {
            let strings = Strings::new(column)?;
            let fits = |row: usize| strings.start(row) - strings.start(start) <= MOST;
            Ok((start + 1..=column.len()).take_while(|row| fits(*row)).count())
        }
        Kind::Struct => {
            let mut pairs = column.children().iter().zip(of.children());
            pairs.try_fold(column.len() - start, |least, (child, of)| Ok(least.min(room(child, of, start)?)))
        }
        _ => Err(Failure::invalid("the texts of a dictionary pass 2 GiB: they do not fit into utf8, their type")),
    }
}

fn part(column: &Arc<Column>, of: &Type, rows: Range<usize>) -> Result<Arc<Column>, Failure> {
    let part = column.slice(rows.start, rows.len());
    if of.describes(column) {
        return Ok(part);
    }
    if of.kind() == Kind::Utf8 {
        return part.narrowed();
    }
    let children = column.children().iter().zip(of.children());
    part.with_children(children.map(|(child, of)| self::part(child, of, rows.clone())).collect::<Result<_, _>>()?)
}
