//! The laws of the cleaner, for every preset and some mixtures of options. With `--features _small_buffers` text travels in
//! blocks of 7 bytes, so that short documents cross every edge.

use std::borrow::Cow;
use std::collections::BTreeSet;

use documents::{Cuts, bytes, cuts, document, harmless_document, long_document, numbered_document};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use setups::{NOTHING, any_options, foldings, setups};
use strigil::invisible::{Policy, strip};
use strigil::labels::{Languages, Level, strip_ad_labels};
use strigil::unicode::{Form, is_normalized, normalize};
use strigil::whitespace::{Folding, Layout, collapse};
use strigil::{Cleaner, Counts, Options, Rules};

#[path = "common/documents.rs"]
mod documents;
#[path = "common/setups.rs"]
mod setups;

fn setup() -> impl Strategy<Value = (&'static str, Options)> {
    prop_oneof![select(setups()), any_options().prop_map(|options| ("any", options))]
}

fn in_pieces(cleaner: &Cleaner, text: &str, cuts: &Cuts) -> String {
    let (mut stream, mut out) = (cleaner.stream(), String::new());
    for piece in cuts.text(text) {
        stream.feed(piece, &mut out);
    }
    stream.finish(&mut out);
    out
}

fn bytes_in_pieces(cleaner: &Cleaner, bytes: &[u8], cuts: &Cuts) -> (String, Counts) {
    let (mut stream, mut out) = (cleaner.stream(), String::new());
    for piece in cuts.bytes(bytes) {
        stream.feed_bytes(piece, &mut out);
    }
    let counts = stream.finish(&mut out);
    (out, counts)
}

/// The text in pieces that begin at each `<` and end behind each `>`.
fn pieces(text: &str) -> Vec<&str> {
    text.split_inclusive('>')
        .flat_map(|piece| {
            let starts = piece.match_indices('<').map(|(at, _)| at).chain([piece.len()]);
            starts.scan(0, move |start, end| Some(&piece[std::mem::replace(start, end)..end]))
        })
        .filter(|piece| !piece.is_empty())
        .collect()
}

/// `part` is `whole` minus whole spans. A span starts at the `<` of a tag and ends behind a `>` or before a `<`; end tags
/// inside it may stay: they may be those of elements that began before it.
fn is_minus_spans(part: &str, whole: &str) -> bool {
    // How much of `part` has been read, by all ways to read it at once: outside spans, in a span, in an end tag that stays.
    let (mut kept, mut gone, mut staying) = (BTreeSet::from([0]), BTreeSet::new(), BTreeSet::new());
    let mut pieces = pieces(whole).into_iter().peekable();
    while let Some(piece) = pieces.next() {
        let read = |places: &BTreeSet<usize>| -> BTreeSet<usize> {
            let fits = places.iter().filter(|place| part.as_bytes()[**place..].starts_with(piece.as_bytes()));
            fits.map(|place| place + piece.len()).collect()
        };
        let outside = std::mem::take(&mut kept);
        kept = read(&outside);
        if piece.starts_with("</") || piece.starts_with("<&") {
            staying.extend(&gone);
        }
        staying = read(&staying);
        if piece.starts_with('<') {
            gone.extend(outside);
        }
        let ends = piece.ends_with('>');
        if ends {
            gone.extend(&staying);
        }
        if ends || pieces.peek().is_some_and(|next| next.starts_with('<')) {
            kept.extend(&gone);
        }
    }
    kept.contains(&part.len())
}

/// The text itself, in the same place: nothing was copied.
fn is_same(cleaned: &str, text: &str) -> bool {
    std::ptr::eq(cleaned, text)
}

fn again(text: &str, step: impl Fn(&str) -> Cow<'_, str>) -> Result<(), TestCaseError> {
    let once = step(text);
    let twice = step(&once);
    prop_assert_eq!(&twice, &once);
    prop_assert!(is_same(&twice, &once), "clean text was copied");
    Ok(())
}

/// So many cases, or more when the environment asks for the heavy suite.
fn config(cases: u32) -> ProptestConfig {
    let heavy = std::env::var("STRIGIL_TESTS").is_ok_and(|suite| suite == "heavy");
    let cases = if heavy { cases * 50 } else { cases };
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases) }
}

proptest! {
    #![proptest_config(config(20_000))]

    /// Law 2.
    #[test]
    fn cut((_, options) in setup(), text in document(), cuts in cuts(1)) {
        let cleaner = Cleaner::new(options);
        let out = in_pieces(&cleaner, &text, &cuts);
        prop_assert_eq!(&out, &cleaner.clean(&text));
        let (same, _) = bytes_in_pieces(&cleaner, text.as_bytes(), &cuts);
        prop_assert_eq!(&out, &same);
    }

    /// Law 2, ill-formed UTF-8 too.
    #[test]
    fn cut_bytes((_, options) in setup(), bytes in bytes(), cuts in cuts(1)) {
        let cleaner = Cleaner::new(options);
        let (out, _) = bytes_in_pieces(&cleaner, &bytes, &cuts);
        prop_assert_eq!(out.as_bytes(), &*cleaner.clean_bytes(&bytes));
        let text = String::from_utf8_lossy(&bytes);
        prop_assert_eq!(&out, &cleaner.clean(&text));
    }

    /// Law 2, of what is counted.
    #[test]
    fn cut_counts((_, options) in setup(), bytes in bytes(), cuts in cuts(1)) {
        let cleaner = Cleaner::new(options);
        let (_, counts) = bytes_in_pieces(&cleaner, &bytes, &cuts);
        let (_, whole) = bytes_in_pieces(&cleaner, &bytes, &Cuts::At(Vec::new()));
        prop_assert_eq!(counts, whole);
    }

    /// Law 4.
    #[test]
    fn same((_, options) in setup(), text in document()) {
        let cleaner = Cleaner::new(options);
        let cleaned = cleaner.clean(&text);
        prop_assert_eq!(is_same(&cleaned, &text), *cleaned == *text);
        let bytes = cleaner.clean_bytes(text.as_bytes());
        prop_assert_eq!(&*bytes, cleaned.as_bytes());
        prop_assert_eq!(matches!(bytes, Cow::Borrowed(bytes) if std::ptr::eq(bytes, text.as_bytes())), *cleaned == *text);
    }

    /// A worker knows nothing of the texts before.
    #[test]
    fn worker((_, options) in setup(), texts in vec(document(), 0..4)) {
        let cleaner = Cleaner::new(options);
        let mut worker = cleaner.worker();
        for text in &texts {
            prop_assert_eq!(worker.clean(text), cleaner.clean(text));
            prop_assert_eq!(worker.clean_bytes(text.as_bytes()), cleaner.clean_bytes(text.as_bytes()));
        }
    }

    /// Law 5, with any rules. Each tag and each text has a number, so that there is one way only to read what comes out.
    #[test]
    fn spans((_, Options { rules, url, .. }) in setup(), text in prop_oneof![document(), numbered_document()]) {
        let cleaner = Cleaner::new(Options { rules, url, ..Options::HTML });
        prop_assert!(is_minus_spans(&cleaner.clean(&text), &text));
    }

    /// Without an ad element, markup stays as it is. By a general name, any text in quotes may make one.
    #[test]
    fn no_ads(text in harmless_document()) {
        let cleaner = Cleaner::new(Options { rules: Rules::WITHOUT_NAMES, ..Options::HTML });
        prop_assert!(is_same(&cleaner.clean(&text), &text));
    }

    /// Law 7, white space.
    #[test]
    fn again_whitespace(text in document()) {
        for folding in foldings() {
            again(&text, |text| collapse(text, folding))?;
        }
        // What white space is to Python and not to Rust.
        let python = |c: char| c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c);
        let words: Vec<&str> = text.split(python).filter(|word| !word.is_empty()).collect();
        prop_assert_eq!(collapse(&text, Folding::new(Layout::Inline)), words.join(" "));
    }

    /// Law 7, Unicode.
    #[test]
    fn again_unicode(text in document()) {
        for form in [Form::Nfc, Form::Nfd, Form::Nfkc, Form::Nfkd] {
            again(&text, |text| normalize(text, form))?;
            let normal = normalize(&text, form);
            prop_assert!(is_normalized(&normal, form));
            prop_assert_eq!(is_normalized(&text, form), normal == text);
            let stage = Cleaner::new(Options { unicode: Some(form), ..NOTHING });
            prop_assert_eq!(stage.clean(&text), normal);
        }
    }

    /// Law 7, invisible characters.
    #[test]
    fn again_invisible(text in document()) {
        for policy in [Policy::Safe, Policy::Security, Policy::All] {
            again(&text, |text| strip(text, policy))?;
        }
    }

    /// Law 7, labels.
    #[test]
    fn again_labels(text in document()) {
        for level in [Level::Safe, Level::Strict] {
            again(&text, |text| strip_ad_labels(text, level, Languages::ALL))?;
        }
    }

    /// Law 9.
    #[test]
    fn total((_, options) in setup(), text in any::<String>(), markup in "[<>/!?&;#xa-c0-9='\" \n\\[\\]-]{0,80}", bytes: Vec<u8>, cuts in cuts(1)) {
        let cleaner = Cleaner::new(options);
        for text in [&text, &markup] {
            prop_assert_eq!(&in_pieces(&cleaner, text, &cuts), &cleaner.clean(text));
        }
        let (out, _) = bytes_in_pieces(&cleaner, &bytes, &cuts);
        prop_assert_eq!(out.as_bytes(), &*cleaner.clean_bytes(&bytes));
    }
}

proptest! {
    // A long document shrinks slowly: a little of it is enough to see what is wrong.
    #![proptest_config(ProptestConfig { max_shrink_time: 20_000, ..config(1000) })]

    /// Laws 2 and 4 across the bounds of the rules.
    #[test]
    fn long((_, options) in setup(), text in long_document(), cuts in cuts(61)) {
        let cleaner = Cleaner::new(options);
        let cleaned = cleaner.clean(&text);
        let out = in_pieces(&cleaner, &text, &cuts);
        prop_assert!(out == cleaned, "another result in pieces: {} bytes, not {}", out.len(), cleaned.len());
        prop_assert_eq!(is_same(&cleaned, &text), *cleaned == *text);
    }
}

/// A measure that sees nothing would hold everything.
#[test]
fn what_is_no_span() {
    let lost = [
        ("<p>a</p>", "<p>Tea</p>"),
        ("<p>Te</p>", "<p>Tea</p>"),
        ("<p id=b>Tea</p>", "<p class=a id=b>Tea</p>"),
        ("<p>Tea</p", "<p>Tea</p>"),
        ("<p> and cake</p>", "<p>Tea and cake</p>"),
        ("<p>Tea<b></p>", "<p>Tea<b>s</b></p>"),
        ("", "<p"),
    ];
    for (part, whole) in lost {
        assert!(!is_minus_spans(part, whole), "{part}");
    }
    let whole =
        [("", ""), ("Tea", "Tea<i>x</i>"), ("<p>Tea</p>", "<p>Tea<i>x</p>"), ("<b>Tea</b>s", "<b>Tea<i>x</b>y</i>s")];
    for (part, whole) in whole {
        assert!(is_minus_spans(part, whole), "{part}");
    }
}
