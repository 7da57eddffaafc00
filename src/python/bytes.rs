//! Bytes in, bytes out: UTF-8 needs no conversion.

use std::borrow::Cow;

use pyo3::prelude::*;
use pyo3::types::PyBytes;

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
