"""The inside of a tag, with the repair of over-escaped ones (docs/reference/markup.md, 1.2 and 1.3)."""

import re
from typing import NamedTuple

from ..ascii import ascii_lower
from ..edits import utf8_length
from ..references import unescape

MAX_QUOTED_ATTRIBUTE = 256


class Inside(NamedTuple):
    """What stands behind the name in a tag, and where the tag ends."""

    end: int
    attributes: dict[str, str]
    self_closing: bool


def reference_to(*characters: str, names: str) -> str:
    """A pattern for the references to `characters`, by number or by one of `names`; at most 8 digits, `;` needed."""
    decimal = "|".join(f"{ord(character)}" for character in characters)
    hexadecimal = "|".join(f"(?i:{ord(character):x})" for character in characters)
    return rf"&(?:(?:{names});|#(?=[0-9]{{1,8}};)0*(?:{decimal});|#[xX](?=[0-9a-fA-F]{{1,8}};)0*(?:{hexadecimal});)"


SLASH = reference_to("/", names="sol")
SEPARATOR = reference_to("\t", "\n", "\f", "\r", " ", names="Tab|NewLine")
EQUALS = reference_to("=", names="equals")
QUOTE = reference_to('"', "'", names="quot|apos")
QUOTES = {'"': re.compile(reference_to('"', names="quot")), "'": re.compile(reference_to("'", names="apos"))}

# What may stand behind an element name: white space, `/`, `>` or a reference to white space.
NAME_END = rf"(?:[\t\n\f\r />]|{SEPARATOR})"

SEPARATOR_OR_SPACE = rf"(?:[\t\n\f\r ]|{SEPARATOR})"
SEPARATORS = re.compile(rf"{SEPARATOR_OR_SPACE}*")
QUOTED_ATTRIBUTE = re.compile(
    rf"{SEPARATOR_OR_SPACE}+(?:(?!{SEPARATOR_OR_SPACE})[^\"'<>/=&])+{SEPARATOR_OR_SPACE}*(?:=|{EQUALS}){SEPARATOR_OR_SPACE}*"
    rf"(?:[\"']|{QUOTE})"
)
EQUALS_SIGN = re.compile(rf"=|{EQUALS}")
# The first character of a name counts as part of it whatever it is, even `=`.
ATTRIBUTE_NAME = re.compile(rf"[\s\S](?:(?!{SEPARATOR}|{EQUALS})[^\t\n\f\r />=])*")
UNQUOTED_VALUE = re.compile(rf"(?:(?!{SEPARATOR})[^\t\n\f\r >])*")


def has_quoted_attribute(source: str, position: int) -> bool:
    """Whether an attribute with a quoted value begins at `position`; its quote is at most 256 bytes away."""
    match = QUOTED_ATTRIBUTE.match(source, position, position + MAX_QUOTED_ATTRIBUTE)
    return match is not None and utf8_length(match[0]) <= MAX_QUOTED_ATTRIBUTE


def read_inside(source: str, position: int, *, cut: bool = False) -> Inside | None:
    """Reads from behind a tag's name to its end; None if the source ends first.

    `cut` is for a `source` that is one tag, cut at its first `>` whatever the quotes: a quoted value ends there too.
    """
    attributes: dict[str, str] = {}
    while True:
        position = skip_separators(source, position)
        if source.startswith(("/>", ">"), position):
            self_closing = source[position] == "/"
            return Inside(position + 1 + self_closing, decoded(attributes), self_closing)
        if source.startswith("/", position):
            position += 1
            continue
        if not (name := ATTRIBUTE_NAME.match(source, position)):
            return None
        position = skip_separators(source, name.end())
        value = ""
        if sign := EQUALS_SIGN.match(source, position):
            start, end, position = value_at(source, skip_separators(source, sign.end()))
            if position > len(source):
                if not cut:
                    return None
                end = position = len(source) - 1
            value = source[start:end]
        attributes.setdefault(ascii_lower(name[0]), value)


def value_at(source: str, position: int) -> tuple[int, int, int]:
    """Where a value starts and ends, and where reading goes on; behind the source's end if a quote is not closed."""
    for quote, reference in QUOTES.items():
        if source.startswith(quote, position):
            end = source.find(quote, position + 1)
            return position + 1, end, end + 1 if end >= 0 else len(source) + 1
        if opening := reference.match(source, position):
            closing = reference.search(source, opening.end())
            end, position = closing.span() if closing else (-1, len(source) + 1)
            return opening.end(), end, position
    end = end_of(UNQUOTED_VALUE, source, position)
    return position, end, end


def skip_separators(source: str, position: int) -> int:
    """The first place from `position` on where no separator stands."""
    return end_of(SEPARATORS, source, position)


def end_of(pattern: re.Pattern[str], source: str, position: int) -> int:
    """The end of what `pattern` matches at `position`."""
    match = pattern.match(source, position)
    return match.end() if match else position


def decoded(attributes: dict[str, str]) -> dict[str, str]:
    """`attributes` with the references in their values decoded."""
    return {name: unescape(value, mode="attribute") for name, value in attributes.items()}
