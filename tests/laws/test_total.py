"""Law 9: no function raises on any str or bytes, and what comes out is what the caller can store."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import byte_documents, documents, invisible_texts, with_surrogates
from options import FOLDINGS, FORMS, MODES, POLICIES, PRESETS, overrides

any_text = st.text(st.characters(exclude_categories=[]), max_size=40)
texts = st.one_of(any_text, with_surrogates, invisible_texts, documents)


def take_all_steps(text):
    for mode in MODES:
        strigil.unescape(text, mode=mode)
        strigil.unescape(text, mode=mode, levels="auto", keep=text)
    strigil.scan(text)
    for form in FORMS:
        assert strigil.is_normalized(form, strigil.normalize(form, text))
    for options in FOLDINGS.values():
        strigil.collapse_whitespace(text, **options)
    for policy in POLICIES:
        strigil.strip_invisible(text, policy=policy)
    strigil.strip_ads(text)
    strigil.strip_ad_labels(text)
    strigil.to_text(text)


@examples(200)
@given(texts)
def test_steps(text):
    take_all_steps(text)


@examples(300)
@given(text=texts, preset=st.sampled_from(PRESETS), options=overrides())
def test_clean(text, preset, options):
    strigil.clean(text, preset, **options).encode()


@examples(300)
@given(data=st.one_of(st.binary(max_size=60), byte_documents), preset=st.sampled_from(PRESETS), options=overrides())
def test_bytes(data, preset, options):
    result = strigil.clean(data, preset, **options)
    assert result.decode().encode() == result
    assert result == strigil.clean(data.decode("utf-8", "replace"), preset, **options).encode()


@examples(100)
@given(text=texts, preset=st.sampled_from(PRESETS), options=overrides())
def test_one_surrogate_is_one_replacement_character(text, preset, options):
    replaced = "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    assert strigil.clean(text, preset, **options) == strigil.clean(replaced, preset, **options)


@pytest.mark.parametrize(
    "code_point",
    [0, 0x7F, 0x85, 0xAD, 0xFF, 0x100, 0x200D, 0xD800, 0xDFFF, 0xFE0F, 0xFFFF, 0x10000, 0xE0041, 0x10FFFF],
    ids=hex,
)
def test_every_width(code_point):
    for text in (
        chr(code_point),
        chr(code_point) * 3,
        f"&amp;{chr(code_point)}<p>",
        f"a\n{chr(code_point)}ADVERTISEMENT\n",
    ):
        take_all_steps(text)
        for preset in PRESETS:
            strigil.clean(text, preset).encode()


@pytest.mark.parametrize("number", ["9" * 4300, "9" * 4301, "0" * 4301 + "65", "1" * 100_000], ids=len)
def test_long_numbers(number):
    assert strigil.unescape(f"&#{number};") == "\ufffd"
    assert strigil.clean(f"&#{number};") == "\ufffd"
