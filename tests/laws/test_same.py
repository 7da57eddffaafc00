"""Law 4: what is clean comes back as the same object."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import byte_documents, documents, invisible_texts, normalizable, spaced_texts, text
from options import FOLDINGS, FORMS, MODES, POLICIES, PRESETS, SINGLE, folded, only, overrides
from strigil import Cleaner

STEPS = {
    **{f"unescape {mode}": lambda text, mode=mode: strigil.unescape(text, mode=mode) for mode in MODES},
    "unescape auto": lambda text: strigil.unescape(text, levels="auto"),
    "unescape keep": lambda text: strigil.unescape(text, levels=3, keep="<>&"),
    **{f"normalize {form}": lambda text, form=form: strigil.normalize(form, text) for form in FORMS},
    **{
        f"collapse {name}": lambda text, options=options: strigil.collapse_whitespace(text, **options)
        for name, options in FOLDINGS.items()
    },
    **{
        f"strip_invisible {policy}": lambda text, policy=policy: strigil.strip_invisible(text, policy=policy)
        for policy in POLICIES
    },
    "strip_ads": strigil.strip_ads,
    "strip_ad_labels": strigil.strip_ad_labels,
    "to_text": strigil.to_text,
    **{f"clean {preset}": Cleaner(preset) for preset in PRESETS},
    **{f"only {name}": Cleaner(**options) for name, options in SINGLE.items()},
}
AGAIN = {
    **{name: step for name, step in STEPS.items() if name.startswith(("normalize", "collapse", "strip_invisible"))},
    "strip_ad_labels": strigil.strip_ad_labels,
    **{f"invisible {policy}": Cleaner(**only(invisible=policy)) for policy in POLICIES},
    **{f"unicode {form}": Cleaner(**only(unicode=form)) for form in FORMS},
    **{f"whitespace {name}": Cleaner(**folded(**options)) for name, options in FOLDINGS.items()},
}


class Text(str):
    """A str of a subclass."""

    __slots__ = ()


def fresh(text):
    """An equal str that no one else holds. CPython shares the empty one and those of one character of Latin-1."""
    return "".join([text[:1], text[1:]])


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
@examples(60)
@given(text=st.one_of(documents, text.map(str.strip)))
def test_equal_means_the_same_object(step, text):
    result = step(text)
    assert type(result) is str
    assert result is text or result != text


@pytest.mark.parametrize("step", AGAIN.values(), ids=AGAIN)
@examples(60)
@given(text=st.one_of(documents, normalizable, invisible_texts, spaced_texts))
def test_clean_text(step, text):
    clean = fresh(step(text))
    assert step(clean) is clean


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
@pytest.mark.parametrize(
    "text",
    ["", "x", "Rain in May.", "naïve café", "雨が降る", "tea 🍵"],
    ids=["empty", "one", "ascii", "latin", "wide", "widest"],
)
def test_a_subclass_gives_a_plain_str(step, text):
    result = step(Text(text))
    assert type(result) is str
    assert result == step(text)


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("text", ["Rain in May.", "Rain\nin May.", "ABC 123"])
def test_plain_ascii(name, text):
    text = fresh(text)
    result = STEPS[name](text)
    if "inline" in name and "\n" in text:
        assert result == text.replace("\n", " ")
    else:
        assert result is text


@pytest.mark.parametrize(
    "text",
    ["naïve café", "雨が降る", "tea 🍵 time", "x" * 100_000, "雨" * 100_000],
    ids=["latin", "wide", "widest", "long", "long wide"],
)
def test_presets_on_every_width(text):
    text = fresh(text)
    assert all(strigil.clean(text, preset) is text for preset in PRESETS)


@examples(100)
@given(data=byte_documents, preset=st.sampled_from(PRESETS), options=overrides())
def test_bytes(data, preset, options):
    result = strigil.clean(data, preset, **options)
    assert type(result) is bytes
    assert result is data or result != data
