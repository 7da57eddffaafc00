"""The stage `furniture`: what sites put around an article (docs/reference/labels.md, section 6)."""

import re
from functools import cache
from typing import NamedTuple

from .label_fold import folded
from .lines import Line, kept_lines
from .rules import ages, furniture

POINTS = 3
# So many lines of a run are looked at, and so many behind the first one of a teaser.
MOST_LINES = 8
TEASER_LINES = 11

Languages = frozenset[str] | None
Words = tuple[str, ...]


class Text(NamedTuple):
    """A text of a row: its words, or those before and behind any other words."""

    before: Words
    behind: Words | None
    points: int
    is_related: bool

    def matches(self, words: Words) -> bool:
        """Whether a line has these words."""
        if self.behind is None:
            return words == self.before
        first, last = len(self.before), len(words) - len(self.behind)
        return first < last and words[:first] == self.before and words[last:] == self.behind


def strip_furniture(lines: list[Line], languages: Languages) -> list[Line]:
    """`lines` without furniture."""
    dropped = [False] * len(lines)
    run = Run()
    is_related = False
    at = 0
    while at < len(lines):
        teaser = teaser_end(lines, at, languages) if is_related else None
        texts = texts_of(lines[at], languages)
        if teaser:
            dropped[at:teaser] = [True] * (teaser - at)
            run.is_dropped = True
            at = teaser - 1
        elif texts:
            run.add(at, lines[at].folded.words, texts, is_last=is_last(lines, at))
        elif not lines[at].is_blank:
            run = Run()
        elif not run.is_dropped:
            run.length += bool(run.length)
        if run.is_dropped:
            is_related = is_related or run.is_related
            for index in run.lines:
                dropped[index] = True
        elif run.length == MOST_LINES:
            run = Run()
        at += 1
    return kept_lines(lines, dropped).lines


class Run:
    """Furniture lines one after another."""

    def __init__(self) -> None:
        self.lines: list[int] = []
        self.points: dict[Words, int] = {}
        self.length = 0
        self.is_related = False
        self.is_dropped = False

    def add(self, index: int, words: Words, texts: list[Text], *, is_last: bool) -> None:
        """One more line, with the texts that it matches."""
        self.lines.append(index)
        self.length += 1
        self.points[words] = max(text.points for text in texts)
        self.is_related = self.is_related or any(text.is_related for text in texts)
        self.is_dropped = self.is_dropped or sum(self.points.values()) + is_last >= POINTS


def is_last(lines: list[Line], at: int) -> bool:
    """Whether a line is the last of the text, an empty line behind it aside."""
    return at == len(lines) - 1 or (at == len(lines) - 2 and not lines[-1].text)


def texts_of(line: Line, languages: Languages) -> list[Text]:
    """The texts of the rows that a line matches."""
    if not line.can_go:
        return []
    words = line.folded.words
    return [text for text in all_texts(languages) if text.matches(words)]


@cache
def all_texts(languages: Languages) -> tuple[Text, ...]:
    """The texts of the rows in force."""
    rows = [row for row in furniture() if languages is None or row.language in languages]
    return tuple(parted(row.text, row.points, is_related=row.related) for row in rows)


def parted(text: str, points: int, *, is_related: bool) -> Text:
    """A text of a row, at its `*`."""
    before, star, behind = text.partition("*")
    return Text(folded(before).words, folded(behind).words if star else None, points, is_related)


def teaser_end(lines: list[Line], at: int, languages: Languages) -> int | None:
    """Where the teaser that starts with a line ends, None if none starts there."""
    first = lines[at]
    if first.is_blank or not first.can_go:
        return None
    near = lines[at + 1 : at + 1 + TEASER_LINES]
    same = [index for index, line in enumerate(near) if line.text == first.text]
    if len(same) < 2:
        return None
    between = near[: same[1]]
    if not all(line.can_go for line in between) or not any(is_age(line, languages) for line in between):
        return None
    end = at + same[1] + 2
    behind = end + (end < len(lines) and lines[end].is_blank)
    return end if behind >= len(lines) or lines[behind].is_blank or lines[behind].is_protected else behind + 1


def is_age(line: Line, languages: Languages) -> bool:
    """Whether a line says how long ago something was."""
    words = " ".join(line.folded.words)
    return any(age_pattern(text).fullmatch(words) for code, text in ages() if languages is None or code in languages)


@cache
def age_pattern(text: str) -> re.Pattern[str]:
    """What matches the words of an age. In the folded form 0 is an o."""
    words = " ".join(folded(text.replace("#", "1")).words)
    return re.compile(re.escape(words).replace("1", "[1-9o]+"))
