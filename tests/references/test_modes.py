"""The three modes: what stands for a character, and what stays text."""

import pytest

SAME_IN_ALL = [
    ("ASCII punctuation", "&comma;&period;&NewLine;&Tab;&sol;", ",.\n\t/"),
    ("apostrophe", "it&apos;s", "it's"),
    ("much greater", "&Gt;&Lt;", "\u226b\u226a"),
    ("no such name", "&nosuch;x", "&nosuch;x"),
    ("a name is case-sensitive", "&NTILDE;", "&NTILDE;"),
    ("a pair of surrogates", "&#xD83D;&#xDE00;", "\ufffd\ufffd"),
    ("Windows-1252", "&#128;&#150;&#x9F;", "€–Ÿ"),
    ("no character in Windows-1252", "&#x81;&#x8d;&#157;", "\x81\x8d\x9d"),
    ("zero", "&#0;&#x0;&#000;", "\ufffd" * 3),
    ("carriage return", "&#13;&#xD;", "\r\r"),
    ("too great", "&#1114112;&#x110000;", "\ufffd\ufffd"),
    ("the greatest", "&#x10FFFD;", "\U0010fffd"),
    ("more than 4,300 digits", "&#" + "1" * 4301 + ";", "\ufffd"),
    ("leading zeros", "&#" + "0" * 4298 + "65;", "A"),
    ("leading zeros of a hexadecimal number", "&#x" + "0" * 5000 + "41;", "A"),
    ("no semicolon after a number", "&#65 &#x42z &#67", "A Bz C"),
    ("no digits", "&# &#x &#; &#x; &#X &#xg", "&# &#x &#; &#x; &#X &#xg"),
    ("Arabic digits", "&#١٢;", "&#١٢;"),
    ("full-width letters", "&ａmp; &#x４１;", "&ａmp; &#x４１;"),
    ("two characters", "&NotEqualTilde;&fjlig;", "\u2242\u0338fj"),
    ("once", "&amp;lt;b&amp;gt; &amp;amp; &amp;#38;", "&lt;b&gt; &amp; &#38;"),
    ("less-than signs around it", "a < b &amp; c", "a < b & c"),
    ("two lines", "Tom &amp; Ada\n<b>x</b> &amp;", "Tom & Ada\n<b>x</b> &"),
    ("ampersands", "&&amp;& &", "&&& &"),
    ("a reference right after a broken one", "&am&lt;&#&gt;", "&am<&#>"),
    ("the longest name", "&CounterClockwiseContourIntegral;", "\u2233"),
    ("a longer name than any", "&CounterClockwiseContourIntegrals;", "&CounterClockwiseContourIntegrals;"),
    ("at both ends", "&lt;&gt;", "<>"),
    ("the wide among the narrow", "a&#x1F375;é", "a🍵é"),
]


@pytest.mark.parametrize("mode", ["html", "attribute", "text"])
@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in SAME_IN_ALL], ids=[case[0] for case in SAME_IN_ALL]
)
def test_all_modes(text, expected, mode, side):
    assert side.unescape(text, mode=mode) == expected


DIFFERENT = [
    # text, html, attribute, text
    ("?a=1&copy=2", "?a=1©=2", "?a=1&copy=2", "?a=1&copy=2"),
    ("this&notthat", "this¬that", "this&notthat", "this&notthat"),
    ("&timestamp", "×tamp", "&timestamp", "&timestamp"),
    ("&lang=en&region=x", "&lang=en®ion=x", "&lang=en&region=x", "&lang=en&region=x"),
    ("&copy2", "©2", "&copy2", "&copy2"),
    ("&copy 2", "© 2", "© 2", "&copy 2"),
    ("&copy", "©", "©", "&copy"),
    ("&copy;=", "©=", "©=", "©="),
    ("&ampamp;", "&amp;", "&ampamp;", "&ampamp;"),
    ("&amp=", "&=", "&amp=", "&amp="),
    ("&amp-", "&-", "&-", "&amp-"),
    ("&amp\u00e9", "&\u00e9", "&\u00e9", "&amp\u00e9"),
    ("&notit;", "¬it;", "&notit;", "&notit;"),
    ("&notin;", "∉", "∉", "∉"),
    ("&notin", "¬in", "&notin", "&notin"),
    ("&Egrave&CHcy;", "ÈЧ", "ÈЧ", "&EgraveЧ"),
    ("&Egrave&CHcy", "È&CHcy", "È&CHcy", "&Egrave&CHcy"),
    ("&lt&gt", "<>", "<>", "&lt&gt"),
    ("&AMP &LT &QUOT &COPY", '& < " ©', '& < " ©', "&AMP &LT &QUOT &COPY"),
    # numbers that html.unescape drops and the standard keeps
    ("&#65534;", "", "\ufffe", ""),
    ("&#xFDD0;&#x10FFFF;", "", "\ufdd0\U0010ffff", ""),
    ("&#11;&#1;&#x7F;&#x1F;", "", "\x0b\x01\x7f\x1f", ""),
    # more than 4,300 digits
    ("&#" + "0" * 4299 + "65;", "\ufffd", "A", "\ufffd"),
    ("&#12;&#9;&#10;", "\f\t\n", "\f\t\n", "\f\t\n"),
]


@pytest.mark.parametrize(("text", "html", "attribute", "plain"), DIFFERENT, ids=[case[0][:20] for case in DIFFERENT])
def test_modes_that_differ(text, html, attribute, plain, side):
    assert side.unescape(text) == html
    assert side.unescape(text, mode="html") == html
    assert side.unescape(text, mode="attribute") == attribute
    assert side.unescape(text, mode="text") == plain
