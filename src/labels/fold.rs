//! What a line is, seen through its case, width, decoration and invisible characters.

use super::rows::{ROWS, STARTS, decorates, is_arrow};
use super::starts::Start;
use crate::unicode::{self, Form};
use crate::whitespace::is_space;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Only white space.
    Blank,
    /// Only labels.
    Label,
    /// A call to action.
    Call,
    /// Anything else.
    Text,
}

impl Kind {
    pub(super) fn of(line: &str) -> Kind {
        if STARTS.of(line) == Start::Text {
            return Kind::Text;
        }
        if line.trim_start_matches(is_space).is_empty() {
            return Kind::Blank;
        }
        let folded: String = unicode::normalize(line, Form::Nfkc).chars().filter(|c| !is_invisible(*c)).collect();
        let folded = folded.split(is_space).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        if folded.is_empty() {
            return Kind::Text;
        }
        let mut ends = folded.chars();
        let decorated = match (ends.next(), ends.next_back()) {
            (Some(first), Some(last)) => decorates(first, last),
            _ => false,
        };
        let bare = folded.trim_matches(|c| c == ' ' || ROWS.is_decoration(c));
        if is_label(bare, decorated) {
            Kind::Label
        } else if ROWS.is_call(bare.trim_end_matches(|c| c == ' ' || is_arrow(c) || ROWS.is_decoration(c))) {
            Kind::Call
        } else {
            Kind::Text
        }
    }
}

pub(super) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}'
    )
}

/// Says whether the words of `text` are label texts and nothing else.
fn is_label(text: &str, decorated: bool) -> bool {
    let bare = |word| str::trim_matches(word, |c| ROWS.is_decoration(c));
    let words: Vec<&str> = text.split(' ').map(bare).filter(|word| !word.is_empty()).collect();
    // Whether labels may end before each word.
    let mut reached = vec![false; words.len() + 1];
    reached[0] = true;
    for start in 0..words.len() {
        if !reached[start] || !ROWS.may_start(words[start]) {
            continue;
        }
        for end in start + 1..=words.len().min(start + ROWS.most_words) {
            reached[end] = reached[end] || ROWS.is_label(&words[start..end].join(" "), decorated);
        }
    }
    !words.is_empty() && reached[words.len()]
}
