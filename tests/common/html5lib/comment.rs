//! The data of a comment, from its source (13.2.5.41 to 13.2.5.52).

/// The data of the comment that is exactly `source`; without its end if the input ends in it.
pub fn comment_data(source: &str) -> &str {
    let Some(body) = source.strip_prefix("<!--") else {
        return bogus_data(source);
    };
    if body == ">" || body == "->" {
        return "";
    }
    // The last three are what the input may end in: none of their characters has reached the data yet.
    let endings = ["-->", "--!>", "--!", "--", "-"];
    endings.iter().find_map(|ending| body.strip_suffix(ending)).unwrap_or(body)
}

fn bogus_data(source: &str) -> &str {
    // The `?` belongs to the data.
    let opening = if source.starts_with("<?") { 1 } else { 2 };
    let body = &source[opening..];
    body.strip_suffix('>').unwrap_or(body)
}
