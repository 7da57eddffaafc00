//! The host of an address. The rules: docs/reference/ads.md, 1 and 4.

/// The host that the `src` of an element names; none if it does not begin with one.
pub(super) fn of_source(source: &str) -> Option<String> {
    let source = source.trim_start_matches(|c: char| c.is_ascii_whitespace());
    let scheme = |name: &str| source.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name)).map(str::len);
    let start = scheme("//").or_else(|| scheme("http://")).or_else(|| scheme("https://"))?;
    host(&source[start..])
}

/// The host of a page's address, with or without a scheme.
pub(super) fn of_page(url: &str) -> Option<String> {
    let url = url.trim_start_matches(|c: char| c.is_ascii_whitespace());
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    };
    let rest = match url.split_once("//") {
        Some(("", rest)) => rest,
        Some((scheme, rest)) if scheme.strip_suffix(':').is_some_and(is_scheme) => rest,
        _ => url,
    };
    host(rest)
}

/// Says whether two hosts are of one site: they are the same, or one is below the other.
pub(super) fn are_one_site(a: &str, b: &str) -> bool {
    let bare = |host| str::strip_prefix(host, "www.").unwrap_or(host);
    let (a, b) = (bare(a), bare(b));
    and_parents(a).any(|host| host == b) || and_parents(b).any(|host| host == a)
}

/// The host at the start of what follows `//`.
fn host(rest: &str) -> Option<String> {
    let authority = &rest[..rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len())];
    let host = authority.rsplit('@').next().expect("a split has a last part");
    let host = &host[..host.find(':').unwrap_or(host.len())];
    (!host.is_empty()).then(|| host.to_ascii_lowercase())
}

/// A host, its parent, the parent's parent ...
pub(super) fn and_parents(host: &str) -> impl DoubleEndedIterator<Item = &str> + Clone {
    let dots = host.match_indices('.').map(|(at, _)| &host[at + 1..]);
    std::iter::once(host).chain(dots)
}

#[cfg(test)]
mod tests {
    use super::{and_parents, are_one_site, of_page, of_source};

    #[test]
    fn hosts() {
        for (source, want) in [
            ("//ads.Example.com/x.js", Some("ads.example.com")),
            (" HTTPS://u:p@h@example.com:80?a", Some("example.com")),
            ("http:\\\\example.com", None),
            ("/x.js", None),
            ("https://", None),
            ("//example.com\\x", Some("example.com")),
            ("ftp://example.com", None),
        ] {
            assert_eq!(of_source(source).as_deref(), want, "{source}");
        }
        for (url, want) in [
            ("https://example.com/a", Some("example.com")),
            ("app://example.com", Some("example.com")),
            ("//example.com", Some("example.com")),
            ("example.com/page//x", Some("example.com")),
            ("1x://example.com", Some("1x")),
            ("", None),
        ] {
            assert_eq!(of_page(url).as_deref(), want, "{url}");
        }
        assert_eq!(and_parents("a.b.c").collect::<Vec<_>>(), ["a.b.c", "b.c", "c"]);
    }

    #[test]
    fn sites() {
        for (a, b, want) in [
            ("a.com", "a.com", true),
            ("www.a.com", "a.com", true),
            ("www.a.com", "b.a.com", true),
            ("b.a.com", "www.a.com", true),
            ("b.a.com", "c.a.com", false),
            ("a.com", "ba.com", false),
            ("a.com", "com.", false),
        ] {
            assert_eq!(are_one_site(a, b), want, "{a} {b}");
        }
    }
}
