//! The rule tables of python/strigil/rules as Rust source.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::bucket::{BUCKETS, bucket, word};

/// The lists of elements.toml, in the order of their flags.
const LISTS: [&str; 15] = [
    "void",
    "raw_text",
    "escapable_raw_text",
    "script",
    "formatting",
    "special",
    "scope_wall",
    "closes_p",
    "heading",
    "block",
    "cell",
    "verbatim",
    "skipped",
    "known",
    "known_in_math",
];

pub fn elements(toml: &str) -> String {
    let table: toml::Table = toml::from_str(toml).expect("elements.toml is TOML");
    let mut elements: BTreeMap<&str, u16> = BTreeMap::new();
    for (key, value) in &table {
        if key == "version" {
            continue;
        }
        let bit =
            LISTS.iter().position(|list| list == key).unwrap_or_else(|| panic!("elements.toml: unknown list {key}"));
        for name in value.as_array().expect("a list of names") {
            *elements.entry(name.as_str().expect("a name")).or_default() |= 1 << bit;
        }
    }
    let mut text = String::new();
    for (bit, list) in LISTS.iter().enumerate() {
        writeln!(text, "pub(super) const {}: u16 = 1 << {bit};", list.to_uppercase()).expect("a String takes all");
    }
    let mut elements: Vec<(&str, u16)> = elements.into_iter().collect();
    let bucket = |name: &str| bucket(word(name.as_bytes()));
    elements.sort_by_key(|(name, _)| bucket(name));
    writeln!(text, "pub(super) static ELEMENTS: [(u64, &str, u16); {}] = [", elements.len())
        .expect("a String takes all");
    for (name, flags) in &elements {
        let word = word(name.as_bytes()).to_le_bytes();
        writeln!(text, "(u64::from_le_bytes({word:?}), {name:?}, {flags}),").expect("a String takes all");
    }
    let start = |limit| elements.iter().filter(|(name, _)| bucket(name) < limit).count();
    let starts: Vec<usize> = (0..=BUCKETS).map(start).collect();
    writeln!(text, "];\n/// Where the names of each bucket start.").expect("a String takes all");
    writeln!(text, "pub(super) static STARTS: [u16; BUCKETS + 1] = {starts:?};").expect("a String takes all");
    text.push_str("impl Element {\n");
    for (at, (name, _)) in elements.iter().enumerate() {
        let constant = name.replace('-', "_").to_uppercase();
        writeln!(text, "pub(in super::super) const {constant}: Element = Element({at});").expect("a String takes all");
    }
    text.push_str("}\n");
    text
}
