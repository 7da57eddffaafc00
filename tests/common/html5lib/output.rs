//! From what the tokenizer yields to the tokens of the suite.

use std::borrow::Cow;

use serde_json::{Map, Value, json};
use strigil::references::{Decoded, Found, Mode, read, unescape};

use super::comment::comment_data;
use super::differences::{rearm, rearm_decoded};
use super::doctype::doctype;
use super::infoset;
use super::reader::{Piece, Text};

/// What numeric references in text stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// What the pipeline makes of them: some are deleted, as `html.unescape` does.
    AsUnescape,
    /// 13.2.5.80.
    AsStandard,
}

/// The tokens of the suite.
pub fn output(pieces: &[Piece], numbers: Numbers, infoset: bool) -> Vec<Value> {
    let mut tokens = Vec::new();
    let mut characters = String::new();
    for piece in pieces {
        if let Piece::Text(kind, text) = piece {
            characters.push_str(&text_characters(*kind, &rearm(text), numbers));
        } else if let Some(token) = token(piece) {
            flush(&mut characters, &mut tokens);
            tokens.push(token);
        }
    }
    flush(&mut characters, &mut tokens);
    if infoset { tokens.iter().map(infoset::coerce).collect() } else { tokens }
}

fn flush(characters: &mut String, tokens: &mut Vec<Value>) {
    if !characters.is_empty() {
        tokens.push(json!(["Character", std::mem::take(characters)]));
    }
}

fn token(piece: &Piece) -> Option<Value> {
    Some(match piece {
        Piece::Text(..) | Piece::Void => return None,
        Piece::StartTag { name, attributes, self_closing } => {
            let mut map = Map::new();
            for (name, value) in attributes {
                // The first of two with one name holds.
                map.entry(no_nul(&rearm(name))).or_insert_with(|| no_nul(&rearm_decoded(value)).into());
            }
            let name = no_nul(&rearm(name));
            if *self_closing { json!(["StartTag", name, map, true]) } else { json!(["StartTag", name, map]) }
        }
        Piece::EndTag(name) => json!(["EndTag", no_nul(&rearm(name))]),
        Piece::Comment(source) => json!(["Comment", no_nul(comment_data(&rearm(source)))]),
        Piece::Doctype(source) => doctype(&no_nul(&rearm(source))),
    })
}

/// In all states but two a NULL is an error that gives U+FFFD.
fn no_nul(text: &str) -> String {
    text.replace('\0', "\u{FFFD}")
}

fn text_characters(kind: Text, text: &str, numbers: Numbers) -> String {
    let decoded = match (kind, numbers) {
        (Text::Raw | Text::Cdata, _) => Cow::Borrowed(text),
        (_, Numbers::AsUnescape) => unescape(text, Mode::Html),
        (_, Numbers::AsStandard) => Cow::Owned(unescape_as_standard(text)),
    };
    // In data and in CDATA sections a NULL stays: tree construction deals with it.
    if matches!(kind, Text::Data | Text::Cdata) { decoded.into_owned() } else { no_nul(&decoded) }
}

/// Names as in text, which mode `Html` has; numbers as the standard has them, which mode `Attribute` has.
fn unescape_as_standard(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let mode = if rest.starts_with("&#") { Mode::Attribute } else { Mode::Html };
        let (len, decoded) = match read(rest.as_bytes(), mode, true) {
            Found::Reference { len, text } => (len, text),
            Found::Nothing | Found::Partial => (1, Decoded(Some('&'), None)),
        };
        out.push_str(decoded.as_str(&mut [0; 8]));
        rest = &rest[len..];
    }
    out + rest
}
