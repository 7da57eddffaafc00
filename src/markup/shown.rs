//! What a start tag says of how its element is shown. The rules: docs/reference/markup.md, 3 and 4.

use memchr::memchr;

use super::elements::Element;
use super::style::{Display, Style};
use super::tag::{Tag, decoded};

/// What a value of the attribute `style` says, as it stands in the source.
pub(super) fn read(style: &str) -> Style {
    if memchr(b'&', style.as_bytes()).is_none() { Style::new(style) } else { Style::new(&decoded(style)) }
}

/// The first value of an attribute of a whole tag, as it stands in the source.
fn value_of<'a>(tag: &Tag<'a>, name: &[u8]) -> Option<&'a str> {
    if tag.is_whole() { tag.find_raw(name) } else { None }
}

/// Says whether an `input` is one of which nothing is seen.
pub(super) fn is_hidden_input(tag: &Tag<'_>) -> bool {
    value_of(tag, b"type").is_some_and(|kind| decoded(kind).eq_ignore_ascii_case("hidden"))
}

/// Says whether a start tag with this style hides its element.
pub(super) fn is_hidden(tag: &Tag<'_>, element: Option<Element>, style: Style) -> bool {
    if style.display == Some(Display::None) || style.is_invisible {
        return true;
    }
    let has = |name| value_of(tag, name).is_some();
    let hides = |value: &str| !decoded(value).eq_ignore_ascii_case("until-found");
    let is_streamed = || value_of(tag, b"id").is_some_and(|id| is_streamed(&decoded(id)));
    style.display.is_none()
        && (has(b"popover")
            || tag.is_whole() && element == Some(Element::DIALOG) && !has(b"open")
            || value_of(tag, b"hidden").is_some_and(hides) && !is_streamed())
}

/// Says whether this is the id of a part of a page that React streams: a script puts it in its place.
fn is_streamed(id: &str) -> bool {
    let number = id.trim_end_matches(|c: char| c.is_ascii_hexdigit());
    number.len() < id.len() && number.ends_with("S:")
}
