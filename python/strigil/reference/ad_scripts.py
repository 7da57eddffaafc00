"""Flattened scripts of ads in the text of a page (docs/reference/labels.md, section 3)."""

import re
from functools import cache
from typing import NamedTuple

from .edits import utf8_length
from .rules import script

# Bytes of one statement, and of white space around it in its line.
MAX_STATEMENT = 4_096
MAX_SPACE = 256

CLOSING = {"(": ")", "[": "]", "{": "}"}
QUOTES = "\"'`"


class Statement(NamedTuple):
    """What was read from the start of a statement: up to `end`, in vain or not."""

    end: int
    is_whole: bool


def statement_at(text: str, start: int, protected: bytearray) -> Statement | None:
    """The statement that starts at `start`, None if none does."""
    if not starts().match(text, start):
        return None
    whole = searched(text, start, protected)
    if not whole.is_whole:
        return whole
    behind = spaces_end(text, whole.end)
    if utf8_length(text[whole.end : behind]) > MAX_SPACE or text.startswith("`", behind):
        return Statement(whole.end, is_whole=False)
    return whole


@cache
def starts() -> re.Pattern[str]:
    """What a statement starts with."""
    calls, variables = ("|".join(map(re.escape, texts)) for texts in script())
    return re.compile(rf"(?:{calls})|(?:{variables})[A-Za-z0-9_.$]* *=(?!=)")


def searched(text: str, start: int, protected: bytearray) -> Statement:
    """Reads a statement up to its end."""
    open_brackets: list[str] = []
    quote = ""
    is_escaped = False
    length = 0
    for at in range(start, len(text)):
        character = text[at]
        length += utf8_length(character)
        if length > MAX_STATEMENT:
            return Statement(at, is_whole=False)
        if protected[at]:
            return Statement(at + 1, is_whole=False)
        if is_escaped:
            is_escaped = False
        elif quote:
            is_escaped = character == "\\"
            if character == "\n" and quote != "`":
                return Statement(at + 1, is_whole=False)
            if character == quote:
                quote = ""
        elif character in QUOTES:
            quote = character
        elif character in CLOSING:
            open_brackets.append(CLOSING[character])
        elif character in CLOSING.values():
            if not open_brackets or open_brackets.pop() != character:
                return Statement(at + 1, is_whole=False)
        elif character == ";" and not open_brackets:
            return Statement(at + 1, is_whole=True)
    return Statement(len(text), is_whole=False)


def spaces_end(text: str, at: int) -> int:
    """Where the white space at `at` ends in its line."""
    while at < len(text) and text[at] != "\n" and text[at].isspace():
        at += 1
    return at
