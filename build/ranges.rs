//! Ranges of code points as the rule files write them: `00AD 200B-200F`.

/// The first and the last code point of each range.
pub fn ranges(text: &str) -> impl Iterator<Item = (u32, u32)> {
    let code_point = |text: &str| u32::from_str_radix(text, 16).unwrap_or_else(|_| panic!("{text} is no code point"));
    text.split_whitespace().map(move |range| {
        let (first, last) = range.split_once('-').unwrap_or((range, range));
        (code_point(first), code_point(last))
    })
}
