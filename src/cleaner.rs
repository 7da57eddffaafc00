//! The pipeline: all stages in their order, for whole texts and for streams.

use std::borrow::Cow;

use crate::counts::Counts;
use crate::invisible::Invisible;
use crate::labels::{InlineLabels, Labels};
use crate::layout::LayoutStage;
use crate::markup::{Markup, MarkupStage};
use crate::options::Options;
use crate::references::References;
use crate::stage::{Runner, Stage, Whole};
use crate::unicode::Unicode;
use crate::utf8::Utf8;
use crate::whitespace::Whitespace;

/// Cleans texts by fixed options. Cheap to make and to copy; may be used by many threads at once.
///
/// ```
/// use strigil::{Cleaner, Options};
/// let cleaner = Cleaner::new(Options::WEB);
/// assert_eq!(cleaner.clean("<p>Salt &amp; pepper</p><p>ADVERTISEMENT</p><p>End.</p>"), "Salt & pepper\nEnd.");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
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
    pub fn options(&self) -> Options {
        self.options
    }

    /// Cleans a whole text. Borrowed if the result is the beginning of the text: all of it if nothing changes.
    #[must_use]
    pub fn clean<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let mut whole = Whole::new(text);
        let mut stages = Stages::new(self.options);
        Runner::default()
            .run(text, true, &mut stages.in_order(), &mut Counts::default(), &mut |piece| whole.push(piece));
        whole.finish()
    }

    /// Cleans UTF-8, borrowed as by `clean`. Ill-formed parts become U+FFFD.
    #[must_use]
    pub fn clean_bytes<'a>(&self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        match String::from_utf8_lossy(bytes) {
            Cow::Borrowed(text) => match self.clean(text) {
                Cow::Borrowed(text) => Cow::Borrowed(text.as_bytes()),
                Cow::Owned(text) => Cow::Owned(text.into_bytes()),
            },
            Cow::Owned(text) => Cow::Owned(self.clean(&text).into_owned().into_bytes()),
        }
    }

    /// Starts to clean a text that comes in pieces.
    #[must_use]
    pub fn stream(&self) -> Stream {
        Stream {
            stages: Stages::new(self.options),
            utf8: Utf8::default(),
            runner: Runner::default(),
            counts: Counts::default(),
        }
    }

    /// The most input, in bytes, that a stream holds back between two calls.
    #[must_use]
    pub fn max_pending(&self) -> usize {
        Stages::new(self.options).in_order().iter().map(|stage| stage.max_pending()).sum::<usize>() + MAX_OPEN_CHARACTER
    }
}

/// Bytes of a character that is cut.
const MAX_OPEN_CHARACTER: usize = 3;

/// A text on its way, in pieces. The result does not depend on where it is cut.
pub struct Stream {
    stages: Stages,
    utf8: Utf8,
    runner: Runner,
    counts: Counts,
}

impl Stream {
    /// Takes the next piece and appends what is settled to `out`.
    pub fn feed(&mut self, text: &str, out: &mut String) {
        self.end_bytes(out);
        self.runner.run(text, false, &mut self.stages.in_order(), &mut self.counts, &mut |piece| out.push_str(piece));
    }

    /// The same for UTF-8, which may be cut inside a character. Ill-formed parts become U+FFFD.
    pub fn feed_bytes(&mut self, bytes: &[u8], out: &mut String) {
        let mut ill_formed = Counts::default();
        let (runner, counts) = (&mut self.runner, &mut self.counts);
        let stages = &mut self.stages.in_order();
        self.utf8.feed(bytes, &mut ill_formed, &mut |text| {
            runner.run(text, false, stages, counts, &mut |piece| {
                out.push_str(piece);
            });
        });
        counts.add_all(&ill_formed);
    }

    /// Text follows bytes: a character that the bytes cut has no end.
    fn end_bytes(&mut self, out: &mut String) {
        let mut end = "";
        self.utf8.finish(&mut self.counts, &mut |_| end = "\u{FFFD}");
        self.runner.run(end, false, &mut self.stages.in_order(), &mut self.counts, &mut |piece| out.push_str(piece));
    }

    /// The text ends here; appends the rest to `out` and says what was done.
    pub fn finish(mut self, out: &mut String) -> Counts {
        self.end_bytes(out);
        self.runner.run("", true, &mut self.stages.in_order(), &mut self.counts, &mut |piece| out.push_str(piece));
        self.counts
    }
}

/// The stages that the options switch on.
struct Stages {
    markup: Option<MarkupStage>,
    references: Option<References>,
    layout: Option<LayoutStage>,
    invisible: Option<Invisible>,
    unicode: Option<Unicode>,
    whitespace: Option<Whitespace>,
    labels: Option<(Labels, InlineLabels)>,
}

impl Stages {
    fn new(options: Options) -> Self {
        let to_text = options.markup == Markup::Text;
        // Without ads to remove, markup that stays needs no stage.
        let has_markup = to_text || (options.markup == Markup::Keep && options.ads);
        Stages {
            markup: has_markup.then(|| MarkupStage::new(to_text, options.ads)),
            references: options.entities.map(References::new),
            layout: to_text.then(LayoutStage::default),
            invisible: options.invisible.then(Invisible::default),
            unicode: options.unicode.map(Unicode::new),
            whitespace: options.whitespace.map(Whitespace::new),
            labels: options.labels.then(Default::default),
        }
    }

    /// The order of the stages, fixed. Each stage reads what the one before has settled: references are decoded once the tags
    /// are gone, white space is folded once references have become white space, labels are sought in lines that are folded.
    fn in_order(&mut self) -> Vec<&mut dyn Stage> {
        fn stage<T: Stage>(stage: &mut Option<T>) -> Option<&mut dyn Stage> {
            stage.as_mut().map(|stage| stage as &mut dyn Stage)
        }
        let (lines, inline) = self.labels.as_mut().map(|(lines, inline)| (lines, inline)).unzip();
        let stages = [
            stage(&mut self.markup),
            stage(&mut self.references),
            stage(&mut self.layout),
            stage(&mut self.invisible),
            stage(&mut self.unicode),
            stage(&mut self.whitespace),
            lines.map(|stage| stage as &mut dyn Stage),
            inline.map(|stage| stage as &mut dyn Stage),
        ];
        stages.into_iter().flatten().collect()
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
    let options =
        Options { ads: false, labels: false, unicode: None, invisible: false, whitespace: None, ..Options::WEB };
    Cleaner::new(options).clean(html)
}
