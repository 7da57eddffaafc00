"""The stage `unicode`: the four normalisation forms (docs/reference/unicode.md).

This is UAX #15 written out over the character data of the interpreter's `unicodedata`.
"""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from sys import maxunicode
from typing import Literal
from unicodedata import combining, decomposition

from .arguments import checked_choice, checked_text
from .edits import Edit
from .rules import code_points

Form = Literal["NFC", "NFD", "NFKC", "NFKD"]

FORMS = ("NFC", "NFD", "NFKC", "NFKD")

MAX_SEGMENT = 1024

# Hangul syllables are composed and decomposed by arithmetic (The Unicode Standard, 3.12).
S_BASE, L_BASE, V_BASE, T_BASE = 0xAC00, 0x1100, 0x1161, 0x11A7
L_COUNT, V_COUNT, T_COUNT = 19, 21, 28
S_COUNT = L_COUNT * V_COUNT * T_COUNT

# CompositionExclusions.txt: the exceptions that no other property tells.
EXCLUSIONS = """
    0958-095F 09DC-09DD 09DF 0A33 0A36 0A59-0A5B 0A5E 0B5C-0B5D 0F43 0F4D 0F52 0F57 0F5C 0F69 0F76 0F78 0F93 0F9D 0FA2
    0FA7 0FAC 0FB9 FB1D FB1F FB2A-FB36 FB38-FB3C FB3E FB40-FB41 FB43-FB44 FB46-FB4E 2ADC 1D15E-1D164 1D1BB-1D1C0
"""


def normalize(form: Form, text: str, /) -> str:
    r"""`text` in the normalisation form `form`: "NFC", "NFD", "NFKC" or "NFKD".

    Lone surrogates stay. Raises TypeError if `text` is no `str`, ValueError for an unknown form.

    >>> normalize("NFC", "e\u0301")
    'é'
    >>> normalize("NFKC", "ﬁ ２")
    'fi 2'
    """
    checked_choice(form, FORMS, "form")
    return normalized(form, checked_text(text))


def is_normalized(form: Form, text: str, /) -> bool:
    """Whether `text` is in the normalisation form `form`: "NFC", "NFD", "NFKC" or "NFKD".

    Raises TypeError if `text` is no `str`, ValueError for an unknown form.

    >>> is_normalized("NFC", "é"), is_normalized("NFD", "é")
    (True, False)
    """
    return normalize(form, text) == text


def edits(text: str, form: Form) -> Iterator[Edit]:
    """What the stage does to `text`: one edit a segment that is not in the form yet."""
    for start, end in unnormalized(text, form):
        if end - start - is_boundary(form, text[start]) <= MAX_SEGMENT:
            yield Edit(start, end, normalized(form, text[start:end]))


def unnormalized(text: str, form: Form) -> Iterator[tuple[int, int]]:
    """Where the segments of `text` lie that are not in the form."""
    if text.isascii():
        return
    starts = [index for index, character in enumerate(text) if is_boundary(form, character)]
    for start, end in pairwise(sorted({0, *starts, len(text)})):
        if end - start == 1 and is_boundary(form, text[start]):  # a boundary by itself is in the form
            continue
        if normalized(form, text[start:end]) != text[start:end]:
            yield start, end


def normalized(form: Form, text: str) -> str:
    """`normalize`, without the checks."""
    if text.isascii():
        return text
    characters = "".join(decomposed(character, compatibility="K" in form) for character in text)
    ordered = canonically_ordered(characters)
    return composed(ordered) if form.endswith("C") else ordered


@cache
def decomposed(character: str, *, compatibility: bool) -> str:
    """The full decomposition of one character."""
    index = ord(character) - S_BASE
    if 0 <= index < S_COUNT:
        lead, rest = divmod(index, V_COUNT * T_COUNT)
        vowel, trail = divmod(rest, T_COUNT)
        return chr(L_BASE + lead) + chr(V_BASE + vowel) + (chr(T_BASE + trail) if trail else "")
    mapping = decomposition(character).split()
    if mapping and mapping[0].startswith("<"):  # a compatibility mapping begins with its kind
        mapping = mapping[1:] if compatibility else []
    if not mapping:
        return character
    return "".join(decomposed(chr(int(code, 16)), compatibility=compatibility) for code in mapping)


def canonically_ordered(text: str) -> str:
    """`text` with each run of non-starters sorted by combining class, stably."""
    result: list[str] = []
    run: list[str] = []
    for character in text:
        if combining(character):
            run.append(character)
        else:
            result += sorted(run, key=combining)
            result.append(character)
            run = []
    return "".join(result + sorted(run, key=combining))


def composed(text: str) -> str:
    """The canonical composition of a decomposed, ordered text."""
    result: list[str] = []
    starter: int | None = None
    for character in text:
        if starter is not None:
            # Blocked: something in between whose class is not lower. There is never a starter in between.
            blocked = len(result) - 1 > starter and combining(result[-1]) >= combining(character)
            if not blocked and (composite := composite_of(result[starter], character)):
                result[starter] = composite
                continue
        if not combining(character):
            starter = len(result)
        result.append(character)
    return "".join(result)


def composite_of(first: str, second: str) -> str | None:
    """The primary composite of two characters, if there is one."""
    lead, vowel = ord(first) - L_BASE, ord(second) - V_BASE
    if 0 <= lead < L_COUNT and 0 <= vowel < V_COUNT:
        return chr(S_BASE + (lead * V_COUNT + vowel) * T_COUNT)
    syllable, trail = ord(first) - S_BASE, ord(second) - T_BASE
    if 0 <= syllable < S_COUNT and syllable % T_COUNT == 0 and 0 < trail < T_COUNT:
        return chr(ord(first) + trail)
    return primary_composites().get(first + second)


@cache
def primary_composites() -> dict[str, str]:
    """Each primary composite, by the two characters that it is made of; without the Hangul syllables."""
    exclusions = code_points(EXCLUSIONS)
    composites: dict[str, str] = {}
    for character in map(chr, range(maxunicode + 1)):
        mapping = decomposition(character)
        if not mapping or mapping.startswith("<") or character in exclusions:
            continue
        pair = "".join(chr(int(code, 16)) for code in mapping.split())
        # Excluded too: singletons, and decompositions that do not begin with a starter or are of a non-starter.
        if len(pair) == 2 and not combining(pair[0]) and not combining(character):
            composites[pair] = character
    return composites


@cache
def second_characters() -> frozenset[str]:
    """The characters whose quick check for NFC and NFKC is Maybe: they may compose with what stands before them."""
    vowels = map(chr, range(V_BASE, V_BASE + V_COUNT))
    trails = map(chr, range(T_BASE + 1, T_BASE + T_COUNT))
    return frozenset({*(pair[1] for pair in primary_composites()), *vowels, *trails})


@cache
def is_boundary(form: Form, character: str) -> bool:
    """Whether `character` is a starter whose quick check for `form` is Yes."""
    if combining(character) or normalized(form, character) != character:  # a non-starter, or quick check No
        return False
    return form in ("NFD", "NFKD") or character not in second_characters()
