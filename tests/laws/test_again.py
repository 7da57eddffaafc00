"""Law 7: white space, Unicode, invisible characters and labels are idempotent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import documents, invisible_texts, normalizable, spaced_texts, with_fillers, with_surrogates
from options import FOLDINGS, FORMS, LAYOUTS, POLICIES, folded, only
from strigil import Cleaner, reference

STEPS = {
    **{
        f"collapse {name}": lambda text, module, options=options: module.collapse_whitespace(text, **options)
        for name, options in FOLDINGS.items()
    },
    **{
        f"strip {policy}": lambda text, module, policy=policy: module.strip_invisible(text, policy=policy)
        for policy in POLICIES
    },
    **{f"normalize {form}": lambda text, module, form=form: module.normalize(form, text) for form in FORMS},
    "labels": lambda text, module: module.strip_ad_labels(text),
    "labels strict": lambda text, module: module.strip_ad_labels(text, level="strict"),
    "labels of a language": lambda text, module: module.strip_ad_labels(text, languages=["en", "pl"]),
    "furniture": lambda text, module: module.clean(text, **only(furniture=True)),
    "labels and furniture": lambda text, module: module.clean(text, **only(labels="safe", furniture=True)),
    "labels and furniture, strict": lambda text, module: module.clean(text, **only(labels="strict", furniture=True)),
    **{
        f"whitespace {name}": lambda text, module, options=options: module.clean(text, **folded(**options))
        for name, options in FOLDINGS.items()
    },
    **{f"unicode {form}": lambda text, module, form=form: module.clean(text, **only(unicode=form)) for form in FORMS},
    **{
        f"invisible {policy}": lambda text, module, policy=policy: module.clean(text, **only(invisible=policy))
        for policy in POLICIES
    },
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
@examples(150)
@given(text=st.one_of(documents, documents, normalizable, invisible_texts, spaced_texts, with_surrogates))
def test_core(step, text):
    once = step(text, strigil)
    assert step(once, strigil) == once


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
@examples(20)
@given(text=st.one_of(documents, normalizable, invisible_texts, spaced_texts))
def test_twin(step, text):
    once = step(text, reference)
    assert step(once, reference) == once


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
@examples(20)
@given(text=with_fillers())
def test_long_stretches(step, text):
    once = step(text, strigil)
    assert step(once, strigil) == once


HIDDEN = {
    "decoration on a word": "Advertisement: STORY CONTINUES BELOW ADVERTISEMENT STORY CONTINUES BELOW ADVERTISEMENT",
    "decoration at its end": "ADVERTISEMENT】 STORY CONTINUES BELOW ADVERTISEMENT STORY CONTINUES BELOW ADVERTISEMENT",
    "two halves of a label": "Sponsored Story continues below advertisement Content\nSponsored Content",
    "a letter on each side": "P Story continues below advertisement R\nPR",
    "in a long line": "Sponsored " + "Story continues below advertisement " * 9 + "Content",
    "before a script": "Story continues below advertisement (adsbygoogle = window.adsbygoogle || []).push({});",
    "before backticks": "Story continues below advertisement ```\n```\nADVERTISEMENT\n```",
    "an inline label before it": "Advertisement\nAdvertisement «advertisement",
}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_a_label_line_that_an_inline_label_hid(text, side):
    once = side.strip_ad_labels(text)
    assert side.strip_ad_labels(once) == once


# In layout `inline`, what was a line is one no more.
LINES = [layout for layout in LAYOUTS if layout != "inline"]


@pytest.mark.parametrize("options", [only(labels="safe", whitespace=layout) for layout in LINES], ids=LINES)
@examples(100)
@given(text=documents)
def test_white_space_and_labels_together(options, text):
    cleaner = Cleaner(**options)
    once = cleaner(text)
    assert cleaner(once) == once
