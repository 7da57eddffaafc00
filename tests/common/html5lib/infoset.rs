//! "Coercing an HTML DOM into an infoset" (13.2.9), which the expected output of xmlViolation.test has undergone.

use serde_json::{Value, json};

/// A token after the coercion.
pub fn coerce(token: &Value) -> Value {
    let part = |at: usize| token[at].as_str().unwrap_or_default();
    match part(0) {
        "Character" => json!(["Character", characters(part(1))]),
        "Comment" => json!(["Comment", comment(&characters(part(1)))]),
        "EndTag" => json!(["EndTag", name(part(1))]),
        "StartTag" => {
            let mut token = token.clone();
            token[1] = name(part(1)).into();
            let attributes = token[2].as_object().into_iter().flatten();
            token[2] = attributes
                .map(|(key, value)| (name(key), Value::from(characters(value.as_str().unwrap_or_default()))))
                .collect();
            token
        }
        _ => token.clone(),
    }
}

fn characters(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\x0C' => ' ',
            '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'.. => c,
            _ => '\u{FFFD}',
        })
        .collect()
}

/// No two hyphens side by side, none at the end.
fn comment(data: &str) -> String {
    let mut out = String::new();
    for c in data.chars() {
        if c == '-' && out.ends_with('-') {
            out.push(' ');
        }
        out.push(c);
    }
    if out.ends_with('-') {
        out.push(' ');
    }
    out
}

/// What XML's names lack becomes `U` and six hexadecimal digits.
fn name(name: &str) -> String {
    name.char_indices()
        .map(|(at, c)| {
            let allowed = is_name_start(c) || (at > 0 && is_name_part(c));
            if allowed { c.to_string() } else { format!("U{:06X}", u32::from(c)) }
        })
        .collect()
}

/// XML 1.0, `NameStartChar` without the colon.
fn is_name_start(c: char) -> bool {
    matches!(c, 'A'..='Z' | '_' | 'a'..='z' | '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{2FF}'
        | '\u{370}'..='\u{37D}' | '\u{37F}'..='\u{1FFF}' | '\u{200C}'..='\u{200D}' | '\u{2070}'..='\u{218F}'
        | '\u{2C00}'..='\u{2FEF}' | '\u{3001}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFFD}'
        | '\u{10000}'..='\u{EFFFF}')
}

/// XML 1.0, what `NameChar` adds.
fn is_name_part(c: char) -> bool {
    matches!(c, '-' | '.' | '0'..='9' | '\u{B7}' | '\u{300}'..='\u{36F}' | '\u{203F}'..='\u{2040}')
}
