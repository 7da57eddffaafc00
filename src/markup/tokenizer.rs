//! A streaming HTML tokenizer (HTML Standard, 13.2.5) over UTF-8. The rules: docs/reference/markup.md, 1.
//!
//! Tokens lie side by side and cover the source. What a name means, what content a tag opens and what becomes of a token that
//! the input ends in is the handler's business.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use memchr::{memchr, memchr2, memmem};

use super::cut::{Before, Unfinished, first_blank_line, holds_end_tag, is_code};
use super::repair::{TagReference, tag_reference};
use super::tag::{Attributes, MAX_TOKEN, Tag, TagEnd, TagScan, before_block, closes, is_space, quoted_attribute};
use crate::seek::{near, no_name};

/// A piece of the source and what it is.
#[derive(Clone, Copy, Debug)]
pub enum Token<'a> {
    /// Text of the document; references are not decoded. One text may come in several pieces.
    Text(&'a str),
    /// A start tag.
    StartTag(Tag<'a>),
    /// An end tag.
    EndTag(Tag<'a>),
    /// A comment, a bogus one too.
    Comment(&'a str),
    /// A document type.
    Doctype(&'a str),
    /// The content of an element that holds no markup.
    Raw(&'a str),
    /// `</>`, a marker of a CDATA section, or a tag that the input ends in: of no effect.
    Void(&'a str),
}

impl<'a> Token<'a> {
    /// The token as it stands in the source.
    #[must_use]
    pub fn source(self) -> &'a str {
        match self {
            Token::Text(source)
            | Token::Comment(source)
            | Token::Doctype(source)
            | Token::Raw(source)
            | Token::Void(source) => source,
            Token::StartTag(tag) | Token::EndTag(tag) => tag.source,
        }
    }
}

/// What the source holds from here on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Markup.
    Data,
    /// Raw text or escapable raw text, up to the end tag of this name (lower case).
    Raw(Cow<'static, str>),
    /// The same for scripts, which have escapes.
    Script(Cow<'static, str>),
    /// Text up to the end.
    Plaintext,
    /// A CDATA section, up to `]]>`.
    Cdata,
}

/// What stands behind a `<` or `</`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// The name of an element.
    Element,
    /// That of an element if one of these signs follows.
    Unknown(Signs),
    /// No element's: the `<` is text.
    Text,
}

/// What behind a name says that it is an element's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs {
    /// An attribute with a quoted value.
    pub quoted: bool,
    /// A `>` before any `<`.
    pub closed: bool,
    /// Nothing but the start tag of a block.
    pub before_block: bool,
}

/// Takes the tokens, and decides what the syntax alone does not.
pub trait Handler {
    /// Says what a name, in any case, is; asked for each tag before it is passed on. `end`: it stands in an end tag.
    fn name(&mut self, name: &str, end: bool) -> NameKind;

    /// Takes a token and says what the source holds behind it, if that changes.
    fn token(&mut self, token: Token<'_>) -> Option<Content>;

    /// Takes a first part of a token that is too long to be kept. Its last part comes as a token.
    fn part(&mut self, token: Token<'_>);

    /// Says whether this is the name, in any case, of a block element.
    fn is_block(&self, name: &str) -> bool;

    /// Says whether `<![CDATA[` is a marker with markup behind it, and not a bogus comment.
    fn cdata_is_marker(&self) -> bool;

    /// Says whether tokens that the input ends in are read again as something that ends.
    fn reads_again(&self) -> bool;

    /// Says whether the name that was asked about last opens raw content.
    fn opens_raw(&self) -> bool;

    /// Says whether an element of the name that was asked about last is open.
    fn is_open(&self) -> bool;

    /// The raw content that it opens, unless that has turned out to have no end.
    fn raw(&self) -> Option<Content>;

    /// Says whether the name of an element starts so, in any case.
    fn starts_name(&self, start: &str) -> bool;

    /// The input ends in raw content: how much of it remains raw. The rest is read again as markup.
    fn unclosed_raw(&mut self, content: &str) -> usize;
}

/// The length of the longest start tag without attributes of an element with raw content: `<noframes>`.
pub(super) const MAX_BARE_TAG: usize = 10;

/// A name longer than this is no element's.
const MAX_NAME: usize = 256;

/// The tokenizer.
#[derive(Debug)]
pub struct Tokenizer {
    content: Content,
    /// The source of the token that has not ended yet.
    pending: String,
    scan: Scan,
    /// The attributes of the tag at hand, so far.
    attributes: Attributes,
    /// Between `<![CDATA[` and its `]]>`.
    in_cdata: bool,
    /// A tag has not ended. In so many bytes from here on quotes hide nothing, and a `<` ends a tag too.
    broken: usize,
    /// What stands before the token at hand, unless it is of the form that nearly all have.
    before: Before,
    /// Elements of which a bare start tag was text: end tags that end none of them are text, too.
    spoken_of: Vec<Content>,
    /// Those of them whose bare start tags are all text, since no end comes any more.
    endless: Vec<Content>,
    /// A comment has not ended before the input did: none does any more.
    open_comments: bool,
}

/// How far the token at hand has been read.
#[derive(Clone, Debug)]
enum Scan {
    Start,
    /// Inside a tag, behind its name.
    Tag {
        kind: TagKind,
        name: Range<usize>,
        scan: TagScan,
        long: Option<String>,
    },
    Comment {
        at: usize,
        long: bool,
    },
    /// Ends at the first `>`.
    Declaration {
        doctype: bool,
        at: usize,
        long: bool,
    },
    Raw {
        at: usize,
        escape: Escape,
        long: bool,
    },
    /// In what may be raw content, behind a start tag without attributes that may be text.
    Held {
        tag: usize,
        content: Content,
        at: usize,
        escape: Escape,
        /// What the first words behind the tag say has been asked.
        is_asked: bool,
    },
}

/// What a start tag is behind which no end of raw content comes.
enum Bare {
    /// A tag, with raw content.
    Tag,
    /// A tag, with markup behind it.
    Empty,
    Text,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TagKind {
    Start,
    End,
}

/// The escapes of script data, 13.2.5.18 to 13.2.5.31.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Escape {
    None,
    Escaped,
    DoubleEscaped,
}

/// What the next step found.
enum Step {
    /// A token of this many bytes has been passed on.
    Token(usize),
    /// The token goes on in source that is not there yet.
    Partial,
}

impl Tokenizer {
    /// A tokenizer at the start of a source.
    #[must_use]
    pub fn new(content: Content) -> Self {
        Tokenizer {
            content,
            pending: String::new(),
            scan: Scan::Start,
            attributes: Attributes::default(),
            in_cdata: false,
            broken: 0,
            before: Before::default(),
            spoken_of: Vec::new(),
            endless: Vec::new(),
            open_comments: false,
        }
    }

    /// Takes the next piece of the source.
    pub fn feed(&mut self, source: &str, handler: &mut impl Handler) {
        let mut source = source;
        // Most tokens end with `>`: only what the open one may need is copied behind it.
        while !self.pending.is_empty() && !source.is_empty() {
            let (more, rest) = source.split_at(memchr(b'>', source.as_bytes()).map_or(source.len(), |at| at + 1));
            source = rest;
            let mut pending = std::mem::take(&mut self.pending);
            pending.push_str(more);
            let read = self.run(&pending, false, handler);
            pending.drain(..read);
            self.pending = pending;
        }
        let read = self.run(source, false, handler);
        self.pending.push_str(&source[read..]);
    }

    /// The source ends here.
    pub fn finish(&mut self, handler: &mut impl Handler) {
        let pending = std::mem::take(&mut self.pending);
        let mut source = &pending[..];
        loop {
            source = &source[self.run(source, true, handler)..];
            if source.is_empty() {
                return;
            }
            let len = self.unfinished(source, handler);
            self.before.push(&source.as_bytes()[..len]);
            source = &source[len..];
        }
    }

    /// Reads tokens; returns how much of the source they took.
    fn run(&mut self, source: &str, last: bool, handler: &mut impl Handler) -> usize {
        let (mut at, mut noted) = (0, 0);
        while at < source.len() {
            let is_markup = matches!((&self.scan, &self.content), (Scan::Start, Content::Data)) && !self.in_cdata;
            if is_markup && self.broken == 0 {
                at += self.markup(&source[at..], handler);
                if at == source.len() || self.content != Content::Data {
                    continue;
                }
            }
            self.before.push(&source.as_bytes()[noted..at]);
            noted = at;
            let rest = &source[at..];
            let step = if is_markup { self.any_markup(rest, last, handler) } else { self.step(rest, last, handler) };
            let Step::Token(len) = step else { break };
            at += len;
            self.broken = self.broken.saturating_sub(len);
        }
        self.before.push(&source.as_bytes()[noted..at]);
        at
    }

    /// Reads tokens of plain markup, what nearly all of a page is, up to one of another form, or behind one that
    /// content follows which
    /// is no markup; returns their length. In a loop of its own: what is asked once before it need not be asked for
    /// each token.
    #[inline]
    fn markup(&mut self, source: &str, handler: &mut impl Handler) -> usize {
        let mut at = 0;
        while at < source.len() && self.content == Content::Data {
            let rest = &source[at..];
            let len = match rest.as_bytes() {
                [b'<', b'/', ..] => self.plain_tag(rest, 2, TagKind::End, handler),
                [b'<', ..] => self.plain_tag(rest, 1, TagKind::Start, handler),
                bytes => {
                    let end = near(bytes, b'<').unwrap_or(bytes.len());
                    handler.token(Token::Text(&rest[..end]));
                    Some(end)
                }
            };
            let Some(len) = len else { break };
            at += len;
        }
        at
    }

    /// Reads the next token of markup of any form.
    fn any_markup(&mut self, source: &str, last: bool, handler: &mut impl Handler) -> Step {
        match memchr(b'<', source.as_bytes()) {
            Some(0) => self.opening(source, last, handler),
            end => self.emit(Token::Text(&source[..end.unwrap_or(source.len())]), handler),
        }
    }

    /// Passes on a tag of the form that nearly all have, whose name starts at `start`; its length. None if it is of another form or
    /// goes on in source that is not there yet: then nothing has happened.
    #[expect(clippy::inline_always, reason = "where it is called it is known which tag")]
    #[inline(always)]
    fn plain_tag(&mut self, source: &str, start: usize, kind: TagKind, handler: &mut impl Handler) -> Option<usize> {
        let bytes = source.as_bytes();
        let len = no_name(bytes.get(start..)?.first_chunk()?).trailing_zeros() as usize;
        // One that fills the lane may go on behind it.
        let name = source.get(start..start + len).filter(|_| len < 16)?;
        let is_name = bytes[start].is_ascii_alphabetic();
        if !is_name || !matches!(handler.name(name, kind == TagKind::End), NameKind::Element) {
            return None;
        }
        self.attributes.clear();
        let is_start = kind == TagKind::Start;
        if !(is_start || self.spoken_of.is_empty()) {
            return None;
        }
        let end = match bytes[start + len] {
            b'>' if is_start && handler.opens_raw() => return None,
            b'>' => TagEnd { len: start + len + 1, self_closing: false },
            _ => TagScan::new(start + len).plain(&bytes[..bytes.len().min(MAX_TOKEN)], &mut self.attributes)?,
        };
        self.pass_tag(kind, source, name, true, &end, handler);
        Some(end.len)
    }

    fn step(&mut self, source: &str, last: bool, handler: &mut impl Handler) -> Step {
        match (&self.scan, &self.content) {
            (Scan::Start, Content::Plaintext) => {
                handler.token(Token::Text(source));
                Step::Token(source.len())
            }
            (Scan::Start, Content::Data) => self.cdata(source, last, handler),
            (Scan::Start, _) => {
                self.scan = Scan::Raw { at: 0, escape: Escape::None, long: false };
                self.raw(source, last, handler)
            }
            (Scan::Raw { .. }, _) => self.raw(source, last, handler),
            (Scan::Held { .. }, _) => self.held(source, last, handler),
            (Scan::Tag { .. }, _) => self.tag(source, last, handler),
            (Scan::Comment { .. }, _) => self.comment(source, handler),
            (Scan::Declaration { .. }, _) => self.declaration(source, handler),
        }
    }

    /// Passes a token on and gets ready for the next.
    fn emit(&mut self, token: Token<'_>, handler: &mut impl Handler) -> Step {
        self.scan = Scan::Start;
        self.pass(token, handler);
        Step::Token(token.source().len())
    }

    fn pass(&mut self, token: Token<'_>, handler: &mut impl Handler) {
        if let Some(content) = handler.token(token) {
            self.content = content;
        }
    }

    /// Reads markup inside a CDATA section.
    fn cdata(&mut self, source: &str, last: bool, handler: &mut impl Handler) -> Step {
        let end = memchr(b'<', source.as_bytes()).unwrap_or(source.len());
        let text = &source[..end];
        match memmem::find(text.as_bytes(), b"]]>") {
            Some(0) => {
                self.in_cdata = false;
                self.emit(Token::Void(&text[..3]), handler)
            }
            Some(at) => self.emit(Token::Text(&text[..at]), handler),
            None if end == source.len() && !last => {
                let open = text.len() - text.trim_end_matches(']').len();
                match text.len() - open.min(2) {
                    0 => Step::Partial,
                    settled => self.emit(Token::Text(&text[..settled]), handler),
                }
            }
            None if end == 0 => self.opening(source, last, handler),
            None => self.emit(Token::Text(text), handler),
        }
    }

    /// `source` starts with `<`.
    fn opening(&mut self, source: &str, last: bool, handler: &mut impl Handler) -> Step {
        let bytes = source.as_bytes();
        match bytes.get(1) {
            None if !last => Step::Partial,
            None => self.cut_name(source, 1, TagKind::Start, handler),
            Some(b'!') => self.declaration_opening(source, last, handler),
            Some(b'?') => self.start_declaration(source, false, handler),
            Some(b'/') => match bytes.get(2) {
                None if !last => Step::Partial,
                None => self.cut_name(source, 2, TagKind::End, handler),
                Some(b'>') => self.emit(Token::Void(&source[..3]), handler),
                Some(byte) if byte.is_ascii_alphabetic() => self.name(source, 2, TagKind::End, last, handler),
                Some(_) => self.start_declaration(source, false, handler),
            },
            Some(b'&') => match tag_reference(&bytes[1..], last) {
                TagReference::Partial => Step::Partial,
                TagReference::To(b'/', len) => match bytes.get(1 + len) {
                    None if !last => Step::Partial,
                    Some(byte) if byte.is_ascii_alphabetic() => self.name(source, 1 + len, TagKind::End, last, handler),
                    _ => self.literal(source, handler),
                },
                _ => self.literal(source, handler),
            },
            Some(byte) if byte.is_ascii_alphabetic() => self.name(source, 1, TagKind::Start, last, handler),
            _ => self.literal(source, handler),
        }
    }

    /// The `<` is text.
    fn literal(&mut self, source: &str, handler: &mut impl Handler) -> Step {
        self.emit(Token::Text(&source[..1]), handler)
    }

    /// Reads the name that starts at `start` and decides whether this is a tag.
    fn name(&mut self, source: &str, start: usize, kind: TagKind, last: bool, handler: &mut impl Handler) -> Step {
        let Some(end) = name_end(source.as_bytes(), start, last) else {
            return if last { self.cut_name(source, start, kind, handler) } else { Step::Partial };
        };
        if end - start > MAX_NAME {
            return self.literal(source, handler);
        }
        match handler.name(&source[start..end], kind == TagKind::End) {
            NameKind::Element => {}
            NameKind::Text => return self.literal(source, handler),
            NameKind::Unknown(signs) => match has_sign(&source[end..], last, signs, handler) {
                Some(true) => {}
                Some(false) => return self.literal(source, handler),
                None => return Step::Partial,
            },
        }
        if kind == TagKind::End && !self.spoken_of.is_empty() && self.is_spoken_of(&source[start..end], handler) {
            return self.literal(source, handler);
        }
        if self.broken > 0
            && let Some(step) = self.broken_tag(source, start..end, kind, last, handler)
        {
            return step;
        }
        self.attributes.clear();
        self.scan = Scan::Tag { kind, name: start..end, scan: TagScan::new(end), long: None };
        self.tag(source, last, handler)
    }

    /// Passes on a tag that ends. `is_whole`: its attributes are known.
    #[expect(clippy::inline_always, reason = "nearly always it is known which tag")]
    #[inline(always)]
    fn pass_tag(
        &mut self,
        kind: TagKind,
        source: &str,
        name: &str,
        is_whole: bool,
        end: &TagEnd,
        handler: &mut impl Handler,
    ) {
        let attributes = is_whole.then_some(&self.attributes);
        let tag = Tag { source: &source[..end.len], name, self_closing: end.self_closing, attributes };
        self.before.tag = true;
        let token = if kind == TagKind::Start { Token::StartTag(tag) } else { Token::EndTag(tag) };
        if let Some(content) = handler.token(token) {
            self.content = content;
        }
    }

    /// The input ends in a name, or before one.
    fn cut_name(&mut self, source: &str, start: usize, kind: TagKind, handler: &mut impl Handler) -> Step {
        let name = &source[start..];
        let is_known =
            !name.is_empty() && name.len() <= MAX_NAME && handler.name(name, kind == TagKind::End) == NameKind::Element;
        let is_name = is_known || handler.starts_name(name);
        if is_name && !self.is_text(source, start..source.len(), kind, is_known) {
            self.emit(Token::Void(source), handler)
        } else {
            self.literal(source, handler)
        }
    }

    /// Says whether a tag that does not end in `source` is text.
    fn is_text(&self, source: &str, name: Range<usize>, kind: TagKind, is_known: bool) -> bool {
        let inside = &source.as_bytes()[name.end..];
        let tag = Unfinished { name: &source[name], inside, is_end_tag: kind == TagKind::End, is_known };
        tag.is_text(self.before)
    }

    /// Reads a tag in a stretch where quotes hide nothing. None if nothing ends it there.
    fn broken_tag(
        &mut self,
        source: &str,
        name: Range<usize>,
        kind: TagKind,
        last: bool,
        handler: &mut impl Handler,
    ) -> Option<Step> {
        let stretch = &source.as_bytes()[..self.broken.min(source.len())];
        let end = name.end + memchr2(b'<', b'>', stretch.get(name.end..)?)?;
        if stretch[end] == b'<' {
            let source = &source[..end];
            return Some(if self.is_text(source, name, kind, true) {
                self.literal(source, handler)
            } else {
                self.emit(Token::Void(source), handler)
            });
        }
        self.attributes.clear();
        let mut scan = TagScan::new(name.end);
        let end = scan.run(&source.as_bytes()[..=end], true, true, &mut self.attributes);
        let end = end.expect("the first `>` ends a tag whose quotes hide nothing");
        Some(self.whole_tag(source, name, kind, None, &end, last, handler))
    }

    fn tag(&mut self, source: &str, last: bool, handler: &mut impl Handler) -> Step {
        let Scan::Tag { kind, name, scan, long } = &mut self.scan else {
            return Step::Partial;
        };
        let is_long = source.len() > MAX_TOKEN;
        let mut end = None;
        if long.is_none() {
            let first = &source.as_bytes()[..source.len().min(MAX_TOKEN)];
            end = scan.run(first, last && !is_long, false, &mut self.attributes);
            if end.is_none() && is_long && handler.reads_again() {
                let (kind, name) = (*kind, name.clone());
                let first = &source[..source.floor_char_boundary(MAX_TOKEN)];
                if self.is_text(first, name.clone(), kind, true) {
                    return self.broken_from(first, name.end, handler);
                }
            }
        }
        let Scan::Tag { kind, name, scan, long } = &mut self.scan else {
            return Step::Partial;
        };
        if end.is_none() && (is_long || long.is_some()) {
            end = scan.run(source.as_bytes(), last, false, &mut self.attributes);
        }
        let Some(end) = end else {
            let read = scan.at;
            if read == 0 || (read <= MAX_TOKEN && long.is_none()) {
                return Step::Partial;
            }
            long.get_or_insert_with(|| source[name.clone()].to_owned());
            scan.at = 0;
            // Where they stand is lost with this part.
            self.attributes.clear();
            handler.part(Token::Void(&source[..read]));
            return Step::Token(read);
        };
        let (kind, name, long) = (*kind, name.clone(), long.take());
        if long.is_none() && end.len <= MAX_TOKEN && handler.reads_again() && is_words(source, &name, end.len, kind) {
            self.scan = Scan::Start;
            self.broken = end.len;
            return Step::Token(0);
        }
        self.whole_tag(source, name, kind, long.as_deref(), &end, last, handler)
    }

    /// Passes on a tag that ends, or looks for the end of the raw content behind it first. `long`: its name, if its first part is gone.
    #[expect(clippy::too_many_arguments, reason = "they are what is known of a tag")]
    fn whole_tag(
        &mut self,
        source: &str,
        name: Range<usize>,
        kind: TagKind,
        long: Option<&str>,
        end: &TagEnd,
        last: bool,
        handler: &mut impl Handler,
    ) -> Step {
        self.scan = Scan::Start;
        let is_bare = kind == TagKind::Start && long.is_none() && end.len == name.end + 1;
        if is_bare
            && handler.opens_raw()
            && let Some(content) = handler.raw()
        {
            self.scan = Scan::Held { tag: end.len, content, at: 0, escape: Escape::None, is_asked: false };
            return self.held(source, last, handler);
        }
        let is_whole = long.is_none();
        let name = long.unwrap_or_else(|| &source[name]);
        self.pass_tag(kind, source, name, is_whole, end, handler);
        Step::Token(end.len)
    }

    /// What was read as a tag does not end: reads it again, with quotes that hide nothing. Its name ends at `name_end`.
    fn broken_from(&mut self, source: &str, name_end: usize, handler: &mut impl Handler) -> Step {
        self.scan = Scan::Start;
        if memchr2(b'<', b'>', &source.as_bytes()[name_end..]).is_none() {
            return self.literal(source, handler);
        }
        self.broken = source.len();
        Step::Token(0)
    }

    /// Says whether an end tag is that of an element which a text speaks of.
    fn is_spoken_of(&self, name: &str, handler: &impl Handler) -> bool {
        let is_of = |content: &Content| content.name().is_some_and(|known| known.eq_ignore_ascii_case(name));
        self.spoken_of.iter().any(is_of) && !handler.is_open()
    }

    /// Asks what stands behind a start tag without attributes whether that is text, or looks there for the end of raw
    /// content.
    fn held(&mut self, source: &str, last: bool, handler: &mut impl Handler) -> Step {
        let Scan::Held { tag, content, at, escape, is_asked } = &mut self.scan else {
            return Step::Partial;
        };
        let inside = &source[*tag..];
        let is_endless = self.endless.contains(content);
        let name = content.name().expect("what is held has a name");
        let goes_on = if is_endless || *is_asked { Some(false) } else { self.before.goes_on(name, inside, last) };
        let Some(goes_on) = goes_on else {
            return Step::Partial;
        };
        *is_asked = true;
        let is_long = inside.len() > MAX_TOKEN;
        let inside = &inside[..inside.floor_char_boundary(MAX_TOKEN)];
        let is_text = is_endless || goes_on;
        let ends = !is_text && content.end(inside.as_bytes(), at, escape, last && !is_long).is_some();
        if !(ends || is_text || is_long || last) {
            return Step::Partial;
        }
        let scan = Scan::Raw { at: *at, escape: *escape, long: false };
        let (tag, content) = (*tag, content.clone());
        let bare = if is_text {
            Bare::Text
        } else if ends {
            Bare::Tag
        } else {
            let is_spoken_of = self.spoken_of.contains(&content) || self.before.is_prose(inside.as_bytes());
            bare(&content, is_spoken_of, inside, is_long)
        };
        self.scan = Scan::Start;
        if matches!(bare, Bare::Text) {
            if !is_text {
                self.endless.push(content.clone());
            }
            if !self.spoken_of.contains(&content) {
                self.spoken_of.push(content);
            }
            return self.emit(Token::Text(&source[..tag]), handler);
        }
        let end = TagEnd { len: tag, self_closing: false };
        self.attributes.clear();
        self.pass_tag(TagKind::Start, source, &source[1..tag - 1], true, &end, handler);
        if matches!(bare, Bare::Empty) {
            self.content = Content::Data;
            handler.unclosed_raw("");
        } else if self.content != Content::Data {
            self.scan = scan;
        }
        Step::Token(tag)
    }

    /// `source` starts with `<!`.
    fn declaration_opening(&mut self, source: &str, last: bool, handler: &mut impl Handler) -> Step {
        let body = &source.as_bytes()[2..];
        let doctype = starts_with(body, b"doctype");
        let is_open = |word: &[u8]| body.len() < word.len() && word[..body.len()].eq_ignore_ascii_case(body);
        if !last && (is_open(b"--") || is_open(b"doctype") || (is_open(b"[CDATA[") && b"[CDATA[".starts_with(body))) {
            return Step::Partial;
        }
        if body.starts_with(b"--") {
            if self.open_comments {
                return self.emit(Token::Comment(&source[..4]), handler);
            }
            self.scan = Scan::Comment { at: 2, long: false };
            return self.comment(source, handler);
        }
        if body.starts_with(b"[CDATA[") && handler.cdata_is_marker() {
            self.in_cdata = true;
            return self.emit(Token::Void(&source[..9]), handler);
        }
        self.start_declaration(source, doctype == Some(true), handler)
    }

    fn comment(&mut self, source: &str, handler: &mut impl Handler) -> Step {
        let Scan::Comment { at, long } = &mut self.scan else {
            return Step::Partial;
        };
        if let Some(len) = comment_end(source.as_bytes(), at, *long) {
            return self.emit(Token::Comment(&source[..len]), handler);
        }
        let read = *at;
        if read == 0 || (read <= MAX_TOKEN && !*long) {
            return Step::Partial;
        }
        (*at, *long) = (0, true);
        handler.part(Token::Comment(&source[..read]));
        Step::Token(read)
    }

    /// A doctype or a bogus comment.
    fn start_declaration(&mut self, source: &str, doctype: bool, handler: &mut impl Handler) -> Step {
        if source.as_bytes()[1] == b'/' && self.open_comments {
            return self.literal(source, handler);
        }
        if self.open_comments {
            return self.emit(Token::Comment(&source[..2]), handler);
        }
        self.scan = Scan::Declaration { doctype, at: 2, long: false };
        self.declaration(source, handler)
    }

    fn declaration(&mut self, source: &str, handler: &mut impl Handler) -> Step {
        let Scan::Declaration { doctype, at, long } = &mut self.scan else {
            return Step::Partial;
        };
        let token = if *doctype { Token::Doctype } else { Token::Comment };
        let is_bogus_end = !*long && source.as_bytes()[1] == b'/' && handler.reads_again();
        let end = if is_bogus_end {
            let first = &source.as_bytes()[..source.len().min(MAX_TOKEN)];
            memchr2(b'<', b'>', &first[*at..])
        } else {
            memchr(b'>', &source.as_bytes()[*at..])
        };
        if let Some(end) = end {
            let end = *at + end + 1;
            if is_bogus_end && source.as_bytes()[end - 1] == b'<' {
                return self.literal(source, handler);
            }
            return self.emit(token(&source[..end]), handler);
        }
        if source.len() <= MAX_TOKEN && !*long {
            *at = source.len();
            return Step::Partial;
        }
        if is_bogus_end {
            return self.literal(source, handler);
        }
        (*at, *long) = (0, true);
        handler.part(token(source));
        Step::Token(source.len())
    }

    fn raw(&mut self, source: &str, last: bool, handler: &mut impl Handler) -> Step {
        let Scan::Raw { at, escape, long } = &mut self.scan else {
            return Step::Partial;
        };
        let end = self.content.end(source.as_bytes(), at, escape, last);
        if let Some(end) = end {
            let cdata = self.content == Content::Cdata;
            self.content = Content::Data;
            self.in_cdata |= cdata;
            self.scan = Scan::Start;
            if end == 0 {
                return Step::Token(0);
            }
            return self.emit(if cdata { Token::Text(&source[..end]) } else { Token::Raw(&source[..end]) }, handler);
        }
        let read = *at;
        if last || read == 0 || (read <= MAX_TOKEN && !*long) {
            return Step::Partial;
        }
        (*at, *long) = (0, true);
        let token = if self.content == Content::Cdata { Token::Text } else { Token::Raw };
        handler.part(token(&source[..read]));
        Step::Token(read)
    }

    /// The input ends in a token; returns how much of it is dealt with.
    fn unfinished(&mut self, source: &str, handler: &mut impl Handler) -> usize {
        let again = handler.reads_again() && source.len() <= MAX_TOKEN;
        let step = match std::mem::replace(&mut self.scan, Scan::Start) {
            Scan::Tag { long, name, kind, .. } => {
                if again && long.is_none() {
                    self.broken = usize::MAX;
                    if source.contains('>') {
                        return 0;
                    }
                    if self.is_text(source, name, kind, true) {
                        self.literal(source, handler)
                    } else {
                        self.emit(Token::Void(source), handler)
                    }
                } else {
                    self.emit(Token::Void(source), handler)
                }
            }
            Scan::Comment { long, .. } => {
                self.open_comments = again && !long;
                self.emit(Token::Comment(if self.open_comments { &source[..4] } else { source }), handler)
            }
            Scan::Declaration { long: false, .. } if again && source.as_bytes()[1] == b'/' => {
                self.open_comments = true;
                self.literal(source, handler)
            }
            Scan::Declaration { long: false, .. }
                if again && [&b"<!--"[..], b"<!doctype"].iter().any(|word| begins(source.as_bytes(), word)) =>
            {
                self.emit(Token::Comment(source), handler)
            }
            Scan::Declaration { long, doctype, .. } => {
                self.open_comments = again && !long;
                let token = if doctype && !self.open_comments { Token::Doctype } else { Token::Comment };
                self.emit(token(if self.open_comments { &source[..2] } else { source }), handler)
            }
            Scan::Raw { long, .. } => {
                let cdata = self.content == Content::Cdata;
                self.content = Content::Data;
                let raw = if again && !long && !cdata { handler.unclosed_raw(source) } else { source.len() };
                if raw == 0 {
                    return 0;
                }
                let source = &source[..raw];
                self.emit(if cdata { Token::Text(source) } else { Token::Raw(source) }, handler)
            }
            Scan::Start | Scan::Held { .. } => self.emit(Token::Text(source), handler),
        };
        match step {
            Step::Token(len) => len,
            Step::Partial => source.len(),
        }
    }
}

impl Content {
    /// The name of the element whose content this is.
    fn name(&self) -> Option<&str> {
        match self {
            Content::Raw(name) | Content::Script(name) => Some(name),
            Content::Data | Content::Plaintext | Content::Cdata => None,
        }
    }

    /// Where content that is no markup ends, from `at` on. If it does not, `at` is where to go on.
    fn end(&self, source: &[u8], at: &mut usize, escape: &mut Escape, last: bool) -> Option<usize> {
        match self {
            Content::Raw(name) => raw_end(source, at, name.as_bytes(), last),
            Content::Script(name) => script_end(source, at, escape, name.as_bytes(), last),
            Content::Data | Content::Plaintext | Content::Cdata => cdata_end(source, at),
        }
    }
}

/// What the start tag before `inside` is, which has no attributes, and no end tag behind it. `is_spoken_of`: a sentence
/// speaks of
/// it, or has spoken of its element. `is_long`: `inside` is not all.
fn bare(content: &Content, is_spoken_of: bool, inside: &str, is_long: bool) -> Bare {
    let (name, is_script) = match content {
        Content::Script(name) => (&name[..], true),
        Content::Raw(name) => (&name[..], false),
        Content::Data | Content::Plaintext | Content::Cdata => return Bare::Tag,
    };
    // Both look at all that is inside: they are asked where it matters.
    let is_code = || (is_script || name == "style") && is_code(inside);
    if is_spoken_of && !is_code() {
        return Bare::Text;
    }
    let holds_markup = || holds_end_tag(inside.as_bytes()) && (is_long || first_blank_line(inside).is_none());
    let holds_markup = match name {
        "title" => is_long || holds_markup(),
        "style" => holds_markup() && !is_code(),
        _ => false,
    };
    if holds_markup { Bare::Empty } else { Bare::Tag }
}

/// Where the name that starts at `start` ends; none if more input decides.
fn name_end(source: &[u8], start: usize, last: bool) -> Option<usize> {
    let mut at = start;
    if let Some(lane) = source[start..].first_chunk() {
        at += (no_name(lane).trailing_zeros() as usize).min(lane.len());
        if at < start + lane.len() && (source[at] == b'>' || is_space(source[at])) {
            return Some(at);
        }
    }
    while at - start <= MAX_NAME {
        if is_name_end(&source[at..], last)? {
            break;
        }
        at += 1;
    }
    Some(at)
}

/// Says whether `source`, which follows a name, has one of the signs; none if more input decides.
fn has_sign(source: &str, last: bool, signs: Signs, handler: &impl Handler) -> Option<bool> {
    let bytes = source.as_bytes();
    let found = [
        if signs.quoted { quoted_attribute(bytes, last) } else { Some(false) },
        if signs.closed { closes(bytes, last) } else { Some(false) },
        if signs.before_block { before_block(source, last, &|name| handler.is_block(name)) } else { Some(false) },
    ];
    match found {
        _ if found.contains(&Some(true)) => Some(true),
        _ if found.contains(&None) => None,
        _ => Some(false),
    }
}

/// Says whether a name ends before `source`; none if more input decides. At the end of the input it does not.
fn is_name_end(source: &[u8], last: bool) -> Option<bool> {
    match source.first()? {
        b'/' | b'>' => Some(true),
        b'&' => match tag_reference(source, last) {
            TagReference::Partial => None,
            TagReference::To(byte, _) => Some(is_space(byte)),
            TagReference::Nothing => Some(false),
        },
        byte => Some(is_space(*byte)),
    }
}

/// Says whether `source` starts with `word`, in any case; none if more input decides.
fn starts_with(source: &[u8], word: &[u8]) -> Option<bool> {
    let len = source.len().min(word.len());
    let same = source[..len].eq_ignore_ascii_case(&word[..len]);
    if same && len < word.len() { None } else { Some(same) }
}

/// Says whether a tag that ends has a `<` in it, before which only words stand.
fn is_words(source: &str, name: &Range<usize>, end: usize, kind: TagKind) -> bool {
    let inside = &source.as_bytes()[name.end..end - 1];
    let tag = Unfinished { name: &source[name.clone()], inside, is_end_tag: kind == TagKind::End, is_known: true };
    tag.sign().is_some_and(|sign| Unfinished { inside: &inside[..sign], ..tag }.is_words())
}

/// Made once: most comments are short.
static DASHES: LazyLock<Finder<'_>> = LazyLock::new(|| Finder::new(b"--"));

/// Says whether `word` starts with `source`, in any case.
fn begins(source: &[u8], word: &[u8]) -> bool {
    word.get(..source.len()).is_some_and(|start| start.eq_ignore_ascii_case(source))
}

/// The end of a comment that starts with `<!--`, from `at` on. If there is none, `at` is where to go on.
fn comment_end(source: &[u8], at: &mut usize, long: bool) -> Option<usize> {
    while let Some(dashes) = DASHES.find(&source[*at..]) {
        *at += dashes;
        match source[*at..] {
            [_, _, b'>', ..] => return Some(*at + 3),
            // The dashes of the opening do not count for this form.
            [_, _, b'!', b'>', ..] if long || *at >= 4 => return Some(*at + 4),
            [_, _] | [_, _, b'!'] => return None,
            _ => *at += 1,
        }
    }
    *at = (source.len() - usize::from(source.ends_with(b"-"))).max(*at);
    None
}

/// What stands at a `<` in raw content.
enum EndTag {
    Yes,
    No,
    Partial,
}

/// Says whether `source`, which starts with `<`, starts with the end tag of `name`.
fn end_tag(source: &[u8], name: &[u8], last: bool) -> EndTag {
    let no = |partial: bool| {
        if partial && !last { EndTag::Partial } else { EndTag::No }
    };
    let slash = match source.get(1) {
        None => return no(true),
        Some(b'/') => 1,
        Some(b'&') => match tag_reference(&source[1..], last) {
            TagReference::To(b'/', len) => len,
            reference => return no(reference == TagReference::Partial),
        },
        Some(_) => return EndTag::No,
    };
    let rest = &source[1 + slash..];
    match starts_with(rest, name) {
        None => no(true),
        Some(false) => EndTag::No,
        Some(true) => match is_name_end(&rest[name.len()..], last) {
            None => no(true),
            Some(true) => EndTag::Yes,
            Some(false) => EndTag::No,
        },
    }
}

/// Where the end tag of raw text starts, from `at` on. If there is none, `at` is where to go on.
fn raw_end(source: &[u8], at: &mut usize, name: &[u8], last: bool) -> Option<usize> {
    while let Some(next) = memchr(b'<', &source[*at..]) {
        *at += next;
        match end_tag(&source[*at..], name, last) {
            EndTag::Yes => return Some(*at),
            EndTag::Partial => return None,
            EndTag::No => *at += 1,
        }
    }
    *at = source.len();
    None
}

/// The same for a script.
fn script_end(source: &[u8], at: &mut usize, escape: &mut Escape, name: &[u8], last: bool) -> Option<usize> {
    loop {
        let rest = &source[*at..];
        let next = if *escape == Escape::None { memchr(b'<', rest) } else { memchr2(b'<', b'-', rest) };
        let Some(next) = next else {
            *at = source.len();
            return None;
        };
        *at += next;
        let rest = &source[*at..];
        if rest[0] == b'-' {
            let dashes = rest.iter().take_while(|byte| **byte == b'-').count();
            match rest.get(dashes) {
                None if !last => {
                    *at += dashes.saturating_sub(2);
                    return None;
                }
                Some(b'>') if dashes >= 2 => *escape = Escape::None,
                _ => {}
            }
            *at += dashes;
            continue;
        }
        if *escape != Escape::DoubleEscaped {
            match end_tag(rest, name, last) {
                EndTag::Yes => return Some(*at),
                EndTag::Partial => return None,
                EndTag::No => {}
            }
        }
        let (word, then): (&[u8], _) = match escape {
            Escape::None => (b"<!--", Escape::Escaped),
            Escape::Escaped => (b"<script", Escape::DoubleEscaped),
            Escape::DoubleEscaped => (b"</script", Escape::Escaped),
        };
        let enters = match starts_with(rest, word) {
            Some(true) if *escape != Escape::None => {
                rest.get(word.len()).map(|byte| is_space(*byte) || matches!(byte, b'/' | b'>'))
            }
            starts => starts,
        };
        match enters {
            None if !last => return None,
            // The dashes of `<!--` may be those of `-->`.
            Some(true) => (*escape, *at) = (then, *at + 2),
            _ => *at += 1,
        }
    }
}

/// Where the `]]>` of a CDATA section starts, from `at` on. If there is none, `at` is where to go on.
fn cdata_end(source: &[u8], at: &mut usize) -> Option<usize> {
    if let Some(end) = memmem::find(&source[*at..], b"]]>") {
        return Some(*at + end);
    }
    let open = source[*at..].iter().rev().take(2).take_while(|byte| **byte == b']').count();
    *at = source.len() - open;
    None
}

/// Makes the tables.
#[cfg(feature = "python")]
pub(super) fn prepare() {
    LazyLock::force(&DASHES);
}
