//! How rows are cleaned: one after another, or in items that several threads take.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::ffi::Failure;
use super::signals::{self, Watch};
use crate::python::bytes;
use crate::python::memory::NoMemory;
use crate::python::threads::{Pool, Threads};
use crate::{Cleaner, Worker};

/// Bytes of text in one item: enough to be worth the hand-over, little enough that all threads end together.
const ITEM: usize = 128 << 10;

/// What a row costs besides its text, in bytes of text.
const ROW: usize = 16;

/// The cleaner and its threads.
pub(super) struct Work {
    cleaner: Cleaner,
    pool: Pool,
}

/// The rows of a text column.
pub(super) trait Rows: Sync {
    fn len(&self) -> usize;

    /// The text of a row; none of a null.
    fn text(&self, row: usize) -> Option<&[u8]>;

    /// The length of a row's text in bytes.
    fn size(&self, row: usize) -> usize;

    /// Says whether a row is null and yet has a text, which is not to be copied.
    fn is_stale(&self, row: usize) -> bool;
}

/// What a changed column is written to, row by row.
pub(super) trait Output: Send {
    /// The next rows are as they were.
    fn keep(&mut self, rows: Range<usize>) -> Result<(), NoMemory>;

    /// The next row is this text.
    fn push(&mut self, text: &[u8]) -> Result<(), NoMemory>;
}

/// Rows that were cleaned together; no output if none of them changed.
pub(super) struct Item<O> {
    pub(super) rows: Range<usize>,
    pub(super) output: Option<O>,
}

impl Work {
    pub(super) fn new(cleaner: Cleaner, threads: Threads) -> Self {
        Work { cleaner, pool: Pool::new(threads) }
    }

    /// Cleans all rows. The items come in order; there is one only, unless several threads have something to do.
    pub(super) fn clean<O: Output>(
        &self,
        rows: &impl Rows,
        output: impl Fn(Range<usize>) -> Result<O, NoMemory> + Sync,
    ) -> Result<Vec<Item<O>>, Failure> {
        let ranges = if self.pool.is_single() { Vec::new() } else { cut(rows) };
        if ranges.len() < 2 {
            let (all, mut watch) = (0..rows.len(), Watch::new());
            let row = |size| Ok(watch.step(size)?);
            let output = clean_rows(&mut self.cleaner.worker(), rows, all.clone(), &output, row)?;
            return Ok(vec![Item { rows: all, output }]);
        }
        let stopped = AtomicBool::new(false);
        let item = |worker: &mut Worker, range: Range<usize>| {
            let row = |_| {
                // The thread that stopped it has the error that says why.
                if stopped.load(Ordering::Relaxed) { Err(Failure::other("stopped")) } else { Ok(()) }
            };
            Ok(Item { output: clean_rows(worker, rows, range.clone(), &output, row)?, rows: range })
        };
        let items = || ranges.into_par_iter().map_init(|| self.cleaner.worker(), item).collect();
        let items: Result<Vec<Item<O>>, Failure> = self.in_threads(items, || stopped.store(true, Ordering::Relaxed))?;
        let mut items = items?;
        if items.iter().any(|item| item.output.is_some()) {
            for item in items.iter_mut().filter(|item| item.output.is_none()) {
                if item.rows.clone().any(|row| rows.is_stale(row)) {
                    keep(item.output.insert(output(item.rows.clone())?), rows, item.rows.clone())?;
                }
            }
        }
        Ok(items)
    }

    /// Fills `out`: parts of these lengths, each by its number.
    pub(super) fn fill<T: Send>(
        &self,
        mut out: &mut [T],
        lengths: impl Iterator<Item = usize>,
        part: impl Fn(usize, &mut [T]) + Sync,
    ) -> Result<(), Failure> {
        let mut parts = Vec::new();
        for length in lengths {
            parts.push(out.split_off_mut(..length).expect("the parts are no longer than the whole"));
        }
        // Copying is quick: it ends by itself.
        self.in_threads(|| parts.into_par_iter().enumerate().for_each(|(number, out)| part(number, out)), || {})
    }

    fn in_threads<T: Send>(&self, job: impl FnOnce() -> T + Send, stop: impl Fn()) -> Result<T, Failure> {
        let pool = self.pool.get().map_err(|error| Failure::other(format!("no threads: {error}")))?;
        Ok(signals::in_threads(pool, job, stop)?)
    }
}

/// Cuts rows into items of about equal size.
fn cut(rows: &impl Rows) -> Vec<Range<usize>> {
    let mut items = Vec::new();
    let (mut start, mut size) = (0, 0);
    for row in 0..rows.len() {
        size += rows.size(row) + ROW;
        if size >= ITEM {
            items.push(start..row + 1);
            (start, size) = (row + 1, 0);
        }
    }
    if start < rows.len() {
        items.push(start..rows.len());
    }
    items
}

/// Adds rows in which nothing changes; nulls without the text that they may have.
fn keep(out: &mut impl Output, rows: &impl Rows, range: Range<usize>) -> Result<(), NoMemory> {
    let mut start = range.start;
    for row in range.clone().filter(|row| rows.is_stale(*row)) {
        out.keep(start..row)?;
        out.push(&[])?;
        start = row + 1;
    }
    out.keep(start..range.end)
}

/// Cleans some rows into an output that is made for the first one that changes. `done` is told of each row's size, and may end it.
fn clean_rows<O: Output>(
    worker: &mut Worker,
    rows: &impl Rows,
    range: Range<usize>,
    output: impl Fn(Range<usize>) -> Result<O, NoMemory>,
    mut done: impl FnMut(usize) -> Result<(), Failure>,
) -> Result<Option<O>, Failure> {
    let mut out: Option<O> = None;
    let mut start = range.start;
    for row in range.clone() {
        let text = rows.text(row);
        done(ROW + text.map_or(0, <[u8]>::len))?;
        let Some(text) = text else { continue };
        if let Some(clean) = bytes::clean(text, worker)? {
            let out = match &mut out {
                Some(out) => out,
                None => out.insert(output(range.clone())?),
            };
            keep(out, rows, start..row)?;
            out.push(&clean)?;
            start = row + 1;
        }
    }
    if let Some(out) = &mut out {
        keep(out, rows, start..range.end)?;
    }
    Ok(out)
}
