"""Law 7: white space, Unicode, invisible characters and labels are idempotent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import documents, normalizable, with_fillers, with_surrogates
from options import FORMS, LAYOUTS, only
from strigil import Cleaner, reference

STEPS = {
    **{
        f"collapse {layout}": lambda text, module, layout=layout: module.collapse_whitespace(text, layout=layout)
        for layout in LAYOUTS
    },
    **{f"normalize {form}": lambda text, module, form=form: module.normalize(form, text) for form in FORMS},
    "labels": lambda text, module: module.strip_ad_labels(text),
    **{
        f"whitespace {layout}": lambda text, module, layout=layout: module.clean(text, **only(whitespace=layout))
        for layout in LAYOUTS
    },
    **{f"unicode {form}": lambda text, module, form=form: module.clean(text, **only(unicode=form)) for form in FORMS},
    "invisible": lambda text, module: module.clean(text, **only(invisible="safe")),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
@examples(150)
@given(text=st.one_of(documents, documents, normalizable, with_surrogates))
def test_core(step, text):
    once = step(text, strigil)
    assert step(once, strigil) == once


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
@examples(20)
@given(text=st.one_of(documents, normalizable))
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
