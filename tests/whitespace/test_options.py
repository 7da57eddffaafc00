"""The options `spaces`, `linebreaks` and `max_blank_lines`, by the rules of docs/reference/whitespace.md."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import documents, spaced_texts
from options import FOLDINGS, LAYOUTS, folded, only
from strigil import reference

TEXT = "\u3000 Tea\u202f\u00a0 at\t\u2003noon, \u00a0\r\n \v \r \u2028cake\u00a0\x85then  \n\u3000rest.\u2029 "

# What becomes of TEXT with each choice of `spaces`: of the spaces in a line, that is.
WORDS = {
    "ascii": "Tea at noon,",
    "keep-typographic": "Tea\u202fat noon,",
    "keep": "Tea\u202f\u00a0 at\t\u2003noon,",
}


@pytest.mark.parametrize("spaces", WORDS)
@pytest.mark.parametrize(
    ("layout", "linebreaks", "rest"),
    [
        ("paragraphs", "unix", "\n\ncake\nthen\nrest."),
        ("paragraphs", "keep", "\r\n\rcake\x85then\nrest."),
        ("lines", "unix", "\ncake\nthen\nrest."),
        ("lines", "keep", "\r\ncake\x85then\nrest."),
        ("inline", "unix", " cake then rest."),
        ("inline", "keep", " cake then rest."),
    ],
)
def test_all_layouts(layout, linebreaks, rest, spaces, side):
    found = side.collapse_whitespace(TEXT, layout=layout, spaces=spaces, linebreaks=linebreaks)
    assert found == WORDS[spaces] + rest


@pytest.mark.parametrize(
    ("text", "ascii_", "typographic", "kept"),
    [
        ("10\u00a0km", "10 km", "10\u00a0km", "10\u00a0km"),
        ("10 \u00a0 km", "10 km", "10\u00a0km", "10 \u00a0 km"),
        ("a\u202f\u00a0\u3000b", "a b", "a\u202fb", "a\u202f\u00a0\u3000b"),
        ("第一\u3000第二", "第一 第二", "第一\u3000第二", "第一\u3000第二"),
        ("a  b", "a b", "a b", "a  b"),
        ("a\tb", "a b", "a b", "a\tb"),
        ("a\vb\fc\x1cd", "a b c d", "a b c d", "a\vb\fc\x1cd"),
        ("a\u2003\u205fb\u1680c", "a b c", "a b c", "a\u2003\u205fb\u1680c"),
        ("\u00a0a\u3000", "a", "a", "a"),
        ("\u00a0", "", "", ""),
    ],
)
def test_spaces(text, ascii_, typographic, kept, side):
    for layout in LAYOUTS:
        assert side.collapse_whitespace(text, layout=layout) == ascii_
        assert side.collapse_whitespace(text, layout=layout, spaces="ascii") == ascii_
        assert side.collapse_whitespace(text, layout=layout, spaces="keep-typographic") == typographic
        assert side.collapse_whitespace(text, layout=layout, spaces="keep") == kept


@pytest.mark.parametrize("space", [" ", "\t", "\u00a0", "\u3000", "\u202f"], ids=ascii)
def test_a_long_run_is_not_kept(space, side):
    kept = f"a{space * 256}b"
    assert side.collapse_whitespace(kept, spaces="keep") == kept
    assert side.collapse_whitespace(f"a{space * 257}b", spaces="keep") == "a b"
    assert side.collapse_whitespace(f"a{space * 100_000}b", spaces="keep") == "a b"
    typographic = space if space in "\u00a0\u202f\u3000" else " "
    assert side.collapse_whitespace(f"a{space * 100_000}b", spaces="keep-typographic") == f"a{typographic}b"
    assert side.collapse_whitespace("a" + " " * 1000 + f"{space}b", spaces="keep-typographic") == f"a{typographic}b"


@pytest.mark.parametrize("spaces", ["keep", "keep-typographic"])
def test_beside_a_line_end_no_space_is_kept(spaces, side):
    for layout, between in (("paragraphs", "\n"), ("lines", "\n"), ("inline", " ")):
        for text in ("a\u00a0\nb", "a\n\u3000b", "a \u202f\n \u00a0b"):
            assert side.collapse_whitespace(text, layout=layout, spaces=spaces) == f"a{between}b"


ENDS = ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("end", ENDS, ids=ascii)
def test_line_breaks(end, side):
    text = f"{end}a {end} b{end}{end}c \t{end}\v{end} {end}d{end}"
    for layout, kept in (
        ("paragraphs", f"a{end}b{end}{end}c{end}{end}d"),
        ("lines", f"a{end}b{end}c{end}d"),
        ("inline", "a b c d"),
    ):
        assert side.collapse_whitespace(text, layout=layout, linebreaks="keep") == kept
        unix = kept.replace(end, "\n")
        assert side.collapse_whitespace(text, layout=layout) == unix
        assert side.collapse_whitespace(text, layout=layout, linebreaks="unix") == unix


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("a\n\r\u2029b", "a\n\rb"),
        ("a\u2028\x85\nb", "a\u2028\x85b"),
        ("a\r\n\rb", "a\r\n\rb"),
        ("a\r\r\nb", "a\r\r\nb"),
        ("a\r\r\r\nb", "a\r\rb"),
        ("a\x85 \u2028 \u2029b", "a\x85\u2028b"),
    ],
)
def test_the_first_line_ends_are_kept(text, kept, side):
    assert side.collapse_whitespace(text, linebreaks="keep") == kept


@pytest.mark.parametrize("number", range(6))
def test_blank_lines(number, side):
    for lines in range(1, 9):
        stay = min(lines, number + 1)
        text = "a" + " \r\n" * lines + "\t b"
        assert side.collapse_whitespace(text, max_blank_lines=number) == "a" + "\n" * stay + "b"
        assert side.collapse_whitespace(text, max_blank_lines=number, linebreaks="keep") == "a" + "\r\n" * stay + "b"
        assert side.collapse_whitespace(text, max_blank_lines=number, layout="lines") == "a\nb"
        assert side.collapse_whitespace(text, max_blank_lines=number, layout="inline") == "a b"
        assert side.collapse_whitespace(f"\n{text}\n\n", max_blank_lines=number) == "a" + "\n" * stay + "b"


def test_many_blank_lines(side):
    for lines in (255, 256, 257, 100_000):
        text = "a" + "\n" * lines + "b"
        assert side.collapse_whitespace(text, max_blank_lines=255) == "a" + "\n" * min(lines, 256) + "b"


@pytest.mark.parametrize("options", FOLDINGS.values(), ids=FOLDINGS)
@examples(100)
@given(text=st.one_of(spaced_texts, documents))
def test_the_stage_is_the_function(options, text):
    assert strigil.clean(text, **folded(**options)) == strigil.collapse_whitespace(text, **options)


@pytest.mark.parametrize("options", FOLDINGS.values(), ids=FOLDINGS)
@examples(100)
@given(text=st.one_of(spaced_texts, documents))
def test_no_word_is_lost_split_or_glued(options, text):
    for side in (strigil, reference):
        assert side.collapse_whitespace(text, **options).split() == text.split()


def test_without_a_layout_the_others_do_nothing(side):
    options = only(spaces="keep-typographic", linebreaks="keep", max_blank_lines=0)
    assert side.clean(TEXT, **options) == TEXT
    assert side.clean(" a \n\n b", "html", max_blank_lines=0, linebreaks="unix") == " a \n\n b"


def test_in_the_presets(side):
    assert side.clean("<p>10&nbsp;km</p>") == "10 km"
    assert side.clean("<p>10&nbsp;km</p>", spaces="keep-typographic") == "10\u00a0km"
    assert side.clean("a\r\n\r\n\r\nb&#133;c", "text", linebreaks="keep", max_blank_lines=3) == "a\r\n\r\n\r\nb…c"
    assert side.clean("a<br><br><br>b\n", max_blank_lines=0) == "a\nb"


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (("10\u00a0km",), "10 km"),
        (("a\x85b",), "a\nb"),
        (("a\vb",), "a b"),
        (("a\x1cb",), "a b"),
        (("x.\r\ny. \nz.",), "x.\ny.\nz."),
        (("stop\nnext\ncup\n",), "stop\nnext\ncup"),
        (("这个段落\n比较长",), "这个段落\n比较长"),
        (("한국어 텍스트\n텍스트",), "한국어 텍스트\n텍스트"),
    ],
)
def test_traps(call, expected, side):
    assert side.collapse_whitespace(*call) == expected
    assert side.clean(*call, "text") == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>a</p><p>b c</p>x<br>y", "a\nb c\nx\ny"),
        ("<p>fo<b>o</b></p>", "foo"),
        ("<p>x.\u200b</p>\n<p>y.&#x200b;\r</p>", "x.\ny."),
    ],
)
def test_traps_in_pages(page, expected, side):
    assert side.clean(page) == expected
