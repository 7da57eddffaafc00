//! What the attribute `style` of a start tag says, as far as text asks. The rules: docs/reference/markup.md, 4.

use memchr::memchr;

use super::tag::is_space;

/// What a style says. Nothing, unless it says so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) display: Option<Display>,
    pub(super) white: Option<White>,
    /// `visibility`: the element leaves its place empty.
    pub(super) is_invisible: bool,
    /// `position`: the element stands elsewhere.
    pub(super) is_absolute: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Display {
    None,
    Block,
    /// A block whose children are blocks.
    BlockOfItems,
    /// The same in a line.
    Items,
    Cell,
    Inline,
}

/// What becomes of white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum White {
    Kept,
    /// Line ends are kept.
    Lines,
    Folded,
}

/// A declaration, once one has come, and whether it is important.
type Declared<T> = Option<(T, bool)>;

impl Style {
    /// Reads the value of an attribute, without references.
    pub(super) fn new(style: &str) -> Style {
        let (mut display, mut white, mut invisible, mut absolute) = (None, None, None, None);
        let mut rest = style;
        while !rest.is_empty() {
            let (declaration, next) = rest.split_at(memchr(b';', rest.as_bytes()).unwrap_or(rest.len()));
            rest = next.strip_prefix(';').unwrap_or_default();
            // Most are none of these by their first letters.
            let declaration = declaration.trim_start_matches(is_white);
            let start = declaration.as_bytes().first_chunk().map(|start: &[u8; 2]| start.map(|byte| byte | 0x20));
            if !matches!(start, Some([b'd' | b'v', b'i'] | [b'w', b'h'] | [b'p', b'o'])) {
                continue;
            }
            let Some((name, value)) = declaration.split_once(':') else { continue };
            let name = name.trim_matches(is_white);
            let is = |other: &str| name.eq_ignore_ascii_case(other);
            if is("display") {
                declare(&mut display, value, DISPLAY);
            } else if is("white-space") {
                declare(&mut white, value, WHITE_SPACE);
            } else if is("visibility") {
                declare(&mut invisible, value, VISIBILITY);
            } else if is("position") {
                declare(&mut absolute, value, POSITION);
            }
        }
        let said = |declared: Declared<bool>| declared.is_some_and(|(said, _)| said);
        Style {
            display: display.map(|(display, _)| display),
            white: white.map(|(white, _)| white),
            is_invisible: said(invisible),
            is_absolute: said(absolute),
        }
    }
}

/// Values by their names.
type Values<T> = &'static [(&'static str, T)];

const DISPLAY: Values<Display> = &[
    ("none", Display::None),
    ("block", Display::Block),
    ("flow-root", Display::Block),
    ("list-item", Display::Block),
    ("table", Display::Block),
    ("table-row", Display::Block),
    ("table-caption", Display::Block),
    ("flex", Display::BlockOfItems),
    ("grid", Display::BlockOfItems),
    ("-webkit-flex", Display::BlockOfItems),
    ("-webkit-box", Display::BlockOfItems),
    ("inline-flex", Display::Items),
    ("inline-grid", Display::Items),
    ("table-cell", Display::Cell),
    ("inline", Display::Inline),
    ("inline-block", Display::Inline),
    ("inline-table", Display::Inline),
    ("contents", Display::Inline),
];

const WHITE_SPACE: Values<White> = &[
    ("pre", White::Kept),
    ("pre-wrap", White::Kept),
    ("break-spaces", White::Kept),
    ("pre-line", White::Lines),
    ("normal", White::Folded),
    ("nowrap", White::Folded),
];

/// Whether it is hidden.
const VISIBILITY: Values<bool> = &[("hidden", true), ("collapse", true), ("visible", false)];

/// Whether it is absolute.
const POSITION: Values<bool> =
    &[("absolute", true), ("fixed", true), ("static", false), ("relative", false), ("sticky", false)];

/// A declaration of a known value holds before the one that came earlier, unless only that one is important.
fn declare<T: Copy>(declared: &mut Declared<T>, value: &str, values: Values<T>) {
    let (name, important) = without_important(value.trim_matches(is_white));
    let known = values.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    if let Some((_, value)) = known
        && (important || !matches!(declared, Some((_, true))))
    {
        *declared = Some((*value, important));
    }
}

fn without_important(value: &str) -> (&str, bool) {
    match value.rsplit_once('!') {
        Some((rest, word)) if word.trim_start_matches(is_white).eq_ignore_ascii_case("important") => {
            (rest.trim_end_matches(is_white), true)
        }
        _ => (value, false),
    }
}

fn is_white(c: char) -> bool {
    u8::try_from(c).is_ok_and(is_space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_valid_declaration_holds() {
        let display = |style| Style::new(style).display;
        assert_eq!(display("color:red; DISPLAY : none !important"), Some(Display::None));
        assert_eq!(display("display:none;display:block"), Some(Display::Block));
        assert_eq!(display("display:none ! important;display:block"), Some(Display::None));
        assert_eq!(display("display:block;display:non"), Some(Display::Block));
        assert_eq!(display("x-display:none;display"), None);
        assert_eq!(Style::new("white-space:\n PRE-line").white, Some(White::Lines));
    }
}
