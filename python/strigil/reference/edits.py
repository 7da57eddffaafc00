"""What a stage does to a text, and how marks on the text are carried through it.

A stage that follows the markup is a function from a text to *edits*: stretches to replace, in order and disjoint.
The label stages must know which characters came from a heading or from verbatim text, so the cleaner holds a `Marked`
text, with one mark a character, and each edit carries the marks along.
"""

from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """Replace `text[start:end]` by `replacement`."""

    start: int
    end: int
    replacement: str


class Marked(NamedTuple):
    """A text, and for each of its characters a byte: 1 if it came from heading or verbatim text, else 0."""

    text: str
    protected: bytes

    @classmethod
    def plain(cls, text: str) -> "Marked":
        """`text` with nothing in it protected."""
        return cls(text, bytes(len(text)))

    def edited(self, edits: Iterable[Edit]) -> "Marked":
        """The text after `edits`. A replacement is protected if anything that it replaces was."""
        text: list[str] = []
        protected: list[bytes] = []
        done = 0
        for start, end, replacement in edits:
            text += self.text[done:start], replacement
            protected += self.protected[done:start], bytes([any(self.protected[start:end])]) * len(replacement)
            done = end
        text.append(self.text[done:])
        protected.append(self.protected[done:])
        return Marked("".join(text), b"".join(protected))


def apply(text: str, edits: Iterable[Edit]) -> str:
    """`text` after `edits`."""
    return Marked.plain(text).edited(edits).text


def utf8_length(text: str) -> int:
    """The length of `text` in bytes of UTF-8; 3 for a lone surrogate."""
    return len(text.encode("utf-8", "surrogatepass"))
