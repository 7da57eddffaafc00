//! Reads the cases of a `*.test` file.

use serde_json::Value;

/// One case.
#[derive(Debug)]
pub struct Case {
    pub description: String,
    /// The characters of the input stream, line ends normalised (13.2.3.5, "Preprocessing the input stream").
    pub input: String,
    /// The input held lone surrogates, which no `str` can hold: they became U+FFFD, here and in the output.
    pub surrogates: bool,
    pub output: Vec<Value>,
    pub states: Vec<String>,
    pub last_start_tag: Option<String>,
    /// The output is coerced to an infoset.
    pub infoset: bool,
    /// The known difference that the case is about. Only in cases of our own.
    pub difference: Option<String>,
}

/// The cases of a file.
pub fn cases(json: &str) -> Result<Vec<Case>, String> {
    let file: Value = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let mut cases = Vec::new();
    for (key, infoset) in [("tests", false), ("xmlViolationTests", true)] {
        for test in file.get(key).and_then(Value::as_array).into_iter().flatten() {
            cases.push(case(test, infoset).ok_or_else(|| format!("not a case: {test}"))?);
        }
    }
    if cases.is_empty() { Err("no cases: neither \"tests\" nor \"xmlViolationTests\"".to_owned()) } else { Ok(cases) }
}

fn case(json: &Value, infoset: bool) -> Option<Case> {
    let text = |key: &str| json.get(key).and_then(Value::as_str).map(str::to_owned);
    let escaped = json.get("doubleEscaped").and_then(Value::as_bool).unwrap_or(false);
    let mut surrogates = false;
    let mut unescape = |text: &str| if escaped { unescape(text, &mut surrogates) } else { text.to_owned() };

    let input = unescape(&text("input")?).replace("\r\n", "\n").replace('\r', "\n");
    let output = tokens(json.get("output")?.as_array()?.iter().map(|token| map_strings(token, &mut unescape)));
    let states = match json.get("initialStates") {
        None => vec!["Data state".to_owned()],
        Some(states) => {
            states.as_array()?.iter().map(|state| state.as_str().map(str::to_owned)).collect::<Option<_>>()?
        }
    };
    Some(Case {
        description: text("description")?,
        input,
        surrogates,
        output,
        states,
        last_start_tag: text("lastStartTag"),
        infoset,
        difference: text("difference"),
    })
}

/// The tokens without what only older files of the suite have: parse errors among them, text in pieces, and `""` for the name
/// of a doctype that has none.
fn tokens(output: impl Iterator<Item = Value>) -> Vec<Value> {
    let mut tokens: Vec<Value> = Vec::new();
    for mut token in output.filter(Value::is_array) {
        if token[0] == "DOCTYPE" && token[1] == "" {
            token[1] = Value::Null;
        }
        match tokens.last_mut() {
            Some(last) if last[0] == "Character" && token[0] == "Character" => {
                let text = [&last[1], &token[1]].map(|text| text.as_str().unwrap_or_default());
                last[1] = text.concat().into();
            }
            _ => tokens.push(token),
        }
    }
    tokens
}

fn map_strings(value: &Value, map: &mut impl FnMut(&str) -> String) -> Value {
    match value {
        Value::String(text) => Value::String(map(text)),
        Value::Array(values) => values.iter().map(|value| map_strings(value, map)).collect(),
        Value::Object(pairs) => pairs.iter().map(|(key, value)| (map(key), map_strings(value, map))).collect(),
        other => other.clone(),
    }
}

/// Reads `\uHHHH`; two of them may be the surrogates of one character.
fn unescape(text: &str, surrogates: &mut bool) -> String {
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let escape = rest.strip_prefix("\\u").and_then(|digits| digits.get(..4));
        if let Some(unit) = escape.and_then(|digits| u16::from_str_radix(digits, 16).ok()) {
            units.push(unit);
            rest = &rest[6..];
        } else {
            units.extend_from_slice(c.encode_utf16(&mut [0; 2]));
            rest = &rest[c.len_utf8()..];
        }
    }
    let characters = char::decode_utf16(units).map(|unit| {
        unit.unwrap_or_else(|_| {
            *surrogates = true;
            char::REPLACEMENT_CHARACTER
        })
    });
    characters.collect()
}
