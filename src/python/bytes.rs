//! Bytes in, bytes out: UTF-8 needs no conversion.

use std::borrow::Cow;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyMemoryView};

use super::memory::{self, NoMemory};
use super::pystr;
use crate::Worker;

/// The bytes that an object is: `bytes` itself, of any other buffer of bytes a copy, since others may write to it meanwhile; none of
/// what is no such buffer.
pub(super) fn of<'py>(value: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyBytes>>> {
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(Some(bytes.clone()));
    }
    match buffer(value)? {
        Some(view) => Ok(Some(view.call_method0("tobytes")?.cast_into()?)),
        None => Ok(None),
    }
}

/// A view of a buffer of bytes; none of any other object. Numbers are buffers too, in libraries of arrays: a row of single bytes is asked
/// for.
pub(super) fn buffer<'py>(value: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyMemoryView>>> {
    let view = match PyMemoryView::from(value) {
        Ok(view) => view,
        Err(error) if error.is_instance_of::<PyTypeError>(value.py()) => return Ok(None),
        Err(error) => return Err(error),
    };
    let is_row = view.getattr("ndim")?.eq(1)?;
    let format: String = view.getattr("format")?.extract()?;
    Ok((is_row && matches!(&*format, "B" | "b" | "c")).then_some(view))
}

/// What bytes become, if they change.
pub(super) fn clean(dirty: &[u8], worker: &mut Worker) -> Result<Option<Vec<u8>>, NoMemory> {
    // Borrowed is the beginning of the text.
    Ok(match worker.try_clean_bytes(dirty)? {
        Cow::Borrowed(same) if same.len() == dirty.len() => None,
        Cow::Borrowed(beginning) => Some(memory::collect(beginning.len(), beginning.iter().copied())?),
        Cow::Owned(clean) => Some(clean),
    })
}

/// The new bytes; the same object if nothing changed, unless it is of a subclass.
pub(super) fn result<'py>(dirty: &Bound<'py, PyBytes>, clean: Option<&[u8]>) -> PyResult<Bound<'py, PyAny>> {
    let bytes = match clean {
        None if dirty.is_exact_instance_of::<PyBytes>() => return Ok(dirty.clone().into_any()),
        None => dirty.as_bytes(),
        Some(clean) => clean,
    };
    Ok(pystr::bytes(dirty.py(), bytes)?.into_any())
}
