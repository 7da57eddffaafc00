//! What a document type says, from its source (13.2.5.53 to 13.2.5.68).

use serde_json::{Value, json};

const SPACE: [char; 4] = ['\t', '\n', '\x0C', ' '];

#[derive(Default)]
struct Doctype<'a> {
    name: Option<String>,
    public: Option<&'a str>,
    system: Option<&'a str>,
    quirks: bool,
}

/// The token of the doctype that is exactly `source`, NULLs replaced; without `>` if the input ends in it.
pub fn doctype(source: &str) -> Value {
    let body = &source["<!doctype".len()..];
    let (body, closed) = body.strip_suffix('>').map_or((body, false), |body| (body, true));
    let Doctype { name, public, system, quirks } = read(body, closed);
    json!(["DOCTYPE", name, public, system, !quirks])
}

/// A `>` ends the doctype in every state, even in quotes, so `body` has none.
fn read(body: &str, closed: bool) -> Doctype<'_> {
    let mut doctype = Doctype { quirks: true, ..Doctype::default() };
    let body = body.trim_start_matches(SPACE);
    if body.is_empty() {
        return doctype;
    }
    let (name, rest) = body.split_at(body.find(SPACE).unwrap_or(body.len()));
    doctype.name = Some(name.to_ascii_lowercase());
    let rest = rest.trim_start_matches(SPACE);
    if rest.is_empty() {
        doctype.quirks = !closed;
        return doctype;
    }
    let keyword = rest.get(..6).unwrap_or_default().to_ascii_lowercase();
    let mut rest = rest.get(6..).unwrap_or_default();
    match &keyword[..] {
        "public" => {
            let Some((public, behind)) = identifier(rest) else {
                return doctype;
            };
            doctype.public = Some(public);
            let Some(behind) = behind else {
                return doctype;
            };
            if behind.trim_start_matches(SPACE).is_empty() {
                doctype.quirks = !closed;
                return doctype;
            }
            rest = behind;
        }
        "system" => {}
        _ => return doctype,
    }
    let Some((system, behind)) = identifier(rest) else {
        return doctype;
    };
    doctype.system = Some(system);
    // What follows a system identifier is bogus but no quirk, not even if the input ends in it.
    let complete = |behind: &str| closed || !behind.trim_start_matches(SPACE).is_empty();
    doctype.quirks = !behind.is_some_and(complete);
    doctype
}

/// An identifier in quotes, and what follows if its end quote is there.
fn identifier(rest: &str) -> Option<(&str, Option<&str>)> {
    let rest = rest.trim_start_matches(SPACE);
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let rest = &rest[1..];
    Some(rest.split_once(quote).map_or((rest, None), |(identifier, behind)| (identifier, Some(behind))))
}
