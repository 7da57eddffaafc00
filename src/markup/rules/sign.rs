//! What in an element says besides its name that it is an ad. The rules: docs/reference/ads.md, 3.

use super::host;
use crate::markup::elements::Element;
use crate::markup::tag::Tag;

/// A second sign, the weaker first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::markup) enum Sign {
    /// A link to elsewhere.
    Link,
    /// A frame, or a script.
    Strong,
}

impl Sign {
    /// The sign that a start tag is. `own`: the host of its page, if that is known.
    pub(in crate::markup) fn of(element: Option<Element>, tag: &Tag<'_>, own: Option<&str>) -> Option<Sign> {
        match element? {
            Element::IFRAME => Some(Sign::Strong),
            Element::SCRIPT => Some(Sign::Strong).filter(|_| !is_data(tag)),
            Element::A | Element::AREA => {
                let host = host::of_source(&value(tag, "href")?)?;
                let is_elsewhere = own.is_none_or(|own| !host::are_one_site(&host, own));
                Some(Sign::Link).filter(|_| is_elsewhere)
            }
            _ => None,
        }
    }
}

/// The host of its page, if a start tag says it.
pub(in crate::markup) fn own_host(element: Option<Element>, tag: &Tag<'_>) -> Option<String> {
    let is_canonical = |rel: String| rel.split_ascii_whitespace().any(|rel| rel.eq_ignore_ascii_case("canonical"));
    let says = match element? {
        Element::BASE => true,
        Element::LINK => value(tag, "rel").is_some_and(is_canonical),
        _ => false,
    };
    if says { host::of_source(&value(tag, "href")?) } else { None }
}

/// Says whether what a script holds is no script.
fn is_data(tag: &Tag<'_>) -> bool {
    value(tag, "type").is_some_and(|kind| kind.to_ascii_lowercase().ends_with("json"))
}

fn value(tag: &Tag<'_>, name: &str) -> Option<String> {
    tag.attributes().into_iter().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}
