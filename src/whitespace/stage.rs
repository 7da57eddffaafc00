//! The stage `whitespace`: folds the white space of UTF-8.

use memchr::memchr;

use super::fences::{Fences, Kind};
use super::run::{MOST_KEPT, Run};
use super::{Folding, Layout, LineBreaks, Spaces, is_space};
use crate::block::{Block, Mark, Part};
use crate::counts::Rule;
use crate::seek::{Stays, WhiteRuns};
use crate::stage::Stage;

/// What a byte of UTF-8 says about white space.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Visible,
    Space,
    LineFeed,
    OtherSpace,
    /// The first byte of characters of which some are white space.
    Lead,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Visible; 256];
    let mut byte = 0x09;
    while byte < 0x20 {
        if byte <= 0x0D || byte >= 0x1C {
            classes[byte] = Class::OtherSpace;
        }
        byte += 1;
    }
    classes[b' ' as usize] = Class::Space;
    classes[b'\n' as usize] = Class::LineFeed;
    // U+0085 and U+00A0; U+1680; U+2000 to U+205F; U+3000.
    classes[0xC2] = Class::Lead;
    classes[0xE1] = Class::Lead;
    classes[0xE2] = Class::Lead;
    classes[0xE3] = Class::Lead;
    classes
};

/// Says whether UTF-8 starts with a character that is not white space.
fn is_visible(bytes: &[u8]) -> bool {
    match CLASSES[usize::from(*bytes.first().unwrap_or(&b' '))] {
        Class::Visible => true,
        Class::Space | Class::LineFeed | Class::OtherSpace => false,
        Class::Lead => !matches!(
            bytes,
            [0xC2, 0x85 | 0xA0, ..]
                | [0xE1, 0x9A, 0x80, ..]
                | [0xE2, 0x80, 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF, ..]
                | [0xE2, 0x81, 0x9F, ..]
                | [0xE3, 0x80, 0x80, ..]
        ),
    }
}

/// How many spaces and line feeds the bytes end with.
fn plain_before(bytes: &[u8]) -> usize {
    bytes.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\n')).count()
}

/// The stage `whitespace`.
pub(crate) struct Whitespace {
    folding: Folding,
    /// The text was markup: a TAB parts the cells of a table, or is code.
    has_cells: bool,
    /// The run of white space that is not yet written: nothing of it is known to be needed before a visible character comes.
    run: Run,
    /// No visible character yet.
    at_start: bool,
    /// A mark inside or before the run; it is passed on right before the next visible character.
    protected: Option<bool>,
    /// The part of a page that begins there; passed on with it.
    part: Option<Part>,
    /// The markup says that the text is code.
    is_code: bool,
    fences: Fences,
    /// White space of which it is not known yet whether it is code.
    doubt: String,
    /// The last character was a CR in code: if a line feed follows in code, it is a part of the same line end.
    after_cr: bool,
}

impl Whitespace {
    pub(crate) fn new(folding: Folding, has_cells: bool) -> Self {
        let mut run = Run::new(folding, has_cells);
        run.start_line();
        Whitespace {
            folding,
            has_cells,
            run,
            at_start: true,
            protected: None,
            part: None,
            is_code: false,
            fences: Fences::default(),
            doubt: String::new(),
            after_cr: false,
        }
    }

    /// Takes text that is no code.
    fn fold(&mut self, text: &str, out: &mut Block<'_>) {
        self.after_cr = false;
        let Some(mut kept) = self.fold_run(text, 0, out) else { return };
        // Up to `at` the text has been looked at; from `kept` on it stays as it is, as far as is known.
        let mut at = kept;
        let bytes = text.as_bytes();
        let mut runs = WhiteRuns::search(bytes, at, self.stays());
        while let Some(found) = runs.next_from(at) {
            if is_visible(&bytes[found..]) {
                at = found + 1;
                continue;
            }
            let start = found - plain_before(&bytes[kept..found]);
            let (len, folded) = self.plain_run(&bytes[start..]);
            at = start + len;
            if let Some(folded) = folded {
                if folded.as_bytes() != &bytes[start..at] {
                    out.text(&text[kept..start]);
                    out.edit(Rule::WhiteSpace, len, folded);
                    kept = at;
                }
                continue;
            }
            out.text(&text[kept..start]);
            let Some(end) = self.fold_run(text, start, out) else { return };
            (kept, at) = (end, end);
        }
        let end = text.len() - plain_before(&bytes[kept..]);
        out.text(&text[kept..end]);
        self.white_space(&text[end..]);
    }

    /// Takes the white space of `text` at `at`; returns where it ends, unless it may go on.
    fn fold_run(&mut self, text: &str, at: usize, out: &mut Block<'_>) -> Option<usize> {
        let is_whole = self.run.len == 0;
        let end = at + self.white_space(&text[at..]);
        (end < text.len()).then(|| {
            self.settle(is_whole.then_some(&text[at..end]), out);
            end
        })
    }

    fn stays(&self) -> Stays {
        match self.folding.layout {
            Layout::Inline => Stays::Nothing,
            _ if self.folding.most_line_ends() > 1 => Stays::BlankLine,
            _ => Stays::LineFeed,
        }
    }

    /// What becomes of the run that `bytes` start with, and its length, if that is seen at a glance: nearly all runs are a few bytes of ASCII.
    fn plain_run(&self, bytes: &[u8]) -> (usize, Option<&'static str>) {
        let (mut len, mut line_ends, mut tabs, mut after_cr) = (0, 0, 0, false);
        while let Some(byte) = bytes.get(len)
            && matches!(CLASSES[usize::from(*byte)], Class::Space | Class::LineFeed | Class::OtherSpace)
        {
            line_ends += usize::from(*byte == b'\r' || (*byte == b'\n' && !after_cr));
            after_cr = *byte == b'\r';
            tabs += usize::from(*byte == b'\t');
            len += 1;
        }
        let Folding { layout, spaces, linebreaks, .. } = self.folding;
        let is_plain = spaces == Spaces::Ascii && linebreaks == LineBreaks::Unix && is_visible(&bytes[len..]);
        let folded = match line_ends.min(self.folding.most_line_ends()) {
            _ if !is_plain => None,
            0 if self.has_cells && tabs > 0 && layout != Layout::Inline => (tabs == 1).then_some("\t"),
            0 => Some(" "),
            _ if layout == Layout::Inline => Some(" "),
            1 => Some("\n"),
            2 => Some("\n\n"),
            _ => None,
        };
        (len, folded)
    }

    /// Takes the white space that `text` starts with; returns its length.
    fn white_space(&mut self, text: &str) -> usize {
        let mut at = 0;
        loop {
            let plain = text.as_bytes()[at..].iter().take_while(|byte| **byte == b' ').count();
            self.run.push_plain(plain);
            at += plain;
            match text[at..].chars().next() {
                Some(c) if is_space(c) => {
                    self.run.push(c);
                    at += c.len_utf8();
                }
                _ => return at,
            }
        }
    }

    /// A visible character comes: writes the run before it. `whole` is that run if it came in one piece.
    fn settle(&mut self, whole: Option<&str>, out: &mut Block<'_>) {
        if self.run.len > 0 {
            if self.at_start {
                self.run.become_first();
            }
            if self.run.is_same() {
                out.text(whole.unwrap_or(self.run.folded()));
            } else {
                out.edit(Rule::WhiteSpace, self.run.len, self.run.folded());
            }
        }
        if self.run.len > 0 || self.at_start {
            self.run.clear();
        }
        self.at_start = false;
        if let Some(protected) = self.protected.take() {
            out.mark(Mark::Protected(protected));
        }
        if let Some(part) = self.part.take() {
            out.mark(Mark::Part(part));
        }
    }

    /// Takes code, which is not empty: all of it counts as visible.
    fn code(&mut self, text: &str, out: &mut Block<'_>) {
        self.settle(None, out);
        if self.folding.linebreaks == LineBreaks::Keep {
            return out.text(text);
        }
        let mut rest = text;
        if self.after_cr && rest.starts_with('\n') {
            out.edit_more(Rule::WhiteSpace, 1, "");
            rest = &rest[1..];
        }
        self.after_cr = text.ends_with('\r');
        while let Some(at) = memchr(b'\r', rest.as_bytes()) {
            out.text(&rest[..at]);
            let crlf = rest[at + 1..].starts_with('\n');
            out.edit(Rule::WhiteSpace, 1 + usize::from(crlf), "\n");
            rest = &rest[at + 1 + usize::from(crlf)..];
        }
        out.text(rest);
    }

    /// Takes text of a layout in which there may be fences.
    fn fenced(&mut self, text: &str, out: &mut Block<'_>) {
        let mut rest = text;
        while !rest.is_empty() {
            let (kind, len) = self.fences.stretch(rest);
            let (part, next) = rest.split_at(len);
            if kind == Kind::Doubt {
                self.doubt.push_str(part);
            } else {
                self.decide(kind, out);
                if kind == Kind::Code {
                    self.code(part, out);
                } else {
                    self.fold(part, out);
                }
            }
            rest = next;
        }
    }

    /// It is known now what the white space in doubt was.
    fn decide(&mut self, kind: Kind, out: &mut Block<'_>) {
        if self.doubt.is_empty() {
            return;
        }
        let mut doubt = std::mem::take(&mut self.doubt);
        if kind == Kind::Code {
            self.code(&doubt, out);
        } else {
            doubt.chars().for_each(|c| self.run.push(c));
        }
        doubt.clear();
        self.doubt = doubt;
    }
}

impl Stage for Whitespace {
    /// Spaces, or line ends and indentation, or white space in doubt: never two of them.
    fn max_pending(&self) -> usize {
        const LONGEST: usize = '\u{3000}'.len_utf8();
        MOST_KEPT * (LONGEST + usize::from(self.folding.keeps_indentation()) * LONGEST)
    }

    fn feed(&mut self, text: &str, out: &mut Block<'_>) {
        if self.folding.layout != Layout::Paragraphs {
            self.fold(text, out);
        } else if self.is_code {
            let kind = self.fences.verbatim(text);
            self.decide(kind, out);
            self.code(text, out);
        } else {
            self.fenced(text, out);
        }
    }

    fn mark(&mut self, mark: Mark, out: &mut Block<'_>) {
        match mark {
            Mark::Protected(protected) => {
                self.protected = Some(protected);
                self.is_code = false;
            }
            Mark::Part(part) => self.part = Some(part),
            Mark::Code => self.is_code = true,
            _ => out.mark(mark),
        }
    }

    fn finish(&mut self, out: &mut Block<'_>) {
        self.decide(Kind::Text, out);
        if self.run.len > 0 {
            out.edit(Rule::WhiteSpace, self.run.len, "");
            self.run.clear();
        }
    }

    fn reset(&mut self) {
        // Its room is used again.
        let mut run = std::mem::replace(&mut self.run, Run::new(self.folding, self.has_cells));
        run.clear();
        run.start_line();
        *self = Whitespace { run, ..Whitespace::new(self.folding, self.has_cells) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::Runner;

    fn fold<'a>(pieces: impl Iterator<Item = &'a str>, folding: Folding) -> String {
        let mut runner = Runner::new(vec![Box::new(Whitespace::new(folding, false))]);
        let mut folded = String::new();
        pieces.for_each(|piece| runner.run(piece, false, &mut |text| folded.push_str(text)));
        runner.run("", true, &mut |text| folded.push_str(text));
        folded
    }

    /// Whole blocks of the search and single characters give the same.
    #[test]
    fn white_space_at_every_place_of_a_block() {
        let white =
            ["", " ", "\n", "\t", "\r", "\u{A0}", "\u{85}", "\u{1680}", "\u{2009}", "\u{2028}", "\u{205F}", "\u{3000}"];
        let beside = ["x", "é", "“", "。", "\u{180E}"];
        for layout in [Layout::Paragraphs, Layout::Lines, Layout::Inline] {
            for run in 0..white.len().pow(3) {
                let run: String = (0..3).map(|at| white[run / white.len().pow(at) % white.len()]).collect();
                for before in 0..=66 {
                    let word = beside[before % beside.len()];
                    let text = format!("{}{run}{word}{}", "x".repeat(before), "y".repeat(66));
                    let chars = text.char_indices().map(|(at, c)| &text[at..at + c.len_utf8()]);
                    let folding = Folding::new(layout);
                    assert_eq!(fold(std::iter::once(&*text), folding), fold(chars, folding), "{text:?}");
                }
            }
        }
    }
}
