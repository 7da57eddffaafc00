//! The quick-check table: combining class and, for each form, whether the quick check of UAX #15 says Yes.

use std::fmt::Write;
use std::iter::once;

use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UNICODE_VERSION};
use unicode_normalization::{is_nfc_quick, is_nfd_quick, is_nfkc_quick, is_nfkd_quick};

pub fn table() -> String {
    let mut pages = Vec::new();
    let mut blocks: Vec<Vec<u16>> = Vec::new();
    for page in 0..0x1100_u32 {
        let block: Vec<u16> = (0..256).map(|low| row(page << 8 | low)).collect();
        let at = blocks.iter().position(|known| *known == block).unwrap_or_else(|| {
            blocks.push(block);
            blocks.len() - 1
        });
        pages.push(u8::try_from(at).expect("at most 256 different blocks"));
    }
    let flags: Vec<u16> = (0..0x1_0000).map(|code_point| flags(row(code_point))).collect();
    let (major, minor, micro) = UNICODE_VERSION;
    let mut text = String::new();
    writeln!(text, "/// The Unicode version of the normalisation data.").expect("a String takes all");
    writeln!(text, "pub const UNICODE_VERSION: &str = \"{major}.{minor}.{micro}\";").expect("a String takes all");
    writeln!(text, "static PAGES: [u8; {}] = {pages:?};", pages.len()).expect("a String takes all");
    writeln!(text, "static BLOCKS: [[u16; 256]; {}] = {blocks:?};", blocks.len()).expect("a String takes all");
    writeln!(text, "static FLAGS: [u8; {}] = {flags:?};", flags.len()).expect("a String takes all");
    text
}

/// A bit a form that is set unless the character is a boundary in it.
fn flags(row: u16) -> u16 {
    let class = row & 0xFF;
    if class == 0 { row >> 8 } else { 0xF }
}

fn row(code_point: u32) -> u16 {
    let Some(c) = char::from_u32(code_point) else {
        return 0;
    };
    let checks = [is_nfc_quick(once(c)), is_nfd_quick(once(c)), is_nfkc_quick(once(c)), is_nfkd_quick(once(c))];
    let bits = checks.iter().enumerate().map(|(at, check)| u16::from(*check != IsNormalized::Yes) << (8 + at));
    bits.sum::<u16>() | u16::from(canonical_combining_class(c))
}
