"""What goes with a layout: spaces, line breaks, blank lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import cut, documents, fences, places, spaces, words
from options import FOLDINGS, LAYOUTS, only
from strigil import collapse_whitespace

texts = st.lists(st.one_of(spaces, spaces, words, fences), max_size=20).map("".join)
foldings = st.sampled_from(FOLDINGS)
layouts = st.sampled_from(LAYOUTS)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("text", "ascii_only", "typographic", "kept"),
    [
        ("10\xa0km", "10 km", "10\xa0km", "10\xa0km"),
        ("10 \u202f\xa0 km", "10 km", "10\u202fkm", "10 \u202f\xa0 km"),
        ("第一\u3000第二", "第一 第二", "第一\u3000第二", "第一\u3000第二"),
        ("a  b", "a b", "a b", "a  b"),
        ("a\tb", "a b", "a b", "a\tb"),
        ("a\x0b\x0cb\x1cc\x1fd", "a b c d", "a b c d", "a\x0b\x0cb\x1cc\x1fd"),
        ("a\u2003b\u2007c", "a b c", "a b c", "a\u2003b\u2007c"),
        ("\xa0a\u3000", "a", "a", "a"),
        ("a\u200bb", "a\u200bb", "a\u200bb", "a\u200bb"),
    ],
)
def test_spaces(text, ascii_only, typographic, kept, layout):
    assert collapse_whitespace(text, layout=layout) == ascii_only
    assert collapse_whitespace(text, layout=layout, spaces="ascii") == ascii_only
    assert collapse_whitespace(text, layout=layout, spaces="keep-typographic") == typographic
    assert collapse_whitespace(text, layout=layout, spaces="keep") == kept


@pytest.mark.parametrize("choice", ["ascii", "keep-typographic", "keep"])
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_spaces_beside_a_line_end_go(end, choice):
    text = f"a \xa0{end}\u3000\t b"
    assert collapse_whitespace(text, spaces=choice) == "a\nb"
    assert collapse_whitespace(text, layout="inline", spaces=choice) == "a b"
    assert collapse_whitespace(text, spaces=choice, linebreaks="keep") == f"a{end}b"
    assert collapse_whitespace(text, layout="inline", spaces=choice, linebreaks="keep") == "a b"


@pytest.mark.parametrize("space", [" ", "\t", "\xa0", "\u3000", " \u2003"], ids=ascii)
def test_spaces_that_are_too_many(space):
    most, more = f"a{space * (256 // len(space))}b", f"a{space * (256 // len(space) + 1)}b"
    assert collapse_whitespace(most, spaces="keep") is most
    assert collapse_whitespace(more, spaces="keep") == "a b"
    assert collapse_whitespace("a" + space * 100_000 + "b", spaces="keep") == "a b"
    assert collapse_whitespace("a" + space * 100_000 + "\nb", spaces="keep") == "a\nb"


@pytest.mark.parametrize(
    ("text", "paragraphs", "lines"),
    [
        ("a\r\nb", "a\r\nb", "a\r\nb"),
        ("a\rb\x85c\u2028d\u2029e\nf", "a\rb\x85c\u2028d\u2029e\nf", "a\rb\x85c\u2028d\u2029e\nf"),
        ("a\r\n\r\n\r\nb", "a\r\n\r\nb", "a\r\nb"),
        ("a\n\r\x85b", "a\n\rb", "a\nb"),
        ("a \u2028 \r\n \nb", "a\u2028\r\nb", "a\u2028b"),
        ("a\r\r\nb", "a\r\r\nb", "a\rb"),
        ("x.\r\n", "x.", "x."),
        ("\r\nx", "x", "x"),
        ("a\x0b\nb", "a\nb", "a\nb"),
    ],
)
def test_line_breaks_that_stay(text, paragraphs, lines):
    assert collapse_whitespace(text, linebreaks="keep") == paragraphs
    assert collapse_whitespace(text, linebreaks="keep", layout="lines") == lines
    assert collapse_whitespace(text, linebreaks="keep", layout="inline") == " ".join(text.split())


@pytest.mark.parametrize("most", [0, 1, 2, 3, 254, 255])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\x85", "\u2029"], ids=ascii)
@pytest.mark.parametrize("space", ["", " ", "\t\xa0"], ids=ascii)
def test_blank_lines(end, space, most):
    for number in (1, 2, most + 1, most + 2, 1000):
        stay = min(number, most + 1)
        text = f"a{(space + end + space) * number}b"
        assert collapse_whitespace(text, max_blank_lines=most) == "a" + "\n" * stay + "b"
        assert collapse_whitespace(text, max_blank_lines=most, linebreaks="keep") == f"a{end * stay}b"
        assert collapse_whitespace(text, max_blank_lines=most, layout="lines") == "a\nb"
        assert collapse_whitespace(text, max_blank_lines=most, layout="inline") == "a b"


@examples(400)
@given(text=st.one_of(texts, documents), layout=layouts, folding=foldings)
def test_again_and_no_word_lost_or_glued(text, layout, folding):
    once = collapse_whitespace(text, layout=layout, **folding)
    assert collapse_whitespace(once, layout=layout, **folding) is once
    assert once.split() == text.split()
    assert (once is text) == (once == text)


@examples(400)
@given(text=st.one_of(texts, documents), layout=layouts, folding=foldings, places=places)
def test_the_stage_is_the_function(text, layout, folding, places):
    cleaner = strigil.Cleaner(**only(whitespace=layout, **folding))
    expected = collapse_whitespace(text, layout=layout, **folding)
    assert cleaner(text) == expected
    assert "".join(cleaner.stream().over(cut(text, places))) == expected
    assert b"".join(piece.encode() for piece in cleaner.stream().over(cut(text.encode(), places))) == expected.encode()


@examples(400)
@given(text=texts, layout=layouts, folding=foldings)
def test_every_width(text, layout, folding):
    """One character more, which is as wide as can be or a lone surrogate, changes nothing else."""
    expected = collapse_whitespace(f"{text}x", layout=layout, **folding)[:-1]
    for character in ("ß", "雨", "🍵", "\udfff"):
        assert collapse_whitespace(text + character, layout=layout, **folding) == expected + character


@pytest.mark.parametrize("preset", ["web", "text"])
def test_in_a_cleaner(preset):
    text = "10\xa0km\r\n\r\n\r\nb"
    cleaner = strigil.Cleaner(preset, spaces="keep-typographic", max_blank_lines=0)
    assert cleaner(text) == "10\xa0km\nb"
    assert strigil.clean(text, "text", linebreaks="keep", labels=None) == "10 km\r\n\r\nb"
    assert strigil.clean(text, "html", spaces="keep", max_blank_lines=3) == text
