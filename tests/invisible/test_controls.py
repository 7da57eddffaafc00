"""Controls go, but never glue two words."""

import pytest
from hypothesis import given

from effort import examples
from fragments import invisible_texts
from strigil import strip_invisible

# U+0000 and U+0008 part no words.
CONTROLS = [*map(chr, [*range(1, 8), *range(0xE, 0x1C), 0x7F])]
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
        ("a\xad\x01b", "a b"),
        ("a\x01\xadb", "a b"),
        ("a\x01\ufeff\x02\xadb", "a b"),
        ("a\x01\xad b", "a b"),
        ("a \xad\x01b", "a b"),
        ("a\xad\ufeffb", "ab"),
        ("\xad\x01a", "a"),
        ("a\x01\xad", "a"),
        ("a\x01\u200b\x01b", "a b"),
        ("a\x01\x80b", "a \x80b"),
        # A run beside a control has nothing on that side
        ("ب\u200c\x01ب", "ب\u200c ب"),
        ("ب\x01\u200cب", "ب \u200cب"),
        ("b\x01\u200cب\u200c\x01b", "b \u200cب\u200c b"),
        ("ب\x01\u200c\x01ب", "ب ب"),
        ("❤\x01\ufe0f", "❤"),
        ("👩\u200d\x01👧", "👩 👧"),
        ("a\x01\u034fb", "a b"),
        ("a\x01\u2061b", "a b"),
        ("ب\u200c\x01", "ب\u200c"),
        ("\x01ب\u200c \x01", "ب\u200c "),
        # What stays stands between words too
        ("ب\u200c\x01\u200dب", "ب\u200c \u200dب"),
        ("a\u200e\x01b", "a\u200e b"),
    ],
)
def test_beside_invisible_characters(text, expected, side):
    assert side.strip_invisible(text) == expected
    assert side.strip_invisible(expected) == expected


@pytest.mark.parametrize("policy", ["security", "all"])
@pytest.mark.parametrize("cut", ["\x80", "\x9f", "\ufff9", "\ufffa", "\ufffb", "\u3164", "\uffa0", "\x01"], ids=name)
def test_what_is_cut_never_glues_words(cut, policy, side):
    assert side.strip_invisible(f"a{cut}b{cut}{cut}\xad\x01c", policy=policy) == "a b c"
    assert side.strip_invisible(f"{cut}a{cut}\n{cut}b{cut}", policy=policy) == "a\nb"


@pytest.mark.parametrize("nothing", ["\0", "\b"], ids=name)
@pytest.mark.parametrize("policy", ["safe", "security", "all"])
def test_nothing_parts_no_word(nothing, policy, side):
    spaced = "".join(character + nothing for character in "Hello world")
    assert side.strip_invisible(f"glu{nothing}ed", policy=policy) == "glued"
    assert side.strip_invisible(f"glu{nothing * 40}ed", policy=policy) == "glued"
    assert side.strip_invisible(spaced, policy=policy) == "Hello world"
    assert side.strip_invisible(f"a{nothing}\x01{nothing}b{nothing}", policy=policy) == "a b"
    assert side.strip_invisible(f"ب\u200c{nothing}ب", policy="safe") == "ب\u200cب"


@pytest.mark.parametrize("preset", ["web", "text"])
def test_cleaners_take_nothing_out(preset, side):
    assert side.clean("My text, glu\0ed\0\n\0\nnext\0", preset) == "My text, glued\n\nnext"


@examples(200)
@given(invisible_texts)
def test_no_words_are_glued(text):
    # Escape sequences hold other characters.
    text = text.replace("\x1b", "\x01")
    parted = "".join(" " if character in CONTROLS else character for character in text)
    parted = parted.replace("\0", "").replace("\b", "")
    words = [kept for word in parted.split() if (kept := strip_invisible(word))]
    assert strip_invisible(text).split() == words
