"""Law 1: the core gives what the twin gives, for every function, preset and option."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import (
    byte_documents,
    documents,
    invisible_texts,
    normalizable,
    references,
    spaced_texts,
    text,
    with_fillers,
    with_surrogates,
)
from options import CHOICES, FOLDINGS, FORMS, LAYOUTS, MODES, POLICIES, PRESETS, SINGLE, folded, only, overrides
from strigil import reference

# The twin reads every character of these at its slow pace.
REFERENCE_TEXTS = st.lists(st.one_of(references, references, text), max_size=12).map("".join)


def same(name, *arguments, **keywords):
    """Both sides of one call."""
    assert getattr(strigil, name)(*arguments, **keywords) == getattr(reference, name)(*arguments, **keywords)


@pytest.mark.parametrize("mode", MODES)
@examples(100)
@given(text=st.one_of(REFERENCE_TEXTS, documents, with_surrogates))
def test_unescape(mode, text):
    same("unescape", text, mode=mode)


@pytest.mark.parametrize("mode", MODES)
@examples(400)
@given(
    text=st.one_of(REFERENCE_TEXTS, documents, with_surrogates),
    levels=st.sampled_from([*CHOICES["levels"], 4, 255]),
    keep=st.one_of(st.sampled_from(CHOICES["keep"]), st.text("&<>;#é\ud800\u0338a", max_size=3)),
)
def test_unescape_levels_and_keep(mode, text, levels, keep):
    same("unescape", text, mode=mode, levels=levels, keep=keep)


@examples(400)
@given(text=st.one_of(REFERENCE_TEXTS, documents, invisible_texts, spaced_texts, normalizable, with_surrogates))
def test_scan(text):
    same("scan", text)


@pytest.mark.parametrize("form", FORMS)
@examples(100)
@given(text=st.one_of(normalizable, documents, with_surrogates))
def test_normalize(form, text):
    same("normalize", form, text)
    same("is_normalized", form, text)
    same("is_normalized", form, reference.normalize(form, text))


@pytest.mark.parametrize("options", FOLDINGS.values(), ids=FOLDINGS)
@examples(100)
@given(text=st.one_of(spaced_texts, documents, with_surrogates))
def test_collapse_whitespace(options, text):
    same("collapse_whitespace", text, **options)


@examples(400)
@given(
    text=spaced_texts,
    options=st.fixed_dictionaries(
        {}, optional={name: st.sampled_from(CHOICES[name]) for name in ("spaces", "linebreaks", "max_blank_lines")}
    ),
    layout=st.sampled_from(LAYOUTS),
)
def test_options_of_white_space(text, options, layout):
    same("collapse_whitespace", text, layout=layout, **options)
    same("clean", text, **folded(layout, **options))
    same("clean", text, whitespace=layout, **options)


@pytest.mark.parametrize("policy", POLICIES)
@examples(400)
@given(text=st.one_of(invisible_texts, invisible_texts, documents, with_surrogates))
def test_strip_invisible(policy, text):
    same("strip_invisible", text, policy=policy)


@pytest.mark.parametrize("policy", POLICIES)
@examples(100)
@given(text=invisible_texts)
def test_invisible_characters_and_the_stages_after(policy, text):
    same("clean", text, **only(invisible=policy))
    same("clean", text, "text", invisible=policy)
    same("clean", text, "text", invisible=policy, unicode="NFKD", spaces="keep-typographic")


@pytest.mark.parametrize("name", ["strip_ads", "to_text", "strip_ad_labels"])
@examples(900)
@given(text=st.one_of(documents, documents, documents, with_surrogates))
def test_step(name, text):
    same(name, text)


@examples(900)
@given(
    text=st.one_of(documents, documents, documents, with_surrogates),
    level=st.sampled_from(["safe", "strict"]),
    languages=st.sampled_from([None, None, None, [], ["en"], ["pl", "ja", "fa"]]),
)
def test_strip_ad_labels(text, level, languages):
    same("strip_ad_labels", text, level=level, languages=languages)


@pytest.mark.parametrize("preset", PRESETS)
@examples(1200)
@given(text=documents)
def test_clean(preset, text):
    same("clean", text, preset)


@examples(2000)
@given(text=documents, preset=st.sampled_from(PRESETS), options=overrides())
def test_options(text, preset, options):
    same("clean", text, preset, **options)


@pytest.mark.parametrize("options", SINGLE.values(), ids=SINGLE)
@examples(120)
@given(text=documents)
def test_single_stage(options, text):
    same("clean", text, **options)


@examples(100)
@given(text=with_surrogates, preset=st.sampled_from(PRESETS), options=overrides())
def test_lone_surrogates(text, preset, options):
    same("clean", text, preset, **options)


@examples(100)
@given(data=byte_documents, preset=st.sampled_from(PRESETS), options=overrides())
def test_bytes(data, preset, options):
    same("clean", data, preset, **options)


@examples(40)
@given(text=with_fillers(), preset=st.sampled_from(PRESETS))
def test_long_stretches(text, preset):
    same("clean", text, preset)


@pytest.mark.parametrize("name", ["strip_ads", "to_text", "strip_ad_labels", "strip_invisible", "collapse_whitespace"])
@examples(12)
@given(text=with_fillers())
def test_long_stretches_in_a_step(name, text):
    same(name, text)


FOUND = {
    # An ad element in an ad element that a formatting element's end closes: the inner one stays open.
    "an end tag of the outer one": '<b class="wpcnt"><section class="wpcnt"></b>Rain fell.</section>',
    "a start tag that ends the outer one": '<a class="wpcnt"><div class="wpcnt"><a>Rain fell.</div>',
    "a list item around the inner one": '<ul><b class="wpcnt"><li><amp-ad></b>Rain fell.</ul>',
    # An inline label early in a long line, and a character of a heading late in it.
    "a long line that ends in a heading": f"Rain. Credit: AP Advertisement Snow. {'x' * 300}<h2>Hail</h2>",
    "a longer one": f"Rain. Credit: AP Advertisement Snow. {'x' * 5000}<h2>Hail</h2>",
    "a long line that ends in preformatted text": f"Story continues below advertisement {'x' * 300}<pre>Hail</pre>",
    # Inline labels beside each other.
    "two spaces between": "Credit: Advertisement  Advertisement",
    "two spaces between, behind a space": "Anzeige\n Advertisement  Advertisement Up",
    "in doubt": "Advertisement ADVERTISEMENT Snow.\nx\nAnzeige",
    "a word glued to a word": "Photo: Ann LeeAdvertisement Advertisement Upper",
    "nine in a row": f"Anzeige\nRain. {'Advertisement ' * 9}Snow.",
}


@pytest.mark.parametrize("whitespace", [*LAYOUTS, None])
@pytest.mark.parametrize("text", FOUND.values(), ids=FOUND)
def test_found_by_chance(text, whitespace):
    for preset in PRESETS:
        same("clean", text, preset, whitespace=whitespace, labels="safe")
