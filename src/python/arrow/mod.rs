//! Columns of text, taken from and given to anything that speaks the Arrow C data interface.

mod clean;
mod ffi;
mod hosts;
mod results;
mod signals;
mod split;
mod strings;
mod views;
mod work;

use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;

use self::clean::Batches;
use self::ffi::{Kind, Type, capsule};
use self::results::{PyArrowArray, PyArrowStream};
use self::work::Work;
use super::threads::Threads;
use crate::Cleaner;

/// `Cleaner.arrow`: `cleaner` is what `object` cleans with.
pub(super) fn clean<'py>(
    object: &Bound<'py, PyAny>,
    cleaner: Cleaner,
    data: &Bound<'py, PyAny>,
    threads: Threads,
) -> PyResult<Bound<'py, PyAny>> {
    if let Some(clean) = hosts::clean(object, data, threads.number())? {
        return Ok(clean);
    }
    let py = data.py();
    let work = Work::new(cleaner, threads);
    if let Some(array) = data.getattr_opt(intern!(py, "__arrow_c_array__"))? {
        let (schema, column) = capsule::take_array(&array.call0()?)?;
        check(&schema)?;
        let clean = py.detach(|| {
            let clean = clean::clean(&column, &work)?.unwrap_or(column);
            Ok((schema.of_result(&clean), clean))
        });
        let (schema, column) = clean.map_err(|failure: ffi::Failure| failure.error(py))?;
        return Ok(Bound::new(py, PyArrowArray::new(schema, column))?.into_any());
    }
    if let Some(stream) = data.getattr_opt(intern!(py, "__arrow_c_stream__"))? {
        let source = capsule::take_stream(&stream.call0()?)?;
        check(source.schema())?;
        return Ok(Bound::new(py, PyArrowStream::new(Batches::new(source, work)))?.into_any());
    }
    let class = data.get_type().fully_qualified_name()?;
    Err(PyTypeError::new_err(format!("data has __arrow_c_array__ or __arrow_c_stream__, which {class} has not")))
}

fn check(schema: &Type) -> PyResult<()> {
    if schema.kind() == Kind::Other {
        let found = schema.describe();
        return Err(PyTypeError::new_err(format!(
            "a column is utf8, large_utf8, string_view, a dictionary of one of these or a struct, not {found}"
        )));
    }
    Ok(())
}
