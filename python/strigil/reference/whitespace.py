"""The stage `whitespace`: runs of white space (docs/reference/whitespace.md)."""

import re
from collections.abc import Iterator
from typing import Literal

from .arguments import checked_choice, checked_text
from .edits import Edit, apply

Layout = Literal["paragraphs", "lines", "inline"]

LAYOUTS = ("paragraphs", "lines", "inline")

RUN = re.compile(r"\s+")  # for str, \s is what str.isspace says
LINE_END = re.compile(r"\r\n|[\n\r\u0085\u2028\u2029]")


def collapse_whitespace(text: str, /, *, layout: Layout = "paragraphs") -> str:
    r"""`text` with each run of white space made one space or line end, and none at its ends.

    `layout` says what becomes of line ends: "paragraphs" keeps one blank line between paragraphs, "lines" none,
    "inline" makes them spaces. Lone surrogates stay. Raises TypeError if `text` is no `str`, ValueError for an unknown
    layout.

    >>> collapse_whitespace("One  line \r\n\n\n  and   another\n")
    'One line\n\nand another'
    >>> collapse_whitespace("One  line \r\n\n\n  and   another\n", layout="inline")
    'One line and another'
    """
    text = checked_text(text)
    checked_choice(layout, LAYOUTS, "layout")
    return apply(text, edits(text, layout))


def edits(text: str, layout: Layout) -> Iterator[Edit]:
    """What the stage does to `text`: one edit a run of white space."""
    for run in RUN.finditer(text):
        if run.start() == 0 or run.end() == len(text):
            yield Edit(run.start(), run.end(), "")
        else:
            yield Edit(run.start(), run.end(), separator(len(LINE_END.findall(run[0])), layout))


def separator(line_ends: int, layout: Layout) -> str:
    """What stands for a run of white space with this many line ends."""
    if layout == "inline" or line_ends == 0:
        return " "
    return "\n\n" if layout == "paragraphs" and line_ends > 1 else "\n"
