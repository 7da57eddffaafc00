"""The rules: the TOML files in strigil/rules, each described at its head."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple


class Label(NamedTuple):
    """One text of a [[label]] row: of labels.toml, or of a user's file."""

    text: str
    language: str
    level: str
    upper: bool


class Inline(NamedTuple):
    """The table [inline] of labels.toml."""

    credit_cues: tuple[str, ...]
    agencies: tuple[str, ...]
    words: "dict[str, InlineWord]"


class InlineWord(NamedTuple):
    """One word of an [[inline.word]] row."""

    language: str
    needs_credit: bool
    not_after: frozenset[str]
    not_before: frozenset[str]


class Marking(NamedTuple):
    """The table [marking] of labels.toml."""

    language: str
    label: str
    advertiser: str
    token: str
    registers: tuple[str, ...]
    firms: tuple[str, ...]
    small: tuple[str, ...]


class Credit(NamedTuple):
    """The table [credit] of labels.toml."""

    language: str
    starts: tuple[str, ...]
    small: tuple[str, ...]
    officials: tuple[str, ...]


class Decoration(NamedTuple):
    """The table [decoration] of labels.toml."""

    characters: str
    arrows: str
    rules: str
    brackets: frozenset[tuple[str, str]]
    bullets: str
    separators: str


class Fold(NamedTuple):
    """The table [fold] of labels.toml."""

    removed: frozenset[str]
    alike: dict[str, str]


class Script(NamedTuple):
    """The table [script] of labels.toml."""

    calls: tuple[str, ...]
    variables: tuple[str, ...]


class Furniture(NamedTuple):
    """One text of a [[furniture]] row in furniture.toml."""

    text: str
    language: str
    points: int
    related: bool


@cache
def load(name: str) -> dict[str, Any]:
    """The file `name` of the rules."""
    return tomllib.loads((files("strigil") / "rules" / name).read_text("utf-8"))


@cache
def elements(category: str) -> frozenset[str]:
    """The element names in one list of elements.toml."""
    return frozenset(load("elements.toml")[category])


@cache
def known_elements() -> frozenset[str]:
    """The element names that are markup everywhere: those in any list but `known_in_math`."""
    lists = (names for category, names in load("elements.toml").items() if category not in ("version", "known_in_math"))
    return frozenset(name for names in lists for name in names)


@cache
def attributes() -> tuple[str, ...]:
    """The attribute names of attributes.toml."""
    return tuple(load("attributes.toml")["names"])


@cache
def letters_of(element: str) -> frozenset[str]:
    """The attributes of one letter that an element has."""
    letters = load("attributes.toml")["letters"]
    return frozenset(letter for letter, elements in letters.items() if element in elements)


def is_listed(name: str) -> bool:
    """Whether a name is in elements.toml; other names of elements are dashed ones."""
    return name in known_elements() or name in elements("known_in_math")


def code_points(ranges: str) -> frozenset[str]:
    """The characters of a list of code points and ranges of them, such as "00AD 2060-2064"."""
    bounds = (entry.split("-") for entry in ranges.split())
    return frozenset(chr(code) for ends in bounds for code in range(int(ends[0], 16), int(ends[-1], 16) + 1))


@cache
def class_names() -> tuple[str, ...]:
    """The classes of invisible characters, in their order."""
    return tuple(load("characters.toml")["classes"])


@cache
def character_classes() -> dict[str, str]:
    """The class of each invisible character."""
    classes: dict[str, str] = load("characters.toml")["classes"]
    return {character: name for name, ranges in classes.items() for character in code_points(ranges)}


@cache
def character_set(name: str) -> frozenset[str]:
    """The characters of one set: those beside which an invisible character means something."""
    return code_points(load("characters.toml")["sets"][name])


@cache
def labels() -> tuple[Label, ...]:
    """The label lines."""
    rows = load("labels.toml")["label"]
    return tuple(
        Label(text, row["language"], row["level"], row["case"] == "upper") for row in rows for text in row["text"]
    )


@cache
def calls_to_action() -> tuple[tuple[str, str], ...]:
    """The calls to action: the code of the language, and the text."""
    return tuple((row["language"], text) for row in load("labels.toml")["call_to_action"] for text in row["text"])


@cache
def fold() -> Fold:
    """How lines are folded to be compared."""
    row = load("labels.toml")["fold"]
    return Fold(code_points(row["removed"]), {other: entry[0] for entry in row["alike"] for other in entry})


@cache
def script() -> Script:
    """What a statement of an ad's script starts with."""
    row = load("labels.toml")["script"]
    return Script(tuple(row["calls"]), tuple(row["variables"]))


@cache
def furniture() -> tuple[Furniture, ...]:
    """The furniture lines."""
    rows = load("furniture.toml")["furniture"]
    return tuple(
        Furniture(text, row["language"], row["points"], row["related"]) for row in rows for text in row["text"]
    )


@cache
def ages() -> tuple[tuple[str, str], ...]:
    """The ages of teasers: the code of the language, and the text."""
    return tuple((row["language"], text) for row in load("furniture.toml")["age"] for text in row["text"])


@cache
def phrases() -> dict[str, frozenset[str]]:
    """The phrases as they are looked for: by text, the languages that have it."""
    languages: dict[str, frozenset[str]] = {}
    for row in load("labels.toml")["phrase"]:
        for text in (*row["text"], *map(str.upper, row["text"])):
            languages[text] = languages.get(text, frozenset[str]()) | {row["language"]}
    return languages


@cache
def inline() -> Inline:
    """What the stage `inline labels` looks for."""
    table = load("labels.toml")["inline"]
    words: dict[str, InlineWord] = {}
    for row in table["word"]:
        beside = frozenset(row["not_after"]), frozenset(row["not_before"])
        for word in row["sentence"] + row["credit"]:
            words[word] = InlineWord(row["language"], word in row["credit"], *beside)
    return Inline(tuple(table["credit_cues"]), tuple(table["agencies"]), words)


@cache
def marking() -> Marking:
    """The marks that a law asks for."""
    row = load("labels.toml")["marking"]
    words = (row[key] for key in ("language", "label", "advertiser", "token"))
    return Marking(*words, *(tuple(row[key]) for key in ("registers", "firms", "small")))


@cache
def credit() -> Credit:
    """The lines that name who pays."""
    row = load("labels.toml")["credit"]
    return Credit(row["language"], *(tuple(row[key]) for key in ("starts", "small", "officials")))


@cache
def decoration() -> Decoration:
    """The characters around a label."""
    row = load("labels.toml")["decoration"]
    pairs = frozenset(zip(row["brackets"][::2], row["brackets"][1::2], strict=True))
    return Decoration(row["characters"], row["arrows"], row["rules"], pairs, row["bullets"], row["separators"])
