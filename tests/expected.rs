//! Texts and what comes out of them, by preset. The same in every build: with `--features _small_buffers` text travels in
//! blocks of 7 bytes, and nothing may change.

use strigil::labels::{Languages, Level, strip_ad_labels};
use strigil::references::{Mode, unescape};
use strigil::unicode::{Form, normalize};
use strigil::whitespace::{Folding, Layout, collapse};
use strigil::{Cleaner, Options, strip_ads, to_text};

fn check(clean: impl Fn(&str) -> String, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(clean(text), *expected, "from {text:?}");
    }
}

#[test]
fn web() {
    check(
        |text| Cleaner::new(Options::WEB).clean(text).into_owned(),
        &[
            ("", ""),
            ("Plain text stays.", "Plain text stays."),
            ("if x <y and z>", "if x <y and z>"),
            ("<p>Salt &amp; pepper</p><p>ADVERTISEMENT</p><p>End.</p>", "Salt & pepper\nEnd."),
            ("<p>One.</p><div class=wpcnt><p>Buy this</p></div><p>Two.</p>", "One.\nTwo."),
            ("<p>One.<div class=&quot;wpcnt&quot;>Buy this<&sol;div>Two.", "One.\nTwo."),
            ("<p>One, <ins class=adsbygoogle>Buy</ins>two.", "One, two."),
            ("<p>One.</p><div class=wpcnt>Not closed<p>Two.", "One.\nNot closed\nTwo."),
            ("a<script>if (a < b) '</p>'</script>b<style>p {}</style>c", "abc"),
            ("<title>No text</title><h1>Title</h1>text<!-- no <b>text</b> --> here", "Title\ntext here"),
            ("<pre>\n  two  spaces\n</pre>then", "  two  spaces\nthen"),
            ("<ul><li>one<li>two</ul><table><tr><td>a<td>b</table>", "one\ntwo\na\tb"),
            ("line one\r\nline two\r\n\r\n\r\nline three", "line one\nline two\n\nline three"),
            ("e&#x301;&nbsp;&nbsp;fi\u{AD}n\u{FEFF}e\u{1}ly", "é fine ly"),
            ("&am<b>p;</b>&lt;b&gt;", "&amp;<b>"),
            ("One.<br>Two.<br><br>Three.", "One.\nTwo.\n\nThree."),
            (
                "Before it.\n- Advertisement -\nThe advertisement ran for weeks.",
                "Before it.\nThe advertisement ran for weeks.",
            ),
            ("One.\nADVERTISEMENT\nLearn more\nTwo.", "One.\nTwo."),
        ],
    );
}

#[test]
fn text() {
    check(
        |text| Cleaner::new(Options::TEXT).clean(text).into_owned(),
        &[
            ("<p>Salt &amp; pepper</p>", "<p>Salt & pepper</p>"),
            ("?a=1&copy=2&lt", "?a=1&copy=2&lt"),
            ("One.\n\n\n\nAdvertisement\n\nTwo.", "One.\n\nTwo."),
            ("```\nAdvertisement\n```", "```\nAdvertisement\n```"),
            ("(Photo: AP) Advertisement The minister spoke.", "(Photo: AP) The minister spoke."),
            ("A\u{30A} \u{212B} \u{1100}\u{1161}\u{11A8}", "Å Å 각"),
        ],
    );
}

#[test]
fn html() {
    check(
        |html| strip_ads(html).into_owned(),
        &[
            ("<p>A</p><div class=wpcnt>Ad</div><p>B &amp; C</p>", "<p>A</p><p>B &amp; C</p>"),
            ("a<div id='atatags-1'><b>x</b><script>'</div>'</script></div>b", "ab"),
            ("a<div class=wpcnt><div class=wpcnt>x</div></div>b", "ab"),
            ("a<div class=wpcnt>open <p>text", "a<div class=wpcnt>open <p>text"),
            ("<p>a<div class=wpcnt>ad</p>", "<p>a<div class=wpcnt>ad</p>"),
            ("<b>a<div class=wpcnt>ad</b></div>c", "<b>a</b>c"),
            ("<div class=wpcnt>a<article>b</article></div>", "<div class=wpcnt>a<article>b</article></div>"),
            ("<!-- <div class=wpcnt>x</div> -->", "<!-- <div class=wpcnt>x</div> -->"),
        ],
    );
}

#[test]
fn long() {
    let article = "A sentence of the article. ".repeat(200);
    let open = format!("<p>One.</p><div class=wpcnt>{article}</div><p>Two.</p>");
    assert_eq!(strip_ads(&open), open, "too much text for an ad");
    let closed = format!("<p>One.</p><div class=wpcnt>{}</div><p>Two.</p>", "<i></i>".repeat(9000));
    assert_eq!(strip_ads(&closed), "<p>One.</p><p>Two.</p>");
    let beyond = format!("<p>One.</p><div class=wpcnt>{}</div><p>Two.</p>", "<i></i>".repeat(9400));
    assert_eq!(strip_ads(&beyond), beyond, "longer than a region may be");
    let script = format!("a<script>{}</script>b", "x<".repeat(40_000));
    assert_eq!(to_text(&script), "ab");
    let comment = format!("a<!--{}-->b", "- ".repeat(40_000));
    assert_eq!(to_text(&comment), "ab");
    let value = format!("a<i title='{}'>b</i>", "> ".repeat(40_000));
    assert_eq!(to_text(&value), "ab");
    let hex = format!("a&#x{}41;b", "0".repeat(40_000));
    assert_eq!(unescape(&hex, Mode::Html), "aAb");
    for (zeros, character) in [(4298, 'A'), (4299, '\u{FFFD}')] {
        let decimal = format!("a&#{}65;b", "0".repeat(zeros));
        assert_eq!(unescape(&decimal, Mode::Html), format!("a{character}b"), "{zeros} zeros");
    }
    let spaces = format!("a{}\n{0}b", " ".repeat(40_000));
    assert_eq!(collapse(&spaces, Folding::new(Layout::Paragraphs)), "a\nb");
}

#[test]
fn single_steps() {
    check(
        |text| to_text(text).into_owned(),
        &[("<p>a</p><p>b c</p>x<br>y", "a\nb c\nx\ny"), ("<b>a</b> <i>b</i>", "a b"), ("<td>a<td>b", "a\tb")],
    );
    check(
        |text| unescape(text, Mode::Html).into_owned(),
        &[
            ("&amp;lt; &notit; &#128; &#1; &#x110000;", "&lt; ¬it; €  \u{FFFD}"),
            ("&CounterClockwiseContourIntegral", "&CounterClockwiseContourIntegral"),
        ],
    );
    check(
        |text| collapse(text, Folding::new(Layout::Paragraphs)).into_owned(),
        &[
            (" a\u{A0} b \r\n\n\n c\u{1F}", "a b\n\nc"),
            // Two spaces at every place of a stretch of plain text.
            ("aaaaaaaaaaaaaaa \u{A0}b", "aaaaaaaaaaaaaaa b"),
            ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa \u{85}b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nb"),
        ],
    );
    for len in 0..70 {
        for space in ["\u{A0}", "\u{85}", "\u{1680}", "\u{2003}", "\u{2028}", "\u{3000}", "\t", "\x1C", " "] {
            let (before, after) = ("x".repeat(len + 1), "y".repeat(40));
            let folded = collapse(&format!("{before} {space}{after}"), Folding::new(Layout::Inline)).into_owned();
            assert_eq!(folded, format!("{before} {after}"), "{space:?} behind {len}");
        }
    }
    check(|text| normalize(text, Form::Nfkc).into_owned(), &[("ﬁ①\u{212B}e\u{323}\u{302}", "fi1Å\u{1EC7}")]);
    check(
        |text| strip_ad_labels(text, Level::Safe, Languages::ALL).into_owned(),
        &[("One.\nAnzeige\nTwo.", "One.\nTwo."), ("Anzeige erstatten.", "Anzeige erstatten.")],
    );
}
