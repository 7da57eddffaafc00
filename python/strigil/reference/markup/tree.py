"""The stack of open elements (docs/reference/markup.md, section 2)."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from ..rules import elements
from .style import White, style_of
from .tokens import Token

MAX_OPEN = 1024

TABLE_WALLS = frozenset({"table", "html", "template"})
TABLE_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
CELLS = frozenset({"td", "th"})
RUBY_PARTS = frozenset({"rb", "rt", "rtc", "rp"})


@dataclass(eq=False)
class Element:
    """An open element: its name, where its start tag begins, its attributes, and what becomes of white space in it."""

    name: str
    start: int
    attributes: Mapping[str, str]
    shown: Mapping[str, str] = field(
        default_factory=dict[str, str]
    )  # the attributes, unless the tag is too long to be kept
    white: White | None = None


class Closed(NamedTuple):
    """What was closed: an element itself, and those above it that went too. False if nothing was.

    `is_taken`: it was taken out from under others, which stay.
    """

    own: Element | None = None
    above: tuple[Element, ...] = ()
    is_taken: bool = False

    def __bool__(self) -> bool:
        return self.own is not None

    @property
    def all(self) -> tuple[Element, ...]:
        """All elements that left the stack."""
        return (self.own, *self.above) if self.own else ()


NOTHING = Closed()


class OpenElements:
    """The stack of open elements."""

    def __init__(self) -> None:
        self.stack: list[Element] = []
        self.counted = 0  # open elements that found no room on the stack

    def is_open(self, names: AbstractSet[str]) -> bool:
        """Whether an element with one of these names is on the stack."""
        return any(element.name in names for element in self.stack)

    @property
    def top(self) -> Element | None:
        """The innermost open element."""
        return self.stack[-1] if self.stack else None

    def in_block(self) -> bool:
        """Whether a block or a cell is open."""
        return self.is_open(elements("block") | elements("cell"))

    def is_stray(self, name: str) -> bool:
        """Whether a start tag of this name is out of its place."""
        allowed = {"html": frozenset[str](), "head": frozenset({"html"}), "body": frozenset({"html", "head"})}
        return name in allowed and any(element.name not in allowed[name] for element in self.stack)

    def close_for(self, token: Token) -> list[Closed]:
        """Closes what a start tag closes, step by step."""
        return [] if self.counted else [closed for closed in self.implied(token.name) if closed]

    def open(self, token: Token) -> Element | None:
        """Opens the element of a start tag; returns it if it is on the stack now."""
        if not token.opens:
            return None
        if self.counted or len(self.stack) == MAX_OPEN:
            self.counted += 1
            return None
        above = self.top.white if self.top else None
        own = White.KEPT if token.name in elements("verbatim") else None
        white = style_of(token.shown).white or own or above
        element = Element(token.name, token.start, token.attributes, token.shown, white)
        self.stack.append(element)
        return element

    def above(self, element: Element | None) -> list[Element]:
        """The ancestors of the element of the last start tag, outermost first. `element`: that, if on the stack."""
        if element:
            return self.stack[: self.stack.index(element)]
        return [] if self.counted or len(self.stack) == MAX_OPEN else self.stack

    def implied(self, name: str) -> Iterator[Closed]:
        """The steps of `close_for`."""
        for starts, names, walls in implied_nearest():
            if name in starts:
                yield self.close_nearest(names, walls=walls)
        for starts, names in implied_top():
            if name in starts:
                yield self.close_top(names)
        if name == "a":
            yield self.close_formatting("a")

    def end_tag(self, token: Token) -> tuple[Closed, bool]:
        """Follows an end tag, or the end of raw content; returns what it closes, and whether it is ignored."""
        if token.name in elements("void"):
            return NOTHING, True
        if self.counted:
            self.counted -= 1
            return NOTHING, False
        # Nothing is ever open above a raw content element; it may itself be gone already.
        closed = self.close_top({token.name}) if token.ends_raw else self.close_named(token.name)
        return closed, not closed

    def close_named(self, name: str) -> Closed:
        """Closes what an end tag closes."""
        scope = elements("scope_wall")
        if name in elements("formatting"):
            return self.close_formatting(name)
        if name in elements("heading"):
            return self.close_nearest(elements("heading"), walls=scope)
        if name == "p":
            return self.close_nearest({"p"}, walls=scope | {"button"})
        if name == "li":
            return self.close_nearest({"li"}, walls=scope | {"ol", "ul"})
        if name == "table":
            return self.close_nearest({"table"}, walls={"html", "template"})
        if name in {"tr", "caption"} | CELLS | TABLE_SECTIONS:
            return self.close_nearest({name}, walls=TABLE_WALLS)
        if name in ("html", "body"):
            return self.close_nearest({name}, walls=frozenset())
        return self.close_nearest({name}, walls=scope if name in elements("special") else elements("special"))

    def close_nearest(self, names: AbstractSet[str], *, walls: AbstractSet[str]) -> Closed:
        """Closes the nearest element with one of these names, unless one of the `walls` lies above it."""
        for index in reversed(range(len(self.stack))):
            if self.stack[index].name in names:
                return self.close_from(index)
            if self.stack[index].name in walls:
                break
        return NOTHING

    def close_top(self, names: AbstractSet[str]) -> Closed:
        """Closes the top of the stack if it has one of these names."""
        return self.close_from(len(self.stack) - 1) if self.stack and self.stack[-1].name in names else NOTHING

    def close_formatting(self, name: str) -> Closed:
        """Closes a formatting element, or takes it out from below a special element."""
        special_above = False
        for index in reversed(range(len(self.stack))):
            element = self.stack[index]
            if element.name == name:
                if not special_above:
                    return self.close_from(index)
                del self.stack[index]
                return Closed(element, is_taken=True)
            if element.name in elements("scope_wall"):
                break
            special_above |= element.name in elements("special")
        return NOTHING

    def close_from(self, index: int) -> Closed:
        """Pops up to and with the element at `index`."""
        own, *above = self.stack[index:]
        del self.stack[index:]
        return Closed(own, tuple(above))


@cache
def implied_nearest() -> tuple[tuple[AbstractSet[str], AbstractSet[str], AbstractSet[str]], ...]:
    """In order: start tags, which the nearest of which elements they close, and the walls."""
    scope = elements("scope_wall")
    item_walls = elements("special") - {"address", "div", "p"}
    return (
        ({"li"}, {"li"}, item_walls),
        ({"dd", "dt"}, {"dd", "dt"}, item_walls),
        (elements("closes_p"), {"p"}, scope | {"button"}),
        ({"button"}, {"button"}, scope),
        (CELLS, CELLS, TABLE_WALLS | {"tr"}),
        ({"tr"}, {"tr"}, TABLE_WALLS | TABLE_SECTIONS),
        (TABLE_SECTIONS, TABLE_SECTIONS, TABLE_WALLS),
        ({"body"}, {"head"}, frozenset()),
    )


@cache
def implied_top() -> tuple[tuple[AbstractSet[str], AbstractSet[str]], ...]:
    """In order: start tags, and which elements they close at the top of the stack."""
    return (
        (elements("heading"), elements("heading")),
        ({"option", "optgroup"}, {"option"}),
        ({"optgroup"}, {"optgroup"}),
        (RUBY_PARTS, RUBY_PARTS),
    )
