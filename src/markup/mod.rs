//! Markup: tags to marks or markup as it is, without the ad elements. The rules: docs/reference/markup.md.
//!
//! The way of the data: source -> tokenizer -> tree (what is open) -> output (held back while an ad element is open).

mod ads;
mod bucket;
mod elements;
mod lookup;
mod output;
mod repair;
mod tag;
mod tree;

pub mod tokenizer;

pub use tag::Tag;

use crate::block::{Block, Flow, Mark};
use crate::counts::Rule;
use crate::stage::Stage;
use elements::{Element, Name, is_dashed};
use output::{Output, Piece};
use tokenizer::{Content, Handler, MAX_TOKEN, Token, Tokenizer};
use tree::{End, RegionId, Tree};

/// What becomes of tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Markup {
    /// They become text layout.
    Text,
    /// They stay.
    Keep,
    /// There are none: what looks like a tag is text.
    Literal,
}

/// The stage `markup`.
pub(crate) struct MarkupStage {
    tokenizer: Tokenizer,
    document: Document,
}

/// What the tokens so far have left behind.
struct Document {
    to_text: bool,
    ads: bool,
    tree: Tree,
    output: Output,
    /// The flow that the output was last told; none if that may have been lost with a region.
    flow: Option<Flow>,
    /// The element that the tokenizer has last asked about: that of the tag it passes on next.
    asked: Option<Element>,
    /// The element whose raw content is being read.
    raw: Option<Element>,
    /// Elements whose raw content has turned out to have no end.
    unclosed: Vec<Element>,
}

impl MarkupStage {
    pub(crate) fn new(to_text: bool, ads: bool) -> Self {
        MarkupStage {
            tokenizer: Tokenizer::new(Content::Data),
            document: Document {
                to_text,
                ads,
                tree: Tree::default(),
                output: Output::default(),
                flow: None,
                asked: None,
                raw: None,
                unclosed: Vec::new(),
            },
        }
    }
}

impl Stage for MarkupStage {
    fn max_pending(&self) -> usize {
        // An open token, and a held region that ends in one.
        MAX_TOKEN + output::MAX_REGION + MAX_TOKEN
    }

    fn feed(&mut self, text: &str, out: &mut Block<'_>) {
        self.tokenizer.feed(text, &mut Reader { document: &mut self.document, out });
    }

    fn mark(&mut self, mark: Mark, out: &mut Block<'_>) {
        out.mark(mark);
    }

    fn finish(&mut self, out: &mut Block<'_>) {
        self.tokenizer.finish(&mut Reader { document: &mut self.document, out });
        self.document.release_all(out);
    }

    fn reset(&mut self) {
        *self = MarkupStage::new(self.document.to_text, self.document.ads);
    }
}

/// The document and the sink behind it, as the tokenizer's handler.
struct Reader<'a, 'b> {
    document: &'a mut Document,
    out: &'a mut Block<'b>,
}

impl Handler for Reader<'_, '_> {
    fn is_markup(&mut self, name: &str) -> bool {
        self.document.asked = Element::of(name);
        match self.document.asked {
            Some(element) => !element.needs_math() || self.document.tree.in_math(),
            None => is_dashed(name),
        }
    }

    fn token(&mut self, token: Token<'_>) -> Option<Content> {
        if let Token::Text(text) = token {
            self.document.text(text, self.out);
            return None;
        }
        self.document.output.end_text();
        self.document.release_overdue(token.source().len(), self.out);
        match token {
            Token::StartTag(tag) => return self.document.start_tag(&tag, self.out),
            Token::EndTag(tag) => self.document.end_tag(&tag, self.out),
            Token::Raw(content) => self.document.raw_content(content, self.out),
            Token::Text(_) | Token::Comment(_) | Token::Doctype(_) | Token::Void(_) => {
                self.document.no_text(token.source(), Mark::Edge, self.out);
            }
        }
        None
    }

    fn part(&mut self, token: Token<'_>) {
        // Longer than any region may be.
        self.document.release_all(self.out);
        match token {
            Token::Raw(content) => self.document.raw_content(content, self.out),
            _ => self.document.no_text(token.source(), Mark::Edge, self.out),
        }
    }

    fn cdata_is_marker(&self) -> bool {
        true
    }

    fn reads_again(&self) -> bool {
        true
    }

    fn unclosed_raw(&mut self, content: &str) -> usize {
        self.document.unclosed_raw(content, self.out)
    }
}

impl Document {
    fn text(&mut self, text: &str, out: &mut Block<'_>) {
        if self.to_text {
            self.tell_flow(out);
        }
        self.output.put(Piece::text(text), out);
        self.release_overdue(0, out);
    }

    /// Tells the layout how the next text flows, unless it knows.
    fn tell_flow(&mut self, out: &mut Block<'_>) {
        let flow = self.tree.flow();
        if self.flow != Some(flow) {
            self.flow = Some(flow);
            self.output.put(Piece::mark(Mark::Flow(flow)), out);
        }
    }

    /// Puts source that is no text: it goes, with a mark in its place, or stays as markup.
    #[inline]
    fn no_text(&mut self, source: &str, mark: Mark, out: &mut Block<'_>) {
        if self.to_text {
            self.output.put(Piece::cut(Rule::Tag, source), out);
            self.output.put(Piece::mark(mark), out);
        } else {
            self.output.put(Piece::source(source), out);
        }
    }

    fn raw_content(&mut self, content: &str, out: &mut Block<'_>) {
        if !self.to_text {
            self.output.put(Piece::source(content), out);
        } else if self.raw.is_some_and(Element::is_verbatim) {
            // Raw content does not count as visible text of a held region.
            self.tell_flow(out);
            self.output.put(Piece::source(content), out);
        } else {
            self.output.put(Piece::cut(Rule::RawContent, content), out);
        }
    }

    fn start_tag(&mut self, tag: &Tag<'_>, out: &mut Block<'_>) -> Option<Content> {
        let name = Name::new(self.asked, tag.name);
        let element = name.element();
        if matches!(element, Some(Element::ARTICLE | Element::MAIN | Element::H1 | Element::BODY)) {
            self.release_all(out);
        }
        let mut closed = Vec::new();
        self.tree.start(&name, &mut closed);
        self.commit_each(closed, out);

        let alone = element.map_or(tag.self_closing, Element::is_void);
        let is_template = self.to_text && element == Some(Element::TEMPLATE);
        let is_ad = self.ads && tag.is_whole() && ads::is_ad(name.as_str(), tag);
        if is_ad && alone {
            self.output.put(Piece::cut(Rule::AdElement, tag.source), out);
            self.output.put(Piece::mark(Mark::Gone), out);
            return None;
        }
        let held = (is_ad || is_template) && !self.tree.is_full();
        let region = held.then(|| self.output.hold(is_template));
        self.no_text(tag.source, element.map_or(Mark::Edge, |element| START_MARKS[element.number()]), out);
        if !alone {
            self.tree.push(name, region);
        }
        element.and_then(|element| self.content_of(element))
    }

    /// What the source holds behind the start tag of `element`, if that is no markup.
    fn content_of(&mut self, element: Element) -> Option<Content> {
        let is_script = element.is_script();
        if !(is_script || element.is_raw_text()) || self.unclosed.contains(&element) {
            return None;
        }
        self.raw = Some(element);
        let name = element.name().into();
        Some(if is_script { Content::Script(name) } else { Content::Raw(name) })
    }

    fn end_tag(&mut self, tag: &Tag<'_>, out: &mut Block<'_>) {
        let name = Name::new(self.asked, tag.name);
        let element = name.element();
        if matches!(element, Some(Element::BODY | Element::HTML)) {
            self.release_all(out);
        }
        if element.is_some_and(Element::is_void) {
            let mark = if element == Some(Element::BR) { Mark::Break } else { Mark::Edge };
            return self.no_text(tag.source, mark, out);
        }
        let mut closed = Vec::new();
        let end = self.tree.end(&name, &mut closed);
        self.commit_each(closed, out);
        let is_p = element == Some(Element::P);
        let mark = match (&end, element) {
            (End::Ignored, _) if !is_p => Mark::Edge,
            (_, Some(element)) if element.is_block() => Mark::Line,
            _ => Mark::Edge,
        };
        match end {
            End::Taken { above: Some(region) } if !self.to_text => {
                self.output.put(Piece::owed(tag.source, region), out);
            }
            _ => self.no_text(tag.source, mark, out),
        }
        if let End::Closed(Some(region)) = end {
            self.commit(region, out);
        }
    }

    fn unclosed_raw(&mut self, content: &str, out: &mut Block<'_>) -> usize {
        let Some(element) = self.raw else {
            return content.len();
        };
        self.unclosed.push(element);
        if let Some(region) = self.tree.pop(element) {
            self.output.release(region, out);
        }
        if element.is_skipped() { first_blank_line(content).unwrap_or(content.len()) } else { 0 }
    }

    /// Settles regions that have not been closed by their own end tag, which may have been forgotten.
    #[inline]
    fn commit_each(&mut self, regions: Vec<RegionId>, out: &mut Block<'_>) {
        for region in regions {
            if self.output.has_text(region) {
                self.release(region, out);
            } else {
                self.commit(region, out);
            }
        }
    }

    fn commit(&mut self, region: RegionId, out: &mut Block<'_>) {
        for inside in self.output.commit(region, self.to_text, out) {
            self.tree.remove(inside);
        }
        self.flow = None;
    }

    fn release_all(&mut self, out: &mut Block<'_>) {
        for region in self.output.regions() {
            self.release(region, out);
        }
    }

    /// Releases the regions that the bounds no longer allow once the next token, of `len` bytes, has been read.
    #[inline]
    fn release_overdue(&mut self, len: usize, out: &mut Block<'_>) {
        if self.output.is_holding() {
            self.release_each_overdue(len, out);
        }
    }

    fn release_each_overdue(&mut self, len: usize, out: &mut Block<'_>) {
        for region in self.output.overdue(len) {
            self.release(region, out);
        }
    }

    fn release(&mut self, region: RegionId, out: &mut Block<'_>) {
        self.output.release(region, out);
        self.tree.remove(region);
    }
}

/// What the start tags of the elements leave behind, by their numbers.
static START_MARKS: [Mark; Element::COUNT] = {
    let mut marks = [Mark::Edge; Element::COUNT];
    let mut number = 0;
    while number < Element::COUNT {
        let element = Element::at(number);
        if element.is_block() {
            marks[number] = Mark::Line;
        } else if element.is_cell() {
            marks[number] = Mark::Cell;
        }
        number += 1;
    }
    marks[Element::BR.number()] = Mark::Break;
    marks[Element::HR.number()] = Mark::Line;
    marks
};

/// Where the first blank line starts: a line end, spaces and tabs, a line end.
fn first_blank_line(content: &str) -> Option<usize> {
    let bytes = content.as_bytes();
    memchr::memchr_iter(b'\n', bytes).find_map(|line_end| {
        let rest = &content[line_end + 1..];
        let blank = rest.trim_start_matches([' ', '\t']);
        let is_blank = blank.starts_with("\r\n") || blank.starts_with('\n');
        is_blank.then(|| line_end - usize::from(content[..line_end].ends_with('\r')))
    })
}
