//! The tokenizer against the HTML Standard: the tokenizer suite of html5lib-tests, and cases of our own.
//!
//! Reads every `*.test` file under the folder that `HTML5LIB_TESTS` names (default: ../shared/data).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use html5lib::case::{Case, cases};
use html5lib::{Difference, run};
use say::say;

#[path = "common/html5lib/mod.rs"]
mod html5lib;
#[path = "common/say.rs"]
mod say;

/// How many runs of a file differ in a known way: (file, its runs, known differences, how many of them). Files that are not
/// here, or that have grown, may differ in the known ways as often as they like.
const KNOWN: [(&str, usize, Difference, usize); 3] = [
    ("entities.test", 80, Difference::Numbers, 0),
    ("namedEntities.test", 4210, Difference::Numbers, 0),
    ("numericEntities.test", 336, Difference::Numbers, 94),
];

/// What became of the runs of one file: a case runs once for each of its initial states.
#[derive(Default)]
struct Tally {
    /// Each case names its known difference.
    strict: bool,
    runs: usize,
    passed: usize,
    known: BTreeMap<Difference, usize>,
    failures: Vec<String>,
}

impl Tally {
    fn add(&mut self, case: &Case) {
        for state in &case.states {
            self.runs += 1;
            let result = run(case, state);
            let expected = case.difference.as_deref();
            match result {
                Ok(found) if self.strict && found.map(Difference::name) != expected => {
                    self.fail(case, state, &format!("the known difference should be {expected:?}, is {found:?}"));
                }
                Ok(None) => self.passed += 1,
                Ok(Some(difference)) => *self.known.entry(difference).or_default() += 1,
                Err(failure) => self.fail(case, state, &failure),
            }
        }
    }

    fn fail(&mut self, case: &Case, state: &str, failure: &str) {
        self.failures.push(format!("{} ({state})\n     input {:?}\n     {failure}", case.description, case.input));
    }

    /// Says the counts in one line.
    fn say(&self, name: &str) {
        let known: Vec<String> = Difference::ALL
            .iter()
            .map(|difference| format!("{} {}", difference.name(), self.known.get(difference).unwrap_or(&0)))
            .collect();
        let (passed, failed) = (self.passed, self.failures.len());
        say(&format!("{name}: {passed} passed, {failed} failed, known differences: {}", known.join(", ")));
    }
}

fn tally(json: &str, strict: bool) -> Result<Tally, String> {
    let mut tally = Tally { strict, ..Tally::default() };
    cases(json)?.iter().for_each(|case| tally.add(case));
    Ok(tally)
}

/// The `*.test` files under a folder.
fn test_files(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            test_files(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "test") {
            files.push(path);
        }
    }
}

#[test]
fn html5lib_tests() {
    let folder = env::var_os("HTML5LIB_TESTS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data"), PathBuf::from);
    let mut files = Vec::new();
    test_files(&folder, &mut files);
    files.sort();
    if files.is_empty() {
        let suites = KNOWN.len();
        say(&format!("SKIPPED, {suites} suites: no *.test file under {} (HTML5LIB_TESTS)", folder.display()));
        return;
    }
    let mut failures = Vec::new();
    for path in files {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let json = fs::read_to_string(&path).map_err(|error| error.to_string());
        match json.and_then(|json| tally(&json, false)) {
            Ok(tally) => {
                tally.say(&name);
                for (_, _, difference, count) in
                    KNOWN.iter().filter(|(file, runs, ..)| *file == name && *runs == tally.runs)
                {
                    let found = tally.known.get(difference).unwrap_or(&0);
                    if found != count {
                        failures.push(format!("{name}: {found} of the known difference {difference:?}, not {count}"));
                    }
                }
                failures.extend(tally.failures.iter().map(|failure| format!("{name}: {failure}")));
            }
            Err(error) => failures.push(format!("{}: {error}", path.display())),
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn own_cases() {
    let tally = tally(html5lib::own::CASES, true).expect("the cases are well-formed");
    tally.say("own cases");
    assert!(tally.failures.is_empty(), "{} failures\n{}", tally.failures.len(), tally.failures.join("\n"));
}

/// Beyond the standard (docs/reference/markup.md, 1.1): a name of more than 256 bytes is never markup.
#[test]
fn long_names() {
    for (len, is_markup) in [(256, true), (257, false)] {
        let tag = format!("<{}>", "a".repeat(len));
        let output = if is_markup {
            format!(r#"["StartTag", "{}", {{}}]"#, "a".repeat(len))
        } else {
            format!(r#"["Character", "{tag}"]"#)
        };
        let json = format!(r#"{{"tests": [{{"description": "", "input": "{tag}", "output": [{output}]}}]}}"#);
        let tally = tally(&json, true).expect("the case is well-formed");
        assert!(tally.failures.is_empty(), "{}", tally.failures.join("\n"));
    }
}
