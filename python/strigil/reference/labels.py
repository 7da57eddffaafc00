"""The stage `labels`: lines that are nothing but an ad label (docs/reference/labels.md, section 1)."""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import NamedTuple

from .edits import Marked, utf8_length
from .rules import Label, calls_to_action, decoration, labels
from .unicode import normalized

MAX_LINE = 256

FENCE = re.compile(r"[\t ]*(?P<mark>```|~~~)")
FORMAT_CHARACTERS = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


class Line(NamedTuple):
    """A line, and whether it is protected."""

    text: str
    is_protected: bool

    @property
    def is_long(self) -> bool:
        """Whether the line is too long to be a label or blank."""
        return utf8_length(self.text) > MAX_LINE

    @property
    def is_blank(self) -> bool:
        """Whether the line is empty or all white space."""
        return not self.text.strip() and not self.is_long


class Kept(NamedTuple):
    """What is left of a text: its lines, and for each label that was dropped the number of kept lines before it."""

    lines: list[Line]
    labels: list[int]


def strip_lines(text: Marked) -> Kept:
    """The lines of `text` without ad labels and the calls to action beside them."""
    lines = list(lines_of(text))
    is_label, is_dropped = labels_and_calls(lines)
    kept = Kept([], [])
    after_dropped = False
    for index, line in enumerate(lines):
        if is_dropped[index]:
            after_dropped = True
            if is_label[index]:
                kept.labels.append(len(kept.lines))
        elif not line.is_blank:
            after_dropped = False
            kept.lines.append(line)
        elif not after_dropped or (kept.lines and not kept.lines[-1].is_blank):
            kept.lines.append(line)
    if is_dropped[-1] and kept.lines and kept.lines[-1].is_blank:
        kept.lines.pop()
    return Kept(kept.lines, [min(before, len(kept.lines)) for before in kept.labels])


def labels_and_calls(lines: list[Line]) -> tuple[list[bool], list[bool]]:
    """For each of the lines whether it is a label, and whether it is that or a call to action beside one."""
    is_label = [can_go(line) and is_label_text(line.text) for line in lines]
    return is_label, [label or is_call_beside(lines, is_label, index) for index, label in enumerate(is_label)]


def count_lines(text: str) -> int:
    """How many lines of `text` are dropped for what they say."""
    return sum(labels_and_calls(list(lines_of(Marked.plain(text))))[1])


def lines_of(text: Marked) -> Iterator[Line]:
    """The lines of `text`; protected are those with a marked character and those of fenced code."""
    start = 0
    fence = ""
    for line in text.text.split("\n"):
        end = start + len(line)
        mark = match["mark"] if (match := FENCE.match(line)) else ""
        # A stream has written the start of a longer line before it sees the rest.
        offsets = accumulate(map(utf8_length, line[: MAX_LINE + 1]), initial=0)
        seen = min(sum(offset <= MAX_LINE for offset in offsets), len(line))
        yield Line(line, bool(fence or mark) or any(text.marks[start : start + seen]))
        if not fence:
            fence = mark
        elif mark == fence:
            fence = ""
        start = end + 1


def can_go(line: Line) -> bool:
    """Whether the line may be dropped at all."""
    return not line.is_protected and not line.is_long


def is_call_beside(lines: list[Line], is_label: list[bool], index: int) -> bool:
    """Whether the line is a call to action with a label before or after it, at most one blank line between."""
    if not can_go(lines[index]) or not is_call_text(lines[index].text):
        return False
    return any(is_label[near] for near in (neighbour(lines, index, -1), neighbour(lines, index, 1)) if near is not None)


def neighbour(lines: list[Line], index: int, step: int) -> int | None:
    """The next line that is not blank in the direction `step`, with at most one blank line between."""
    near = index + step
    if 0 <= near < len(lines) and lines[near].is_blank:
        near += step
    return near if 0 <= near < len(lines) and not lines[near].is_blank else None


def is_label(text: str) -> bool:
    """Whether a text is one label after another, and nothing else, whatever decoration these need."""
    return reads_as(folded(text), labels())


def is_label_text(line: str) -> bool:
    """Whether a line is one label after another, and nothing else."""
    plain = folded(line)
    is_decorated = bool(plain) and is_decoration(plain[0], plain[-1])
    return reads_as(plain, [label for label in labels() if is_decorated or not label.decorated])


def reads_as(plain: str, texts: Iterable[Label]) -> bool:
    """Whether the words of a folded line are those of one label after another."""
    characters = decoration().characters
    words = [bare for word in plain.split() if (bare := word.strip(characters))]
    # Up to where the words can be read as labels.
    ends = {0}
    for start in range(len(words)):
        if start in ends:
            ends |= {start + len(label.text.split()) for label in texts if begins_with(words[start:], label)}
    return bool(words) and len(words) in ends


def begins_with(words: list[str], label: Label) -> bool:
    """Whether `words` begin with those of a label."""
    first = " ".join(words[: len(label.text.split())])
    return (first.lower() if label.any_case else first) == label.text


def is_call_text(line: str) -> bool:
    """Whether a line is a call to action."""
    characters, arrows = decoration().characters, decoration().arrows
    text = folded(line).lstrip(" " + characters).rstrip(" " + characters + arrows)
    return text.lower() in calls_to_action()


def folded(line: str) -> str:
    """The form in which lines are compared, still with its decoration."""
    return " ".join(FORMAT_CHARACTERS.sub("", normalized("NFKC", line)).split())


def is_decoration(first: str, last: str) -> bool:
    """Whether these characters at the ends of a line decorate it."""
    return (first in decoration().rules and last in decoration().rules) or (first, last) in decoration().brackets
