"""Escape sequences of terminals (docs/reference/invisible.md, section 4; ECMA-48)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..rules import character_classes

SEQUENCE = re.compile(
    r"\x1b(?:"
    r"\[[ -?]{0,64}(?:(?P<moves>[A-Hdf])|[@-~])"
    r"|[\]PX^_](?P<string>[^\x00-\x1f\x7f-\x9f\u2028\u2029]{0,2048})(?:\x07|\x1b\\)"
    r"|[#$%()*+\-./]{1,2}[0-9@ABDGIJ]"
    r"|[78=><\\]"
    r"|(?P<moves_too>[cDEM])"
    r")"
)


class Escape(NamedTuple):
    """Where an escape sequence stands, and whether it moves the place where the terminal writes."""

    start: int
    end: int
    moves: bool


def escapes(text: str, marks: Sequence[int]) -> Iterator[Escape]:
    """The escape sequences of `text`. `marks`: of each character, whether a heading or code holds it, if any does."""
    position = 0
    while match := SEQUENCE.search(text, position):
        is_shown = not any(character in character_classes() for character in match["string"] or "")
        if is_shown and len(set(marks[match.start() : match.end()])) <= 1:
            yield Escape(match.start(), match.end(), bool(match["moves"] or match["moves_too"]))
            position = match.end()
        else:
            position = match.start() + 1
