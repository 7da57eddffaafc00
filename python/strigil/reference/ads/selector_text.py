"""Selectors as text: where they are split, which are the same, why some are left out (docs/reference/ads.md, 4)."""

import re
from collections.abc import Iterator
from itertools import accumulate

STRING = r"""(?:"(?:\\.?|[^"\\])*(?:"|\Z)|'(?:\\.?|[^'\\])*(?:'|\Z))"""
BRACKETS = rf"""(?:\[(?:\\.?|{STRING}|[^\]\\"'])*(?:\]|\Z))"""
ESCAPE = r"(?:\\.?)"
WHITE_SPACE = r"[\t\n\f\r ]"

OPAQUE = re.compile(rf"(?P<hidden>{STRING}|{BRACKETS})|(?P<escape>{ESCAPE})", re.DOTALL)
PIECE = re.compile(rf"{STRING}|{BRACKETS}|{ESCAPE}|.", re.DOTALL)
SAME = re.compile(
    rf"(?P<literal>{STRING}|{ESCAPE})|{WHITE_SPACE}*(?P<sign>[>,]){WHITE_SPACE}*|{WHITE_SPACE}+",
    re.DOTALL,
)

# In place of a string or brackets, and of an escape.
HIDDEN, ESCAPED = "\0", "\ufffd"

PROCEDURAL, OTHER_PSEUDO_CLASS, MALFORMED = "procedural", "other pseudo-class", "malformed"
TOO_COMPLEX = "too complex"
MAX_CHARACTERS, MAX_DEPTH = 1024, 8

# In their order, what a selector that is left out holds.
REASONS = {
    PROCEDURAL: (
        r":has-text\(|:contains\(|:xpath\(|:upward\(|:matches-css|:matches-attr\(|:matches-path\(|:matches-media\("
        r"|:min-text-length\(|:others\(|:watch-attr\(|:nth-ancestor\(|:if\(|:if-not\(|:-abp-"
    ),
    ":has()": r":has\(",
    "pseudo-element": "::|:before|:after|:first-line|:first-letter",
    "position": ":first-|:last-|:only-|:nth-|:empty|:root",
    "sibling": r"[+~]",
    OTHER_PSEUDO_CLASS: r":(?!(?:not|is|where)\()[a-z_\u0080-\U0010ffff-]",
}


def split(text: str) -> Iterator[str]:
    """The selectors between the commas at the top level of `text`."""
    depth = 0
    selector = ""
    for piece in PIECE.findall(text):
        if piece == "," and not depth:
            yield selector.strip("\t\n\f\r ")
            selector = ""
            continue
        if piece == "(":
            depth += 1
        elif piece == ")":
            depth = max(depth - 1, 0)
        selector += piece
    yield selector.strip("\t\n\f\r ")


def folded(selector: str) -> str:
    """The form in which selectors are the same: white space collapsed, none around `>` and `,`."""
    return SAME.sub(lambda match: match["literal"] or match["sign"] or " ", selector)


def reason(selector: str) -> str | None:
    """Why a selector is left out, as far as its text says so."""
    outside = OPAQUE.sub(lambda match: HIDDEN if match["hidden"] else ESCAPED, selector)
    found = (why for why, what in REASONS.items() if re.search(what, outside, re.ASCII | re.IGNORECASE))
    is_too_complex = len(selector) > MAX_CHARACTERS or depth(outside) > MAX_DEPTH
    return next(found, TOO_COMPLEX if is_too_complex else None)


def depth(outside: str) -> int:
    """How many parentheses are in each other."""
    steps = ({"(": 1, ")": -1}.get(character, 0) for character in outside)
    return max(accumulate(steps, initial=0))
