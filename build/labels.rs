//! The tables of ad labels and furniture as Rust source.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde::Deserialize;

use crate::ranges::ranges;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Labels {
    #[serde(rename = "version")]
    _version: u32,
    label: Vec<Label>,
    call_to_action: Vec<CallToAction>,
    marking: Marking,
    credit: Credit,
    script: Script,
    phrase: Vec<Phrase>,
    inline: Inline,
    decoration: Decoration,
    fold: Fold,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Label {
    language: String,
    level: String,
    case: String,
    text: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CallToAction {
    language: String,
    text: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Marking {
    language: String,
    label: String,
    advertiser: String,
    token: String,
    registers: Vec<String>,
    firms: Vec<String>,
    small: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Credit {
    language: String,
    starts: Vec<String>,
    small: Vec<String>,
    officials: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    calls: Vec<String>,
    variables: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrase {
    language: String,
    text: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Inline {
    credit_cues: Vec<String>,
    agencies: Vec<String>,
    word: Vec<InlineWord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InlineWord {
    language: String,
    sentence: Vec<String>,
    credit: Vec<String>,
    not_after: Vec<String>,
    not_before: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Decoration {
    characters: String,
    arrows: String,
    rules: String,
    brackets: String,
    bullets: String,
    separators: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fold {
    removed: String,
    alike: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Furniture {
    #[serde(rename = "version")]
    _version: u32,
    #[serde(rename = "furniture")]
    rows: Vec<FurnitureRow>,
    age: Vec<Age>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FurnitureRow {
    language: String,
    points: u8,
    related: bool,
    text: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Age {
    language: String,
    text: Vec<String>,
    #[serde(rename = "source")]
    _source: String,
}

pub fn tables(labels: &str, furniture: &str) -> String {
    let labels: Labels = toml::from_str(labels).expect("labels.toml has the fields of its head comment");
    let furniture: Furniture = toml::from_str(furniture).expect("furniture.toml has the fields of its head comment");
    let label = labels.label.iter().map(|row| &row.language);
    let call = labels.call_to_action.iter().map(|row| &row.language);
    let phrase = labels.phrase.iter().map(|row| &row.language);
    let line = furniture.rows.iter().map(|row| &row.language);
    let Labels { inline, marking, credit, .. } = &labels;
    let word = inline.word.iter().map(|row| &row.language);
    let codes = label.chain(call).chain(phrase).chain(word).chain([&marking.language, &credit.language]).chain(line);
    let codes: Vec<&str> = codes.chain(furniture.age.iter().map(|row| &row.language)).map(String::as_str).collect();
    let codes: Vec<&str> = codes.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    assert!(codes.len() < 128, "labels.toml: a set of languages has 128 bits");
    let number = |code: &str| codes.binary_search(&code).expect("a code of a row");
    let mut text = String::new();
    let mut list = |name: &str, ty: &str, items: String| {
        writeln!(text, "pub(super) static {name}: &[{ty}] = &{items};").expect("a String takes all");
    };
    list("CODES", "&str", format!("{codes:?}"));
    let rows = labels.label.iter().map(|row| {
        let level = match row.level.as_str() {
            "L0" | "C" => "Sureness::Sure",
            "L1" => "Sureness::Ambiguous",
            level => panic!("labels.toml: unknown level {level}"),
        };
        let upper = match row.case.as_str() {
            "any" => false,
            "upper" => true,
            case => panic!("labels.toml: unknown case {case}"),
        };
        let (language, texts) = (number(&row.language), &row.text);
        format!("Row {{ language: {language}, sureness: {level}, upper: {upper}, texts: &{texts:?} }},")
    });
    list("LABELS", "Row", format!("[{}]", rows.collect::<String>()));
    let calls = labels.call_to_action.iter().map(|row| (number(&row.language), &row.text));
    list("CALLS", "(u32, &[&str])", pairs(calls));
    let phrases = labels.phrase.iter().map(|row| (number(&row.language), &row.text));
    list("PHRASES", "(u32, &[&str])", pairs(phrases));
    let rows = furniture.rows.iter().map(|FurnitureRow { language, points, related, text, _source }| {
        let language = number(language);
        format!("Piece {{ language: {language}, points: {points}, related: {related}, texts: &{text:?} }},")
    });
    list("FURNITURE", "Piece", format!("[{}]", rows.collect::<String>()));
    list("AGES", "(u32, &[&str])", pairs(furniture.age.iter().map(|row| (number(&row.language), &row.text))));
    let rows = inline.word.iter().map(|InlineWord { language, sentence, credit, not_after, not_before }| {
        let (language, words) = (number(language), format!("sentence: &{sentence:?}, credit: &{credit:?}"));
        format!(
            "InlineRow {{ language: {language}, {words}, not_after: &{not_after:?}, not_before: &{not_before:?} }},"
        )
    });
    list("INLINE", "InlineRow", format!("[{}]", rows.collect::<String>()));
    for (name, texts) in [
        ("SCRIPT_CALLS", &labels.script.calls),
        ("SCRIPT_VARIABLES", &labels.script.variables),
        ("CREDIT_CUES", &inline.credit_cues),
        ("AGENCIES", &inline.agencies),
        ("ALIKE", &labels.fold.alike),
    ] {
        list(name, "&str", format!("{texts:?}"));
    }
    let decoration = &labels.decoration;
    for (name, characters) in [
        ("DECORATION", &decoration.characters),
        ("ARROWS", &decoration.arrows),
        ("RULES", &decoration.rules),
        ("BULLETS", &decoration.bullets),
        ("SEPARATORS", &decoration.separators),
    ] {
        list(name, "char", format!("{:?}", characters.chars().collect::<Vec<_>>()));
    }
    let brackets: Vec<char> = decoration.brackets.chars().collect();
    let brackets: Vec<_> = brackets.chunks(2).map(|pair| (pair[0], pair[1])).collect();
    list("BRACKETS", "(char, char)", format!("{brackets:?}"));
    let range = |(first, last)| format!("({first:#06X}, {last:#06X})");
    list(
        "REMOVED",
        "(u32, u32)",
        format!("[{}]", ranges(&labels.fold.removed).map(range).collect::<Vec<_>>().join(", ")),
    );
    let mut item = |name: &str, ty: &str, value: String| {
        writeln!(text, "pub(super) static {name}: {ty} = {value};").expect("a String takes all");
    };
    let Marking { language, label, advertiser, token, registers, firms, small, _source } = marking;
    let language = number(language);
    let words = format!("label: {label:?}, advertiser: {advertiser:?}, token: {token:?}, registers: &{registers:?}");
    let lists = format!("firms: &{firms:?}, small: &{small:?}");
    item("MARKING", "Marking", format!("Marking {{ language: {language}, {words}, {lists} }}"));
    let Credit { language, starts, small, officials, _source } = credit;
    let language = number(language);
    let lists = format!("starts: &{starts:?}, small: &{small:?}, officials: &{officials:?}");
    item("CREDIT", "Credit", format!("Credit {{ language: {language}, {lists} }}"));
    text
}

/// Numbers of languages with their texts.
fn pairs<'a>(rows: impl Iterator<Item = (usize, &'a Vec<String>)>) -> String {
    format!("[{}]", rows.map(|(language, texts)| format!("({language}, &{texts:?}),")).collect::<Vec<_>>().concat())
}
