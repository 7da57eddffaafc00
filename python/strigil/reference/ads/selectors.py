"""The selectors that a start tag decides: how they are read (docs/reference/ads.md, section 4)."""

import re
from typing import NamedTuple

from ..ascii import ascii_lower
from .selector_text import MALFORMED, OTHER_PSEUDO_CLASS, TOO_COMPLEX, reason

MAX_COMPOUNDS = 16

ESCAPE = r"\\(?:[0-9a-fA-F]{1,6}[\t\n\f\r ]?|[^0-9a-fA-F\n\f\r])"
START = rf"(?:[a-zA-Z_\u0080-\U0010ffff]|{ESCAPE})"
IDENTIFIER = rf"(?:(?:--|-?{START})(?:[0-9-]|{START})*)"
STRING = rf"""(?:"(?:{ESCAPE}|[^"\\\n\f\r])*"|'(?:{ESCAPE}|[^'\\\n\f\r])*')"""
SPACE = r"[\t\n\f\r ]*"

TYPE = re.compile(rf"\*|{IDENTIFIER}", re.DOTALL)
NAME = re.compile(rf"(?P<sign>[.#])(?P<name>{IDENTIFIER})", re.DOTALL)
ATTRIBUTE = re.compile(
    rf"\[{SPACE}(?P<name>{IDENTIFIER}){SPACE}"
    rf"(?:(?P<operator>[~|^$*]?=){SPACE}"
    rf"(?:(?P<string>{STRING}){SPACE}|(?P<word>{IDENTIFIER})(?:{SPACE}(?=\])|[\t\n\f\r ]+))"
    rf"(?:(?P<flag>[iIsS]){SPACE})?)?\]",
    re.DOTALL,
)
LOGICAL = re.compile(rf":(?P<name>not|is|where)\({SPACE}", re.ASCII | re.IGNORECASE)
COMMA = re.compile(rf"{SPACE},{SPACE}")
CLOSING = re.compile(rf"{SPACE}\)")
COMBINATOR = re.compile(rf"{SPACE}>{SPACE}|[\t\n\f\r ]+(?=[^\t\n\f\r ,)])")


class Attribute(NamedTuple):
    """`[name]`, or `[name operator value]`."""

    name: str
    operator: str
    value: str
    any_case: bool


class Logical(NamedTuple):
    """`:not()`, or one of the two that mean the same here, `:is()` and `:where()`."""

    is_not: bool
    compounds: tuple["Compound", ...]


class Compound(NamedTuple):
    """What is asked of one element. An empty type is any."""

    type: str
    classes: tuple[str, ...]
    ids: tuple[str, ...]
    attributes: tuple[Attribute, ...]
    logicals: tuple[Logical, ...]

    @property
    def is_for_links(self) -> bool:
        """Whether it asks for the element `a`, or for no element, class or id: what a link's words save it from."""
        asks_for_name = self.classes or self.ids or any(one.name in ("class", "id") for one in self.attributes)
        return self.type == "a" or not (self.type or asks_for_name)


class Selector(NamedTuple):
    """Compounds, and before all but the first the combinator: a space or `>`."""

    compounds: tuple[Compound, ...]
    combinators: tuple[str, ...]

    @property
    def subject(self) -> Compound:
        """What is asked of the element itself."""
        return self.compounds[-1]


class LeftOutError(Exception):
    """A start tag does not decide the selector; the reason is the only argument."""


def parsed(text: str) -> Selector:
    """The selector that `text` is. Raises LeftOutError if it is none, or none that a start tag decides."""
    if why := reason(text):
        raise LeftOutError(why)
    parser = Parser(text.replace("\0", "\ufffd"))
    selector = parser.selector()
    if parser.position < len(text):
        raise LeftOutError(MALFORMED)
    if parser.combinator_inside:
        raise LeftOutError(OTHER_PSEUDO_CLASS)
    if len(selector.compounds) > MAX_COMPOUNDS:
        raise LeftOutError(TOO_COMPLEX)
    return selector


class Parser:
    """Reads a selector from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.combinator_inside = False

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What `pattern` matches here, if it does; reading goes on behind it."""
        match = pattern.match(self.text, self.position)
        if match:
            self.position = match.end()
        return match

    def selector(self) -> Selector:
        """Compounds with combinators between them."""
        compounds = [self.compound()]
        combinators: list[str] = []
        while combinator := self.take(COMBINATOR):
            combinators.append(combinator[0].strip("\t\n\f\r ") or " ")
            compounds.append(self.compound())
        return Selector(tuple(compounds), tuple(combinators))

    def compound(self) -> Compound:
        """What is asked of one element."""
        start = self.position
        of_type = self.take(TYPE)
        names: dict[str, list[str]] = {".": [], "#": []}
        attributes: list[Attribute] = []
        logicals: list[Logical] = []
        while True:
            if match := self.take(NAME):
                names[match["sign"]].append(unescaped(match["name"]))
            elif match := self.take(ATTRIBUTE):
                attributes.append(attribute(match))
            elif match := self.take(LOGICAL):
                logicals.append(Logical(ascii_lower(match["name"]) == "not", self.arguments()))
            else:
                break
        if self.position == start:
            raise LeftOutError(MALFORMED)
        name = ascii_lower(unescaped(of_type[0])) if of_type and of_type[0] != "*" else ""
        return Compound(name, tuple(names["."]), tuple(names["#"]), tuple(attributes), tuple(logicals))

    def arguments(self) -> tuple[Compound, ...]:
        """The list in a pseudo-class, with the parenthesis that ends it."""
        selectors = [self.selector()]
        while self.take(COMMA):
            selectors.append(self.selector())
        if not self.take(CLOSING):
            raise LeftOutError(MALFORMED)
        self.combinator_inside |= any(selector.combinators for selector in selectors)
        return tuple(selector.subject for selector in selectors)


def attribute(match: re.Match[str]) -> Attribute:
    """An attribute selector from its text."""
    value = match["string"][1:-1] if match["string"] else match["word"] or ""
    any_case = (match["flag"] or "") in ("i", "I")
    return Attribute(ascii_lower(unescaped(match["name"])), match["operator"] or "", unescaped(value), any_case)


def unescaped(text: str) -> str:
    """`text` without its escapes."""
    return re.sub(ESCAPE, lambda match: escaped(match[0][1:]), text)


def escaped(text: str) -> str:
    """The character that an escape stands for, its backslash left out."""
    if not re.match("[0-9a-fA-F]", text):
        return text
    code = int(text, 16)
    return "\ufffd" if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)
