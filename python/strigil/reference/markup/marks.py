"""Text and marks: what tokens are in a text without markup (docs/reference/markup.md, section 4)."""

from enum import Enum, auto
from typing import NamedTuple

from ..rules import elements
from .tree import OpenElements


class Mark(Enum):
    """What stands between two texts."""

    LINE = auto()
    BREAK = auto()
    CELL = auto()
    GONE = auto()
    EDGE = auto()


class Part(Enum):
    """What begins or ends in one place of a list or table."""

    ITEM = auto()
    TERM = auto()
    CELL = auto()
    OPTION = auto()
    CAPTION = auto()
    LIST = auto()
    END_OF_LIST = auto()
    TABLE = auto()


LISTS = frozenset({"ul", "ol", "menu", "dir", "dl"})
START_PARTS = {
    "li": Part.ITEM,
    "dt": Part.TERM,
    "dd": Part.TERM,
    "td": Part.CELL,
    "th": Part.CELL,
    "option": Part.OPTION,
    "caption": Part.CAPTION,
    "figcaption": Part.CAPTION,
    "summary": Part.CAPTION,
    "table": Part.TABLE,
    **dict.fromkeys(LISTS, Part.LIST),
}
END_PARTS = {"table": Part.TABLE, **dict.fromkeys(LISTS, Part.END_OF_LIST)}


class Flow(Enum):
    """How the white space of a text is read."""

    BLOCK = auto()
    LOOSE = auto()
    VERBATIM = auto()


class Text(NamedTuple):
    """A text, in source form."""

    source: str
    flow: Flow
    is_heading: bool


def start_mark(name: str) -> Mark:
    """The mark that a start tag leaves."""
    if name == "br":
        return Mark.BREAK
    if name in elements("cell"):
        return Mark.CELL
    return Mark.LINE if name in elements("block") or name == "hr" else Mark.EDGE


def end_mark(name: str, *, is_ignored: bool) -> Mark:
    """The mark that an end tag leaves. `</br>` is a start tag; `</p>` breaks a line even if it closes nothing."""
    if name == "br":
        return Mark.BREAK
    if is_ignored and name != "p":
        return Mark.EDGE
    return Mark.LINE if name in elements("block") else Mark.EDGE


def text(source: str, opened: OpenElements) -> Text:
    """A text at this place in the document."""
    if opened.is_open(elements("verbatim")):
        flow = Flow.VERBATIM
    elif opened.is_open(elements("block") | elements("cell")):
        flow = Flow.BLOCK
    else:
        flow = Flow.LOOSE
    return Text(source, flow, opened.is_open(elements("heading")))
