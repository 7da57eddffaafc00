//! Cleans a column by its kind.

use std::collections::VecDeque;
use std::sync::Arc;

use super::ffi::{Column, Failure, Incoming, Kind, Source, Type};
use super::signals::Watch;
use super::split::split;
use super::work::Work;
use super::{strings, views};

/// The clean column; none if nothing changes.
pub(super) fn clean(column: &Column, work: &Work) -> Result<Option<Arc<Column>>, Failure> {
    match column.kind() {
        Kind::Utf8 | Kind::LargeUtf8 => strings::clean(column, work),
        Kind::Utf8View => views::clean(column, work),
        Kind::Dictionary => {
            let values = column.dictionary().map(|values| clean(values, work)).transpose()?;
            Ok(values.flatten().map(|values| column.with_dictionary(values)))
        }
        Kind::Struct => {
            let mut children: Vec<_> = column.own_children().collect();
            let mut changed = false;
            for child in &mut children {
                if let Some(clean) = clean(child, work)? {
                    *child = clean;
                    changed = true;
                }
            }
            changed.then(|| column.with_children(children)).transpose()
        }
        Kind::Other => Ok(None),
    }
}

/// The batches of a stream, each cleaned when it is asked for.
pub(super) struct Batches {
    source: Incoming,
    work: Work,
    watch: Watch,
    /// The rest of a batch that was split.
    parts: VecDeque<Arc<Column>>,
}

impl Batches {
    pub(super) fn new(source: Incoming, work: Work) -> Self {
        Batches { source, work, watch: Watch::new(), parts: VecDeque::new() }
    }

    pub(super) fn schema(&self) -> &Arc<Type> {
        self.source.schema()
    }
}

impl Source for Batches {
    fn next(&mut self) -> Result<Option<Arc<Column>>, Failure> {
        if let Some(part) = self.parts.pop_front() {
            return Ok(Some(part));
        }
        // A stream may have many batches, or never end.
        self.watch.look()?;
        let Some(batch) = self.source.next()? else { return Ok(None) };
        let Some(clean) = clean(&batch, &self.work)? else { return Ok(Some(batch)) };
        self.parts = split(clean, self.source.schema())?.into();
        Ok(self.parts.pop_front())
    }
}
