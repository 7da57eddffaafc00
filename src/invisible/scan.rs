//! Counts invisible characters and shows what they hide. The rules: docs/reference/scan.md.

use super::characters::Class;
use super::find::Candidates;
use super::hidden::Hidden;
use super::{Invisible, Policy};
use crate::block::{Block, Buffer};
use crate::counts::{Counts, Rule};
use crate::stage::Stage;

/// The invisible characters of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// How many there are of each class, in the order of `Class::ALL`.
    pub classes: [u64; Class::ALL.len()],
    /// How many go under each policy, in the order of `Policy::ALL`.
    pub stripped: [u64; Policy::ALL.len()],
    /// What those that go under `Policy::Security` spell.
    pub hidden: Vec<String>,
}

/// Counts the invisible characters of `text`.
#[must_use]
pub fn scan(text: &str) -> Scan {
    let mut scan = Scan::default();
    let mut candidates = Candidates::new(text, Policy::All);
    let mut from = 0;
    while let Some(at) = candidates.next_from(from, text.len()) {
        if let Some(class) = text[at..].chars().next().and_then(Class::of) {
            scan.classes[class as usize] += 1;
        }
        from = at + 1;
    }
    if scan.classes.iter().any(|count| *count > 0) {
        for (policy, stripped) in Policy::ALL.into_iter().zip(&mut scan.stripped) {
            let hidden = (policy == Policy::Security).then_some(&mut scan.hidden);
            *stripped = strip(text, policy, hidden);
        }
    }
    scan
}

/// How many characters of `text` go under `policy`; what they spell goes to `texts`.
fn strip(text: &str, policy: Policy, texts: Option<&mut Vec<String>>) -> u64 {
    let mut stage = Invisible { hidden: texts.is_some().then(Hidden::default), ..Invisible::new(policy) };
    let (mut buffer, mut counts) = (Buffer::default(), Counts::default());
    let mut out = Block::new(text, &mut buffer, &mut counts);
    stage.feed(text, &mut out);
    stage.finish(&mut out);
    if let (Some(texts), Some(hidden)) = (texts, stage.hidden) {
        *texts = hidden.texts;
    }
    counts.get(Rule::Control) + counts.get(Rule::Invisible)
}
