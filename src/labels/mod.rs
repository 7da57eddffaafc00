//! Ad labels in text: whole lines, then words inside lines. The rules: docs/reference/labels.md.

mod fold;
mod inline;
mod lines;
mod rows;

use std::borrow::Cow;

pub(crate) use inline::InlineLabels;
pub(crate) use lines::Labels;

use crate::stage::run;

/// Removes ad labels from `text`.
///
/// ```
/// use strigil::labels::strip_ad_labels;
/// let text = "Rain is expected.\n- Advertisement -\nThe advertisement ran for weeks.";
/// assert_eq!(strip_ad_labels(text), "Rain is expected.\nThe advertisement ran for weeks.");
/// ```
#[must_use]
pub fn strip_ad_labels(text: &str) -> Cow<'_, str> {
    run(text, &mut [&mut Labels::default(), &mut InlineLabels::default()]).0
}
