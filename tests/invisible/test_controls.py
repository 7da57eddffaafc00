"""Controls go, but never glue two words."""

import pytest
from hypothesis import given

from effort import examples
from fragments import invisible_texts
from strigil import strip_invisible

CONTROLS = [*map(chr, [*range(0x9), *range(0xE, 0x1C), 0x7F])]
WHITE_SPACE = [" ", "\n", "\t", "\r\n", "\u3000", "\x85", "\x1c", "\v"]


def name(character):
    return f"U+{ord(character):04X}"


@pytest.mark.parametrize("control", CONTROLS, ids=name)
def test_a_control_never_glues_words(control, side):
    assert side.strip_invisible(f"a{control}b") == "a b"
    assert side.strip_invisible(f"a{control}{control}b") == "a b"
    assert side.strip_invisible(f"雨{control}天") == "雨 天"


@pytest.mark.parametrize("control", CONTROLS, ids=name)
@pytest.mark.parametrize("space", WHITE_SPACE, ids=repr)
def test_beside_white_space_a_control_just_goes(control, space, side):
    assert side.strip_invisible(f"a{control}{space}b") == f"a{space}b"
    assert side.strip_invisible(f"a{space}{control}b") == f"a{space}b"
    assert side.strip_invisible(f"a{control}{space}{control}b") == f"a{space}b"


@pytest.mark.parametrize("control", CONTROLS, ids=name)
def test_at_the_ends_a_control_just_goes(control, side):
    assert side.strip_invisible(f"{control}a{control}") == "a"
    assert side.strip_invisible(control) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Beside others that go
        ("a\xad\0b", "a b"),
        ("a\0\xadb", "a b"),
        ("a\0\ufeff\x01\xadb", "a b"),
        ("a\0\xad b", "a b"),
        ("a \xad\0b", "a b"),
        ("a\xad\ufeffb", "ab"),
        ("\xad\0a", "a"),
        ("a\0\xad", "a"),
        ("a\0\u200b\0b", "a b"),
        ("a\0\x80b", "a \x80b"),
        # A run beside a control has nothing on that side
        ("ب\u200c\0ب", "ب\u200c ب"),
        ("ب\0\u200cب", "ب \u200cب"),
        ("b\0\u200cب\u200c\0b", "b \u200cب\u200c b"),
        ("ب\0\u200c\0ب", "ب ب"),
        ("❤\0\ufe0f", "❤"),
        ("👩\u200d\0👧", "👩 👧"),
        ("a\0\u034fb", "a b"),
        ("a\0\u2061b", "a b"),
        ("ب\u200c\0", "ب\u200c"),
        ("\0ب\u200c \0", "ب\u200c "),
        # What stays stands between words too
        ("ب\u200c\0\u200dب", "ب\u200c \u200dب"),
        ("a\u200e\0b", "a\u200e b"),
    ],
)
def test_beside_invisible_characters(text, expected, side):
    assert side.strip_invisible(text) == expected
    assert side.strip_invisible(expected) == expected


@pytest.mark.parametrize("policy", ["security", "all"])
@pytest.mark.parametrize("cut", ["\x80", "\x9f", "\ufff9", "\ufffa", "\ufffb", "\u3164", "\uffa0", "\0"], ids=name)
def test_what_is_cut_never_glues_words(cut, policy, side):
    assert side.strip_invisible(f"a{cut}b{cut}{cut}\xad\0c", policy=policy) == "a b c"
    assert side.strip_invisible(f"{cut}a{cut}\n{cut}b{cut}", policy=policy) == "a\nb"


@examples(200)
@given(invisible_texts)
def test_no_words_are_glued(text):
    parted = "".join(" " if character in CONTROLS else character for character in text)
    words = [kept for word in parted.split() if (kept := strip_invisible(word))]
    assert strip_invisible(text).split() == words
