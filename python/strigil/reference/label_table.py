"""The label rows in force, and how a line reads by them (docs/reference/labels.md, sections 1 and 2)."""

from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

from .arguments import checked_choice
from .label_fold import Folded, folded, folded_call, lowered
from .rules import Label, calls_to_action, furniture, labels

Level = Literal["safe", "strict"]
LEVELS: tuple[Level, ...] = ("safe", "strict")
# A reading: of the label itself, or of a word that may be one.
Reading = Literal["sure", "doubt"]

MAX_TEXT = 256


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
    found: set[Reading] = set()
    for first in range(1, table(choice).longest + 1):
        at = 0
        sure = False
        while this := matched(line, at, at + first, choice):
            if line.words[at : at + first] != line.words[:first]:
                break
            at += first
            sure = sure or this == "sure"
            rest = repeated(line, at, choice)
            if rest:
                found.add("sure" if sure or rest == "sure" else "doubt")
    return "sure" if "sure" in found else "doubt" if found else None


def repeated(line: Folded, start: int, choice: Choice) -> Reading | None:
    """How what starts at `start` reads as one text once or more; as "doubt" if nothing is left."""
    length = len(line.words) - start
    if not length:
        return "doubt"
    found: set[Reading | None] = set()
    for size in range(1, min(length, table(choice).longest) + 1):
        parts = [line.words[at : at + size] for at in range(start, len(line.words), size)]
        if len(set(parts)) == 1:
            all_parts = [matched(line, at, at + size, choice) for at in range(start, len(line.words), size)]
            if all(all_parts):
                found |= set(all_parts)
    return "sure" if "sure" in found else "doubt" if found else None


def matched(line: Folded, start: int, end: int, choice: Choice) -> Reading | None:
    """What the words from `start` to `end` are, if they are a text of a row."""
    if end > len(line.words):
        return None
    rows = table(choice).texts.get(line.words[start:end], ())
    levels = {row.level for row in rows if not row.upper or all(line.upper[start:end])}
    return "sure" if levels & {"L0", "C"} else "doubt" if levels else None


def is_label_word(word: str, choice: Choice) -> bool:
    """Whether a word, without decoration, may be a part of a label."""
    return len(word) == 1 or lowered(word) in table(choice).words


def checked_choice_of_rows(level: object, languages: object, rows: Iterable[Label] = ()) -> Choice:
    """The rows in force; ValueError or TypeError as the rules say."""
    checked_choice(level, LEVELS, "level")
    rows = tuple(rows)
    return Choice("strict" if level == "strict" else "safe", checked_languages(languages, rows), rows)


def checked_languages(languages: object, rows: tuple[Label, ...] = ()) -> frozenset[str] | None:
    """The codes of `languages`; ValueError, naming the choices, for a code that no row has, TypeError for a `str`."""
    if languages is None:
        return None
    if isinstance(languages, str) or not isinstance(languages, Iterable):
        raise TypeError(f"languages must be codes of languages, not {type(languages).__name__}")
    codes: set[str] = set()
    choices = sorted(known_languages() | {row.language for row in rows})
    for code in languages:
        if not isinstance(code, str):
            raise TypeError(f"languages must hold str, not {type(code).__name__}")
        checked_choice(code, choices, "language")
        codes.add(code)
    return frozenset(codes)


@cache
def known_languages() -> frozenset[str]:
    """The codes that the built-in rows have."""
    return frozenset(
        [row.language for row in labels()] + [code for code, _ in calls_to_action()] + [row.language for row in furniture()]
    )


def user_row(row: dict[str, object]) -> tuple[Label, ...]:
    """The texts of a [[label]] row of a user's file; ValueError if it is none."""
    unknown = row.keys() - {"language", "level", "case", "text", "source"}
    if unknown:
        raise ValueError(f"a label row has no key {', '.join(map(repr, sorted(unknown)))}")
    language, level, case, texts = row.get("language"), row.get("level"), row.get("case", "any"), row.get("text")
    if not isinstance(language, str):
        raise ValueError("a label row needs a language")
    checked_choice(level, ("L0", "L1", "C"), "level")
    checked_choice(case, ("any", "upper"), "case")
    if not isinstance(row.get("source", ""), str):
        raise ValueError("source must be a text")
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise ValueError("text must be a list of texts")
    for text in texts:
        if len(text.encode("utf-8", "surrogatepass")) > MAX_TEXT or not folded(text).words:
            raise ValueError(f"a label text has a word and at most {MAX_TEXT} bytes, not {text!r}")
    return tuple(Label(text, language, str(level), case == "upper") for text in texts)
