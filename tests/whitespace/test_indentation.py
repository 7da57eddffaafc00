"""Indentation that stays: `spaces="keep-indent"` (docs/reference/whitespace.md)."""

import pytest

import strigil

STAYS = {
    "a nested list": "* Old\n    * small chance\n        * deeper\n* New",
    "code without a fence": "if x:\n\ty = 1\n\n\tz = 2",
    "the first line": "    a\n    b",
    "a fence": "- x\n  ```\n  a  b\n  ```\n  y",
    "as much as may be": f"a\n{' ' * 256}b",
}


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_it_stays(text, side):
    assert side.collapse_whitespace(text, spaces="keep-indent") == text
    assert side.clean(text, "text", spaces="keep-indent") == text


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_the_same_object(text):
    assert strigil.collapse_whitespace(text, spaces="keep-indent") is text
    assert strigil.Cleaner("text", spaces="keep-indent")(text) is text


FOLDED = {
    "inside a line": ("a  b", "a b"),
    "before a line end": ("a  \n  b", "a\n  b"),
    "of blank lines": ("a\n   \n  b", "a\n\n  b"),
    "of blank lines that go": ("a\n \n  \n   b", "a\n\n   b"),
    "CRLF": ("a\r\n  b", "a\n  b"),
    "other spaces": ("a\n\u3000\u00a0b", "a\n  b"),
    "blank lines at the start": ("\n\n  a", "  a"),
    "the end": ("a\n  ", "a"),
    "nothing else": (" \n ", ""),
    "too much": (f"a\n{' ' * 257}b", "a\nb"),
}


@pytest.mark.parametrize(("text", "expected"), FOLDED.values(), ids=FOLDED)
def test_other_white_space(text, expected, side):
    assert side.collapse_whitespace(text, spaces="keep-indent") == expected
    assert side.clean(text, "text", spaces="keep-indent", unicode=None) == expected


def test_layouts(side):
    text = " a\n\n  b\n  c"
    assert side.collapse_whitespace(text, layout="lines", spaces="keep-indent") == " a\n  b\n  c"
    assert side.collapse_whitespace(text, layout="inline", spaces="keep-indent") == "a b c"


def test_labels_see_through_it(side):
    assert side.clean("* a\n  * b\n    Advertisement\n* c", "text", spaces="keep-indent") == "* a\n  * b\n* c"
