"""Escape sequences of terminals go whole: docs/reference/invisible.md, section 4."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from strigil import reference

ESC = "\x1b"

INSIDE_WORDS = {
    "a colour": f"{ESC}[31m",
    "no parameter": f"{ESC}[m",
    "a colour of 24 bits": f"{ESC}[38;2;255;100;0m",
    "colons": f"{ESC}[4:3m",
    "what grep writes": f"{ESC}[01;31m{ESC}[K",
    "a private mode": f"{ESC}[?25l",
    "an intermediate": f"{ESC}[2 q",
    "64 parameters": f"{ESC}[{'1' * 64}m",
    "a title": f"{ESC}]0;My title\x07",
    "a title with the other end": f"{ESC}]2;Größe: 5 µm{ESC}\\",
    "a link": f"{ESC}]8;;https://example.org/a?b=c{ESC}\\",
    "a device string": f"{ESC}P1$r0m{ESC}\\",
    "a message": f"{ESC}^secret{ESC}\\",
    "a program's command": f"{ESC}_Gf=24;AAAA{ESC}\\",
    "2,048 characters": f"{ESC}]0;{'t' * 2046}\x07",
    "a set of characters": f"{ESC}(B",
    "a set of double-byte characters": f"{ESC}$(D",
    "an alignment test": f"{ESC}#8",
    "save": f"{ESC}7",
    "keypad": f"{ESC}=",
    "an end of a string": f"{ESC}\\",
}
MOVES = {
    "to a place": f"{ESC}[2;5H",
    "up": f"{ESC}[A",
    "to the right": f"{ESC}[12C",
    "to a column": f"{ESC}[5G",
    "to a line": f"{ESC}[3d",
    "next line": f"{ESC}E",
    "reset": f"{ESC}c",
}
INNOCENT = {
    "no escape": "[31m and ]0;title",
    "in brackets": "a [1] b [2m] c",
    "wrongly decoded": "a\x9b31mb",
}
BROKEN = {
    "at the end": (f"a{ESC}[31", "a [31"),
    "a letter that is none": (f"a{ESC}[31é", "a [31é"),
    "a line end": (f"a{ESC}]0;b\nc\x07", "a ]0;b\nc"),
    "65 parameters": (f"a{ESC}[{'1' * 65}m", f"a [{'1' * 65}m"),
    "2,049 characters": (f"a{ESC}]{'t' * 2049}\x07b", f"a ]{'t' * 2049} b"),
    "an escape in a string": (f"a{ESC}]0;b{ESC}[31mc", "a ]0;bc"),
    "before a word": (f"a{ESC}hello", "a hello"),
    "two": (f"a{ESC}{ESC}[1mb", "a b"),
    "an invisible character in a string": (f"a{ESC}]0;\u200bb\x07c", "a ]0;b c"),
}


@pytest.mark.parametrize("policy", ["safe", "security", "all"])
@pytest.mark.parametrize("sequence", INSIDE_WORDS.values(), ids=INSIDE_WORDS)
def test_inside_words(sequence, policy, side):
    assert side.strip_invisible(f"wo{sequence}rd {sequence}red{sequence}", policy=policy) == "word red"
    assert side.strip_invisible(f"ب{sequence}\u200cب", policy="safe") == "ب\u200cب"


@pytest.mark.parametrize("policy", ["safe", "security", "all"])
@pytest.mark.parametrize("sequence", MOVES.values(), ids=MOVES)
def test_moves_part_words(sequence, policy, side):
    assert side.strip_invisible(f"{sequence}a{sequence}b {sequence}c", policy=policy) == "a b c"


@pytest.mark.parametrize("text", INNOCENT.values(), ids=INNOCENT)
def test_innocent(text, side):
    assert side.strip_invisible(text) == text


@pytest.mark.parametrize(("text", "expected"), BROKEN.values(), ids=BROKEN)
def test_what_is_none(text, expected, side):
    assert side.strip_invisible(text) == expected
    assert side.strip_invisible(expected) == expected


def test_cleaners(side):
    text = f"{ESC}[31mred{ESC}[0m wo\brd"
    assert side.clean(text, "text") == "red word"
    assert side.clean(f"<p>{text}</p><pre>{ESC}[1</pre><p>m</p>") == "red word\n[1\nm"
    assert side.scan(text)["stripped"] == {"safe": 10, "security": 10, "all": 10}
    assert side.scan(text)["invisible"] == {"control": 3}


PIECES = [
    ESC,
    "[",
    "]",
    "3",
    ";",
    "m",
    "H",
    "\x07",
    "\\",
    "(",
    "B",
    "7",
    "a",
    " ",
    "\n",
    "\0",
    "\b",
    "\u200c",
    "ب",
    "\x01",
    "P",
]


@examples(400)
@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join), st.sampled_from(["safe", "security", "all"]))
def test_twin(text, policy):
    cleaned = strigil.strip_invisible(text, policy=policy)
    assert cleaned == reference.strip_invisible(text, policy=policy)
    assert strigil.strip_invisible(cleaned, policy=policy) == cleaned
    assert strigil.scan(text) == reference.scan(text)
    stream = strigil.Cleaner("text", invisible=policy).stream()
    whole = "".join([*map(stream.feed, text), stream.finish()])
    assert whole == strigil.Cleaner("text", invisible=policy)(text) == reference.clean(text, "text", invisible=policy)
