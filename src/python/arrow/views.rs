//! Columns of `string_view`: rows that stay point to where they did, changed ones into buffers of their own.

use std::ops::Range;
use std::sync::Arc;

use super::ffi::{Column, Failure, INLINE, Views, rebased, view};
use super::work::{Item, Output, Rows, Work};
use crate::python::memory::{self, NoMemory, zeros};

/// The most bytes in one buffer: views count in 32 bits with a sign.
const BUFFER: usize = i32::MAX as usize;

/// The clean column; none if no row changes.
pub(super) fn clean(column: &Column, work: &Work) -> Result<Option<Arc<Column>>, Failure> {
    if column.len() == 0 {
        return Ok(None);
    }
    let views = Views::new(column)?;
    let mut items = work.clean(&views, |rows| Texts::new(&views, rows.len()))?;
    if items.iter().all(|item| item.output.is_none()) {
        return Ok(None);
    }
    if items.iter().flat_map(|item| &item.output).any(|texts| texts.too_long) {
        return Err(Failure::invalid("a text passes 2 GiB: it fits into no string_view"));
    }
    let (all, texts) = match (items.pop(), items.is_empty()) {
        (Some(Item { output: Some(only), .. }), true) => (only.all, only.buffers),
        (last, _) => {
            items.extend(last);
            join(&views, &items, work)?
        }
    };
    views.with(all, texts).map(Some)
}

impl Rows for Views<'_> {
    fn len(&self) -> usize {
        self.len()
    }

    fn text(&self, row: usize) -> Option<&[u8]> {
        (!self.is_null(row)).then(|| self.text(row))
    }

    fn size(&self, row: usize) -> usize {
        Rows::text(self, row).map_or(0, <[u8]>::len)
    }

    fn is_stale(&self, row: usize) -> bool {
        self.is_null(row) && self.view(row) != 0
    }
}

/// The views of some rows, and the texts of those that changed.
struct Texts<'a> {
    views: &'a Views<'a>,
    all: Vec<u128>,
    buffers: Vec<Vec<u8>>,
    too_long: bool,
}

impl<'a> Texts<'a> {
    fn new(views: &'a Views<'a>, rows: usize) -> Result<Self, NoMemory> {
        Ok(Texts { views, all: memory::room(rows)?, buffers: Vec::new(), too_long: false })
    }
}

impl Output for Texts<'_> {
    // There is room for all rows.
    fn keep(&mut self, rows: Range<usize>) -> Result<(), NoMemory> {
        self.all.extend(rows.map(|row| self.views.view(row)));
        Ok(())
    }

    fn push(&mut self, text: &[u8]) -> Result<(), NoMemory> {
        if text.len() <= INLINE {
            self.all.push(view(text, 0, 0));
            return Ok(());
        }
        if text.len() > BUFFER {
            self.too_long = true;
            return Ok(());
        }
        if self.buffers.last().is_none_or(|last| last.len() + text.len() > BUFFER) {
            self.buffers.push(Vec::new());
        }
        let buffer = self.buffers.len() - 1;
        let start = self.buffers[buffer].len();
        self.buffers[buffer].try_reserve(text.len())?;
        self.buffers[buffer].extend_from_slice(text);
        self.all.push(view(text, (self.views.buffers() + buffer).cast_signed() as i32, start.cast_signed() as i32));
        Ok(())
    }
}

/// The items in one, with few buffers.
fn join(views: &Views<'_>, items: &[Item<Texts<'_>>], work: &Work) -> Result<(Vec<u128>, Vec<Vec<u8>>), Failure> {
    // For each item, where its buffers begin in the new ones.
    let mut places = Vec::new();
    let mut groups: Vec<Vec<&[u8]>> = Vec::new();
    let mut size = BUFFER;
    for item in items {
        let mut places_of_item = Vec::new();
        for text in item.output.iter().flat_map(|texts| &texts.buffers) {
            if size + text.len() > BUFFER {
                groups.push(Vec::new());
                size = 0;
            }
            let group = groups.len() - 1;
            places_of_item.push(((views.buffers() + group).cast_signed() as i32, size.cast_signed() as i32));
            groups[group].push(text);
            size += text.len();
        }
        places.push(places_of_item);
    }
    let mut all = zeros!(u128, views.len());
    work.fill(&mut all, items.iter().map(|item| item.rows.len()), |number, out| {
        let Item { rows, output } = &items[number];
        match output {
            Some(texts) => {
                for (out, view) in out.iter_mut().zip(&texts.all) {
                    *out = rebased(*view, views.buffers(), &places[number]);
                }
            }
            None => out.iter_mut().zip(rows.clone()).for_each(|(out, row)| *out = views.view(row)),
        }
    })?;
    let mut texts = Vec::new();
    for group in groups {
        // Zeroed memory comes from the system untouched, so the threads that copy also share the cost of its first use.
        let mut text = zeros!(u8, group.iter().map(|part| part.len()).sum());
        work.fill(&mut text, group.iter().map(|part| part.len()), |number, out| out.copy_from_slice(group[number]))?;
        texts.push(text);
    }
    Ok((all, texts))
}
