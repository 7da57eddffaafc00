//! Objects of libraries that are to get back objects of their own class.

use pyo3::intern;
use pyo3::prelude::*;

/// The libraries that strigil/_hosts.py knows.
const HOSTS: [&str; 3] = ["pyarrow", "polars", "pandas"];

/// The clean object, if the class of `data` comes from one of these libraries.
pub(super) fn clean<'py>(
    cleaner: &Bound<'py, PyAny>,
    data: &Bound<'py, PyAny>,
    threads: usize,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let py = data.py();
    let module = data.get_type().getattr(intern!(py, "__module__"))?;
    let Ok(module) = module.extract::<String>() else { return Ok(None) };
    if !module.split('.').next().is_some_and(|package| HOSTS.contains(&package)) {
        return Ok(None);
    }
    let hosts = py.import(intern!(py, "strigil._hosts"))?;
    hosts.call_method1(intern!(py, "clean"), (cleaner, data, threads)).map(Some)
}
