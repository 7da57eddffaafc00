//! The options that every law is tried with.

use std::num::NonZeroU8;

use proptest::prelude::*;
use proptest::sample::select;
use strigil::invisible::Policy;
use strigil::labels::{Languages, Level};
use strigil::markup::{Hidden, Markup, ParagraphGap};
use strigil::references::{Keep, Levels, Mode};
use strigil::unicode::Form;
use strigil::whitespace::{Folding, Layout, LineBreaks, Spaces};
use strigil::{Options, Rules};

/// Every stage off.
pub const NOTHING: Options = Options {
    markup: Markup::Literal,
    ads: false,
    rules: Rules::BUILT_IN,
    url: None,
    hidden: Hidden::Keep,
    paragraph_gap: ParagraphGap::Line,
    labels: None,
    languages: Languages::ALL,
    furniture: false,
    entities: None,
    levels: Levels::ONE,
    keep: Keep::NOTHING,
    unicode: None,
    invisible: None,
    whitespace: None,
    spaces: Spaces::Ascii,
    linebreaks: LineBreaks::Unix,
    max_blank_lines: 1,
};

/// White space is folded as little as may be.
const KEPT: Options = Options { spaces: Spaces::Keep, linebreaks: LineBreaks::Keep, max_blank_lines: 255, ..NOTHING };

const THRICE: Levels = Levels::Times(NonZeroU8::new(3).unwrap());

/// Rows of each tier and hiding rules of each form.
fn own_rules() -> Rules {
    let rows = r#"
        [[system]]
        name = "Own"
        tier = "A"
        match = [{ class = "own-*" }, { tag = "x-y" }, { tag = "img", host = "ads.example" }]
        scripts = ["own.push("]
        [[system]]
        name = "Own"
        tier = "B"
        match = [{ id = "*-b[0-9]" }]
        [[system]]
        name = "Own"
        tier = "C"
        match = [{ tag = "section" }]
        [[system]]
        name = "Own"
        tier = "unwrap"
        match = [{ tag = "b" }, { class = "link" }]
        [names]
        tokens = ["promo"]
    "#;
    let list = "##.listed\n##div > .child, p i\n##[href*=\"u?\"]\nexample.com##ul > li > *\n###one:not(.two)\n";
    let own = Rules::from_toml("own.toml", rows.as_bytes()).expect("the rows are well-formed");
    Rules::BUILT_IN | own | Rules::from_filter_list(list)
}

/// All options that a law is tried with.
pub fn setups() -> Vec<(&'static str, Options)> {
    let url = Some("https://www.example.com/tea".into());
    let own = |options| Options { rules: own_rules(), url: url.clone(), ..options };
    let with_own = [("web, own rules", own(Options::WEB)), ("html, own rules", own(Options::HTML))];
    SETUPS.into_iter().chain(with_own).collect()
}

/// Any options.
#[allow(dead_code, reason = "not every test that takes the setups takes these too")]
pub fn any_options() -> impl Strategy<Value = Options> {
    let languages = vec![Languages::ALL, Languages::new(["en"]).expect("a known code")];
    let forms = vec![None, Some(Form::Nfc), Some(Form::Nfd), Some(Form::Nfkc), Some(Form::Nfkd)];
    let policies = vec![None, Some(Policy::Safe), Some(Policy::Security), Some(Policy::All)];
    let layouts = vec![None, Some(Layout::Paragraphs), Some(Layout::Lines), Some(Layout::Inline)];
    (
        (
            select(vec![Markup::Text, Markup::Keep, Markup::Literal]),
            any::<bool>(),
            select(vec![Hidden::Keep, Hidden::Drop]),
            select(vec![ParagraphGap::Line, ParagraphGap::Blank]),
        ),
        (select(vec![None, Some(Level::Safe), Some(Level::Strict)]), select(languages), any::<bool>()),
        (
            select(vec![None, Some(Mode::Html), Some(Mode::Attribute), Some(Mode::Text)]),
            select(vec![Levels::ONE, THRICE, Levels::Auto]),
            select(vec!["", "<>&", "é<"]),
        ),
        (select(forms), select(policies)),
        (
            select(layouts),
            select(vec![Spaces::Ascii, Spaces::KeepTypographic, Spaces::Keep]),
            select(vec![LineBreaks::Unix, LineBreaks::Keep]),
            select(vec![0, 1, 2, 255]),
        ),
    )
        .prop_map(|(markup, labels, references, characters, folding)| Options {
            markup: markup.0,
            ads: markup.1,
            hidden: markup.2,
            paragraph_gap: markup.3,
            labels: labels.0,
            languages: labels.1,
            furniture: labels.2,
            entities: references.0,
            levels: references.1,
            keep: Keep::new(references.2.chars()),
            unicode: characters.0,
            invisible: characters.1,
            whitespace: folding.0,
            spaces: folding.1,
            linebreaks: folding.2,
            max_blank_lines: folding.3,
            ..NOTHING
        })
}

/// A browser's blank lines, without what it hides.
const SHOWN: Options = Options { hidden: Hidden::Drop, paragraph_gap: ParagraphGap::Blank, ..Options::WEB };

/// The presets, mixtures of options, and each stage alone.
const SETUPS: [(&str, Options); 30] = [
    ("web", Options::WEB),
    ("text", Options::TEXT),
    ("html", Options::HTML),
    ("web without ads", Options { ads: false, ..Options::WEB }),
    ("web, NFKD in lines", Options { unicode: Some(Form::Nfkd), whitespace: Some(Layout::Lines), ..Options::WEB }),
    ("web, its layout only", Options { whitespace: None, unicode: None, invisible: None, ..Options::WEB }),
    ("web, references stay", Options { entities: None, whitespace: Some(Layout::Inline), ..Options::WEB }),
    ("web, as a browser shows it", SHOWN),
    ("markup to text", Options { markup: Markup::Text, ..NOTHING }),
    ("markup to text, as a browser shows it", Options { markup: Markup::Text, ads: false, ..SHOWN }),
    ("markup kept, hidden elements dropped", Options { markup: Markup::Keep, hidden: Hidden::Drop, ..NOTHING }),
    ("markup kept, all else on", Options { markup: Markup::Keep, entities: Some(Mode::Attribute), ..Options::WEB }),
    ("text, NFKC", Options { entities: Some(Mode::Html), unicode: Some(Form::Nfkc), ..Options::TEXT }),
    ("references", Options { entities: Some(Mode::Html), ..NOTHING }),
    ("references, three levels", Options { entities: Some(Mode::Text), levels: THRICE, ..NOTHING }),
    ("web, levels chosen", Options { levels: Levels::Auto, ..Options::WEB }),
    ("NFC", Options { unicode: Some(Form::Nfc), ..NOTHING }),
    ("NFD", Options { unicode: Some(Form::Nfd), ..NOTHING }),
    ("invisible", Options { invisible: Some(Policy::Safe), ..NOTHING }),
    ("invisible, security", Options { invisible: Some(Policy::Security), ..NOTHING }),
    ("invisible, all", Options { invisible: Some(Policy::All), ..NOTHING }),
    ("white space", Options { whitespace: Some(Layout::Paragraphs), ..NOTHING }),
    ("white space, kept", Options { whitespace: Some(Layout::Paragraphs), ..KEPT }),
    ("white space, kept in lines", Options { whitespace: Some(Layout::Lines), max_blank_lines: 0, ..KEPT }),
    ("white space, typographic", Options { whitespace: Some(Layout::Inline), spaces: Spaces::KeepTypographic, ..KEPT }),
    ("web, white space kept", Options { spaces: Spaces::Keep, linebreaks: LineBreaks::Keep, ..Options::WEB }),
    ("labels", Options { labels: Some(Level::Safe), ..NOTHING }),
    ("labels, strict, and furniture", Options { labels: Some(Level::Strict), furniture: true, ..NOTHING }),
    ("web, furniture", Options { furniture: true, ..Options::WEB }),
    ("nothing", NOTHING),
];

/// All ways to fold white space, with some numbers of blank lines.
#[allow(dead_code, reason = "not every test that takes the setups takes these too")]
pub fn foldings() -> impl Iterator<Item = Folding> {
    let layouts = vec![Layout::Paragraphs, Layout::Lines, Layout::Inline];
    let all = layouts.into_iter().flat_map(|layout| {
        [Spaces::Ascii, Spaces::KeepTypographic, Spaces::Keep, Spaces::KeepIndent]
            .map(|spaces| Folding { spaces, ..Folding::new(layout) })
    });
    let all = all
        .flat_map(|folding| [LineBreaks::Unix, LineBreaks::Keep].map(|linebreaks| Folding { linebreaks, ..folding }));
    all.flat_map(|folding| [0, 1, 3].map(|max_blank_lines| Folding { max_blank_lines, ..folding }))
}
