//! Objects of libraries that are to get back objects of their own class.

use pyo3::intern;
use pyo3::prelude::*;

/// Where such classes come from.
const HOSTS: [&str; 3] = ["pyarrow", "polars", "pandas"];

/// The clean object, if the class of `data` is one that strigil/_hosts.py knows.
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
    let clean = hosts.call_method1(intern!(py, "clean"), (cleaner, data, threads)).or_else(|error| {
        // A library tells of a stream that Ctrl-C ended as of any other.
        py.check_signals()?;
        Err(error)
    })?;
    Ok(if clean.is_none() { None } else { Some(clean) })
}
