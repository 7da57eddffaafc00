"""The cleaner as an object: options, equality, hashing, pickling, repr."""

import copy
import copyreg
import math
import pickle
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from options import CHOICES, LINE_BREAKS, PRESETS, SPACES, overrides
from strigil import Cleaner

NAMES = ("markup", "ads", "labels", "entities", "levels", "keep", "unicode", "invisible", "whitespace")
DEFAULTS = {
    "web": ("text", "built-in", "safe", "html", 1, "", "NFC", "safe", "paragraphs"),
    "text": ("literal", None, "safe", "text", 1, "", "NFC", "safe", "paragraphs"),
    "html": ("keep", "built-in", None, None, 1, "", None, None, None),
}
DOCUMENT = "<p>Cafe\u0301  &amp;amp;\0&copy=</p>\r\n\r\n<amp-ad>x</amp-ad>\nADVERTISEMENT\n b\xad"


@pytest.mark.parametrize("preset", PRESETS)
def test_what_a_preset_stands_for(preset):
    assert Cleaner(preset) == Cleaner("web", **dict(zip(NAMES, DEFAULTS[preset], strict=True)))
    assert Cleaner(preset) == Cleaner("html", **dict(zip(NAMES, DEFAULTS[preset], strict=True)))


@pytest.mark.parametrize("preset", PRESETS)
def test_how_white_space_is_folded(preset):
    assert Cleaner(preset) == Cleaner(preset, spaces="ascii", linebreaks="unix", max_blank_lines=1)
    names = ("spaces", "linebreaks", "max_blank_lines")
    foldings = [dict(zip(names, values, strict=True)) for values in product(SPACES, LINE_BREAKS, (0, 1, 3))]
    cleaners = [Cleaner(preset, **folding) for folding in foldings]
    assert len(set(cleaners)) == len(foldings)
    for cleaner, folding in zip(cleaners, foldings, strict=True):
        assert pickle.loads(pickle.dumps(cleaner)) == cleaner  # noqa: S301
        assert eval(repr(cleaner), {"Cleaner": Cleaner}) == cleaner  # noqa: S307
        assert all(f"{name}={value!r}" in repr(cleaner) for name, value in folding.items())


def test_the_preset_is_web():
    assert Cleaner() == Cleaner("web") == Cleaner(preset="web")
    assert strigil.clean(DOCUMENT) == strigil.clean(DOCUMENT, "web") == strigil.clean(DOCUMENT, preset="web")


@examples(100)
@given(preset=st.sampled_from(PRESETS), options=overrides())
def test_clean_is_the_cleaner(preset, options):
    assert strigil.clean(DOCUMENT, preset, **options) == Cleaner(preset, **options)(DOCUMENT)


def test_equal_where_the_options_are():
    choices = [CHOICES[name] for name in NAMES]
    cleaners = [Cleaner(**dict(zip(NAMES, values, strict=True))) for values in product(*choices)]
    assert len(set(cleaners)) == len(cleaners) == math.prod(map(len, choices))
    assert Cleaner() != Cleaner(surrogates="error")
    assert Cleaner(surrogates="replace") == Cleaner()
    assert (Cleaner() == "web", Cleaner() != "web", Cleaner() == None) == (False, True, False)  # noqa: E711
    assert hash(Cleaner("text")) == hash(Cleaner("text"))
    assert {Cleaner("text"): 1}[Cleaner("web", markup="literal", ads=None, entities="text")] == 1


@examples(100)
@given(
    preset=st.sampled_from(PRESETS),
    options=overrides(),
    surrogates=st.sampled_from(["replace", "error"]),
    protocol=st.integers(2, pickle.HIGHEST_PROTOCOL),
)
def test_copies(preset, options, surrogates, protocol):
    cleaner = Cleaner(preset, surrogates=surrogates, **options)
    for other in (pickle.loads(pickle.dumps(cleaner, protocol)), copy.copy(cleaner), copy.deepcopy(cleaner)):  # noqa: S301
        assert other == cleaner
        assert hash(other) == hash(cleaner)
        assert other(DOCUMENT) == cleaner(DOCUMENT)


@examples(100)
@given(preset=st.sampled_from(PRESETS), options=overrides())
def test_its_repr_makes_it(preset, options):
    cleaner = Cleaner(preset, **options)
    assert eval(repr(cleaner), {"Cleaner": Cleaner}) == cleaner  # noqa: S307
    assert repr(cleaner).startswith("Cleaner(")


def test_equal_cleaners_pickle_alike():
    assert pickle.dumps(Cleaner("text")) == pickle.dumps(Cleaner("web", markup="literal", ads=None, entities="text"))


def test_a_pickle_knows_its_version():
    for thing in (Cleaner("text"), strigil.Rules()):
        data = pickle.dumps(thing)
        version = strigil.__version__.encode()
        assert version in data
        # What another version pickled becomes what this one makes of the same options.
        assert pickle.loads(data.replace(version, b"9" * len(version))) == thing  # noqa: S301


def test_pickles_without_a_version():
    options = {"whitespace": "inline"}
    assert copyreg.__newobj_ex__(Cleaner, ("web",), options) == Cleaner(**options)
    assert strigil.Rules._of([("built-in", True)]) == strigil.Rules()  # noqa: SLF001


def test_frozen():
    cleaner = Cleaner()
    for name in ("labels", "max_pending", "new"):
        with pytest.raises(AttributeError):
            setattr(cleaner, name, 1)
    with pytest.raises(TypeError):
        type("Mine", (Cleaner,), {})


def test_callable():
    assert callable(Cleaner())
    assert list(map(Cleaner("text"), ["a &amp; b", None, b"c  d"])) == ["a & b", None, b"c d"]


# Each of these leaves something open: quirks mode, an ad, code, a reference, a label in doubt, a direction, a CR.
OPEN_ENDS = [
    "<html><p>a<div class=promo>b</div><pre>c",
    "<!doctype html><html><p>a<div class=promo>b</div>c",
    "<p>a</p><div class=wpcnt>b",
    "```\ncode  \n",
    "Salt &amp",
    "Sponsored\nRain.",
    "Sponsored",
    "\u202eabc\u2066d \r",
    "googletag.cmd.push(function() {",
    "# Ad",
]


@pytest.mark.parametrize("preset", PRESETS)
def test_a_call_leaves_nothing_to_the_next(preset):
    rules = strigil.Rules() | strigil.Rules.from_filter_list("##.Promo")
    cleaner = Cleaner(preset, rules=rules)
    alone = {text: Cleaner(preset, rules=rules)(text) for text in OPEN_ENDS}
    for before in OPEN_ENDS:
        for text in OPEN_ENDS:
            cleaner(before)
            assert cleaner(text) == alone[text]
            assert cleaner(text.encode()) == alone[text].encode()
