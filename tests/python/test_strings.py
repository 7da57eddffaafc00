"""Strings of every width, at the boundary between Python and the core."""

import sys

import pytest

import strigil
from options import FOLDINGS, FORMS, MODES, POLICIES, PRESETS
from strigil import Cleaner, reference

# One character of each width that CPython stores: 1 byte (ASCII and not), 2 bytes, 4 bytes.
WIDTHS = {"ascii": "x", "latin": "é", "wide": "雨", "widest": "🍵"}
SURROGATES = ["\ud800", "\udc80", "\udfff"]

STEPS = {
    **{f"unescape {mode}": lambda text, module=strigil, mode=mode: module.unescape(text, mode=mode) for mode in MODES},
    **{f"normalize {form}": lambda text, module=strigil, form=form: module.normalize(form, text) for form in FORMS},
    **{
        f"collapse {name}": lambda text, module=strigil, options=options: module.collapse_whitespace(text, **options)
        for name, options in FOLDINGS.items()
    },
    **{
        f"strip_invisible {policy}": lambda text, module=strigil, policy=policy: module.strip_invisible(
            text, policy=policy
        )
        for policy in POLICIES
    },
    "strip_ads": lambda text, module=strigil: module.strip_ads(text),
    "strip_ad_labels": lambda text, module=strigil: module.strip_ad_labels(text),
    "to_text": lambda text, module=strigil: module.to_text(text),
    **{f"clean {preset}": lambda text, module=strigil, preset=preset: module.clean(text, preset) for preset in PRESETS},
}
KEEP_SURROGATES = ("unescape", "normalize", "collapse", "strip_invisible", "strip_ad_labels")


def fresh(text):
    """An equal str that no one else has used."""
    return text[:-1] + text[-1:]


# Something for each step to do.
DIRT = {
    "reference": "&amp;",
    "reference to a wide character": "&#x96e8;",
    "reference to a widest character": "&#x1f375;",
    "reference to a narrow character": "&#233;",
    "reference to nothing": "&#1;",
    "spaces": "  ",
    "line ends": "\r\n\r\n\r\n",
    "mark": "e\u0301",
    "singleton": "\u212b",
    "ad": "<amp-ad>x</amp-ad>",
    "tag": "<b>",
    "label": "\nADVERTISEMENT\n",
    "control": "\0",
    "soft hyphen": "\xad",
    "joiner": "\u200d",
    "selector": "\ufe0f",
    "tag character": "\U000e0041",
    "C1 control": "\x80",
    "override": "\u202e",
    "no-break space": "\xa0",
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
@pytest.mark.parametrize("dirt", DIRT.values(), ids=DIRT)
def test_every_width_at_both_ends(step, dirt):
    for before in ("", *WIDTHS.values()):
        for after in ("", *WIDTHS.values()):
            for text in (f"{before}{dirt}{after}", f"{dirt}{before}{after}{dirt}", f"{before * 70}{dirt}{after * 70}"):
                assert step(text) == step(text, reference)


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_empty_and_one_character(step):
    assert step("") == ""
    for character in [*WIDTHS.values(), "&", "<", ">", ";", "#", "-", "`", "a", "Å", "\uac00"]:
        assert step(character) == step(character, reference)


@pytest.mark.parametrize("character", ["é", "雨", "🍵"])
def test_a_reference_widens_the_string(character):
    for before in WIDTHS.values():
        text = f"{before * 30}&#{ord(character)};{before * 30}"
        assert strigil.unescape(text) == before * 30 + character + before * 30


@pytest.mark.parametrize("wide", ["雨", "🍵"])
def test_a_result_may_be_narrower_than_its_source(wide):
    """What the wide character stood in goes; an equal str made in another way has the same width."""
    for text in (f"a<amp-ad>{wide}</amp-ad>b", f'a<div class="wpcnt" title="{wide}"></div>b'):
        result = strigil.strip_ads(text)
        assert result == "ab"
        assert sys.getsizeof(result) == sys.getsizeof("ab")
    assert hash(strigil.clean(f"<i title={wide}>ab")) == hash("ab")


@pytest.mark.parametrize("text", ["x", "é" * 50, "雨" * 50, "🍵" * 50, "a\u0301" * 50, "é &amp; <b> \ud800"], ids=ascii)
@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_no_copy_is_left_in_the_caller_s_string(step, text):
    text = fresh(text)
    before = sys.getsizeof(text)
    step(text)
    assert sys.getsizeof(text) == before


def test_no_copy_is_left_by_cleaners_and_streams():
    text = fresh("é 雨 🍵 " * 100)
    before = sys.getsizeof(text)
    cleaner = Cleaner()
    cleaner(text)
    stream = cleaner.stream()
    stream.feed(text)
    stream.finish()
    "".join(cleaner.stream().over([text]))
    assert sys.getsizeof(text) == before


@pytest.mark.parametrize("surrogate", SURROGATES, ids=ascii)
@pytest.mark.parametrize("step", [step for name, step in STEPS.items() if name.startswith(KEEP_SURROGATES)])
def test_steps_keep_lone_surrogates(step, surrogate):
    assert step(surrogate) == surrogate
    for dirt in ("a", "a &amp; b", "a  b", "e\u0301", "a\nADVERTISEMENT\nb", "🍵"):
        text = f"{surrogate}{dirt}{surrogate}"
        assert step(text) == step(text, reference)
        assert step(text).count(surrogate) == 2


@pytest.mark.parametrize("surrogate", SURROGATES, ids=ascii)
def test_the_markup_steps_and_the_cleaner_replace_them(surrogate):
    for text in (surrogate, f"a{surrogate}", f"{surrogate}{surrogate} é"):
        expected = text.replace(surrogate, "\ufffd")
        assert strigil.to_text(text) == expected
        for preset in PRESETS:
            assert strigil.clean(text, preset) == expected
            assert strigil.clean(text, preset, surrogates="replace") == expected


def test_a_pair_of_surrogates_is_two_lone_ones():
    assert strigil.clean("\ud83c\udf75") == "\ufffd\ufffd"
    assert strigil.unescape("\ud83c\udf75&amp;") == "\ud83c\udf75&"
    stream = Cleaner().stream()
    assert stream.feed("\ud83c") + stream.feed("\udf75") + stream.finish() == "\ufffd\ufffd"


def test_surrogates_in_what_is_removed():
    assert strigil.strip_ads("a<amp-ad>\ud800</amp-ad>b") == "ab"
    assert strigil.clean("a<i title='\ud800'>b") == "ab"


class Text(str):
    """A str of a subclass that says something else about itself."""

    __slots__ = ()

    def __str__(self):
        return "no"

    def __len__(self):
        return 0


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_a_subclass_is_read_as_the_text_that_it_is(step):
    for text in ("a &amp; b", "plain", "é", "雨\u3000天", "🍵\n\n\n🍵"):
        result = step(Text(text))
        assert type(result) is str
        assert result == step(text)


class Bytes(bytes):
    """Bytes of a subclass."""

    __slots__ = ()


BYTES = {
    b"": "",
    b"plain": "plain",
    b"a &amp; b": "a & b",
    "é 雨 🍵".encode(): "é 雨 🍵",
    b"caf\xe9": "caf\ufffd",
    b"\xff\xfe": "\ufffd\ufffd",
    b"a\xe2\x82b": "a\ufffdb",
    b"a\xf0\x9f\x98": "a\ufffd",
    b"\xed\xa0\x80": "\ufffd\ufffd\ufffd",
    b"\xc0\xaf": "\ufffd\ufffd",
    b"\xf4\x90\x80\x80": "\ufffd" * 4,
    b"\xef\xbb\xbfa": "a",
}


@pytest.mark.parametrize(("data", "text"), BYTES.items(), ids=map(ascii, BYTES))
def test_bytes(data, text):
    for kind in (bytes, Bytes):
        result = strigil.clean(kind(data))
        assert type(result) is bytes
        assert result == text.encode()
    stream = Cleaner().stream()
    assert stream.feed(data) + stream.finish() == text


def test_clean_bytes_come_back_as_the_same_object():
    for data in (b"plain", "é 雨 🍵".encode(), b""):
        assert all(strigil.clean(data, preset) is data for preset in PRESETS)


def test_none():
    assert strigil.clean(None) is None
    assert Cleaner("html")(None) is None


def test_a_long_string_of_every_width():
    for character in WIDTHS.values():
        text = f"{character * 100_000} &amp; <b>{character * 100_000}</b>"
        assert strigil.clean(text) == f"{character * 100_000} & {character * 100_000}"
        assert strigil.unescape(text) == text.replace("&amp;", "&")
