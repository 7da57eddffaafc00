"""Soft hyphens, U+FEFF and control characters, by the rules of docs/reference/invisible.md."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import documents, invisible, spaces, words
from options import only
from strigil import Cleaner

clean = Cleaner(**only(invisible="safe"))

CONTROLS = [*map(chr, [*range(0x9), *range(0xE, 0x1C), 0x7F])]
INVISIBLE = ["\xad", "\ufeff"]
texts = st.lists(st.one_of(invisible, invisible, spaces, words), max_size=12).map("".join)


def name(character):
    return f"U+{ord(character):04X}"


@pytest.mark.parametrize("character", INVISIBLE, ids=name)
@pytest.mark.parametrize(
    ("before", "after"),
    [("Gesamt", "konzept"), ("", "start"), ("end", ""), ("a ", "b"), ("a", " b"), ("a\n", "b"), ("雨", "天"), ("", "")],
)
def test_soft_hyphens_and_marks_of_byte_order_go(character, before, after):
    assert clean(before + character + after) == before + after
    assert clean(before + character * 3 + after) == before + after


@pytest.mark.parametrize("control", CONTROLS, ids=name)
def test_a_control_never_glues_words(control):
    assert clean(f"a{control}b") == "a b"
    assert clean(f"a{control}{control}b") == "a b"
    assert clean(f"雨{control}天") == "雨 天"


@pytest.mark.parametrize("control", CONTROLS, ids=name)
@pytest.mark.parametrize("space", [" ", "\n", "\t", "\r\n", "\u3000", "\x85", "\x1c"], ids=repr)
def test_beside_white_space_a_control_just_goes(control, space):
    assert clean(f"a{control}{space}b") == f"a{space}b"
    assert clean(f"a{space}{control}b") == f"a{space}b"
    assert clean(f"a{control}{space}{control}b") == f"a{space}b"


@pytest.mark.parametrize("control", CONTROLS, ids=name)
def test_at_the_ends_a_control_just_goes(control):
    assert clean(f"{control}a{control}") == "a"
    assert clean(control) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\xad\0b", "a b"),
        ("a\0\xadb", "a b"),
        ("a\0\ufeff\x01\xadb", "a b"),
        ("a\0\xad b", "a b"),
        ("a \xad\0b", "a b"),
        ("a\xad\ufeffb", "ab"),
        ("\xad\0a", "a"),
        ("a\0\xad", "a"),
        ("a\0\u200bb", "a \u200bb"),
        ("a\0\x80b", "a \x80b"),
    ],
)
def test_runs(text, expected):
    assert clean(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "👩\u200d👩\u200d👧",
        "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
        "क्\u200dष",
        "ខ្មែរ\u200bភាសា",
        "❤\ufe0f",
        "葛\U000e0100",
        "א\u200f!",
        "x\u06ddy",
        "\u2068name\u2069",
        "".join(map(chr, range(0x80, 0xA0))),
        "a\tb\nc\vd\fe\rf\x1cg\x1dh\x1ei\x1fj",
        "\u2060\u2061",
    ],
    ids=[
        "Persian",
        "family",
        "flag",
        "Hindi",
        "Khmer",
        "heart",
        "variant",
        "Hebrew",
        "ayah",
        "isolate",
        "C1",
        "white space",
        "joiner",
    ],
)
def test_what_stays(text):
    assert clean(text) is text


@examples(200)
@given(st.one_of(texts, documents))
def test_only_these_characters_go(text):
    gone = str.maketrans(dict.fromkeys([*CONTROLS, *INVISIBLE], ""))
    result = clean(text)
    assert not set(result) & {*CONTROLS, *INVISIBLE}
    assert result.replace(" ", "") == text.translate(gone).replace(" ", "")
    assert len(result) <= len(text)


@examples(200)
@given(texts)
def test_no_words_are_glued(text):
    kept = "".join(character for character in text if character not in INVISIBLE)
    expected = "".join(" " if character in CONTROLS else character for character in kept).split()
    assert clean(text).split() == expected


def test_a_long_run():
    assert clean("a" + "\0\xad" * 100_000 + "b") == "a b"


def test_in_the_presets():
    text = "Gesamt\xadkonzept\0neu&shy;er&#xFEFF;"
    assert strigil.clean(text) == strigil.clean(text, "text") == "Gesamtkonzept neuer"
    assert strigil.clean(text, "html") is text
    assert strigil.clean(text, invisible=None) == "Gesamt\xadkonzept\0neu\xader\ufeff"
