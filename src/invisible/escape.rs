//! Escape sequences of terminals (ECMA-48). The rules: docs/reference/invisible.md, 4.

use super::characters::Class;

/// What starts a sequence.
pub(super) const ESCAPE: char = '\u{1B}';

/// So many parameters a control sequence has at most.
const MOST_PARAMETERS: usize = 64;

/// So many characters a control string has at most.
const MOST_IN_STRING: usize = 2_048;

/// The longest sequence that is held back, in bytes: a string with the two characters at either end.
pub(super) const MAX_SEQUENCE: usize = 4 * (MOST_IN_STRING + 4);

/// A sequence that may be one, as far as it has come.
#[derive(Default)]
pub(super) struct Sequence {
    text: String,
    state: State,
    /// How many characters of what the state reads have come.
    count: usize,
}

#[derive(Clone, Copy, Default)]
enum State {
    /// Behind the U+001B.
    #[default]
    Start,
    /// Behind `[`.
    Parameters,
    /// Behind what says which set of characters is chosen.
    Set,
    /// In a control string.
    String,
    /// In a control string, behind a U+001B.
    StringEnd,
}

/// What a character does to a sequence.
pub(super) enum Step {
    /// It goes on.
    More,
    /// It is whole. `moves`: the place where the terminal writes moves, so what stands on its sides is not one word.
    Ends { moves: bool },
    /// It is none, and the character is not a part of it.
    Fails,
}

impl Sequence {
    pub(super) fn is_open(&self) -> bool {
        !self.text.is_empty()
    }

    /// Starts at a U+001B.
    pub(super) fn open(&mut self) {
        self.text.push(ESCAPE);
        (self.state, self.count) = (State::Start, 0);
    }

    /// What has been read. The sequence is closed.
    pub(super) fn take(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// Closes the sequence if there is only its U+001B. Says whether that is so.
    pub(super) fn close_bare(&mut self) -> bool {
        let is_bare = self.text.len() == ESCAPE.len_utf8();
        if is_bare {
            self.text.clear();
        }
        is_bare
    }

    /// Drops the U+001B that might have ended a string. Says whether there is one.
    pub(super) fn drop_last_escape(&mut self) -> bool {
        let is_there = matches!(self.state, State::StringEnd);
        if is_there {
            self.text.pop();
        }
        is_there
    }

    /// Takes the next character.
    pub(super) fn push(&mut self, c: char) -> Step {
        let step = self.step(c);
        if !matches!(step, Step::Fails) {
            self.text.push(c);
        }
        step
    }

    fn step(&mut self, c: char) -> Step {
        self.count += 1;
        match (self.state, c) {
            (State::Start, '[') => self.go(State::Parameters),
            (State::Start, ']' | 'P' | 'X' | '^' | '_') => self.go(State::String),
            (State::Start, '#' | '$' | '%' | '(' | ')' | '*' | '+' | '-' | '.' | '/') => self.go(State::Set),
            (State::Start, 'c' | 'D' | 'E' | 'M') => Step::Ends { moves: true },
            (State::Parameters, ' '..='?') if self.count <= MOST_PARAMETERS => Step::More,
            (State::Parameters, '@'..='~') => Step::Ends { moves: matches!(c, 'A'..='H' | 'd' | 'f') },
            (State::Set, '#' | '$' | '%' | '(' | ')' | '*' | '+' | '-' | '.' | '/') if self.count == 1 => Step::More,
            (State::Start, '7' | '8' | '=' | '>' | '<' | '\\')
            | (State::Set, '0'..='9' | '@' | 'A' | 'B' | 'D' | 'G' | 'I' | 'J')
            | (State::String, '\u{7}')
            | (State::StringEnd, '\\') => Step::Ends { moves: false },
            (State::String, ESCAPE) => self.go(State::StringEnd),
            (State::String, c) if self.count <= MOST_IN_STRING && is_in_string(c) => Step::More,
            _ => Step::Fails,
        }
    }

    fn go(&mut self, state: State) -> Step {
        (self.state, self.count) = (state, 0);
        Step::More
    }
}

/// Says whether a control string may hold a character: one that is shown, and no line end.
fn is_in_string(c: char) -> bool {
    !matches!(c, '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}') && Class::of(c).is_none()
}
