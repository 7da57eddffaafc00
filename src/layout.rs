//! Layout: marks and the white space of markup become the line ends and spaces of text. The rules: docs/reference/markup.md, 5.

use crate::block::{Block, Flow, MOST_CELLS, Mark, Part, Parts, Place};
use crate::counts::Rule;
use crate::seek::{single_spaces, white_run};
use crate::stage::Stage;

/// The stage `layout`.
#[derive(Default)]
pub(crate) struct LayoutStage {
    flow: Flow,
    gap: Gap,
    /// The last character written; none at the start of the document.
    last: Option<char>,
    /// Where the last text stood.
    place: Place,
    /// A line end that comes next is the one after the start of verbatim text.
    at_verbatim_start: bool,
    /// CR of that line end has come: only its LF may follow.
    after_first_cr: bool,
    /// The later stages ask what parts of a page lines are.
    tells_parts: bool,
    /// The parts that began at the start of the line.
    parts: Parts,
    /// A visible character has been written since the last start of an element that is told apart from its like.
    in_apart: bool,
    /// What the later stages were last told.
    protected: bool,
    code: bool,
    part: Part,
}

/// What lies between two visible characters.
#[derive(Default)]
struct Gap {
    source: Source,
    ends: usize,
    /// Cells that begin in its last line.
    cells: usize,
    line: bool,
    gone: bool,
    space: bool,
    parts: Parts,
    control: bool,
    time: bool,
    image: bool,
    apart: Apart,
    after_cr: bool,
}

/// Elements that are told apart: those with text of their own that end or begin in a gap.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Apart {
    #[default]
    None,
    Ended,
    /// One has ended, and one begins.
    Begun,
}

/// Two line ends, and TABs.
const ENDS_AND_TABS: &str = {
    const BYTES: [u8; 2 + MOST_CELLS] = {
        let mut bytes = [b'\t'; 2 + MOST_CELLS];
        bytes[0] = b'\n';
        bytes[1] = b'\n';
        bytes
    };
    match std::str::from_utf8(&BYTES) {
        Ok(text) => text,
        Err(_) => panic!("ASCII is UTF-8"),
    }
};

/// U+0000 is no text, and says nothing (HTML Standard, 13.2.6.4.7).
const NOTHING: u8 = 0;

/// Bytes of white space that are told from others.
const LONGEST_GAP: usize = 2;

/// What white space was made of: enough to say whether writing it anew changes it. Of more than `LONGEST_GAP`, the length is enough.
#[derive(Default)]
struct Source {
    /// Length in bytes.
    len: usize,
    line_feeds: usize,
    /// There is more than U+0020 and line feeds.
    other: bool,
}

impl Source {
    fn push(&mut self, white: &[u8]) {
        self.len += white.len();
        if self.len > LONGEST_GAP {
            return;
        }
        for byte in white {
            self.line_feeds += usize::from(*byte == b'\n');
            self.other |= *byte != b'\n' && *byte != b' ';
        }
    }

    /// Writes `text`, which is white space, in its place.
    fn replace(&self, text: &str, out: &mut Block<'_>) {
        let same = self.len == text.len()
            && !self.other
            && !text.ends_with('\t')
            && self.line_feeds == text.bytes().filter(|byte| *byte == b'\n').count();
        if same {
            out.text(text);
        } else {
            out.edits(Rule::Layout, u64::from(self.len > 0), self.len, text);
        }
    }
}

fn is_space(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\x0C' | '\r' | ' ')
}

impl LayoutStage {
    /// `tells_parts`: the later stages ask what parts of a page lines are.
    pub(crate) fn new(tells_parts: bool) -> Self {
        LayoutStage { tells_parts, ..LayoutStage::default() }
    }

    /// Takes a text, which is not empty; its first `white` bytes are white space.
    fn text(&mut self, text: &str, white: usize, out: &mut Block<'_>) {
        let bytes = text.as_bytes();
        if bytes.first() == Some(&NOTHING) && bytes.iter().all(|byte| *byte == NOTHING) {
            return self.gap.source.push(bytes);
        }
        let before = std::mem::replace(&mut self.place, self.flow.place);
        if self.place == Place::Verbatim {
            self.at_verbatim_start |= before != Place::Verbatim;
            for part in text.split_inclusive(char::from(NOTHING)) {
                let verbatim = part.trim_end_matches(char::from(NOTHING));
                self.verbatim(verbatim, out);
                self.gap.source.push(&part.as_bytes()[verbatim.len()..]);
            }
            return;
        }
        self.at_verbatim_start = false;
        self.after_first_cr = false;
        // So are most texts: what stands between two tags.
        if white == text.len() {
            return self.space(bytes);
        }
        let (mut white, mut visible) = text.split_at(white);
        loop {
            self.space(white.as_bytes());
            let Some(next) = visible.chars().next() else { return };
            if next == char::from(NOTHING) {
                self.gap.source.push(&[NOTHING]);
                let rest = &visible[1..];
                (white, visible) = rest.split_at(white_run(rest.as_bytes()));
                continue;
            }
            self.settle(next, out);
            let (kept, rest) = visible.split_at(self.kept(visible));
            out.text(kept);
            self.last = kept.chars().next_back();
            self.in_apart = true;
            (white, visible) = rest.split_at(white_run(rest.as_bytes()));
        }
    }

    /// Takes white space; its line ends count in loose text only.
    fn space(&mut self, white: &[u8]) {
        self.gap.source.push(white);
        if self.flow.place != Place::Loose {
            self.gap.space |= !white.is_empty();
            return;
        }
        for byte in white {
            let crlf = self.gap.after_cr && *byte == b'\n';
            self.gap.after_cr = *byte == b'\r';
            match byte {
                b'\n' | b'\r' => self.gap.ends += usize::from(!crlf),
                _ => self.gap.space = true,
            }
        }
    }

    /// Writes the gap before the visible character `next`.
    fn settle(&mut self, next: char, out: &mut Block<'_>) {
        let code = self.flow.place == Place::Verbatim;
        let gap = std::mem::take(&mut self.gap);
        let text = match self.last {
            None => "",
            Some(last) => gap.text(last, next),
        };
        if self.code && !(code && text.is_empty()) {
            // The gap behind code is none. Only this mark ends code, also in front of a heading.
            self.protected = false;
            self.code = false;
            out.mark(Mark::Protected(false));
        }
        gap.source.replace(text, out);
        if self.tells_parts && (gap.ends > 0 || gap.line || text == "\n" || self.last.is_none()) {
            let part = Part { sibling: gap.parts.follow(self.parts), caption: gap.parts.has(Parts::CAPTION) };
            self.parts = gap.parts;
            if part != self.part {
                self.part = part;
                out.mark(Mark::Part(part));
            }
        }
        let protected = self.flow.heading || code;
        if protected != self.protected {
            self.protected = protected;
            out.mark(Mark::Protected(protected));
        }
        if code && !self.code {
            out.mark(Mark::Code);
        }
        self.code = code;
    }

    /// How much of `text`, which starts with a visible character, stays as it is, up to and with a visible character.
    fn kept(&self, text: &str) -> usize {
        let bytes = text.as_bytes();
        let is_visible = |at: usize| bytes.get(at).is_some_and(|byte| !is_space(char::from(*byte)) && *byte != NOTHING);
        let loose = self.flow.place == Place::Loose;
        let mut at = 0;
        loop {
            at += single_spaces(&bytes[at..]);
            let Some(&byte) = bytes.get(at) else { return at };
            at += match byte {
                b' ' if is_visible(at + 1) => 1,
                b'\n' if loose && is_visible(at + 1) => 1,
                b'\n' if loose && bytes.get(at + 1) == Some(&b'\n') && is_visible(at + 2) => 2,
                byte if is_space(char::from(byte)) || byte == NOTHING => return at,
                _ => 1,
            };
        }
    }

    fn verbatim(&mut self, text: &str, out: &mut Block<'_>) {
        if text.is_empty() {
            return;
        }
        let mut text = text;
        if self.at_verbatim_start {
            // The first line end may come in two pieces: CR, then LF.
            let end = match (text.as_bytes(), self.after_first_cr) {
                ([b'\r', b'\n', ..], false) => 2,
                ([b'\r', ..], false) | ([b'\n', ..], _) => 1,
                _ => 0,
            };
            self.after_first_cr = text == "\r" && end == 1;
            self.at_verbatim_start = self.after_first_cr;
            if end > 0 {
                out.edit(Rule::Layout, end, "");
                self.gap.line = true;
                text = &text[end..];
            }
        }
        let Some(first) = text.chars().next() else {
            return;
        };
        self.settle(first, out);
        out.text(text);
        self.last = text.chars().next_back();
        self.in_apart = true;
    }
}

impl Gap {
    /// What is written for the gap between two characters.
    fn text(&self, last: char, next: char) -> &'static str {
        let ends = match self {
            Gap { parts, .. } if parts.has(Parts::MARGIN) => 2 - usize::from(last == '\n'),
            Gap { ends: 2.., .. } => 2,
            Gap { ends: 1, .. } => 1,
            Gap { line: true, .. } => usize::from(last != '\n'),
            _ => return self.in_line(last, next),
        };
        &ENDS_AND_TABS[2 - ends..2 + self.cells.saturating_sub(1).min(MOST_CELLS)]
    }

    /// The same for a gap in which no line ends.
    fn in_line(&self, last: char, next: char) -> &'static str {
        if self.cells > 0 {
            return &ENDS_AND_TABS[2..2 + self.cells.min(MOST_CELLS)];
        }
        if self.gone {
            return match () {
                () if is_closing(next) => "",
                () if next.is_lowercase() && !ends_sentence(last) => " ",
                () => "\n",
            };
        }
        let is_space = self.space
            || self.apart == Apart::Begun
            || self.control && !is_closing(next) && !"([{«“‘（【「『".contains(last)
            || self.image && is_in_word(last) && is_in_word(next)
            || self.time && is_in_word(last) && is_in_word(next) && (next.is_uppercase() || next.is_ascii_digit());
        if is_space { " " } else { "" }
    }
}

/// A letter or digit of ASCII, or what stands in a block of a script that has spaces between words.
fn is_in_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{C0}'..='\u{DFF}' | '\u{1E00}'..='\u{1FFF}')
}

/// Punctuation that stands directly behind a word.
fn is_closing(c: char) -> bool {
    ",.;:!?)]}»”’…。、，；：！？）】」』".contains(c)
}

/// Before this character a sentence may have ended.
fn ends_sentence(c: char) -> bool {
    ".!?…:。！？：\"'”’»)]}）】」』".contains(c)
}

impl Stage for LayoutStage {
    fn max_pending(&self) -> usize {
        0
    }

    fn feed(&mut self, text: &str, out: &mut Block<'_>) {
        self.text(text, white_run(text.as_bytes()), out);
    }

    fn run(&mut self, text: &str, marks: &[(usize, Mark)], last: bool, out: &mut Block<'_>) {
        let bytes = text.as_bytes();
        // Most texts are white space between two tags: one look reaches over all of them. There is no other up to `visible`.
        let (mut start, mut visible) = (0, white_run(bytes));
        for (at, mark) in marks {
            // Marks mostly stand side by side.
            if *at > start {
                self.text(&text[start..*at], visible.min(*at) - start, out);
                start = *at;
                if visible < start {
                    visible = start + white_run(&bytes[start..]);
                }
            }
            self.mark(*mark, out);
        }
        if start < text.len() {
            self.text(&text[start..], visible - start, out);
        }
        if last {
            self.finish(out);
        }
    }

    #[expect(clippy::inline_always, reason = "pages are full of marks, and most set one flag")]
    #[inline(always)]
    fn mark(&mut self, mark: Mark, out: &mut Block<'_>) {
        // A line end does not reach from one text into another.
        self.gap.after_cr = false;
        match mark {
            Mark::Edge => {}
            Mark::Line => (self.gap.line, self.gap.cells) = (true, 0),
            Mark::Begin(parts) => {
                (self.gap.line, self.gap.cells) = (true, 0);
                self.gap.parts.add(parts);
            }
            Mark::Break => (self.gap.ends, self.gap.cells) = (self.gap.ends + 1, 0),
            Mark::Cell => {
                self.gap.cells += 1;
                self.gap.parts.add(Parts::CELL);
            }
            Mark::Apart => {
                self.in_apart = false;
                if self.gap.apart == Apart::Ended {
                    self.gap.apart = Apart::Begun;
                }
            }
            Mark::ApartEnd => {
                if self.gap.apart == Apart::Begun || self.gap.apart == Apart::None && self.in_apart {
                    self.gap.apart = Apart::Ended;
                }
            }
            Mark::Control => self.gap.control = true,
            Mark::Time => self.gap.time = true,
            Mark::Image => self.gap.image = true,
            Mark::Gone => self.gap.gone = true,
            Mark::Flow(flow) => self.flow = flow,
            Mark::Protected(_) | Mark::Part(_) | Mark::Code | Mark::Script | Mark::Label | Mark::Levels(_) => {
                out.mark(mark);
            }
        }
    }

    fn finish(&mut self, out: &mut Block<'_>) {
        self.gap.source.replace("", out);
    }

    fn reset(&mut self) {
        *self = LayoutStage::new(self.tells_parts);
    }
}
