//! What may stand where: only src/python names pyo3, only src/python/pystr.rs and src/python/arrow/ffi have unsafe code,
//! generated files are as generated.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, io};

use say::say;

#[path = "common/say.rs"]
mod say;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            rust_files(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(())
}

/// The lines of src/ and build/ that hold `word` as a whole word outside comments, but for those in `allowed`.
fn lines_with(word: &str, allowed: &[&str]) -> Vec<String> {
    let mut files = vec![root().join("build.rs")];
    for folder in ["src", "build"] {
        rust_files(&root().join(folder), &mut files).expect("the sources can be read");
    }
    assert!(files.len() > 10, "the sources are not where this test looks");
    let mut lines = Vec::new();
    for path in files.iter().filter(|path| !allowed.iter().any(|allowed| path.starts_with(root().join(allowed)))) {
        let source = fs::read_to_string(path).expect("a source is UTF-8");
        for (number, line) in source.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default();
            if code.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == word) {
                lines.push(format!("{}:{}: {line}", path.display(), number + 1));
            }
        }
    }
    lines
}

#[test]
fn only_the_python_layer_names_pyo3() {
    let lines = lines_with("pyo3", &["src/python"]);
    assert!(lines.is_empty(), "{}", lines.join("\n"));
    assert!(!lines_with("pyo3", &[]).is_empty(), "this test finds nothing");
}

#[test]
fn only_pystr_and_the_arrow_interface_are_unsafe() {
    for word in ["unsafe", "unsafe_code"] {
        let lines = lines_with(word, &["src/python/pystr.rs", "src/python/arrow/ffi"]);
        assert!(lines.is_empty(), "{}", lines.join("\n"));
        assert!(!lines_with(word, &[]).is_empty(), "this test finds nothing");
    }
}

#[test]
fn generated_table_is_unchanged() {
    let python = Command::new("python3").args(["tools/generate_references.py", "--check"]).current_dir(root()).output();
    match python {
        Ok(output) => {
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(
                output.status.success(),
                "src/references/table.rs is not what tools/generate_references.py writes\n{errors}"
            );
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            say("SKIPPED, 1 generated file: there is no python3");
        }
        Err(error) => panic!("python3: {error}"),
    }
}
