//! Words to whoever runs the tests.

use std::io::Write;

/// Says something that is seen even if the test passes: the test harness hides what `eprintln!` writes.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}
