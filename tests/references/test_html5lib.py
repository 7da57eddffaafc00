"""html5lib-tests' entity files.

`html.unescape` drops the numbers of controls and noncharacters, which the HTML Standard keeps. That is the whole of the
difference, and it is listed here strictly: a case that is listed must differ, and any other must not.
"""

import json
import os
import re
from functools import cache
from pathlib import Path

import pytest

from shared_data import shared
from strigil import unescape

FILES = ("entities.test", "namedEntities.test", "numericEntities.test")
LEFT_OUT = "the 4,617 cases of html5lib-tests' entity files"

CONTROLS = {*range(0x1, 0x9), 0xB, *range(0xE, 0x20), 0x7F}
NONCHARACTERS = {
    *range(0xFDD0, 0xFDF0),
    *(plane + last for plane in range(0, 0x11_0000, 0x1_0000) for last in (0xFFFE, 0xFFFF)),
}
DROPPED = CONTROLS | NONCHARACTERS
DIFFERENCES = 94


def folder():
    """The folder of the test files: HTML5LIB_TESTS, or the corpora's."""
    if given := os.environ.get("HTML5LIB_TESTS"):
        return next((path.parent for path in sorted(Path(given).rglob(FILES[0]))), None)
    return shared("data/conformance/html5lib-tokenizer", LEFT_OUT)


@cache
def cases():
    """Input and output of the cases in the data state whose output is one run of characters."""
    base = folder()
    if base is None or not all((base / name).exists() for name in FILES):
        pytest.skip(f"no entity files under {base}: {LEFT_OUT} left out")
    found = []
    for name in FILES:
        for test in json.loads((base / name).read_text(encoding="utf-8"))["tests"]:
            output = [part for part in test["output"] if part != "ParseError"]
            states = test.get("initialStates", ["Data state"])
            if (
                "Data state" in states
                and len(output) == 1
                and output[0][0] == "Character"
                and not test.get("doubleEscaped")
            ):
                found.append((test["input"], output[0][1]))
    return found


def number(text):
    """The number of a text that is one numeric reference, else None."""
    found = re.fullmatch(r"&#(?:([0-9]+)|[xX]([0-9a-fA-F]+));?", text)
    return found and (int(found[1]) if found[1] else int(found[2], 16))


def test_there_are_enough():
    assert len(cases()) >= 4617


def test_html_mode():
    different = [(text, unescape(text)) for text, expected in cases() if unescape(text) != expected]
    assert {number(text) for text, _ in different} <= DROPPED
    assert {result for _, result in different} == {""}
    listed = [text for text, _ in cases() if number(text) in DROPPED]
    assert [text for text, _ in different] == listed
    if len(cases()) == 4617:
        assert len(different) == DIFFERENCES


def test_attribute_mode_agrees_on_all_numbers():
    numeric = [(text, expected) for text, expected in cases() if number(text) is not None]
    assert len(numeric) > 300
    assert [text for text, expected in numeric if unescape(text, mode="attribute") != expected] == []


def test_text_mode_agrees_wherever_there_is_a_semicolon():
    closed = [(text, expected) for text, expected in cases() if text.endswith(";") and number(text) not in DROPPED]
    assert len(closed) > 2000
    different = [text for text, expected in closed if unescape(text, mode="text") != expected]
    # A legacy name in front of a longer run: `&notit;`. Those alone need no semicolon of their own in the standard.
    assert [text for text in different if unescape(text, mode="text") != text] == []
    assert all(unescape(text) != text for text in different)


def test_every_reference_of_the_files_in_one_text():
    texts = [(text, expected) for text, expected in cases() if number(text) not in DROPPED]
    whole = " ".join(text for text, _ in texts)
    assert unescape(whole) == " ".join(expected for _, expected in texts)
