//! What the last lines were that had to be read: labels come again and again, written in the same way.

use super::kind::Kind;

/// So many lines are known.
const MOST: usize = 4;

/// No longer line is.
const LONGEST: usize = 64;

/// Lines, and what they are.
#[derive(Default)]
pub(super) struct Known {
    lines: [Option<(String, Kind)>; MOST],
    /// Which of them is forgotten next.
    next: usize,
}

impl Known {
    /// What a line is; `read` says so of one that is not known.
    pub(super) fn kind(&mut self, line: &str, read: impl FnOnce() -> Kind) -> Kind {
        if let Some((_, kind)) = self.lines.iter().flatten().find(|(known, _)| known == line) {
            return *kind;
        }
        let kind = read();
        if line.len() <= LONGEST {
            self.lines[self.next] = Some((line.to_owned(), kind));
            self.next = (self.next + 1) % MOST;
        }
        kind
    }
}
