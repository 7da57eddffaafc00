"""Wrong arguments: which error, and that it says what is right."""

import re
from array import array

import numpy as np
import pytest

import strigil
from options import CHOICES, CLOSED, FORMS, LAYOUTS, LINE_BREAKS, MODES, POLICIES, PRESETS, SPACES
from strigil import Cleaner, reference

STEPS = ["unescape", "collapse_whitespace", "strip_invisible", "strip_ads", "strip_ad_labels", "to_text", "scan"]
NO_TEXTS = [None, 1, 1.5, b"x", bytearray(b"x"), ["x"], object()]


@pytest.mark.parametrize("value", NO_TEXTS, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("name", STEPS)
def test_steps_take_str(name, value, side):
    with pytest.raises(TypeError):
        getattr(side, name)(value)


@pytest.mark.parametrize("value", NO_TEXTS, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("name", ["normalize", "is_normalized"])
def test_normalization_takes_str(name, value, side):
    with pytest.raises(TypeError):
        getattr(side, name)("NFC", value)


@pytest.mark.parametrize(
    "value",
    [1, 1.5, ["x"], object(), array("I", [1]), memoryview(b"abcd").cast("B", [2, 2]), np.float64("nan"), np.uint8(65)],
    ids=lambda value: type(value).__name__,
)
def test_cleaners_take_str_bytes_and_none(value, side):
    with pytest.raises(TypeError):
        side.clean(value)
    with pytest.raises(TypeError):
        side.Cleaner()(value)


@pytest.mark.parametrize("value", [None, 1, array("I", [1]), ["x"]], ids=lambda value: type(value).__name__)
def test_streams_take_str_and_bytes(value):
    with pytest.raises(TypeError):
        Cleaner().stream().feed(value)
    with pytest.raises(TypeError):
        "".join(Cleaner().stream().over([value]))


def test_an_error_does_not_end_a_stream():
    stream = Cleaner().stream()
    stream.feed("a&am")
    with pytest.raises(TypeError):
        stream.feed(None)
    assert stream.feed("p;b") + stream.finish() == "a&b"


@pytest.mark.parametrize("call", [
    strigil.clean,
    lambda: strigil.clean(text="x"),
    lambda: strigil.clean("x", "web", "text"),
    lambda: strigil.unescape("x", "html"),
    lambda: strigil.unescape("x", "html", 2),
    lambda: strigil.unescape(text="x"),
    lambda: strigil.scan(text="x"),
    lambda: strigil.scan("x", 2),
    lambda: Cleaner().batch(),
    lambda: Cleaner().batch(["x"], 2),
    lambda: Cleaner().batch(None),
    lambda: Cleaner().batch([1]),
    lambda: strigil.normalize("NFC"),
    lambda: strigil.normalize("NFC", text="x"),
    lambda: strigil.collapse_whitespace("x", "lines"),
    lambda: strigil.collapse_whitespace("x", spaces="keep", lines="unix"),
    lambda: strigil.strip_invisible("x", "safe"),
    lambda: strigil.strip_invisible(text="x"),
    lambda: strigil.collapse_whitespace("x", max_blank_line=1),
    lambda: strigil.strip_ads("x", "y"),
    lambda: strigil.to_text(html="x"),
    lambda: Cleaner("web", "text"),
    lambda: Cleaner()("x", "y", "z"),
    lambda: Cleaner()("x", 1),
    lambda: Cleaner()("x", url=b"y"),
    lambda: Cleaner()(text="x"),
    lambda: Cleaner().stream().feed(),
    lambda: Cleaner().stream().over(1),
], ids=range(28))  # fmt: skip
def test_signatures(call):
    with pytest.raises(TypeError):
        call()


def names(choices, error):
    """Whether the error's text names all the choices."""
    return all(re.search(rf"\b{choice}\b", str(error)) for choice in choices)


BAD = ["", "x", "WEB", "nfc", "html ", "\ud800", "None", "é" * 100]


@pytest.mark.parametrize("value", BAD)
def test_values_of_steps(value, side):
    for call, choices in (
        (lambda: side.unescape("x", mode=value), MODES),
        (lambda: side.normalize(value, "x"), FORMS),
        (lambda: side.is_normalized(value, "x"), FORMS),
        (lambda: side.collapse_whitespace("x", layout=value), LAYOUTS),
        (lambda: side.collapse_whitespace("x", spaces=value), SPACES),
        (lambda: side.collapse_whitespace("x", linebreaks=value), LINE_BREAKS),
        (lambda: side.strip_invisible("x", policy=value), POLICIES),
        (lambda: side.clean("x", value), PRESETS),
        (lambda: side.Cleaner(value), PRESETS),
    ):
        with pytest.raises(ValueError) as caught:  # noqa: PT011
            call()
        assert names(choices, caught.value)


@pytest.mark.parametrize("option", [*CLOSED, "surrogates"])
@pytest.mark.parametrize("value", [*BAD, 1, True, False, [], {}, b"safe", object()], ids=lambda value: repr(value)[:12])
def test_values_of_options(option, value, side):
    choices = CHOICES.get(option, ("replace", "error"))
    for call in (lambda: side.clean("x", **{option: value}), lambda: side.Cleaner("html", **{option: value})):
        with pytest.raises(ValueError) as caught:  # noqa: PT011
            call()
        assert names(choices, caught.value)
        assert option in str(caught.value)


NO_LEVELS = [0, -1, 256, 10**30, False, 1.0, "1", "", "AUTO", "\ud800", None, [], b"auto", object()]


@pytest.mark.parametrize("value", NO_LEVELS, ids=lambda value: repr(value)[:12])
def test_levels(value, side):
    calls = (
        lambda: side.unescape("x", levels=value),
        lambda: side.clean("x", levels=value),
        lambda: side.Cleaner("html", levels=value),
    )
    for call in calls:
        with pytest.raises(ValueError, match='levels must be "auto" or a whole number from 1 to 255, not ') as caught:
            call()
        assert str(caught.value).endswith(f"not {value!r}")


@pytest.mark.parametrize("value", [1, 2, 255, True, "auto"], ids=repr)
def test_these_are_levels(value, side):
    assert side.unescape("&amp;", levels=value) == "&"
    assert side.Cleaner("html", levels=value)("&amp;") == "&amp;"


NO_BLANK_LINES = [-1, 256, 10**30, 1.0, "1", "", "auto", "\ud800", None, [], b"1", object()]


@pytest.mark.parametrize("value", NO_BLANK_LINES, ids=lambda value: repr(value)[:12])
def test_blank_lines(value, side):
    calls = (
        lambda: side.collapse_whitespace("x", max_blank_lines=value),
        lambda: side.clean("x", max_blank_lines=value),
        lambda: side.Cleaner("html", max_blank_lines=value),
    )
    for call in calls:
        with pytest.raises(ValueError, match="max_blank_lines must be a whole number from 0 to 255, not ") as caught:
            call()
        assert str(caught.value).endswith(f"not {value!r}")


@pytest.mark.parametrize("value", [0, 1, 255, True, False], ids=repr)
def test_these_are_numbers_of_blank_lines(value, side):
    assert side.collapse_whitespace("a\n\n\nb", max_blank_lines=value) == "a" + "\n" * min(value + 1, 3) + "b"
    assert side.Cleaner("html", max_blank_lines=value)("a") == "a"


@pytest.mark.parametrize("value", [None, 1, b"<", ["<"], object()], ids=lambda value: type(value).__name__)
def test_keep_takes_str(value, side):
    for call in (
        lambda: side.unescape("x", keep=value),
        lambda: side.clean("x", keep=value),
        lambda: side.Cleaner("html", keep=value),
    ):
        with pytest.raises(TypeError):
            call()


@pytest.mark.parametrize("option", ["markup", "spaces", "linebreaks", "surrogates"])
def test_these_cannot_be_none(option, side):
    with pytest.raises(ValueError, match=option):
        side.Cleaner(**{option: None})


@pytest.mark.parametrize("option", ["label", "Markup", "unicodes", "", "é", "text_"])
def test_unknown_options(option, side):
    for call in (lambda: side.clean("x", **{option: None}), lambda: side.Cleaner(**{option: "safe"})):
        with pytest.raises(ValueError) as caught:  # noqa: PT011
            call()
        assert names([*CHOICES, "surrogates"], caught.value)


def test_arguments_are_checked_before_the_text():
    with pytest.raises(ValueError):  # noqa: PT011
        strigil.clean(None, "x")
    with pytest.raises(ValueError):  # noqa: PT011
        strigil.unescape("", mode="x")
    with pytest.raises(ValueError):  # noqa: PT011
        reference.normalize("x", "")


SURROGATES = ["\ud800", "a\udfff", "\ud83d\ude00", "🍵\udc80é"]


@pytest.mark.parametrize("text", SURROGATES, ids=ascii)
@pytest.mark.parametrize("preset", PRESETS)
def test_lone_surrogates_as_an_error(text, preset, side):
    with pytest.raises(ValueError, match="surrogate"):
        side.clean(text, preset, surrogates="error")
    assert side.clean("a 🍵", preset, surrogates="error") == "a 🍵"


def test_lone_surrogates_as_an_error_in_a_stream():
    stream = Cleaner("text", surrogates="error").stream()
    so_far = stream.feed("a ")
    with pytest.raises(ValueError, match="surrogate"):
        stream.feed("b\ud800")
    assert so_far + stream.feed("c") + stream.finish() == "a c"
