"""How often references are decoded: whole numbers, and "auto", which decides for the whole text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import cut, documents, nests, places, references, words
from options import MODES, only
from strigil import Cleaner, reference

WINDOW = 262_144
TEXTS = st.lists(st.one_of(references, nests, nests, words, st.just("<")), max_size=10).map("".join)


# Whole numbers


@pytest.mark.parametrize("levels", [1, 2, 3, 10, 254, 255])
def test_a_level_each(levels, side):
    for start, nest in (("&", "amp;"), ("&#38;", "#38;"), ("&#x26;", "#x26;"), ("&AMP", "amp;")):
        text = start + nest * 300
        first = side.unescape(text)
        assert len(first) < len(text)
        assert side.unescape(text, levels=levels) == first[: len(first) - len(nest) * (levels - 1)]


def test_the_default_is_one(side):
    assert side.unescape("&amp;lt;") == side.unescape("&amp;lt;", levels=1) == "&lt;"
    for preset in ("web", "text"):
        assert side.clean("&amp;lt;", preset) == side.clean("&amp;lt;", preset, levels=1) == "&lt;"


def test_more_levels_than_there_are(side):
    for text in ("", "tea", "a & b", "&nosuch;", "&amp;lt;b"):
        assert side.unescape(text, levels=255) == side.unescape(text, levels=2)


@examples(200)
@given(text=st.one_of(TEXTS, documents), levels=st.integers(1, 6), mode=st.sampled_from(MODES))
def test_levels_are_calls_one_after_another(text, levels, mode):
    for side in (strigil, reference):
        result = text
        for _ in range(levels):
            result = side.unescape(result, mode=mode)
        assert side.unescape(text, mode=mode, levels=levels) == result


def test_a_result_is_never_markup(side):
    assert side.clean("&amp;lt;p&amp;gt;a&amp;lt;/p&amp;gt;", levels=2) == "<p>a</p>"


@pytest.mark.parametrize("between", ["<b>", "</b>", "<!-- -->", "<?x>", "</nosuch-thing>", "<wbr>"])
def test_no_reference_reaches_across_markup(between, side):
    # The first level makes the pieces; the second must not join them.
    assert side.clean(f"&amp;am{between}p;lt;", levels=3) == "&amp;lt;"
    assert side.clean(f"&{between}amp;lt;", levels="auto") == "&amp;lt;"


def test_levels_without_the_stage(side):
    assert side.clean("&amp;lt;", "html", levels=3) == "&amp;lt;"
    assert side.clean("&amp;lt;", "text", entities=None, levels="auto") == "&amp;lt;"


def test_kept_markup_is_decoded_like_text(side):
    assert side.clean("<p>&amp;lt;p</p>", "html", entities="html", levels=2) == "<p><p</p>"
    assert side.clean("<p>&amp;lt;p</p>", "html", entities="html", levels="auto") == "<p>&lt;p</p>"


# Auto

AUTO = [
    ("nothing", "", ""),
    ("no reference", "a < b & <b>c</b>", "a < b & <b>c</b>"),
    ("one level", "Fish &amp; chips", "Fish & chips"),
    ("two levels", "Fish &amp;amp; chips", "Fish & chips"),
    ("three levels", "Fish &amp;amp;amp; chips", "Fish & chips"),
    ("there is no fourth", "Fish &amp;amp;amp;amp; chips", "Fish &amp; chips"),
    ("the first level may make tags", "&lt;b&gt;x", "<b>x"),
    ("the second may not", "&amp;lt;b&amp;gt;x", "&lt;b&gt;x"),
    ("nor the third", "&amp;amp;lt;b&amp;amp;gt;x", "&lt;b&gt;x"),
    ("a tag from the first level", "&lt;b&gt; &amp;eacute;", "<b> é"),
    ("a tag that was there", "<b>&amp;eacute;</b> <i>", "<b>é</b> <i>"),
    ("one that was there and one more", "&amp;eacute; <b> &amp;lt;i", "&eacute; <b> &lt;i"),
    ("one place decides for all", "&amp;eacute; &amp;lt;b", "&eacute; &lt;b"),
    ("in any order", "&amp;lt;b &amp;eacute;", "&lt;b &eacute;"),
    ("nor any level after it", "&amp;lt;b &amp;amp;amp;", "&lt;b &amp;amp;"),
    ("numbers", "&amp;#60;b &amp;#x3C;B", "&#60;b &#x3C;B"),
    ("numbers of numbers", "&#38;#38;#233;", "é"),
    ("a capital", "&amp;lt;B", "&lt;B"),
    ("the letter is the reference", "& <&amp;#98;", "& <&#98;"),
    ("both are references", "&amp;lt;&amp;#98;", "&lt;&#98;"),
    ("both are references, the letter one level deeper", "&amp;lt;&amp;amp;#98;", "<&#98;"),
    ("a heart", "&amp;lt;3", "<3"),
    ("an end tag begins with no letter", "&amp;lt;/b&amp;gt;", "</b>"),
    ("a comment neither", "&amp;lt;!--b--", "<!--b--"),
    ("a letter that is not ASCII", "&amp;lt;é &amp;lt;\uff42", "<é <\uff42"),
    ("white space between", "&amp;lt; b", "< b"),
    ("a sign that is not less-than", "&amp;gt;b &amp;Lt;b", ">b ≪b"),
    ("a name whose character begins with less-than", "&amp;nvlt;b", "<\u20d2b"),
    ("no semicolon", "&ampltb &amp;eacute;", "&ltb &eacute;"),
    ("the pair begins before the window", "<&amp;#97;", "<a"),
    ("the pair lies in the window", "&<&amp;#97;", "&<&#97;"),
    ("an ampersand that is no reference starts the window", "& <b> &amp;eacute;", "& <b> é"),
    ("lone surrogates", "\ud800&amp;amp;\udc00", "\ud800&\udc00"),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in AUTO], ids=[row[0] for row in AUTO])
def test_auto(text, expected, side):
    assert side.unescape(text, levels="auto") == expected


@pytest.mark.parametrize(
    ("mode", "text", "expected"),
    [
        ("html", "&amp;copy=2", "©=2"),
        ("attribute", "&amp;copy=2", "&copy=2"),
        ("text", "&amp;copy 2", "&copy 2"),
        ("html", "&amp;ltb &amp;eacute;", "&ltb &eacute;"),
        ("attribute", "&amp;ltb &amp;eacute;", "&ltb é"),
        ("text", "&amp;ltb &amp;eacute;", "&ltb é"),
        ("attribute", "&amp;lt;b", "&lt;b"),
        ("text", "&amp;lt;b", "&lt;b"),
    ],
)
def test_auto_decides_by_the_mode(mode, text, expected, side):
    assert side.unescape(text, mode=mode, levels="auto") == expected


MARKED = [
    ("the texts are one document", "<p>&amp;eacute;</p><p>&amp;lt;b</p>", "&eacute;\n&lt;b"),
    ("no text makes a tag", "<p>&amp;eacute;</p><p>&amp;lt;3</p>", "é\n<3"),
    ("tags of the page do not count", "<p>&amp;eacute;</p><b>x</b>", "é\nx"),
    ("a pair does not reach across a mark", "x&amp;lt;<i>b</i>", "x<b"),
    ("nor across a comment", "x&amp;lt;<!-- -->b", "x<b"),
    ("scripts do not count", "&amp;eacute;<script>'&amp;lt;b'</script>", "é"),
    ("attributes do not count", "<i title='&amp;lt;b'>&amp;eacute;</i>", "é"),
    ("ads do not count", "<amp-ad>&amp;lt;b</amp-ad>&amp;eacute;", "é"),
    ("preformatted text counts", "<pre>&amp;lt;b</pre>&amp;eacute;", "&lt;b\n&eacute;"),
    ("a title is not in the text", "<title>&amp;lt;b</title><p>&amp;eacute;", "é"),
]


@pytest.mark.parametrize(("document", "expected"), [row[1:] for row in MARKED], ids=[row[0] for row in MARKED])
def test_auto_over_marks(document, expected, side):
    assert side.clean(document, levels="auto") == expected


# The window, which is counted from the first `&` of the text after one level: `&amp;` is five characters there.


def before_the_end(width, filler="x"):
    """A text after which the window has room for so many characters more."""
    return "&amp;amp;" + filler * (WINDOW - 5 - width)


@pytest.mark.parametrize(
    ("width", "end", "decoded"),
    [
        (5, "&amp;lt;b", False),
        (4, "&amp;lt;b", True),  # the letter lies behind it
        (3, "&amp;lt;b", True),  # `&lt`, which is a whole name at its end
        (0, "&amp;lt;b", True),
        (1, "<b &amp;lt;b", True),
        (5, "<&amp;#981;", False),  # `&#98` is a letter
        (4, "<&amp;#981;", True),  # `&#9` is a tab
        (6, "<&amp;#981;", True),
        (7, "<&amp;#981;", True),
    ],
)
def test_the_end_of_the_window(width, end, decoded, side):
    text = before_the_end(width) + end
    assert side.unescape(text, levels="auto") == side.unescape(text, levels=3 if decoded else 1)


@pytest.mark.parametrize("filler", ["é", "雨", "🍵"])
def test_the_window_is_counted_in_characters(filler, side):
    for width, levels in ((5, 1), (4, 3)):
        text = before_the_end(width, filler) + "&amp;lt;b"
        assert side.unescape(text, levels="auto") == side.unescape(text, levels=levels)


def test_the_window_starts_at_an_ampersand(side):
    before = "&lt;" * 10 + "x" * WINDOW
    assert side.unescape(before + "&amp;lt;b", levels="auto") == side.unescape(before + "&amp;lt;b")
    assert side.unescape(before + "&amp;eacute;", levels="auto").endswith("xé")


def test_the_window_spans_the_texts_of_a_page(side):
    options = only(markup="text", entities="html", levels="auto")
    for width, expected in ((5, "&amp;"), (4, "&")):
        filler = "x" * (WINDOW - 5 - width)
        document = f"<p>&amp;amp;</p><p>{filler[:99]}</p><p>{filler[99:]}</p><p>&amp;lt;b</p>"
        assert side.clean(document, **options).split("\n")[0] == expected


# Streams


def in_pieces(cleaner, pieces):
    stream = cleaner.stream()
    return "".join([*map(stream.feed, pieces), stream.finish()])


LEVELS = [2, 3, 255, "auto"]


@pytest.mark.parametrize("levels", LEVELS)
@pytest.mark.parametrize(
    "document",
    [
        "a&amp;amp;lt;<b>&amp;</b>lt;c&amp;&#35;x26;",
        "&am&amp;amp;p;eacute;&amp;NotEqual&amp;#84;ilde;",
        "<p>&amp;lt<i>b&amp;amp</i>&amp;#0&#48;65;",
        "é&amp;amp;#\U0001f375&amp;#38;#x1F375;",
    ],
)
def test_every_cut_into_three(document, levels):
    for cleaner in (Cleaner(levels=levels), Cleaner("text", entities="html", levels=levels)):
        expected = cleaner(document)
        for first in range(len(document) + 1):
            for second in range(first, len(document) + 1):
                pieces = [document[:first], document[first:second], document[second:]]
                assert in_pieces(cleaner, pieces) == expected, pieces


@pytest.mark.parametrize("options", [only(entities="html"), only(entities="html", markup="text")], ids=["text", "page"])
@examples(300)
@given(document=st.one_of(TEXTS, documents), places=places, levels=st.sampled_from(LEVELS))
def test_cut_anywhere(options, document, places, levels):
    cleaner = Cleaner(**options | {"levels": levels})
    expected = cleaner(document)
    assert in_pieces(cleaner, cut(document, places)) == expected
    assert in_pieces(cleaner, document) == expected
    assert expected == reference.clean(document, **options | {"levels": levels})


@pytest.mark.parametrize("size", [4093, 65_536, WINDOW])
@pytest.mark.parametrize("end", ["&amp;lt;b", "<&amp;#981;", "<b>"])
def test_a_document_longer_than_the_window(size, end):
    cleaner = Cleaner("text", entities="html", levels="auto")
    for width in (0, 3, 5):
        document = "tea " * 999 + before_the_end(width) + end + " &amp;lt;p" + " cake" * 9999
        expected = cleaner(document)
        assert in_pieces(cleaner, [document[at : at + size] for at in range(0, len(document), size)]) == expected
