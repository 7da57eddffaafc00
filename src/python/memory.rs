//! Memory that grows with a text: where it cannot be had, that is a MemoryError.
//!
//! What grows with the input asks before it takes: results, conversions, copies, the buffers of columns. What is bounded whatever
//! comes does not ask: blocks of a text on their way, what stages hold back, workers, tables. Without memory for these the process
//! ends, as any Rust program does.

use std::collections::TryReserveError;

use pyo3::exceptions::PyMemoryError;
use pyo3::prelude::*;

/// A result could not be had.
#[derive(Debug)]
pub(crate) struct NoMemory;

impl From<TryReserveError> for NoMemory {
    fn from(_: TryReserveError) -> Self {
        NoMemory
    }
}

impl From<NoMemory> for PyErr {
    fn from(_: NoMemory) -> Self {
        PyMemoryError::new_err(())
    }
}

/// Room for exactly so many values.
pub(crate) fn room<T>(len: usize) -> Result<Vec<T>, NoMemory> {
    let mut room = Vec::new();
    room.try_reserve_exact(len)?;
    Ok(room)
}

/// Values, and room for `len`, which is at least as many.
pub(crate) fn collect<T>(len: usize, values: impl Iterator<Item = T>) -> Result<Vec<T>, NoMemory> {
    let mut all = room(len)?;
    all.extend(values);
    Ok(all)
}

/// So many times zero. Memory of zeros comes from the system untouched, but only to who does not ask whether there is any: that is done
/// before.
macro_rules! zeros {
    ($number:ty, $len:expr) => {{
        let len = $len;
        $crate::python::memory::room::<$number>(len)?;
        vec![0 as $number; len]
    }};
}
pub(crate) use zeros;

/// A text that is joined from pieces.
pub(super) struct Joined(Result<String, NoMemory>);

impl Joined {
    pub(super) fn new() -> Self {
        Joined(Ok(String::new()))
    }

    pub(super) fn push(&mut self, piece: &str) {
        if let Ok(text) = &mut self.0 {
            match text.try_reserve(piece.len()) {
                Ok(()) => text.push_str(piece),
                Err(error) => self.0 = Err(error.into()),
            }
        }
    }

    pub(super) fn finish(self) -> Result<String, NoMemory> {
        self.0
    }
}
