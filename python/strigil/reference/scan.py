"""What the stages would do to a text (docs/reference/scan.md)."""

from collections import Counter
from collections.abc import Iterable
from typing import TypedDict

from .arguments import checked_text
from .edits import apply
from .fences import LINE_END
from .invisible import POLICIES, hidden_texts, stripped
from .labels import count_lines
from .references import MOST_LEVELS, Decoding, edits, levels_needed
from .rules import character_classes, class_names
from .unicode import unnormalized

# What each line end is called.
LINE_ENDS = {"\n": "lf", "\r\n": "crlf", "\r": "cr", "\x85": "nel", "\u2028": "ls", "\u2029": "ps"}


class Scan(TypedDict):
    """What `scan` counts."""

    references: list[int]
    levels: int
    invisible: dict[str, int]
    stripped: dict[str, int]
    hidden: list[str]
    not_nfc: int
    line_ends: dict[str, int]
    label_lines: int


def scan(text: str, /) -> Scan:
    r"""What strigil would do to `text`, which stays as it is.

    `references` says how many references `unescape(text, levels=3)` decodes at each level, `levels` the last level at
    which `unescape(text, levels="auto")` decodes any. `invisible` counts the characters of each class of invisible
    ones, `stripped` those that `strip_invisible` removes or replaces under each policy, and `hidden` holds what those
    spell that "security" takes out. `not_nfc` counts the stretches that are not in NFC, `line_ends` the line ends of
    each kind, and `label_lines` the lines that `strip_ad_labels` removes. Raises TypeError if `text` is no `str`.

    >>> found = scan("y&amp;#x27;all &lt;")
    >>> found["references"], found["levels"]
    ([2, 1, 0], 2)
    >>> found = scan("Tea\xad time\U000e0068\U000e0069\r\nADVERTISEMENT")
    >>> found["invisible"], found["stripped"], found["hidden"]
    ({'soft_hyphen': 1, 'tag': 2}, {'safe': 3, 'security': 3, 'all': 3}, ['hi'])
    >>> found["not_nfc"], found["line_ends"], found["label_lines"]
    (0, {'crlf': 1}, 1)
    """
    text = checked_text(text)
    references, levels = scanned_references(text)
    return {
        "references": references,
        "levels": levels,
        "invisible": counted((character_classes().get(character, "") for character in text), class_names()),
        "stripped": {policy: stripped(text, policy) for policy in POLICIES},
        "hidden": hidden_texts(text),
        "not_nfc": sum(1 for _ in unnormalized(text, "NFC")),
        "line_ends": counted((LINE_ENDS[end] for end in LINE_END.findall(text)), LINE_ENDS.values()),
        "label_lines": count_lines(text),
    }


def scanned_references(text: str) -> tuple[list[int], int]:
    """How many references are decoded at each level, and the last level at which "auto" decodes any."""
    taken = levels_needed([text], Decoding("html"))
    numbers: list[int] = []
    for _ in range(MOST_LEVELS):
        found = list(edits(text, "html"))
        numbers.append(len(found))
        text = apply(text, found)
    return numbers, max((level for level, number in enumerate(numbers[:taken], 1) if number), default=0)


def counted(names: Iterable[str], order: Iterable[str]) -> dict[str, int]:
    """How often each name occurs that does, in this order."""
    numbers = Counter(names)
    return {name: numbers[name] for name in order if numbers[name]}
