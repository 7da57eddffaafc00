//! Turns the rule tables of python/strigil/rules and the normalisation data into static tables.

#[path = "src/markup/bucket.rs"]
mod bucket;
#[path = "build/characters.rs"]
mod characters;
#[path = "build/labels.rs"]
mod labels;
#[path = "build/normalization.rs"]
mod normalization;
#[path = "build/places.rs"]
mod places;
#[path = "build/ranges.rs"]
mod ranges;
#[path = "build/rules.rs"]
mod rules;

use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/markup/bucket.rs");
    println!("cargo::rerun-if-changed=python/strigil/rules");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    let rules = Path::new("python/strigil/rules");
    let write = |name: &str, text: String| fs::write(out.join(name), text).expect("OUT_DIR can be written");
    write("characters.rs", characters::table(&read(rules, "characters.toml")));
    write("normalization.rs", normalization::tables());
    write("elements.rs", rules::elements(&read(rules, "elements.toml")));
    write("attributes.rs", rules::attributes(&read(rules, "attributes.toml")));
    write("labels.rs", labels::tables(&read(rules, "labels.toml"), &read(rules, "furniture.toml")));
}

fn read(folder: &Path, name: &str) -> String {
    let path = folder.join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
