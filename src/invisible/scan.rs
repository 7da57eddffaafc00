//! Counts invisible characters and shows what they hide. The rules: docs/reference/scan.md.

use super::characters::Class;
use super::find::find;
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
    /// How many go under each policy: safe, security, all.
    pub stripped: [u64; 3],
    /// What those that go under `Policy::Security` spell.
    pub hidden: Vec<String>,
}

/// Counts the invisible characters of `text`.
#[must_use]
pub fn scan(text: &str) -> Scan {
    let mut scan = Scan::default();
    let mut rest = text;
    while let Some(at) = find(rest, Policy::All) {
        let mut from_here = rest[at..].chars();
        if let Some(class) = from_here.next().and_then(Class::of) {
            scan.classes[class as usize] += 1;
        }
        rest = from_here.as_str();
    }
    if scan.classes.iter().any(|count| *count > 0) {
        scan.stripped = [Policy::Safe, Policy::Security, Policy::All].map(|policy| stripped(text, policy, None).0);
        scan.hidden = stripped(text, Policy::Security, Some(Hidden::default())).1;
    }
    scan
}

/// How many characters of `text` go under `policy`, and what they spell.
fn stripped(text: &str, policy: Policy, hidden: Option<Hidden>) -> (u64, Vec<String>) {
    let mut stage = Invisible { hidden, ..Invisible::new(policy) };
    let (mut buffer, mut counts) = (Buffer::default(), Counts::default());
    let mut out = Block::new(text, &mut buffer, &mut counts);
    stage.feed(text, &mut out);
    stage.finish(&mut out);
    let texts = stage.hidden.map(|hidden| hidden.texts).unwrap_or_default();
    (counts.get(Rule::Control) + counts.get(Rule::Invisible), texts)
}
