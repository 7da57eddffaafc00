//! What the last lines were that had to be read: labels come again and again, written in the same way.

/// So many lines are known.
const MOST: usize = 4;

/// Lines, and what each is.
pub(super) struct Known<T> {
    lines: [(String, Option<T>); MOST],
    /// Which of them is forgotten next.
    next: usize,
}

impl<T> Default for Known<T> {
    fn default() -> Self {
        Known { lines: [const { (String::new(), None) }; MOST], next: 0 }
    }
}

impl<T: Clone> Known<T> {
    /// What a line is, if it is known.
    pub(super) fn get(&self, line: &str) -> Option<T> {
        self.lines.iter().find(|(known, _)| known == line).and_then(|(_, what)| what.clone())
    }

    /// This is what a line is.
    pub(super) fn add(&mut self, line: &str, what: T) -> T {
        let (known, before) = &mut self.lines[self.next];
        // The room is used again.
        known.clear();
        known.push_str(line);
        *before = Some(what.clone());
        self.next = (self.next + 1) % MOST;
        what
    }

    /// What a line is; `read` says so of one that is not known.
    pub(super) fn read(&mut self, line: &str, read: impl FnOnce() -> T) -> T {
        self.get(line).unwrap_or_else(|| self.add(line, read()))
    }
}
