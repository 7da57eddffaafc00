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
    "an inline label before it": "Advertisement\nAdvertisement «advertisement",
}


@pytest.mark.parametrize("text", HIDDEN.values(), ids=HIDDEN)
def test_a_label_line_that_an_inline_label_hid(text, side):
    once = side.strip_ad_labels(text)
    assert side.strip_ad_labels(once) == once


@pytest.mark.parametrize("options", [only(labels="safe", whitespace=layout) for layout in LAYOUTS], ids=LAYOUTS)
@examples(100)
@given(text=documents)
def test_white_space_and_labels_together(options, text):
    cleaner = Cleaner(**options)
    once = cleaner(text)
    assert cleaner(once) == once
