//! Unicode normalisation (UAX #15). The rules: docs/reference/unicode.md.
//!
//! A search finds the segments that may change; only those are looked at one by one. Why this engine: docs/explanation/normalisation.md.

mod changes;
mod data;
mod hangul;
mod segment;
mod stage;
mod text;
#[cfg(feature = "python")]
mod units;

use std::borrow::Cow;
use std::ops::ControlFlow;

pub(crate) use changes::changes;
pub use data::{Form, UNICODE_VERSION};
pub(crate) use segment::Segment;
use segment::characters;
pub(crate) use stage::Unicode;

/// Brings `text` into `form`.
///
/// ```
/// use strigil::unicode::{Form, normalize};
/// assert_eq!(normalize("e\u{301}", Form::Nfc), "é");
/// ```
#[must_use]
pub fn normalize(text: &str, form: Form) -> Cow<'_, str> {
    let mut normalized = String::new();
    let mut kept = 0;
    let _ = changes(text, &mut Segment::new(form), usize::MAX, |range, change| {
        if normalized.is_empty() {
            normalized.reserve(text.len());
        }
        normalized.push_str(&text[kept..range.start]);
        normalized.extend(characters(change));
        kept = range.end;
        ControlFlow::Continue(())
    });
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    normalized.push_str(&text[kept..]);
    Cow::Owned(normalized)
}

/// Says whether `text` is in `form`.
#[must_use]
pub fn is_normalized(text: &str, form: Form) -> bool {
    changes(text, &mut Segment::new(form), usize::MAX, |_, _| ControlFlow::Break(())).is_continue()
}
