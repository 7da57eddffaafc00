//! The Arrow PyCapsule interface: the structures inside Python's capsules.

use std::ffi::CStr;
use std::sync::Arc;

use pyo3::exceptions::{PyMemoryError, PyOSError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use super::{
    ArrowArray, ArrowArrayStream, ArrowSchema, Column, EINVAL, ENOMEM, Failure, Incoming, Source, Type, export_stream,
};

const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";
const STREAM: &CStr = c"arrow_array_stream";

impl Failure {
    /// The error that Python gets.
    pub(crate) fn error(self, py: Python<'_>) -> PyErr {
        match self {
            Failure { raised: Some(raised), .. } => raised.error(py),
            Failure { code: EINVAL, message, .. } => PyValueError::new_err(message),
            Failure { code: ENOMEM, message, .. } => PyMemoryError::new_err(message),
            Failure { code, message, .. } => PyOSError::new_err((code, message)),
        }
    }
}

/// Takes in what `__arrow_c_array__` returned.
pub(crate) fn take_array(capsules: &Bound<'_, PyAny>) -> PyResult<(Arc<Type>, Arc<Column>)> {
    let Ok((schema, array)) = capsules.extract::<(Bound<'_, PyCapsule>, Bound<'_, PyCapsule>)>() else {
        return Err(PyTypeError::new_err("__arrow_c_array__ returned no pair of capsules"));
    };
    let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<ArrowSchema>();
    let array = array.pointer_checked(Some(ARRAY))?.cast::<ArrowArray>();
    // SAFETY: a capsule of this name holds this structure, and it is alive as long as the capsule. Taking it out and leaving a
    // released one in its place is how it is moved. The producer made the capsules for this call, so no other thread takes from them.
    let (schema, array) = unsafe { (schema.replace(ArrowSchema::released()), array.replace(ArrowArray::released())) };
    let taken = || {
        let schema = Type::import(schema)?;
        let column = Column::import(array, &schema)?;
        Ok((schema, column))
    };
    taken().map_err(|failure: Failure| failure.error(capsules.py()))
}

/// Takes in what `__arrow_c_stream__` returned.
pub(crate) fn take_stream(capsule: &Bound<'_, PyAny>) -> PyResult<Incoming> {
    let Ok(capsule) = capsule.cast::<PyCapsule>() else {
        return Err(PyTypeError::new_err("__arrow_c_stream__ returned no capsule"));
    };
    let stream = capsule.pointer_checked(Some(STREAM))?.cast::<ArrowArrayStream>();
    // SAFETY: as in `take_array`.
    let stream = unsafe { stream.replace(ArrowArrayStream::released()) };
    if stream.release.is_none() {
        return Err(PyValueError::new_err("the stream has been released"));
    }
    Incoming::new(stream).map_err(|failure| failure.error(capsule.py()))
}

/// A capsule for `__arrow_c_schema__`. What nobody takes out is released with the capsule.
pub(crate) fn schema<'py>(py: Python<'py>, schema: &Arc<Type>) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, schema.export(), SCHEMA)
}

/// A capsule with an array.
pub(crate) fn array<'py>(py: Python<'py>, column: &Arc<Column>) -> PyResult<Bound<'py, PyCapsule>> {
    PyCapsule::new_with_value(py, column.export(), ARRAY)
}

/// A capsule with a stream.
pub(crate) fn stream(py: Python<'_>, schema: Arc<Type>, source: Box<dyn Source>) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, export_stream(schema, source), STREAM)
}
