//! Law 3: what a stream holds back is bounded by `max_pending`, whatever comes.

use setups::setups;
use strigil::unicode::Form;
use strigil::{Cleaner, Options};

#[path = "common/setups.rs"]
mod setups;

/// What a stream may have to wait behind.
#[rustfmt::skip]
const OPENINGS: [&str; 43] = [
    "", "<", "</", "<a ", "<a b='", "<a b=&quot;", "<div class=wpcnt>", "<div class=wpcnt><ins class=adsbygoogle>",
    "<template>", "<!--", "<!", "<?", "<!doctype ", "<script>", "<script><!--<script>", "<style>", "<title>",
    "<textarea>", "<xmp>", "<![CDATA[", "<pre>", "<h2>", "&", "&#", "&#x", "e", "\u{1100}", "Advertisement\n", "```\n",
    "a Advertisement ", "<span class=ad>", "<div class=ad-slot><div class=wpcnt>", "<section>", "<b>",
    "<ul><li><b>", "<div class=listed><div class=own-x>",
    "a Advertisement ", "Reklama\n", "Learn more\n\nReklama\n", "googletag.cmd.push(", "amzn_assoc_a", "Leave a reply\n",
    "Related articles\nShare this:\n",
];

/// What may go on for ever.
#[rustfmt::skip]
const UNITS: [&str; 31] = [
    "word ", "x", "é", "\u{301}", "\u{1100}", " ", "\n", " \n", "-", "&", "9", "<", "]", "!", "\0", "\u{AD}", "&amp;",
    "&#32;", "<b>", "</b>", "<div class=wpcnt>", "Advertisement ", "Advertisement\n", "\nLearn more\n", "\u{FDFA}",
    "A. Advertisement B", "Reklama\n", "Share this:\n", "a\n", "`", ";\n",
];

/// The last bytes come out when the stream ends: at most what it held back, which may still grow by decoding.
fn growth(options: &Options) -> usize {
    // U+FDFA, 3 bytes, has a compatibility decomposition of 33.
    if matches!(options.unicode, Some(Form::Nfkc | Form::Nfkd)) { 11 } else { 3 }
}

/// What a stream holds back while `opening` goes on with one unit beyond the bound; a word about it if it is too much.
fn held_back(name: &str, options: &Options, opening: &str, unit: &str) -> Option<String> {
    let cleaner = Cleaner::new(options.clone());
    let max = cleaner.max_pending();
    let text = unit.repeat((max + 20_000) / unit.len());
    let (mut stream, mut out) = (cleaner.stream(), String::new());
    stream.feed(opening, &mut out);
    stream.feed(&text, &mut out);
    let (fed, settled) = (opening.len() + text.len(), out.len());
    stream.finish(&mut out);
    let held = out.len() - settled;
    // If nothing grew, the last bytes are no more than what was held back.
    let allowed = if out.len() <= fed { max } else { max * growth(options) };
    (held > allowed).then(|| format!("{name}: {opening:?}, then {unit:?}: {held} bytes at the end, not {allowed}"))
}

fn check(names: &[&str]) {
    let setups: Vec<_> = setups().into_iter().filter(|(name, _)| names.contains(name)).collect();
    assert_eq!(setups.len(), names.len(), "a setup is missing");
    let mut failures = Vec::new();
    for (name, options) in setups {
        for opening in OPENINGS {
            for unit in UNITS {
                failures.extend(held_back(name, &options, opening, unit));
            }
        }
    }
    let first = failures[..failures.len().min(10)].join("\n");
    assert!(failures.is_empty(), "{} failures\n{first}", failures.len());
}

// Several tests, so that they run side by side.

#[test]
fn web() {
    check(&["web"]);
}

#[test]
fn html() {
    check(&["html"]);
}

#[test]
fn own_rules() {
    check(&["html, own rules"]);
}

#[test]
fn own_rules_to_text() {
    check(&["web, own rules"]);
}

#[test]
fn levels() {
    check(&["web, levels chosen", "references, three levels"]);
}

#[test]
fn labels_beside_markup() {
    check(&["markup kept, all else on"]);
}

#[test]
fn text_and_single_stages() {
    check(&[
        "text",
        "text, NFKC",
        "references",
        "NFC",
        "NFD",
        "invisible",
        "white space",
        "white space, kept",
        "labels",
        "labels, strict, and furniture",
        "nothing",
    ]);
}
