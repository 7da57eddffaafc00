"""The stage `references`: character references become characters (docs/reference/references.md)."""

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Literal, NamedTuple

from .arguments import checked_choice, checked_levels, checked_text
from .edits import Edit, apply

Mode = Literal["html", "text", "attribute"]
Levels = int | Literal["auto"]

MODES = ("html", "text", "attribute")

# What "auto" reads to decide, and the most that it decides for.
WINDOW = 262_144
MOST_LEVELS = 3

PAIR = re.compile("<[a-zA-Z]")

REFERENCE = re.compile(
    r"&(?:#(?P<decimal>[0-9]+);?|#[xX](?P<hexadecimal>[0-9a-fA-F]+);?|(?P<run>[a-zA-Z0-9]+)(?P<end>;?))"
)

# A kept number that is longer is written anew.
LONGEST_KEPT = 32

# The names that may stand without `;` are those which the table also lists without it.
LONGEST_BARE_NAME = max(len(name) for name in html5 if not name.endswith(";"))

# 13.2.5.80: what the numbers of C1 controls mean. Bytes that Windows-1252 leaves open stand for themselves.
WINDOWS_1252 = {byte: bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(0x80, 0xA0)}


class Decoding(NamedTuple):
    """How the stage decodes: its three options."""

    mode: Mode
    levels: Levels = 1
    keep: str = ""


def unescape(text: str, /, *, mode: Mode = "html", levels: Levels = 1, keep: str = "") -> str:
    """`text` with its character references decoded.

    `mode` says which named references count: "html" decodes as `html.unescape` does, "attribute" as the HTML Standard
    does in attribute values, "text" only what ends with a semicolon. `levels` says how often the text is decoded: a
    whole number from 1 to 255, or "auto" for as often as needed, at most three times, but not where that would make
    tags. A reference to one of the characters in `keep` stays. Lone surrogates stay. Raises TypeError if `text` or
    `keep` is no `str`, ValueError for an unknown mode or number of levels.

    >>> unescape("&lt;b&gt; &amp;lt; &copy2024 &#x2014;")
    '<b> &lt; ©2024 —'
    >>> unescape("?a=1&copy=2&lang=en", mode="attribute")
    '?a=1&copy=2&lang=en'
    >>> unescape("y&amp;#x27;all", levels="auto")
    "y'all"
    >>> unescape("&lt;b&gt; caf&eacute;", keep="<>&")
    '&lt;b&gt; café'
    """
    text = checked_text(text)
    checked_choice(mode, MODES, "mode")
    checked_levels(levels)
    return decoded([text], Decoding(mode, levels, checked_text(keep, "keep")))[0]


def decoded(segments: list[str], how: Decoding) -> list[str]:
    """The texts of a document, which its marks part, after all levels."""
    levels = levels_needed(segments, how) if how.levels == "auto" else how.levels
    for _ in range(levels):
        segments = decoded_once(segments, how)
    return segments


def decoded_once(segments: list[str], how: Decoding) -> list[str]:
    """The texts of a document after one level."""
    return [apply(segment, edits(segment, how.mode, how.keep)) for segment in segments]


def levels_needed(segments: list[str], how: Decoding) -> int:
    """How many levels "auto" takes for the texts of a document."""
    window = window_of(decoded_once(segments, how))
    levels = 1
    while levels < MOST_LEVELS:
        following = decoded_once(window, how)
        if pairs(following) > pairs(window):
            break
        window = following
        levels += 1
    return levels


def window_of(segments: list[str]) -> list[str]:
    """What "auto" reads of the texts of a document: so many characters from the first `&` on."""
    start = "".join(segments).find("&")
    if start < 0:
        return []
    window: list[str] = []
    for segment in segments:
        window.append(segment[max(start, 0) : max(start + WINDOW, 0)])
        start -= len(segment)
    return window


def pairs(segments: list[str]) -> int:
    """How often the texts have `<` and an ASCII letter, which is how a tag begins."""
    return sum(len(PAIR.findall(segment)) for segment in segments)


def edits(text: str, mode: Mode, keep: str = "") -> Iterator[Edit]:
    """What one level does to `text`: one edit a reference, but those to the characters in `keep` stay references."""
    for match in REFERENCE.finditer(text):
        edit = named(match, mode) if match["run"] else numeric(match, mode)
        if edit and set(edit.replacement) & set(keep):
            source = text[edit.start : edit.end].removesuffix(";")
            if len(source) > LONGEST_KEPT:
                yield edit._replace(replacement=f"&#{ord(edit.replacement)};")
        elif edit:
            yield edit


def numeric(match: re.Match[str], mode: Mode) -> Edit:
    """The edit for `&#` and a number."""
    return Edit(match.start(), match.end(), numbered(number(match, mode), mode))


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
