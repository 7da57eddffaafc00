//! The texts that the environment gives: `STRIGIL_BENCH_TEXTS` names a JSON Lines file (plain or gzip) of objects with a `text`.

use std::fs;
use std::io::Read;
use std::path::Path;

pub fn texts() -> Option<impl Iterator<Item = String>> {
    let path = std::env::var("STRIGIL_BENCH_TEXTS").ok()?;
    let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut lines = String::new();
    if Path::new(&path).extension().is_some_and(|extension| extension == "gz") {
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut lines).expect("gzip of UTF-8");
    } else {
        lines = String::from_utf8(bytes).expect("UTF-8");
    }
    let documents: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).expect("JSON Lines")).collect();
    Some(documents.into_iter().filter_map(|document| document["text"].as_str().map(str::to_owned)))
}
