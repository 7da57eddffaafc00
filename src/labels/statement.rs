//! Reads a statement of an ad's script. The rules: docs/reference/labels.md, 3.

use std::sync::LazyLock;

use super::fences::FENCE;
use super::rows::{SCRIPT_CALLS, SCRIPT_VARIABLES};
use crate::seek::OddLines;
use crate::whitespace::is_space;

/// The most bytes of a statement.
pub(super) const MAX_STATEMENT: usize = 4096;

/// The most bytes of the rest of a variable's name, up to the equals sign.
const MAX_NAME: usize = 256;

/// What may stand at the start of a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    Fence,
    /// A heading of Markdown.
    Heading,
    Statement,
}

/// What may be the first two bytes of a line that is of interest: a bit for the low bits of the second one, by the first one.
static STARTS: LazyLock<[u32; 256]> = LazyLock::new(|| {
    let mut starts = [0; 256];
    for opening in openings().chain(["##", "# "]) {
        let [first, second, ..] = *opening.as_bytes() else { continue };
        starts[usize::from(first)] |= 1 << (second & 31);
    }
    // White space that is not ASCII starts with one of four bytes.
    for space in (0..0x80_u8).filter(|byte| is_space(char::from(*byte))).chain([0xC2, 0xE1, 0xE2, 0xE3]) {
        starts[usize::from(space)] = u32::MAX;
    }
    starts
});

fn openings() -> impl Iterator<Item = &'static str> {
    SCRIPT_CALLS.iter().chain(SCRIPT_VARIABLES).copied().chain([FENCE])
}

/// Says whether a line is a heading of Markdown.
fn is_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    (1..=MOST_SIGNS).contains(&(line.len() - rest.len())) && rest.starts_with(' ')
}

/// The most `#` before a heading.
const MOST_SIGNS: usize = 6;

/// The next line from `at` on that starts with one of them, with the place where it stands. `is_start`: a line starts at `at`, or goes on
/// where a statement has gone.
pub(super) fn find(text: &str, at: usize, is_start: bool) -> Option<(usize, usize, Opening)> {
    let bytes = &text.as_bytes()[at..];
    let mut lines = OddLines::search(bytes, is_start);
    let mut from = 0;
    loop {
        let line = lines.next_from(from)?;
        let [first, second] = bytes[line..].first_chunk()?;
        if STARTS[usize::from(*first)] >> (second & 31) & 1 == 1 {
            let rest = &text[at + line..];
            if is_heading(rest) {
                return Some((at + line, at + line, Opening::Heading));
            }
            let visible = rest.trim_start_matches(|c| c != '\n' && is_space(c));
            // Not so a bullet, which may be on each line.
            let is_ascii = visible.as_bytes().first().is_some_and(u8::is_ascii);
            if is_ascii && openings().any(|opening| visible.starts_with(opening)) {
                let opening = if visible.starts_with(FENCE) { Opening::Fence } else { Opening::Statement };
                return Some((at + line, at + line + rest.len() - visible.len(), opening));
            }
        }
        from = line + 1;
    }
}

/// Says whether more input may make the start of one of them of `text`.
pub(super) fn may_begin(text: &str) -> bool {
    let is_heading = text.len() <= MOST_SIGNS && text.bytes().all(|byte| byte == b'#');
    is_heading || openings().any(|opening| opening.starts_with(text))
}

/// What reading comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// No statement starts here.
    Nothing,
    /// More input decides.
    Partial,
    /// The statement ends here.
    Whole(usize),
    /// It was in vain, up to here.
    Vain(usize),
}

/// A statement, as far as it has been read.
#[derive(Debug)]
pub(super) struct Statement {
    start: usize,
    at: usize,
    /// What closes the open brackets.
    open: Vec<u8>,
    quote: Option<u8>,
    escaped: bool,
    /// Where it ends.
    end: Option<usize>,
}

impl Statement {
    /// The statement that may start at `start`.
    pub(super) fn new(start: usize) -> Self {
        Statement { start, at: start, open: Vec::new(), quote: None, escaped: false, end: None }
    }

    pub(super) fn start(&self) -> usize {
        self.start
    }

    /// The same in a text that starts `by` bytes later.
    pub(super) fn moved(self, by: usize) -> Self {
        let end = self.end.map(|end| end - by);
        Statement { start: self.start - by, at: self.at - by, end, ..self }
    }

    /// Goes on reading. `protected`: the first protected place behind its start.
    pub(super) fn read(&mut self, text: &str, protected: Option<usize>, last: bool) -> Read {
        if let Some(end) = self.end {
            return Read::Whole(end);
        }
        if self.at == self.start {
            match starts(&text[self.start..], last) {
                Some(true) => {}
                Some(false) => return Read::Nothing,
                None => return Read::Partial,
            }
        }
        while let Some(c) = text[self.at..].chars().next() {
            let end = self.at + c.len_utf8();
            if end - self.start > MAX_STATEMENT {
                return Read::Vain(self.at);
            }
            if protected.is_some_and(|protected| protected <= self.at) {
                return Read::Vain(end);
            }
            if c == '\n' {
                match starts_protected(&text[end..], self.start + MAX_STATEMENT - end, last) {
                    Some(true) => return Read::Vain(end),
                    Some(false) => {}
                    None => return Read::Partial,
                }
            }
            self.at = end;
            if std::mem::take(&mut self.escaped) {
                continue;
            }
            match (self.quote, c) {
                (Some(_), '\\') => self.escaped = true,
                (Some(quote), '\n') if quote != b'`' => return Read::Vain(end),
                (Some(quote), c) if c == char::from(quote) => self.quote = None,
                (None, '"' | '\'' | '`') => self.quote = Some(c as u8),
                (None, '(') => self.open.push(b')'),
                (None, '[') => self.open.push(b']'),
                (None, '{') => self.open.push(b'}'),
                (None, ')' | ']' | '}') if self.open.pop() != Some(c as u8) => return Read::Vain(end),
                (None, ';') if self.open.is_empty() => {
                    self.end = Some(end);
                    return Read::Whole(end);
                }
                _ => {}
            }
        }
        if last { Read::Vain(self.at) } else { Read::Partial }
    }
}

/// Says whether a statement starts here; none if more input decides.
fn starts(text: &str, last: bool) -> Option<bool> {
    if SCRIPT_CALLS.iter().any(|call| text.starts_with(call)) {
        return Some(true);
    }
    let mut open = !last && may_begin(text);
    for variable in SCRIPT_VARIABLES {
        let Some(name) = text.strip_prefix(variable) else { continue };
        let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '$');
        let rest = name.trim_start_matches(is_name).trim_start_matches(' ');
        if name.len() - rest.len() > MAX_NAME {
            continue;
        }
        match rest.as_bytes() {
            [b'=', b'=', ..] => {}
            [] | [b'='] if !last => open = true,
            [b'=', ..] => return Some(true),
            _ => {}
        }
    }
    if open { None } else { Some(false) }
}

/// Says whether the line that starts here, of which no more than `most` bytes matter, is a heading or starts with a fence; none if more
/// input decides.
fn starts_protected(line: &str, most: usize, last: bool) -> Option<bool> {
    let rest = line.trim_start_matches(|c| c != '\n' && is_space(c));
    let space = line.len() - rest.len();
    let may_be_heading = space == 0 && rest.len() <= MOST_SIGNS && rest.bytes().all(|byte| byte == b'#');
    let may_be_fence = rest.len() < FENCE.len() && FENCE.starts_with(rest);
    if space > most {
        Some(false)
    } else if !last && (may_be_heading || may_be_fence) {
        None
    } else {
        Some(rest.starts_with(FENCE) || is_heading(line))
    }
}

/// Makes the tables.
#[cfg(feature = "python")]
pub(super) fn prepare() {
    LazyLock::force(&STARTS);
}

#[cfg(test)]
mod tests {
    use super::openings;

    #[test]
    fn no_line_of_interest_starts_with_a_capital_or_digit() {
        assert!(!openings().any(|opening| opening.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())));
    }
}
