"""Mode "html" equals `html.unescape`, but for decimal references that the original raises on."""

import html
from html.entities import html5

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import numbers, references, with_surrogates, words
from strigil import reference

TEXTS = st.lists(st.one_of(references, numbers, words), max_size=10).map("".join)
NAMES = {name.removesuffix(";") for name in html5}


@examples(1000)
@given(st.one_of(TEXTS, with_surrogates))
def test_documents(text):
    assert strigil.unescape(text) == html.unescape(text)


@examples(200)
@given(TEXTS)
def test_twin(text):
    assert reference.unescape(text) == html.unescape(text)


@examples(300)
@given(st.text("&#xX0123456789abcdfglmnopqtuy;= ", max_size=30))
def test_characters_of_references(text):
    assert strigil.unescape(text) == html.unescape(text)


@pytest.mark.parametrize("after", ["", ";", ";;", "x", "1", "=", " ", "&", "é", "&amp;", "x;"])
@pytest.mark.parametrize("before", ["", "a", "&", "🍵"])
def test_every_name(before, after):
    for name in NAMES:
        text = f"{before}&{name}{after}"
        assert strigil.unescape(text) == html.unescape(text)


def test_every_name_cut_short():
    for name in NAMES:
        for length in range(1, len(name)):
            text = f"&{name[:length]};"
            assert strigil.unescape(text) == html.unescape(text)


@pytest.mark.parametrize("form", ["&#{};", "&#{}", "&#0{}x", "&#x{:x};", "&#X{:X};", "&#x00{:x} "])
def test_every_number_of_interest(form):
    around = [range(0x300), range(0xD7F0, 0xE010), range(0xFDC0, 0xFE00)]
    around += [range(plane + 0xFFF0, plane + 0x1_0010) for plane in range(0, 0x11_0000, 0x1_0000)]
    around += [[2**bits + more for bits in range(21, 80) for more in (-1, 0, 1, 65)]]
    for codes in around:
        text = "".join(form.format(code) for code in codes)
        assert strigil.unescape(text) == html.unescape(text)


@pytest.mark.parametrize("digits", [4299, 4300])
def test_the_longest_numbers_of_the_original(digits):
    text = f"&#{'1' * digits};"
    assert strigil.unescape(text) == html.unescape(text) == "\ufffd"


@pytest.mark.parametrize("text", ["&#" + "1" * 4301 + ";", "&#" + "0" * 4300 + "65;"], ids=["great", "zeros"])
def test_the_one_difference(text):
    with pytest.raises(ValueError, match="4300 digits"):
        html.unescape(text)
    assert strigil.unescape(text) == "\ufffd"
