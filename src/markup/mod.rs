//! Markup: tags to marks or markup as it is, without the ad elements. The rules: docs/reference/markup.md.
//!
//! The way of the data: source -> tokenizer -> tree (what is open) -> output (held back while an ad element is open).

mod bucket;
mod cut;
mod elements;
mod marks;
mod output;
mod repair;
mod rules;
mod shown;
mod style;
mod tag;
mod tree;

pub mod tokenizer;

#[cfg(feature = "python")]
pub(crate) use rules::Source;
pub use rules::{Rules, RulesError};
pub use tag::Tag;

use crate::block::{Block, Flow, Mark};
use crate::counts::Rule;
use crate::stage::Stage;
use elements::{Element, Name, is_address, is_dashed, is_word};
use marks::{Marks, Pair};
use output::{Held, Output, Piece};
use rules::{Found, Kind, MAX_REGION, Page, Sign, own_host};
use shown::{is_hidden, read};
use style::{Display, White};
use tag::MAX_TOKEN;
use tokenizer::{Content, Handler, MAX_BARE_TAG, NameKind, Signs, Token, Tokenizer};
use tree::{End, Extra, Left, Opening, RegionId, Tree};

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

/// What becomes of elements whose start tags say that they are hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Hidden {
    /// They stay.
    Keep,
    /// They go.
    Drop,
}

/// What stands between two paragraphs of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ParagraphGap {
    /// A line end, as between any two blocks.
    Line,
    /// A blank line, as between all blocks that have a margin in a browser.
    Blank,
}

/// What the stage does with a page, besides its ads.
#[derive(Clone, Copy)]
pub(crate) struct Ways {
    pub(crate) to_text: bool,
    pub(crate) hidden: Hidden,
    pub(crate) paragraph_gap: ParagraphGap,
}

/// The stage `markup`.
pub(crate) struct MarkupStage {
    tokenizer: Tokenizer,
    document: Document,
}

/// How an element is shown.
struct Shown {
    /// What its start tag leaves.
    start: Mark,
    /// What it leaves when it leaves the stack.
    end: Mark,
    /// What becomes of white space in it, if it says so.
    white: Option<White>,
    /// Its children are blocks.
    has_items: bool,
    /// Its start tag says that it is hidden, and such elements go.
    is_hidden: bool,
    /// What begins a region with it if it is no ad.
    held: Option<Held>,
}

/// What the tokens so far have left behind.
struct Document {
    ways: Ways,
    /// What tags leave in text.
    marks: Marks,
    /// The rules of ad elements, if these are to go.
    rules: Option<Page>,
    /// The page's host, as the page says it.
    host: Option<String>,
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
    /// Names that no standard knows and that have been markup.
    unknown: Vec<Box<str>>,
    /// A doctype or a tag `html` or `body` has been: this is a page, and no text with some markup in it.
    is_page: bool,
    /// The raw content at hand is code to be embedded elsewhere, once its start is known.
    is_embedded: Option<bool>,
    /// The page is in quirks mode, once a doctype or the tag `html` has said that or the reverse.
    quirks: Option<bool>,
}

/// So many of these names are remembered at most.
const MAX_UNKNOWN: usize = 64;

impl MarkupStage {
    /// `rules`: those of ad elements, if these are to go; `url`: the address of the page, if it is known.
    pub(crate) fn new(ways: Ways, rules: Option<&Rules>, url: Option<&str>) -> Self {
        let rules = rules.map(|rules| rules.page(url));
        MarkupStage {
            tokenizer: Tokenizer::new(Content::Data),
            document: Document {
                ways,
                marks: Marks::new(ways),
                rules,
                host: None,
                tree: Tree::default(),
                output: Output::default(),
                flow: None,
                asked: None,
                raw: None,
                unclosed: Vec::new(),
                unknown: Vec::new(),
                is_page: false,
                is_embedded: None,
                quirks: None,
            },
        }
    }
}

impl Stage for MarkupStage {
    fn max_pending(&self) -> usize {
        // An open token, with the tag before it if that may be text; and a held region that ends in one.
        MAX_BARE_TAG + MAX_TOKEN + MAX_REGION + MAX_TOKEN
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
        self.tokenizer = Tokenizer::new(Content::Data);
        self.document.reset();
    }
}

/// The document and the sink behind it, as the tokenizer's handler.
struct Reader<'a, 'b> {
    document: &'a mut Document,
    out: &'a mut Block<'b>,
}

#[expect(clippy::inline_always, reason = "asked for each tag, by a tokenizer that knows of which kind a token is")]
impl Handler for Reader<'_, '_> {
    #[inline(always)]
    fn name(&mut self, name: &str, end: bool) -> NameKind {
        let known = Element::of(name);
        self.document.asked = known.filter(|element| !element.needs_math());
        if self.document.asked.is_some() { NameKind::Element } else { self.document.other_name(known, name, end) }
    }

    #[inline(always)]
    fn token(&mut self, token: Token<'_>) -> Option<Content> {
        match token {
            Token::Text(text) => self.document.text(text, self.out),
            Token::StartTag(tag) => return self.document.start_tag(&tag, self.out),
            Token::EndTag(tag) => self.document.end_tag(&tag, self.out),
            Token::Raw(content) => {
                self.document.end_text(content.len(), self.out);
                self.document.raw_content(content, self.out);
            }
            Token::Comment(source) | Token::Doctype(source) | Token::Void(source) => {
                if matches!(token, Token::Doctype(_)) {
                    self.document.quirks.get_or_insert(false);
                    self.document.is_page = true;
                }
                self.document.end_text(source.len(), self.out);
                self.document.no_text(source, Mark::Edge, self.out);
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

    fn is_block(&self, name: &str) -> bool {
        Element::of(name).is_some_and(Element::is_block)
    }

    fn cdata_is_marker(&self) -> bool {
        true
    }

    fn reads_again(&self) -> bool {
        true
    }

    #[inline(always)]
    fn opens_raw(&self) -> bool {
        self.document.asked.is_some_and(opens_raw)
    }

    fn is_open(&self) -> bool {
        self.document.asked.is_some_and(|element| self.document.tree.is_open(element))
    }

    fn raw(&self) -> Option<Content> {
        self.document.asked.and_then(|element| self.document.content_of(element))
    }

    fn starts_name(&self, start: &str) -> bool {
        Element::any_starts(start)
    }

    fn unclosed_raw(&mut self, content: &str) -> usize {
        self.document.unclosed_raw(content, self.out)
    }
}

impl Document {
    /// As new. In place: to move it takes longer than to read a short text.
    fn reset(&mut self) {
        let Document { ways: _, marks: _, rules: _, host, tree, output, flow, asked, raw, .. } = self;
        let Document { unclosed, unknown, is_page, is_embedded, quirks, .. } = self;
        (*host, *flow, *asked, *raw, *is_embedded, *quirks) = (None, None, None, None, None, None);
        *tree = Tree::default();
        *output = Output::default();
        *is_page = false;
        unclosed.clear();
        unknown.clear();
    }

    /// What a name is that no standard knows for an element, or only inside an open `math`.
    #[cold]
    fn other_name(&self, known: Option<Element>, name: &str, end: bool) -> NameKind {
        let is_known = known.is_some() && self.tree.is_open(Element::MATH) || is_dashed(name);
        if is_known || is_word(name) && self.remembers(name) {
            NameKind::Element
        } else {
            let may_start = !end && is_word(name);
            let in_page = self.is_page || self.tree.in_block();
            NameKind::Unknown(Signs {
                quoted: may_start,
                closed: in_page && !is_address(name),
                before_block: may_start && !in_page,
            })
        }
    }

    #[inline]
    fn text(&mut self, text: &str, out: &mut Block<'_>) {
        if self.ways.to_text {
            self.tell_flow(out);
        }
        self.output.put(Piece::text(text), out);
        if self.output.holds() {
            self.release_overdue(0, out);
        }
    }

    /// A text ends here, and what is visible of it counts: before a token of `len` bytes that is none.
    #[inline]
    fn end_text(&mut self, len: usize, out: &mut Block<'_>) {
        if self.output.holds() {
            self.end_held_text(len, out);
        }
    }

    #[inline(never)]
    fn end_held_text(&mut self, len: usize, out: &mut Block<'_>) {
        let (tree, rules) = (&self.tree, &self.rules);
        let is_control = |text: &str| rules.as_ref().is_some_and(|rules| rules.is_control(text));
        let is_button = |region, text: Option<&str>| tree.has_button_in(region) || text.is_some_and(is_control);
        if self.output.end_text(is_button, || tree.is_open(Element::A))
            && let Some(region) = self.output.innermost()
        {
            self.release(region, out);
        }
        self.release_overdue(len, out);
    }

    /// Tells the layout how the next text flows, unless it knows.
    #[inline]
    fn tell_flow(&mut self, out: &mut Block<'_>) {
        let flow = self.tree.flow();
        if self.flow != Some(flow) {
            self.put_flow(flow, out);
        }
    }

    #[inline(never)]
    fn put_flow(&mut self, flow: Flow, out: &mut Block<'_>) {
        self.flow = Some(flow);
        self.output.put(Piece::mark(Mark::Flow(flow)), out);
    }

    /// Puts source that is no text: it goes, with a mark in its place, or stays as markup.
    #[inline]
    fn no_text(&mut self, source: &str, mark: Mark, out: &mut Block<'_>) {
        if self.ways.to_text {
            self.output.put_tag(source, mark, out);
        } else {
            self.output.put(Piece::source(source), out);
        }
    }

    fn raw_content(&mut self, content: &str, out: &mut Block<'_>) {
        let is_ad_script = |rules: &Page| rules.is_ad_script(content);
        if self.output.wants_signal()
            && self.raw.is_some_and(Element::is_script)
            && self.rules.as_ref().is_some_and(is_ad_script)
        {
            self.output.signal();
        }
        if !self.ways.to_text {
            self.output.put(Piece::source(content), out);
        } else if self.raw.is_some_and(Element::is_verbatim) && !self.is_embedded(content) {
            // Raw content does not count as visible text of a held region.
            self.tell_flow(out);
            self.output.put(Piece::source(content), out);
        } else {
            self.output.put(Piece::cut(Rule::RawContent, content), out);
        }
    }

    /// Says whether the raw content at hand, of which this is a piece, is code to be embedded elsewhere.
    fn is_embedded(&mut self, content: &str) -> bool {
        self.raw == Some(Element::TEXTAREA) && *self.is_embedded.get_or_insert_with(|| starts_with_tag(content))
    }

    fn start_tag(&mut self, tag: &Tag<'_>, out: &mut Block<'_>) -> Option<Content> {
        self.end_text(tag.source.len(), out);
        let name = Name::new(self.asked, tag.name);
        let element = name.element();
        let opens = !tag.self_closing && element.is_some_and(|element| OPENS[element.number()]);
        if !opens && self.is_done(element, tag, out) {
            return None;
        }
        let alone =
            !opens && (element.is_some_and(Element::is_void) || (tag.self_closing && self.ends_itself(element)));
        self.tree.start(&name);
        self.leave_each(out);
        // Only what is held back can go, and for nearly all tags that is nothing.
        if self.output.holds() {
            self.note_sign(element, tag);
        }
        let Shown { start, end, white, has_items, is_hidden, held } = self.shown(element, tag);
        let found = match &mut self.rules {
            Some(rules) if tag.is_whole() => rules.find(&name, tag, &self.tree, self.quirks == Some(true)),
            _ => None,
        };
        if alone {
            let kind = found.and_then(|found| found.kind).filter(|_| held != Some(Held::Template));
            self.single_tag(kind, is_hidden, tag.source, start, out);
            return None;
        }
        let is_raw = !opens && element.is_some_and(opens_raw);
        let extra = if found.is_some() || held.is_some() {
            Some(Box::new(self.extra(found.unwrap_or_default(), held, is_raw)))
        } else {
            None
        };
        if self.output.holds() {
            self.note_article(&name, tag);
        }
        let unwrapped = extra.as_ref().is_some_and(|extra| extra.unwrapped);
        self.tag(tag.source, unwrapped, start, out);
        self.tree.push(name, Opening { mark: end, white, has_items }, extra);
        if opens {
            return None;
        }
        let content = element.filter(|_| is_raw).and_then(|element| self.content_of(element));
        if content.is_some() {
            (self.raw, self.is_embedded) = (element, None);
        }
        content
    }

    /// What only a start tag that does more than to open an element does first. True if that is all it does.
    #[inline(never)]
    fn is_done(&mut self, element: Option<Element>, tag: &Tag<'_>, out: &mut Block<'_>) -> bool {
        match element {
            None => self.remember(tag.name),
            Some(place @ (Element::HTML | Element::HEAD | Element::BODY)) => {
                if place != Element::HEAD {
                    self.is_page = true;
                }
                if place == Element::HTML {
                    self.quirks.get_or_insert(true);
                } else if place == Element::BODY {
                    self.release_all(out);
                }
                if self.tree.is_stray(place) {
                    self.no_text(tag.source, Mark::Edge, out);
                    return true;
                }
            }
            // An article begins, and none is in an ad. Templates may hold one.
            Some(Element::ARTICLE | Element::MAIN | Element::H1) => {
                self.release_those(|kind| kind != Held::Template, out);
            }
            // The formula is hidden, an image of it is shown.
            Some(Element::MATH) => self.release_those(|kind| kind == Held::Hidden, out),
            Some(Element::BASE | Element::LINK) => self.note_host(element, tag),
            _ => {}
        }
        false
    }

    /// What few elements have: those of which the rules say something, and those that begin a region without.
    #[inline(never)]
    fn extra(&mut self, found: Found, held: Option<Held>, is_raw: bool) -> Extra {
        let kind = found.kind.filter(|_| held != Some(Held::Template));
        let is_full = self.tree.is_full();
        let ad = kind.filter(|kind| *kind != Kind::Unwrap).map(Held::Ad);
        let region = ad.or(held).filter(|_| !is_full).map(|held| self.output.hold(held));
        let unwrapped = kind == Some(Kind::Unwrap) && region.is_none() && !is_full && !is_raw;
        Extra::new(region, unwrapped, found.around)
    }

    /// Notes what a start tag says besides names of what is an ad.
    fn note_sign(&mut self, element: Option<Element>, tag: &Tag<'_>) {
        if self.output.holds_named()
            && let Some(rules) = &self.rules
            && let Some(sign) = Sign::of(element, tag, rules.host().or(self.host.as_deref()))
        {
            self.output.sign(sign);
        }
    }

    /// Notes what the page says of its host.
    fn note_host(&mut self, element: Option<Element>, tag: &Tag<'_>) {
        if self.host.is_none() && self.rules.as_ref().is_some_and(|rules| rules.host().is_none()) {
            self.host = own_host(element, tag);
        }
    }

    /// Notes what a start tag says of what is none: that an article is here, or an entry of a glossary.
    fn note_article(&mut self, name: &Name, tag: &Tag<'_>) {
        let is_content = |rules: &Page| rules.is_content(name, tag);
        if self.output.may_be_article()
            && (name.element().is_some_and(|element| element.is_heading() || element == Element::DFN)
                || self.rules.as_ref().is_some_and(is_content))
        {
            self.output.like_article();
        }
    }

    /// How the element of a start tag is shown. Nearly always its name says that.
    #[inline]
    fn shown(&self, element: Option<Element>, tag: &Tag<'_>) -> Shown {
        let Ways { to_text, hidden, .. } = self.ways;
        let Pair { start, end, is_rare } = self.marks.of_name(element);
        let drops_hidden = hidden == Hidden::Drop;
        let style = if to_text || drops_hidden { tag.raw_style() } else { None };
        if style.is_none() && !is_rare && !drops_hidden && !self.tree.is_item() {
            return Shown { start, end, white: None, has_items: false, is_hidden: false, held: None };
        }
        self.shown_by_more(element, tag, style)
    }

    /// The same for a tag that says more than a name, or stands where that counts.
    #[cold]
    fn shown_by_more(&self, element: Option<Element>, tag: &Tag<'_>, style: Option<&str>) -> Shown {
        let style = style.filter(|_| tag.is_whole()).map(read).unwrap_or_default();
        let Pair { start, end, .. } =
            if self.ways.to_text { self.marks.of_tag(element, tag, style, &self.tree) } else { Pair::EDGES };
        let has_items = matches!(style.display, Some(Display::BlockOfItems | Display::Items));
        let is_hidden = self.ways.hidden == Hidden::Drop && is_hidden(tag, element, style);
        Shown { start, end, white: style.white, has_items, is_hidden, held: self.unrendered(element, is_hidden) }
    }

    /// What begins a region at the start tag of an element if it is no ad.
    fn unrendered(&self, element: Option<Element>, is_hidden: bool) -> Option<Held> {
        let in_text = element.filter(|_| self.ways.to_text);
        let is_unrendered = |element: Element| {
            element.may_be_unrendered() && element.unrendered_in().is_none_or(|around| self.tree.is_open(around))
        };
        match element {
            Some(Element::TEMPLATE) if self.ways.to_text => Some(Held::Template),
            _ if in_text.is_some_and(is_unrendered) => Some(Held::Unrendered),
            Some(Element::HTML | Element::BODY | Element::ARTICLE | Element::MAIN | Element::MATH) => None,
            _ => is_hidden.then_some(Held::Hidden),
        }
    }

    fn remembers(&self, name: &str) -> bool {
        self.unknown.iter().any(|unknown| unknown.eq_ignore_ascii_case(name))
    }

    /// From here on a name that no standard knows is markup.
    #[cold]
    fn remember(&mut self, name: &str) {
        if !is_dashed(name)
            && is_word(name)
            && !self.remembers(name)
            && self.unknown.len() < MAX_UNKNOWN
            && Element::of(name).is_none()
        {
            self.unknown.push(name.into());
        }
    }

    /// Says whether the `/>` of a start tag ends its element: as in XML, and so in SVG and mathematics.
    fn ends_itself(&self, element: Option<Element>) -> bool {
        element.is_none_or(|element| {
            let in_foreign = self.tree.is_open(Element::SVG) || self.tree.is_open(Element::MATH);
            element == Element::SVG || element == Element::MATH || (in_foreign && !element.closes_p())
        })
    }

    /// A tag that is an element by itself, and a region if it is an ad or hidden.
    fn single_tag(&mut self, kind: Option<Kind>, is_hidden: bool, source: &str, mark: Mark, out: &mut Block<'_>) {
        if is_hidden && matches!(kind, None | Some(Kind::Unwrap)) {
            self.output.put(Piece::cut(Rule::HiddenElement, source), out);
            if self.ways.to_text {
                self.output.put(Piece::mark(Mark::Edge), out);
            }
            return;
        }
        let goes = |kind: &Kind| !matches!(kind, Kind::Unwrap | Kind::C) && source.len() <= kind.limits().bytes + 1;
        let Some(kind) = kind.filter(goes) else {
            return self.no_text(source, mark, out);
        };
        self.output.put(Piece::cut(Rule::AdElement, source), out);
        self.output.put(Piece::mark(Mark::Gone), out);
        if kind.is_signal() {
            self.output.signal();
        }
    }

    /// A tag. `unwrapped`: it goes from markup too.
    #[expect(clippy::inline_always, reason = "done for each tag: a call takes as long as what it does")]
    #[inline(always)]
    fn tag(&mut self, source: &str, unwrapped: bool, mark: Mark, out: &mut Block<'_>) {
        if self.ways.to_text {
            self.output.put_tag(source, mark, out);
        } else if unwrapped {
            self.output.put(Piece::cut(Rule::AdElement, source), out);
        } else {
            self.output.put(Piece::source(source), out);
        }
    }

    /// What the source holds behind the start tag of `element`, if that is no markup.
    fn content_of(&self, element: Element) -> Option<Content> {
        if !opens_raw(element) || self.unclosed.contains(&element) {
            return None;
        }
        let name = element.name().into();
        Some(if element.is_script() { Content::Script(name) } else { Content::Raw(name) })
    }

    fn end_tag(&mut self, tag: &Tag<'_>, out: &mut Block<'_>) {
        self.end_text(tag.source.len(), out);
        let name = Name::new(self.asked, tag.name);
        let element = name.element();
        if matches!(element, Some(Element::BODY | Element::HTML)) {
            self.release_all(out);
        }
        if element.is_some_and(Element::is_void) {
            let mark = if element == Some(Element::BR) { Mark::Break } else { Mark::Edge };
            return self.no_text(tag.source, mark, out);
        }
        let end = self.tree.end(&name);
        self.leave_each(out);
        let mark = match (&end, element) {
            (End::Closed(Left { mark, .. }) | End::Unwrapped(mark), _) => *mark,
            (End::Counted, element) => self.marks.of_name(element).end,
            (End::Ignored, Some(Element::P)) => self.marks.of_name(element).start,
            _ => Mark::Edge,
        };
        match end {
            End::Taken { above: Some(region) } if !self.ways.to_text => {
                self.output.put(Piece::owed(tag.source, region), out);
            }
            _ => self.tag(tag.source, matches!(end, End::Unwrapped(_)), mark, out),
        }
        if let End::Closed(Left { region: Some(region), .. }) = end {
            self.settle(region, false, out);
        }
    }

    fn unclosed_raw(&mut self, content: &str, out: &mut Block<'_>) -> usize {
        let Some(element) = self.raw else {
            return content.len();
        };
        self.unclosed.push(element);
        if let Some(Left { mark, region }) = self.tree.pop(element) {
            if self.ways.to_text {
                self.output.put(Piece::mark(mark), out);
            }
            if let Some(region) = region {
                self.release(region, out);
            }
        }
        if !element.is_skipped() {
            return 0;
        }
        let may_be_code = element.is_script() || element == Element::STYLE;
        let is_text = |at: &usize| {
            let rest = &content[*at..];
            !may_be_code || !cut::is_code(rest) || cut::holds_end_tag(rest.as_bytes())
        };
        cut::first_blank_line(content).filter(is_text).unwrap_or(content.len())
    }

    /// Leaves the marks of elements that another tag has closed, and settles their regions: their own end tags may have been
    /// forgotten.
    #[expect(clippy::inline_always, reason = "asked for each tag, and nearly always there is nothing to do")]
    #[inline(always)]
    fn leave_each(&mut self, out: &mut Block<'_>) {
        if self.tree.has_closed() {
            self.leave_all(out);
        }
    }

    #[inline(never)]
    fn leave_all(&mut self, out: &mut Block<'_>) {
        let mut at = 0;
        while let Some(Left { mark, region }) = self.tree.closed(at) {
            at += 1;
            if self.ways.to_text {
                self.output.put(Piece::mark(mark), out);
            }
            if let Some(region) = region {
                self.settle(region, true, out);
            }
        }
        self.tree.forget_closed();
    }

    /// The element of a region is closed: the region goes or stays.
    fn settle(&mut self, region: RegionId, unclosed: bool, out: &mut Block<'_>) {
        if self.output.goes(region, unclosed) {
            self.commit(region, out);
        } else {
            self.release(region, out);
        }
    }

    fn commit(&mut self, region: RegionId, out: &mut Block<'_>) {
        for inside in self.output.commit(region, self.ways.to_text, out) {
            self.tree.remove(inside);
        }
        self.flow = None;
    }

    fn release_all(&mut self, out: &mut Block<'_>) {
        while let Some(region) = self.output.innermost() {
            self.release(region, out);
        }
    }

    fn release_those(&mut self, test: impl Fn(Held) -> bool, out: &mut Block<'_>) {
        while let Some(region) = self.output.innermost_that(&test) {
            self.release(region, out);
        }
    }

    /// Releases the regions that the bounds no longer allow once the next token, of `len` bytes, has been read.
    #[inline]
    fn release_overdue(&mut self, len: usize, out: &mut Block<'_>) {
        while let Some(region) = self.output.overdue(len) {
            self.release(region, out);
        }
    }

    /// Releases a region, and those around it that have too much visible text because of that.
    fn release(&mut self, region: RegionId, out: &mut Block<'_>) {
        let mut next = Some(region);
        while let Some(region) = next {
            self.tree.keep(region);
            next = self.output.release(region, out);
        }
    }
}

/// The elements whose start tags open them and do no more, by their numbers: for most tags one look tells.
static OPENS: [bool; Element::COUNT] = {
    let others = [
        Element::HTML,
        Element::HEAD,
        Element::BODY,
        Element::ARTICLE,
        Element::MAIN,
        Element::H1,
        Element::MATH,
        Element::BASE,
        Element::LINK,
    ];
    let mut opens = [false; Element::COUNT];
    let mut number = 0;
    while number < Element::COUNT {
        let element = Element::at(number);
        opens[number] = !element.is_void() && !opens_raw(element);
        number += 1;
    }
    let mut at = 0;
    while at < others.len() {
        opens[others[at].number()] = false;
        at += 1;
    }
    opens
};

/// The content of the element is no markup.
const fn opens_raw(element: Element) -> bool {
    element.is_script() || element.is_raw_text()
}

/// Says whether raw content starts with a tag, plain or escaped.
fn starts_with_tag(content: &str) -> bool {
    let start = content.trim_start_matches(['\t', '\n', '\x0C', '\r', ' ']);
    let tag = start.strip_prefix('<').or_else(|| start.strip_prefix("&lt;"));
    content.len() - start.len() <= MAX_SPACE
        && tag.is_some_and(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// So much white space at most is in front of it.
const MAX_SPACE: usize = 256;

/// Makes the tables of the tokenizer and of the built-in rules.
#[cfg(feature = "python")]
pub(crate) fn prepare() {
    rules::prepare();
    tokenizer::prepare();
}
