"""The three layouts, by the rules of docs/reference/whitespace.md."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import documents, spaces, words
from options import LAYOUTS, only
from strigil import collapse_whitespace

WHITE_SPACE = [chr(code) for code in range(0x11_0000) if chr(code).isspace()]
LINE_ENDS = ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029"]
SPACES = [space for space in WHITE_SPACE if space not in LINE_ENDS]
texts = st.lists(st.one_of(spaces, spaces, words), max_size=14).map("".join)


def name(character):
    return "-".join(f"U+{ord(part):04X}" for part in character)


def test_white_space_is_what_python_says():
    listed = [
        *range(9, 14),
        *range(0x1C, 0x21),
        0x85,
        0xA0,
        0x1680,
        *range(0x2000, 0x200B),
        0x2028,
        0x2029,
        0x202F,
        0x205F,
        0x3000,
    ]
    assert [ord(space) for space in WHITE_SPACE] == listed


@pytest.mark.parametrize("space", SPACES, ids=name)
def test_spaces(space):
    for layout in LAYOUTS:
        assert collapse_whitespace(f"a{space}b", layout=layout) == "a b"
        assert collapse_whitespace(f"{space}a{space}{space}b{space} ", layout=layout) == "a b"
    assert collapse_whitespace(f"a{space}\n{space}b") == "a\nb"


@pytest.mark.parametrize("end", LINE_ENDS, ids=name)
@pytest.mark.parametrize(
    ("layout", "one", "two", "three"),
    [("paragraphs", "a\nb", "a\n\nb", "a\n\nb"), ("lines", "a\nb", "a\nb", "a\nb"), ("inline", "a b", "a b", "a b")],
)
def test_line_ends(end, layout, one, two, three):
    assert collapse_whitespace(f"a{end}b", layout=layout) == one
    assert collapse_whitespace(f"a {end}\tb", layout=layout) == one
    assert collapse_whitespace(f"a{end}{end}b", layout=layout) == two
    assert collapse_whitespace(f"a{end} {end}b", layout=layout) == two
    assert collapse_whitespace(f" {end}a{end}{end}\u3000{end}b{end}", layout=layout) == three


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb", "a\nb"),
        ("a\n\rb", "a\n\nb"),
        ("a\r\r\nb", "a\n\nb"),
        ("a\r \nb", "a\n\nb"),
        ("a\r\n\nb", "a\n\nb"),
        ("a\vb\fc", "a b c"),
        ("a\x1cb\x1fc", "a b c"),
        ("10\xa0km", "10 km"),
        ("x.\r", "x."),
        ("", ""),
        (" ", ""),
        ("\r\n\x85\u2029", ""),
        ("\n\na", "a"),
        ("a\u200bb", "a\u200bb"),
        ("a\ufeff b", "a\ufeff b"),
        ("第一\u3000第二", "第一 第二"),
        (" é", "é"),
        ("🍵  🍵", "🍵 🍵"),
    ],
)
def test_paragraphs(text, expected):
    assert collapse_whitespace(text) == expected
    assert collapse_whitespace(text, layout="paragraphs") == expected


def test_a_long_run():
    assert collapse_whitespace("a" + " \t" * 100_000 + "b") == "a b"
    assert collapse_whitespace("a" + "\r\n" * 100_000 + "b") == "a\n\nb"


@examples(500)
@given(st.one_of(texts, documents, st.text()))
def test_inline_is_split_and_join(text):
    assert collapse_whitespace(text, layout="inline") == " ".join(text.split())


@pytest.mark.parametrize("layout", LAYOUTS)
@examples(200)
@given(text=st.one_of(texts, documents))
def test_no_word_is_lost_split_or_glued(layout, text):
    assert collapse_whitespace(text, layout=layout).split() == text.split()


@examples(200)
@given(st.one_of(texts, documents))
def test_what_a_paragraph_text_looks_like(text):
    # Without fences: in code white space stays.
    lines = collapse_whitespace(text.replace("```", "")).split("\n")
    assert all(line == " ".join(line.split()) for line in lines)
    assert all(first or second for first, second in pairwise(lines))
    assert lines == [""] or (lines[0] and lines[-1])


@pytest.mark.parametrize("layout", LAYOUTS)
@examples(100)
@given(text=st.one_of(texts, documents))
def test_the_stage_is_the_function(layout, text):
    assert strigil.clean(text, **only(whitespace=layout)) == collapse_whitespace(text, layout=layout)


def test_none_leaves_white_space_alone():
    assert strigil.clean(" a \r\n\n\n b ", "text", whitespace=None, labels=None) == " a \r\n\n\n b "
