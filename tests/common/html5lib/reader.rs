//! Runs the tokenizer and keeps what it yields, without any layer above it: every name is markup, nothing is read again.

use strigil::markup::Tag;
use strigil::markup::tokenizer::{Content, Handler, NameKind, Token, Tokenizer};

/// What the tokenizer yields; text that lies side by side is one piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Text(Text, String),
    StartTag {
        name: String,
        attributes: Vec<(String, String)>,
        self_closing: bool,
    },
    EndTag(String),
    /// The source of a comment.
    Comment(String),
    /// The source of a document type.
    Doctype(String),
    /// Source of no effect, but no reference reaches across it.
    Void,
}

/// What stands for itself in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Text {
    Data,
    Rcdata,
    /// RAWTEXT, script data, PLAINTEXT.
    Raw,
    Cdata,
}

/// The state that a case starts in.
pub struct Start {
    content: Content,
    text: Text,
}

/// No end tag ends raw content without a last start tag: no input holds this name.
const NO_TAG: &str = "\u{10FFFF}";

/// The start by its name in the suite.
pub fn start(state: &str, last_start_tag: Option<&str>) -> Result<Start, String> {
    let name = last_start_tag.unwrap_or(NO_TAG).to_owned().into();
    let (content, text) = match state {
        "Data state" => (Content::Data, Text::Data),
        "RCDATA state" => (Content::Raw(name), Text::Rcdata),
        "RAWTEXT state" => (Content::Raw(name), Text::Raw),
        "Script data state" => (Content::Script(name), Text::Raw),
        "PLAINTEXT state" => (Content::Plaintext, Text::Raw),
        "CDATA section state" => (Content::Cdata, Text::Cdata),
        _ => return Err(format!("unknown initial state: {state}")),
    };
    Ok(Start { content, text })
}

/// Tokenizes the source that `parts` are together.
pub fn read(start: &Start, parts: &[&str]) -> Vec<Piece> {
    let mut tokenizer = Tokenizer::new(start.content.clone());
    let mut reader = Reader { text: start.text, pieces: Vec::new() };
    for part in parts {
        tokenizer.feed(part, &mut reader);
    }
    tokenizer.finish(&mut reader);
    reader.pieces
}

struct Reader {
    /// What text is from here on.
    text: Text,
    pieces: Vec<Piece>,
}

impl Reader {
    fn text(&mut self, source: &str) {
        match self.pieces.last_mut() {
            Some(Piece::Text(kind, text)) if *kind == self.text => text.push_str(source),
            _ => self.pieces.push(Piece::Text(self.text, source.to_owned())),
        }
    }
}

fn start_tag(tag: &Tag<'_>) -> Piece {
    let attributes =
        tag.attributes().into_iter().map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
    Piece::StartTag { name: tag.name.to_ascii_lowercase(), attributes, self_closing: tag.self_closing }
}

impl Handler for Reader {
    fn name(&mut self, _name: &str, _end: bool) -> NameKind {
        NameKind::Element
    }

    fn token(&mut self, token: Token<'_>) -> Option<Content> {
        let piece = match token {
            Token::Text(source) | Token::Raw(source) => {
                self.text(source);
                return None;
            }
            Token::StartTag(tag) => start_tag(&tag),
            Token::EndTag(tag) => Piece::EndTag(tag.name.to_ascii_lowercase()),
            Token::Comment(source) => Piece::Comment(source.to_owned()),
            Token::Doctype(source) => Piece::Doctype(source.to_owned()),
            Token::Void(_) => Piece::Void,
        };
        self.pieces.push(piece);
        // Whatever ends the raw content or the CDATA section that a case starts in, behind it stands data.
        self.text = Text::Data;
        None
    }

    fn part(&mut self, token: Token<'_>) {
        panic!("no case is as long as this token: {token:?}");
    }

    fn is_block(&self, _: &str) -> bool {
        false
    }

    fn cdata_is_marker(&self) -> bool {
        false
    }

    fn reads_again(&self) -> bool {
        false
    }

    fn opens_raw(&self) -> bool {
        false
    }

    fn is_open(&self) -> bool {
        false
    }

    fn raw(&self) -> Option<Content> {
        None
    }

    fn starts_name(&self, _start: &str) -> bool {
        false
    }

    fn unclosed_raw(&mut self, content: &str) -> usize {
        content.len()
    }
}
