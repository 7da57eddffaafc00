//! The ad rules, from python/strigil/rules/ads.toml. The meaning of their fields: docs/reference/markup.md, 3.

use std::sync::LazyLock;

use memchr::memchr_iter;

use super::lookup::Lookup;
use super::tag::{Tag, decoded};

/// One match of a row: all given conditions hold together.
struct AdRule {
    tag: Option<&'static str>,
    class: Option<Pattern>,
    id: Option<Pattern>,
    /// Its number in `ATTRIBUTES`.
    attr: Option<usize>,
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

/// The values of `ATTRIBUTES` as they stand in a tag; of two with one name the first.
type Values<'a> = [Option<&'a str>; ATTRIBUTES.len()];

/// The rules, each under the one of its conditions that is quickest to look up.
#[derive(Default)]
struct Index {
    classes: Lookup<(Pattern, &'static AdRule)>,
    ids: Lookup<(Pattern, &'static AdRule)>,
    tags: Lookup<&'static AdRule>,
    /// The numbers of `ATTRIBUTES`.
    attributes: Lookup<usize>,
    /// The rules under an attribute, in the order of `ATTRIBUTES`.
    by_attribute: [Vec<&'static AdRule>; ATTRIBUTES.len()],
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index = Index::default();
    for (number, name) in ATTRIBUTES.iter().enumerate() {
        index.attributes.add(name, number);
    }
    for rule in AD_RULES {
        match rule {
            AdRule { class: Some(class), .. } => index.classes.add(class.start, (*class, rule)),
            AdRule { id: Some(id), .. } => index.ids.add(id.start, (*id, rule)),
            AdRule { attr: Some(attr), .. } => index.by_attribute[*attr].push(rule),
            AdRule { tag, .. } => index.tags.add(tag.unwrap_or_default(), rule),
        }
    }
    index
});

/// Says whether an element is an ad system's. `name`: that of the tag, in lower case.
pub(super) fn is_ad(name: &str, tag: &Tag<'_>) -> bool {
    if EXEMPT.contains(&name) {
        return false;
    }
    let index = &*INDEX;
    let mut values: Values = [None; ATTRIBUTES.len()];
    for (attr, value) in tag.raw_attributes() {
        if let Some(number) = index.attributes.of(attr).find(|number| ATTRIBUTES[*number].eq_ignore_ascii_case(attr)) {
            values[number].get_or_insert(value);
        }
    }
    let matches = |rule: &AdRule| rule.matches(name, &values);
    let applies = |(pattern, rule): (Pattern, &AdRule), name: &str| pattern.matches(name) && matches(rule);
    let has_class = |class: &str| index.classes.of(class).any(|row| applies(row, class));
    let has_id = |id: &str| index.ids.of(id).any(|row| applies(row, id));
    let rules = &index.by_attribute;
    index.tags.of(name).any(matches)
        || values[CLASS].is_some_and(|value| decoded(value).split_ascii_whitespace().any(has_class))
        || values[ID].is_some_and(|value| has_id(&decoded(value)))
        || values.iter().zip(rules).any(|(value, rules)| value.is_some() && rules.iter().any(|rule| matches(rule)))
}

impl AdRule {
    fn matches(&self, name: &str, values: &Values<'_>) -> bool {
        let is_class = |pattern: Pattern, value| decoded(value).split_ascii_whitespace().any(|c| pattern.matches(c));
        self.tag.is_none_or(|tag| tag == name)
            && self.class.is_none_or(|pattern| values[CLASS].is_some_and(|value| is_class(pattern, value)))
            && self.id.is_none_or(|pattern| values[ID].is_some_and(|id| pattern.matches(&decoded(id))))
            && self.attr.is_none_or(|attr| {
                values[attr].is_some_and(|value| self.value.is_none_or(|pattern| pattern.matches(&decoded(value))))
            })
    }
}

impl Pattern {
    fn matches(self, name: &str) -> bool {
        name.strip_prefix(self.start).is_some_and(|rest| glob(self.rest, rest))
    }
}

/// Matches a whole name: `*` stands for any run of characters, `[0-9]` for one digit.
fn glob(pattern: &str, name: &str) -> bool {
    if let Some(rest) = pattern.strip_prefix('*') {
        // The first byte of a character stands nowhere but at its start.
        return match rest.as_bytes() {
            [] => true,
            [b'*' | b'[', ..] => name.char_indices().any(|(at, _)| glob(rest, &name[at..])),
            [first, ..] => memchr_iter(*first, name.as_bytes()).any(|at| glob(rest, &name[at..])),
        };
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
