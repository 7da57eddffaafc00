"""The four forms against a table package of the core's own Unicode version."""

import sys
import unicodedata

import pytest
import unicodedata2
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import documents, normalizable, unicode, with_surrogates
from options import FORMS
from strigil import is_normalized, normalize

CHARACTERS = [chr(code) for code in range(0x11_0000)]
PLANE = 0x1_0000

# Characters that a form changes, or that take part in compositions or reorderings: the ones worth drawing from.
LIVELY = [
    character
    for character in CHARACTERS
    if unicodedata2.combining(character) or unicodedata2.decomposition(character) or "\u1100" <= character <= "\u11ff"
]
COMBINING = [character for character in LIVELY if unicodedata2.combining(character)]
hangul = st.sampled_from(
    [*map(chr, range(0x1100, 0x1200)), *map(chr, range(0xAC00, 0xAC00 + 100)), "\ud7a3", "\u11a7", "\u11c3", "\u1176"]
)
texts = st.lists(
    st.one_of(
        st.sampled_from(LIVELY),
        st.sampled_from(COMBINING),
        hangul,
        unicode,
        st.characters(exclude_categories=[]),
        st.sampled_from("aeio "),
    ),
    max_size=24,
).map("".join)


@pytest.mark.parametrize("form", FORMS)
def test_every_character(form):
    for character in CHARACTERS:
        expected = unicodedata2.normalize(form, character)
        assert normalize(form, character) == expected
        assert is_normalized(form, character) == (expected == character)


@pytest.mark.parametrize("form", FORMS)
def test_every_character_between_others(form):
    """Between a letter and a mark, where it may take part in a composition."""
    for character in CHARACTERS[:0xD800] + CHARACTERS[0xE000:0x3_1350] + CHARACTERS[0xE_0000:0xE_1000]:
        text = f"a{character}\u0301\u0323"
        assert normalize(form, text) == unicodedata2.normalize(form, text)


@pytest.mark.parametrize("form", FORMS)
def test_every_pair_of_marks(form):
    some = COMBINING[::7]
    for first in some:
        text = "".join(f"e{first}{second}" for second in some)
        assert normalize(form, text) == unicodedata2.normalize(form, text)


@pytest.mark.parametrize("form", FORMS)
@examples(500)
@given(text=st.one_of(texts, normalizable, documents, with_surrogates))
def test_texts(form, text):
    expected = unicodedata2.normalize(form, text)
    assert normalize(form, text) == expected
    assert is_normalized(form, text) == (text == expected)
    assert is_normalized(form, expected)


@pytest.mark.parametrize("form", FORMS)
@examples(100)
@given(text=normalizable)
def test_the_interpreter_agrees_on_its_own_characters(form, text):
    assert normalize(form, text) == unicodedata.normalize(form, text)
    assert is_normalized(form, text) == unicodedata.is_normalized(form, text)


LONG = {
    "marks": "a" + "\u0301" * 50_000,
    "unordered marks": "a" + "\u0316\u0301" * 25_000,
    "only marks": "\u0301\u0316" * 1100,
    "jamo": "\u1100\u1161\u11a8" * 5000,
    "vowels": "\u1100" + "\u1161" * 5000,
    "syllables": "가" * 5000,
    "letters": "é" * 5000,
    "decomposed": "e\u0301" * 5000,
    "long": "ﷺ" * 500,
    "pairs": "\u0344" * 2000,
    "ascii": "plain text " * 1000,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_texts_have_no_bound(form, text):
    expected = unicodedata2.normalize(form, text)
    assert normalize(form, text) == expected
    assert is_normalized(form, text) == (text == expected)


# What comes out in another width than it went in, or as wide with something narrow or wide beside it.
WIDTHS = {
    "two bytes to one": "e\u0301",
    "four bytes to two": "\U0002f800",
    "two bytes to four": "\ufacf",
    "one byte to two": "½é",
    "four bytes to one": "\U0001d400",
    "all": "e\u0301 \U0002f800 \ufacf ½ \U0001d400 🍵",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", WIDTHS.values(), ids=WIDTHS)
def test_widths(form, text):
    """Also beyond a block, and where the wide one comes late. A string in a wider array than it needs equals none."""
    for times in (1, 7, 64, 1000):
        for long in (text * times, "x" * times + text, text + "ÿ" * times):
            expected = unicodedata2.normalize(form, long)
            result = normalize(form, long)
            assert result == expected
            assert result.encode("utf-32") == expected.encode("utf-32")
            # All strings of one character of Latin-1 are one, which may hold more by now.
            assert len(result) == 1 or sys.getsizeof(result) == sys.getsizeof("".join(expected))


@pytest.mark.parametrize("form", FORMS)
def test_lone_surrogates_are_letters(form):
    surrogates = ["\ud800", "\udbff", "\udc00", "\udfff", "\ud83d\udc00"]
    for surrogate in surrogates:
        for part in ("{}", "e{}\u0301", "e\u0301{}", "{}\u0301\u0316", "가{}\u11a8", "ﬁ{}½", "{}🍵e\u0301"):
            for times in (1, 40):
                text = part.format(surrogate) * times
                expected = unicodedata2.normalize(form, text)
                assert normalize(form, text) == expected
                assert is_normalized(form, text) is (text == expected)


def test_the_version_is_a_version():
    assert [int(part) >= 0 for part in strigil.unidata_version.split(".")] == [True] * 3
    assert int(strigil.unidata_version.split(".")[0]) >= int(unicodedata.unidata_version.split(".")[0])
