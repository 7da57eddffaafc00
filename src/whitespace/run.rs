//! What becomes of a run of white space: decided character by character, so that a run may come in pieces.

use super::{Folding, Layout, LineBreaks, Spaces};

/// Characters of a run that are kept at most, as spaces or as line ends: so a run of any length needs little room.
pub(super) const MOST_KEPT: usize = 256;

/// A line ends with this code point; CR and LF together are one line end.
pub(super) fn is_line_end(code_point: u32) -> bool {
    matches!(code_point, 0x0A | 0x0D | 0x85 | 0x2028 | 0x2029)
}

/// A run of white space between two visible characters, as far as it has come.
pub(super) struct Run {
    folding: Folding,
    /// A TAB parts cells.
    has_cells: bool,
    /// Its length in bytes of UTF-8.
    pub(super) len: usize,
    /// What it becomes.
    folded: String,
    characters: usize,
    line_ends: usize,
    after_cr: bool,
    /// What has come since a line started is indentation that stays.
    is_indentation: bool,
    /// Where that starts in what the run becomes.
    line_start: usize,
    /// A character has been written as another one.
    replaced: bool,
}

impl Run {
    pub(super) fn new(folding: Folding, has_cells: bool) -> Self {
        Run {
            folding,
            has_cells: has_cells && folding.layout != Layout::Inline,
            len: 0,
            folded: String::new(),
            characters: 0,
            line_ends: 0,
            after_cr: false,
            is_indentation: false,
            line_start: 0,
            replaced: false,
        }
    }

    /// A line starts here.
    pub(super) fn start_line(&mut self) {
        self.is_indentation = self.folding.keeps_indentation();
        self.line_start = self.folded.len();
        self.characters = 0;
    }

    /// What becomes of the run at the start of the text: no line ends.
    pub(super) fn become_first(&mut self) {
        let start = if self.is_indentation { self.line_start } else { self.folded.len() };
        self.folded.drain(..start);
    }

    /// Forgets the run, keeps the room.
    pub(super) fn clear(&mut self) {
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        *self = Run { folded, ..Run::new(self.folding, self.has_cells) };
    }

    /// What the run becomes.
    pub(super) fn folded(&self) -> &str {
        &self.folded
    }

    /// Says whether the run becomes what it was. Nothing that it becomes is longer than what it was, so of two texts of the same length
    /// each character stands for one of the other.
    pub(super) fn is_same(&self) -> bool {
        self.len == self.folded.len() && !self.replaced
    }

    /// Takes the next character, which is white space.
    pub(super) fn push(&mut self, c: char) {
        self.len += c.len_utf8();
        let after_cr = std::mem::replace(&mut self.after_cr, c == '\r');
        if is_line_end(c.into()) {
            self.folded.truncate(if self.is_indentation { self.line_start } else { self.folded.len() });
            self.line_end(c, after_cr && c == '\n');
            self.start_line();
        } else if self.is_indentation {
            self.indentation(c);
        } else if self.line_ends == 0 {
            self.space(c);
        }
    }

    /// Takes so many U+0020, of which most runs are made: behind a line end or another one they say nothing new.
    pub(super) fn push_plain(&mut self, count: usize) {
        if count == 0 {
            return;
        }
        let says_nothing = self.line_ends > 0 || self.folding.spaces == Spaces::Ascii && !self.folded.is_empty();
        if says_nothing && !self.is_indentation {
            self.len += count;
            self.after_cr = false;
            return;
        }
        (0..count).for_each(|_| self.push(' '));
    }

    fn line_end(&mut self, c: char, after_cr: bool) {
        if self.folding.layout == Layout::Inline {
            self.line_ends += 1;
            self.replaced = true;
            return self.become_space();
        }
        if !after_cr {
            self.line_ends += 1;
            if self.line_ends == 1 {
                self.folded.clear();
            }
        }
        if self.line_ends > self.folding.most_line_ends() {
            return;
        }
        match self.folding.linebreaks {
            LineBreaks::Keep => self.folded.push(c),
            LineBreaks::Unix if after_cr => {}
            LineBreaks::Unix => {
                self.replaced |= c != '\n';
                self.folded.push('\n');
            }
        }
    }

    /// Takes a space behind a line end, if such stay.
    fn indentation(&mut self, c: char) {
        self.characters += 1;
        if self.characters > MOST_KEPT {
            return self.folded.truncate(self.line_start);
        }
        let is_plain = matches!(c, ' ' | '\t');
        self.replaced |= !is_plain;
        self.folded.push(if is_plain { c } else { ' ' });
    }

    /// Takes a space of a run that has had no line end.
    fn space(&mut self, c: char) {
        self.characters += 1;
        let is_cell = self.has_cells && c == '\t';
        match self.folding.spaces {
            Spaces::Keep if self.characters <= MOST_KEPT => self.folded.push(c),
            // TABs of cells are all that stays.
            Spaces::Ascii | Spaces::KeepIndent | Spaces::KeepTypographic
                if is_cell || self.folded.starts_with('\t') =>
            {
                if !self.folded.starts_with('\t') {
                    self.folded.clear();
                }
                if is_cell && self.folded.len() < MOST_KEPT {
                    self.folded.push('\t');
                }
            }
            Spaces::KeepTypographic if self.folded.is_empty() || self.folded == " " => {
                if matches!(c, '\u{A0}' | '\u{202F}' | '\u{3000}') {
                    self.folded.clear();
                    self.folded.push(c);
                } else {
                    self.replaced |= c != ' ';
                    self.become_space();
                }
            }
            Spaces::KeepTypographic => {}
            Spaces::Keep | Spaces::KeepIndent | Spaces::Ascii => {
                self.replaced |= c != ' ';
                self.become_space();
            }
        }
    }

    fn become_space(&mut self) {
        if self.folded != " " {
            self.folded.clear();
            self.folded.push(' ');
        }
    }
}
