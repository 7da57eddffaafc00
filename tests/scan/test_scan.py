"""What `scan` counts of references, and the shape of what it gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import documents, nests, references, with_surrogates, words
from strigil import reference

COUNTED = [
    ("nothing", "", [0, 0, 0], 0),
    ("no reference", "a & b <b> &nosuch; &#; &am", [0, 0, 0], 0),
    ("one", "Fish &amp; chips", [1, 0, 0], 1),
    ("one level of many", "&lt;&eacute;&#65;&copy2", [4, 0, 0], 1),
    ("what gives nothing is decoded", "&#1;&#65534;", [2, 0, 0], 1),
    ("what gives two characters is one", "&NotEqualTilde;", [1, 0, 0], 1),
    ("two levels", "y&amp;#x27;all &lt;", [2, 1, 0], 2),
    ("three levels", "&amp;amp;amp;", [1, 1, 1], 3),
    ("a fourth is not counted", "&amp;amp;amp;amp;", [1, 1, 1], 3),
    ("a second level that would make a tag", "&amp;lt;b &amp;eacute;", [2, 2, 0], 1),
    ("a third level that would make a tag", "&amp;amp;lt;b", [1, 1, 1], 2),
    ("a first level that makes one", "&lt;b", [1, 0, 0], 1),
    ("markup is text", "<b title='&amp;amp;'>&lt;</b>", [2, 1, 0], 2),
    ("a nest behind a bare ampersand", "&&amp;amp;", [1, 1, 0], 2),
    ("lone surrogates", "\ud800&amp;\udc00", [1, 0, 0], 1),
    ("more than 4,300 digits", f"&#{'9' * 5000};", [1, 0, 0], 1),
]


@pytest.mark.parametrize(("text", "numbers", "levels"), [row[1:] for row in COUNTED], ids=[row[0] for row in COUNTED])
def test_references(text, numbers, levels, side):
    found = side.scan(text)
    assert (found["references"], found["levels"]) == (numbers, levels)


NOTHING = {
    "references": [0, 0, 0],
    "levels": 0,
    "invisible": {},
    "stripped": {"safe": 0, "security": 0, "all": 0},
    "hidden": [],
    "not_nfc": 0,
    "line_ends": {},
    "label_lines": 0,
}


@pytest.mark.parametrize("text", ["", "Tea and cake.", "café 雨 🍵", "a  b\tc\xa0", "\ud800"], ids=ascii)
def test_nothing(text, side):
    assert side.scan(text) == NOTHING


def test_all_at_once(side):
    text = "\ufeffcafe\u0301&nbsp;\r\nADVERTISEMENT\nhi\U000e0068\U000e0069 user\u202egpj\u202c\0"
    found = side.scan(text)
    assert found == {
        "references": [1, 0, 0],
        "levels": 1,
        "invisible": {"control": 1, "byte_order_mark": 1, "tag": 2, "bidi_override": 1, "bidi": 1},
        "stripped": {"safe": 4, "security": 6, "all": 6},
        "hidden": ["hi"],
        "not_nfc": 1,
        "line_ends": {"lf": 1, "crlf": 1},
        "label_lines": 1,
    }
    assert list(found) == list(NOTHING)


def test_references_behind_the_window_count(side):
    text = f"&amp;{'x' * 300_000}&amp;lt;b"
    found = side.scan(text)
    assert (found["references"], found["levels"]) == ([2, 1, 0], 2)


def test_the_result_is_the_caller_s(side):
    text = "&amp;"
    found = side.scan(text)
    for value in (found["references"], found["stripped"], found):
        value.clear()
    assert side.scan(text) == NOTHING | {"references": [1, 0, 0], "levels": 1}


class Text(str):
    """A str of a subclass."""

    __slots__ = ()


def test_a_subclass(side):
    assert side.scan(Text("&amp;")) == side.scan("&amp;")


TEXTS = st.lists(st.one_of(references, nests, nests, words), max_size=12).map("".join)


@examples(300)
@given(st.one_of(TEXTS, documents, with_surrogates))
def test_it_agrees_with_unescape(text):
    for side in (strigil, reference):
        found = side.scan(text)
        before = text
        for level, number in enumerate(found["references"], 1):
            after = side.unescape(text, levels=level)
            # A reference is always longer than what it stands for.
            assert len(before) - len(after) >= number
            assert (number == 0) == (before == after)
            before = after
        assert side.unescape(text, levels="auto") == side.unescape(text, levels=found["levels"] or 1)
        assert (found["levels"] == 0) == (found["references"][0] == 0)
        assert found["levels"] == 0 or found["references"][found["levels"] - 1] > 0
