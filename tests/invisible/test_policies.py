"""What each policy does with each class of characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import documents, invisible_texts, toml
from options import POLICIES, only
from strigil import Cleaner, reference

CLASSES = toml("characters")["classes"]
# A character of the class between two Latin letters, under each policy: it goes, it becomes a space, or it stays.
GOES, SPACE, STAYS = "ab", "a b", None
BETWEEN_LETTERS = {
    "control": (SPACE, SPACE, SPACE),
    "c1": (STAYS, SPACE, SPACE),
    "annotation": (STAYS, SPACE, SPACE),
    "filler": (STAYS, SPACE, SPACE),
    "soft_hyphen": (GOES, GOES, GOES),
    "byte_order_mark": (GOES, GOES, GOES),
    "word_joiner": (GOES, GOES, GOES),
    "deprecated": (GOES, GOES, GOES),
    "reserved": (GOES, GOES, GOES),
    "joiner": (GOES, GOES, GOES),
    "zero_width_space": (GOES, GOES, GOES),
    "selector": (GOES, GOES, GOES),
    "tag": (GOES, GOES, GOES),
    "mongolian": (GOES, GOES, GOES),
    "khmer": (GOES, GOES, GOES),
    "jamo_filler": (GOES, GOES, GOES),
    "grapheme_joiner": (STAYS, STAYS, GOES),
    "operator": (STAYS, GOES, GOES),
    "shorthand": (GOES, GOES, GOES),
    "musical": (GOES, GOES, GOES),
    "bidi_override": (STAYS, GOES, GOES),
    "bidi": (STAYS, STAYS, GOES),
    "bidi_mark": (STAYS, STAYS, GOES),
}


def members(name):
    """The characters of a class."""
    bounds = (entry.split("-") for entry in CLASSES[name].split())
    return [chr(code) for ends in bounds for code in range(int(ends[0], 16), int(ends[-1], 16) + 1)]


CLASSED = {character for name in CLASSES for character in members(name)}


def test_these_are_the_classes():
    assert list(CLASSES) == list(BETWEEN_LETTERS)


@pytest.mark.parametrize("name", CLASSES)
def test_between_letters(name, side):
    for policy, expected in zip(POLICIES, BETWEEN_LETTERS[name], strict=True):
        for character in members(name):
            text = f"a{character}b"
            # Two controls part no words.
            wanted = "ab" if character in "\0\b" else text if expected is STAYS else expected
            assert side.strip_invisible(text, policy=policy) == wanted


@pytest.mark.parametrize("name", CLASSES)
def test_alone(name, side):
    """Nothing is left of what goes, and nothing stands for what is cut."""
    for policy, expected in zip(POLICIES, BETWEEN_LETTERS[name], strict=True):
        for character in members(name):
            needs_a_base = name in ("grapheme_joiner", "operator")
            stays = expected is STAYS and not needs_a_base
            assert side.strip_invisible(character, policy=policy) == (character if stays else "")


def test_characters_of_no_class_stay(side):
    others = "".join(chr(code) for code in range(0x2FFFF) if chr(code) not in CLASSED)
    for policy in POLICIES:
        assert side.strip_invisible(others, policy=policy) == others


@pytest.mark.parametrize(
    ("text", "security", "everything"),
    [
        ("می\u200cخواهم", None, "میخواهم"),
        ("क्\u200dष", None, "क्ष"),
        ("ភាសា\u200bខ្មែរ", None, "ភាសាខ្មែរ"),
        ("👩\u200d👧 ❤\ufe0f", None, "👩👧 ❤"),
        ("葛\U000e0100", None, "葛"),
        ("א\u200f!", None, "א!"),
        ("\u2068name\u2069 \u202aabc\u202c", None, "name abc"),
        ("x\u06ddy \u0600١", None, None),
        ("f\u2061(x)", "f(x)", "f(x)"),
        ("c\u034fh", None, "ch"),
        ("漢\ufff9字\ufffaかん\ufffb。", "漢 字 かん 。", "漢 字 かん 。"),
        ("a\u3164\uffa0b", "a b", "a b"),
        ("\u3164", "", ""),
        ("Tea \u3164", "Tea ", "Tea "),
        ("\u115f\u1161 \u1100\u1160\u11a8", None, "\u1161 \u1100\u11a8"),
        ("a\x80\x9fb\x85c", "a b\x85c", "a b\x85c"),
        ("invoice\u202efdp.exe", "invoicefdp.exe", "invoicefdp.exe"),
    ],
)
def test_beyond_safe(text, security, everything, side):
    assert side.strip_invisible(text) == text
    assert side.strip_invisible(text, policy="security") == (text if security is None else security)
    assert side.strip_invisible(text, policy="all") == (text if everything is None else everything)


@pytest.mark.parametrize("policy", POLICIES)
@examples(200)
@given(text=st.one_of(invisible_texts, documents))
def test_again_there_is_nothing_to_do(policy, text):
    for side in (strigil, reference):
        once = side.strip_invisible(text, policy=policy)
        assert side.strip_invisible(once, policy=policy) == once


@pytest.mark.parametrize("policy", POLICIES)
@examples(200)
@given(text=st.one_of(invisible_texts, documents))
def test_only_spaces_are_new(policy, text):
    """What comes out is what went in, without some invisible characters and with a space for some of them."""
    # Escape sequences hold other characters.
    text = text.replace("\x1b", "\x01")
    result = strigil.strip_invisible(text, policy=policy)
    assert len(result) <= len(text)
    visible = [character for character in text if character not in CLASSED and character != " "]
    assert [character for character in result if character not in CLASSED and character != " "] == visible


@examples(200)
@given(invisible_texts)
def test_all_takes_all(text):
    assert not set(strigil.strip_invisible(text, policy="all")) & CLASSED


@pytest.mark.parametrize("policy", POLICIES)
@examples(100)
@given(text=st.one_of(invisible_texts, documents))
def test_the_stage_is_the_function(policy, text):
    assert strigil.clean(text, **only(invisible=policy)) == strigil.strip_invisible(text, policy=policy)


@pytest.mark.parametrize("policy", POLICIES)
def test_a_long_text(policy):
    cleaner = Cleaner(**only(invisible=policy))
    assert cleaner("a" + "\xad\u200b" * 100_000 + "b") == "ab"
    assert cleaner("a" + "\x01\xad" * 100_000 + "b") == "a b"
    assert cleaner("a" + "\0\xad" * 100_000 + "b") == "ab"
