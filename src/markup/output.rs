//! What leaves the markup stage, held back while an ad element is open. The rules: docs/reference/markup.md, 3.

#![expect(
    clippy::inline_always,
    reason = "what becomes of a piece is known where it is put: a tenth of the stage's time"
)]

use std::ops::Range;

use super::tree::RegionId;
use crate::block::{Block, Buffer, Mark};
use crate::counts::{Counts, Rule};
use crate::references::{Keep, Mode, ReferencesStage};
use crate::stage::Stage;

/// A region whose last byte is further than this behind its first is released.
pub(super) const MAX_REGION: usize = 65_536;

/// A region with more visible characters is released.
const MAX_VISIBLE: usize = 2000;

/// The same for one that its own end tag has not closed.
const MAX_VISIBLE_UNCLOSED: usize = 120;

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

/// The output, and the regions that are held back.
#[derive(Default)]
pub(super) struct Output {
    /// Open regions, the outer ones first. The held pieces start with the first region.
    open: Vec<Region>,
    held: Vec<Held>,
    /// The source of the held pieces that may stay.
    source: String,
    /// How much source has been put so far.
    offset: usize,
    next_region: RegionId,
    visible: Visible,
}

struct Region {
    id: RegionId,
    /// Its first held piece.
    piece: usize,
    /// Where it starts in the whole source.
    offset: usize,
    /// How many visible characters had been seen where it starts.
    visible: usize,
    /// A template: not an ad, and its text is not counted.
    template: bool,
}

#[derive(Debug)]
struct Held {
    kind: Kind,
    /// Its source; empty where it goes anyway.
    source: Range<usize>,
    /// Its length in the source.
    len: usize,
}

impl Output {
    /// A region is open.
    #[inline]
    pub(super) fn is_holding(&self) -> bool {
        !self.open.is_empty()
    }

    /// A text ends here: no reference reaches further.
    #[inline]
    pub(super) fn end_text(&mut self) {
        if !self.open.is_empty() {
            self.visible.settle();
        }
    }

    /// Begins a region at the place of the next piece.
    pub(super) fn hold(&mut self, template: bool) -> RegionId {
        let id = self.next_region;
        self.next_region += 1;
        let (piece, offset, visible) = (self.held.len(), self.offset, self.visible.characters);
        self.open.push(Region { id, piece, offset, visible, template });
        id
    }

    /// The open regions, the outer ones first.
    pub(super) fn regions(&self) -> Vec<RegionId> {
        self.open.iter().map(|region| region.id).collect()
    }

    /// The regions that end too far behind, once a token of `len` more bytes has been read, or have too much visible text.
    pub(super) fn overdue(&mut self, len: usize) -> Vec<RegionId> {
        let end = self.offset + len;
        let visible = self.visible.characters;
        let overdue = self.open.iter().filter(|region| {
            end - region.offset > MAX_REGION + 1 || (!region.template && visible - region.visible > MAX_VISIBLE)
        });
        overdue.map(|region| region.id).collect()
    }

    /// Says whether a region has so much visible text that it may hold more than an ad, if its own end tag is missing.
    pub(super) fn has_text(&mut self, id: RegionId) -> bool {
        let visible = self.visible.characters;
        let text = |region: &Region| !region.template && visible - region.visible > MAX_VISIBLE_UNCLOSED;
        self.open.iter().any(|region| region.id == id && text(region))
    }

    #[inline(always)]
    pub(super) fn put(&mut self, piece: Piece<'_>, out: &mut Block<'_>) {
        self.offset += piece.source.len();
        if self.open.is_empty() { write(piece.kind, piece.source, piece.source.len(), out) } else { self.keep(piece) }
    }

    /// Holds a piece back.
    fn keep(&mut self, piece: Piece<'_>) {
        if piece.kind == Kind::Text {
            self.visible.feed(piece.source);
        }
        let start = self.source.len();
        if !matches!(piece.kind, Kind::Cut(_)) {
            self.source.push_str(piece.source);
        }
        self.held.push(Held { kind: piece.kind, source: start..self.source.len(), len: piece.source.len() });
    }

    /// The region goes, and with it those that are open inside it: these are returned.
    pub(super) fn commit(&mut self, id: RegionId, to_text: bool, out: &mut Block<'_>) -> Vec<RegionId> {
        let Some(at) = self.open.iter().position(|region| region.id == id) else { return Vec::new() };
        let inside = self.open.drain(at + 1..).map(|region| region.id).collect();
        let Some(Region { piece, template, .. }) = self.open.pop() else { return inside };
        let pieces: Vec<Held> = self.held.drain(piece..).collect();
        // What goes is one cut, unless an end tag in it stays.
        let mut cut =
            Held { kind: Kind::Cut(if template { Rule::RawContent } else { Rule::AdElement }), source: 0..0, len: 0 };
        for held in pieces {
            if matches!(held.kind, Kind::Owed(region) if region <= id) {
                let before = std::mem::replace(&mut cut, Held { kind: Kind::Cut(Rule::Tag), source: 0..0, len: 0 });
                self.held.push(before);
                self.held.push(held);
            } else {
                cut.len += held.len;
            }
        }
        if cut.len > 0 {
            self.held.push(cut);
        }
        if to_text {
            let mark = if template { Mark::Edge } else { Mark::Gone };
            self.held.push(Held { kind: Kind::Mark(mark), source: 0..0, len: 0 });
        }
        self.flush(out);
        inside
    }

    /// The region stays.
    pub(super) fn release(&mut self, id: RegionId, out: &mut Block<'_>) {
        self.open.retain(|region| region.id != id);
        self.flush(out);
    }

    /// Writes what lies before the first open region.
    fn flush(&mut self, out: &mut Block<'_>) {
        let end = self.open.first().map_or(self.held.len(), |region| region.piece);
        for held in self.held.drain(..end) {
            write(held.kind, &self.source[held.source], held.len, out);
        }
        if self.open.is_empty() {
            self.source.clear();
        } else {
            let start = self.held.first().map_or(self.source.len(), |held| held.source.start);
            self.source.drain(..start);
            for held in &mut self.held {
                held.source = held.source.start.saturating_sub(start)..held.source.end.saturating_sub(start);
            }
            for region in &mut self.open {
                region.piece -= end;
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

/// Counts the visible characters of held text.
struct Visible {
    references: ReferencesStage,
    characters: usize,
}

impl Default for Visible {
    fn default() -> Self {
        Visible { references: ReferencesStage::new(Mode::Html, Keep::NOTHING), characters: 0 }
    }
}

impl Visible {
    fn feed(&mut self, text: &str) {
        let (mut buffer, mut counts) = (Buffer::default(), Counts::default());
        let mut out = Block::new(text, &mut buffer, &mut counts);
        self.references.feed(text, &mut out);
        self.characters += visible(out.as_str());
    }

    /// A reference does not reach beyond a text.
    fn settle(&mut self) {
        let (mut buffer, mut counts) = (Buffer::default(), Counts::default());
        let mut out = Block::new("", &mut buffer, &mut counts);
        self.references.finish(&mut out);
        self.characters += visible(out.as_str());
    }
}

fn visible(text: &str) -> usize {
    text.chars().filter(|c| !matches!(c, '\t' | '\n' | '\x0C' | '\r' | ' ')).count()
}
