//! Lists of texts.

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList, PyString};
use rayon::prelude::*;

use super::bytes::{changed, result};
use super::cleaner::{check_surrogates, no_text};
use super::options::Surrogates;
use super::pystr::{self, Units};
use super::threads::{Pool, Threads};
use super::transform::{Outcome, clean_units};
use crate::{Cleaner, Worker};

/// Texts are cleaned when so many code points or bytes are there, or so many texts: enough to be worth the hand-over, little enough
/// to stay in the cache.
const SLAB: usize = 1 << 20;
const MOST_TEXTS: usize = 4096;

/// Cleans all texts of an iterable.
pub(super) fn batch<'py>(
    cleaner: &Cleaner,
    surrogates: Surrogates,
    texts: &Bound<'py, PyAny>,
    threads: Threads,
) -> PyResult<Bound<'py, PyList>> {
    let pool = Pool::new(threads);
    let results = PyList::empty(texts.py());
    let mut slab = Vec::new();
    let mut size = 0;
    for text in texts.try_iter()? {
        let text = Text::new(text?, surrogates)?;
        size += text.size()?;
        slab.push(text);
        if size >= SLAB || slab.len() == MOST_TEXTS {
            clean_slab(cleaner, std::mem::take(&mut slab), &pool, &results)?;
            size = 0;
        }
    }
    clean_slab(cleaner, slab, &pool, &results)?;
    Ok(results)
}

/// An item of the list.
enum Text<'py> {
    None(Bound<'py, PyAny>),
    Str(Bound<'py, PyString>),
    Bytes(Bound<'py, PyBytes>),
}

impl<'py> Text<'py> {
    fn new(text: Bound<'py, PyAny>, surrogates: Surrogates) -> PyResult<Self> {
        if let Ok(text) = text.cast::<PyString>() {
            check_surrogates(text, surrogates)?;
            Ok(Text::Str(text.clone()))
        } else if let Ok(bytes) = text.cast::<PyBytes>() {
            Ok(Text::Bytes(bytes.clone()))
        } else if text.is_none() {
            Ok(Text::None(text))
        } else {
            Err(no_text(&text))
        }
    }

    /// Its length, whatever an instance of a subclass says about it.
    fn size(&self) -> PyResult<usize> {
        Ok(match self {
            Text::None(_) => 0,
            Text::Str(text) => pystr::units(text)?.len(),
            Text::Bytes(bytes) => bytes.as_bytes().len(),
        })
    }

    /// What threads can read of it.
    fn source(&self) -> PyResult<Source<'_>> {
        Ok(match self {
            Text::None(_) => Source::None,
            Text::Str(text) => Source::Str(pystr::units(text)?),
            Text::Bytes(bytes) => Source::Bytes(bytes.as_bytes()),
        })
    }

    fn result(self, clean: Clean) -> PyResult<Bound<'py, PyAny>> {
        Ok(match (self, clean) {
            (Text::Str(text), Clean::Str(outcome)) => outcome.string(&text)?.into_any(),
            (Text::Bytes(bytes), Clean::Bytes(clean)) => result(&bytes, clean.as_deref()),
            (Text::Bytes(bytes), _) => bytes.into_any(),
            (Text::Str(text), _) => text.into_any(),
            (Text::None(none), _) => none,
        })
    }
}

enum Source<'a> {
    None,
    Str(Units<'a>),
    Bytes(&'a [u8]),
}

/// What becomes of an item.
enum Clean {
    None,
    Str(Outcome),
    /// None if it stays as it is.
    Bytes(Option<Vec<u8>>),
}

fn clean_slab(cleaner: &Cleaner, slab: Vec<Text<'_>>, pool: &Pool, results: &Bound<'_, PyList>) -> PyResult<()> {
    let sources = slab.iter().map(Text::source).collect::<PyResult<Vec<_>>>()?;
    let clean = results.py().detach(|| {
        if pool.is_single() {
            let mut worker = cleaner.worker();
            return Ok(sources.iter().map(|source| clean(source, &mut worker)).collect());
        }
        let items =
            || sources.par_iter().map_init(|| cleaner.worker(), |worker, source| clean(source, worker)).collect();
        pool.get().map(|pool| pool.install(items))
    });
    let clean: Vec<Clean> = clean.map_err(|error| PyRuntimeError::new_err(format!("no threads: {error}")))?;
    for (text, clean) in slab.into_iter().zip(clean) {
        results.append(text.result(clean)?)?;
    }
    Ok(())
}

fn clean(source: &Source<'_>, worker: &mut Worker) -> Clean {
    match source {
        Source::None => Clean::None,
        Source::Str(units) => Clean::Str(clean_units(*units, worker)),
        Source::Bytes(bytes) => Clean::Bytes(changed(worker.clean_bytes(bytes), bytes)),
    }
}
