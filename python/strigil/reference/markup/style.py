"""What a start tag says of how its element is shown (docs/reference/markup.md, sections 3 and 4)."""

import re
from collections.abc import Mapping
from enum import Enum, auto
from typing import NamedTuple

from ..ascii import WHITE_SPACE, ascii_lower


class Display(Enum):
    """What `display` says; `ITEMS` lays its children out as blocks, `FLEX` is such a block itself."""

    NONE = auto()
    BLOCK = auto()
    FLEX = auto()
    ITEMS = auto()
    CELL = auto()
    INLINE = auto()


class White(Enum):
    """What becomes of white space."""

    KEPT = auto()
    LINES = auto()
    FOLDED = auto()


class Style(NamedTuple):
    """What the attribute `style` says."""

    display: Display | None = None
    white: White | None = None
    is_invisible: bool = False
    is_absolute: bool = False


DISPLAYS = {
    "none": Display.NONE,
    **dict.fromkeys(("block", "flow-root", "list-item", "table", "table-row", "table-caption"), Display.BLOCK),
    **dict.fromkeys(("flex", "grid", "-webkit-flex", "-webkit-box"), Display.FLEX),
    **dict.fromkeys(("inline-flex", "inline-grid"), Display.ITEMS),
    "table-cell": Display.CELL,
    **dict.fromkeys(("inline", "inline-block", "inline-table", "contents"), Display.INLINE),
}
WHITES = {
    **dict.fromkeys(("pre", "pre-wrap", "break-spaces"), White.KEPT),
    "pre-line": White.LINES,
    **dict.fromkeys(("normal", "nowrap"), White.FOLDED),
}
VISIBILITY = {"hidden": True, "collapse": True, "visible": False}
POSITION = {"absolute": True, "fixed": True, "static": False, "relative": False, "sticky": False}
VALUES: Mapping[str, Mapping[str, object]] = {
    "display": DISPLAYS,
    "white-space": WHITES,
    "visibility": VISIBILITY,
    "position": POSITION,
}

IMPORTANT = re.compile(r"[\t\n\f\r ]*![\t\n\f\r ]*important\Z")
STREAMED = re.compile(r"S:[0-9a-fA-F]+\Z")


def style_of(attributes: Mapping[str, str]) -> Style:
    """What the style of an element with these attributes says."""
    said = declarations(attributes.get("style", ""))
    return Style(
        DISPLAYS.get(said.get("display", "")),
        WHITES.get(said.get("white-space", "")),
        VISIBILITY.get(said.get("visibility", ""), False),
        POSITION.get(said.get("position", ""), False),
    )


def declarations(style: str) -> dict[str, str]:
    """The values that hold, by their names."""
    found: dict[str, str] = {}
    important: set[str] = set()
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        name, value = (ascii_lower(part.strip(WHITE_SPACE)) for part in (name, value))
        is_important = IMPORTANT.search(value) is not None
        value = IMPORTANT.sub("", value)
        if value in VALUES.get(name, ()) and (is_important or name not in important):
            found[name] = value
            important |= {name} if is_important else set()
    return found


def is_hidden(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether a start tag says that its element is hidden."""
    style = style_of(attributes)
    if style.display is Display.NONE or style.is_invisible:
        return True
    if style.display:
        return False
    if "popover" in attributes or (name == "dialog" and "open" not in attributes):
        return True
    is_streamed = STREAMED.search(attributes.get("id", "")) is not None
    return "hidden" in attributes and ascii_lower(attributes["hidden"]) != "until-found" and not is_streamed
