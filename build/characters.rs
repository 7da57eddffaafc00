//! The classes and sets of characters.toml as a table: one row of bits a code point.
//!
//! Few rows differ, so a code point has the number of a row, in blocks of which each is there once.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

use super::places::{in_order, place};
use crate::ranges::ranges;

/// The classes in the order of `Class`: a row's low bits are a place in this list, counted from 1.
const CLASSES: [&str; 23] = [
    "control",
    "c1",
    "annotation",
    "filler",
    "soft_hyphen",
    "byte_order_mark",
    "word_joiner",
    "deprecated",
    "reserved",
    "joiner",
    "zero_width_space",
    "selector",
    "tag",
    "mongolian",
    "khmer",
    "jamo_filler",
    "grapheme_joiner",
    "operator",
    "shorthand",
    "musical",
    "bidi_override",
    "bidi",
    "bidi_mark",
];

/// Bits of a row that the class takes.
const CLASS_BITS: usize = 5;

/// Code points that share one entry of the first table.
const BLOCK: usize = 128;

#[derive(Deserialize)]
struct Characters {
    classes: BTreeMap<String, String>,
    sets: BTreeMap<String, String>,
}

pub fn table(toml: &str) -> String {
    let characters: Characters = toml::from_str(toml).expect("characters.toml has classes and sets");
    let mut rows = vec![0_u32; 0x11_0000];
    for (name, ranges) in &characters.classes {
        let class = CLASSES.iter().position(|class| class == name);
        let class = class.unwrap_or_else(|| panic!("characters.toml: unknown class {name}"));
        code_points(ranges).for_each(|code_point| rows[code_point] = class as u32 + 1);
    }
    let mut text = String::new();
    for (at, (name, ranges)) in characters.sets.iter().enumerate() {
        let bit = CLASS_BITS + at;
        writeln!(text, "pub(in super::super) const {}: u32 = 1 << {bit};", name.to_uppercase())
            .expect("a String takes all");
        code_points(ranges).for_each(|code_point| rows[code_point] |= 1 << bit);
    }
    // The rows that occur, and which one each code point has.
    let (mut kinds, mut blocks) = (BTreeMap::new(), BTreeMap::new());
    let kind_of: Vec<usize> = rows.iter().map(|row| place(&mut kinds, *row)).collect();
    let pages: Vec<usize> = kind_of.chunks(BLOCK).map(|block| place(&mut blocks, block)).collect();
    let (kinds, blocks) = (in_order(kinds), in_order(blocks));
    writeln!(text, "pub(super) const CLASS_MASK: u32 = (1 << {CLASS_BITS}) - 1;").expect("a String takes all");
    writeln!(text, "pub(super) const BLOCK: usize = {BLOCK};").expect("a String takes all");
    writeln!(text, "pub(super) static PAGES: [u16; {}] = {pages:?};", pages.len()).expect("a String takes all");
    writeln!(text, "pub(super) static BLOCKS: [[u8; BLOCK]; {}] = {blocks:?};", blocks.len())
        .expect("a String takes all");
    writeln!(text, "pub(super) static ROWS: [u32; {}] = {kinds:?};", kinds.len()).expect("a String takes all");
    text
}

/// The code points of ranges as the file writes them.
fn code_points(text: &str) -> impl Iterator<Item = usize> {
    ranges(text).flat_map(|(first, last)| first as usize..=last as usize)
}
