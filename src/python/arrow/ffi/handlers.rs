//! Python's handlers of signals, asked from within a call of C.
//!
//! A library that reads a stream of ours has mostly given the interpreter up, which pyo3 cannot know: here it is taken as C does.

use std::fmt;
use std::mem::ManuallyDrop;

use pyo3::exceptions::PyKeyboardInterrupt;
use pyo3::{PyErr, Python, ffi};

/// What a handler raised. It is not dropped but by who has the interpreter.
pub(crate) struct Raised {
    error: ManuallyDrop<PyErr>,
    message: String,
}

/// Does something with the interpreter; nothing if it is at its end.
fn with_interpreter<T>(work: impl FnOnce(Python<'_>) -> T) -> Option<T> {
    // SAFETY: the first two may be called at any time, from any thread, and the third ends what the second began. Between them this
    // thread has the interpreter, whatever was so before.
    unsafe {
        if ffi::Py_IsInitialized() == 0 {
            return None;
        }
        let state = ffi::PyGILState_Ensure();
        let done = work(Python::assume_attached());
        ffi::PyGILState_Release(state);
        Some(done)
    }
}

/// Asks the handlers now.
pub(crate) fn ask() -> Result<(), Raised> {
    let raised = |error: PyErr| Raised { message: error.to_string(), error: ManuallyDrop::new(error) };
    with_interpreter(|py| py.check_signals().map_err(raised)).unwrap_or(Ok(()))
}

impl Raised {
    pub(super) fn message(&self) -> &str {
        &self.message
    }

    /// The error, for who has the interpreter.
    pub(super) fn error(self, _: Python<'_>) -> PyErr {
        ManuallyDrop::into_inner(self.error)
    }

    /// It does not get through the C that is between here and the interpreter: Ctrl-C is pressed once more.
    pub(super) fn again(self) {
        with_interpreter(|py| {
            if self.error(py).is_instance_of::<PyKeyboardInterrupt>(py) {
                // SAFETY: it only notes the signal.
                unsafe { ffi::PyErr_SetInterrupt() }
            }
        });
    }
}

impl fmt::Debug for Raised {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
