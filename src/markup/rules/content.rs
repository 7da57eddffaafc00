//! What says besides names that an element is content. The rules: docs/reference/ads.md, 3.

use std::borrow::Cow;

use crate::markup::tag::Tag;

/// Roles of WAI-ARIA.
const ROLES: [&str; 3] = ["main", "article", "heading"];

/// Properties of schema.org, and of RSS.
const PROPERTIES: [&str; 6] = ["articleBody", "reviewBody", "text", "headline", "mainContentOfPage", "encoded"];

/// Says whether an attribute of a start tag says that its element is content.
pub(super) fn is_said(tag: &Tag<'_>) -> bool {
    let may_say = |name: &[u8]| ["role", "itemprop", "property"].iter().any(|known| is_same(known, name));
    let says = |(name, value): (Cow<str>, Cow<str>)| match &*name {
        "role" => value.split_ascii_whitespace().any(|role| is_among(&ROLES, role)),
        "itemprop" | "property" => value.split_ascii_whitespace().any(|token| {
            let name = token.rsplit([':', '/', '#']).next().expect("a split has a last part");
            is_among(&PROPERTIES, name)
        }),
        _ => false,
    };
    tag.raw_attributes().any(|attribute| may_say(tag.raw_name(attribute))) && tag.attributes().into_iter().any(says)
}

fn is_same(known: &str, name: &[u8]) -> bool {
    known.as_bytes().eq_ignore_ascii_case(name)
}

fn is_among(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| is_same(known, name.as_bytes()))
}
