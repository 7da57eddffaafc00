"""The label rows in force, and how a line reads by them (docs/reference/labels.md, sections 1 and 2)."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple, cast

from .arguments import checked_choice
from .label_fold import Folded, folded, folded_call, lowered
from .rules import Label, calls_to_action, furniture, labels

Level = Literal["safe", "strict"]
LEVELS: tuple[Level, ...] = ("safe", "strict")
# A reading: of the label itself, or of a word that may be one.
Reading = Literal["sure", "doubt"]


class Choice(NamedTuple):
    """Which rows are in force: the level, the codes of languages (None: all), and the rows of the user."""

    level: Level = "safe"
    languages: frozenset[str] | None = None
    rows: tuple[Label, ...] = ()

    def has(self, language: str) -> bool:
        """Whether rows of `language` are in force."""
        return self.languages is None or language in self.languages


class Table(NamedTuple):
    """The rows in force: by the words of each text its rows, the words that occur in them, and the calls to action."""

    texts: dict[tuple[str, ...], tuple[Label, ...]]
    words: frozenset[str]
    calls: frozenset[tuple[str, ...]]
    longest: int


@cache
def table(choice: Choice) -> Table:
    """The table of what is in force."""
    texts: dict[tuple[str, ...], tuple[Label, ...]] = {}
    for label in (*labels(), *choice.rows):
        if choice.has(label.language):
            words = folded(label.text).words
            for key in {words, ("".join(words),)}:
                texts[key] = (*texts.get(key, ()), label)
    calls = frozenset(folded_call(text) for language, text in calls_to_action() if choice.has(language))
    return Table(texts, frozenset(word for key in texts for word in key), calls, max(map(len, texts), default=0))


def reading(line: Folded, choice: Choice) -> Reading | None:
    """How `line` reads as labels: one text once or more, and maybe another once or more; None if it does not."""
    found = list(repeated(line, 0, choice))
    found += [(end, sure or is_sure) for start, sure in found for end, is_sure in repeated(line, start, choice)]
    whole = [sure for end, sure in found if end == len(line.words)]
    return None if not whole else "sure" if any(whole) else "doubt"


def repeated(line: Folded, start: int, choice: Choice) -> Iterator[tuple[int, bool]]:
    """Where one text, once or more, may end that starts at a word, and whether a sure one is among them."""
    for size in range(1, table(choice).longest + 1):
        end, is_sure = start, False
        while this := matched(line, end, end + size, choice):
            if line.words[end : end + size] != line.words[start : start + size]:
                break
            end += size
            is_sure = is_sure or this == "sure"
            yield end, is_sure


def matched(line: Folded, start: int, end: int, choice: Choice) -> Reading | None:
    """What the words from `start` to `end` are, if they are a text of a row."""
    if end > len(line.words):
        return None
    rows = table(choice).texts.get(line.words[start:end], ())
    is_open = line.ends_with_ellipsis and end == len(line.words)
    fits = [row for row in rows if is_open or not folded(row.text).ends_with_ellipsis]
    levels = {row.level for row in fits if not row.upper or all(line.upper[start:end])}
    return "sure" if levels & {"L0", "C"} else "doubt" if levels else None


def is_label_word(word: str, choice: Choice) -> bool:
    """Whether a word, without decoration, may be a part of a label."""
    return len(word) == 1 or lowered(word) in table(choice).words


def checked_languages(languages: object) -> frozenset[str] | None:
    """The codes of `languages`; ValueError, naming the choices, for a code that no row has, TypeError for a `str`."""
    if languages is None:
        return None
    if isinstance(languages, str) or not isinstance(languages, Iterable):
        raise TypeError(f"languages must be codes of languages, not {type(languages).__name__}")
    codes: set[str] = set()
    for code in cast("Iterable[object]", languages):
        if not isinstance(code, str):
            raise TypeError(f"languages must hold str, not {type(code).__name__}")
        checked_choice(code, sorted(known_languages()), "languages")
        codes.add(code)
    return frozenset(codes)


@cache
def known_languages() -> frozenset[str]:
    """The codes that the built-in rows have."""
    calls = {code for code, _ in calls_to_action()}
    return frozenset(calls | {row.language for row in labels()} | {row.language for row in furniture()})
