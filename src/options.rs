//! What a cleaner does: the presets and their options.

use std::sync::Arc;

use crate::invisible::Policy;
use crate::labels::{Languages, Level};
use crate::markup::{Hidden, Markup, ParagraphGap, Rules, Ways};
use crate::references::{Keep, Levels, Mode};
use crate::unicode::Form;
use crate::whitespace::{Folding, Layout, LineBreaks, Spaces};

/// What each stage does. `None` and `false` switch a stage off.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Options {
    /// What becomes of tags.
    pub markup: Markup,
    /// Ad elements are removed.
    pub ads: bool,
    /// Which elements these are.
    pub rules: Rules,
    /// The address of the page, for rules that apply on some hosts only.
    pub url: Option<Arc<str>>,
    /// What becomes of elements that are hidden.
    pub hidden: Hidden,
    /// What stands between two paragraphs of a text that was markup.
    pub paragraph_gap: ParagraphGap,
    /// Which lines and words that are ad labels are removed.
    pub labels: Option<Level>,
    /// The languages of labels and furniture.
    pub languages: Languages,
    /// Lines that sites put around an article are removed.
    pub furniture: bool,
    /// Which character references are decoded.
    pub entities: Option<Mode>,
    /// How often they are decoded.
    pub levels: Levels,
    /// Characters whose references stay.
    pub keep: Keep,
    /// The normalisation form.
    pub unicode: Option<Form>,
    /// Which control and invisible characters go.
    pub invisible: Option<Policy>,
    /// How white space is folded.
    pub whitespace: Option<Layout>,
    /// What folding makes of spaces.
    pub spaces: Spaces,
    /// How it writes line ends.
    pub linebreaks: LineBreaks,
    /// Blank lines that it leaves between two paragraphs at most.
    pub max_blank_lines: u8,
}

impl Options {
    /// A web page or a piece of one: clean text comes out.
    pub const WEB: Options = Options {
        markup: Markup::Text,
        ads: true,
        rules: Rules::BUILT_IN,
        url: None,
        hidden: Hidden::Keep,
        paragraph_gap: ParagraphGap::Line,
        labels: Some(Level::Safe),
        languages: Languages::ALL,
        furniture: false,
        entities: Some(Mode::Html),
        levels: Levels::ONE,
        keep: Keep::NOTHING,
        unicode: Some(Form::Nfc),
        invisible: Some(Policy::Safe),
        whitespace: Some(Layout::Paragraphs),
        spaces: Spaces::Ascii,
        linebreaks: LineBreaks::Unix,
        max_blank_lines: 1,
    };

    /// Text that was extracted from pages: what looks like a tag is text.
    pub const TEXT: Options =
        Options { markup: Markup::Literal, ads: false, entities: Some(Mode::Text), ..Options::WEB };

    /// Markup comes out, without its ad elements.
    pub const HTML: Options = Options {
        markup: Markup::Keep,
        ads: true,
        labels: None,
        entities: None,
        levels: Levels::ONE,
        keep: Keep::NOTHING,
        unicode: None,
        invisible: None,
        whitespace: None,
        ..Options::WEB
    };

    /// Markup becomes text, and nothing else changes.
    pub(crate) const TO_TEXT: Options =
        Options { markup: Markup::Text, entities: Some(Mode::Html), ads: false, ..Options::HTML };

    /// What the stage `markup` does, if it has anything to do.
    pub(crate) fn ways(&self) -> Option<Ways> {
        let Options { hidden, paragraph_gap, .. } = *self;
        let ways = |to_text| Ways { to_text, hidden, paragraph_gap };
        match self.markup {
            Markup::Text => Some(ways(true)),
            // Without elements to remove, markup that stays needs no stage.
            Markup::Keep => (self.ads || hidden == Hidden::Drop).then(|| ways(false)),
            Markup::Literal => None,
        }
    }

    /// How white space is folded, if it is.
    pub(crate) fn folding(&self) -> Option<Folding> {
        let Options { spaces, linebreaks, max_blank_lines, .. } = *self;
        self.whitespace.map(|layout| Folding { layout, spaces, linebreaks, max_blank_lines })
    }
}

impl Default for Options {
    fn default() -> Self {
        Options::WEB
    }
}
