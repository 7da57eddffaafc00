"""What a stage does to a text, and how marks on the text are carried through it.

A stage that follows the markup is a function from a text to *edits*: stretches to replace, in order and disjoint.
Later stages must know which characters came from a heading, from verbatim text or from a part of a list, so the cleaner
holds a `Marked` text, with one mark a character, and each edit carries the marks along.
"""

from collections.abc import Iterable
from functools import reduce
from typing import NamedTuple

# The marks: a bit for each thing that is said of a character.
NO_MARK, HEADING, VERBATIM, SIBLING, CAPTION = 0, 1, 2, 4, 8


class Edit(NamedTuple):
    """Replace `text[start:end]` by `replacement`."""

    start: int
    end: int
    replacement: str


class Marked(NamedTuple):
    """A text, and a mark for each of its characters."""

    text: str
    marks: bytes

    @classmethod
    def plain(cls, text: str) -> "Marked":
        """`text` without marks."""
        return cls(text, bytes(len(text)))

    def edited(self, edits: Iterable[Edit]) -> "Marked":
        """The text after `edits`. A replacement has the marks of all that it replaces."""
        text: list[str] = []
        marks: list[bytes] = []
        done = 0
        for start, end, replacement in edits:
            text += self.text[done:start], replacement
            all_marks = reduce(int.__or__, self.marks[start:end], NO_MARK)
            marks += self.marks[done:start], bytes([all_marks]) * len(replacement)
            done = end
        text.append(self.text[done:])
        marks.append(self.marks[done:])
        return Marked("".join(text), b"".join(marks))


def apply(text: str, edits: Iterable[Edit]) -> str:
    """`text` after `edits`."""
    return Marked.plain(text).edited(edits).text


def utf8_length(text: str) -> int:
    """The length of `text` in bytes of UTF-8; 3 for a lone surrogate."""
    return len(text.encode("utf-8", "surrogatepass"))
