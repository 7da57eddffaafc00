//! Counts references, level by level. The rules: docs/reference/scan.md.

use std::borrow::Cow;

use super::levels::{MOST_LEVELS, levels_for};
use super::{Keep, Levels, Mode, References};
use crate::counts::Rule;
use crate::stage::{Runner, run};

/// The references of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// How many there are at each level.
    pub references: [u64; MOST_LEVELS as usize],
    /// The last level at which `Levels::Auto` decodes any.
    pub levels: u8,
}

/// Counts the references of `text`.
#[must_use]
pub fn scan(text: &str) -> Scan {
    let once = References { mode: Mode::Html, levels: Levels::ONE, keep: Keep::NOTHING };
    let mut scan = Scan::default();
    let mut text = Cow::Borrowed(text);
    let mut chosen = 0;
    for (level, count) in (1..).zip(&mut scan.references) {
        let mut runner = Runner::new(once.stages());
        let decoded = run(&text, &mut runner);
        *count = runner.counts().get(Rule::Reference);
        // Nothing is left for the next level either.
        if *count == 0 {
            break;
        }
        text = Cow::Owned(decoded.into_owned());
        if level == 1 {
            chosen = levels_for(&text, &once);
        }
        if level <= chosen {
            scan.levels = level;
        }
    }
    scan
}
