//! The inside of a tag: where it ends, and its attributes. HTML Standard 13.2.5.32 to 13.2.5.40, with in-tag repair.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr2;

use super::repair::{TagReference, tag_reference};
use crate::references::{Mode, unescape};
use crate::seek::{near, no_name};

/// A token that has not ended after this many bytes is passed on in parts, or is no token.
pub(super) const MAX_TOKEN: usize = 65_536;

/// A start or end tag.
#[derive(Clone, Copy, Debug)]
pub struct Tag<'a> {
    /// The tag as it stands in the source, from `<` to `>`. Of a tag too long to be kept, its last piece.
    pub source: &'a str,
    /// The name as it stands in the source.
    pub name: &'a str,
    /// It ends with `/>`.
    pub self_closing: bool,
    /// The attributes in the order of the source; none where they have not been kept.
    pub(super) attributes: Option<&'a Attributes>,
}

/// The attributes of a tag, as far as it has been read.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    all: Vec<Attribute>,
    /// One of them may be `style`: that is noted where the first letters are read anyway.
    may_have_style: bool,
}

impl Attributes {
    pub(super) fn clear(&mut self) {
        self.all.clear();
        self.may_have_style = false;
    }
}

/// Where an attribute stands in its tag.
#[derive(Clone, Debug, Default)]
pub(super) struct Attribute {
    name: Range<usize>,
    value: Range<usize>,
}

impl<'a> Tag<'a> {
    /// The tag is not too long to be kept.
    pub(super) fn is_whole(&self) -> bool {
        self.attributes.is_some() && self.source.len() <= MAX_TOKEN
    }

    /// The attributes in the order of the source.
    pub(super) fn raw_attributes(&self) -> impl Iterator<Item = &'a Attribute> {
        self.attributes.map_or(&[][..], |attributes| &attributes.all).iter()
    }

    /// The value of `style` as it stands in the source.
    #[inline]
    pub(super) fn raw_style(&self) -> Option<&'a str> {
        if self.attributes?.may_have_style { self.find_raw(b"style") } else { None }
    }

    /// The first value of an attribute as it stands in the source.
    #[inline(never)]
    pub(super) fn find_raw(&self, name: &[u8]) -> Option<&'a str> {
        let is_it = |attribute: &&_| self.raw_name(attribute).eq_ignore_ascii_case(name);
        self.raw_attributes().find(is_it).map(|attribute| self.raw_value(attribute))
    }

    /// The name of an attribute as it stands in the source.
    pub(super) fn raw_name(&self, attribute: &Attribute) -> &'a [u8] {
        &self.source.as_bytes()[attribute.name.clone()]
    }

    /// The same for its value.
    pub(super) fn raw_value(&self, attribute: &Attribute) -> &'a str {
        &self.source[attribute.value.clone()]
    }

    /// The attributes in the order of the source, names in lower case, values decoded; of two with one name the first.
    #[must_use]
    pub fn attributes(&self) -> Vec<(Cow<'a, str>, Cow<'a, str>)> {
        let mut attributes: Vec<(Cow<'a, str>, Cow<'a, str>)> = Vec::new();
        for attribute in self.raw_attributes() {
            let (name, value) = (&self.source[attribute.name.clone()], self.raw_value(attribute));
            let name = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
                Cow::Owned(name.to_ascii_lowercase())
            } else {
                Cow::Borrowed(name)
            };
            if attributes.iter().all(|(known, _)| *known != name) {
                attributes.push((name, decoded(value)));
            }
        }
        attributes
    }
}

/// The value of an attribute without its references.
pub(super) fn decoded(value: &str) -> Cow<'_, str> {
    unescape(value, Mode::Attribute)
}

/// How far behind the name of a tag a quoted value is looked for.
const MAX_ATTRIBUTE: usize = 256;

/// Says whether `source`, which follows a name, starts with an attribute whose value is quoted; none if more input decides.
pub(super) fn quoted_attribute(source: &[u8], last: bool) -> Option<bool> {
    let is_cut = source.len() < MAX_ATTRIBUTE;
    let source = &source[..source.len().min(MAX_ATTRIBUTE)];
    // More input changes nothing behind the last byte that is looked at.
    let last = last || !is_cut;
    let unknown = if last { Some(false) } else { None };
    let byte_at = |at: usize| match source.get(at) {
        Some(b'&') => match tag_reference(&source[at..], last) {
            TagReference::To(byte, len) => Some((byte, len)),
            TagReference::Nothing => Some((b'&', 1)),
            TagReference::Partial => None,
        },
        Some(byte) => Some((*byte, 1)),
        None => None,
    };
    let skip = |mut at: usize| {
        while let Some((byte, len)) = byte_at(at)
            && is_space(byte)
        {
            at += len;
        }
        at
    };
    let mut at = skip(0);
    if at == 0 {
        return if byte_at(0).is_some() { Some(false) } else { unknown };
    }
    let start = at;
    while let Some((byte, len)) = byte_at(at) {
        if is_space(byte) || matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'/' | b'=' | b'&') {
            break;
        }
        at += len;
    }
    let name = at - start;
    let at = skip(at);
    match byte_at(at) {
        Some((b'=', len)) if name > 0 => match byte_at(skip(at + len)) {
            Some((byte, _)) => Some(matches!(byte, b'"' | b'\'')),
            None => unknown,
        },
        Some(_) => Some(false),
        None => unknown,
    }
}

/// Says whether a `>` stands in `source`, which follows a name, before any `<`; none if more input decides.
pub(super) fn closes(source: &[u8], last: bool) -> Option<bool> {
    let near = &source[..source.len().min(MAX_ATTRIBUTE)];
    match memchr2(b'<', b'>', near) {
        Some(at) => Some(near[at] == b'>'),
        None if last || near.len() == MAX_ATTRIBUTE => Some(false),
        None => None,
    }
}

/// Says whether the tag ends here, in front of `source`, and the start tag of a block follows; none if more input
/// decides.
pub(super) fn before_block(source: &str, last: bool, is_block: &dyn Fn(&str) -> bool) -> Option<bool> {
    let bytes = &source.as_bytes()[..source.len().min(MAX_ATTRIBUTE)];
    let unknown = if last || bytes.len() == MAX_ATTRIBUTE { Some(false) } else { None };
    let skip = |at: usize| at + bytes[at..].iter().take_while(|byte| is_space(**byte)).count();
    let mut at = skip(0);
    for sign in [b'>', b'<'] {
        match bytes.get(at) {
            Some(byte) if *byte == sign => at = if sign == b'>' { skip(at + 1) } else { at + 1 },
            Some(_) => return Some(false),
            None => return unknown,
        }
    }
    let len = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    match bytes.get(at + len) {
        Some(byte) => Some((is_space(*byte) || matches!(byte, b'/' | b'>')) && is_block(&source[at..at + len])),
        None => unknown,
    }
}

/// How far a tag has been read behind its name. It can go on when more of the source is there.
#[derive(Clone, Copy, Debug)]
pub(super) struct TagScan {
    pub(super) at: usize,
    state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    /// Ends at this byte.
    Quoted(u8),
    /// Ends at a reference to this byte.
    QuotedByReference(u8),
    Unquoted,
    AfterQuoted,
    SelfClosing,
}

/// The end of a tag: its length, and whether it ends with `/>`.
pub(super) struct TagEnd {
    pub(super) len: usize,
    pub(super) self_closing: bool,
}

impl TagScan {
    /// Starts right behind the tag's name.
    pub(super) fn new(at: usize) -> Self {
        // Behind the name the same holds as behind a quoted value.
        TagScan { at, state: State::AfterQuoted }
    }

    /// Reads on until the tag ends, or the source does; adds what attributes it finds. `open_quotes`: a quote hides no `>`.
    #[inline]
    pub(super) fn run(
        &mut self,
        source: &[u8],
        last: bool,
        open_quotes: bool,
        attributes: &mut Attributes,
    ) -> Option<TagEnd> {
        let end = if open_quotes { None } else { self.plain(source, attributes) };
        end.or_else(|| self.any(source, last, open_quotes, attributes))
    }

    /// The same for tags of any form.
    #[expect(clippy::too_many_lines, reason = "a state machine reads best as a whole")]
    #[cold]
    fn any(&mut self, source: &[u8], last: bool, open_quotes: bool, attributes: &mut Attributes) -> Option<TagEnd> {
        attributes.may_have_style = true;
        let attributes = &mut attributes.all;
        let end_name = |attributes: &mut Vec<Attribute>, at| {
            attributes.last_mut().into_iter().for_each(|attribute| attribute.name.end = at);
        };
        let start_value = |attributes: &mut Vec<Attribute>, at| {
            attributes.last_mut().into_iter().for_each(|attribute| attribute.value = at..at);
        };
        let end_value = |attributes: &mut Vec<Attribute>, at| {
            attributes.last_mut().into_iter().for_each(|attribute| attribute.value.end = at);
        };
        loop {
            self.skip(source);
            let at = self.at;
            let byte = *source.get(at)?;
            let reference = if byte == b'&' && !matches!(self.state, State::Quoted(_)) {
                tag_reference(&source[at..], last)
            } else {
                TagReference::Nothing
            };
            let separator = match reference {
                TagReference::Partial => return None,
                TagReference::To(b'\t' | b'\n' | b'\x0C' | b'\r' | b' ', len) => Some(len),
                _ if is_space(byte) => Some(1),
                _ => None,
            };
            let equals = match reference {
                TagReference::To(b'=', len) => Some(len),
                _ if byte == b'=' => Some(1),
                _ => None,
            };
            match self.state {
                State::BeforeName | State::AfterName | State::AfterQuoted | State::SelfClosing => {
                    if byte == b'>' {
                        return Some(TagEnd { len: at + 1, self_closing: self.state == State::SelfClosing });
                    }
                    if let Some(len) = separator {
                        let after_name = self.state == State::AfterName;
                        self.go(at + len, if after_name { State::AfterName } else { State::BeforeName });
                    } else if byte == b'/' {
                        self.go(at + 1, State::SelfClosing);
                    } else if let (State::AfterName, Some(len)) = (self.state, equals) {
                        self.go(at + len, State::BeforeValue);
                    } else {
                        attributes.push(Attribute { name: at..at, value: 0..0 });
                        // Whatever starts a name belongs to it, even `=`.
                        self.go(at + 1, State::Name);
                    }
                }
                State::Name => {
                    if separator.is_some() || matches!(byte, b'/' | b'>') {
                        end_name(attributes, at);
                        self.state = State::AfterName;
                    } else if let Some(len) = equals {
                        end_name(attributes, at);
                        self.go(at + len, State::BeforeValue);
                    } else {
                        self.at += 1;
                    }
                }
                State::BeforeValue => match (separator, reference, byte) {
                    (Some(len), ..) => self.at += len,
                    (_, TagReference::To(quote @ (b'"' | b'\''), len), _) => {
                        start_value(attributes, at + len);
                        self.go(at + len, State::QuotedByReference(quote));
                    }
                    (_, _, quote @ (b'"' | b'\'')) => {
                        start_value(attributes, at + 1);
                        self.go(at + 1, State::Quoted(quote));
                    }
                    (_, _, b'>') => {
                        return Some(TagEnd { len: at + 1, self_closing: false });
                    }
                    _ => {
                        start_value(attributes, at);
                        self.state = State::Unquoted;
                    }
                },
                State::Quoted(_) | State::QuotedByReference(_) if open_quotes && byte == b'>' => {
                    end_value(attributes, at);
                    return Some(TagEnd { len: at + 1, self_closing: false });
                }
                State::Quoted(quote) => {
                    if open_quotes && byte != quote {
                        self.at += 1;
                        continue;
                    }
                    let Some(len) = near(&source[at..], quote) else {
                        self.at = source.len();
                        return None;
                    };
                    end_value(attributes, at + len);
                    self.go(at + len + 1, State::AfterQuoted);
                }
                State::QuotedByReference(quote) => match reference {
                    TagReference::To(byte, len) if byte == quote => {
                        end_value(attributes, at);
                        self.go(at + len, State::AfterQuoted);
                    }
                    _ => self.at += 1,
                },
                State::Unquoted => {
                    if separator.is_some() {
                        end_value(attributes, at);
                        self.state = State::BeforeName;
                    } else if byte == b'>' {
                        end_value(attributes, at);
                        return Some(TagEnd { len: at + 1, self_closing: false });
                    } else {
                        self.at += 1;
                    }
                }
            }
        }
    }

    /// Reads what nearly all tags are made of: white space, and a plain name alone or with a value in quotes behind `=`. If that is
    /// all, this is the end of the tag; if not, the state is as if this had not been tried.
    #[inline]
    pub(super) fn plain(&mut self, source: &[u8], attributes: &mut Attributes) -> Option<TagEnd> {
        if self.state != State::AfterQuoted {
            return None;
        }
        loop {
            let at = match source[self.at..] {
                [b'>', ..] => return Some(TagEnd { len: self.at + 1, self_closing: false }),
                [b' ', b's' | b'S', b't' | b'T', ..] => {
                    attributes.may_have_style = true;
                    self.at + 1
                }
                [b' ', b'A'..=b'z', ..] => self.at + 1,
                ref rest => {
                    let space = rest.iter().take_while(|byte| is_space(**byte)).count();
                    let at = self.at + space;
                    match source[at..] {
                        [b'>', ..] => return Some(TagEnd { len: at + 1, self_closing: false }),
                        [b'/', b'>', ..] => return Some(TagEnd { len: at + 2, self_closing: true }),
                        _ if space == 0 => return None,
                        _ => {}
                    }
                    attributes.may_have_style = true;
                    at
                }
            };
            let end = plain_name_end(source, at)?;
            let value = match source.get(end..)? {
                [b'=', quote @ (b'"' | b'\''), value @ ..] => {
                    let len = near(value, *quote)?;
                    self.at = end + 2 + len + 1;
                    end + 2..end + 2 + len
                }
                // What follows is no `=`. A `<` in the name may say that this is no tag.
                [b'>', ..] | [b' ', b'A'..=b'z', ..] if !source[at..end].contains(&b'<') => {
                    self.at = end;
                    0..0
                }
                _ => return None,
            };
            attributes.all.push(Attribute { name: at..end, value });
        }
    }

    /// Steps over the bytes that change nothing.
    fn skip(&mut self, source: &[u8]) {
        let rest = source[self.at..].iter();
        self.at += match self.state {
            State::Name => {
                rest.take_while(|byte| !is_space(**byte) && !matches!(byte, b'/' | b'>' | b'=' | b'&')).count()
            }
            State::Unquoted => rest.take_while(|byte| !is_space(**byte) && !matches!(byte, b'>' | b'&')).count(),
            _ => 0,
        };
    }

    fn go(&mut self, at: usize, state: State) {
        self.at = at;
        self.state = state;
    }
}

/// Where the name of an attribute that starts at `start` ends, if it is plain to see.
#[inline]
fn plain_name_end(source: &[u8], start: usize) -> Option<usize> {
    let mut end = start;
    loop {
        let len = no_name(source[end..].first_chunk()?).trailing_zeros() as usize;
        end += len;
        if len < 16 {
            return Some(end).filter(|end| *end > start);
        }
    }
}

/// White space of the HTML syntax.
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')
}
