//! The pipeline: all stages in their order, for whole texts and for streams.

use std::borrow::Cow;
use std::collections::TryReserveError;

use crate::counts::Counts;
use crate::invisible;
use crate::labels;
use crate::layout::LayoutStage;
use crate::markup::{Markup, MarkupStage};
use crate::options::Options;
use crate::references::References;
use crate::stage::{Runner, Stage, try_run};
use crate::unicode::Unicode;
use crate::utf8::{Utf8, lossy};
use crate::whitespace::{Folding, Layout, LineBreaks, Whitespace};

/// Cleans texts by fixed options. Cheap to make; may be used by many threads at once.
///
/// ```
/// use strigil::{Cleaner, Options};
/// let cleaner = Cleaner::new(Options::WEB);
/// assert_eq!(cleaner.clean("<p>Salt &amp; pepper</p><p>ADVERTISEMENT</p><p>End.</p>"), "Salt & pepper\nEnd.");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cleaner {
    options: Options,
}

impl Cleaner {
    /// A cleaner with these options.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Cleaner { options }
    }

    /// The options.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Cleans a whole text. Borrowed if the result is the beginning of the text: all of it if nothing changes.
    #[must_use]
    pub fn clean<'a>(&self, text: &'a str) -> Cow<'a, str> {
        self.worker().clean(text)
    }

    /// Cleans UTF-8, borrowed as by `clean`. Ill-formed parts become U+FFFD.
    #[must_use]
    pub fn clean_bytes<'a>(&self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        self.worker().clean_bytes(bytes)
    }

    /// Starts to clean many texts, one after another.
    #[must_use]
    pub fn worker(&self) -> Worker {
        Worker { runner: self.runner() }
    }

    /// Starts to clean a text that comes in pieces.
    #[must_use]
    pub fn stream(&self) -> Stream {
        let (stages, labels) = self.stages();
        let runner = Runner::new(stages).counting_words(labels);
        Stream { utf8: Utf8::default(), runner, ill_formed: Counts::default() }
    }

    /// The most input, in bytes, that a stream holds back between two calls.
    #[must_use]
    pub fn max_pending(&self) -> usize {
        self.runner().max_pending() + MAX_OPEN_CHARACTER
    }

    /// The host of a page, if it matters where the page is.
    #[cfg(feature = "python")]
    pub(crate) fn host(&self, url: &str) -> Option<String> {
        let Options { ads, markup, rules, .. } = &self.options;
        if *ads && *markup != Markup::Literal { rules.host(url) } else { None }
    }

    /// The stages that the options switch on, in their order, which is fixed. Each stage reads what the one before has settled:
    /// references are decoded once the tags are gone, white space is folded once references have become white space, labels are
    /// sought in lines that are folded, and lines are joined last.
    pub(crate) fn runner(&self) -> Runner {
        Runner::new(self.stages().0)
    }

    /// The same as a list, with the number of the first one of labels and furniture.
    fn stages(&self) -> (Vec<Box<dyn Stage>>, usize) {
        let options = &self.options;
        let mut stages: Vec<Box<dyn Stage>> = Vec::new();
        let to_text = options.markup == Markup::Text;
        if let Some(ways) = options.ways() {
            let rules = options.ads.then_some(&options.rules);
            stages.push(Box::new(MarkupStage::new(ways, rules, options.url.as_deref())));
        }
        if let Some(mode) = options.entities {
            stages.extend(References { mode, levels: options.levels, keep: options.keep.clone() }.stages());
        }
        if to_text {
            stages.push(Box::new(LayoutStage::new(options.labels.is_some())));
        }
        if let Some(policy) = options.invisible {
            stages.extend(invisible::stages(policy));
        }
        if let Some(form) = options.unicode {
            stages.push(Box::new(Unicode::new(form)));
        }
        let folding = options.folding();
        // Labels and furniture are lines: lines are joined once these are gone.
        let join =
            folding.filter(|how| how.layout == Layout::Inline && (options.labels.is_some() || options.furniture));
        let lines = join.map(|how| Folding { layout: Layout::Paragraphs, linebreaks: LineBreaks::Unix, ..how });
        if let Some(folding) = lines.or(folding) {
            stages.push(Box::new(Whitespace::new(folding, to_text)));
        }
        let labels = stages.len();
        if let Some(level) = options.labels {
            stages.extend(labels::stages(level, options.languages, options.rules.labels(), to_text));
        }
        if options.furniture {
            stages.extend(labels::furniture(options.languages, options.labels.is_some(), to_text));
        }
        if let Some(folding) = join {
            stages.push(Box::new(Whitespace::new(folding, false)));
        }
        (stages, labels)
    }
}

/// Cleans texts one after another: what that needs is made only once.
///
/// ```
/// use strigil::{Cleaner, Options};
/// let mut worker = Cleaner::new(Options::TEXT).worker();
/// assert_eq!(worker.clean("Salt &amp; pepper"), "Salt & pepper");
/// assert_eq!(worker.clean_bytes(b"Salt  "), &b"Salt"[..]);
/// ```
pub struct Worker {
    runner: Runner,
}

/// What Rust code counts on; Python's asks.
const MEMORY: &str = "there is memory for the result";

impl Worker {
    /// Cleans a text as `Cleaner::clean` does.
    ///
    /// # Panics
    /// If there is no memory for the result.
    pub fn clean<'a>(&mut self, text: &'a str) -> Cow<'a, str> {
        self.try_clean(text).expect(MEMORY)
    }

    /// Cleans UTF-8 as `Cleaner::clean_bytes` does.
    ///
    /// # Panics
    /// If there is no memory for the result.
    pub fn clean_bytes<'a>(&mut self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        self.try_clean_bytes(bytes).expect(MEMORY)
    }

    fn try_clean<'a>(&mut self, text: &'a str) -> Result<Cow<'a, str>, TryReserveError> {
        let clean = try_run(text, &mut self.runner);
        self.runner.reset();
        clean
    }

    /// Cleans UTF-8, where it is not sure that there is memory for the result.
    pub(crate) fn try_clean_bytes<'a>(&mut self, bytes: &'a [u8]) -> Result<Cow<'a, [u8]>, TryReserveError> {
        if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
            return Ok(match self.try_clean(text)? {
                Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
                Cow::Owned(text) => Cow::Owned(text.into_bytes()),
            });
        }
        let mut text = lossy(bytes)?;
        let beginning = match self.try_clean(&text)? {
            Cow::Borrowed(text) => text.len(),
            Cow::Owned(text) => return Ok(Cow::Owned(text.into_bytes())),
        };
        text.truncate(beginning);
        Ok(Cow::Owned(text.into_bytes()))
    }

    /// The stages, for texts of another kind than UTF-8. To be reset after each.
    #[cfg(feature = "python")]
    pub(crate) fn runner(&mut self) -> &mut Runner {
        &mut self.runner
    }
}

/// Bytes of a character that is cut.
const MAX_OPEN_CHARACTER: usize = 3;

/// A text on its way, in pieces. The result does not depend on where it is cut.
pub struct Stream {
    utf8: Utf8,
    ill_formed: Counts,
    runner: Runner,
}

impl Stream {
    /// Takes the next piece and appends what is settled to `out`.
    pub fn feed(&mut self, text: &str, out: &mut String) {
        self.write(text, &mut |piece| out.push_str(piece));
    }

    /// The same for UTF-8, which may be cut inside a character. Ill-formed parts become U+FFFD.
    pub fn feed_bytes(&mut self, bytes: &[u8], out: &mut String) {
        self.write_bytes(bytes, &mut |piece| out.push_str(piece));
    }

    /// The text ends here; appends the rest to `out` and says what was done.
    pub fn finish(self, out: &mut String) -> Counts {
        self.write_rest(&mut |piece| out.push_str(piece))
    }

    /// `feed`, to whatever takes the pieces.
    pub(crate) fn write(&mut self, text: &str, out: &mut dyn FnMut(&str)) {
        self.end_bytes(out);
        self.runner.run(text, false, out);
    }

    /// `feed_bytes`, to whatever takes the pieces.
    pub(crate) fn write_bytes(&mut self, bytes: &[u8], out: &mut dyn FnMut(&str)) {
        let runner = &mut self.runner;
        self.utf8.feed(bytes, &mut self.ill_formed, &mut |text| runner.run(text, false, out));
    }

    /// Text follows bytes: a character that the bytes cut has no end.
    fn end_bytes(&mut self, out: &mut dyn FnMut(&str)) {
        let mut end = "";
        self.utf8.finish(&mut self.ill_formed, &mut |_| end = "\u{FFFD}");
        self.runner.run(end, false, out);
    }

    /// `finish`, to whatever takes the pieces.
    pub(crate) fn write_rest(mut self, out: &mut dyn FnMut(&str)) -> Counts {
        self.end_bytes(out);
        self.runner.run("", true, out);
        let mut counts = self.runner.counts();
        counts.add_all(&self.ill_formed);
        counts
    }
}

/// Removes the ad elements of markup; the rest stays, byte for byte.
///
/// ```
/// assert_eq!(strigil::strip_ads("<p>A</p><div class=wpcnt>Ad</div><p>B</p>"), "<p>A</p><p>B</p>");
/// ```
#[must_use]
pub fn strip_ads(html: &str) -> Cow<'_, str> {
    Cleaner::new(Options::HTML).clean(html)
}

/// Turns markup into text, block by block, as a browser's `innerText` does.
///
/// ```
/// assert_eq!(strigil::to_text("<p>a</p><p>b c</p>x<br>y"), "a\nb c\nx\ny");
/// ```
#[must_use]
pub fn to_text(html: &str) -> Cow<'_, str> {
    Cleaner::new(Options::TO_TEXT).clean(html)
}
