//! Documents to try laws with, put together from fragments that mean something to some stage.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

#[rustfmt::skip]
const PROSE: &[&str] = &[
    "Rain is expected", " in the north. ", "The advertisement ran for weeks.", "a", " b ", "word ", "É", "Ünïcödé",
    "नमस्ते दुनिया", "می‌خواهم", "日本語。", "😀", "👩‍👩‍👧", "if x <y and z>", "1 < 2 && 3 > 2", "?a=1&copy=2",
    "“Quoted,” she said.", "\u{FFFD}", "ﬁ", "①", "Ω", "가각",
];

#[rustfmt::skip]
const REFERENCES: &[&str] = &[
    "&amp;", "&lt;", "&gt;", "&lt", "&nbsp;", "&#32;", "&#10;", "&#x41;", "&#0;", "&#1;", "&#128;", "&#xD800;",
    "&#99999999999999;", "&amp;amp;", "&amp;lt;b&amp;gt;", "&notit;", "&CounterClockwiseContourIntegral;", "&nvlt;",
    "&eacute", "&#x301;", "&shy;", "&zwj;", "&nosuch;", "&#xfeff;", "&Tab;", "&NewLine;", "&quot;", "&apos;",
];

#[rustfmt::skip]
const TAGS: &[&str] = &[
    "<p>", "</p>", "<P CLASS=x>", "<div>", "</div>", "<b>", "</b>", "<i a='>'>", "</i >", "<br>", "<br/>", "</br>",
    "<hr>", "<li>", "<ul>", "</ul>", "<table>", "<tr>", "<td>", "</table>", "<pre>\n", "<pre>\n\n", "</pre>", "<h1>", "<h2>",
    "</h2>", "<a href=\"u?a=1&b=2\">", "</a>", "<img alt='a>b'>", "<article>", "</article>", "<main>", "<body>",
    "</body>", "<head>", "<html>", "</html>", "<x-y>", "</x-y>", "<no such>", "<math><mi>", "</math>", "<svg/>",
    "<template>", "</template>", "<!doctype html>", "<span\n>", "</ x>", "</>", "<select><option>", "<button>",
    "<font color=red>",
];

#[rustfmt::skip]
const OVER_ESCAPED: &[&str] = &[
    "<div class=&quot;x&quot;>", "<&sol;div>", "<a href=&#34;u&#34;&Tab;b>", "<p&#32;class=x>", "<b a&equals;b>",
    "<&#x2F;script>", "&lt;div class=&quot;wpcnt&quot;&gt;", "&lt;/div&gt;", "<div class=&quot;wpcnt&quot;>",
    "<a b=&apos;c>", "<p&Tab", "<&sol", "<&#4",
];

#[rustfmt::skip]
const ADS: &[&str] = &[
    "<div class=\"wpcnt\">", "<div class=wpcnt>Ad</div>", "<div id='atatags-1'>", "<ins class=\"adsbygoogle\"></ins>",
    "<ins class=adsbygoogle>", "</ins>", "<amp-ad type=x>", "</amp-ad>", "<div id=div-gpt-ad-1>",
    "<div class=wpcnt><div class=wpcnt>Ad</div></div>", "<span class='x wpcnt'>", "</span>",
    "<div class=wpcnt></i>Ad</div>", "<div class=ad-slot>", "<span class=sideAd2>Ad</span>", "<div class='listed own-x'>",
    "<section><script>own.push(1)</script></section>", "<p><i class=child>", "<img src=//a.ads.example/1>", "<b id=one>",
    "<p id=x-b1>", "<a class=link>", "<a class=promo href='u?a'>",
];

#[rustfmt::skip]
const COMMENTS: &[&str] = &[
    "<!-- a -->", "<!---->", "<!-->", "<!--", "-->", "--!>", "<!-", "<?php ?>", "<!x>", "<![CDATA[", "]]>", "<!--a--",
    "<!",
];

#[rustfmt::skip]
const RAW: &[&str] = &[
    "<script>", "</script>", "<script>var a = '<p>';</script>", "<!--<script>", "<style>", "p {}</style>", "</STYLE >",
    "<title>a &amp; b", "</title>", "<textarea>\n", "</textarea>", "<noscript>", "</noscript>", "<iframe>", "</iframe>",
    "<xmp>", "</xmp>", "</scrip", "</style",
];

#[rustfmt::skip]
const LABELS: &[&str] = &[
    "\nAdvertisement\n", "\n- Advertisement -\n", "ADVERTISEMENT", "\nADVERTISEMENT\nLearn more\n", "Advertisement",
    " Advertisement ", "Photo: AFP Advertisement The", "(Reuters) ADVERTISEMENT ", "\nWerbung\n", "\nAnzeige\n",
    "\n[Werbung]\n", "Learn more", "\nStory continues below advertisement\n",
    "Advertisement Continue reading the main story", "\n```\n", "~~~", "\n ```py \r\n", "```", "`", "\n広告\n", "***", "Job Advertisement ",
    "Advertisement Advertisement", "\nReklama\n", "\nPublicidad\n", "Ad\n", "\nAd", "\n• Anuncio\n", "\nR E K L A M A\n", "\nPeклама\n",
    "googletag.cmd.push(", "function() { x(';'); });", "\ngoogletag.display('a');", "amzn_assoc_a = `", "`;\n", "});", "\n ```js\n", "\n# Advertisement\n", "\n## ", "#",
    "\nDiscover more from us\n", "Leave a reply\n", "\nRelated articles\n", "\nTea\n2 hours ago\nTea\n", "\nShare this:\n", "Cancel reply",
];

#[rustfmt::skip]
const SPACE: &[&str] = &[
    " ", "  ", "\t", "\n", "\n\n", "\r\n", "\r", "\r\n\r\n\r\n", "\x0B", "\x0C", "\x1C", "\u{85}", "\u{A0}", "\u{2003}",
    "\u{2028}", "\u{2029}", "\u{3000}", " \n \n ", "\u{202F} ",
];

#[rustfmt::skip]
const INVISIBLE: &[&str] = &[
    "\0", "\x01", "\x1B", "\x7F", "\u{80}", "\u{AD}", "\u{FEFF}", "\u{200B}", "\u{200D}", "\u{200E}", "\u{FE0F}",
    "\u{200C}", "\u{2060}", "\u{2062}", "\u{202A}", "\u{202C}", "\u{202E}", "\u{2066}", "\u{2069}", "\u{3164}", "\u{FFF9}", "\u{180B}",
    "\u{180E}", "\u{E0061}", "\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", "\u{E007F}", "\u{FE00}", "\u{E0101}", "\u{34F}", "\u{115F}",
    "ب", "ក", "ᠠ", "\u{1F3F4}", "\u{1F469}", "\u{1F3FD}", "葛", "ᄀ", "≨",
    "\u{E0001}", "\x01\u{AD}\x02",
];

#[rustfmt::skip]
const COMBINING: &[&str] = &[
    "e\u{301}", "\u{301}", "\u{323}\u{301}", "\u{301}\u{323}", "A\u{30A}", "\u{1100}\u{1161}\u{11A8}", "\u{1161}",
    "\u{AC00}\u{11A8}", "\u{212B}", "\u{F900}", "\u{915}\u{93C}", "\u{958}", "\u{FB1D}", "\u{344}", "\u{1D15E}",
    "\u{FDFA}", "\u{2126}",
];

#[rustfmt::skip]
const LOOSE_ENDS: &[&str] = &[
    "<", "</", "<a", "<div ", "<p class='", "<p class=", "&", "&#", "&#x", "&a", "&amp", ">", "'", "\"", "=", "/", "/>",
    ";", "-", "]", "!", "<!doctype ",
];

fn one_of(fragments: &'static [&'static str]) -> impl Strategy<Value = String> {
    select(fragments).prop_map(str::to_owned)
}

/// A fragment without an ad element.
fn harmless() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => one_of(PROSE),
        3 => one_of(REFERENCES),
        6 => one_of(TAGS),
        2 => one_of(COMMENTS),
        3 => one_of(RAW),
        4 => one_of(LABELS),
        4 => one_of(SPACE),
        2 => one_of(INVISIBLE),
        3 => one_of(COMBINING),
        3 => one_of(LOOSE_ENDS),
        1 => any::<char>().prop_map(String::from),
    ]
}

fn fragment() -> impl Strategy<Value = String> {
    prop_oneof![10 => harmless(), 3 => one_of(ADS), 2 => one_of(OVER_ESCAPED)]
}

/// What is repeated to cross a bound.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "word ", "x", "é", "\u{301}", "\u{1100}", " ", "\n", "-", "&", "9", "<", "]", "=", "\0", "&amp;", "<b>", "</b>",
    "<p>", "Advertisement ", "Advertisement\n", "\u{AD}", "😀", "<div class=wpcnt>",
];

/// The bounds of the rules pages, in bytes or characters, and of the blocks that text travels in.
const BOUNDS: &[usize] = &[8, 32, 60, 120, 256, 1024, 2000, 4096, 16_384, 65_536];

/// As much of one unit as a bound says, or somewhat less or more.
fn filler() -> impl Strategy<Value = String> {
    (select(UNITS), select(BOUNDS), -3..=3_isize).prop_map(|(unit, bound, more)| {
        let count = bound / if bound > 5000 { unit.len() } else { 1 };
        unit.repeat(count.saturating_add_signed(more).max(1))
    })
}

/// A short document.
pub fn document() -> impl Strategy<Value = String> {
    vec(fragment(), 0..24).prop_map(|fragments| fragments.concat())
}

/// A short document with a number of its own in each tag that ends in its fragment, and between any two fragments.
pub fn numbered_document() -> impl Strategy<Value = String> {
    let number = |fragments: Vec<String>| {
        let mut numbers = 0..;
        let mut next = || numbers.next().unwrap_or(0_u32);
        let mut text = String::new();
        for fragment in fragments {
            for piece in fragment.split_inclusive('>') {
                match piece.strip_suffix('>') {
                    Some(tag) if tag.ends_with(|end: char| end.is_ascii_alphanumeric()) => {
                        text.extend([tag, " n", &next().to_string(), ">"]);
                    }
                    _ => text += piece,
                }
            }
            text.extend([" w", &next().to_string(), " "]);
        }
        text
    };
    vec(fragment(), 0..24).prop_map(number)
}

/// A short document without an ad element.
pub fn harmless_document() -> impl Strategy<Value = String> {
    vec(harmless(), 0..24).prop_map(|fragments| fragments.concat())
}

/// A document that crosses some of the bounds.
pub fn long_document() -> impl Strategy<Value = String> {
    vec(prop_oneof![4 => fragment(), 1 => filler()], 1..16).prop_map(|fragments| fragments.concat())
}

/// UTF-8 with mistakes of all kinds.
pub fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let ill_formed: &[&[u8]] = &[
        b"\xFF",
        b"\x80",
        b"\xC3",
        b"\xC0\xAF",
        b"\xE2\x82",
        b"\xED\xA0\x80",
        b"\xF0\x9F\x98",
        b"\xF4\x90\x80\x80",
        b"\xF8\x88",
    ];
    let part = prop_oneof![
        6 => fragment().prop_map(String::into_bytes),
        2 => select(ill_formed).prop_map(<[u8]>::to_vec),
        1 => vec(any::<u8>(), 0..4),
    ];
    vec(part, 0..24).prop_map(|parts| parts.concat())
}

/// Where a document is cut.
#[derive(Clone, Debug)]
pub enum Cuts {
    /// Every so many bytes.
    Each(usize),
    At(Vec<Index>),
}

/// Cuts into pieces of at least so many bytes, or anywhere.
pub fn cuts(least: usize) -> impl Strategy<Value = Cuts> {
    prop_oneof![(least..least * 2 + 16).prop_map(Cuts::Each), vec(any::<Index>(), 0..8).prop_map(Cuts::At)]
}

impl Cuts {
    fn places(&self, len: usize) -> Vec<usize> {
        let mut places: Vec<usize> = match self {
            Cuts::Each(size) => (0..len).step_by(*size).collect(),
            Cuts::At(places) => places.iter().map(|place| place.index(len + 1)).collect(),
        };
        places.push(len);
        places.sort_unstable();
        places
    }

    /// The pieces, some of them empty.
    pub fn bytes<'a>(&self, bytes: &'a [u8]) -> Vec<&'a [u8]> {
        let mut start = 0;
        let places = self.places(bytes.len()).into_iter();
        places.map(|end| &bytes[std::mem::replace(&mut start, end)..end]).collect()
    }

    /// The same, between characters.
    pub fn text<'a>(&self, text: &'a str) -> Vec<&'a str> {
        let mut start = 0;
        let places = self.places(text.len()).into_iter();
        let boundaries =
            places.map(|place| (place..=text.len()).find(|place| text.is_char_boundary(*place)).unwrap_or(place));
        boundaries.map(|end| &text[std::mem::replace(&mut start, end)..end]).collect()
    }
}
