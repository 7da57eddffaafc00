//! Patterns of names and values. The rules: docs/reference/ads.md, 1.

use memchr::memchr;
use selectors::attr::CaseSensitivity;

/// A digit, as patterns write it.
const DIGIT: &[u8] = b"[0-9]";

/// A pattern: `*` stands for any run of characters, `[0-9]` for one digit.
#[derive(Clone, Debug)]
pub(super) struct Pattern {
    /// What it begins with: no `*` and no digit.
    start: Box<str>,
    /// What comes behind that.
    rest: Box<str>,
}

impl Pattern {
    /// None if `[` stands for something else.
    pub(super) fn new(text: &str) -> Option<Pattern> {
        let is_digit = |(at, _)| text.as_bytes()[at..].starts_with(DIGIT);
        if !text.match_indices('[').all(is_digit) {
            return None;
        }
        let (start, rest) = text.split_at(text.find(['*', '[']).unwrap_or(text.len()));
        Some(Pattern { start: start.into(), rest: rest.into() })
    }

    /// A pattern that stands for this name only.
    pub(super) fn literal(name: &str) -> Pattern {
        Pattern { start: name.into(), rest: "".into() }
    }

    /// The text that it begins with.
    pub(super) fn start(&self) -> &str {
        &self.start
    }

    /// The pattern as it was written.
    pub(super) fn text(&self) -> String {
        format!("{}{}", self.start, self.rest)
    }

    /// It stands for one name only: its start.
    pub(super) fn is_literal(&self) -> bool {
        self.rest.is_empty()
    }

    /// Says whether it stands for all of `name`. In any case it does so only if it is literal.
    pub(super) fn is(&self, name: &str, case: CaseSensitivity) -> bool {
        match case {
            CaseSensitivity::CaseSensitive => self.matches(name),
            CaseSensitivity::AsciiCaseInsensitive => self.is_literal() && self.start.eq_ignore_ascii_case(name),
        }
    }

    /// Says whether it stands for all of `name`.
    pub(super) fn matches(&self, name: &str) -> bool {
        name.strip_prefix(&*self.start).is_some_and(|rest| glob(self.rest.as_bytes(), rest.as_bytes()))
    }
}

/// Matches all of `name`, in a time of the product of both lengths: of what a `*` stands for, the last one alone is ever
/// made longer.
fn glob(pattern: &[u8], name: &[u8]) -> bool {
    let (mut p, mut n) = (0, 0);
    let mut last_star = None;
    loop {
        let rest = &pattern[p..];
        match name.get(n) {
            None if rest.iter().all(|byte| *byte == b'*') => return true,
            _ if rest.first() == Some(&b'*') => {
                p += 1;
                last_star = Some((p, n));
                // Most names do not hold the letter behind a star.
                if let Some(letter) = pattern.get(p).filter(|byte| !matches!(byte, b'*' | b'[')) {
                    let Some(at) = memchr(*letter, &name[n..]) else { return false };
                    n += at;
                }
            }
            Some(byte) if rest.starts_with(DIGIT) && byte.is_ascii_digit() => (p, n) = (p + DIGIT.len(), n + 1),
            Some(byte) if !rest.starts_with(b"[") && rest.first() == Some(byte) => (p, n) = (p + 1, n + 1),
            Some(_) => {
                let Some((behind, from)) = last_star else { return false };
                (p, n) = (behind, from + 1);
                last_star = Some((behind, from + 1));
            }
            None => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn patterns() {
        let matches = |pattern: &str, name| Pattern::new(pattern).is_some_and(|pattern| pattern.matches(name));
        for (pattern, name, want) in [
            ("wpcnt", "wpcnt", true),
            ("wpcnt", "wpcnt2", false),
            ("", "", true),
            ("*", "", true),
            ("atatags-*", "atatags-", true),
            ("*ScriptRootC[0-9]*", "M12ScriptRootC34", true),
            ("*ScriptRootC[0-9]*", "ScriptRootC", false),
            ("ad[0-9]", "ad7", true),
            ("ad[0-9]", "ad77", false),
            ("ad[0-9]", "ad[", false),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "a-c-b", false),
            ("*é", "éé", true),
        ] {
            assert_eq!(matches(pattern, name), want, "{pattern} {name}");
        }
        assert!(Pattern::new("a[1-9]").is_none());
    }

    #[test]
    fn many_stars_take_no_time() {
        let pattern = Pattern::new(&"*a".repeat(200)).unwrap_or_else(|| panic!("a pattern"));
        assert!(!pattern.matches(&("a".repeat(20_000) + "b")));
    }
}
