//! What a tag that does not end is: markup that was cut, or text with a `<` in it. The rules: docs/reference/markup.md, 1.8.

use super::tag::is_space;

include!(concat!(env!("OUT_DIR"), "/attributes.rs"));

/// What stands before a tag.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Before {
    /// The three bytes before it, the last one first.
    last: [Option<u8>; 3],
    /// The last byte that is no white space.
    visible: Option<u8>,
    /// There has been a tag.
    pub(super) tag: bool,
}

impl Before {
    /// This source stands between what came before and the tag.
    pub(super) fn push(&mut self, source: &[u8]) {
        let [last, one, _] = self.last;
        match *source {
            [] => return,
            [a] => self.last = [Some(a), last, one],
            [a, b] => self.last = [Some(b), Some(a), last],
            [.., a, b, c] => self.last = [Some(c), Some(b), Some(a)],
        }
        self.visible = source.iter().rfind(|byte| !is_space(**byte)).copied().or(self.visible);
    }

    /// A letter or digit by itself: what is compared.
    fn is_operand(self) -> bool {
        let is_word = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
        self.last[0].is_some_and(|byte| byte.is_ascii_alphanumeric()) && !self.last[1].is_some_and(is_word)
    }

    /// A tag at this place, with `behind` after it, is spoken of in a sentence.
    pub(super) fn is_prose(self, behind: &[u8]) -> bool {
        if self.visible == Some(b'>') {
            return false;
        }
        match self.last[0] {
            Some(b' ' | b'\t' | b'"' | b'\'' | b'(' | b'[' | b'`' | 0x80..) => true,
            // At the start of a line the sentence says it.
            None | Some(b'\n' | b'\r' | b'\x0C') => match behind {
                [b' ', letter, ..] => letter.is_ascii_lowercase(),
                [mark, ..] => b",.;:!?)".contains(mark),
                [] => false,
            },
            _ => false,
        }
    }

    /// Says whether a sentence speaks of a bare tag at this place and goes on behind it: then that is no markup,
    /// whatever comes later.
    /// None if more of what is `behind` decides. `last`: that is all.
    pub(super) fn goes_on(self, name: &str, behind: &str, last: bool) -> Option<bool> {
        if behind.starts_with('<') {
            return closes_mark(behind.as_bytes(), last);
        }
        // So most of them stand, and then no word behind them matters.
        if self.visible == Some(b'>') && !behind.is_empty() {
            return Some(false);
        }
        let is_whole = last || behind.len() >= FIRST_WORDS;
        let words = &behind[..behind.floor_char_boundary(FIRST_WORDS)];
        let tag = memchr::memchr(b'<', words.as_bytes());
        let words = &words[..tag.unwrap_or(words.len())];
        let blank_line = first_blank_line(words);
        if tag.is_none() && blank_line.is_none() && !is_whole {
            return None;
        }
        let words = &words.as_bytes()[..blank_line.unwrap_or(words.len())];
        Some(self.is_prose(behind.as_bytes()) && self.opens(name, words))
    }

    /// Says whether the first words behind the tag are those of a sentence that has begun before it.
    fn opens(self, name: &str, words: &[u8]) -> bool {
        let is_first = |byte: u8| words.first() == Some(&byte);
        let is_program = matches!(name, "script" | "style");
        let is_wide = words.first().is_some_and(|byte| !byte.is_ascii());
        let goes_on = match self.last {
            [Some(quote @ (b'"' | b'\'' | b'`')), ..] if is_first(quote) => return true,
            [Some(b'('), ..] if is_first(b')') => return true,
            [Some(b'['), ..] if is_first(b']') => return true,
            // Without a sentence before it this may as well be a form or the head of a page.
            [None | Some(b'\n' | b'\r' | b'\x0C'), ..] if matches!(name, "title" | "textarea") => return false,
            [Some(0xBF), Some(0xBB), Some(0xEF)] => is_wide && is_program,
            [Some(0x80..), ..] => is_wide,
            _ => is_wide && is_program,
        };
        (goes_on || start_sentence(words)) && !(is_program && are_statements(words))
    }
}

/// A tag that does not end, as far as it has been read.
#[derive(Clone, Copy)]
pub(super) struct Unfinished<'a> {
    /// The name, which may be cut itself.
    pub(super) name: &'a str,
    /// What stands behind the name.
    pub(super) inside: &'a [u8],
    pub(super) is_end_tag: bool,
    /// The name is an element's; if not, one starts so.
    pub(super) is_known: bool,
}

/// A quoted value that is longer than this may be text behind a quote that was never closed.
const LONG_VALUE: usize = 1_024;

/// Of so many bytes behind a bare tag the first words are.
const FIRST_WORDS: usize = 1_024;

/// So many values and words say enough.
const MOST_ITEMS: usize = 32;

/// How many words a tag with values may hold more than values.
const MOST_WORDS: usize = 2;

impl Unfinished<'_> {
    /// True if it is text, not markup that was cut.
    pub(super) fn is_text(&self, before: Before) -> bool {
        let Some(Items { values, words, is_empty }) = self.items() else { return true };
        if self.is_end_tag && is_empty {
            return !self.is_known && !before.tag;
        }
        if values > 0 && !self.is_end_tag {
            return words > values + MOST_WORDS;
        }
        words > 0 || !before.tag || (self.name.len() == 1 && before.is_operand())
    }

    /// True if it is words and nothing else.
    pub(super) fn is_words(&self) -> bool {
        self.items().is_none_or(|items| items.words > 0 && items.values == 0)
    }

    /// Where a `<` stands in a name without a value.
    pub(super) fn sign(&self) -> Option<usize> {
        memchr::memchr(b'<', self.inside)?;
        let mut at = 0;
        while let Some(item) = Item::read(self.inside, &mut at) {
            if item.value.is_none()
                && let Some(sign) = memchr::memchr(b'<', item.name)
            {
                return Some(at - item.name.len() + sign);
            }
        }
        None
    }

    /// What it holds; none if that ends in a value that is prose.
    fn items(&self) -> Option<Items> {
        let (mut values, mut words, mut is_empty) = (0, 0, true);
        let mut at = 0;
        while let Some(item) = Item::read(self.inside, &mut at) {
            is_empty = false;
            if item.is_prose() {
                return None;
            }
            if values + words == MOST_ITEMS {
                continue;
            }
            let is_attribute = is_attribute(item.name, item.is_cut)
                || is_binding(item.name, item.value.is_some())
                || is_letter_of(self.name, item.name);
            match item.value {
                Some(value) if is_attribute || value.quote.is_some() => values += 1,
                None if is_attribute => {}
                _ => words += 1,
            }
        }
        Some(Items { values, words, is_empty })
    }
}

struct Items {
    values: usize,
    words: usize,
    is_empty: bool,
}

/// An attribute, or a word of prose.
struct Item<'a> {
    name: &'a [u8],
    /// The tag ends right behind the name.
    is_cut: bool,
    value: Option<Value<'a>>,
}

struct Value<'a> {
    text: &'a [u8],
    quote: Option<u8>,
    /// Nothing closes the quote.
    is_open: bool,
}

impl<'a> Item<'a> {
    /// Reads the next one from `at` on.
    fn read(inside: &'a [u8], at: &mut usize) -> Option<Item<'a>> {
        let is_separator = |byte: u8| is_space(byte) || byte == b'/';
        let start = end_of(inside, *at, |byte| !is_separator(byte));
        if start == inside.len() {
            return None;
        }
        // Whatever starts a name belongs to it, even `=`.
        let end = end_of(inside, start + 1, |byte| is_separator(byte) || byte == b'=');
        let mut item = Item { name: &inside[start..end], is_cut: end == inside.len(), value: None };
        *at = end;
        let sign = end_of(inside, end, |byte| !is_space(byte));
        if inside.get(sign) != Some(&b'=') {
            return Some(item);
        }
        let start = end_of(inside, sign + 1, |byte| !is_space(byte));
        let value = match inside.get(start) {
            Some(quote @ (b'"' | b'\'')) => {
                let end = end_of(inside, start + 1, |byte| byte == *quote);
                let is_open = end == inside.len();
                Value { text: &inside[start + 1..end], quote: Some(*quote), is_open }
            }
            _ => Value { text: &inside[start..end_of(inside, start, is_space)], quote: None, is_open: false },
        };
        *at = start + value.text.len() + if value.quote.is_some() { 2 - usize::from(value.is_open) } else { 0 };
        item.value = Some(value);
        Some(item)
    }

    /// True if it is a value whose quote was never closed, and what stands behind that is text.
    fn is_prose(&self) -> bool {
        let Some(Value { text, is_open: true, .. }) = self.value else {
            return false;
        };
        if text.len() <= LONG_VALUE {
            return false;
        }
        let name = self.name.to_ascii_lowercase();
        let holds_markup = name == b"srcdoc" || name.starts_with(b"on") || name.contains(&b'-');
        if !holds_markup && !matches!(text[0], b'{' | b'[') && holds_end_tag(text) {
            return true;
        }
        TEXTS.contains(&&name[..]) && is_prose(&text[..LONG_VALUE])
    }
}

/// Attributes whose values are texts, names or addresses.
const TEXTS: [&[u8]; 8] = [b"alt", b"cite", b"href", b"id", b"label", b"name", b"src", b"title"];

/// The first place from `from` on of a byte that passes `test`, or the end.
fn end_of(inside: &[u8], from: usize, test: impl Fn(u8) -> bool) -> usize {
    inside[from..].iter().position(|byte| test(*byte)).map_or(inside.len(), |len| from + len)
}

/// Says whether letters and white space are what a text is made of.
fn is_prose(text: &[u8]) -> bool {
    let count = |test: fn(u8) -> bool| text.iter().filter(|byte| test(**byte)).count();
    let (spaces, wide) = (count(is_space), count(|byte| !byte.is_ascii()));
    let letters = count(|byte| byte.is_ascii_alphabetic());
    4 * (spaces + wide + letters) >= 3 * text.len() && (16 * spaces >= text.len() || 2 * wide >= text.len())
}

/// Where the first blank line starts: a line end, spaces and tabs, a line end.
pub(super) fn first_blank_line(content: &str) -> Option<usize> {
    let bytes = content.as_bytes();
    memchr::memchr_iter(b'\n', bytes).find_map(|line_end| {
        let rest = &content[line_end + 1..];
        let blank = rest.trim_start_matches([' ', '\t']);
        let is_blank = blank.starts_with("\r\n") || blank.starts_with('\n');
        is_blank.then(|| line_end - usize::from(content[..line_end].ends_with('\r')))
    })
}

/// Says whether `</` and a letter stand anywhere.
pub(super) fn holds_end_tag(text: &[u8]) -> bool {
    memchr::memmem::find_iter(text, b"</").any(|at| text.get(at + 2).is_some_and(u8::is_ascii_alphabetic))
}

/// Says whether a text reads like a script or a style sheet: of 40 bytes at least one is a sign of theirs.
pub(super) fn is_code(text: &str) -> bool {
    let signs = text.bytes().filter(|byte| matches!(byte, b'{' | b'}' | b';' | b'=')).count();
    are_dense(signs, text.len())
}

/// Says whether of 40 bytes at least one is a sign.
fn are_dense(signs: usize, bytes: usize) -> bool {
    40 * signs >= bytes && signs > 0
}

/// Says whether a text begins as a sentence goes on: with a space or a line end and a word that is no name, or with a
/// mark.
fn start_sentence(text: &[u8]) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || !byte.is_ascii() || matches!(byte, b'\'' | b'-');
    let word = match text {
        [b' ' | b'\n', word @ ..] | [b'\r', b'\n', word @ ..] => word,
        _ => &text[..0],
    };
    let is_word = word.first().is_some_and(|byte| byte.is_ascii_lowercase() || !byte.is_ascii());
    let rest = if is_word { &word[end_of(word, 0, |byte| !is_letter(byte))..] } else { text };
    let marks = end_of(rest, 0, |byte| !b",.;:!?)".contains(&byte));
    (is_word || marks > 0) && rest.get(marks).is_none_or(|byte| is_space(*byte))
}

/// Says whether a text holds what statements and rules do and sentences do not: of 40 bytes at least one is a sign of
/// theirs.
fn are_statements(text: &[u8]) -> bool {
    let is_end = |pair: &&[u8]| matches!(pair, [b')' | b'"' | b'\'', b';']);
    let signs = text.iter().filter(|byte| matches!(byte, b'{' | b'}' | b'=')).count();
    are_dense(signs + text.windows(2).filter(is_end).count(), text.len())
}

/// Says whether `source`, which starts with `<`, starts with the end tag of an element that marks words in a line; none
/// if more decides.
fn closes_mark(source: &[u8], last: bool) -> Option<bool> {
    let mut is_open = false;
    for name in MARKS {
        let end_tag = [b"</", name.as_bytes(), b">"].concat();
        let start = &source[..source.len().min(end_tag.len())];
        if start.eq_ignore_ascii_case(&end_tag) {
            return Some(true);
        }
        is_open |= start.eq_ignore_ascii_case(&end_tag[..start.len()]);
    }
    if is_open && !last { None } else { Some(false) }
}

/// Elements in which words of a sentence stand apart.
const MARKS: [&str; 17] = [
    "a", "b", "big", "code", "em", "font", "i", "kbd", "mark", "q", "samp", "small", "span", "strong", "tt", "u", "var",
];

/// Says whether this is how frameworks bind an attribute of theirs: `@click`, `:class`, `*ngIf`; with a value also
/// `(click)`, `[title]`,
/// `.value`, `?hidden`.
fn is_binding(name: &[u8], has_value: bool) -> bool {
    match name {
        [b'@' | b':', first, second, ..] => first.is_ascii_lowercase() && second.is_ascii_lowercase(),
        [b'*', b'n', b'g', ..] => true,
        [b'(' | b'[', first, .., b')' | b']'] => has_value && (first.is_ascii_alphabetic() || *first == b'('),
        [b'.' | b'?', first, ..] => has_value && first.is_ascii_alphabetic(),
        _ => false,
    }
}

/// Says whether this is an attribute of one letter of the element.
fn is_letter_of(element: &str, name: &[u8]) -> bool {
    let is_it = |(letter, owner): &(&str, &str)| {
        letter.as_bytes().eq_ignore_ascii_case(name) && owner.eq_ignore_ascii_case(element)
    };
    name.len() == 1 && LETTERS.iter().any(is_it)
}

/// Where in the list the attributes of each letter start, and where the last ones end.
static BY_LETTER: [usize; 27] = {
    let (mut starts, mut letter, mut at) = ([0; 27], 0, 0);
    while letter < starts.len() {
        while at < ATTRIBUTES.len() && ATTRIBUTES[at].as_bytes()[0] < b'a' + letter as u8 {
            at += 1;
        }
        starts[letter] = at;
        letter += 1;
    }
    starts
};

/// Says whether this is the name of an attribute, in any case. `is_cut`: or whether one starts so.
fn is_attribute(name: &[u8], is_cut: bool) -> bool {
    if name.len() > 4 && name[..2].eq_ignore_ascii_case(b"on") && name.iter().all(u8::is_ascii_alphabetic) {
        return true;
    }
    let starts_with =
        |start: &[u8], name: &[u8]| name.get(..start.len()).is_some_and(|n| n.eq_ignore_ascii_case(start));
    // Of one letter there are so few that most are told apart by their lengths.
    let letter = usize::from(name[0].to_ascii_lowercase().wrapping_sub(b'a'));
    let same = BY_LETTER.get(letter + 1).map_or(&[][..], |end| &ATTRIBUTES[BY_LETTER[letter]..*end]);
    let is = |known: &str| {
        if is_cut { starts_with(name, known.as_bytes()) } else { name.eq_ignore_ascii_case(known.as_bytes()) }
    };
    same.iter().any(|known| is(known)) || FAMILIES.iter().any(|family| starts_with(family.as_bytes(), name))
}
