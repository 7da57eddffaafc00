//! A str brought into a normalisation form at its own width.

use std::ops::ControlFlow;

use super::memory::NoMemory;
use super::transform::{CodePoints, FromUnits};
use crate::seek::Unit;
use crate::unicode::{Form, Segment, changes};

/// The text in the form; none if it is in it already.
pub(super) fn normalized<U: Unit>(units: &[U], form: Form) -> Result<Option<CodePoints>, NoMemory>
where
    CodePoints: FromUnits<U>,
{
    let mut normalized = None;
    let mut kept = 0;
    let all = changes(units, &mut Segment::new(form), usize::MAX, |range, change| {
        let mut push = || -> Result<(), NoMemory> {
            let normalized = match &mut normalized {
                Some(normalized) => normalized,
                None => normalized.insert(CodePoints::from_units(&[], units.len())?),
            };
            // Where changes are dense they mostly stand side by side.
            if kept < range.start {
                normalized.push_units(units, kept..range.start)?;
            }
            kept = range.end;
            match change {
                [c] => normalized.push_code_point(c.code_point()),
                _ => normalized.push_code_points(change.iter().map(|c| c.code_point())),
            }
        };
        if push().is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    if all.is_break() {
        return Err(NoMemory);
    }
    if let Some(normalized) = &mut normalized {
        normalized.push_units(units, kept..units.len())?;
    }
    Ok(normalized)
}

/// Says whether the text is in the form. Nothing is built, and the first difference decides.
pub(super) fn is_normalized<U: Unit>(units: &[U], form: Form) -> bool {
    changes(units, &mut Segment::new(form), usize::MAX, |_, _| ControlFlow::Break(())).is_continue()
}
