"""The stage `references`: character references become characters (docs/reference/references.md)."""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Literal

from .arguments import checked_choice, checked_text
from .edits import Edit, apply

Mode = Literal["html", "text", "attribute"]

MODES = ("html", "text", "attribute")

REFERENCE = re.compile(
    r"&(?:#(?P<decimal>[0-9]+);?|#[xX](?P<hexadecimal>[0-9a-fA-F]+);?|(?P<run>[a-zA-Z0-9]+)(?P<end>;?))"
)

# The names that may stand without `;` are those which the table also lists without it.
LONGEST_BARE_NAME = max(len(name) for name in html5 if not name.endswith(";"))

# 13.2.5.80: what the numbers of C1 controls mean. Bytes that Windows-1252 leaves open stand for themselves.
WINDOWS_1252 = {byte: bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(0x80, 0xA0)}


def unescape(text: str, /, *, mode: Mode = "html") -> str:
    """`text` with its character references decoded, once.

    `mode` says which named references count: "html" decodes as `html.unescape` does, "attribute" as the HTML Standard
    does in attribute values, "text" only what ends with a semicolon. Lone surrogates stay. Raises TypeError if `text`
    is no `str`, ValueError for an unknown mode.

    >>> unescape("&lt;b&gt; &amp;lt; &copy2024 &#x2014;")
    '<b> &lt; ©2024 —'
    >>> unescape("?a=1&copy=2&lang=en", mode="attribute")
    '?a=1&copy=2&lang=en'
    """
    text = checked_text(text)
    checked_choice(mode, MODES, "mode")
    return apply(text, edits(text, mode))


def edits(text: str, mode: Mode) -> Iterator[Edit]:
    """What the stage does to `text`: one edit a reference."""
    for match in REFERENCE.finditer(text):
        if match["run"]:
            if edit := named(match, mode):
                yield edit
        else:
            yield Edit(match.start(), match.end(), numbered(number(match, mode), mode))


# Python's own limit on decimal digits: `html.unescape` raises beyond it.
MOST_DIGITS = 4300


def number(match: re.Match[str], mode: Mode) -> int:
    """The number of a numeric reference. The digits of one that is far above all characters need not be read."""
    digits, base = (match["decimal"], 10) if match["decimal"] else (match["hexadecimal"], 16)
    if base == 10 and mode != "attribute" and len(digits) > MOST_DIGITS:
        return 0x110000
    digits = digits.lstrip("0") or "0"
    return int(digits, base) if len(digits) <= 7 else 0x110000


def numbered(value: int, mode: Mode) -> str:
    """The character for the number `value`."""
    if value == 0 or 0xD800 <= value <= 0xDFFF or value > 0x10FFFF:
        return "\ufffd"
    if value in WINDOWS_1252:
        return WINDOWS_1252[value]
    if mode != "attribute" and is_dropped(value):
        return ""
    return chr(value)


def is_dropped(value: int) -> bool:
    """Whether the number is a control or a noncharacter for which `html.unescape` gives nothing."""
    control = value in range(0x1, 0x9) or value == 0xB or value in range(0xE, 0x20) or value == 0x7F
    noncharacter = value in range(0xFDD0, 0xFDF0) or value & 0xFFFE == 0xFFFE
    return control or noncharacter


def named(match: re.Match[str], mode: Mode) -> Edit | None:
    """The edit for `&` and a run of letters and digits, if there is a name in it."""
    run = match["run"]
    if match["end"] and (name := run + ";") in html5:
        return Edit(match.start(), match.end(), html5[name])
    if mode == "text":
        return None
    for length in range(min(len(run), LONGEST_BARE_NAME), 0, -1):
        if (name := run[:length]) in html5:
            end = match.start("run") + length
            following = match.string[end : end + 1]
            if mode == "attribute" and re.match("[=a-zA-Z0-9]", following):
                return None
            return Edit(match.start(), end, html5[name])
    return None
