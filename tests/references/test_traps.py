"""Twenty texts on which other normalisers go wrong, by their numbers; each name says who does what."""

import html

import pytest

import strigil

ONCE = [
    ("1 names of ASCII punctuation: w3lib drops them", "&comma;&period;&NewLine;&Tab;&sol;", ",.\n\t/"),
    ("2 the apostrophe: w3lib drops it", "it&apos;s", "it's"),
    ("3 names that differ in case: w3lib makes tag characters", "&Gt;&Lt;", "\u226b\u226a"),
    ("4 no such name: w3lib drops it", "&nosuch;x", "&nosuch;x"),
    ("5 a query: w3lib and turbohtml decode it everywhere", "?a=1&copy=2", "?a=1©=2"),
    ("6 a name inside a word", "this&notthat", "this¬that"),
    ("7 more digits than Python reads: the original raises", f"&#{'1' * 4301};", "\ufffd"),
    ("8 a pair of surrogates as JSON writes it", "&#xD83D;&#xDE00;", "\ufffd\ufffd"),
    ("9 a noncharacter: w3lib keeps it", "&#65534;", ""),
    ("10 a vertical tab: w3lib keeps it", "&#11;", ""),
    ("11 Windows-1252: w3lib drops the second", "&#128;&#x81;", "€\x81"),
    ("12 capitals that are no name: ftfy and w3lib guess", "&NTILDE;", "&NTILDE;"),
    ("13 a page that teaches HTML: who decodes twice makes a tag", "&amp;lt;b&amp;gt;", "&lt;b&gt;"),
    ("14 a title that was escaped twice", "y&amp;#x27;all", "y&#x27;all"),
    ("15 a less-than sign: ftfy takes it for a tag", "a < b &amp; c", "a < b & c"),
    ("16 tags in one of two lines: ftfy decodes the other", "Tom &amp; Ada\n<b>x</b> &amp;", "Tom & Ada\n<b>x</b> &"),
    ("17 digits that are not ASCII", "&#١٢;", "&#١٢;"),
    ("18 names of two characters: w3lib drops them", "&NotEqualTilde;&fjlig;", "\u2242\u0338fj"),
    ("19 a bare name, then one that needs its semicolon", "&Egrave&CHcy", "È&CHcy"),
    ("20 plain text: a sanitiser escapes it", "Some > than & other <test>", "Some > than & other <test>"),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in ONCE], ids=[row[0] for row in ONCE])
def test_html_mode(text, expected, side):
    assert side.unescape(text) == expected
    if not text.startswith("&#" + "1" * 4301):
        assert html.unescape(text) == expected


@pytest.mark.parametrize("text", ["?a=1&copy=2", "this&notthat"], ids=["5", "6"])
@pytest.mark.parametrize("mode", ["attribute", "text"])
def test_names_without_semicolon_that_stay(text, mode, side):
    assert side.unescape(text, mode=mode) == text


AUTO = [
    ("13", "&amp;lt;b&amp;gt;", "&lt;b&gt;"),
    ("14", "y&amp;#x27;all", "y'all"),
    ("15", "a < b &amp; c", "a < b & c"),
    ("15, escaped twice", "a < b &amp;amp; c", "a < b & c"),
    ("16", "Tom &amp; Ada\n<b>x</b> &amp;", "Tom & Ada\n<b>x</b> &"),
    ("16, escaped twice", "Tom &amp;amp; Ada\n<b>x</b> &amp;amp;", "Tom & Ada\n<b>x</b> &"),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in AUTO], ids=[row[0] for row in AUTO])
def test_auto(text, expected, side):
    assert side.unescape(text, levels="auto") == expected


@pytest.mark.parametrize("mode", ["html", "attribute"])
def test_19_at_any_cut(mode):
    text, cleaner = "&Egrave&CHcy", strigil.Cleaner("text", entities=mode)
    for place in range(len(text) + 1):
        stream = cleaner.stream()
        assert stream.feed(text[:place]) + stream.feed(text[place:]) + stream.finish() == "È&CHcy"


def test_20_is_not_escaped_again(side):
    text = "Some > than & other <test>"
    assert side.clean(text, "text") == text
    assert side.clean(text, "text", levels="auto") == text
    assert side.clean(html.escape(text), "text") == text
