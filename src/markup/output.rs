//! What leaves the markup stage, held back while an ad element is open. The rules: docs/reference/markup.md, 3.

#![expect(
    clippy::inline_always,
    reason = "what becomes of a piece is known where it is put: a tenth of the stage's time"
)]

use std::collections::VecDeque;
use std::ops::Range;

use super::rules::{Kind as AdKind, Limits, Sign};
use super::tree::RegionId;
use crate::block::{Block, Buffer, Mark};
use crate::counts::{Counts, Rule};
use crate::labels;
use crate::references::{Keep, Mode, ReferencesStage};
use crate::stage::Stage;

/// A piece of output: source that stays, source that goes, or a mark.
#[derive(Clone, Copy)]
pub(super) struct Piece<'a> {
    source: &'a str,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Text of the document.
    Text,
    /// Source that stays and is no visible text.
    Source,
    /// An end tag that stays even if this region, or one inside it, goes.
    Owed(RegionId),
    Cut(Rule),
    Mark(Mark),
}

impl<'a> Piece<'a> {
    pub(super) fn text(source: &'a str) -> Self {
        Piece { source, kind: Kind::Text }
    }

    pub(super) fn source(source: &'a str) -> Self {
        Piece { source, kind: Kind::Source }
    }

    pub(super) fn owed(source: &'a str, region: RegionId) -> Self {
        Piece { source, kind: Kind::Owed(region) }
    }

    pub(super) fn cut(rule: Rule, source: &'a str) -> Self {
        Piece { source, kind: Kind::Cut(rule) }
    }

    pub(super) fn mark(mark: Mark) -> Self {
        Piece { source: "", kind: Kind::Mark(mark) }
    }
}

/// What a region is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    Ad(AdKind),
    Template,
    /// What it holds is for browsers that know less, or no text at all.
    Unrendered,
    /// Its start tag says that it is hidden.
    Hidden,
}

impl Held {
    fn limits(self) -> Limits {
        match self {
            Held::Ad(kind) => kind.limits(),
            Held::Template => Limits::unrendered(usize::MAX),
            Held::Unrendered => Limits::unrendered(120),
            Held::Hidden => Limits::unrendered(2_000),
        }
    }

    fn is_signal(self) -> bool {
        matches!(self, Held::Ad(kind) if kind.is_signal())
    }

    /// By which rule it goes.
    fn rule(self) -> Rule {
        match self {
            Held::Ad(_) => Rule::AdElement,
            Held::Template | Held::Unrendered => Rule::RawContent,
            Held::Hidden => Rule::HiddenElement,
        }
    }
}

/// The output, and the regions that are held back.
#[derive(Default)]
pub(super) struct Output {
    /// Open regions, the outer ones first. The held pieces start with the first region.
    open: Vec<Region>,
    held: VecDeque<HeldPiece>,
    /// The source of the held pieces that may stay, maybe behind some that is written already.
    source: String,
    /// How much source has been put so far.
    offset: usize,
    /// So many regions have been open.
    regions: u64,
    /// The text at hand.
    text: HeldText,
    /// Where the source must end before a region is too long; no matter while none is open.
    deadline: usize,
}

struct Region {
    id: RegionId,
    /// Its first held piece.
    piece: usize,
    /// Where it starts in the whole source.
    offset: usize,
    text: Shown,
    kind: Held,
    limits: Limits,
    /// Something in it says that it is an ad.
    signal: bool,
    /// What says of a region of a general name that it is an ad.
    sign: Option<Sign>,
}

/// What a region shows itself.
#[derive(Default)]
struct Shown {
    /// Visible characters.
    visible: usize,
    /// Those that are words and no label, button or sign.
    words: usize,
    /// Those of them that stand in no link.
    loose_words: usize,
    /// There is text, if only a label.
    any: bool,
    /// It has a heading, or something that is called content.
    like_article: bool,
}

impl Shown {
    fn add(&mut self, other: &Shown) {
        self.visible += other.visible;
        self.words += other.words;
        self.loose_words += other.loose_words;
        self.any |= other.any;
        self.like_article |= other.like_article;
    }
}

#[derive(Debug)]
struct HeldPiece {
    kind: Kind,
    /// Its source; empty where it goes anyway.
    source: Range<usize>,
    /// Its length in the source.
    len: usize,
}

impl Output {
    /// A region is open: only then something is held back.
    #[inline]
    pub(super) fn holds(&self) -> bool {
        !self.open.is_empty()
    }

    /// A text ends here: what is visible of it counts for the innermost region. True if that is too much for it.
    /// `is_button`: says of such a region and a short text whether it is no more than a button. `is_linked`: the text
    /// stands in a link.
    #[inline]
    pub(super) fn end_text(
        &mut self,
        is_button: impl Fn(RegionId, Option<&str>) -> bool,
        is_linked: impl Fn() -> bool,
    ) -> bool {
        !self.text.is_empty() && self.count_text(&is_button, &is_linked)
    }

    #[inline(never)]
    fn count_text(&mut self, is_button: &dyn Fn(RegionId, Option<&str>) -> bool, is_linked: &dyn Fn() -> bool) -> bool {
        let is_asked = self.holds_named();
        let Output { text, open, .. } = self;
        text.finish();
        let mut shown = Shown { any: text.visible > 0, ..Shown::default() };
        if let Some(region) = open.last().filter(|_| !text.is_label()) {
            shown.visible = text.visible;
            let has_words = is_asked && shown.any && !is_button(region.id, text.short_line());
            shown.words = if has_words { shown.visible } else { 0 };
            shown.loose_words = if is_linked() { 0 } else { shown.words };
        }
        text.clear();
        open.last_mut().is_some_and(|region| {
            region.text.add(&shown);
            region.has_too_much()
        })
    }

    /// A region of a general name is open.
    pub(super) fn holds_named(&self) -> bool {
        self.open.iter().any(Region::is_named)
    }

    /// It is not yet known whether the innermost open region reads like an article, and one of a general name is open.
    pub(super) fn may_be_article(&self) -> bool {
        self.open.last().is_some_and(|region| !region.text.like_article) && self.holds_named()
    }

    /// The innermost open region has a heading, or something that is called content.
    pub(super) fn like_article(&mut self) {
        self.open.last_mut().into_iter().for_each(|region| region.text.like_article = true);
    }

    /// A sign in all open regions says that those of general names are ads.
    pub(super) fn sign(&mut self, sign: Sign) {
        self.open.iter_mut().for_each(|region| region.sign = region.sign.max(Some(sign)));
    }

    /// Begins a region at the place of the next piece.
    pub(super) fn hold(&mut self, kind: Held) -> RegionId {
        let id = RegionId::MIN.saturating_add(self.regions);
        self.regions += 1;
        let (piece, offset, limits) = (self.held.len(), self.offset, kind.limits());
        self.open.push(Region { id, piece, offset, text: Shown::default(), kind, limits, signal: false, sign: None });
        self.set_deadline();
        id
    }

    fn set_deadline(&mut self) {
        self.deadline = self.open.iter().map(Region::deadline).min().unwrap_or_default();
    }

    /// The innermost open region.
    pub(super) fn innermost(&self) -> Option<RegionId> {
        self.open.last().map(|region| region.id)
    }

    /// The innermost open region of such a kind.
    pub(super) fn innermost_that(&self, test: impl Fn(Held) -> bool) -> Option<RegionId> {
        self.open.iter().rfind(|region| test(region.kind)).map(|region| region.id)
    }

    /// A region that ends too far behind, once a token of `len` more bytes has been read.
    #[inline]
    pub(super) fn overdue(&self, len: usize) -> Option<RegionId> {
        let end = self.offset + len;
        if self.open.is_empty() || end <= self.deadline { None } else { self.first_overdue(end) }
    }

    fn first_overdue(&self, end: usize) -> Option<RegionId> {
        self.open.iter().rev().find(|region| end > region.deadline()).map(|region| region.id)
    }

    /// Says whether a region whose element is closed goes. `unclosed`: its own end tag may have been forgotten.
    pub(super) fn goes(&self, id: RegionId, unclosed: bool) -> bool {
        self.open.iter().any(|region| {
            let limit = if unclosed { region.limits.visible_unclosed } else { region.limits.visible };
            region.id == id && region.text.visible <= limit && region.is_believed()
        })
    }

    /// An ad in all open regions says that they are ads.
    pub(super) fn signal(&mut self) {
        self.open.iter_mut().for_each(|region| region.signal = true);
    }

    /// A signal would change what becomes of a region.
    pub(super) fn wants_signal(&self) -> bool {
        let wants = |region: &Region| match region.kind {
            Held::Ad(AdKind::C) => true,
            _ => region.is_named() && region.sign != Some(Sign::Strong),
        };
        self.open.iter().any(|region| !region.signal && wants(region))
    }

    #[inline(always)]
    pub(super) fn put(&mut self, piece: Piece<'_>, out: &mut Block<'_>) {
        self.offset += piece.source.len();
        if self.open.is_empty() { write(piece.kind, piece.source, piece.source.len(), out) } else { self.keep(piece) }
    }

    /// Puts source that goes and leaves a mark: what most tags are.
    #[inline(always)]
    pub(super) fn put_tag(&mut self, source: &str, mark: Mark, out: &mut Block<'_>) {
        if self.open.is_empty() {
            self.offset += source.len();
            out.count(Rule::Tag);
            out.mark_of_tag(mark);
        } else {
            self.put(Piece::cut(Rule::Tag, source), out);
            self.put(Piece::mark(mark), out);
        }
    }

    /// Holds a piece back.
    fn keep(&mut self, piece: Piece<'_>) {
        if piece.kind == Kind::Text {
            self.text.feed(piece.source);
        }
        let start = self.source.len();
        if !matches!(piece.kind, Kind::Cut(_)) {
            self.source.push_str(piece.source);
        }
        self.held.push_back(HeldPiece { kind: piece.kind, source: start..self.source.len(), len: piece.source.len() });
    }

    /// The region goes, and with it those that are open inside it: these are returned.
    pub(super) fn commit(&mut self, id: RegionId, to_text: bool, out: &mut Block<'_>) -> Vec<RegionId> {
        let Some(at) = self.open.iter().position(|region| region.id == id) else { return Vec::new() };
        let inside = self.open.drain(at + 1..).map(|region| region.id).collect();
        let Some(Region { piece, kind, .. }) = self.open.pop() else { return inside };
        self.set_deadline();
        if kind.is_signal() {
            self.signal();
        }
        let pieces: Vec<HeldPiece> = self.held.drain(piece..).collect();
        // What goes is one cut, unless an end tag in it stays.
        let mut cut = HeldPiece { kind: Kind::Cut(kind.rule()), source: 0..0, len: 0 };
        for held in pieces {
            if matches!(held.kind, Kind::Owed(region) if region <= id) {
                let before =
                    std::mem::replace(&mut cut, HeldPiece { kind: Kind::Cut(Rule::Tag), source: 0..0, len: 0 });
                self.held.push_back(before);
                self.held.push_back(held);
            } else {
                cut.len += held.len;
            }
        }
        if cut.len > 0 {
            self.held.push_back(cut);
        }
        if to_text {
            let mark = if matches!(kind, Held::Ad(_)) { Mark::Gone } else { Mark::Edge };
            self.held.push_back(HeldPiece { kind: Kind::Mark(mark), source: 0..0, len: 0 });
        }
        self.flush(out);
        inside
    }

    /// The region stays. The one around it, if it now has too much visible text.
    pub(super) fn release(&mut self, id: RegionId, out: &mut Block<'_>) -> Option<RegionId> {
        let at = self.open.iter().rposition(|region| region.id == id)?;
        let Region { text, .. } = self.open.remove(at);
        self.set_deadline();
        self.flush(out);
        let outer = self.open[..at].last_mut()?;
        outer.text.add(&text);
        outer.has_too_much().then_some(outer.id)
    }

    /// Writes what lies before the first open region.
    fn flush(&mut self, out: &mut Block<'_>) {
        let end = self.open.first().map_or(self.held.len(), |region| region.piece);
        if end == 0 && !self.open.is_empty() {
            return;
        }
        for held in self.held.drain(..end) {
            write(held.kind, &self.source[held.source], held.len, out);
        }
        if self.open.is_empty() {
            self.source.clear();
            // The rest of a text that has begun is not held back: nothing asks what of it is visible.
            self.text.finish();
            self.text.clear();
            return;
        }
        for region in &mut self.open {
            region.piece -= end;
        }
        let start = self.held.front().map_or(self.source.len(), |held| held.source.start);
        // What is moved is no more than what goes.
        if start > self.source.len() / 2 {
            self.source.drain(..start);
            for held in &mut self.held {
                held.source = held.source.start.saturating_sub(start)..held.source.end.saturating_sub(start);
            }
        }
    }
}

#[inline(always)]
fn write(kind: Kind, source: &str, len: usize, out: &mut Block<'_>) {
    match kind {
        Kind::Text | Kind::Source | Kind::Owed(_) => out.text(source),
        Kind::Cut(rule) => out.edit(rule, len, ""),
        Kind::Mark(mark) => out.mark_of_tag(mark),
    }
}

impl Region {
    /// Where the source must have ended.
    fn deadline(&self) -> usize {
        self.offset + self.limits.bytes + 1
    }

    fn has_too_much(&self) -> bool {
        self.text.visible > self.limits.visible
    }

    fn is_named(&self) -> bool {
        matches!(self.kind, Held::Ad(kind) if kind.is_named())
    }

    /// Says whether what it holds bears out that it is an ad.
    fn is_believed(&self) -> bool {
        let Shown { words, loose_words, any, like_article, .. } = self.text;
        let is_sure = self.signal || self.sign == Some(Sign::Strong);
        let has_article = words > 0 && like_article;
        match self.kind {
            Held::Ad(AdKind::C) => self.signal,
            Held::Ad(AdKind::Names) => words == 0 || (!has_article && (is_sure || self.sign.is_some())),
            Held::Ad(AdKind::Paragraph) => {
                words == 0 || (!has_article && (is_sure || (self.sign.is_some() && loose_words == 0)))
            }
            Held::Ad(AdKind::Item) => !any || (!has_article && is_sure),
            _ => true,
        }
    }
}

/// A text of a held region, up to the next token that is none.
struct HeldText {
    references: ReferencesStage,
    /// Visible characters so far.
    visible: usize,
    /// The text with single spaces, as far as it may be a label.
    line: String,
    /// How many characters that has.
    length: usize,
    is_begun: bool,
}

/// A longer text is no label, in characters.
const LONGEST_LABEL: usize = 64;

impl Default for HeldText {
    fn default() -> Self {
        let references = ReferencesStage::new(Mode::Html, Keep::NOTHING);
        HeldText { references, visible: 0, line: String::new(), length: 0, is_begun: false }
    }
}

impl HeldText {
    fn is_empty(&self) -> bool {
        !self.is_begun
    }

    fn feed(&mut self, text: &str) {
        self.is_begun = true;
        self.decode(text, |references, out| references.feed(text, out));
    }

    /// The text ends here.
    fn finish(&mut self) {
        if self.is_empty() {
            return;
        }
        // A reference does not reach beyond a text.
        self.decode("", Stage::finish);
    }

    /// The whole text, if it is no longer than a label.
    fn short_line(&self) -> Option<&str> {
        let line = self.line.strip_suffix(' ').unwrap_or(&self.line);
        let is_short = self.length - (self.line.len() - line.len()) <= LONGEST_LABEL;
        Some(line).filter(|_| is_short)
    }

    fn is_label(&self) -> bool {
        self.short_line().is_some_and(labels::is_label)
    }

    /// The next text begins.
    fn clear(&mut self) {
        (self.visible, self.length, self.is_begun) = (0, 0, false);
        self.line.clear();
    }

    fn decode(&mut self, text: &str, step: impl FnOnce(&mut ReferencesStage, &mut Block<'_>)) {
        let (mut buffer, mut counts) = (Buffer::default(), Counts::default());
        let mut out = Block::new(text, &mut buffer, &mut counts);
        step(&mut self.references, &mut out);
        for c in out.as_str().chars() {
            let is_space = matches!(c, '\t' | '\n' | '\x0C' | '\r' | ' ');
            self.visible += usize::from(!is_space);
            let again = is_space && (self.line.is_empty() || self.line.ends_with(' '));
            // One more than the longest label and the space behind it is enough to know.
            if self.length < LONGEST_LABEL + 2 && !again {
                self.line.push(if is_space { ' ' } else { c });
                self.length += 1;
            }
        }
    }
}
