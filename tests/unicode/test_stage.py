"""The stage `unicode` of a cleaner: a normalisation form, in segments of bounded length (docs/reference/unicode.md)."""

import re

import pytest
import unicodedata2
from hypothesis import assume, given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import documents, normalizable
from options import FORMS, only
from strigil import Cleaner

BOUND = 1024


def has_no_long_segment(text):
    """For certain: ASCII characters are boundaries in every form."""
    return re.search(rf"[^\0-\x7F]{{{BOUND + 1}}}", text) is None


@pytest.mark.parametrize("form", FORMS)
@examples(150)
@given(text=st.one_of(normalizable, documents))
def test_the_stage_is_the_function(form, text):
    assume(has_no_long_segment(text))
    assert Cleaner(**only(unicode=form))(text) == strigil.normalize(form, text)


def unordered(number):
    """So many marks that stand in the wrong order, so that every form changes them."""
    return ("\u0301\u0316" * number)[:number]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("before", ["", "x", "雨\n", "🍵"], ids=["nothing", "letter", "wide", "widest"])
def test_marks_behind_a_letter(form, before):
    cleaner = Cleaner(**only(unicode=form))
    fits, exceeds = (f"{before}q{unordered(number)}z" for number in (BOUND, BOUND + 1))
    assert cleaner(fits) == unicodedata2.normalize(form, fits) != fits
    assert cleaner(exceeds) is exceeds


@pytest.mark.parametrize("form", FORMS)
def test_marks_at_the_start(form):
    cleaner = Cleaner(**only(unicode=form))
    fits, exceeds = (unordered(number) + "z" for number in (BOUND, BOUND + 1))
    assert cleaner(fits) == unicodedata2.normalize(form, fits) != fits
    assert cleaner(exceeds) is exceeds


@pytest.mark.parametrize("form", FORMS)
def test_only_the_long_segment_is_left_alone(form):
    before, long, after = f"e{unordered(7)} ", "e" + unordered(BOUND + 1), f" e{unordered(9)}"
    expected = unicodedata2.normalize(form, before) + long + unicodedata2.normalize(form, after)
    assert Cleaner(**only(unicode=form))(before + long + after) == expected


NO_BOUNDARIES = {
    # Characters of class 0 that are no boundary in some forms: their quick check is Maybe or No.
    "vowels of Hangul, NFC": ("NFC", "\u1100", "\u1161"),
    "vowels of Hangul, NFKC": ("NFKC", "\u1100", "\u1161"),
    "syllables of Hangul, NFD": ("NFD", "x", "가"),
    "letters with accents, NFD": ("NFD", "x", "é"),
    "full-width letters, NFKC": ("NFKC", "x", "Ａ"),
    "ellipses, NFKD": ("NFKD", "x", "…"),
    "singletons, NFC": ("NFC", "x", "\u2126"),
}


@pytest.mark.parametrize(("form", "first", "more"), NO_BOUNDARIES.values(), ids=NO_BOUNDARIES)
def test_what_is_no_boundary(form, first, more):
    cleaner = Cleaner(**only(unicode=form))
    fits, exceeds = (first + more * number for number in (BOUND, BOUND + 1))
    assert cleaner(fits) == unicodedata2.normalize(form, fits) != fits
    assert cleaner(exceeds) is exceeds


BOUNDARIES = {
    "letters with accents, NFC": ("NFC", "e\u0301é"),
    "vowels of Hangul, NFD": ("NFD", "가\u1161"),
    "syllables of Hangul, NFC": ("NFC", "\u1100\u1161가"),
    "letters": ("NFKC", "ﬁx"),
}


@pytest.mark.parametrize(("form", "text"), BOUNDARIES.values(), ids=BOUNDARIES)
def test_what_is_a_boundary(form, text):
    long = text * (BOUND * 2)
    assert Cleaner(**only(unicode=form))(long) == unicodedata2.normalize(form, long) != long


@pytest.mark.parametrize("form", FORMS)
def test_the_bound_does_not_depend_on_the_cut(form):
    for number in (BOUND, BOUND + 1):
        text = f"x q{unordered(number)}z é"
        stream = Cleaner(**only(unicode=form)).stream()
        assert "".join([*map(stream.feed, text), stream.finish()]) == Cleaner(**only(unicode=form))(text)


@pytest.mark.parametrize("form", FORMS)
def test_classes_at_the_bound(form):
    """Marks of many classes, which change places over the whole length of the longest segment."""
    marks = "\u0301\u0316\u0345\u05b0\u0334\u3099\u0323\u093c" * (BOUND // 8)
    cleaner = Cleaner(**only(unicode=form))
    for text in (f"e{marks}x", f"ø{marks}", marks + "x", f"{marks}e{marks}"):
        assert cleaner(text) == unicodedata2.normalize(form, text) != text
        stream = cleaner.stream()
        assert "".join([*map(stream.feed, text), stream.finish()]) == cleaner(text)
    more = f"e{marks}\u0301x"
    assert cleaner(more) is more
    assert strigil.normalize(form, more) == unicodedata2.normalize(form, more)


def test_presets_use_nfc_at_most():
    text = "Cafe\u0301 １９９９年 ＡＢＣ、東京。 10³ ½ ﬁ … “yes”"
    for preset in ("web", "text"):
        assert strigil.clean(text, preset) == text.replace("e\u0301", "é")
    assert strigil.clean(text, "html") is text
    assert strigil.clean(text, unicode="NFKC") == "Café 1999年 ABC、東京。 103 1\u20442 fi ... “yes”"
    assert strigil.clean(text, unicode=None) is text


def test_a_reference_may_bring_the_mark():
    assert strigil.clean("Cafe&#769; &#x1100;&#x1161;") == "Café 가"
    assert strigil.clean("Cafe<b>&#769;</b>") == "Café"
