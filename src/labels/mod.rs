//! Ad labels in text: whole lines, then words inside lines. The rules: docs/reference/labels.md.

mod fold;
mod inline;
mod lines;
mod rows;
mod starts;

use std::borrow::Cow;

use inline::InlineLabels;
use lines::Labels;

use crate::counts::Rule;
use crate::stage::{Runner, Stage, run};

/// Removes ad labels from `text`.
///
/// ```
/// use strigil::labels::strip_ad_labels;
/// let text = "Rain is expected.\n- Advertisement -\nThe advertisement ran for weeks.";
/// assert_eq!(strip_ad_labels(text), "Rain is expected.\nThe advertisement ran for weeks.");
/// ```
#[must_use]
pub fn strip_ad_labels(text: &str) -> Cow<'_, str> {
    run(text, &mut Runner::new(stages()))
}

/// The stages `labels` and `inline labels`.
pub(crate) fn stages() -> Vec<Box<dyn Stage>> {
    vec![Box::new(Labels::default()), Box::new(InlineLabels::default())]
}

/// How many lines of `text` the stage `labels` removes.
pub(crate) fn count_lines(text: &str) -> u64 {
    let mut runner = Runner::new(vec![Box::new(Labels::default())]);
    runner.run(text, true, &mut |_| ());
    runner.counts().get(Rule::LabelLine) + runner.counts().get(Rule::CallToAction)
}
