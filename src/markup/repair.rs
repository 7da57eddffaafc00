//! In-tag repair: references that stand for syntax inside a tag. The rules: docs/reference/markup.md, 1.2.

/// What stands at an `&` inside a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TagReference {
    /// Nothing that is repaired.
    Nothing,
    /// More input decides.
    Partial,
    /// A reference of so many bytes to this ASCII character.
    To(u8, usize),
}

const NAMES: [(&[u8], u8); 6] =
    [(b"Tab;", b'\t'), (b"NewLine;", b'\n'), (b"sol;", b'/'), (b"equals;", b'='), (b"quot;", b'"'), (b"apos;", b'\'')];

const MAX_DIGITS: usize = 8;

/// Reads the reference at the start of `source`, whose first byte is `&`.
pub(super) fn tag_reference(source: &[u8], last: bool) -> TagReference {
    let partial = if last { TagReference::Nothing } else { TagReference::Partial };
    let body = &source[1..];
    if body.first() == Some(&b'#') {
        return number(&body[1..], partial);
    }
    for (name, byte) in NAMES {
        if body.starts_with(name) {
            return TagReference::To(byte, 1 + name.len());
        }
        if name.starts_with(body) {
            return partial;
        }
    }
    TagReference::Nothing
}

fn number(source: &[u8], partial: TagReference) -> TagReference {
    let (base, prefix) = if matches!(source.first(), Some(b'x' | b'X')) { (16, 1) } else { (10, 0) };
    let digits = source[prefix.min(source.len())..].iter().map_while(|&byte| char::from(byte).to_digit(base));
    let (count, value) = digits
        .take(MAX_DIGITS + 1)
        .fold((0, 0_u32), |(count, value), digit| (count + 1, value.saturating_mul(base).saturating_add(digit)));
    if count > MAX_DIGITS {
        return TagReference::Nothing;
    }
    let repaired = matches!(value, 9 | 10 | 12 | 13 | 32 | 34 | 39 | 47 | 61);
    match source.get(prefix + count) {
        None => partial,
        Some(b';') if count > 0 && repaired => {
            TagReference::To(u8::try_from(value).expect("what is repaired is ASCII"), 2 + prefix + count + 1)
        }
        Some(_) => TagReference::Nothing,
    }
}
