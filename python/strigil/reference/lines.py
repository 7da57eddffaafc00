"""The lines of a text as the label stages see them: what is protected, and without the scripts of ads.

docs/reference/labels.md, sections 1 and 3.
"""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from .ad_scripts import MAX_SPACE, spaces_end, statement_at
from .edits import CAPTION, HEADING, SIBLING, VERBATIM, Marked, utf8_length
from .fences import CLOSING, OPENING
from .label_fold import Folded, folded

MAX_LINE = 256

MARKDOWN_HEADING = re.compile(r"^#{1,6} .*$", re.MULTILINE)


class Line(NamedTuple):
    """A line, whether it is protected, whether it is only what scripts left, and what part of a page it is."""

    text: str
    is_protected: bool = False
    is_gone: bool = False
    # The line before is one of the same list or table.
    is_sibling: bool = False
    is_caption: bool = False

    @property
    def is_long(self) -> bool:
        """Whether the line is too long to be a label or blank."""
        return utf8_length(self.text) > MAX_LINE

    @property
    def is_blank(self) -> bool:
        """Whether the line is empty or all white space."""
        return not self.text.strip() and not self.is_long

    @property
    def can_go(self) -> bool:
        """Whether the line may be dropped at all."""
        return not self.is_protected and not self.is_long

    @property
    def folded(self) -> Folded:
        """The folded form of the line."""
        return folded(self.text)


def lines_of(text: Marked) -> list[Line]:
    """The lines of `text` without the scripts of ads; a line that only had some is there, as gone."""
    return list(without_scripts(text, protection(text)))


def marked_lines(text: Marked) -> list[Line]:
    """The lines of `text` as they are."""
    protected = protection(text)
    lines: list[Line] = []
    start = 0
    for line in text.text.split("\n"):
        lines.append(Line(line, is_protected(line, protected[start : start + len(line)])))
        start += len(line) + 1
    return lines


def protection(text: Marked) -> bytearray:
    """For each character whether it is protected: by the markup, by a fence, or in a heading of Markdown."""
    protected = bytearray(bool(mark & (HEADING | VERBATIM)) for mark in text.marks)
    headings = (match.span() for match in MARKDOWN_HEADING.finditer(text.text))
    for start, end in (*fenced(text.text), *headings):
        protected[start:end] = b"\1" * (end - start)
    return protected


def fenced(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines of fences lie, with their line ends."""
    ticks = ""
    start = 0
    for line in text.split("\n"):
        end = min(start + len(line) + 1, len(text))
        if ticks or line.lstrip().startswith("```"):
            yield start, end
        if not ticks:
            ticks = match["ticks"] if (match := OPENING.fullmatch(line)) else ""
        elif (match := CLOSING.fullmatch(line)) and match["ticks"].startswith(ticks):
            ticks = ""
        start = end


def without_scripts(marked: Marked, protected: bytearray) -> Iterator[Line]:
    """The lines, without statements. What is read in vain becomes protected."""
    text = marked.text
    start = 0
    had_script = False
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        at = spaces_end(text, start)
        is_start = utf8_length(text[start:at]) <= MAX_SPACE and not is_protected(text[start:end], protected[start:end])
        statement = statement_at(text, at, protected) if is_start else None
        if statement and statement.is_whole:
            start = spaces_end(text, statement.end)
            had_script = True
            continue
        if statement:
            protected[at : statement.end] = b"\1" * (statement.end - at)
        line = Line(text[start:end], is_protected(text[start:end], protected[start:end]))
        marks = marked.marks[start:end]
        yield line._replace(
            is_gone=had_script and not line.text.strip(),
            is_sibling=any(mark & SIBLING for mark in marks),
            is_caption=any(mark & CAPTION for mark in marks),
        )
        start = end + 1
        had_script = False


def is_protected(line: str, protected: bytearray) -> bool:
    """Whether a line is protected: a stream has written the start of a longer line before it sees the rest."""
    offsets = accumulate(map(utf8_length, line[: MAX_LINE + 1]), initial=0)
    seen = min(sum(offset <= MAX_LINE for offset in offsets), len(line))
    return any(protected[:seen])


class Kept(NamedTuple):
    """The lines that stay, and for each line that there was the number of those before it."""

    lines: list[Line]
    before: list[int]


def kept_lines(lines: list[Line], dropped: list[bool]) -> Kept:
    """What stays of `lines`: neither what was dropped, nor the blank lines that would double."""
    kept = Kept([], [])
    after_dropped = False
    for line, is_dropped in zip(lines, dropped, strict=True):
        kept.before.append(len(kept.lines))
        if is_dropped:
            after_dropped = True
        elif not line.is_blank:
            after_dropped = False
            kept.lines.append(line)
        elif not after_dropped or (kept.lines and not kept.lines[-1].is_blank):
            kept.lines.append(line)
    if dropped and dropped[-1] and kept.lines and kept.lines[-1].is_blank:
        kept.lines.pop()
    return kept
