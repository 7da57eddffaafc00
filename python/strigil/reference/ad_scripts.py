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
    return re.compile(rf"(?:{calls})|(?:{variables})(?=.{{0,256}}=)[A-Za-z0-9_.$]* *=(?!=)")


def searched(text: str, start: int, protected: bytearray) -> Statement:
    """Reads a statement up to its end."""
    search = Search()
    length = 0
    for at in range(start, len(text)):
        length += utf8_length(text[at])
        if length > MAX_STATEMENT:
            return Statement(at, is_whole=False)
        end = Search.VAIN if protected[at] else search.read(text[at])
        if end:
            return Statement(at + 1, is_whole=end == Search.WHOLE)
    return Statement(len(text), is_whole=False)


class Search:
    """What is open at a place in a statement."""

    WHOLE = "whole"
    VAIN = "vain"

    def __init__(self) -> None:
        self.closing: list[str] = []
        self.quote = ""
        self.is_escaped = False

    def read(self, character: str) -> str | None:
        """Takes the next character; says whether the statement, or the search for its end, ends with it."""
        if self.is_escaped:
            self.is_escaped = False
            return None
        return self.in_quotes(character) if self.quote else self.in_code(character)

    def in_quotes(self, character: str) -> str | None:
        """The same, between quotes."""
        self.is_escaped = character == "\\"
        if character == "\n" and self.quote != "`":
            return self.VAIN
        if character == self.quote:
            self.quote = ""
        return None

    def in_code(self, character: str) -> str | None:
        """The same, outside quotes."""
        if character in QUOTES:
            self.quote = character
        elif character in CLOSING:
            self.closing.append(CLOSING[character])
        elif character in CLOSING.values() and (not self.closing or self.closing.pop() != character):
            return self.VAIN
        elif character == ";" and not self.closing:
            return self.WHOLE
        return None


def spaces_end(text: str, at: int) -> int:
    """Where the white space at `at` ends in its line."""
    while at < len(text) and text[at] != "\n" and text[at].isspace():
        at += 1
    return at
