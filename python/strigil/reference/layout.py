"""The stage `layout`: texts and marks become lines (docs/reference/markup.md, section 5)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Literal

from . import surrogates
from .arguments import checked_choice, checked_text
from .edits import CAPTION, HEADING, NO_MARK, SIBLING, VERBATIM, Marked
from .markup import Flow, Mark, Part, Text, Ways, text_and_marks
from .references import Decoding, decoded

ASCII_WHITE_SPACE = "\t\n\f\r "
LINE_END = re.compile(r"\r\n|[\n\r]")
UNIT = re.compile(r"\r\n|[\s\S]")  # CR LF is one line end

MAX_CELLS = 256

DIGITS = "0123456789"
OPENING = frozenset("([{«“‘（【「『")
JOINED_AFTER_GONE = frozenset(",.;:!?)]}»”’…。、，；：！？）】」』")
ENDS_BEFORE_GONE = frozenset(".!?…:。！？：\"'”’»)]}）】」』")


Hidden = Literal["keep", "drop"]
ParagraphGap = Literal["line", "blank"]

HIDDEN = ("keep", "drop")
PARAGRAPH_GAPS = ("line", "blank")


def to_text(html: str, /, *, hidden: Hidden = "keep", paragraph_gap: ParagraphGap = "line") -> str:
    r"""The text of `html`, a line for each block.

    `hidden` says whether elements that their start tags hide stay, `paragraph_gap` whether a blank line stands between
    two paragraphs, as between other blocks that have a margin in a browser, or one line end. Lone surrogates become
    U+FFFD. Raises TypeError if `html` is no `str`, ValueError for other values.

    >>> to_text("<h1>Fish &amp; chips</h1><p>One<br>two <b>three</b></p><script>go()</script>")
    'Fish & chips\nOne\ntwo three'
    >>> to_text("<p>a</p><p hidden>b</p><p>c", hidden="drop", paragraph_gap="blank")
    'a\n\nc'
    """
    html = surrogates.replaced(checked_text(html, "html"))
    checked_choice(hidden, HIDDEN, "hidden")
    checked_choice(paragraph_gap, PARAGRAPH_GAPS, "paragraph_gap")
    ways = Ways(hidden=hidden, paragraph_gap=paragraph_gap)
    return laid_out(text_and_marks(html, None, ways), Decoding("html")).text


def laid_out(events: Iterable[Text | Mark | Part], how: Decoding | None) -> Marked:
    """The text that `events` make, with their references decoded as `how` says, if it does."""
    events = list(events)
    sources = [event.source for event in events if isinstance(event, Text)]
    texts = iter(decoded(sources, how) if how else sources)
    page = Page()
    for event in events:
        if isinstance(event, Mark):
            page.add_mark(event)
        elif isinstance(event, Part):
            page.gap.parts.add(event)
        else:
            page.add_text(next(texts), event.flow, is_heading=event.is_heading)
    return Marked("".join(page.written), bytes(page.marks))


class Apart(Enum):
    """Elements that are told apart from their like, in a gap: one has ended, and maybe one begins."""

    NONE = auto()
    ENDED = auto()
    BEGUN = auto()


@dataclass
class Gap:
    """What lies between two visible characters."""

    ends: int = 0
    line: bool = False
    margin: bool = False
    cells: int = 0
    gone: bool = False
    space: bool = False
    apart: Apart = Apart.NONE
    control: bool = False
    image: bool = False
    time: bool = False
    # What began or ended in it.
    parts: set[Part] = field(default_factory=set)

    def starts_line(self, written: str) -> bool:
        """Whether a line starts behind the gap, for which this was written."""
        return self.ends > 0 or self.line or written == "\n"

    def between(self, before: str, after: str) -> str:
        """What is written for the gap between two characters."""
        tabs = "\t" * min(max(self.cells - 1, 0), MAX_CELLS)
        if self.margin:
            return ("\n" if before == "\n" else "\n\n") + tabs
        if self.ends:
            return ("\n" if self.ends == 1 else "\n\n") + tabs
        if self.line:
            return ("" if before == "\n" else "\n") + tabs
        if self.cells:
            return "\t" * min(self.cells, MAX_CELLS)
        if self.gone:
            return self.for_gone(before, after)
        return " " if self.has_space(before, after) else ""

    def for_gone(self, before: str, after: str) -> str:
        """What is written where an ad element was: a sentence that it cut goes on."""
        if after in JOINED_AFTER_GONE:
            return ""
        return " " if after.islower() and before not in ENDS_BEFORE_GONE else "\n"

    def has_space(self, before: str, after: str) -> bool:
        """Whether one space is written in a gap that holds nothing greater."""
        if self.space or self.apart is Apart.BEGUN:
            return True
        if self.control:
            return after not in JOINED_AFTER_GONE and before not in OPENING
        in_words = is_in_word(before) and is_in_word(after)
        is_unit = self.time and (after.isupper() or after in DIGITS)
        return in_words and (self.image or is_unit)


def is_in_word(character: str) -> bool:
    """Whether this is a letter or digit of ASCII, or stands in a block of a script that has spaces between words."""
    return (
        (character.isascii() and character.isalnum())
        or "\u00c0" <= character <= "\u0dff"
        or "\u1e00" <= character <= "\u1fff"
    )


# What the marks set that do nothing else, or little.
GAPS = {
    Mark.LINE: "line",
    Mark.MARGIN: "margin",
    Mark.GONE: "gone",
    Mark.CONTROL: "control",
    Mark.TIME: "time",
    Mark.IMAGE: "image",
}


class Page:
    """The text as it is written, and its marks (see `Marked`)."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.marks = bytearray()
        self.gap = Gap()
        self.is_verbatim = False
        self.in_apart = False  # a visible character has been written since the last BEGIN
        # What began at the start of the line, and what is said of its characters.
        self.parts: set[Part] = set()
        self.part = NO_MARK

    def add_mark(self, mark: Mark) -> None:
        """Widens the gap by what a mark says."""
        if name := GAPS.get(mark):
            setattr(self.gap, name, True)
        if mark is Mark.MARGIN:
            self.gap.line = True
        if mark is Mark.BREAK:
            self.gap.ends += 1
        if mark in (Mark.BREAK, Mark.LINE, Mark.MARGIN):
            self.gap.cells = 0
        if mark is Mark.CELL:
            self.gap.cells += 1
            self.gap.parts.add(Part.CELL)
        if mark in (Mark.BEGIN, Mark.END):
            self.add_apart(mark)

    def add_apart(self, mark: Mark) -> None:
        """Follows the start or the end of an element that is told apart from its like."""
        apart = self.gap.apart
        if mark is Mark.BEGIN:
            self.in_apart = False
            self.gap.apart = Apart.BEGUN if apart is Apart.ENDED else apart
        elif apart is Apart.BEGUN or (apart is Apart.NONE and self.in_apart):
            self.gap.apart = Apart.ENDED

    def add_text(self, text: str, flow: Flow, *, is_heading: bool) -> None:
        """Writes a text whose references have been decoded. U+0000 in it is nothing."""
        text = text.replace("\0", "")
        if flow is Flow.VERBATIM:
            self.add_verbatim(text)
            return
        for unit in UNIT.findall(text):
            self.is_verbatim = False
            if flow is Flow.LOOSE and LINE_END.match(unit):
                self.gap.ends += 1
            elif unit in ASCII_WHITE_SPACE or unit == "\r\n":
                self.gap.space = True
            else:
                self.add_visible(unit, HEADING if is_heading else NO_MARK)

    def add_verbatim(self, text: str) -> None:
        """Writes a verbatim text, without a line end where a stretch of such text begins."""
        first = None if self.is_verbatim else LINE_END.match(text)
        self.gap.line |= first is not None
        for character in text[first.end() if first else 0 :]:
            self.add_visible(character, VERBATIM)
        self.is_verbatim = self.is_verbatim or text != ""

    def add_visible(self, character: str, mark: int) -> None:
        """Writes a visible character, and the gap before it."""
        gap = self.gap.between(self.written[-1][-1:], character) if self.written else ""
        if not self.written or self.gap.starts_line(gap):
            self.start_line()
        self.written += gap, character
        self.marks += bytes([*[NO_MARK] * len(gap), mark | self.part])
        self.gap = Gap()
        self.in_apart = True

    def start_line(self) -> None:
        """A line starts: what began in the gap says what part of a page it is."""
        self.part = SIBLING if follow(self.gap.parts, self.parts) else NO_MARK
        if Part.CAPTION in self.gap.parts:
            self.part |= CAPTION
        self.parts = self.gap.parts


def follow(parts: set[Part], others: set[Part]) -> bool:
    """Whether a line where `parts` began is one of a row of parts with the line before, where `others` began."""
    same = parts & others
    is_other_list = {Part.LIST, Part.END_OF_LIST} <= parts
    return (
        Part.OPTION in same
        or (bool(same & {Part.ITEM, Part.TERM}) and not is_other_list)
        or (Part.CELL in same and Part.TABLE not in parts)
    )
