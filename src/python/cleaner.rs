//! The cleaner and its streams.

#![expect(clippy::needless_pass_by_value, reason = "pyo3 hands arguments over by value")]
#![expect(clippy::doc_link_with_quotes, reason = "a list of str in an example is no link")]

use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, TryLockError};

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::MutexExt;
use pyo3::types::{PyDict, PyIterator, PyList, PyString, PyTuple, PyType};

use super::arrow;
use super::batch;
use super::bytes;
use super::memory::Joined;
use super::options::{self, Argument, Surrogates, Url};
use super::pystr::{self, with_units};
use super::rules::VERSION;
use super::threads::Threads;
use super::transform::{LONG, clean_units, detached, lossy};
use super::workers::Workers;
use crate::seek::Unit;
use crate::{Cleaner, Counts, Options, Rule, Stream, Worker};

/// Cleans texts by fixed options: the pipeline as an object.
///
/// A cleaner never changes; it is hashable, picklable and equal to any other with the same options, and many threads may use it at
/// once. Its hash and its pickle change with the version of strigil, so that no cache outlives new rules; what an older version pickled
/// becomes a cleaner of this one.
///
/// Args:
///     preset (str): "web" for pages and pieces of pages, text comes out; "text" for text that was extracted from pages, what looks
///         like a tag is text; "html" for markup that stays markup, only its ad elements go.
///     **options: override the preset. `markup`: "text", "keep" or "literal". `ads`: "built-in" or None; with it go `rules` and `url`, as for
///         `strip_ads`. `labels`: "safe", "strict" or None, and `languages`, as for `strip_ad_labels`. `furniture`: True removes what sites
///         put around an article, as prompts to subscribe. `entities`: "html", "attribute", "text" or None. `unicode`: "NFC", "NFD", "NFKC",
///         "NFKD" or None.
///         `invisible`: "safe", "security", "all" or None. `whitespace`: "paragraphs", "lines", "inline" or None; with it go `spaces`: "ascii",
///         "keep-typographic", "keep" or "keep-indent", `linebreaks`: "unix" or "keep", and `max_blank_lines`: 0 to 255, as for
///         `collapse_whitespace`. `surrogates`: "replace" writes one U+FFFD for each lone surrogate, "error" raises a ValueError.
///
/// Raises:
///     ValueError: for an unknown preset, option or value; it names the choices.
///
/// >>> cleaner = strigil.Cleaner("web", whitespace="inline")
/// >>> cleaner("<p>Salt &amp; pepper</p><p>ADVERTISEMENT</p>")
/// 'Salt & pepper'
#[pyclass(name = "Cleaner", module = "strigil", frozen, eq, hash)]
pub(super) struct PyCleaner {
    cleaner: Cleaner,
    surrogates: Surrogates,
    /// Workers that have nothing to do. In a box: to move them takes longer than to clean a short text.
    spare: Mutex<Option<Box<Workers>>>,
}

impl PyCleaner {
    /// What two equal ones have in common. The version is part of it: results that are stored under the hash of a cleaner are not
    /// those of another version.
    fn what(&self) -> (&Cleaner, Surrogates, &str) {
        (&self.cleaner, self.surrogates, VERSION)
    }

    /// Has a worker for the page of `url` do something. Threads that come at once have one each, of which one stays.
    fn with_worker<T>(&self, url: Option<&Arc<str>>, work: impl FnOnce(&mut Worker) -> T) -> T {
        // Nobody waits for the place: in a forked process it may have been locked by a thread that is not there.
        let spare = || match self.spare.try_lock() {
            Ok(spare) => Some(spare),
            Err(TryLockError::Poisoned(spare)) => Some(spare.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        };
        let idle = spare().and_then(|mut spare| spare.take());
        let mut workers = idle.unwrap_or_else(|| Box::new(Workers::new(&self.cleaner)));
        let done = work(workers.of(url));
        if let Some(mut spare) = spare() {
            *spare = Some(workers);
        }
        done
    }
}

impl PartialEq for PyCleaner {
    fn eq(&self, other: &PyCleaner) -> bool {
        self.what() == other.what()
    }
}

impl Hash for PyCleaner {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.what().hash(state);
    }
}

#[pymethods]
impl PyCleaner {
    #[new]
    #[pyo3(signature = (preset = Argument(Options::WEB), **options), text_signature = "(preset='web', **options)")]
    fn new(preset: Argument<Options>, options: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let (options, surrogates) = options::options(preset.0, options)?;
        Ok(PyCleaner { cleaner: Cleaner::new(options), surrogates, spare: Mutex::default() })
    }

    /// Clean one text.
    ///
    /// Args:
    ///     text (str | bytes | None): the text; bytes, which any buffer of bytes may be (a bytearray, a memoryview), are UTF-8, and
    ///         ill-formed parts of it become U+FFFD.
    ///     url (str | None): the address of this page, in place of the cleaner's own.
    ///
    /// Returns:
    ///     str | bytes | None: the clean text, of a str as str, of bytes as bytes; the same object if it is str or bytes and nothing
    ///     changes.
    ///
    /// Raises:
    ///     TypeError: for any other type.
    ///     ValueError: for a lone surrogate, with `surrogates="error"`.
    ///
    /// >>> strigil.Cleaner("text")(b"Salt &amp; pepper")
    /// b'Salt & pepper'
    #[pyo3(signature = (text, /, url = Argument(Url(None))))]
    fn __call__<'py>(&self, text: &Bound<'py, PyAny>, url: Argument<Url>) -> PyResult<Bound<'py, PyAny>> {
        let Argument(Url(url)) = url;
        let url = url.as_ref();
        if let Ok(text) = text.cast::<PyString>() {
            check_surrogates(text, self.surrogates)?;
            let units = pystr::units(text)?;
            let clean =
                detached(text.py(), units.len() >= LONG, || self.with_worker(url, |worker| clean_units(units, worker)));
            return Ok(clean?.string(text)?.into_any());
        }
        if text.is_none() {
            return Ok(text.clone());
        }
        let Some(bytes) = bytes::of(text)? else {
            return Err(no_text(text));
        };
        let dirty = bytes.as_bytes();
        let clean =
            detached(text.py(), dirty.len() >= LONG, || self.with_worker(url, |worker| bytes::clean(dirty, worker)));
        bytes::result(&bytes, clean?.as_deref())
    }

    /// Clean many texts: faster than a call for each if they are short, and on as many threads as you like.
    ///
    /// Args:
    ///     texts (Iterable[str | bytes | None]): the texts, each as a call takes it; a str or bytes alone is one text, not many.
    ///     urls (Iterable[str | None] | None): the address of each page, in place of the cleaner's own; as many as there are texts.
    ///     threads (int): how many threads work on them.
    ///
    /// Returns:
    ///     list[str | bytes | None]: of each text what a call gives, in the same order.
    ///
    /// Raises:
    ///     TypeError: for a text of any other type, or a text in place of the list.
    ///     ValueError: if `threads` is less than 1, or there are more or fewer urls than texts; for a lone surrogate, with
    ///         `surrogates="error"`.
    ///
    /// >>> strigil.Cleaner("text").batch(["Salt &amp; pepper", None, "Salt"])
    /// ['Salt & pepper', None, 'Salt']
    #[pyo3(
        signature = (texts, *, urls = None, threads = Argument(Threads::ONE)),
        text_signature = "($self, texts, *, urls=None, threads=1)"
    )]
    fn batch<'py>(
        &self,
        texts: &Bound<'py, PyAny>,
        urls: Option<&Bound<'py, PyAny>>,
        threads: Argument<Threads>,
    ) -> PyResult<Bound<'py, PyList>> {
        batch::batch(&self.cleaner, self.surrogates, texts, urls, threads.0)
    }

    /// Start to clean a text that comes in pieces.
    ///
    /// Returns:
    ///     Stream: takes the pieces.
    ///
    /// >>> stream = strigil.Cleaner("web").stream()
    /// >>> stream.feed("Salt &am") + stream.feed("p; pepper") + stream.finish()
    /// 'Salt & pepper'
    fn stream(&self) -> PyStream {
        PyStream {
            surrogates: self.surrogates,
            state: Mutex::new(State { stream: Some(self.cleaner.stream()), counts: Counts::default() }),
        }
    }

    /// Clean a column of text, or the text columns of a table, over the Arrow PyCapsule interface.
    ///
    /// Rows are UTF-8: ill-formed parts of it become U+FFFD. Nulls stay nulls. What does not change is not copied.
    ///
    /// Args:
    ///     data: an object with `__arrow_c_array__` or `__arrow_c_stream__`, such as an array or a table of pyarrow, a series or a
    ///         frame of polars or pandas, a relation of DuckDB. A column is utf8, large_utf8, string_view or a dictionary of one
    ///         of these; of a struct or a table, such columns are cleaned, and the others pass as they are.
    ///     threads (int): how many threads work on it.
    ///
    /// Returns:
    ///     an object of the same class for pyarrow, polars and pandas; for all others one with `__arrow_c_array__` or with
    ///     `__arrow_c_stream__`, as `data` has it. Batches of a stream are cleaned as they are asked for.
    ///
    /// Raises:
    ///     TypeError: for an object without the interface, or a column of another type.
    ///     ValueError: for data that break the rules of the interface, or if `threads` is less than 1.
    ///
    /// >>> import pyarrow
    /// >>> strigil.Cleaner("text").arrow(pyarrow.array(["Salt &amp; pepper", None])).to_pylist()
    /// ['Salt & pepper', None]
    #[pyo3(signature = (data, /, *, threads = Argument(Threads::ONE)), text_signature = "($self, data, /, *, threads=1)")]
    fn arrow<'py>(
        slf: &Bound<'py, Self>,
        data: &Bound<'py, PyAny>,
        threads: Argument<Threads>,
    ) -> PyResult<Bound<'py, PyAny>> {
        arrow::clean(slf, slf.get().cleaner.clone(), data, threads.0)
    }

    /// The most input that a stream holds back between two calls, in bytes of UTF-8.
    #[getter]
    fn max_pending(&self) -> usize {
        self.cleaner.max_pending()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let keywords = options::keywords(py, self.cleaner.options(), self.surrogates)?;
        let mut parts = Vec::new();
        for (name, value) in keywords {
            parts.push(format!("{name}={}", value.repr()?));
        }
        Ok(format!("Cleaner({})", parts.join(", ")))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyTuple>> {
        let (py, this) = (slf.py(), slf.get());
        let keywords = options::keywords(py, this.cleaner.options(), this.surrogates)?;
        (slf.get_type().getattr("_of")?, (keywords, VERSION)).into_pyobject(py)
    }

    /// The cleaner of what `__reduce__` says, of this version, whichever pickled it.
    #[classmethod]
    fn _of(_cls: &Bound<'_, PyType>, options: &Bound<'_, PyDict>, _version: &str) -> PyResult<Self> {
        PyCleaner::new(Argument(Options::WEB), Some(options))
    }
}

/// The error for what is no text.
pub(super) fn no_text(value: &Bound<'_, PyAny>) -> PyErr {
    match value.get_type().name() {
        Ok(name) => PyTypeError::new_err(format!("a text is str, bytes, another buffer of bytes or None, not {name}")),
        Err(error) => error,
    }
}

pub(super) fn check_surrogates(text: &Bound<'_, PyString>, surrogates: Surrogates) -> PyResult<()> {
    if surrogates == Surrogates::Replace {
        return Ok(());
    }
    let units = pystr::units(text)?;
    match with_units!(units, units => units.iter().position(|unit| char::from_u32(unit.code_point()).is_none())) {
        None => Ok(()),
        Some(at) => Err(PyValueError::new_err(format!(
            "lone surrogate at position {at}; surrogates=\"replace\" writes U+FFFD for it"
        ))),
    }
}

/// Clean one text: `Cleaner(preset, **options)(text)`.
///
/// Args:
///     text (str | bytes | None): the text; bytes, which any buffer of bytes may be, are UTF-8, and ill-formed parts of it become U+FFFD.
///     preset (str): "web", "text" or "html", as for `Cleaner`.
///     **options: override the preset, as for `Cleaner`.
///
/// Returns:
///     str | bytes | None: the clean text, of a str as str, of bytes as bytes; the same object if it is str or bytes and nothing changes.
///
/// Raises:
///     TypeError: for any other type.
///     ValueError: for an unknown preset, option or value; it names the choices.
///
/// >>> strigil.clean("<p>Salt &amp; pepper</p><p>ADVERTISEMENT</p><p>The end.</p>")
/// 'Salt & pepper\nThe end.'
#[pyfunction]
#[pyo3(signature = (text, /, preset = Argument(Options::WEB), **options), text_signature = "(text, /, preset='web', **options)")]
pub(super) fn clean<'py>(
    text: &Bound<'py, PyAny>,
    preset: Argument<Options>,
    options: Option<&Bound<'py, PyDict>>,
) -> PyResult<Bound<'py, PyAny>> {
    PyCleaner::new(preset, options)?.__call__(text, Argument(Url(None)))
}

/// A text on its way, in pieces: the result does not depend on where it is cut.
///
/// `Cleaner.stream` makes it. What it holds back between two calls is bounded by `Cleaner.max_pending`.
#[pyclass(name = "Stream", module = "strigil", frozen)]
pub(super) struct PyStream {
    surrogates: Surrogates,
    state: Mutex<State>,
}

struct State {
    /// None once the text has ended.
    stream: Option<Stream>,
    counts: Counts,
}

#[pymethods]
impl PyStream {
    /// Take the next piece of the text.
    ///
    /// Args:
    ///     chunk (str | bytes): the piece; bytes, which any buffer of bytes may be, are UTF-8, cut anywhere, even inside a character.
    ///
    /// Returns:
    ///     str: the clean text that is settled by now; it may be empty.
    ///
    /// Raises:
    ///     TypeError: for any other type.
    ///     ValueError: after `finish`; or for a lone surrogate, with `surrogates="error"`.
    ///     MemoryError: if there is no memory for the piece, which ends the text.
    #[pyo3(signature = (chunk, /))]
    fn feed<'py>(&self, chunk: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyString>> {
        let py = chunk.py();
        let mut out = Joined::new();
        // The code of a foreign buffer may use this stream, so that comes before the lock.
        let (text, bytes) = match chunk.cast::<PyString>() {
            Ok(text) => (Some(text), None),
            Err(_) => (None, bytes::of(chunk)?),
        };
        let mut state = self.lock(py);
        let Some(stream) = &mut state.stream else {
            return Err(ended());
        };
        if let Some(text) = text {
            check_surrogates(text, self.surrogates)?;
            let units = pystr::units(text)?;
            let text = lossy(units)?;
            detached(py, units.len() >= LONG, || stream.write(&text, &mut |piece| out.push(piece)));
        } else if let Some(bytes) = &bytes {
            let bytes = bytes.as_bytes();
            detached(py, bytes.len() >= LONG, || stream.write_bytes(bytes, &mut |piece| out.push(piece)));
        } else {
            let name = chunk.get_type().name()?;
            return Err(PyTypeError::new_err(format!("a chunk is str, bytes or another buffer of bytes, not {name}")));
        }
        // A part of the text is lost if there is no memory for it.
        let out = out.finish().map_err(PyErr::from).and_then(|out| PyString::from_bytes(py, out.as_bytes()));
        out.inspect_err(|_| state.stream = None)
    }

    /// End the text.
    ///
    /// Returns:
    ///     str: the rest of the clean text.
    ///
    /// Raises:
    ///     ValueError: if the text has ended already.
    fn finish<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyString>> {
        let mut out = Joined::new();
        let mut state = self.lock(py);
        let stream = state.stream.take().ok_or_else(ended)?;
        state.counts = stream.write_rest(&mut |piece| out.push(piece));
        PyString::from_bytes(py, out.finish()?.as_bytes())
    }

    /// Clean all pieces of a text, as they are asked for.
    ///
    /// Args:
    ///     chunks (Iterable[str | bytes]): the pieces, in order.
    ///
    /// Returns:
    ///     Iterator[str]: the pieces of the clean text, none of them empty. It ends the text.
    ///
    /// >>> "".join(strigil.Cleaner("web").stream().over(('Salt &am', 'p; pepper')))
    /// 'Salt & pepper'
    #[pyo3(signature = (chunks, /))]
    fn over(slf: &Bound<'_, Self>, chunks: &Bound<'_, PyAny>) -> PyResult<Pieces> {
        Ok(Pieces { stream: slf.clone().unbind(), chunks: chunks.try_iter()?.unbind() })
    }

    /// dict[str, int]: how often each rule changed the text, rules that did not left out; empty until the text has ended.
    #[getter]
    fn counts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let counts = self.lock(py).counts;
        let dict = PyDict::new(py);
        for rule in Rule::ALL.into_iter().filter(|rule| counts.get(*rule) > 0) {
            dict.set_item(rule.name(), counts.get(rule))?;
        }
        Ok(dict)
    }

    /// tuple[int, int]: how many words the clean text would have with its ad labels and furniture, and how many it has; words are runs
    /// of characters that are not white space. (0, 0) until the text has ended.
    #[getter]
    fn words(&self, py: Python<'_>) -> (u64, u64) {
        let counts = self.lock(py).counts;
        (counts.words_in, counts.words_out)
    }
}

impl PyStream {
    /// The state; after a panic in another thread it is as good as before. Who waits for it lets other Python threads run: the one
    /// that has it may need the interpreter to go on.
    fn lock(&self, py: Python<'_>) -> std::sync::MutexGuard<'_, State> {
        self.state.lock_py_attached(py).unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

fn ended() -> PyErr {
    PyValueError::new_err("the text has ended: start another stream")
}

/// The pieces of a clean text.
#[pyclass(frozen)]
pub(super) struct Pieces {
    stream: Py<PyStream>,
    chunks: Py<PyIterator>,
}

#[pymethods]
impl Pieces {
    fn __iter__(slf: Bound<'_, Self>) -> Bound<'_, Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyString>>> {
        let stream = self.stream.bind(py).get();
        for chunk in self.chunks.bind(py) {
            let piece = stream.feed(&chunk?)?;
            if piece.len()? > 0 {
                return Ok(Some(piece));
            }
            py.check_signals()?;
        }
        if stream.lock(py).stream.is_none() {
            return Ok(None);
        }
        let piece = stream.finish(py)?;
        Ok(if piece.len()? > 0 { Some(piece) } else { None })
    }
}
