//! The lines of a filter list. The rules: docs/reference/ads.md, 4.

/// What a line says of elements.
pub(super) enum Line<'a> {
    /// Elements are hidden on these hosts, or are not.
    Hiding { domains: &'a str, separator: &'a str, text: &'a str },
    /// On this host and those below it, rules that name no host do not apply, or those that name one.
    Allowed { host: &'a str, generic: bool, specific: bool },
}

const SEPARATORS: [&str; 10] = ["##", "#@#", "#?#", "#@?#", "#$#", "#@$#", "#$?#", "#@$?#", "#%#", "#@%#"];

/// Without ASCII white space around it.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_ascii_whitespace())
}

/// The lines of a list, without white space around them.
pub(super) fn lines(list: &str) -> impl Iterator<Item = &str> {
    list.split(['\n', '\r']).map(trim)
}

impl<'a> Line<'a> {
    /// None if it says nothing of elements. No white space stands around it.
    pub(super) fn read(line: &'a str) -> Option<Line<'a>> {
        if line.starts_with('!') || (line.starts_with('[') && line.ends_with(']')) {
            return None;
        }
        if let Some(rest) = line.strip_prefix("@@||")
            && let Some((host, options)) = rest.split_once("^$")
            && !host.contains(['/', '^', '*', '|', ' '])
        {
            return Line::allowed(host, options);
        }
        let begins = |at: usize| SEPARATORS.into_iter().find(|separator| line[at..].starts_with(separator));
        let (at, separator) = line.match_indices('#').find_map(|(at, _)| Some((at, begins(at)?)))?;
        let domains = &line[..at];
        if domains.contains([' ', '/', '|']) {
            return None;
        }
        Some(Line::Hiding { domains, separator, text: trim(&line[at + separator.len()..]) })
    }

    fn allowed(host: &'a str, options: &str) -> Option<Line<'a>> {
        let (mut generic, mut specific) = (false, false);
        for option in options.split(',') {
            match &*option.to_ascii_lowercase() {
                "generichide" | "ghide" => generic = true,
                "specifichide" | "shide" => specific = true,
                "elemhide" | "ehide" => (generic, specific) = (true, true),
                option if option.starts_with("domain=") => return None,
                _ => {}
            }
        }
        (generic || specific).then_some(Line::Allowed { host, generic, specific })
    }
}
