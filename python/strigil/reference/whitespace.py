"""The stage `whitespace`: runs of white space (docs/reference/whitespace.md)."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Literal, NamedTuple

from .arguments import checked_blank_lines, checked_choice, checked_text
from .edits import VERBATIM, Edit, Marked
from .fences import LINE_END, fenced

Layout = Literal["paragraphs", "lines", "inline"]
Spaces = Literal["ascii", "keep-typographic", "keep", "keep-indent"]
LineBreaks = Literal["unix", "keep"]

LAYOUTS = ("paragraphs", "lines", "inline")
SPACES = ("ascii", "keep-typographic", "keep", "keep-indent")
LINE_BREAKS = ("unix", "keep")

# A stream need not hold back more.
LONGEST_KEPT = 256

RUN = re.compile(r"\s+")  # for str, \s is what str.isspace says
NOT_UNIX = re.compile(r"\r\n?")
TYPOGRAPHIC = re.compile(r"[\u00a0\u202f\u3000]")


class Folding(NamedTuple):
    """How the stage folds: its four options."""

    layout: Layout
    spaces: Spaces = "ascii"
    linebreaks: LineBreaks = "unix"
    max_blank_lines: int = 1


def collapse_whitespace(
    text: str,
    /,
    *,
    layout: Layout = "paragraphs",
    spaces: Spaces = "ascii",
    linebreaks: LineBreaks = "unix",
    max_blank_lines: int = 1,
) -> str:
    r"""`text` with each run of white space made one space or line end, and none at its ends.

    `layout` says what becomes of line ends: "paragraphs" keeps blank lines between paragraphs, at most
    `max_blank_lines` in a row, a whole number from 0 to 255, and leaves code in fences of backticks as it is; "lines"
    keeps no blank line; "inline" makes line ends spaces. `spaces` says what becomes of other white space: "ascii" makes
    it one U+0020, "keep-typographic" the first U+00A0, U+202F or U+3000 in it, if it has one, "keep" leaves it
    between the words of a line, and "keep-indent" at the start of a line. `linebreaks` says how line ends are written:
    all as LF with "unix", as they were with "keep". Lone surrogates stay. Raises TypeError if `text` is no `str`,
    ValueError for an unknown layout or kind of spaces or line breaks, or for another number of blank lines.

    >>> collapse_whitespace("One  line \r\n\n\n  and   another\n")
    'One line\n\nand another'
    >>> collapse_whitespace("One  line \r\n\n\n  and   another\n", layout="inline")
    'One line and another'
    >>> collapse_whitespace("10\u202fkm \r\n and  back", spaces="keep-typographic", linebreaks="keep")
    '10\u202fkm\r\nand back'
    >>> collapse_whitespace("```\nif x:\n    y\n```\n\n\n  Done.", max_blank_lines=0)
    '```\nif x:\n    y\n```\nDone.'
    """
    text = checked_text(text)
    checked_choice(layout, LAYOUTS, "layout")
    checked_choice(spaces, SPACES, "spaces")
    checked_choice(linebreaks, LINE_BREAKS, "linebreaks")
    checked_blank_lines(max_blank_lines)
    plain = Marked.plain(text)
    return plain.edited(edits(plain, Folding(layout, spaces, linebreaks, max_blank_lines))).text


def edits(text: Marked, how: Folding, *, has_cells: bool = False) -> Iterator[Edit]:
    """What the stage does to `text`: one edit a run of white space, and in code one a line end to be rewritten.

    `has_cells`: the text was markup, and TABs part the cells of tables.
    """
    is_code = code(text) if how.layout == "paragraphs" else bytes(len(text.text))
    end = 0
    for in_code, marks in groupby(is_code):
        start, end = end, end + len(list(marks))
        if not in_code:
            yield from folds(text.text, start, end, how, has_cells=has_cells)
        elif how.linebreaks == "unix":
            for match in NOT_UNIX.finditer(text.text, start, end):
                yield Edit(match.start(), match.end(), "\n")


def code(text: Marked) -> bytes:
    """For each character of `text` whether it is code."""
    verbatim = bytearray(bool(mark & VERBATIM) for mark in text.marks)
    found = bytearray(verbatim)
    # Verbatim text has lines, but no fences: any letter will do for it.
    plain = "".join(
        "x" if hidden and not LINE_END.match(character) else character
        for character, hidden in zip(text.text, verbatim, strict=True)
    )
    for span in fenced(plain):
        for place in span:
            found[place] = True
    return bytes(found)


def folds(text: str, start: int, end: int, how: Folding, *, has_cells: bool) -> Iterator[Edit]:
    """One edit a run of white space in `text[start:end]`, which is no code but for what stands beside it."""
    for run in RUN.finditer(text, start, end):
        if run.end() == len(text):
            yield Edit(run.start(), run.end(), "")
        elif run.start() == 0:
            yield Edit(run.start(), run.end(), indentation(run[0], how))
        else:
            yield Edit(run.start(), run.end(), separator(run[0], how, has_cells=has_cells))


def separator(run: str, how: Folding, *, has_cells: bool) -> str:
    """What stands for a run of white space between two visible characters."""
    ends: list[str] = LINE_END.findall(run)
    if not ends:
        is_cell = has_cells and "\t" in run and how.layout != "inline" and how.spaces != "keep"
        return "\t" * min(run.count("\t"), LONGEST_KEPT) if is_cell else space(run, how.spaces)
    if how.layout == "inline":
        return " "
    stay = ends[: how.max_blank_lines + 1] if how.layout == "paragraphs" else ends[:1]
    return ("".join(stay) if how.linebreaks == "keep" else "\n" * len(stay)) + indentation(run, how)


def indentation(run: str, how: Folding) -> str:
    """What stays of the white space at the start of a line, with which a run ends."""
    if how.spaces != "keep-indent" or how.layout == "inline":
        return ""
    white = re.split(LINE_END, run)[-1]
    return re.sub(r"[^ \t]", " ", white) if len(white) <= LONGEST_KEPT else ""


def space(run: str, spaces: Spaces) -> str:
    """What stands for a run without line end."""
    if spaces == "keep" and len(run) <= LONGEST_KEPT:
        return run
    if spaces == "keep-typographic" and (match := TYPOGRAPHIC.search(run)):
        return match[0]
    return " "
