"""The stage `labels`: lines that are nothing but an ad label (docs/reference/labels.md, section 4)."""

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import Literal, NamedTuple

from .edits import Marked, utf8_length
from .kin import is_among, is_table_row
from .label_fold import bare_words, folded, folded_call, without_removed
from .label_table import Choice, Reading, reading, table
from .lines import Line, kept_lines, lines_of
from .payers import payer

WINDOW = 4_096
# What a label line is: one by how it reads, or a marking.
Kind = Reading | Literal["marking"]


class Left(NamedTuple):
    """What is left of a text: its lines, and how many of them lie before each sure label that was dropped."""

    lines: list[Line]
    labels: list[int]


class Found(NamedTuple):
    """For each line: whether it is a sure label, a dropped label, a dropped line of any kind."""

    sure: list[bool]
    labels: list[bool]
    dropped: list[bool]


def strip_lines(text: Marked, choice: Choice) -> Left:
    """The lines of `text` without ad labels and what belongs to them."""
    lines = lines_of(text)
    found = find(lines, choice)
    kept = kept_lines(lines, found.dropped)
    places = [before for before, sure in zip(kept.before, found.sure, strict=True) if sure]
    return Left(kept.lines, [min(before, len(kept.lines)) for before in places])


def count_lines(text: str) -> int:
    """How many lines of `text` are dropped for what they say."""
    lines = lines_of(Marked.plain(text))
    found = find(lines, Choice())
    return sum(dropped and not line.is_gone for line, dropped in zip(lines, found.dropped, strict=True))


def find(all_lines: list[Line], choice: Choice) -> Found:
    """Which of the lines are dropped."""
    at = [index for index, line in enumerate(all_lines) if not line.is_gone]
    lines = [all_lines[index] for index in at]
    readings: list[Kind | None] = [reading_of(line, choice) for line in lines]
    if choice.level == "safe":
        kin = [this is not None and is_kin(all_lines, at, lines, index, choice) for index, this in enumerate(readings)]
        readings = [None if among else this for this, among in zip(readings, kin, strict=True)]
    sure = [this in ("sure", "marking") for this in readings]
    labels = with_cue(lines, readings)
    calls = [
        (is_call(line, choice) and is_beside(labels, lines, index))
        or (is_credit(line, choice) and is_beside(sure, lines, index))
        for index, line in enumerate(lines)
    ]
    found = Found([False] * len(all_lines), [False] * len(all_lines), [line.is_gone for line in all_lines])
    for index, is_sure, is_label, is_dropped_call in zip(at, sure, labels, calls, strict=True):
        found.sure[index] = is_sure
        found.labels[index] = is_label
        found.dropped[index] = is_label or is_dropped_call
    return found


def reading_of(line: Line, choice: Choice) -> Kind | None:
    """Whether a line is a sure label by its words, or for what it says of who pays, or one in doubt."""
    if not line.can_go or is_table_row(line.text):
        return None
    this = reading(line.folded, choice)
    if this is None and payer(line.text, choice.languages) == "marking":
        return "marking"
    is_decorated = line.folded.is_decorated and not (is_short(line) and is_emphasised(line.text))
    return "sure" if this and (is_decorated or choice.level == "strict") else this


def is_short(line: Line) -> bool:
    """Whether all words of a label have at most three letters of ASCII, or are `Ilan`: a name, a score, an answer."""
    is_ilan = all(word[0] == "I" for word in bare_words(without_removed(line.text).split()))
    return all(re.fullmatch("[a-z]{1,3}", word) or (word == "ilan" and is_ilan) for word in line.folded.words)


def is_emphasised(line: str) -> bool:
    """Whether a line starts with a word in the emphasis of Markdown."""
    visible = without_removed(line).lstrip()
    word = visible.lstrip("*_")
    return word != visible and not word[:1].isspace()


def is_kin(all_lines: list[Line], at: list[int], lines: list[Line], index: int, choice: Choice) -> bool:
    """Whether the label `lines[index]` stands among its own kind. `at` says where the lines lie in all lines."""
    beside = {step: neighbour(lines, index, step) for step in (-1, 1)}
    before, behind = (
        None if near is None or is_script_between(all_lines, at[index], at[near]) else lines[near]
        for near in beside.values()
    )
    line = lines[index]
    is_part = line.is_sibling or line.is_caption or (behind is not None and behind.is_sibling)
    return is_part or is_among(line, before, behind, choice)


def is_script_between(lines: list[Line], one: int, other: int) -> bool:
    """Whether a line of scripts went between two lines."""
    return any(line.is_gone for line in lines[min(one, other) : max(one, other)])


def with_cue(lines: list[Line], readings: Sequence[Kind | None]) -> list[bool]:
    """For each line whether it is a label that goes: a sure one, or one in doubt that has a cue."""
    sure = [this in ("sure", "marking") for this in readings]
    starts = [0, *accumulate(utf8_length(line.text) + 1 for line in lines)]
    # For each text the lines that have it.
    same: dict[tuple[str, ...], list[int]] = {}
    for index, (line, this) in enumerate(zip(lines, readings, strict=True)):
        if (this == "sure" or (this == "doubt" and not line.folded.is_item)) and not is_short(line):
            # Each word once.
            words = tuple(dict.fromkeys(line.folded.words))
            same.setdefault(words, []).append(index)
    goes = [
        is_sure or (this == "doubt" and not line.folded.is_item and is_beside(sure, lines, index))
        for index, (line, this, is_sure) in enumerate(zip(lines, readings, sure, strict=True))
    ]
    for indexes in same.values():
        for number, index in enumerate(indexes):
            end = starts[index] + utf8_length(lines[index].text)
            is_near = number + 1 < len(indexes) and starts[indexes[number + 1]] - end <= WINDOW
            goes[index] = goes[index] or number > 0 or is_near
    return goes


def is_call(line: Line, choice: Choice) -> bool:
    """Whether a line is a call to action."""
    is_text = line.can_go and not line.folded.is_item and not is_table_row(line.text)
    return is_text and folded_call(line.text) in table(choice).calls


def is_credit(line: Line, choice: Choice) -> bool:
    """Whether a line is a credit."""
    is_text = line.can_go and not line.folded.is_item and not is_table_row(line.text)
    return is_text and reading(line.folded, choice) is None and payer(line.text, choice.languages) == "credit"


def is_beside(marked: list[bool], lines: list[Line], index: int) -> bool:
    """Whether the line before or after `lines[index]`, blank ones aside, is marked."""
    return any(marked[near] for near in (neighbour(lines, index, -1), neighbour(lines, index, 1)) if near is not None)


def neighbour(lines: list[Line], index: int, step: int) -> int | None:
    """The next line that is not blank in the direction `step`, with at most one blank line between."""
    near = index + step
    if 0 <= near < len(lines) and lines[near].is_blank:
        near += step
    return near if 0 <= near < len(lines) and not lines[near].is_blank else None


def is_label(text: str) -> bool:
    """Whether a text reads as labels by the built-in rows."""
    return reading(folded(text), Choice()) is not None
