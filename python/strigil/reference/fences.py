"""Fences of backticks, and the code in them (docs/reference/whitespace.md, "Code")."""

import re
from collections.abc import Iterator

LINE_END = re.compile(r"\r\n|[\n\r\u0085\u2028\u2029]")
# A stream need not hold back more.
MOST_BEHIND = 256

OPENING = re.compile(r"\s*(?P<ticks>`{3,})[^`]*")
CLOSING = re.compile(rf"\s*(?P<ticks>`{{3,}})\s{{0,{MOST_BEHIND}}}")


def fenced(text: str) -> Iterator[range]:
    """Where the code in fences lies: from behind the line that opens a fence to the backticks that close it."""
    ticks = ""
    start = 0
    for line_start, line, next_start in lines(text):
        if not ticks:
            if match := OPENING.fullmatch(line):
                ticks, start = match["ticks"], next_start
        elif (match := CLOSING.fullmatch(line)) and match["ticks"].startswith(ticks):
            yield range(start, line_start + match.end("ticks"))
            ticks = ""
    if ticks:
        yield range(start, len(text))


def lines(text: str) -> Iterator[tuple[int, str, int]]:
    """Each line of `text`: where it starts, what it is without its line end, and where the next one starts."""
    start = 0
    for end in LINE_END.finditer(text):
        yield start, text[start : end.start()], end.end()
        start = end.end()
    yield start, text[start:], len(text)
