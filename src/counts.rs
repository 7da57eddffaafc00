//! What the stages did to a text, counted by rule.

/// A rule by which a stage changes text. The name of each is what summaries show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[repr(u8)]
pub enum Rule {
    /// Ill-formed bytes or a lone surrogate became U+FFFD.
    IllFormed,
    /// A tag, comment or other piece of markup was dropped.
    Tag,
    /// The content of an element that is not text was dropped.
    RawContent,
    /// An ad element was removed.
    AdElement,
    /// A hidden element was removed.
    HiddenElement,
    /// A character reference was decoded.
    Reference,
    /// White space of a markup text was laid out.
    Layout,
    /// A control character went or became a space.
    Control,
    /// A soft hyphen or a U+FEFF went.
    Invisible,
    /// A segment was normalised.
    Unicode,
    /// A run of white space was folded.
    WhiteSpace,
    /// A statement of an ad's script was removed.
    AdScript,
    /// A line that was only an ad label was dropped.
    LabelLine,
    /// A line that might be only an ad label was dropped for what stands around it.
    LabelWithCue,
    /// A call to action beside a dropped label was dropped.
    CallToAction,
    /// An ad label inside a line was removed.
    InlineLabel,
    /// A line of the furniture of a site was dropped.
    Furniture,
}

impl Rule {
    /// Every rule, in the order of the stages.
    pub const ALL: [Rule; 17] = [
        Rule::IllFormed,
        Rule::Tag,
        Rule::RawContent,
        Rule::AdElement,
        Rule::HiddenElement,
        Rule::Reference,
        Rule::Layout,
        Rule::Control,
        Rule::Invisible,
        Rule::Unicode,
        Rule::WhiteSpace,
        Rule::AdScript,
        Rule::LabelLine,
        Rule::LabelWithCue,
        Rule::CallToAction,
        Rule::InlineLabel,
        Rule::Furniture,
    ];

    /// The rule's name for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Rule::IllFormed => "ill-formed",
            Rule::Tag => "tag",
            Rule::RawContent => "raw content",
            Rule::AdElement => "ad element",
            Rule::HiddenElement => "hidden element",
            Rule::Reference => "character reference",
            Rule::Layout => "layout",
            Rule::Control => "control character",
            Rule::Invisible => "invisible character",
            Rule::Unicode => "normalised segment",
            Rule::WhiteSpace => "white space",
            Rule::AdScript => "ad script",
            Rule::LabelLine => "label line",
            Rule::LabelWithCue => "label with a cue",
            Rule::CallToAction => "call to action",
            Rule::InlineLabel => "inline label",
            Rule::Furniture => "furniture",
        }
    }
}

/// How often each rule changed a text, and how many words it has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    rules: [u64; Rule::ALL.len()],
    /// Words, which are runs of what is not white space, of what the stages before those of labels leave: of the clean text with its labels
    /// and furniture. Only streams count them.
    pub words_in: u64,
    /// Words of the clean text.
    pub words_out: u64,
}

impl Counts {
    /// How often `rule` changed the text.
    #[must_use]
    pub fn get(&self, rule: Rule) -> u64 {
        self.rules[rule as usize]
    }

    pub(crate) fn add(&mut self, rule: Rule, times: u64) {
        self.rules[rule as usize] += times;
    }

    pub(crate) fn add_all(&mut self, other: &Counts) {
        for (count, more) in self.rules.iter_mut().zip(other.rules) {
            *count += more;
        }
        self.words_in += other.words_in;
        self.words_out += other.words_out;
    }
}
