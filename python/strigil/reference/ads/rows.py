"""Rows of ad systems: the format of ads.toml and of rules of one's own (docs/reference/ads.md, section 1)."""

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, cast

from ..ascii import ascii_lower, tokens
from .toml_lines import Path, lines_of

TIERS = ("A", "B", "C", "D", "unwrap")
CONDITIONS = ("tag", "class", "id", "attr", "value", "host")
LOWER_CASE = ("tag", "attr", "host")
PATTERNS = ("class", "id", "value")


class Match(NamedTuple):
    """The conditions of one match; all that are given must hold."""

    tag: str | None = None
    class_: str | None = None
    id: str | None = None
    attr: str | None = None
    value: str | None = None
    host: str | None = None


class System(NamedTuple):
    """One ad system."""

    tier: str
    matches: tuple[Match, ...]
    scripts: tuple[str, ...]


class Names(NamedTuple):
    """The table [names]."""

    tokens: frozenset[str] = frozenset()
    not_with: frozenset[str] = frozenset()
    not_before: tuple[str, ...] = ()


class Rows(NamedTuple):
    """What a file of rules says about elements."""

    systems: tuple[System, ...]
    names: Names

    def matches(self, tier: str) -> Iterator[Match]:
        """The matches of all systems of a tier."""
        return (match for system in self.systems if system.tier == tier for match in system.matches)


@cache
def built_in() -> str:
    """The text of the built-in rules."""
    return (files("strigil") / "rules" / "ads.toml").read_text("utf-8")


class Table:
    """A table of a file of rules, and where it stands."""

    def __init__(self, file: str, lines: dict[Path, int], path: Path, content: object) -> None:
        self.file = file
        self.lines = lines
        self.path = path
        if not isinstance(content, dict):
            raise self.error("", f"{path[-2:][0]} must be a table")
        self.content = cast("dict[str, Any]", content)

    def error(self, key: str, message: str) -> ValueError:
        """An error in the value of `key`, or in the table itself."""
        line = self.lines.get((*self.path, key)) or self.lines.get(self.path, 1)
        return ValueError(f"{self.file}, line {line}: {message}")

    def allow(self, keys: tuple[str, ...]) -> None:
        """Raises ValueError for a key that is none of `keys`."""
        for key in self.content:
            if key not in keys:
                raise self.error(key, f"{key} is no key here; there are {', '.join(keys)}")

    def string(self, key: str) -> str:
        """The string of `key`, which must be there and not be empty."""
        if key not in self.content:
            raise self.error(key, f"{key} is missing")
        return self.checked(key, self.content[key])

    def checked(self, key: str, value: object) -> str:
        """`value` of `key` as a string that is not empty."""
        if not isinstance(value, str):
            raise self.error(key, f"{key} must be a string")
        if not value and key != "value":
            raise self.error(key, f"{key} must not be empty")
        return value

    def lower_case(self, key: str, value: str) -> str:
        """`value` of `key`, which must have no capital."""
        if value != ascii_lower(value):
            raise self.error(key, f"{key} must be in lower case, not {value!r}")
        return value

    def strings(self, key: str) -> tuple[str, ...]:
        """The strings of the list `key`, which may be absent."""
        return tuple(self.checked(key, value) for value in self.list(key))

    def tables(self, key: str) -> list["Table"]:
        """The tables of the list `key`, which may be absent."""
        places = enumerate(self.list(key))
        return [Table(self.file, self.lines, (*self.path, key, number), content) for number, content in places]

    def list(self, key: str) -> Sequence[object]:
        """The list `key`, which may be absent."""
        values: object = self.content.get(key, [])
        if not isinstance(values, list):
            raise self.error(key, f"{key} must be a list")
        return cast("Sequence[object]", values)


@cache
def rows_of(text: str, file: str) -> Rows:
    """The rows in a TOML text; `file` is what errors call it. Raises ValueError for any that is not right."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{file}: {error}") from None
    top = Table(file, lines_of(text), (), data)
    top.allow(("version", "system", "names", "label"))
    version: object = data.get("version", 1)
    if type(version) is not int or version != 1:
        raise top.error("version", f"version must be 1, not {version!r}")
    return Rows(tuple(map(system, top.tables("system"))), names(top))


def system(table: Table) -> System:
    """One ad system."""
    table.allow(("name", "tier", "source", "match", "scripts"))
    table.string("name")
    if "source" in table.content:
        table.string("source")
    tier = table.string("tier")
    if tier not in TIERS:
        raise table.error("tier", f"tier must be one of {', '.join(TIERS)}, not {tier!r}")
    if "match" not in table.content:
        raise table.error("match", "match is missing")
    matches, scripts = table.tables("match"), table.strings("scripts")
    if not scripts and (not matches or "scripts" in table.content):
        key = "match" if not matches else "scripts"
        raise table.error(key, f"{key} must not be empty")
    return System(tier, tuple(map(match, matches)), scripts)


def match(table: Table) -> Match:
    """One match of a system."""
    table.allow(CONDITIONS)
    conditions = {key: table.string(key) for key in table.content}
    if not conditions:
        raise table.error("", f"match needs one of {', '.join(CONDITIONS)}")
    for key, value in conditions.items():
        if key in LOWER_CASE:
            table.lower_case(key, value)
        if key in PATTERNS and "[" in value.replace("[0-9]", ""):
            raise table.error(key, f"{key} may have [ only in [0-9], not {value!r}")
    if tokens(conditions.get("class", "x")) != [conditions.get("class", "x")]:
        raise table.error("class", f"class must be one token, not {conditions['class']!r}")
    if "value" in conditions and "attr" not in conditions:
        raise table.error("value", "value needs attr")
    return Match(**{"class_" if key == "class" else key: value for key, value in conditions.items()})


def names(top: Table) -> Names:
    """The table [names]."""
    table = Table(top.file, top.lines, ("names",), top.content.get("names", {}))
    keys = ("tokens", "not_with", "not_before")
    table.allow(keys)
    tokens, not_with, not_before = (tuple(table.lower_case(key, value) for value in table.strings(key)) for key in keys)
    return Names(frozenset(tokens), frozenset(not_with), not_before)
