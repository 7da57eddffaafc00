"""Rows of ad systems: the format of ads.toml and of rules of one's own (docs/reference/ads.md, section 1)."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from ..ascii import tokens
from ..rules import Label
from .label_rows import label_row
from .toml_lines import lines_of
from .toml_table import Table

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
    content: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()


class Rows(NamedTuple):
    """What a file of rules says about elements and labels."""

    systems: tuple[System, ...]
    names: Names
    labels: tuple[Label, ...]

    def matches(self, tier: str) -> Iterator[Match]:
        """The matches of all systems of a tier."""
        return (match for system in self.systems if system.tier == tier for match in system.matches)


@cache
def built_in() -> str:
    """The text of the built-in rules."""
    return (files("strigil") / "rules" / "ads.toml").read_text("utf-8")


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
    labels = tuple(label for table in top.tables("label") for label in label_row(table))
    return Rows(tuple(map(system, top.tables("system"))), names(top), labels)


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
        if key in PATTERNS:
            table.pattern(key, value)
    if tokens(conditions.get("class", "x")) != [conditions.get("class", "x")]:
        raise table.error("class", f"class must be one token, not {conditions['class']!r}")
    if "value" in conditions and "attr" not in conditions:
        raise table.error("value", "value needs attr")
    return Match(**{"class_" if key == "class" else key: value for key, value in conditions.items()})


def names(top: Table) -> Names:
    """The table [names]."""
    table = Table(top.file, top.lines, ("names",), top.content.get("names", {}))
    table.allow(Names._fields)
    lists = {key: tuple(table.lower_case(key, value) for value in table.strings(key)) for key in Names._fields}
    for pattern in lists["content"]:
        table.pattern("content", pattern)
    return Names(
        frozenset(lists["tokens"]),
        frozenset(lists["not_with"]),
        lists["not_before"],
        lists["content"],
        lists["controls"],
    )
