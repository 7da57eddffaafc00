//! Lists of texts.

use std::sync::Arc;

use pyo3::exceptions::{PyRuntimeError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyIterator, PyList, PyString};
use rayon::prelude::*;

use super::bytes;
use super::cleaner::{check_surrogates, no_text};
use super::memory::NoMemory;
use super::options::{FromArgument, Surrogates, Url};
use super::pystr::{self, Units};
use super::threads::{Pool, Threads};
use super::transform::{Outcome, clean_units};
use super::workers::Workers;
use crate::{Cleaner, Worker};

/// Texts are cleaned when so many code points or bytes are there, or so many texts: enough to be worth the hand-over, little enough
/// to stay in the cache.
const SLAB: usize = 1 << 20;
const MOST_TEXTS: usize = 4096;

/// Cleans all texts of an iterable, each as one of the page at its url, if there are urls.
pub(super) fn batch<'py>(
    cleaner: &Cleaner,
    surrogates: Surrogates,
    texts: &Bound<'py, PyAny>,
    urls: Option<&Bound<'py, PyAny>>,
    threads: Threads,
) -> PyResult<Bound<'py, PyList>> {
    // The letters of a text are texts, too.
    if texts.is_instance_of::<PyString>() || bytes::buffer(texts)?.is_some() {
        let class = texts.get_type().name()?;
        return Err(PyTypeError::new_err(format!(
            "texts is an iterable of texts, not {class}: for one text call the cleaner, or pass [text]"
        )));
    }
    let mut urls = Urls::new(urls)?;
    let pool = Pool::new(threads);
    let results = PyList::empty(texts.py());
    let mut slab = Vec::new();
    let mut size = 0;
    for text in texts.try_iter()? {
        let text = Text::new(text?, surrogates)?;
        size += text.size()?;
        slab.push((text, urls.next()?));
        if size >= SLAB || slab.len() == MOST_TEXTS {
            clean_slab(cleaner, std::mem::take(&mut slab), &pool, &results)?;
            size = 0;
        }
    }
    clean_slab(cleaner, slab, &pool, &results)?;
    urls.end()?;
    Ok(results)
}

/// The urls of texts, if they have any.
struct Urls<'py>(Option<Bound<'py, PyIterator>>);

impl<'py> Urls<'py> {
    fn new(urls: Option<&Bound<'py, PyAny>>) -> PyResult<Self> {
        match urls {
            Some(url) if url.is_instance_of::<PyString>() => {
                Err(PyTypeError::new_err("urls is an iterable of str or None, one for each text, not str"))
            }
            Some(urls) => Ok(Urls(Some(urls.try_iter()?))),
            None => Ok(Urls(None)),
        }
    }

    fn next(&mut self) -> PyResult<Option<Arc<str>>> {
        let Some(urls) = &mut self.0 else { return Ok(None) };
        match urls.next() {
            Some(url) => Ok(Url::from_argument(&url?)?.0),
            None => Err(PyValueError::new_err("there are fewer urls than texts")),
        }
    }

    fn end(self) -> PyResult<()> {
        match self.0.and_then(|mut urls| urls.next()).transpose()? {
            Some(_) => Err(PyValueError::new_err("there are more urls than texts")),
            None => Ok(()),
        }
    }
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
        } else if text.is_none() {
            Ok(Text::None(text))
        } else {
            bytes::of(&text)?.map(Text::Bytes).ok_or_else(|| no_text(&text))
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
            (Text::Bytes(bytes), Clean::Bytes(clean)) => bytes::result(&bytes, clean.as_deref())?,
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

/// Texts, and the urls of their pages.
type Slab<'py> = Vec<(Text<'py>, Option<Arc<str>>)>;

fn clean_slab(cleaner: &Cleaner, slab: Slab<'_>, pool: &Pool, results: &Bound<'_, PyList>) -> PyResult<()> {
    let sources: PyResult<Vec<_>> = slab.iter().map(|(text, url)| Ok((text.source()?, url.as_ref()))).collect();
    let sources = sources?;
    let clean = results.py().detach(|| {
        if pool.is_single() {
            let mut workers = Workers::new(cleaner);
            return Ok(sources.iter().map(|(source, url)| clean(source, workers.of(*url))).collect());
        }
        let workers = || Workers::new(cleaner);
        let item = |workers: &mut Workers, (source, url): &(Source<'_>, Option<&_>)| clean(source, workers.of(*url));
        pool.get().map(|pool| pool.install(|| sources.par_iter().map_init(workers, item).collect()))
    });
    let clean: Result<Vec<Clean>, NoMemory> =
        clean.map_err(|error| PyRuntimeError::new_err(format!("no threads: {error}")))?;
    results.py().check_signals()?;
    for ((text, _), clean) in slab.into_iter().zip(clean?) {
        results.append(text.result(clean)?)?;
    }
    Ok(())
}

fn clean(source: &Source<'_>, worker: &mut Worker) -> Result<Clean, NoMemory> {
    Ok(match source {
        Source::None => Clean::None,
        Source::Str(units) => Clean::Str(clean_units(*units, worker)?),
        Source::Bytes(bytes) => Clean::Bytes(bytes::clean(bytes, worker)?),
    })
}
