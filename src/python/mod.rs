//! The Python module: it checks arguments, calls the core and wraps results. The only folder that names pyo3.

mod arrow;
mod batch;
mod bytes;
mod cleaner;
mod forms;
mod memory;
mod options;
mod pystr;
mod rules;
mod steps;
mod threads;
mod transform;
mod workers;

use pyo3::prelude::*;

/// The compiled core of strigil.
#[pymodule]
mod _strigil {
    use pyo3::prelude::*;

    /// Before another thread can be at it: import is the last moment to make them without one.
    #[pymodule_init]
    #[expect(clippy::unnecessary_wraps, reason = "pyo3 asks for a result")]
    fn prepare(_module: &Bound<'_, PyModule>) -> PyResult<()> {
        crate::prepare();
        Ok(())
    }

    #[pymodule_export]
    use super::cleaner::{PyCleaner, PyStream, clean};
    #[pymodule_export]
    use super::rules::PyRules;
    #[pymodule_export]
    use super::steps::{
        collapse_whitespace, is_normalized, normalize, scan, strip_ad_labels, strip_ads, strip_invisible, to_text,
        unescape,
    };

    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "the name that unicodedata uses")]
    const unidata_version: &str = crate::unicode::UNICODE_VERSION;

    #[pymodule_export]
    #[expect(non_upper_case_globals, reason = "Python's name for it")]
    const __version__: &str = super::rules::VERSION;
}
