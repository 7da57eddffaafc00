//! Ad labels in text: scripts of ads, whole lines, words inside lines. The rules: docs/reference/labels.md.

mod characters;
mod fences;
mod fold;
mod furniture;
mod held;
mod inline;
mod kin;
mod kind;
mod known;
mod languages;
mod lines;
mod own;
mod payers;
mod pieces;
mod rows;
mod scripts;
mod starts;
mod statement;
mod tables;
mod units;
mod words;

use std::borrow::Cow;
use std::sync::Arc;

use fold::Folded;
use furniture::Furniture;
use inline::InlineLabels;
use kind::Judge;
use lines::Labels;
use scripts::Scripts;
use starts::Start;

use crate::counts::Rule;
use crate::stage::{Runner, Stage, run};

pub use languages::Languages;
pub(crate) use own::OwnRow;
pub(crate) use tables::Tables;

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
    run(text, &mut Runner::new(stages(level, languages, built_in(), false)))
}

/// Says whether a text reads as labels by the built-in rows.
pub(crate) fn is_label(text: &str) -> bool {
    let tables = &*tables::BUILT_IN;
    tables.starts.of(text) != Start::Text && tables.read(&Folded::new(text).words, Languages::ALL).is_some()
}

/// The folded form of a text, its words with spaces between.
pub(crate) fn folded(text: &str) -> String {
    Folded::new(text).joined()
}

/// The tables of the built-in rows.
pub(crate) fn built_in() -> Arc<Tables> {
    Arc::clone(&tables::BUILT_IN)
}

/// Makes the tables of all stages of labels and furniture.
#[cfg(feature = "python")]
pub(crate) fn prepare() {
    for prepare in [
        characters::prepare,
        payers::prepare,
        pieces::prepare,
        starts::prepare,
        statement::prepare,
        tables::prepare,
        words::prepare,
    ] {
        prepare();
    }
}

/// The stages `scripts`, `labels` and `inline labels`. `is_markup`: the text comes from markup.
pub(crate) fn stages(level: Level, languages: Languages, tables: Arc<Tables>, is_markup: bool) -> Vec<Box<dyn Stage>> {
    let judge = Judge { tables, languages, level };
    let mut stages: Vec<Box<dyn Stage>> =
        vec![Box::new(Scripts::default()), Box::new(Labels::new(judge.clone(), is_markup))];
    if languages.meets(words::inline_languages()) {
        stages.push(Box::new(InlineLabels::new(judge)));
    }
    stages
}

/// The stage `furniture`, and before it, unless the stages of labels have said it, what is code. `is_markup`: the text comes from markup.
pub(crate) fn furniture(languages: Languages, after_labels: bool, is_markup: bool) -> Vec<Box<dyn Stage>> {
    let mut stages: Vec<Box<dyn Stage>> = Vec::new();
    if !after_labels {
        stages.push(Box::new(Scripts::only_fences()));
    }
    stages.push(Box::new(Furniture::new(languages, is_markup)));
    stages
}

/// How many lines of `text` the stage `labels` removes.
pub(crate) fn count_lines(text: &str) -> u64 {
    let mut runner = Runner::new(stages(Level::Safe, Languages::ALL, built_in(), false));
    runner.run(text, true, &mut |_| ());
    [Rule::LabelLine, Rule::LabelWithCue, Rule::CallToAction].map(|rule| runner.counts().get(rule)).iter().sum()
}
