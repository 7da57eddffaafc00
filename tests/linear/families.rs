//! Hostile text: what has made some tool slow, or looks as if it might. A family goes on for as long as one likes.

/// A name, and as much of the family's text as so many bytes.
pub struct Family {
    pub name: String,
    /// Whether it means nothing where markup is literal.
    pub is_markup: bool,
    pub text: Box<dyn Fn(usize) -> Vec<u8>>,
}

impl Family {
    fn new(name: &str, text: impl Fn(usize) -> String + 'static) -> Family {
        let is_markup = text(100).contains('<');
        Family { name: name.to_owned(), is_markup, text: Box::new(move |size| text(size).into_bytes()) }
    }
}

/// One unit again and again, by the stage that it is aimed at.
#[rustfmt::skip]
const UNITS: &[(&str, &[&str])] = &[
    ("plain", &["x", "word ", "Rain. ", "é", "雨", "😀", "word\n"]),
    ("references", &[
        "&", "& ", "&#", "&#x", "&#0;", "&#9", "&am", "&amp;", "&amp;amp;lt;", "&Counter", "&nosuch;", "&lt;", "&#32;",
        "&lt;p&gt;", "&NotEqualTilde;",
    ]),
    ("tags", &[
        "<", "< ", "<>", "</", "</>", "a<b ", "i<s and ", "<p ", "<a ", "<p/", "<p", "<no such>", "<no a='", "<p a='",
        "<p a=\"b\">",
        "<p title=>", "<br>", "<img src='data:image/png;base64,AAAA'>", "<p class='a b c d'>",
    ]),
    ("over-escaped tags", &[
        "<div class=&quot;a&quot;>", "<div class=&quot;", "&lt;div class=&quot;wpcnt&quot;&gt;", "<&sol;div>", "<&sol;",
        "<p&Tab;", "<p a&equals;", "&lt;div&gt;&lt;/div&gt;",
    ]),
    ("comments", &[
        "<!--", "<!-- ", "<!-- -->", "<!-->", "<!", "<?", "<!doctype ", "<![CDATA[", "]]>", "<!--<script>", "-->",
        "--!>",
    ]),
    ("raw text", &[
        "<script>", "</script>", "</script", "<script><!--<script>", "<style>", "<style></style>", "<title>",
        "<textarea>",
        "<textarea></textarea>", "<xmp>", "<iframe>", "<noscript>", "<plaintext>", "<script></scrip", "<title></titl",
    ]),
    ("elements", &[
        "<div>", "<b>", "<p>", "<x-a>", "<x-a></x-b>", "<div></span>", "</div>", "</b>", "</p>", "</br>", "<b><p>",
        "<p><b></p>",
        "<a>", "<a><div>", "<table><tr><td>", "<td>", "<td>a", "<tr><td>a<td>b", "<table>", "<li>", "<li>a", "<ul><li>",
        "<ul><li>a</ul>", "<dt>a<dd>b", "<dl><dt>a", "<option>a", "<select><option>", "<button>a", "<h1>a", "<h2></h3>",
        "<ruby>a<rt>b", "<svg>", "<svg/>", "<math><mi>", "<body>", "</body>", "<pre>\n", "<pre>a</pre>", "<pre>",
        "<article>",
        "<figure><figcaption>a", "<details><summary>a", "<font><div></font>",
    ]),
    ("ad elements", &[
        "<div class=wpcnt>", "<div class=wpcnt>Ad</div>", "<div class=wpcnt>word ", "<div class=wpcnt></i></div>",
        "<b><div class=wpcnt></b>",
        "<div class=ad>", "<div class=ad>Ad</div>", "<div class=ad>word word</div>", "<span class=ad>",
        "<span class=ad></span>",
        "<ins class=adsbygoogle>", "<ins class=adsbygoogle></ins>", "<amp-ad>", "<amp-ad/>", "<template>",
        "<template></template>",
        "<div class=code-block>", "<span class=IL_AD>", "<section id=google-ads><h2>Google Ads</h2>", "<td class=ad>a",
        "<div class=ad><h2>a</h2>", "<div class=ad><div id=content>", "<div class='entry-content ad'>a</div>",
        "<p class=x__y___AdGy0>a</p>", "<li class=ad>a", "<div class=ad><script></script>",
    ]),
    ("white space", &[
        " ", "\n", "\r\n", "\r", "\r\n\r", "\n\r", " \n", "\t", "\x0B", "\u{85}", "\u{A0}", "\u{2028}", "\u{3000}",
        "a ", "a\n\n\n",
    ]),
    ("code", &[
        "`", "```", "```\n", "```\nx\n", "``` `\n", "```x", "~~~\n", "    x\n", "```\n  ``\n", " ```\r\n",
    ]),
    ("invisible characters", &[
        "\0", "a\0", "\x1B", "\x1B[", "\x1B[31m", "\x1B[31;", "\x1B]0;", "\x01", "\x7F", "\u{AD}", "a\u{AD}",
        "\u{FEFF}", "\u{200B}",
        "\u{200D}", "\u{200C}\u{200D}", "👩\u{200D}", "ب\u{200C}", "ب\u{200D}\u{200C}", "\u{FE0F}", "❤\u{FE0F}",
        "\u{E0067}",
        "🏴\u{E0067}", "🏴\u{E0067}\u{E0062}\u{E007F}", "\u{202E}", "\u{202E}x\u{202C}", "\u{202C}", "\u{2067}",
        "\u{2069}",
        "\u{2067}\u{202E}", "\u{2067}\u{2069}", "\u{3164}", "\u{34F}", "\u{180B}", "ᠠ\u{180B}", "\u{115F}", "ក\u{200B}",
    ]),
    ("normalisation", &[
        "\u{301}", "\u{301}\u{316}", "\u{316}\u{301}", "e\u{301}", "\u{1100}", "\u{1161}", "\u{1100}\u{1161}\u{11A8}",
        "가", "\u{FDFA}",
        "\u{344}", "\u{1D15E}", "\u{F900}", "\u{F71}\u{F72}\u{F74}", "ﬁ",
    ]),
    ("labels", &[
        "Advertisement ", "Advertisement\n", "ADVERTISEMENT\nLearn more\n", "Learn more\n", "Learn more\n\n", "Ad\n",
        "Ad\n\n", "AD\nTea?\n",
        "Reklama\n", "Reklama\nTea\n", "A D\n", "a d ", "a d v e r t i s e m e n t\n", "A D V E R T I S E M E N T ",
        "skip a d\n",
        "this i s an ad\n", "- ", "- Advertisement -\n", "[", "• Anuncio\n", "# Advertisement\n", "広告\n", "広告",
        "Реклама\n", "Werbung\n\n",
        "| Ad | Ad | Ad |\n", "Ad\tAd\n", "Sponsored\nSponsored content\n", "News\nAdvertisement\nFilm\n",
        "advertisement = Anzeige\n",
        "Story continues below advertisement\n", "Adver\u{AD}tisement\n", "Ａｄ\n", "A\u{301}d\n",
    ]),
    ("inline labels", &[
        "Advertisement. ", "Advertisement Word. ", "End. Advertisement Upper ", "End. Advertisement lower ",
        "Credit: AP Advertisement Word ",
        "Credit: ", "(AP", "/AFP) ", "Advertisement Advertisement", "Story continues below advertisement ",
        "A. Advertisement\n",
        "Scroll to continue ", "Ad. ", "Advertisement - ",
    ]),
    ("markings and credits", &[
        "erid: ", "erid: 2VtzqwX1\n", "Реклама. ООО «Чай», erid: 2VtzqwX1\n", "Реклама «",
        "Рекламодатель: ИНН 7700000000\n",
        "Sponsored by Ann Lee\n", "Presented by ", "Реклама. ",
    ]),
    ("scripts of ads", &[
        "googletag.cmd.push(", "googletag.cmd.push(\n", "googletag.cmd.push(function() { x(';'); });\n",
        "googletag.display('a');",
        "googletag.cmd.push('\n", "googletag.cmd.push({", "amzn_assoc_a = `\n", "amzn_assoc_a = ",
        "googletag.cmd.push();  ",
        "googletag.cmd.push(]\n", "googletag.cmd.push(\n```\n",
    ]),
    ("furniture", &[
        "Leave a reply\n", "Share this:\nFacebook\n", "Related articles\nShare this:\nLeave a reply\n",
        "Share this:\n\n\n\n\n\n\n",
        "Related articles\nTea\n2 hours ago\nTea\n", "Tea\n2 hours ago\n", "Discover more from ",
        "Discover more from us\n", "Tea\nTea\n",
        "Share this: ", "2 hours ago\n",
    ]),
];

/// What is open when something goes on for ever.
#[rustfmt::skip]
const OPENED: &[(&str, &str)] = &[
    ("&#", "9"), ("&#x", "f"), ("&#", "0"), ("&", "amp;"), ("<p title='", "q "), ("<p title=\"", "'>"),
    ("<p title=", "x"), ("<p", " a"),
    ("<p", " a=b"), ("<p", " class=ad"), ("<p class='", "x "), ("<p class='", "ad-x "), ("<p class='", "a-"),
    ("<p id='", "AdAd"),
    ("<p class='", "ad"), ("<p class=&quot;", "a "), ("<p ", "/"), ("<x-", "y"), ("<x-a", "-y"), ("<", "y"),
    ("<img src='data:", "A"),
    ("<!--", "-"), ("<!-- ", "--!"), ("<!-- ", "x"), ("<![CDATA[", "]"), ("<script>", "x"), ("<script>", "</scrip"),
    ("<script><!--", "<script>"),
    ("<style>", "\n\n"), ("<style>", "x\n"), ("<title>", "x "), ("<title>", "\n"), ("<textarea>", "&amp;"),
    ("<textarea>", "<b>"), ("<xmp>", "<"),
    ("<pre>", " "), ("<pre>", "\n"), ("<pre>", "x\n"), ("<h1>", "Ad\n"), ("<div class=wpcnt>", "<b></b>"),
    ("<div class=wpcnt>", "</b>"),
    ("<div class=wpcnt>", "<div class=ad>"), ("<div class=wpcnt>", " "), ("<div class=wpcnt>", "&amp;"),
    ("<div class=ad>", "Ad "),
    ("<div class=ad>", "<a>Ad</a>"), ("<div class=ad>", "</b>"), ("<template>", "x "),
    ("<template>", "<div class=ad>"), ("<svg>", "<a/>"),
    ("<table>", "<td>"), ("<ul>", "<li>Ad"), ("<dl>", "<dt>Ad<dd>x"), ("<select>", "<option>Ad"),
    ("<table>", "<tr><td>Ad<td>x"),
    ("```\n", "x\n"), ("```\n", "  ``\n"), ("```\n", " "), ("```\n", "`"), ("````\n", "```\n"), ("``` ", "x "),
    ("a\u{301}", "\u{316}\u{301}"),
    ("googletag.cmd.push(", "("), ("googletag.cmd.push(", "()"), ("googletag.cmd.push('", "x"),
    ("googletag.cmd.push(", "\n"), ("amzn_assoc_a = `", "\n"),
    ("End. Advertisement ", " "), ("End. ", "Advertisement "), ("Photo: ", "x "), ("Реклама. «", "x "),
    ("erid: ", "a1"), ("erid: ", "a "),
    ("Related articles\nShare this:\nLeave a reply\n", "Tea\n"),
    ("Related articles\nShare this:\nLeave a reply\n", "Tea\n1 hour ago\n"),
    ("Related articles\nShare this:\nLeave a reply\n", "Tea\nTea\n1 hour ago\n"), ("Advertisement\n", "\n"),
    ("Reklama\n", "x\n"),
    ("\u{202E}", "x"), ("\u{2067}", "x\n"), ("🏴", "\u{E0067}"), ("👩", "\u{200D}👧"), ("\x1B]0;", "x"), ("\x1B[", "1;"),
];

fn again(start: &str, unit: &str, size: usize) -> String {
    format!("{start}{}", unit.repeat(size / unit.len()))
}

/// Texts made with a number, as many as there is room for.
fn numbered(size: usize, text: impl Fn(usize) -> String) -> String {
    let mut all = String::new();
    for number in 0.. {
        if all.len() >= size {
            break;
        }
        all.push_str(&text(number));
    }
    all
}

/// Families that change as they go on.
fn changing() -> Vec<Family> {
    let nested = |start: &'static str, end: &'static str| {
        move |size: usize| {
            let depth = size / (start.len() + end.len());
            format!("{}x{}", start.repeat(depth), end.repeat(depth))
        }
    };
    let deep = |start: &'static str, more: &'static str| move |size: usize| again(&start.repeat(1000), more, size);
    let lines = |make: fn(usize) -> String| move |size: usize| numbered(size, make);
    vec![
        Family::new("nest of div", nested("<div>", "</div>")),
        Family::new("nest of b", nested("<b>", "</b>")),
        Family::new("nest of ads", nested("<div class=wpcnt>", "</div>")),
        Family::new("nest of names", nested("<div class=ad>", "</div>")),
        Family::new("nest of quotes", nested("<blockquote>", "</blockquote>")),
        Family::new("nest of tables", nested("<table><tr><td>", "</td></tr></table>")),
        Family::new("nest of isolates", nested("\u{2067}", "\u{2069}")),
        Family::new("nest of overrides", nested("\u{202E}", "\u{202C}")),
        Family::new("nest of brackets in a statement", |size| {
            format!("googletag.cmd.push{}{};\n", "(".repeat(size / 2), ")".repeat(size / 2))
        }),
        Family::new("nest of references", |size| {
            // As deep as it is long, cut into pieces of 100 levels.
            again("", &format!("&{}lt;", "amp;".repeat(100)), size)
        }),
        Family::new("deep, dashed end tags in vain", deep("<x-a>", "</x-y>")),
        Family::new("deep, block end tags in vain", deep("<div>", "</section>")),
        Family::new("deep, formatting end tags in vain", deep("<b>", "</i>")),
        Family::new("deep, headings in vain", deep("<div>", "</h1>")),
        Family::new("deep, paragraphs", deep("<div>", "<p>")),
        Family::new("deep, items", deep("<span>", "<li>")),
        Family::new("deep, cells", deep("<span>", "<td>")),
        Family::new("deep, links", deep("<span>", "<a>x")),
        Family::new("deep, buttons", deep("<span>", "<button>")),
        Family::new("deep, names", deep("<div class=ad>", "<b></b>")),
        Family::new("deep, words", deep("<b>", "word ")),
        Family::new("deep, end tags that close nothing on a full stack", deep("<x-a><x-b>", "</x-c>")),
        Family::new("names of elements", lines(|n| format!("<x-{n}>"))),
        Family::new("names of elements, closed", lines(|n| format!("<x-{n}></x-{n}>"))),
        Family::new("names that a quoted value makes", lines(|n| format!("<n{n} a=''>"))),
        Family::new("classes", lines(|n| format!("<p class='c{n} ad-{n}'>"))),
        Family::new("ids", lines(|n| format!("<p id=i{n}>"))),
        Family::new("attributes of one tag", |size| format!("<p{}>", numbered(size, |n| format!(" a{n}=b")))),
        Family::new("classes of one tag", |size| format!("<p class='{}'>", numbered(size, |n| format!("c{n} ")))),
        Family::new("label lines, each another", lines(|n| format!("Advertisement {n}\n"))),
        Family::new("labels in doubt beside words", lines(|n| format!("word {n}\nReklama\n"))),
        Family::new("markings, each another", lines(|n| format!("erid: 2V{n:06}a\n"))),
        Family::new("credits, each another", lines(|n| format!("Sponsored by Ann Lee {n}\n"))),
        Family::new("furniture, each another", lines(|n| format!("Discover more from {n}\n"))),
        Family::new(
            "teasers, each another",
            lines(|n| {
                let start = if n == 0 { "Related articles\nShare this:\nLeave a reply\n" } else { "" };
                format!("{start}Tea {n}\nTea {n}\n2 hours ago\nTea {n}\n")
            }),
        ),
        Family::new(
            "nearly teasers",
            lines(|n| {
                let start = if n == 0 { "Related articles\nShare this:\nLeave a reply\n" } else { "" };
                format!("{start}Tea {n}\n2 hours ago\nTea {n}\n")
            }),
        ),
        Family::new("lines of many labels", |size| again("", &format!("{}\n", "Ad ".repeat(80)), size)),
        Family::new("lines of many letters", |size| again("", &format!("{}\n", "a d ".repeat(60)), size)),
        Family::new("lines of 257 bytes", |size| again("", &format!("{}\n", "x".repeat(256)), size)),
        Family::new("a label that ends no line", |size| again("Advertisement", " Advertisement", size)),
        Family::new("headings of Markdown", lines(|n| format!("{} {n}\n", "#".repeat(n % 8)))),
        Family::new("flags", |size| again("", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", size)),
        Family::new(
            "white space of all kinds",
            lines(|n| ["a", "\u{3000}", "\n", "\u{A0}", "\r", "\u{85}", " "][n % 7].to_owned()),
        ),
        Family::new(
            "all together",
            lines(|n| {
                ["<p class=ad>", "&amp;", "Ad\n", "e\u{301}", "\0", "<", "```\n", "</p>", "\u{202E}", "Share this:\n"]
                    [n % 10]
                    .to_owned()
            }),
        ),
    ]
}

/// Bytes that are no UTF-8.
fn ill_formed() -> Vec<Family> {
    let units: [(&str, &'static [u8]); 5] = [
        ("bytes that start nothing", b"\xFF"),
        ("bytes that go nowhere", b"\x80"),
        ("characters that are cut", b"\xF0\x9F\x98"),
        ("surrogates", b"\xED\xA0\x80"),
        ("a cut character beside a tag", b"<p\xE2\x82>"),
    ];
    let family = |(name, unit): (&str, &'static [u8])| Family {
        name: name.to_owned(),
        is_markup: false,
        text: Box::new(|size| unit.repeat(size / unit.len())),
    };
    units.into_iter().map(family).collect()
}

/// All families of text.
pub fn families() -> Vec<Family> {
    let units = UNITS.iter().flat_map(|(stage, units)| {
        units.iter().map(move |unit| Family::new(&format!("{stage}, {unit:?}"), |size| again("", unit, size)))
    });
    let opened = OPENED
        .iter()
        .map(|(start, unit)| Family::new(&format!("{start:?}, then {unit:?}"), |size| again(start, unit, size)));
    units.chain(opened).chain(changing()).chain(ill_formed()).collect()
}

/// All families of filter lists.
pub fn lists() -> Vec<Family> {
    let lines = |make: fn(usize) -> String| move |size: usize| numbered(size, make);
    vec![
        Family::new("rules", lines(|n| format!("##.c{n}\n"))),
        Family::new("the same rule", lines(|_| "##.a\n".to_owned())),
        Family::new("exceptions", lines(|n| format!("#@#.c{n}\n"))),
        Family::new("rules and exceptions", lines(|n| format!("##.c{n}\n#@#.c{n}\n"))),
        Family::new(
            "rules and exceptions of one selector",
            lines(|n| format!("a{n}.example##.a\nb{n}.example#@#.a\n")),
        ),
        Family::new("domains of one rule", |size| format!("{}##.a\n", numbered(size, |n| format!("a{n}.example,")))),
        Family::new("selectors of one rule", |size| format!("##{}\n", numbered(size, |n| format!(".c{n},")))),
        Family::new("a long selector", |size| again("##", "* > ", size)),
        Family::new("many children", |size| format!("##{}b\n", "* > ".repeat(size / 4))),
        Family::new("many classes", |size| format!("##{}\n", numbered(size, |n| format!(".c{n}")))),
        Family::new("many :not()", |size| format!("##a{}\n", numbered(size, |n| format!(":not(.c{n})")))),
        Family::new("a nest of :not()", |size| format!("##{}a{}\n", ":not(".repeat(size / 6), ")".repeat(size / 6))),
        Family::new("values of attributes", lines(|n| format!("##[href*=\"u{n}\"]\n"))),
        Family::new("an open string", |size| again("##[a=\"", "x", size)),
        Family::new("brackets", |size| again("##", "[", size)),
        Family::new("escapes", |size| again("##.", "\\a ", size)),
        Family::new("hosts", lines(|n| format!("@@||a{n}.example^$generichide\n"))),
        Family::new("separators", |size| again("", "##", size)),
        Family::new("lines of nothing", |size| again("", "\n", size)),
        Family::new("one host with many labels", |size| format!("{}##.a\n", "a.".repeat(size / 2))),
    ]
}
