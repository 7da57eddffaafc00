//! Selectors that a stream decides at the start tag, and why others are left out. The rules: docs/reference/ads.md, 4.

use std::fmt;

use cssparser::{ToCss, serialize_identifier};
use precomputed_hash::PrecomputedHash;
use selectors::attr::{AttrSelectorOperator, CaseSensitivity, ParsedAttrSelectorOperation, ParsedCaseSensitivity};
use selectors::parser::{
    self, Combinator, Component, NonTSPseudoClass, ParseRelative, PseudoElement, SelectorImpl, SelectorList,
    SelectorParseErrorKind,
};

use super::line::trim;
use crate::markup::rules::condition::{Asked, Compound, Condition};
use crate::markup::rules::index::{Attributes, Selector};
use crate::markup::rules::pattern::Pattern;

const OTHER_PSEUDO_CLASS: &str = "other pseudo-class";
const MALFORMED: &str = "malformed";
const TOO_COMPLEX: &str = "too complex";

/// The most that a selector may have: what it costs at each tag, and to read it, is bounded by them.
const MAX_CHARACTERS: usize = 1024;
const MAX_COMPOUNDS: usize = 16;
const MAX_DEPTH: i32 = 8;

/// Why a whole line is left out, if it is.
pub(super) fn reason_of_line(separator: &str, text: &str) -> Option<&'static str> {
    if separator.contains('%') || text.starts_with("+js(") || text.starts_with("script:inject(") {
        Some("scriptlet")
    } else if text.starts_with('^') {
        Some("html filter")
    } else if separator.contains('$') || text.contains(":style(") || text.contains(":remove(") || text.ends_with('}') {
        Some("style")
    } else {
        None
    }
}

const PROCEDURAL: [&str; 15] = [
    ":has-text(",
    ":contains(",
    ":xpath(",
    ":upward(",
    ":matches-css",
    ":matches-attr(",
    ":matches-path(",
    ":matches-media(",
    ":min-text-length(",
    ":others(",
    ":watch-attr(",
    ":nth-ancestor(",
    ":if(",
    ":if-not(",
    ":-abp-",
];
const PSEUDO_ELEMENT: [&str; 5] = ["::", ":before", ":after", ":first-line", ":first-letter"];
const POSITION: [&str; 6] = [":first-", ":last-", ":only-", ":nth-", ":empty", ":root"];

/// Reads one selector; or says why it is left out.
pub(super) fn read(separator: &str, text: &str, attributes: &mut Attributes) -> Result<Selector, &'static str> {
    let Outside { text: outside, deepest, is_closed, is_plain } = Outside::of(text);
    let has = |texts: &[&str]| texts.iter().any(|text| outside.contains(text));
    if separator.contains('?') || has(&PROCEDURAL) {
        return Err("procedural");
    } else if has(&[":has("]) {
        return Err(":has()");
    } else if has(&PSEUDO_ELEMENT) {
        return Err("pseudo-element");
    } else if has(&POSITION) {
        return Err("position");
    } else if has(&["+", "~"]) {
        return Err("sibling");
    } else if outside.match_indices(':').any(|(at, _)| is_other_pseudo_class(&outside[at + 1..])) {
        return Err(OTHER_PSEUDO_CLASS);
    } else if deepest > MAX_DEPTH || text.chars().count() > MAX_CHARACTERS {
        return Err(TOO_COMPLEX);
    } else if !is_closed || !is_plain {
        return Err(MALFORMED);
    }
    let list = SelectorList::parse(&Parser, &mut cssparser::Parser::new(text), ParseRelative::No);
    match list.as_ref().map(SelectorList::slice) {
        Ok([selector]) => compile(selector, attributes).and_then(|selector| match selector.len() {
            ..=MAX_COMPOUNDS => Ok(selector),
            _ => Err(TOO_COMPLEX),
        }),
        _ => Err(MALFORMED),
    }
}

fn is_other_pseudo_class(behind_colon: &str) -> bool {
    let is_name = |c: char| c.is_ascii_alphabetic() || matches!(c, '-' | '_' | ESCAPED) || !c.is_ascii();
    behind_colon.starts_with(is_name) && !["not(", "is(", "where("].iter().any(|known| behind_colon.starts_with(known))
}

/// In place of each byte in a string or in brackets, and of each that is escaped.
const HIDDEN: char = '\0';
const ESCAPED: char = '\x01';

/// A selector as it looks outside strings, brackets and escapes, in lower case and of the same length.
struct Outside {
    text: String,
    /// So many parentheses are in each other.
    deepest: i32,
    /// Strings, brackets, parentheses and escapes have their ends. CSS would end them where the text ends.
    is_closed: bool,
    /// There are no namespaces and no comments, which no list means.
    is_plain: bool,
}

impl Outside {
    fn of(selector: &str) -> Outside {
        let mut text = String::with_capacity(selector.len());
        let (mut quote, mut in_brackets, mut depth, mut deepest, mut is_plain) = (None, false, 0_i32, 0, true);
        let mut ends_escaped = false;
        let mut chars = selector.char_indices();
        while let Some((at, c)) = chars.next() {
            let is_hidden = quote.is_some() || in_brackets;
            match (c, quote) {
                ('\\', _) => {
                    let next = chars.next();
                    ends_escaped = next.is_none();
                    let escaped = 1 + next.map_or(0, |(_, c)| c.len_utf8());
                    text.extend(std::iter::repeat_n(if is_hidden { HIDDEN } else { ESCAPED }, escaped));
                    continue;
                }
                (_, Some(open)) => quote = quote.filter(|_| c != open),
                ('"' | '\'', None) => quote = Some(c),
                ('[', None) => in_brackets = true,
                (']', None) => in_brackets = false,
                ('(', None) if !in_brackets => {
                    depth += 1;
                    deepest = deepest.max(depth);
                }
                (')', None) if !in_brackets => depth -= 1,
                ('|', None) => is_plain &= in_brackets && selector[at..].starts_with("|="),
                ('/', None) => is_plain &= !selector[at..].starts_with("/*"),
                _ => {}
            }
            if is_hidden || quote.is_some() || in_brackets {
                text.extend(std::iter::repeat_n(HIDDEN, c.len_utf8()));
            } else {
                text.push(c.to_ascii_lowercase());
            }
        }
        Outside { text, deepest, is_closed: quote.is_none() && !in_brackets && depth == 0 && !ends_escaped, is_plain }
    }
}

/// The parts of `text` between the commas at its top level, without white space around them.
pub(super) fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, byte) in Outside::of(text).text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                parts.push(trim(&text[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(trim(&text[start..]));
    parts
}

/// What two selectors have in common if they are written the same but for white space.
pub(super) fn folded(selector: &str) -> String {
    let mut folded = String::with_capacity(selector.len());
    let (mut quote, mut space, mut after_sign) = (None, false, false);
    let mut chars = selector.chars();
    while let Some(c) = chars.next() {
        if quote.is_none() && c.is_ascii_whitespace() {
            space = true;
            continue;
        }
        let is_sign = quote.is_none() && matches!(c, '>' | ',');
        if std::mem::take(&mut space) && !is_sign && !after_sign {
            folded.push(' ');
        }
        after_sign = is_sign;
        folded.push(c);
        match (c, quote) {
            ('\\', _) => folded.extend(chars.next()),
            (_, Some(open)) => quote = quote.filter(|_| c != open),
            ('"' | '\'', None) => quote = Some(c),
            _ => {}
        }
    }
    folded
}

/// Takes a selector apart into compounds, the outermost element first.
fn compile(selector: &parser::Selector<Impl>, attributes: &mut Attributes) -> Result<Selector, &'static str> {
    let mut compounds = vec![(false, Compound::new())];
    for component in selector.iter_raw_parse_order_from(0) {
        match component {
            Component::Combinator(Combinator::Child) => compounds.push((true, Compound::new())),
            Component::Combinator(Combinator::Descendant) => compounds.push((false, Compound::new())),
            _ => {
                if let (Some(condition), Some((_, compound))) =
                    (condition(component, attributes)?, compounds.last_mut())
                {
                    compound.push(condition);
                }
            }
        }
    }
    Ok(compounds)
}

/// What a part of a compound asks for; none if that is nothing.
fn condition(component: &Component<Impl>, attributes: &mut Attributes) -> Result<Option<Condition>, &'static str> {
    let lower = |name: &Text| name.0.to_ascii_lowercase();
    Ok(Some(match component {
        Component::ExplicitUniversalType => return Ok(None),
        Component::LocalName(name) => Condition::Tag(lower(&name.name).into()),
        Component::Class(name) => Condition::Class(Pattern::literal(&name.0)),
        Component::ID(name) => Condition::Id(Pattern::literal(&name.0)),
        Component::AttributeInNoNamespaceExists { local_name, .. } => {
            Condition::Attribute(attributes.add(&lower(local_name)), Asked::Present)
        }
        Component::AttributeInNoNamespace { local_name, operator, value, case_sensitivity } => {
            Condition::Attribute(attributes.add(&lower(local_name)), compares(*operator, value, *case_sensitivity))
        }
        Component::AttributeOther(other) if other.namespace.is_none() => {
            let asked = match &other.operation {
                ParsedAttrSelectorOperation::Exists => Asked::Present,
                ParsedAttrSelectorOperation::WithValue { operator, case_sensitivity, value } => {
                    compares(*operator, value, *case_sensitivity)
                }
            };
            Condition::Attribute(attributes.add(&lower(&other.local_name)), asked)
        }
        Component::Negation(list) => Condition::Not(inner(list, attributes)?),
        Component::Is(list) | Component::Where(list) => Condition::Any(inner(list, attributes)?),
        _ => return Err(MALFORMED),
    }))
}

/// The compounds of a list inside a pseudo-class.
fn inner(list: &SelectorList<Impl>, attributes: &mut Attributes) -> Result<Vec<Compound>, &'static str> {
    let compound = |selector| match compile(selector, attributes).map(|mut compounds| (compounds.pop(), compounds)) {
        Ok((Some((_, compound)), outer)) if outer.is_empty() => Ok(compound),
        Ok(_) => Err(OTHER_PSEUDO_CLASS),
        Err(reason) => Err(reason),
    };
    list.slice().iter().map(compound).collect()
}

/// What an attribute is compared with. HTML has attributes whose values have no case; filter lists mean what they write.
fn compares(operator: AttrSelectorOperator, value: &Text, case: ParsedCaseSensitivity) -> Asked {
    let case = match case {
        ParsedCaseSensitivity::AsciiCaseInsensitive => CaseSensitivity::AsciiCaseInsensitive,
        _ => CaseSensitivity::CaseSensitive,
    };
    Asked::Compares(operator, value.0.clone(), case)
}

/// Parses CSS and nothing more: no pseudo-class but the ones that hold selectors.
struct Parser;

impl parser::Parser<'_> for Parser {
    type Impl = Impl;
    type Error = SelectorParseErrorKind;

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn allow_forgiving_selectors(&self) -> bool {
        false
    }
}

/// What the parts of a parsed selector are.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Impl;

impl SelectorImpl for Impl {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Text;
    type Identifier = Text;
    type LocalName = Text;
    type NamespaceUrl = Text;
    type NamespacePrefix = Text;
    type BorrowedNamespaceUrl = Text;
    type BorrowedLocalName = Text;
    type NonTSPseudoClass = Nothing;
    type PseudoElement = Nothing;
}

/// A name or a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Text(Box<str>);

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text(text.into())
    }
}

impl ToCss for Text {
    fn to_css<W: fmt::Write>(&self, out: &mut W) -> fmt::Result {
        serialize_identifier(&self.0, out)
    }
}

impl PrecomputedHash for Text {
    fn precomputed_hash(&self) -> u32 {
        // Nothing is looked up by it.
        0
    }
}

/// A pseudo-class or pseudo-element that is known: there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Nothing {}

impl ToCss for Nothing {
    fn to_css<W: fmt::Write>(&self, _: &mut W) -> fmt::Result {
        match *self {}
    }
}

impl NonTSPseudoClass for Nothing {
    fn is_active_or_hover(&self) -> bool {
        match *self {}
    }

    fn is_user_action_state(&self) -> bool {
        match *self {}
    }
}

impl PseudoElement for Nothing {}
