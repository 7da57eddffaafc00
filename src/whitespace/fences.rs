//! Code in fences, found character by character, so that a text may come in pieces. The rules: docs/reference/whitespace.md, Code.

use memchr::memchr;

use super::is_space;
use super::run::{MOST_KEPT, is_line_end};

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Code,
    /// White space behind the backticks that may end the code: whether it belongs to it, the rest of its line says.
    Doubt,
}

/// The fences of a text, as far as it has come.
#[derive(Clone, Copy, Default)]
pub(super) struct Fences {
    /// The backticks of the fence that is open; 0 outside of code.
    open: usize,
    line: Line,
}

/// What the line has had so far.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Line {
    /// White space at most.
    #[default]
    Blank,
    /// White space and so many backticks.
    Backticks(usize),
    /// So many backticks and then none: unless one comes, it opens a fence.
    Opening(usize),
    /// The end of a line that opens a fence of so many backticks. `true`: it is CR, so LF may belong to it.
    Opened(usize, bool),
    /// Backticks enough to end the code, and so many characters of white space behind them.
    Closing(usize),
    /// Something else.
    Other,
}

impl Fences {
    /// What the character is that comes next.
    pub(super) fn push(&mut self, c: char) -> Kind {
        if let Line::Opened(backticks, after_cr) = self.line {
            if after_cr && c == '\n' {
                self.line = Line::Opened(backticks, false);
                return Kind::Text;
            }
            *self = Fences { open: backticks, line: Line::Blank };
        }
        let is_code = self.open > 0;
        let ends_line = is_line_end(c.into());
        self.line = match self.line {
            Line::Backticks(3..) | Line::Opening(_) if !is_code && ends_line => {
                Line::Opened(self.backticks(), c == '\r')
            }
            Line::Backticks(backticks) if is_code && backticks >= self.open && ends_line => return self.close(),
            Line::Closing(_) if ends_line => return self.close(),
            _ if ends_line => Line::Blank,
            Line::Blank if c == '`' => Line::Backticks(1),
            Line::Blank if is_space(c) => Line::Blank,
            Line::Backticks(backticks) if c == '`' => Line::Backticks(backticks + 1),
            Line::Backticks(backticks @ 3..) if !is_code => Line::Opening(backticks),
            Line::Backticks(backticks) if is_code && backticks >= self.open && is_space(c) => Line::Closing(1),
            Line::Opening(backticks) if c != '`' => Line::Opening(backticks),
            Line::Closing(spaces) if is_space(c) && spaces < MOST_KEPT => Line::Closing(spaces + 1),
            _ => Line::Other,
        };
        self.kind()
    }

    /// What the last character was.
    fn kind(&self) -> Kind {
        match (self.open, self.line) {
            (0, _) => Kind::Text,
            (_, Line::Closing(_)) => Kind::Doubt,
            _ => Kind::Code,
        }
    }

    fn backticks(&self) -> usize {
        match self.line {
            Line::Backticks(backticks) | Line::Opening(backticks) => backticks,
            _ => 0,
        }
    }

    /// The line end that comes stands behind the code.
    fn close(&mut self) -> Kind {
        *self = Fences::default();
        Kind::Text
    }

    /// Only a backtick and what precedes it in its line matter to what follows.
    pub(super) fn may_skip(&self) -> bool {
        matches!(self.line, Line::Blank | Line::Other)
    }

    /// Skips text without a backtick, of which `before` gives the characters from the end; says what it is.
    pub(super) fn skip(&mut self, mut before: impl Iterator<Item = char>) -> Kind {
        match before.find(|c| !is_space(*c) || is_line_end((*c).into())) {
            Some(c) if is_line_end(c.into()) => self.line = Line::Blank,
            Some(_) => self.line = Line::Other,
            None => {}
        }
        self.kind()
    }

    /// What `text` starts with, which is not empty, and how far that goes.
    pub(super) fn stretch(&mut self, text: &str) -> (Kind, usize) {
        let (mut kind, mut at) = (None, 0);
        while let Some(c) = text[at..].chars().next() {
            let mut next = *self;
            let len = if next.may_skip() && c != '`' {
                memchr(b'`', &text.as_bytes()[at..]).unwrap_or(text.len() - at)
            } else {
                c.len_utf8()
            };
            let part = &text[at..at + len];
            let same = if len == c.len_utf8() { next.push(c) } else { next.skip(part.chars().rev()) };
            if *kind.get_or_insert(same) != same {
                break;
            }
            *self = next;
            at += len;
        }
        (kind.unwrap_or(self.kind()), at)
    }

    /// Takes text that is code in any case and not empty, whose backticks are no fences; says what it starts with otherwise.
    pub(super) fn verbatim(&mut self, text: &str) -> Kind {
        let mut kind = None;
        for (at, c) in text.char_indices() {
            if kind.is_some() && self.may_skip() {
                let last = text[at..].chars().next_back().filter(|c| is_line_end((*c).into()));
                self.line = if last.is_some() { Line::Blank } else { Line::Other };
                break;
            }
            let kind_of_it = self.push(if is_line_end(c.into()) { c } else { 'x' });
            kind.get_or_insert(kind_of_it);
        }
        kind.unwrap_or(self.kind())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with its code in brackets, fed in pieces of so many characters.
    fn marked(text: &str, piece: usize) -> String {
        let (mut fences, mut marked, mut doubt, mut was_code) =
            (Fences::default(), String::new(), String::new(), false);
        let chars: Vec<char> = text.chars().collect();
        for piece in chars.chunks(piece) {
            let piece: String = piece.iter().collect();
            let mut rest = &piece[..];
            while !rest.is_empty() {
                let (kind, len) = fences.stretch(rest);
                let (part, next) = rest.split_at(len);
                rest = next;
                if kind == Kind::Doubt {
                    doubt.push_str(part);
                    continue;
                }
                let is_code = kind == Kind::Code;
                if is_code {
                    marked.push_str(&std::mem::take(&mut doubt));
                }
                if is_code != was_code {
                    marked.push(if is_code { '[' } else { ']' });
                }
                marked.push_str(&std::mem::take(&mut doubt));
                marked.push_str(part);
                was_code = is_code;
            }
        }
        marked
    }

    #[test]
    fn stretches_in_pieces_of_any_size() {
        for (text, expected) in [
            ("", ""),
            ("a `b` ```c```\n``d", "a `b` ```c```\n``d"),
            ("```\n", "```\n"),
            ("```\r\na", "```\r\n[a"),
            ("```\r\ra", "```\r[\ra"),
            (" ```` x\n\n```\n ````` \n\nb", " ```` x\n[\n```\n `````] \n\nb"),
            ("```\n``` x\n```\t\u{85}```x`\n", "```\n[``` x\n```]\t\u{85}```x`\n"),
            ("```\n```\n```\n```\nx", "```\n[```]\n```\n[```]\nx"),
        ] {
            for piece in 1..=text.len() + 1 {
                assert_eq!(marked(text, piece), expected, "in pieces of {piece}");
            }
        }
    }
}
