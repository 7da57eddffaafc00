//! Where strigil differs from the standard on purpose. A case differs in a known way only if undoing exactly that
//! difference gives the standard's tokens, so nothing else can hide behind it.

use strigil::references::{Found, Mode, read};

/// A known difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// Text is decoded as `html.unescape` does, which deletes the numeric references to controls and noncharacters
    /// (docs/reference/references.md). Undone: these references as the standard has them.
    Numbers,
    /// In-tag repair reads some references inside a tag as the syntax that they name (docs/reference/markup.md, 1.2).
    /// Undone: the `&` of these references replaced by a character that means nothing to the tokenizer.
    Repair,
    /// The input holds lone surrogates: no `str` does, the front end writes U+FFFD for each. Undone: U+FFFD in the
    /// expected output as well.
    Surrogates,
}

impl Difference {
    pub const ALL: [Difference; 3] = [Difference::Numbers, Difference::Repair, Difference::Surrogates];

    /// The name in our own cases.
    pub fn name(self) -> &'static str {
        match self {
            Difference::Numbers => "numbers",
            Difference::Repair => "repair",
            Difference::Surrogates => "surrogates",
        }
    }
}

/// Stands for the `&` of a reference that in-tag repair would read.
pub const SENTINEL: char = '\u{10FFFE}';

const REPAIRED: [&str; 9] = ["\t", "\n", "\x0C", "\r", " ", "/", "=", "\"", "'"];

/// Replaces the `&` of each reference that in-tag repair reads.
pub fn disarm(input: &str) -> String {
    let is_repaired = |at: usize| match read(&input.as_bytes()[at..], Mode::Attribute, true) {
        Found::Reference { len, text } => {
            input[at..at + len].ends_with(';') && REPAIRED.contains(&text.as_str(&mut [0; 8]))
        }
        Found::Nothing | Found::Partial => false,
    };
    input.char_indices().map(|(at, c)| if c == '&' && is_repaired(at) { SENTINEL } else { c }).collect()
}

/// The text with its `&` back.
pub fn rearm(text: &str) -> String {
    text.replace(SENTINEL, "&")
}

/// The same for an attribute's value, in which all other references have been decoded.
pub fn rearm_decoded(value: &str) -> String {
    let mut parts = value.split(SENTINEL);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let reference = format!("&{part}");
        match read(reference.as_bytes(), Mode::Attribute, true) {
            Found::Reference { len, text } => {
                out.push_str(text.as_str(&mut [0; 8]));
                out.push_str(&reference[len..]);
            }
            Found::Nothing | Found::Partial => out.push_str(&reference),
        }
    }
    out
}
