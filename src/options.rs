//! What a cleaner does: the presets and their options.

use crate::invisible::Policy;
use crate::markup::Markup;
use crate::references::{Keep, Levels, Mode};
use crate::unicode::Form;
use crate::whitespace::Layout;

/// What each stage does. `None` and `false` switch a stage off.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Options {
    /// What becomes of tags.
    pub markup: Markup,
    /// Ad elements are removed by the built-in rules.
    pub ads: bool,
    /// Lines and words that are only ad labels are removed.
    pub labels: bool,
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
}

impl Options {
    /// A web page or a piece of one: clean text comes out.
    pub const WEB: Options = Options {
        markup: Markup::Text,
        ads: true,
        labels: true,
        entities: Some(Mode::Html),
        levels: Levels::ONE,
        keep: Keep::NOTHING,
        unicode: Some(Form::Nfc),
        invisible: Some(Policy::Safe),
        whitespace: Some(Layout::Paragraphs),
    };

    /// Text that was extracted from pages: what looks like a tag is text.
    pub const TEXT: Options =
        Options { markup: Markup::Literal, ads: false, entities: Some(Mode::Text), ..Options::WEB };

    /// Markup comes out, without its ad elements.
    pub const HTML: Options = Options {
        markup: Markup::Keep,
        ads: true,
        labels: false,
        entities: None,
        levels: Levels::ONE,
        keep: Keep::NOTHING,
        unicode: None,
        invisible: None,
        whitespace: None,
    };

    /// Markup becomes text, and nothing else changes.
    pub(crate) const TO_TEXT: Options =
        Options { markup: Markup::Text, entities: Some(Mode::Html), ads: false, ..Options::HTML };
}

impl Default for Options {
    fn default() -> Self {
        Options::WEB
    }
}
