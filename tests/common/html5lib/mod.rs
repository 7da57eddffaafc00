//! The tokenizer suite of html5lib-tests, run through `strigil::markup::tokenizer`. The format: that suite's
//! tokenizer/README.md. A case passes if the standard's tokens come out, whole and cut at every position.

pub mod case;
pub mod own;

mod comment;
mod differences;
mod doctype;
mod infoset;
mod output;
mod reader;

use case::Case;
pub use differences::Difference;
use differences::{SENTINEL, disarm};
use output::{Numbers, output};
use reader::read;
use serde_json::Value;

/// Runs a case in one of its initial states. `Ok(None)`: passed; `Ok(Some(_))`: differs in a known way.
pub fn run(case: &Case, state: &str) -> Result<Option<Difference>, String> {
    let start = reader::start(state, case.last_start_tag.as_deref())?;
    let pieces = read(&start, &[&case.input]);
    for (cut, _) in case.input.char_indices() {
        let (left, right) = case.input.split_at(cut);
        if read(&start, &[left, right]) != pieces {
            return Err(format!("another result when cut into {left:?} and {right:?}"));
        }
    }
    let characters: Vec<&str> = case.input.split_inclusive(|_| true).collect();
    if read(&start, &characters) != pieces {
        return Err("another result character by character".to_owned());
    }

    let found = output(&pieces, Numbers::AsUnescape, case.infoset);
    if found == case.output {
        return Ok(case.surrogates.then_some(Difference::Surrogates));
    }
    if output(&pieces, Numbers::AsStandard, case.infoset) == case.output {
        return Ok(Some(Difference::Numbers));
    }
    let disarmed = disarm(&case.input);
    if disarmed.contains(SENTINEL) {
        let pieces = read(&start, &[&disarmed]);
        if output(&pieces, Numbers::AsStandard, case.infoset) == case.output {
            return Ok(Some(Difference::Repair));
        }
    }
    Err(format!("expected {}\n     found    {}", Value::from(case.output.clone()), Value::from(found)))
}
