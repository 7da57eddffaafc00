"""What a stage does to a text, and how marks on the text are carried through it.

A stage that follows the markup is a function from a text to *edits*: stretches to replace, in order and disjoint.
Later stages must know which characters came from a heading or from verbatim text, so the cleaner holds a `Marked` text,
with one mark a character, and each edit carries the marks along.
"""

from collections.abc import Iterable
from typing import NamedTuple

# The marks. Verbatim is the greater one: verbatim text in a heading is verbatim.
NO_MARK, HEADING, VERBATIM = range(3)


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
        """The text after `edits`. A replacement has the greatest mark of all that it replaces."""
        text: list[str] = []
        marks: list[bytes] = []
        done = 0
        for start, end, replacement in edits:
            text += self.text[done:start], replacement
            marks += self.marks[done:start], bytes([max(self.marks[start:end], default=NO_MARK)]) * len(replacement)
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
