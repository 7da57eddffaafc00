//! Character references, decoded once or more often. The rules: docs/reference/references.md.

#[cfg(feature = "python")]
mod find;
mod keep;
mod levels;
mod names;
#[cfg(feature = "python")]
mod plan;
mod read;
mod scan;
mod stage;
mod table;
mod word;

use std::borrow::Cow;

use memchr::memchr;

pub use keep::Keep;
pub use levels::Levels;
#[cfg(feature = "python")]
pub(crate) use plan::Plan;
pub use read::{Decoded, Found, Mode, read};
pub use scan::{Scan, scan};
pub(crate) use stage::ReferencesStage;

use crate::stage::{Runner, Stage, run};

/// Which references are decoded, and how often.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct References {
    /// Which references count.
    pub mode: Mode,
    /// How often the text is decoded.
    pub levels: Levels,
    /// What stays escaped.
    pub keep: Keep,
}

impl References {
    /// Decodes the character references of `text`.
    ///
    /// ```
    /// use strigil::references::{Keep, Levels, Mode, References};
    /// let keep = Keep::new(['<', '>']);
    /// let references = References { mode: Mode::Html, levels: Levels::Auto, keep };
    /// assert_eq!(references.unescape("y&amp;#x27;all &amp;amp; me &lt;3"), "y'all & me &lt;3");
    /// ```
    #[must_use]
    pub fn unescape<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if memchr(b'&', text.as_bytes()).is_none() {
            return Cow::Borrowed(text);
        }
        run(text, &mut Runner::new(self.stages()))
    }

    /// The stages, one for each level.
    pub(crate) fn stages(&self) -> Vec<Box<dyn Stage>> {
        levels::stages(self)
    }
}

/// Decodes the character references of `text`, once.
///
/// ```
/// use strigil::references::{Mode, unescape};
/// assert_eq!(unescape("Tom &amp; Jerry&comma; &amp;lt;b&gt;", Mode::Html), "Tom & Jerry, &lt;b>");
/// ```
#[must_use]
pub fn unescape(text: &str, mode: Mode) -> Cow<'_, str> {
    References { mode, levels: Levels::ONE, keep: Keep::NOTHING }.unescape(text)
}
