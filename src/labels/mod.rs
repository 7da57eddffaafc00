//! Ad labels in text: scripts of ads, whole lines, words inside lines. The rules: docs/reference/labels.md.

mod characters;
mod fold;
mod inline;
mod kind;
mod languages;
mod lines;
mod rows;
mod starts;
mod tables;
mod words;

use std::borrow::Cow;
use std::sync::Arc;

use inline::InlineLabels;
use kind::Judge;
use lines::Labels;

use crate::counts::Rule;
use crate::stage::{Runner, Stage, run};

pub use languages::Languages;

/// How far labels may be from certain and still go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Level {
    /// What is an ordinary word, too, goes only with a cue.
    Safe,
    /// It goes in any case.
    Strict,
}

/// Removes ad labels from `text`.
///
/// ```
/// use strigil::labels::{Languages, Level, strip_ad_labels};
/// let text = "Rain is expected.\n- Advertisement -\nThe advertisement ran for weeks.";
/// let clean = strip_ad_labels(text, Level::Safe, Languages::ALL);
/// assert_eq!(clean, "Rain is expected.\nThe advertisement ran for weeks.");
/// ```
#[must_use]
pub fn strip_ad_labels(text: &str, level: Level, languages: Languages) -> Cow<'_, str> {
    run(text, &mut Runner::new(stages(level, languages)))
}

/// The stages `labels` and `inline labels`.
pub(crate) fn stages(level: Level, languages: Languages) -> Vec<Box<dyn Stage>> {
    let judge = judge(level, languages);
    vec![Box::new(Labels::new(judge.clone())), Box::new(InlineLabels::new(judge))]
}

fn judge(level: Level, languages: Languages) -> Judge {
    Judge { tables: Arc::clone(&tables::BUILT_IN), languages, level }
}

/// How many lines of `text` the stage `labels` removes.
pub(crate) fn count_lines(text: &str) -> u64 {
    let mut runner = Runner::new(vec![Box::new(Labels::new(judge(Level::Safe, Languages::ALL)))]);
    runner.run(text, true, &mut |_| ());
    [Rule::LabelLine, Rule::LabelWithCue, Rule::CallToAction].map(|rule| runner.counts().get(rule)).iter().sum()
}
