"""What the stages would do to a text (docs/reference/scan.md)."""

from typing import TypedDict

from .arguments import checked_text
from .edits import apply
from .references import MOST_LEVELS, Decoding, edits, levels_needed


class Scan(TypedDict):
    """What `scan` counts."""

    references: list[int]
    levels: int


def scan(text: str, /) -> Scan:
    """What strigil would do to `text`, which stays as it is.

    `references` says how many references `unescape(text, levels=3)` decodes at each level, `levels` the last level at
    which `unescape(text, levels="auto")` decodes any. Raises TypeError if `text` is no `str`.

    >>> scan("y&amp;#x27;all &lt;")
    {'references': [2, 1, 0], 'levels': 2}
    >>> scan("Fish & chips")
    {'references': [0, 0, 0], 'levels': 0}
    """
    text = checked_text(text)
    taken = levels_needed([text], Decoding("html"))
    references: list[int] = []
    for _ in range(MOST_LEVELS):
        found = list(edits(text, "html"))
        references.append(len(found))
        text = apply(text, found)
    return {
        "references": references,
        "levels": max((level for level, number in enumerate(references[:taken], 1) if number), default=0),
    }
