//! Bytes in, bytes out: UTF-8 needs no conversion.

use std::borrow::Cow;

use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyMemoryView};

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

/// What the bytes changed to, if they did.
pub(super) fn changed(clean: Cow<'_, [u8]>, dirty: &[u8]) -> Option<Vec<u8>> {
    // Borrowed is the beginning of the text.
    match clean {
        Cow::Borrowed(same) if same.len() == dirty.len() => None,
        clean => Some(clean.into_owned()),
    }
}

/// The new bytes; the same object if nothing changed, unless it is of a subclass.
pub(super) fn result<'py>(dirty: &Bound<'py, PyBytes>, clean: Option<&[u8]>) -> Bound<'py, PyAny> {
    match clean {
        None if dirty.is_exact_instance_of::<PyBytes>() => dirty.clone().into_any(),
        None => PyBytes::new(dirty.py(), dirty.as_bytes()).into_any(),
        Some(clean) => PyBytes::new(dirty.py(), clean).into_any(),
    }
}
