"""Text and marks: what tokens are in a text without markup (docs/reference/markup.md, section 4)."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import NamedTuple

from ..ascii import ascii_lower
from ..rules import elements
from .style import Display, White, style_of
from .tree import Closed, Element, OpenElements


class Mark(Enum):
    """What stands between two texts."""

    LINE = auto()
    MARGIN = auto()
    BREAK = auto()
    CELL = auto()
    BEGIN = auto()
    END = auto()
    CONTROL = auto()
    TIME = auto()
    IMAGE = auto()
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


START_PARTS = {
    "li": Part.ITEM,
    "dt": Part.TERM,
    "dd": Part.TERM,
    "option": Part.OPTION,
    "caption": Part.CAPTION,
    "figcaption": Part.CAPTION,
    "summary": Part.CAPTION,
    "table": Part.TABLE,
    **dict.fromkeys(elements("list"), Part.LIST),
}
END_PARTS = {"table": Part.TABLE, **dict.fromkeys(elements("list"), Part.END_OF_LIST)}


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


WHITE_FLOWS = {White.KEPT: Flow.VERBATIM, White.LINES: Flow.LOOSE, White.FOLDED: Flow.BLOCK}


class Marks:
    """What the tags of a document leave, told from what is open."""

    def __init__(self, opened: OpenElements, *, margins: bool) -> None:
        self.opened = opened
        self.margins = margins
        self.ends: dict[Element, Mark] = {}

    def of_start(self, name: str, attributes: Mapping[str, str]) -> Mark:
        """The mark of a start tag, once what it closes is closed and before its element is on the stack."""
        mark, style = self.of_name(name), style_of(attributes)
        if mark in (Mark.BREAK, Mark.LINE, Mark.MARGIN):
            return mark
        if style.display in (Display.BLOCK, Display.FLEX) or has_items(self.opened.top):
            return Mark.LINE
        if mark is Mark.CELL or style.display is Display.CELL:
            return Mark.CELL
        if mark is Mark.BEGIN:
            return mark
        if style.is_absolute:
            return Mark.CONTROL
        if name == "input" and ascii_lower(attributes.get("type", "")) == "hidden":
            return Mark.EDGE
        return mark

    def of_name(self, name: str) -> Mark:
        """The mark of a start tag that has nothing but a name."""
        if name in elements("block") or name == "hr":
            nested = name in elements("list") and self.opened.is_open(elements("list"))
            return Mark.MARGIN if self.margins and name in elements("margin") and not nested else Mark.LINE
        if name in elements("cell"):
            return Mark.CELL
        if name in elements("apart"):
            return Mark.BEGIN
        if name in elements("control"):
            return Mark.CONTROL
        return {"br": Mark.BREAK, "time": Mark.TIME, "img": Mark.IMAGE}.get(name, Mark.EDGE)

    def of_end(self, name: str, closed: Closed, *, is_counted: bool) -> Mark:
        """The mark of an end tag that closed this, or only counted, or was ignored."""
        if name == "br":
            return Mark.BREAK
        if closed.own:
            return Mark.EDGE if closed.is_taken else self.ends[closed.own]
        return at_end(self.of_name(name)) if is_counted or name == "p" else Mark.EDGE

    def text(self, source: str) -> Text:
        """A text at this place in the document."""
        top = self.opened.top
        otherwise = Flow.BLOCK if self.opened.in_block() else Flow.LOOSE
        flow = WHITE_FLOWS[top.white] if top and top.white else otherwise
        return Text(source, flow, self.opened.is_open(elements("heading")))


def at_end(mark: Mark) -> Mark:
    """What an element leaves when it leaves the stack, by what its start tag left."""
    return {Mark.BEGIN: Mark.END, Mark.CELL: Mark.EDGE}.get(mark, mark)


def has_items(element: Element | None) -> bool:
    """Whether the children of an element are laid out as blocks."""
    return element is not None and style_of(element.shown).display in (Display.FLEX, Display.ITEMS)
