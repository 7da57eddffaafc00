"""Text of nothing but what begins a reference, numbers without end, NUL."""

import html

import pytest

from options import MODES, only
from strigil import Cleaner

LEVELS = [1, 3, 255, "auto"]
FLOODS = ["&", "&&", "& ", "&#", "&#x", "&#;", "&;", "&am", "&nosuch", "&nosuch;", "&\0", "\0", "&é", "&🍵;", "&\ud800"]


@pytest.mark.parametrize("flood", FLOODS, ids=ascii)
@pytest.mark.parametrize("mode", MODES)
def test_what_is_no_reference_stays(flood, mode, side):
    text = flood * 20_000
    assert side.unescape(text, mode=mode) == text
    assert side.unescape(text, mode=mode, levels=2) == text
    assert side.unescape(text, mode=mode, levels="auto", keep="&") == text
    found = side.scan(text)
    assert (found["references"], found["levels"]) == ([0, 0, 0], 0)


@pytest.mark.parametrize("levels", LEVELS)
@pytest.mark.parametrize("start", ["", "&", "&&&", "&" * 1000], ids=len)
@pytest.mark.parametrize("depth", [1, 2, 3, 4, 260])
def test_nests_behind_ampersands(start, depth, levels, side):
    taken = min(depth, 3 if levels == "auto" else levels)
    nest = start + "&" + "amp;" * depth
    expected = start + "&" + "amp;" * (depth - taken)
    assert side.unescape(nest, levels=levels) == expected
    assert side.unescape(f"{nest} {nest}", levels=levels) == f"{expected} {expected}"


@pytest.mark.parametrize("levels", LEVELS)
def test_a_flood_of_nests(levels, side):
    text = "&&amp;amp;" * 5000
    assert side.unescape(text, levels=levels) == ("&&amp;" if levels == 1 else "&&") * 5000


DIGITS = 10_000_000


@pytest.mark.parametrize(
    ("text", "expected", "attribute"),
    [
        (f"&#{'9' * DIGITS};", "\ufffd", "\ufffd"),
        (f"&#{'9' * DIGITS}", "\ufffd", "\ufffd"),
        (f"&#{'0' * DIGITS}65;b", "\ufffdb", "Ab"),
        (f"&#x{'f' * DIGITS};", "\ufffd", "\ufffd"),
        (f"&#x{'0' * DIGITS}41z", "Az", "Az"),
    ],
    ids=["decimal", "decimal without end", "zeros", "hexadecimal", "hexadecimal zeros"],
)
def test_ten_million_digits(text, expected, attribute, side):
    for mode in MODES:
        assert side.unescape(text, mode=mode) == (attribute if mode == "attribute" else expected)
    assert side.scan(text)["references"] == [1, 0, 0]


def test_ten_million_digits_in_pieces():
    cleaner = Cleaner(**only(entities="html"))
    for start, expected in (("&#", "\ufffd"), ("&#x", "")):
        stream = cleaner.stream()
        given = stream.feed("a" + start) + "".join(stream.feed("0" * 100_000) for _ in range(DIGITS // 100_000))
        assert given + stream.feed("1;b") + stream.finish() == f"a{expected}b"


def test_a_kept_number_of_ten_million_digits(side):
    text = f"&#x{'0' * DIGITS}3C;&lt;&gt;"
    assert side.unescape(text, keep="<") == "&#60;&lt;>"


def test_nul(side):
    text = "\0&amp;\0&\0amp;&#\x00;&am\0p;\0&lt\0"
    assert side.unescape(text) == html.unescape(text) == "\0&\0&\0amp;&#\0;&am\0p;\0<\0"
    assert side.unescape("&#0;&#x0;&amp;#0;", levels=2) == "\ufffd\ufffd\ufffd"


@pytest.mark.parametrize("preset", ["web", "text"])
def test_floods_in_streams(preset):
    for flood in FLOODS:
        text = "a" + flood * 2000
        for levels in LEVELS:
            cleaner = Cleaner(preset, levels=levels)
            expected = cleaner(text)
            for size in (1, 999):
                stream = cleaner.stream()
                pieces = [text[at : at + size] for at in range(0, len(text), size)]
                assert "".join([*map(stream.feed, pieces), stream.finish()]) == expected
