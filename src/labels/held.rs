//! Text that a stage holds back until more of it has come.

use memchr::memchr;

use super::units::MAX_LINE;

/// Text that is not settled.
#[derive(Default)]
pub(super) struct Held(String);

impl Held {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Takes the next piece of the text. `run` reads what is held, or the piece itself, and says how much of it is settled.
    pub(super) fn feed(&mut self, text: &str, mut run: impl FnMut(&str) -> usize) {
        let mut rest = text;
        // What is held goes on with about as much as it needs, so that the rest need not be copied: a line, then twice
        // as much each time.
        let mut least = 0;
        while !self.0.is_empty() && !rest.is_empty() {
            let start = rest.len().min(least);
            let len = memchr(b'\n', &rest.as_bytes()[start..]).map_or(rest.len(), |end| start + end + 1);
            let (lines, next) = rest.split_at(rest.ceil_char_boundary(len.min(start + MAX_LINE + 1)));
            self.0.push_str(lines);
            self.run(&mut run);
            rest = next;
            least = 2 * lines.len();
        }
        if !rest.is_empty() {
            let settled = run(rest);
            self.0.push_str(&rest[settled..]);
        }
    }

    /// Takes the last piece of the text. `run` is told whether there is no more.
    pub(super) fn end(&mut self, text: &str, mut run: impl FnMut(&str, bool) -> usize) {
        if self.0.is_empty() {
            run(text, true);
        } else {
            self.feed(text, |text| run(text, false));
            self.run(|text| run(text, true));
        }
    }

    /// Reads what is held once more.
    fn run(&mut self, run: impl FnOnce(&str) -> usize) {
        let settled = run(&self.0);
        self.0.drain(..settled);
    }

    /// Forgets the text, keeps its room.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}
