//! The rule tables of python/strigil/rules as Rust source.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::Deserialize;

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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Labels {
    #[serde(rename = "version")]
    _version: u32,
    label: Vec<Label>,
    call_to_action: Vec<CallToAction>,
    inline: Inline,
    decoration: Decoration,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    #[serde(rename = "language")]
    _language: String,
    #[serde(rename = "level")]
    _level: String,
    case: String,
    decorated: bool,
    text: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CallToAction {
    #[serde(rename = "language")]
    _language: String,
    text: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Inline {
    #[serde(rename = "language")]
    _language: String,
    words: Vec<String>,
    phrases: Vec<String>,
    credit_cues: Vec<String>,
    agencies: Vec<String>,
    not_after: Vec<String>,
    not_before: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Decoration {
    characters: String,
    arrows: String,
    rules: String,
    brackets: String,
}

pub fn labels(toml: &str) -> String {
    let labels: Labels = toml::from_str(toml).expect("labels.toml has the fields of its head comment");
    let rows = |any: bool, decorated: bool| -> BTreeSet<&str> {
        let rows = labels.label.iter().filter(|row| (row.case == "any") == any && row.decorated == decorated);
        rows.flat_map(|row| &row.text).map(String::as_str).collect()
    };
    for row in &labels.label {
        assert!(matches!(row.case.as_str(), "any" | "exact"), "labels.toml: unknown case {}", row.case);
    }
    let calls: BTreeSet<&String> = labels.call_to_action.iter().flat_map(|row| &row.text).collect();
    let decoration: BTreeSet<char> = labels.decoration.characters.chars().collect();
    let arrows: BTreeSet<char> = labels.decoration.arrows.chars().collect();
    let mut text = String::new();
    let mut list = |name: &str, ty: &str, items: String| {
        writeln!(text, "static {name}: &[{ty}] = &{items};").expect("a String takes all");
    };
    let quoted = |texts: &mut dyn Iterator<Item = &str>| format!("{:?}", texts.collect::<Vec<_>>());
    list("ANY_CASE", "&str", quoted(&mut rows(true, false).into_iter()));
    list("ANY_CASE_DECORATED", "&str", quoted(&mut rows(true, true).into_iter()));
    list("EXACT", "&str", quoted(&mut rows(false, false).into_iter()));
    list("EXACT_DECORATED", "&str", quoted(&mut rows(false, true).into_iter()));
    list("CALLS_TO_ACTION", "&str", quoted(&mut calls.into_iter().map(String::as_str)));
    list("DECORATION", "char", format!("{:?}", decoration.into_iter().collect::<Vec<_>>()));
    list("ARROWS", "char", format!("{:?}", arrows.into_iter().collect::<Vec<_>>()));
    list("RULES", "char", format!("{:?}", labels.decoration.rules.chars().collect::<Vec<_>>()));
    let brackets: Vec<char> = labels.decoration.brackets.chars().collect();
    let pairs: Vec<_> = brackets.chunks(2).map(|pair| (pair[0], pair[1])).collect();
    list("BRACKETS", "(char, char)", format!("{pairs:?}"));
    let inline = &labels.inline;
    for (name, texts) in [
        ("WORDS", &inline.words),
        ("PHRASES", &inline.phrases),
        ("CREDIT_CUES", &inline.credit_cues),
        ("AGENCIES", &inline.agencies),
        ("NOT_AFTER", &inline.not_after),
        ("NOT_BEFORE", &inline.not_before),
    ] {
        list(name, "&str", quoted(&mut texts.iter().map(String::as_str)));
    }
    text
}
