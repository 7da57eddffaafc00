//! What `Cleaner.arrow` gives for objects that are of no host it knows.

use std::sync::{Arc, Mutex, PoisonError};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use super::clean::Batches;
use super::ffi::{Column, Type, capsule};

/// A clean column: any library that speaks the Arrow PyCapsule interface takes it, as often as it likes.
///
/// A requested schema is not heeded: the column comes in its own type.
#[pyclass(name = "ArrowArray", module = "strigil._strigil", frozen)]
pub(super) struct PyArrowArray {
    schema: Arc<Type>,
    column: Arc<Column>,
}

impl PyArrowArray {
    pub(super) fn new(schema: Arc<Type>, column: Arc<Column>) -> Self {
        PyArrowArray { schema, column }
    }
}

#[pymethods]
impl PyArrowArray {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, &self.schema)
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        let _ = requested_schema;
        Ok((capsule::schema(py, &self.schema)?, capsule::array(py, &self.column)?))
    }
}

/// Clean columns, one after another: any library that speaks the Arrow PyCapsule interface takes them, once.
///
/// Each is cleaned when it is asked for. A requested schema is not heeded: the columns come in their own type.
#[pyclass(name = "ArrowStream", module = "strigil._strigil", frozen)]
pub(super) struct PyArrowStream {
    schema: Arc<Type>,
    batches: Mutex<Option<Batches>>,
}

impl PyArrowStream {
    pub(super) fn new(batches: Batches) -> Self {
        PyArrowStream { schema: Arc::clone(batches.schema()), batches: Mutex::new(Some(batches)) }
    }
}

#[pymethods]
impl PyArrowStream {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::schema(py, &self.schema)
    }

    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches = self.batches.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(batches) = batches else {
            return Err(PyValueError::new_err("the stream has been taken already: it can be read once"));
        };
        capsule::stream(py, Arc::clone(&self.schema), Box::new(batches))
    }
}
