"""The stage `inline labels`: ad labels inside a line (docs/reference/labels.md, section 2)."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from .arguments import checked_text
from .edits import Marked, utf8_length
from .labels import Kept, strip_lines
from .rules import inline

WINDOW = 4_096
# So often a word may be repeated and still be one hit.
MOST_REPEATS = 8
WINDOW_IN_LINE = 32
LEFT_LENGTH = 60

SENTENCE_END = re.compile(r"""[.!?…。！？]["'”’»)\]]*\Z""")
RIGHT_CHARACTERS = frozenset("0123456789“‘\"'«„")


class Hit(NamedTuple):
    """A label or phrase at `line[start:end]`. One that `is_sure` needs no other beside it to be removed."""

    line: int
    start: int
    end: int
    is_sure: bool


def strip_ad_labels(text: str, /) -> str:
    r"""`text` without the lines that are nothing but an ad label, and without ad labels inside its lines.

    Lone surrogates stay. Raises TypeError if `text` is no `str`.

    >>> strip_ad_labels("It rained.\n- Advertisement -\nIt stopped.")
    'It rained.\nIt stopped.'
    >>> strip_ad_labels("Talks in Geneva. Credit: AP Advertisement Foreign Minister Lavrov said no.")
    'Talks in Geneva. Credit: AP Foreign Minister Lavrov said no.'
    """
    return strip_inline(strip_lines(Marked.plain(checked_text(text))))


def strip_inline(kept: Kept) -> str:
    """The text of the lines that are left, without inline labels."""
    lines = [line.text for line in kept.lines]
    hits = [
        hit for number, line in enumerate(kept.lines) if not line.is_protected for hit in hits_in(line.text, number)
    ]
    removals: dict[int, list[Hit]] = {}
    for hit in removed(hits, lines, kept.labels):
        removals.setdefault(hit.line, []).append(hit)
    return "\n".join(without(line, removals.get(number, [])) for number, line in enumerate(lines))


def hits_in(line: str, number: int) -> Iterator[Hit]:
    """The hits and phrase hits in a line, from left to right and disjoint."""
    for start, end, is_phrase in texts_in(line):
        following = line[end : end + WINDOW_IN_LINE]
        if is_phrase:
            if not following.lstrip(" ")[:1].islower():
                yield Hit(number, start, end, is_sure=True)
        else:
            left = line[max(start - LEFT_LENGTH, 0) : start].rstrip(" ")
            if is_guarded(left, following):
                yield Hit(number, start, end, is_sure=has_credit(left))


def texts_in(line: str) -> Iterator[tuple[int, int, bool]]:
    """Where the words, with their repetitions, and the phrases stand in a line, and whether it is a phrase."""
    rules = inline()
    texts = sorted((*rules.words, *rules.phrases), key=len, reverse=True)
    found = re.finditer("|".join(map(re.escape, texts)), line)
    run: list[re.Match[str]] = []
    for place in found:
        if not stands_alone(line, *place.span()):
            continue
        goes_on = run and place[0] == run[0][0] and place.start() == run[-1].end() + 1 and len(run) < MOST_REPEATS
        if run and (not goes_on or place[0] in rules.phrases):
            yield run[0].start(), run[-1].end(), run[0][0] in rules.phrases
            run = []
        run.append(place)
    if run:
        yield run[0].start(), run[-1].end(), run[0][0] in rules.phrases


def stands_alone(line: str, start: int, end: int) -> bool:
    """Whether a space or the line's end lies on both sides of `line[start:end]`."""
    return line[max(start - 1, 0) : start] in ("", " ") and line[end : end + 1] in ("", " ")


def is_guarded(left: str, following: str) -> bool:
    """Whether the four conditions hold for a label between `left`, the L of the rules, and `following`."""
    right = following.lstrip(" ")
    last_word = left.rpartition(" ")[2]
    next_word = right.partition(" ")[0].rstrip(".,;:!?")
    is_last = not right and len(following) < WINDOW_IN_LINE
    return (
        (not left or SENTENCE_END.search(left) is not None or has_credit(left))
        and (is_last or right[:1].isupper() or right[:1] in RIGHT_CHARACTERS)
        and last_word.lower() not in inline().not_after
        and next_word.lower() not in inline().not_before
    )


def has_credit(left: str) -> bool:
    """Whether what lies left of a hit ends with the credit of a picture."""
    cues = (left.rpartition(cue) for cue in inline().credit_cues)
    if any(cue and not re.search("[.!?]", behind) for _, cue, behind in cues):
        return True
    name = left.removesuffix(")")
    return any(name.endswith(("(" + agency, "/" + agency)) for agency in inline().agencies)


def removed(hits: list[Hit], lines: list[str], labels: list[int]) -> Iterator[Hit]:
    """The hits that go. A label needs a credit, or another sign of ads before it or not far behind it."""
    if not hits:
        return
    line_starts = [0, *accumulate(len(line) + 1 for line in lines)]
    byte_at = [0, *accumulate(map(utf8_length, "\n".join(lines)))]
    dropped = [byte_at[min(line_starts[label], len(byte_at) - 1)] for label in labels]
    places = [(byte_at[line_starts[hit.line] + hit.start], byte_at[line_starts[hit.line] + hit.end]) for hit in hits]
    signs = sorted([*dropped, *(start for start, _ in places)])
    for hit, (start, end) in zip(hits, places, strict=True):
        is_before = bisect_right(signs, start) > 1  # one is the hit itself
        following = bisect_left(signs, end)
        is_behind = following < len(signs) and signs[following] - end <= WINDOW
        if hit.is_sure or is_before or is_behind:
            yield hit


def without(line: str, hits: list[Hit]) -> str:
    """`line` without its hits, each with the space behind it, or at the end of the line the one before it."""
    left = ""
    done = 0
    for hit in hits:
        left += line[done : hit.start]
        done = hit.end
        if line.startswith(" ", done):
            done += 1
        elif done == len(line):
            left = left.removesuffix(" ")
    return left + line[done:]
