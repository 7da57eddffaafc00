//! The argument `threads`, and the threads themselves.

use std::num::NonZeroUsize;
use std::sync::OnceLock;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};

use super::options::{FromArgument, repr, whole_number};

/// How many threads work on one call; at least one.
#[derive(Clone, Copy)]
pub(super) struct Threads(usize);

/// No machine has use for more, and each one takes its stack.
const MOST: usize = 256;

impl Threads {
    pub(super) const ONE: Threads = Threads(1);

    pub(super) fn number(self) -> usize {
        self.0
    }
}

impl FromArgument for Threads {
    fn from_argument(value: &Bound<'_, PyAny>) -> PyResult<Self> {
        whole_number::<NonZeroUsize>(value).map(|number| Threads(number.get().min(MOST))).ok_or_else(|| {
            PyValueError::new_err(format!("threads must be a whole number from 1 on, not {}", repr(value)))
        })
    }
}

/// The threads of one call, started when there is work for more than one.
pub(super) struct Pool {
    threads: usize,
    pool: OnceLock<ThreadPool>,
}

impl Pool {
    pub(super) fn new(Threads(threads): Threads) -> Self {
        Pool { threads, pool: OnceLock::new() }
    }

    pub(super) fn is_single(&self) -> bool {
        self.threads == 1
    }

    /// The threads.
    pub(super) fn get(&self) -> Result<&ThreadPool, ThreadPoolBuildError> {
        if let Some(pool) = self.pool.get() {
            return Ok(pool);
        }
        let pool = ThreadPoolBuilder::new().num_threads(self.threads).build()?;
        Ok(self.pool.get_or_init(|| pool))
    }
}
