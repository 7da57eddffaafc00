//! The rule tables of python/strigil/rules as Rust source.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::bucket::{BUCKETS, bucket, word};

/// The lists of elements.toml, in the order of their flags.
const LISTS: [&str; 22] = [
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
    "fallback",
    "unrendered_in_svg",
    "unrendered_in_math",
    "apart",
    "control",
    "margin",
    "list",
    "known",
    "known_in_math",
];

pub fn elements(toml: &str) -> String {
    let table: toml::Table = toml::from_str(toml).expect("elements.toml is TOML");
    let mut elements: BTreeMap<&str, u32> = BTreeMap::new();
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
        writeln!(text, "pub(super) const {}: u32 = 1 << {bit};", list.to_uppercase()).expect("a String takes all");
    }
    let mut elements: Vec<(&str, u32)> = elements.into_iter().collect();
    // Those that pages use most come first: no names of mathematics, and short ones.
    elements.sort_by_key(|(name, flags)| (*flags == 1 << (LISTS.len() - 1), name.len()));
    let (names, flags): (Vec<&str>, Vec<u32>) = elements.into_iter().unzip();
    let count = names.len();
    let mut slots = vec![(0, 0, 0); BUCKETS];
    let mut others = Vec::new();
    for (number, name) in names.iter().enumerate() {
        let word = word(name.as_bytes());
        let slot = &mut slots[bucket(word)];
        // What has no room in its bucket must not take that of another.
        if slot.2 == 0 { *slot = (word, number, name.len()) } else { others.push((word, number, name.len())) }
    }
    for other in others {
        let home = bucket(other.0);
        let free = (home..home + BUCKETS).map(|slot| slot % BUCKETS).find(|slot| slots[*slot].2 == 0);
        slots[free.expect("there is room")] = other;
    }
    let in_math = flags.partition_point(|flags| *flags != 1 << (LISTS.len() - 1));
    writeln!(text, "/// The elements from this number on are markup only inside an open `math`.\npub(super) const IN_MATH: u16 = {in_math};")
        .expect("a String takes all");
    writeln!(text, "pub(super) static NAMES: [&str; {count}] = {names:?};").expect("a String takes all");
    writeln!(text, "pub(super) static FLAGS: [u32; {count}] = {flags:?};").expect("a String takes all");
    writeln!(text, "/// The word, number and length of each name: in its bucket, or in the next that is free.")
        .expect("a String takes all");
    writeln!(text, "pub(super) static SLOTS: [(u64, u16, u8); BUCKETS] = [").expect("a String takes all");
    for (word, number, len) in slots {
        writeln!(text, "(u64::from_le_bytes({:?}), {number}, {len}),", word.to_le_bytes()).expect("a String takes all");
    }
    text.push_str("];\n");
    text.push_str("impl Element {\n");
    for (at, name) in names.iter().enumerate() {
        let constant = name.replace('-', "_").to_uppercase();
        writeln!(text, "pub(in super::super) const {constant}: Element = Element({at});").expect("a String takes all");
    }
    text.push_str("}\n");
    text
}

/// The names of attributes.toml.
pub fn attributes(toml: &str) -> String {
    let table: toml::Table = toml::from_str(toml).expect("attributes.toml is TOML");
    let names = table["names"].as_array().expect("a list of names");
    let mut names: Vec<&str> = names.iter().map(|name| name.as_str().expect("a name")).collect();
    names.sort_unstable();
    let families: Vec<&str> = names.iter().copied().filter(|name| name.ends_with(['-', ':'])).collect();
    let letters = table["letters"].as_table().expect("a table of letters");
    let letters: Vec<(&str, &str)> = letters
        .iter()
        .flat_map(|(letter, elements)| {
            let elements = elements.as_array().expect("a list of elements");
            elements.iter().map(move |element| (letter.as_str(), element.as_str().expect("an element")))
        })
        .collect();
    format!(
        "/// In their order.\nstatic ATTRIBUTES: [&str; {}] = {names:?};\nstatic FAMILIES: [&str; {}] = {families:?};\n\
         /// With the elements that have them.\nstatic LETTERS: [(&str, &str); {}] = {letters:?};\n",
        names.len(),
        families.len(),
        letters.len(),
    )
}
