"""Words that a soft hyphen parts at a line end (docs/reference/invisible.md, "Line ends")."""

import re
from collections.abc import Iterator

from ..edits import NO_MARK, Edit, Marked

MOST_WHITE_SPACE = 256
LETTER = "[A-Za-z\u00c0-\u167f\u1681-\u1fff\u2c00-\u2fff\u3001-\ud7ff]"
# Behind these, it is a part of UTF-8 that was read as Windows-1252.
BROKEN = "[\u00c2-\u00de]"
PARTED = re.compile(rf"(?<={LETTER})(?<!{BROKEN})\u00ad([ \t]*(?:\r\n|\r|\n)[ \t]*)(?={LETTER})")


def joins(text: Marked) -> Iterator[Edit]:
    """The white space that goes because a soft hyphen before it says that the word goes on."""
    for found in PARTED.finditer(text.text):
        start, end = found.span(1)
        is_plain = not any(mark != NO_MARK for mark in text.marks[start - 1 : end + 1])
        if end - start <= MOST_WHITE_SPACE and is_plain:
            yield Edit(start, end, "")
