"""Strategies that make documents out of pieces that mean something to a stage, so that the rules of the stages meet.

All characters are ones that the interpreter's `unicodedata` knows: the twin depends on it.
"""

import tomllib
from pathlib import Path

from hypothesis import strategies as st

import strigil
from writing import EMOJI, SCRIPTS
from writing import tags as in_tags

RULES = Path(strigil.__file__).parent / "rules"


def toml(name):
    return tomllib.loads((RULES / f"{name}.toml").read_text(encoding="utf-8"))


ELEMENTS = {name: names for name, names in toml("elements").items() if isinstance(names, list)}
SYSTEMS = toml("ads")["system"]
ROWS = [(system["tier"], match) for system in SYSTEMS for match in system["match"]]
AD_SCRIPTS = [text for system in SYSTEMS for text in system.get("scripts", ())]
# What goes without more ado.
ADS = [match for tier, match in ROWS if tier in ("A", "B")]
LABELS = toml("labels")
FURNITURE = toml("furniture")


def pieces(*texts):
    return st.sampled_from(texts)


# References

NUMBERS = (
    0,
    1,
    8,
    9,
    10,
    11,
    12,
    13,
    14,
    31,
    32,
    34,
    38,
    39,
    47,
    60,
    61,
    62,
    65,
    127,
    128,
    129,
    133,
    150,
    159,
    160,
    173,
    769,
    4352,
    8203,
    8232,
    8217,
    55296,
    57344 - 1,
    56832,
    64976,
    65279,
    65533,
    65534,
    65535,
    65536,
    128512,
    131071,
    1114109,
    1114111,
    1114112,
    4294967296 + 65,
    99999999999999999999,
)

numbers = st.builds(
    lambda number, form, zeros, end: "&#" + form[0] + "0" * zeros + format(number, form[1]) + end,
    st.sampled_from(NUMBERS),
    st.sampled_from([("", "d"), ("x", "x"), ("X", "X")]),
    st.sampled_from([0, 0, 0, 1, 6, 40]),
    pieces(";", ";", ";", "", "x", " ", ";;"),
)
names = pieces(
    "&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&nbsp;", "&amp", "&lt", "&gt", "&copy", "&copy=2", "&copy2", "&not",
    "&notit;",
    "&notin;", "&notin", "&NotEqualTilde;", "&fjlig;", "&NewLine;", "&Tab;", "&comma;", "&period;", "&lpar;",
    "&rpar;", "&sol;",
    "&equals;", "&shy;", "&shy", "&zwj;", "&ZeroWidthSpace;", "&NoBreak;", "&hellip;", "&mdash;", "&Egrave&CHcy;",
    "&Egrave&CHcy",
    "&CounterClockwiseContourIntegral;", "&CounterClockwiseContourIntegral", "&nosuch;", "&nosuch", "&NTILDE;",
    "&angst;",
    "&nvlt;", "&nvgt;", "&bne;", "&ohm;", "&OpenCurlyDoubleQuote;", "&amp;lt;b&amp;gt;", "&amp;amp;lt;",
    "&amp;#8217;",
    "&lt;div class=wpcnt&gt;", "&lt;&sol;p&gt;", "?a=1&copy=2&amp;b=3&reg", "&#١٢;", "&ａmp;",
)  # fmt: skip
# What was escaped more than once, whole and in part.
nests = st.builds(
    lambda start, levels, end: start + "amp;" * levels + end,
    pieces("&", "&", "&", "&&", "<&", "&#38;", "&#x26;", "&AMP", "&am<b>p;"),
    st.integers(0, 5),
    pieces("amp;", "lt;", "lt;b", "lt;b&amp;gt;", "lt;3", "lt", "#60;b", "#x3C;", "lt;&amp;#98;", "eacute;", "#", "am",
    ""),
)  # fmt: skip
cut_references = pieces(
    "&", "&&", "&a", "&am", "&#", "&#x", "&#X", "&#;", "&#x;", "&#xg;", "&;", "& ", "&l", "&NotEqualTild", "&zzz"
)
references = st.one_of(numbers, names, names, nests, cut_references)


# White space, controls, invisible characters

spaces = pieces(
    " ", " ", " ", "  ", "\n", "\n", "\n\n", "\n\n\n", "\r\n", "\r", "\r\n\r\n", "\n\r", "\t", "\f", "\v", "\x1c",
    "\x1d", "\x1e",
    "\x1f", "\x85", "\xa0", "\u1680", "\u2003", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", " \n ", "\n \n",
    "\t\n",
)  # fmt: skip
# One character or two of each class, and pairs of them.
signs = pieces(
    "\0", "\x01", "\x08", "\x0e", "\x1b", "\x7f", "\x80", "\x9f", "\ufff9", "\ufffb", "\u3164", "\uffa0", "\xad",
    "\xad", "\ufeff", "\u2060", "\u206a", "\u206f", "\u2065", "\ufff0", "\U000e0080", "\u200c", "\u200c", "\u200d",
    "\u200d", "\u200b", "\u200b", "\ufe00", "\ufe01", "\ufe06", "\ufe07", "\ufe0e", "\ufe0f", "\ufe0f", "\U000e0100",
    "\U000e01ef", "\U000e0001", "\U000e0020", "\U000e0041", "\U000e007f", "\u180b", "\u180d", "\u180e", "\u180f",
    "\u17b4", "\u17b5", "\u115f", "\u1160", "\u034f", "\u2061", "\u2064", "\U0001bca0", "\U0001bca3", "\U0001d173",
    "\U0001d17a", "\u061c", "\u200e", "\u200f", "\u06dd", "\u0600", "\ufffd", "\ufffe", "\xad\ufeff", "\0\xad\x01",
    "\u200c\u200d", "\u200d\ufe0f", "\x01 \x01", "a\xadb", "a\0b", "\xad" * 9, "\u200c\u200d" * 8, "\u200d\u200c" * 7,
)  # fmt: skip
escapes = st.builds(
    "".join,
    st.tuples(
        pieces("\x1b", "\x1b", "\x1b", "\x1b\x1b", "", "\x9b", "a\x1b"),
        pieces("[", "[", "]", "]0;", "P", "_", "(", "$(", "#", "7", "c", "M", "\\", "a", ""),
        pieces("", "31", "1;31", "?25", "2;5", "title", "tí\u200bt", " ", "3" * 64, "3" * 65, "é", "\n", "</p>", "<b>"),
        pieces("m", "m", "K", "H", "\x07", "\x1b\\", "\x1b", "B", "8", "", "\x01", "\u200c"),
    ),
)
directions = pieces(
    "\u202a", "\u202b", "\u202c", "\u202c", "\u202c", "\u202d", "\u202e", "\u202e", "\u2066", "\u2067", "\u2068",
    "\u2069", "\u2069", "\u202ex\u202c", "\u2067x\u2069", "\u202e\u2066\u202c\u2069", "\u2029", "\x1e", "\u202a" * 124,
    "\u2066" * 125, "\u202c" * 3,
)  # fmt: skip
# What takes one of them.
bases = pieces(
    "م", "خ", "ە", "ש", "क्", "ষ", "ന്", "ශ්", "ក", "ខ", "ล", "ลา", "ມ", "မ", "ꦗ", "བ", "།", "។", "ᠠ", "ᠠ", "ߊ", "ܐ",
    "ꡖ", "葛", "不", "卿", "，", "“", "0", "1", "#", "❤", "👩", "👧", "🏽", "🏳", "🏴", "🏴", "🏴", "♀", "🇩", "🇪",
    "\u20e3", "\u1100", "\u1161", "\u11a8", "가", "𛰀", "𝅗", "a", "\u0301", "≨",
)  # fmt: skip
flags = st.builds(
    lambda base, text, end: base + in_tags(text) + end,
    pieces("🏴", "🏴", "🏴", "🏴\xad", "🏴\u200d", "🏳", "x", ""),
    pieces("gbeng.", "gbwls.", "usca.", "001x.", "826eng.", "gb.", "gbeng", "gbengl.", "-gbeng.", "GB", "hidden", "."),
    pieces("", "", "\ufe0f", "\u200d", "\xad", "\U000e0065", "🏴"),
)
writing = st.sampled_from([word for text in (SCRIPTS | EMOJI).values() for word in [text, *text.split(" ")]])
invisible = st.one_of(signs, signs, directions, bases, bases, flags, writing, escapes)


# Characters for the Unicode stage

unicode = pieces(
    "e\u0301", "\u0301", "\u0316", "\u0301\u0316", "\u0316\u0301", "q\u0307\u0323", "a\u0315\u0300\u05ae\u0062", "é",
    "Å", "\u212b",
    "\u2126", "\u0344", "\u0958", "क्\u200dष", "\u09c7\u09be", "\u0b47\u0b56", "\u1100", "\u1161", "\u11a8",
    "\u1100\u1161\u11a8",
    "가", "각", "가\u11a8", "\uac00\u1161", "ﬁ", "ﬁ\u0301", "①", "ｱﾞ", "カ\u3099", "\u0cc6\u0cc2\u0cd5",
    "\u1e9b\u0323", "ﷺ", "…", "½",
    "\U0001d15e", "\U0001d157\U0001d165", "豈", "\U0002f800", "葛\U000e0100", "\u0f71\u0f72\u0f74", "\u0f73",
    "\u3099", "ẛ̣", "ΐ",
    "a\u0334\u0338", "\u1b05", "\u1b06\u1b35", "\U00011099\U000110ba",
)  # fmt: skip


# Words and prose

words = pieces(
    "a", "b", "Rain", "snow", "Tea", "the", "Über", "Łódź", "the mill", "x", "1", "2026", "AP", "GAP", "e", "雨",
    "天気。", "Ω", "🍵",
    "👩\u200d👧", "🏴\U000e0067\U000e0062\U000e007f", "❤\ufe0f", "“Quote”", "'s", "i < j", "3 > 2", "a<b",
    "x <y and z>", "...", "Nein!",
    "vector<int>", "-", "*", "|", "(", ")", "[", "]", "İ", "ß", "Σ", "ǅ", "א\u200f!",
)  # fmt: skip
prose = pieces(
    "The advertisement ran for three weeks.", "An Advertisement Standards body met.", "Rain fell. ", "Snow fell",
    "It ended!”",
    "Set the GAP Advertisement Flags.", "a new Advertisement Code", "One word. Two words.", "lower case goes on",
    "Upper case starts",
    "(AP)", "(Reuters", "Lea Holm/AFP", "Photo: Ann Lee", "Credit: AP", "Image: Getty Images. ", "PHOTO:",
    "He said “yes.”",
)  # fmt: skip


# Labels

LABEL_TEXTS = [text for row in LABELS["label"] for text in row["text"]]
INLINE_WORDS = [word for row in LABELS["inline"]["word"] for kind in ("sentence", "credit") for word in row[kind]]
PHRASES = [form for row in LABELS["phrase"] for text in row["text"] for form in (text, text.upper())]
decorations = pieces("-", "- ", "--", "– ", "[", "【", "(", "* ", "• ", "| ", "▼ ", "_", "：", "=", "·", "«", "（")
end_decorations = pieces("-", " -", "--", " –", "]", "】", ")", " *", " •", " |", " ▼", "_", ":", "=", "…", "»", "）")
cases = pieces(str, str, str.upper, str.title, str.lower, str.capitalize)
label_texts = st.one_of(
    st.sampled_from(LABEL_TEXTS),
    pieces(
        "Advertisement",
        "ADVERTISEMENT",
        "advertisement",
        "Anzeige",
        "Werbung",
        "REKLAMA",
        "reklama",
        "广告",
        "PR",
        "AD",
        "Ad",
        "Ad",
        "Sponsored",
        "Sponsored",
        "Sponsored content",
        "content",
        "A",
        "D",
    ),
)
LOOK_ALIKES = {ord(entry[0]): entry[1] for entry in LABELS["fold"]["alike"]}
label = st.builds(lambda case, text: case(text), cases, label_texts)
labels = st.one_of(
    label,
    st.builds(lambda a, text, b: a + text + b, decorations, label, end_decorations),
    st.builds(lambda a, text: a + text, decorations, label),
    st.builds("{} {}".format, label, label),
    st.builds("{} | {}".format, label, label),
    st.builds("{}\t{}|{}".format, label, label, label),
    st.builds(lambda text, gap: gap.join(text), label, pieces(" ", "  ", "\xad", "\u3000")),
    st.builds(lambda text: text.translate(LOOK_ALIKES), label),
    pieces(
        "Adver\xadtisement",
        "Adver\u200btisement",
        "Ａｄｖｅｒｔｉｓｅｍｅｎｔ",
        "Advertisement\u00a0",
        "Advertisements:",
        "Advertisement 1",
    ),
)
calls = st.builds(
    lambda case, text, arrow: case(text) + arrow,
    cases,
    st.sampled_from([text for row in LABELS["call_to_action"] for text in row["text"]]),
    pieces("", "", " →", " ›", " >>", "…", " soon", "."),
)
fences = pieces("```", "~~~", "  ```", "````", "```python", "~~~~ ~~~", "\t```", "`` ")
line_ends = pieces("\n", "\n", "\n\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\v", "", " \n", "\t\r\n ")
ticks = pieces(
    "```", "```", "```", "````", "``", "`", "`````", "```py", "``` a `b`", "```\xa0", "~~~", "``````", "x ```"
)
code_lines = st.builds(
    "{}{}{}{}".format,
    pieces("", "", " ", "    ", "\t", "\u3000"),
    st.one_of(ticks, ticks, words),
    pieces("", "", " ", "  x", "\xa0"),
    line_ends,
)
code = st.one_of(
    code_lines,
    st.builds(
        lambda start, lines, end: start + "".join(lines) + end,
        pieces("```\n", "```\n", "\n```py \r\n", "````\x85", " ```\r", "```\n\n", "```\v\n"),
        st.lists(st.one_of(code_lines, spaces, words), max_size=6),
        pieces("\n```\n", "\n ````\t\n", "```", "\n```", "\n\n", ""),
    ),
    st.builds(
        lambda name, lines, end: f"<{name}>" + "".join(lines) + end.format(name),
        pieces("pre", "pre", "textarea", "listing", "xmp", "h2><pre", "plaintext"),
        st.lists(st.one_of(code_lines, spaces, words), max_size=6),
        pieces("</{}>", "</{}>", "</{}>\n\n", ""),
    ),
)
# Statements of ads' scripts, whole and in part.
script_starts = st.sampled_from(
    [*LABELS["script"]["calls"], *(f"{name}x = " for name in LABELS["script"]["variables"])],
)
script_parts = pieces(
    "{", "}", "(", ")", "});", ");", ";", "'x'", "'", '"', "`", "\\", "\n", "```", "ADVERTISEMENT\n", "x", " ", " = 1;",
    "Rain. Story continues below advertisement Snow. ", "x" * 300, "é" * 2000,
)  # fmt: skip
scripts = st.builds(
    lambda before, start, parts, end: before + start + "".join(parts) + end,
    pieces("", "", "\n", "\n  ", "x ", " " * 256, "\u3000\n"),
    script_starts,
    st.lists(script_parts, max_size=6),
    pieces("});", ");", ";", "", "; Rain", ";\n", "; ```"),
)

# Furniture: texts of the rows, ages, and the lines of teasers.
FURNITURE_TEXTS = [text for row in FURNITURE["furniture"] for text in row["text"]]
AGES = [text for row in FURNITURE["age"] for text in row["text"]]
furniture_line = st.one_of(
    st.builds(lambda case, text: case(text).replace("*", "Rain and snow"), cases, st.sampled_from(FURNITURE_TEXTS)),
    pieces(
        "Facebook", "Twitter", "Comments", "Share", "Related Articles", "Leave a reply", "Share this:", "Name", "More"
    ),
)
teasers = st.builds(
    "{0}{6}{0}{6}{1}{6}{2}{6}{3}{0}{6}{4}{5}".format,
    pieces("Rain fell", "Snow", "Related", ""),
    pieces("The Times", "x", ""),
    st.one_of(st.sampled_from(AGES), pieces("#", "ago")).map(lambda age: age.replace("#", "20")),
    pieces("", "• The Times\n", "x" * 300 + "\n", "\n\n\n\n\n\n"),
    pieces("It fell all night.", "x" * 300, "", "Share this:", "```"),
    pieces("\n", "\n\n", ""),
    pieces("\n", "\n\n"),
)
furniture = st.one_of(
    st.builds(
        lambda lines, end: end.join(lines) + end,
        st.lists(furniture_line, min_size=1, max_size=4),
        pieces("\n", "\n", "\n\n", "\n\n\n\n"),
    ),
    teasers,
    teasers,
)

label_lines = st.builds(
    lambda before, line, after: before + line + after,
    pieces("\n", "\n", "\n", "\n\n", "\n \n", "", " "),
    st.one_of(labels, labels, labels, calls, fences, prose, words, pieces("", " ", "\u3000")),
    pieces("\n", "\n", "\n", "\n\n", "\r\n", "", " "),
)
# Labels among their own kind, and beside other kinds: items, entries, words of a list, speakers, parts of markup.
kin_texts = st.one_of(label, label, labels, words, prose, pieces("News", "Film", "advertiser", "Advent", "Comments"))
bullets = pieces("- ", "- ", "- ", "* ", "• ", "•", "1. ", "2) ", "(3) ", "  - ", "-", "- **", "| ", "")
entries = st.builds(
    "{}{}{}{}".format,
    kin_texts,
    pieces(" = ", " = ", ": ", " - ", " - ", "\t", "\t", " ", " | ", " → ", "=", " - x - "),
    kin_texts,
    pieces("", "", "", ".", " -"),
)
kin_lines = st.builds(
    lambda bullet, lines, end: "\n" + "".join(line_bullet + line + end for line_bullet, line in lines) + bullet,
    bullets,
    st.one_of(
        st.lists(st.tuples(st.shared(bullets, key="bullet"), kin_texts), min_size=1, max_size=5),
        st.lists(st.tuples(bullets, kin_texts), min_size=1, max_size=5),
        st.lists(st.tuples(pieces(""), entries), min_size=1, max_size=4),
        st.lists(
            st.tuples(pieces("", "**", ""), pieces("AD", "KM", "PR:", "Pub", "40", "ads**", "Why?", "Because.")),
            max_size=7,
        ),
        st.lists(
            st.tuples(pieces(""), pieces("adult", "advert", "advertisement", "aerial", "Advent", "ads")), max_size=5
        ),
    ),
    pieces(
        "\n",
        "\n",
        "\n",
        "\n\n",
        "\n\n\n",
        "\n \n",
        "\u2028",
        " x\n",
        "\n(adsbygoogle = window.adsbygoogle || []).push({});\n",
    ),
)
kin_parts = st.builds(
    lambda start, parts, end: start + "".join(parts) + end,
    pieces("<ul>", "<ul>", "<table>", "<dl>", "<select>", "<figure>", "<details>", "</ul><ul>", "<td><table>", ""),
    st.lists(
        st.builds(
            "{}{}{}".format,
            pieces(
                "<li>", "<li>", "<li><a>", "<tr><td>", "<tr><td>", "<td>", "<dt>", "<dd>", "<option>", "<figcaption>",
                "<caption>", "<summary>", "<p>", "<li><ul><li>", "<li><h3>", "<li>\xad", "<li>&nbsp;",
                "<li class=wpcnt>", "<li><template>", "<li><pre>\n",
            ),
            kin_texts,
            pieces("", "", "</li>", "</td>", "</ul>", "</table>", "<br>", "</a>", "<p>", "\x85", "</li></ul></li>",
            "<hr>"),
        ),
        max_size=5,
    ),
    pieces("</ul>", "</table>", "</dl>", "</select>", "", "\n", "<p>"),
)  # fmt: skip
inline_labels = st.builds(
    "{}{}{}".format,
    st.one_of(
        prose,
        pieces(
            "End. ",
            "End.” ",
            "End.) ",
            "End… ",
            "end ",
            "Credit: AP ",
            "Credit: A. B ",
            "(AP) ",
            "/AFP ",
            "x/AFP) ",
            "the ",
            "Router ",
            "Job ",
            "雨。",
            "雨。 ",
            "\n",
            "End.  ",
            "Photo: x! ",
            "Photo: " + "y" * 60 + " ",
            "Foto: dpa ",
            "Foto: A. B ",
            "Foto: Lea Holm ",
            "Foto: Lea Holm/AFP ",
            "Foto: Lea Anzeige ",
            " ",
            ".",
        ),
    ),
    st.one_of(
        st.sampled_from(INLINE_WORDS),
        st.sampled_from(INLINE_WORDS),
        st.sampled_from(PHRASES),
        pieces(
            "Advertisement Advertisement",
            "ADVERTISEMENT ADVERTISEMENT",
            "Advertisement ADVERTISEMENT",
            "Advertisement  Advertisement",
            "Advertisements",
            "advertisement",
            "Advertisement Continue reading",
        ),
    ),
    st.one_of(
        prose,
        pieces(
            " Upper",
            " lower",
            "  Upper",
            ".",
            ", then",
            " 12",
            " “Yes",
            " Standards",
            " Flags",
            "\n",
            " ",
            "",
            " " * 31 + "U",
            " " * 32 + "U",
            " " * 33 + "U",
            " É",
            " 雨",
            " (x",
            " No. 4",
            " Campaign: x",
            " -",
        ),
    ),
)


# Tags

slashes = pieces(
    "", "", "", "/", "/", "/", "&sol;", "&sol;", "&#47;", "&#x2f;", "&#x2F;", "&#00000047;", "&#000000047;", "&sol"
)
separators = pieces(
    " ", " ", " ", " ", "\n", "\t", "\f", "\r\n", "/", " / ", "&Tab;", "&NewLine;", "&NewLine;&Tab;", "&#32;",
    "&#x20;", "&#9;", "&#10;", "&#13;",
    "&#12;", "&Tab", "&nbsp;", "",
)  # fmt: skip
equals = pieces("=", "=", "=", "&equals;", "&equals;", "&#61;", "&#x3d;", " = ", "&Tab;=", "&equals; ", "&equals", "")
quotes = st.sampled_from(
    [
        ('"', '"'),
        ('"', '"'),
        ("'", "'"),
        ("", ""),
        ("&quot;", "&quot;"),
        ("&#34;", "&quot;"),
        ("&apos;", "&#39;"),
        ("&#x27;", "&apos;"),
        ('"', "'"),
        ("&quot;", '"'),
        ('"', ""),
        ("&quot;", ""),
    ],
)
values = pieces(
    "", "x", "wpcnt", "u wpcnt", "a > b", "a &gt; b", "wpcn&#116;", "x&quot;y", "x'y", 'x"y', "?a=1&copy=2",
    "&lt;b&gt;", "<b>", "top&lowbar;amp",
    "a/b", "a=b", "wpcnt ", "\nwpcnt\t", "WPCNT", "&Tab;wpcnt", "x&amp;y", "div-gpt-ad-1", "`",
)  # fmt: skip
attribute_names = pieces(
    "class", "class", "CLASS", "id", "href", "title", "data-x", "style", "x&equals;", "&amp;", '"', "=", "<", "a<b"
)
attributes = st.builds(
    lambda separator, name, equal, quote, value: separator + name + equal + quote[0] + value + quote[1],
    separators,
    attribute_names,
    equals,
    quotes,
    values,
)
bare_attributes = st.builds(lambda separator, name: separator + name, separators, attribute_names)
tag_ends = pieces(">", ">", ">", ">", ">", ">", ">", " >", "/>", " />", "&sol;>", " &sol;>", "&gt;", "", " ", '">')
element_names = st.one_of(
    pieces(
        "p",
        "p",
        "div",
        "div",
        "div",
        "span",
        "b",
        "i",
        "a",
        "li",
        "ul",
        "td",
        "tr",
        "table",
        "h1",
        "h2",
        "br",
        "pre",
        "article",
        "amp-ad",
    ),
    *[st.sampled_from(names) for names in ELEMENTS.values()],
    pieces(
        "amp-img",
        "x-y",
        "v:shape",
        "o:p",
        "my_tag",
        "x-",
        "y",
        "int",
        "wordname",
        "a1",
        "h7",
        "math",
        "x" * 257,
        "x-" + "y" * 254,
        "x-" + "y" * 255,
        "div&Tab;",
        "p&sol;",
        "b&nbsp;",
    ),
)
name_cases = pieces(str, str, str, str, str.upper, str.title)
tags = st.builds(
    lambda slash, case, name, attributes, end: "<" + slash + case(name) + "".join(attributes) + end,
    slashes,
    name_cases,
    element_names,
    st.lists(st.one_of(attributes, attributes, bare_attributes), max_size=2),
    tag_ends,
)
odd_tags = pieces(
    "<", "<<", "< p>", "<3", "</", "</>", "</ p>", "<>", "<p", "<di", "<div", "<div class", "<div class=",
    '<div class="', "<div class&equals;",
    "<div class&equals;&quot;a>", "<p/", "</p", "<&sol;", "<&sol;p", "<&so", "<p&", "<p&T", "<p &equals;",
    "<a href='x>y'>", '<a title="<b>">',
    "<svg>", "</svg>", "<svg/>", "<title/>",
    "<math>", "<path/>", "<y", "<y x='1'>", "</y>", "</Y>", "<y x", "<y x=", "<sum x='1'>", "</sum>",
    "<p>>", "<!", "<?", "&lt;p>", "<p&gt;", "<p\0x>", "<\u212a>", "<K\u212a>", "<ſ>",
)  # fmt: skip
# Tags that nothing ends, and signs that only look like one.
cut_tags = st.builds(
    "".join,
    st.tuples(
        pieces("", "a", "x1", "1", "word", "é", " ", ">", "(", "\n", "</p>", "<p>"),
        pieces("<", "<", "</", "<&sol;", "</3 ", "</ "),
        pieces("a", "b", "i", "p", "S", "code", "time", "table", "div", "di", "titl", "x-y", "y", "font", "zz", ""),
        pieces(
            "", "", " ", "/", "\n", " for all cases. ", " then", " and x=5 ", " is=it", ' "so" ', " x<p then", "=", ","
        ),
        pieces(
            "",
            "",
            " cl",
            " href",
            ' href="http://exa',
            " alt='a ca",
            " class=x",
            " data-x",
            " onclick",
            " foo bar baz qux",
        ),
        pieces("", "", "", ">", "<i>x</i>", " <b", " &amp; ", "<", "'", '"', "/>", " </p>", "{"),
    ),
)
bare_tags = st.builds(
    "{}<{}>{}{}".format,
    pieces("", "Use the ", "a", "(", "\n", "\n\n", "<p>", "„", " ", "> "),
    st.sampled_from([name for kind in ("script", "raw_text", "escapable_raw_text") for name in ELEMENTS[kind]]),
    pieces(
        "",
        " element. ",
        ", and ",
        "b\nc",
        "var a = {};",
        "p { color: red }",
        " <b>x</b> ",
        "\n\n",
        ";",
        "</p> ",
        " {=} ",
    ),
    st.one_of(pieces("", "", "</title>", "</style>", "</script>", "</textarea>", "</scr", "</title x"), cut_tags),
)
closed = st.builds(
    "<{0}>{1}</{0}>".format,
    pieces("p", "div", "b", "span", "li", "h2", "pre", "td", "textarea", "title", "a", "math"),
    words,
)
tables = pieces(
    "<table>", "</table>", "<tr>", "<td>a<td>b", "<tr><td>1</td><th>2</tr>", "<tbody>", "<caption>c",
    "<table><tr><td><table><tr><td>in</table>",
    "<thead>", "</td>", "</tr>", "</tbody>",
)  # fmt: skip
lists = pieces(
    "<ul>",
    "</ul>",
    "<li>a<li>b",
    "<ol><li>",
    "</li>",
    "<dl><dt>t<dd>d",
    "</dl>",
    "<dd>",
    "<option>o<option>",
    "<ruby>r<rp>(<rt>t</ruby>",
)
# Code and headings with nothing in them, or with lines of nothing: they are protected all the same.
nothing_in_them = pieces(
    "<pre>\n\n</pre>", "<pre></pre>", "<pre>\n</pre>\n", "<pre>x\n\n\n</pre>", "<pre> \n\n", "<h2></h2>", "<h2>\n</h2>",
    "<h2>x<pre>\n\n</pre></h2>", "\n<pre></pre>\n", "<pre>\n\nShare this\n</pre>", "Share this:<pre>\n\n</pre>",
    "</pre>",
)  # fmt: skip
misnested = pieces(
    "<b><p>x</b>y</p>", "<p><b>x</p>y</b>", "<a href=1>x<a href=2>y</a>", "<h1>x<h2>y</h1>", "<p>x<div>y</p>z</div>",
    "</p>", "</br>", "</b>", "</div>",
    "<button>x<button>y", "<h2>x</h3>", "<i><div></i></div>", "<body>", "</body>", "</html>", "<html>",
    "<head><title>t</title>", "</span></span>",
)  # fmt: skip


# What a browser shows, hides and tells apart

styles = pieces(
    "display:none", "DISPLAY : none !important", "display:block", "display:non", "display:none;display:inline",
    "display: none ! important;display:block", "display:flex", "display:inline-grid", "display:table-cell",
    "visibility:hidden", "visibility:hidden;visibility:visible", "position:absolute", "white-space:pre",
    "white-space:pre-wrap", "white-space:pre-line", "white-space:normal", "color:red;\n white-space : NOWRAP ",
    "display",
    ":none", "display&colon;none", "",
)  # fmt: skip
shown_names = pieces(
    "div", "div", "p", "span", "span", "b", "a", "li", "td", "pre", "br", "img", "h2", "button", "ul", "em"
)
shown = st.one_of(
    st.builds('<{} style="{}">'.format, shown_names, styles),
    st.builds(
        "<{} {}>".format,
        shown_names,
        pieces(
            "hidden", "HIDDEN=''", "hidden=until-found", 'hidden id="S:0"', "hidden id=S:", "hidden id=xS:aF", "popover"
        ),
    ),
    st.builds("</{}>".format, shown_names),
    pieces(
        "<dialog>",
        "<dialog open>",
        "</dialog>",
        "<article>",
        "<main>",
        "<math>",
        "</math>",
        "<svg>",
        "</svg>",
        "<svg/>",
        "<body style='display:none'>",
        "<img hidden>",
        "<input type=hidden>",
        "<input type='&#104;idden' hidden>",
        "<input>",
        "<p hidden><ins class=adsbygoogle></ins>",
        "<ins class=adsbygoogle hidden>",
        "x" * 121,
        "word " * 420,
    ),
)
unrendered = st.builds(
    "<{}>{}{}".format,
    pieces(
        "video", "audio", "canvas", "object data=x", "datalist", "svg><desc", "svg><defs", "svg><symbol",
        "math><annotation",
        "math><annotation-xml", "math><mphantom", "metadata", "filter", "textarea",
    ),
    pieces("x", "<p>x", "<option>x", "<text>x</text>", "<h1>x", "<b>x</b> y", "<math>", "&lt;b>", " <iframe>",
    "x" * 121),
    pieces(
        "", "</video>", "</audio>", "</canvas>", "</object>", "</datalist>", "</desc></svg>", "</defs>", "</svg>",
        "</math>",
        "</annotation></math>", "</p>", "</div>", "</textarea>",
    ),
)  # fmt: skip
apart = pieces(
    "<a>", "</a>", "<a>x</a>", "<a>x</a><a>y</a>", "</a><a href=y>", "<a id=x></a>", "<a><p>x</a><a>y</a>",
    "<mi>x</mi>",
    "<math><mn>1</mn><mo>+</mo><mi>y</mi></math>", "<svg><text>x</text><text>y</text></svg>", "<button>x</button>",
    "<button><p>x</button>y", "<label>x</label>", "<select><option>x<option>y</select>z", "<time>3 May</time>",
    "<time>",
    "</time>", "<img>", "x<img>y", "茶<img>y", "1<time>2</time>By", "(<button>x</button>)", "</object>y", "<object>",
    "<td></td><td>", "<td><td><td>x", "<tr><td></td><td>x", "<td>&nbsp;<td>", "<td>a<br><td>b", "\t", "a\t b",
    "<td>" * 300,
)  # fmt: skip
strays = pieces(
    "<html>", "<head>", "<body>", "</head>", "</body>", "<!DOCTYPE html>", "<nohover>", "</sapn>", "<sep />",
    "<String>",
    '<divclass="x">', '</articledata-link="a" data-module="b">', "<ann@tea.example>", "<https://tea.example>",
    "<www.a.b>",
    '<xmlns:x="http://a.b">', "x <y and z>", "x <y <b>z</b>", "<nyt_text><p>", "<nyt_text>\n <div", "<item><title>",
    "</item>",
    "</nyt_text>", "<y" + " " * 256 + ">", "<y" + " " * 255 + ">", "<é>", "<yé>", "<p>", "<div>", "</div>", "<y>",
)  # fmt: skip


# Comments and raw content

comments = pieces(
    "<!-- c -->", "<!---->", "<!-->", "<!--->", "<!-- a > b -->", "<!-- c --!>", "<!-- c --", "<!-- c", "<!--", "<!-",
    "<!-- <div id='div-gpt-ad-1'> --!",
    "<!-- x\n</div--> ", "<!-- -- -- > -->", "<!--<!---->", "<!bogus>", "<!bogus", "<?php a > b ?>", "<?",
    "</ bogus>", "</3>", "<![CDATA[x<b>y]]>",
    "<![CDATA[", "]]>", "]]", "]", "<![CDAT", "<![cdata[x]]>", "<!DOCTYPE html>", "<!doctype html PUBLIC '>' \"x\">",
    "<!DOCTYPE", "<!DOC", "-->", "--!>",
)  # fmt: skip
RAW = ELEMENTS["script"] + ELEMENTS["raw_text"] + ELEMENTS["escapable_raw_text"]
raw_pieces = st.one_of(
    pieces(
        "x",
        "if (a < b && c > d)",
        '"</div>"',
        "<!--",
        "-->",
        "<!--<script>",
        "<script",
        "<script>",
        "<SCRIPT ",
        "</script",
        "</script ",
        "</scriptx>",
        "</scr",
        "--!>",
        "<!-",
        "--",
        "->",
        "\n\n",
        "\n \t\n",
        "\r\n\r\n",
        "\n",
        " ",
        "<b>",
        "</b>",
        "&amp;",
        "&lt;p&gt;",
        "document.write('<p>x</p>');",
        "<div class=wpcnt>",
        "Advertisement",
        "\n<p>later</p>",
        "<&sol;",
        "&sol;",
        "</",
        "<",
    ),
    words,
)
raw = st.builds(
    lambda name, case, attribute, content, end: f"<{case(name)}{attribute}>" + "".join(content) + end.format(name),
    st.sampled_from(["script", "script", *RAW]),
    name_cases,
    pieces("", "", " src='x'", " /", " class=wpcnt", " type&equals;&quot;x&quot;"),
    st.lists(raw_pieces, max_size=4),
    pieces(
        "</{}>",
        "</{}>",
        "</{}>",
        "</{} >",
        "</{}/x>",
        "<&sol;{}>",
        "<&#47;{}&Tab;x>",
        "</{}&NewLine;>",
        "</{}",
        "<&sol;{}",
        "",
        "</{}x>",
        "</{} a='>'>",
    ),
)


# Ad elements


def ad_attributes(match, *, over_escaped):
    """The attributes that `match` asks for."""
    found = {}
    for name in ("class", "id"):
        if name in match:
            found[name] = match[name].replace("[0-9]", "7").replace("*", "x1")
    if "attr" in match:
        found[match["attr"]] = match.get("value", "v").replace("[0-9]", "7").replace("*", "x1")
    if "host" in match:
        found["src"] = f"https://cdn.{match['host']}/x"
    equal, separator = ("&equals;", "&Tab;") if over_escaped else ("=", " ")
    return "".join(f'{separator}{name}{equal}"{value}"' for name, value in found.items())


def ad_tag(match, *, over_escaped, name="div"):
    """A start tag that fits `match`, and an end tag for it."""
    name = match.get("tag", name)
    slash = "&sol;" if over_escaped else "/"
    return f"<{name}{ad_attributes(match, over_escaped=over_escaped)}>", f"<{slash}{name}>"


ad_starts = st.builds(
    lambda match, name, over_escaped, extra, end: (
        f"<{match.get('tag', name)}{ad_attributes(match, over_escaped=over_escaped)}{extra}{end}"
    ),
    st.one_of(
        st.sampled_from([match for _, match in ROWS]),
        st.sampled_from([{"class": "wpcnt"}, {"tag": "amp-ad"}, {"id": "div-gpt-*"}]),
        st.sampled_from([match for tier, match in ROWS if tier in ("B", "C", "unwrap")]),
        pieces("ad", "side-ad", "AdSlot", "ads2", "has-ad", "category-ads", "1ad").map(lambda name: {"class": name}),
    ),
    pieces(
        "div",
        "div",
        "div",
        "span",
        "p",
        "li",
        "td",
        "b",
        "a",
        "ins",
        "section",
        "h2",
        "img",
        "article",
        "script",
        "iframe",
        "x-y",
        "textarea",
        "body",
    ),
    st.booleans(),
    pieces("", "", "", "x", " hidden", " title='a>b'"),
    pieces(">", ">", ">", ">", "/>"),
)
ad_content = st.one_of(
    words,
    st.sampled_from(AD_SCRIPTS).map("<script>{}</script>".format),
    prose,
    tags,
    raw,
    comments,
    references,
    spaces,
    closed,
    labels,
    pieces("<p>", "<div>", "</p>", "<b>", "</b>", "<article>", "<h1>", "<template>"),
)
AD_ENDS = (
    "</{}>",
    "</{}>",
    "</{}>",
    "</{}>",
    "<&sol;{}>",
    "",
    "</div>",
    "</body>",
    "</html>",
    "<main>",
    "<h1>",
    "</p>",
    "</{}",
    "</ul>",
    "<li>",
)
ads = st.builds(
    lambda start, content, end: (
        start + "".join(content) + end.format(start[1:].split(" ")[0].split("&")[0].rstrip(">/"))
    ),
    ad_starts,
    st.lists(ad_content, max_size=4),
    st.sampled_from(AD_ENDS),
)
nested_ads = st.builds(
    lambda outer, before, inner, after, end: outer + before + inner + after + end,
    ad_starts,
    words,
    ads,
    st.one_of(words, pieces("x" * 121, "x" * 120)),
    pieces("</div>", "</div>", "</div></div>", "", "</span>", "</p>", "</ul>", "<td>", "</td>"),
)
# General names: words and what machines made, and all that bears them out or does not.
name_parts = pieces(
    "ad", "ad", "ads", "Ad", "AD", "werbung", "adSlot", "topAd", "job", "soyad", "entry", "content", "story", "box",
    "AdGy0", "BuAd", "iL1ET", "gAds", "AdTBORUNhUj", "GoogleDFPAd", "5daaaf", "ad34", "12", "é", "",
    "12345678-ad34-4c5d-9e1f-0a1b2c3d4e5f",
)  # fmt: skip
some_names = st.builds(
    lambda start, parts, joint, end: start + joint.join(parts) + end,
    pieces("", "", "", "", "_", "css-", "sc-", "shopify-block-", "x_y__", "___"),
    st.lists(name_parts, min_size=1, max_size=3),
    pieces("-", "-", "_", "__", "___", "--"),
    pieces("", "", "", "", "_12", "__x7Yz", "___AdBox"),
)
named_starts = st.builds(
    lambda name, attribute, names, more: f'<{name} {attribute}="{" ".join(names)}"{more}>',
    pieces("div", "div", "div", "p", "section", "ul", "li", "li", "td", "dt", "form", "table", "span", "ins", "x-y"),
    pieces("class", "class", "class", "id"),
    st.lists(st.one_of(some_names, pieces("ad", "side-ad", "ads", "entry-content")), min_size=1, max_size=2),
    pieces("", "", "", " id=content", " class=ad"),
)
named_content = st.one_of(
    words,
    prose,
    labels,
    named_starts,
    pieces(
        "<script>", "</script>", "<script type='application/LD+json'>x</script>", "<iframe>x</iframe>", "<script/>",
        "<a href='https://www.x.com/a'>", "<a href=//u@b.x.com>", "<a href=/x>", "</a>", "<area href='HTTP://y.org'>",
        "<h2>", "</h2>", "<h3>Advertisement</h3>", "<button>", "</button>", "<button>Buy tea</button>", "Close",
        "<b>×</b>", "<i>SKIP  ad</i>", "<div class=content>", "<p id=articleBody>", "<img class=content>", "</div>",
        "<li>", "<td>", "<div class=wpcnt>x</div>", "<ins class=adsbygoogle></ins>", "<template>", "<h1>",
    ),
)  # fmt: skip
named = st.builds(
    lambda head, start, content, end: head + start + "".join(content) + end,
    pieces("", "", "", "<base href=//x.com>", "<link rel='a Canonical' href=https://x.com/b>", "<button>"),
    named_starts,
    st.lists(named_content, max_size=5),
    pieces("</div>", "</div>", "</p>", "</section>", "</ul>", "</li>", "</table>", "</x-y>", "", "<li>", "<main>"),
)
templates = pieces("<template>", "</template>", "<template><p>x</template>", "<template><div class=wpcnt>x</template>")


# Long stretches that cross the caps. Few of them: the twin is slow.

fillers = pieces(
    "x" * 121,
    "word " * 480,
    "w" * 2000,
    "w" * 2001,
    "ü" * 2100,
    "&amp;" * 2050,
    "<b>word </b>" * 500,
    "y" * 257,
    "Upper " * 43,
    " " * 4097,
    "gap. " * 820,
    "\n" * 300,
    "a" + "\u0301" * 1100,
    "a" + "\u0316\u0301" * 550,
    "\u0301" * 1025,
    "가" * 1030,
    "<div>" * 300,
    "<div>" * 1100,
    "<b>" * 1023,
    "</div>" * 1100,
    "<!--" + "c" * 65_540,
    "<!-- " + "c" * 65_540 + " -->",
    "\xad" * 5000,
    "\u200c\u200d" * 2500,
    "م\u200c" * 2500,
    "\u202e" * 2000 + "\u202c" * 2000,
    "❤" + "\ufe0f" * 3000,
    "\xa0" * 257,
    "\u3000" * 256,
    "```\n" + "  x\n" * 800,
    "`" * 3000 + "\n" + "  \n" * 900,
    "<pre>" + "  x\r\n" * 800,
    "<script>" + "s" * 65_540,
    "<script>" + "s" * 66_000 + "</script>",
    "<div title='" + "t" * 65_540,
    "<style>" + "s\n" * 33_000 + "</style>",
    "<textarea>" + "t" * 65_540,
    "<amp-ad " + "a=b " * 16_400 + ">",
    "&#" + "0" * 5000,
    "&#" + "9" * 5000 + ";",
    "<p " * 700,
    "a<b " + "for all cases " * 4700,
    "a<b " * 17_000,
    "a<b '" + "for all <i>cases</i> " * 3200,
    '<a title="' + "for all <i>cases</i> " * 3200,
    "I </3 " * 700 + "you " * 17_000,
    "the <title> " + "of a page " * 6600,
    "<title>" + "of a page</p> " * 4800,
    "the <style> " + "of a page; " * 6200,
    "<img src='data:" + "abc+" * 16_400 + "'>",
    "\x1b]0;" + "t" * 2048 + "\x07",
    "\x1b]0;" + "t" * 2044 + "\x07",
    "\x1b[3" * 900,
    "w\0o\0" * 1000,
    "<a " * 700 + ">",
    "< " * 700,
    "&" * 2000,
    "<x-" + "y" * 300,
    "</scr" * 400,
    "]]>" * 300,
    "<div hidden>" + "word " * 13_200 + "</div>",
    "<video>" + "word " * 30 + "</div>",
    "<p><y" + "z" * 300 + ">",
)


# Documents

plain_text = st.text(st.characters(exclude_categories=["Cn", "Cs", "Co"]), max_size=8)
text = st.one_of(words, prose, spaces)

GROUPS = {
    "references": references,
    "spaces": spaces,
    "invisible": invisible,
    "directions": directions,
    "code": code,
    "unicode": unicode,
    "words": words,
    "prose": prose,
    "labels": labels,
    "label lines": label_lines,
    "labels among their own kind": st.one_of(kin_lines, kin_parts),
    "calls": calls,
    "inline labels": inline_labels,
    "scripts": scripts,
    "furniture": furniture,
    "fences": fences,
    "tags": tags,
    "odd tags": odd_tags,
    "cut tags": cut_tags,
    "bare tags": bare_tags,
    "closed": closed,
    "tables": tables,
    "lists": lists,
    "nothing in them": nothing_in_them,
    "misnested": misnested,
    "comments": comments,
    "raw": raw,
    "ads": ads,
    "nested ads": nested_ads,
    "named": named,
    "templates": templates,
    "shown": shown,
    "unrendered": unrendered,
    "apart": apart,
    "strays": strays,
    "any": plain_text,
}

FOCUS = [
    ["references", "words", "spaces"],
    ["references", "tags", "words", "spaces"],
    ["label lines", "inline labels", "prose", "spaces"],
    ["label lines", "inline labels", "fences", "calls", "words"],
    ["inline labels", "label lines"],
    ["label lines", "label lines", "scripts", "spaces", "inline labels"],
    ["labels among their own kind", "labels among their own kind", "spaces", "label lines", "words"],
    ["labels among their own kind", "lists", "tables", "ads", "closed", "tags"],
    ["labels among their own kind", "furniture", "scripts", "calls", "inline labels", "fences"],
    ["scripts", "fences", "words"],
    ["furniture"],
    ["furniture", "label lines", "words", "spaces"],
    ["furniture", "closed", "tags", "words"],
    ["furniture", "label lines", "nothing in them", "spaces"],
    ["labels", "tags", "closed", "spaces"],
    ["labels", "calls", "closed", "misnested", "ads"],
    ["ads", "nested ads", "tags", "words"],
    ["ads", "nested ads", "tables", "lists", "misnested", "templates", "words"],
    ["ads", "raw", "comments", "odd tags"],
    ["named"],
    ["named", "ads", "closed", "lists", "tables", "words"],
    ["shown", "unrendered", "words", "spaces"],
    ["shown", "ads", "nested ads", "unrendered", "words"],
    ["shown", "tables", "lists", "misnested", "apart", "words"],
    ["apart", "words", "spaces"],
    ["strays", "closed", "words", "apart"],
    ["raw", "comments", "odd tags", "tags", "words"],
    ["raw", "comments", "spaces", "words"],
    ["cut tags", "cut tags", "words", "tags"],
    ["cut tags", "bare tags", "prose", "words"],
    ["bare tags", "bare tags", "cut tags", "raw", "comments", "odd tags"],
    ["tags", "closed", "tables", "lists", "misnested", "words", "spaces"],
    ["tags", "misnested", "spaces", "words", "references"],
    ["unicode", "invisible", "spaces", "words"],
    ["invisible"],
    ["invisible", "directions", "spaces"],
    ["code", "spaces", "words"],
    ["code", "fences", "label lines", "closed", "spaces"],
    ["unicode", "references", "any"],
    list(GROUPS),
]

focuses = [
    st.lists(st.one_of([GROUPS[name] for name in names]), min_size=2, max_size=30).map("".join) for names in FOCUS
]
documents = st.one_of(focuses)


def with_fillers(number=1):
    """Documents with `number` long stretches."""
    return st.builds(
        lambda before, middle, after: before + "".join(middle) + after,
        st.one_of(documents, ads, ad_starts, raw),
        st.lists(
            st.one_of(fillers, fillers, st.one_of(ads, nested_ads, tags, label_lines, inline_labels)),
            min_size=number,
            max_size=number + 2,
        ),
        documents,
    )


invisible_texts = st.lists(st.one_of(invisible, invisible, invisible, spaces, words), max_size=16).map("".join)
spaced_texts = st.lists(st.one_of(spaces, spaces, code, words), max_size=14).map("".join)
normalizable = st.lists(st.one_of(unicode, unicode, words, plain_text), max_size=12).map("".join)
surrogates = pieces("\ud800", "\udfff", "\ud83d\ude00", "\udc80")
with_surrogates = st.lists(st.one_of(surrogates, documents), min_size=1, max_size=4).map("".join)

ill_formed = st.sampled_from(
    [
        b"\xff",
        b"\xc3",
        b"\xe2\x82",
        b"\xed\xa0\x80",
        b"\xf0\x9f\x98",
        b"\x80",
        b"\xc0\xaf",
        b"\xf4\x90\x80\x80",
        b"\xe2\x28\xa1",
    ]
)
byte_documents = st.lists(st.one_of(ill_formed, documents.map(str.encode)), min_size=1, max_size=5).map(b"".join)


places = st.lists(st.one_of(st.integers(0, 60), st.integers(0, 2**20)), max_size=6)


def cut(document, places):
    """A str or bytes in pieces, cut at these places, which are taken modulo its length."""
    cuts = sorted(place % (len(document) + 1) for place in places)
    return [document[start:end] for start, end in zip([0, *cuts], [*cuts, len(document)], strict=True)]
