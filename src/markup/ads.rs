//! The ad rules, from python/strigil/rules/ads.toml. The meaning of their fields: docs/reference/markup.md, 3.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// One match of a row: all given conditions hold together.
struct AdRule {
    tag: Option<&'static str>,
    class: Option<Pattern>,
    id: Option<Pattern>,
    attr: Option<&'static str>,
    value: Option<Pattern>,
}

/// A whole name: a literal start, and then what `glob` reads.
#[derive(Clone, Copy)]
struct Pattern {
    start: &'static str,
    rest: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/ads.rs"));

/// Elements that no rule applies to.
const EXEMPT: [&str; 6] = ["html", "head", "body", "main", "article", "h1"];

type Attributes<'a> = [(Cow<'a, str>, Cow<'a, str>)];

/// The rules, each under the one of its conditions that is quickest to look up.
#[derive(Default)]
struct Index {
    classes: HashMap<&'static str, Vec<&'static AdRule>>,
    tags: HashMap<&'static str, Vec<&'static AdRule>>,
    attributes: HashMap<&'static str, Vec<&'static AdRule>>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index::default();
    for rule in AD_RULES {
        let (map, key) = match rule {
            AdRule { class: Some(Pattern { start, rest: "" }), .. } => (&mut index.classes, *start),
            AdRule { class: Some(_), .. } => (&mut index.attributes, "class"),
            AdRule { id: Some(_), .. } => (&mut index.attributes, "id"),
            AdRule { attr: Some(attr), .. } => (&mut index.attributes, *attr),
            AdRule { tag, .. } => (&mut index.tags, tag.unwrap_or_default()),
        };
        map.entry(key).or_default().push(rule);
    }
    index
});

/// Says whether an element is an ad system's.
pub(super) fn is_ad(name: &str, attributes: &Attributes<'_>) -> bool {
    if EXEMPT.contains(&name) {
        return false;
    }
    let index = &*INDEX;
    let of_attributes = attributes.iter().filter_map(|(attr, _)| index.attributes.get(attr.as_ref()));
    let of_classes = classes(attributes).filter_map(|class| index.classes.get(class));
    let candidates = index.tags.get(name).into_iter().chain(of_attributes).chain(of_classes);
    candidates.flatten().any(|rule| rule.matches(name, attributes))
}

impl AdRule {
    fn matches(&self, name: &str, attributes: &Attributes<'_>) -> bool {
        self.tag.is_none_or(|tag| tag == name)
            && self.class.is_none_or(|pattern| classes(attributes).any(|class| pattern.matches(class)))
            && self.id.is_none_or(|pattern| value(attributes, "id").is_some_and(|id| pattern.matches(id)))
            && self.attr.is_none_or(|attr| {
                value(attributes, attr).is_some_and(|value| self.value.is_none_or(|pattern| pattern.matches(value)))
            })
    }
}

impl Pattern {
    fn matches(self, name: &str) -> bool {
        name.strip_prefix(self.start).is_some_and(|rest| glob(self.rest, rest))
    }
}

fn value<'a>(attributes: &'a Attributes<'_>, name: &str) -> Option<&'a str> {
    attributes.iter().find(|(attr, _)| attr == name).map(|(_, value)| value.as_ref())
}

fn classes<'a>(attributes: &'a Attributes<'_>) -> impl Iterator<Item = &'a str> {
    value(attributes, "class").unwrap_or_default().split(['\t', '\n', '\x0C', '\r', ' ']).filter(|c| !c.is_empty())
}

/// Matches a whole name: `*` stands for any run of characters, `[0-9]` for one digit.
fn glob(pattern: &str, name: &str) -> bool {
    if let Some(rest) = pattern.strip_prefix('*') {
        return rest.is_empty() || name.char_indices().any(|(at, _)| glob(rest, &name[at..]));
    }
    if let Some(rest) = pattern.strip_prefix("[0-9]") {
        return name.starts_with(|c: char| c.is_ascii_digit()) && glob(rest, &name[1..]);
    }
    let literal = pattern.find(['*', '[']).unwrap_or(pattern.len());
    if literal == 0 {
        return name.is_empty();
    }
    name.strip_prefix(&pattern[..literal]).is_some_and(|rest| glob(&pattern[literal..], rest))
}

#[cfg(test)]
mod tests {
    use super::glob;

    #[test]
    fn globs() {
        assert!(glob("wpcnt", "wpcnt"));
        assert!(!glob("wpcnt", "wpcnt2"));
        assert!(glob("atatags-*", "atatags-"));
        assert!(glob("*ScriptRootC[0-9]*", "M12ScriptRootC34"));
        assert!(!glob("*ScriptRootC[0-9]*", "ScriptRootC"));
    }
}
