//! Ad rules as Python objects.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString, PyTuple, PyType};

use super::pystr;
use super::transform::lossy;
use crate::Rules;
use crate::markup::Source;

/// The version of strigil, by which pickles and hashes differ: each has its own built-in rules.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Which elements are ads: the built-in rules, rows of one's own, filter lists, and any of them together.
///
/// Rules never change; they are hashable and picklable, and equal to any others that were made of the same sources in the same order.
/// Hash and pickle change with the version of strigil, as those of cleaners do.
///
/// Args:
///     names (bool): whether general names count, such as the class `ad-slot`; an element that only such a name makes an ad goes only if
///         it has hardly any text.
///
/// >>> rules = strigil.Rules() | strigil.Rules.from_filter_list("##.promo")
/// >>> strigil.strip_ads('<p>Tea</p><div class="promo">Buy</div><div class="wpcnt">Ad</div>', rules=rules)
/// '<p>Tea</p>'
#[pyclass(name = "Rules", module = "strigil", frozen, eq, hash)]
#[derive(PartialEq, Eq)]
pub(super) struct PyRules(pub(super) Rules);

impl Hash for PyRules {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.0, VERSION).hash(state);
    }
}

#[pymethods]
impl PyRules {
    #[new]
    #[pyo3(signature = (*, names = true))]
    fn new(names: bool) -> Self {
        PyRules(if names { Rules::BUILT_IN } else { Rules::WITHOUT_NAMES })
    }

    /// Read rows of one's own, in the format of the built-in ones (docs/reference/ads.md, section 1).
    ///
    /// Args:
    ///     path (str | os.PathLike[str]): a TOML file.
    ///
    /// Returns:
    ///     Rules: these rows only; `strigil.Rules() | rules` for the built-in ones too.
    ///
    /// Raises:
    ///     OSError: if the file cannot be read.
    ///     ValueError: if it is none of the format; it names the file, the line and the field.
    ///
    /// >>> import pathlib, tempfile
    /// >>> with tempfile.TemporaryDirectory() as folder:
    /// ...     path = pathlib.Path(folder, "own.toml")
    /// ...     _ = path.write_text('[[system]]\nname = "Own"\ntier = "A"\nmatch = [{ class = "promo-*" }]')
    /// ...     rules = strigil.Rules.load(path)
    /// >>> strigil.strip_ads('<p>Tea</p><div class="promo-top">Buy</div>', rules=rules)
    /// '<p>Tea</p>'
    #[classmethod]
    #[pyo3(signature = (path, /))]
    fn load(_cls: &Bound<'_, PyType>, path: &Bound<'_, PyAny>) -> PyResult<Self> {
        let text = read(path)?;
        rows(&path.str()?.to_string_lossy(), text.as_bytes())
    }

    /// Read the hiding rules of a filter list in Adblock syntax (docs/reference/ads.md, section 4).
    ///
    /// Args:
    ///     source (str | os.PathLike[str]): the path of a list; or its text: a str is text if it holds a line end, `##` or `#@#`.
    ///
    /// Returns:
    ///     Rules: what the list hides, at a page's start tags. What these do not decide is left out and counted in `skipped`.
    ///
    /// Raises:
    ///     OSError: if the file cannot be read.
    ///     TypeError: if `source` is no path.
    ///
    /// >>> rules = strigil.Rules.from_filter_list("##.promo\nexample.com##aside > .partner\n##.card:has(.ad)")
    /// >>> strigil.strip_ads('<p>Tea</p><aside><b class="partner">x</b></aside>', rules=rules, url="https://example.com/tea")
    /// '<p>Tea</p><aside></aside>'
    /// >>> rules.skipped
    /// {':has()': 1}
    #[classmethod]
    #[pyo3(signature = (source, /))]
    fn from_filter_list(_cls: &Bound<'_, PyType>, source: &Bound<'_, PyAny>) -> PyResult<Self> {
        if let Ok(text) = source.cast::<PyString>() {
            let text = lossy(pystr::units(text)?)?.into_owned();
            if text.contains(['\n', '\r']) || text.contains("##") || text.contains("#@#") {
                return Ok(PyRules(Rules::from_filter_list(&text)));
            }
        }
        Ok(PyRules(Rules::from_filter_list(&String::from_utf8_lossy(read(source)?.as_bytes()))))
    }

    /// dict[str, int]: how many selectors of filter lists are left out, by the reason.
    #[getter]
    fn skipped(&self) -> BTreeMap<&'static str, u64> {
        self.0.skipped()
    }

    fn __or__(&self, other: &PyRules) -> Self {
        PyRules(self.0.clone() | other.0.clone())
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let parts: PyResult<Vec<String>> = self.0.sources().iter().map(|source| describe(py, source)).collect();
        Ok(parts?.join(" | "))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let py = slf.py();
        let source = |source: &Source| match source {
            Source::BuiltIn { names } => ("built-in", *names).into_pyobject(py),
            Source::Toml(file) => ("toml", &file.name, &file.text).into_pyobject(py),
            Source::FilterList(lines) => ("filter list", &**lines).into_pyobject(py),
        };
        let sources: PyResult<Vec<_>> = slf.get().0.sources().iter().map(source).collect();
        (slf.get_type().getattr("_of")?, (sources?, VERSION)).into_pyobject(py)
    }

    /// The rules of what `__reduce__` says, in this version, whichever pickled them; the first ones did not say.
    #[classmethod]
    #[pyo3(signature = (sources, _version = None))]
    fn _of(_cls: &Bound<'_, PyType>, sources: Vec<Bound<'_, PyTuple>>, _version: Option<&str>) -> PyResult<Self> {
        let mut rules: Option<Rules> = None;
        for source in sources {
            let kind: String = source.get_item(0)?.extract()?;
            let next = match kind.as_str() {
                "built-in" => PyRules::new(source.get_item(1)?.extract()?),
                "toml" => rows(
                    &source.get_item(1)?.extract::<String>()?,
                    source.get_item(2)?.extract::<String>()?.as_bytes(),
                )?,
                _ => PyRules(Rules::from_filter_list(&source.get_item(1)?.extract::<String>()?)),
            };
            rules = Some(rules.map_or(next.0.clone(), |rules| rules | next.0));
        }
        rules.map(PyRules).ok_or_else(|| PyValueError::new_err("rules are made of something"))
    }
}

fn rows(file: &str, text: &[u8]) -> PyResult<PyRules> {
    Rules::from_toml(file, text).map(PyRules).map_err(|error| PyValueError::new_err(error.to_string()))
}

/// How a source was made.
fn describe(py: Python<'_>, source: &Source) -> PyResult<String> {
    Ok(match source {
        Source::BuiltIn { names: true } => "Rules()".to_owned(),
        Source::BuiltIn { names: false } => "Rules(names=False)".to_owned(),
        Source::Toml(file) => format!("Rules.load({})", PyString::new(py, &file.name).repr()?),
        Source::FilterList(lines) => format!("Rules.from_filter_list(<{} lines>)", lines.lines().count()),
    })
}

/// The bytes of a file.
fn read<'py>(path: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    let path = path.py().import("pathlib")?.call_method1("Path", (path,))?;
    Ok(path.call_method0("read_bytes")?.cast_into()?)
}
