//! Fenced code, line by line. The rules: docs/reference/labels.md, 1.

use crate::whitespace::is_space;

/// What opens and closes code.
pub(super) const FENCE: &str = "```";

/// White space behind the backticks that close code, in characters.
const MOST_SPACE: usize = 256;

/// The fences of a text so far.
#[derive(Default)]
pub(super) struct Fences {
    /// The backticks of the fence that is open; 0 outside of code.
    open: usize,
    /// A line that starts with a fence, up to here.
    line: Option<Line>,
}

/// What a line has had that starts with backticks.
#[derive(Default)]
struct Line {
    backticks: usize,
    /// The first backticks are over.
    over: bool,
    /// White space behind them, in characters.
    spaces: usize,
    has_other: bool,
    has_other_backtick: bool,
}

impl Fences {
    /// The text is code.
    pub(super) fn is_open(&self) -> bool {
        self.open > 0
    }

    /// The text is in a line that starts with a fence.
    pub(super) fn is_in_line(&self) -> bool {
        self.line.is_some()
    }

    /// A line starts with a fence, which comes next.
    pub(super) fn start_line(&mut self) {
        self.line = Some(Line::default());
    }

    /// Takes more of such a line.
    pub(super) fn push(&mut self, text: &str) {
        let line = self.line.as_mut().expect("a line has started");
        for c in text.chars() {
            match c {
                '`' if !line.over => line.backticks += 1,
                '`' => (line.has_other, line.has_other_backtick) = (true, true),
                c if is_space(c) => line.spaces += 1,
                _ => line.has_other = true,
            }
            line.over |= c != '`';
        }
    }

    /// Such a line ends.
    pub(super) fn end_line(&mut self) {
        let line = self.line.take().expect("a line has started");
        if self.open == 0 {
            self.open = if line.has_other_backtick { 0 } else { line.backticks };
        } else if line.backticks >= self.open && !line.has_other && line.spaces <= MOST_SPACE {
            self.open = 0;
        }
    }
}
