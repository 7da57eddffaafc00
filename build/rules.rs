//! The rule tables of python/strigil/rules as Rust source.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde::Deserialize;

use crate::bucket::{BUCKETS, bucket};

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
    elements.sort_by_key(|(name, _)| bucket(name.as_bytes()));
    writeln!(text, "pub(super) static ELEMENTS: [(&str, u16); {}] = [", elements.len()).expect("a String takes all");
    for (name, flags) in &elements {
        writeln!(text, "({name:?}, {flags}),").expect("a String takes all");
    }
    let start = |limit| elements.iter().filter(|(name, _)| bucket(name.as_bytes()) < limit).count();
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
struct Ads {
    #[serde(rename = "version")]
    _version: u32,
    system: Vec<System>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct System {
    name: String,
    tier: String,
    #[serde(rename = "source")]
    _source: String,
    #[serde(rename = "match")]
    matches: Vec<Match>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Match {
    tag: Option<String>,
    class: Option<String>,
    id: Option<String>,
    attr: Option<String>,
    value: Option<String>,
}

pub fn ads(toml: &str) -> String {
    let ads: Ads = toml::from_str(toml).expect("ads.toml has the fields of its head comment");
    let matches = || ads.system.iter().flat_map(|system| &system.matches);
    let attributes: BTreeSet<&str> = matches().filter_map(|row| row.attr.as_deref()).chain(["class", "id"]).collect();
    let attributes: Vec<&str> = attributes.into_iter().collect();
    let number = |name: &str| attributes.iter().position(|known| *known == name);
    let mut text =
        format!("/// The attributes that rules ask for.\nstatic ATTRIBUTES: [&str; {}] = ", attributes.len());
    writeln!(text, "{attributes:?};").expect("a String takes all");
    for (constant, name) in [("CLASS", "class"), ("ID", "id")] {
        writeln!(text, "const {constant}: usize = {};", number(name).unwrap_or_default()).expect("a String takes all");
    }
    text.push_str("static AD_RULES: &[AdRule] = &[\n");
    for system in &ads.system {
        assert_eq!(system.tier, "A", "ads.toml: {}: only tier A is known", system.name);
        for Match { tag, class, id, attr, value } in &system.matches {
            assert!(value.is_none() || attr.is_some(), "ads.toml: {}: value without attr", system.name);
            let (class, id, value) = (pattern(class.as_deref()), pattern(id.as_deref()), pattern(value.as_deref()));
            let attr = attr.as_deref().and_then(number);
            writeln!(text, "AdRule {{ tag: {tag:?}, class: {class}, id: {id}, attr: {attr:?}, value: {value} }},")
                .expect("a String takes all");
        }
    }
    text.push_str("];\n");
    text
}

/// A name with wildcards, split at the first of them.
fn pattern(name: Option<&str>) -> String {
    let Some(name) = name else { return "None".to_owned() };
    let (start, rest) = name.split_at(name.find(['*', '[']).unwrap_or(name.len()));
    format!("Some(Pattern {{ start: {start:?}, rest: {rest:?} }})")
}
