//! Threads of our own.

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::options::Threads;

/// A pool of so many threads; none for one, which is the caller's.
pub(super) fn pool(threads: Threads) -> PyResult<Option<ThreadPool>> {
    if threads.0 == Threads::ONE.0 {
        return Ok(None);
    }
    let pool = ThreadPoolBuilder::new().num_threads(threads.0.get()).build();
    pool.map(Some).map_err(|error| PyRuntimeError::new_err(format!("cannot start {} threads: {error}", threads.0)))
}
