"""Rules that say which elements are ad elements (docs/reference/ads.md)."""

import os
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from .. import surrogates
from ..rules import Label
from .filter_list import filter_list
from .hosts import host_of_url
from .judge import Judge
from .kinds import Kind
from .rows import Names, Rows, built_in, rows_of
from .signs import Sign, own_host_of, sign_of
from .tags import StartTag

__all__ = [
    "Judge", "Kind", "Rules", "Sign", "StartTag", "checked_rules", "checked_url", "judge", "own_host_of", "sign_of",
]  # fmt: skip


@dataclass(frozen=True)
class BuiltIn:
    """The rules that come with strigil, with or without the general names."""

    names: bool


@dataclass(frozen=True)
class OwnRows:
    """The text of a file of rules."""

    text: str


@dataclass(frozen=True)
class List:
    """The text of a filter list."""

    text: str


@dataclass(frozen=True, init=False, repr=False)
class Rules:
    """Rules that say which elements are ad elements: the built-in ones, and others joined to them with `|`.

    `names=False` leaves out the general names, such as the class `ad-slot`. Rules never change; two are equal if they
    were made of the same sources in the same order.

    >>> Rules() | Rules.from_filter_list("##.promo") == Rules()
    False
    """

    sources: tuple[BuiltIn | OwnRows | List, ...]

    def __init__(self, *, names: bool = True) -> None:
        if not isinstance(cast("object", names), bool):
            raise TypeError(f"names must be bool, not {type(names).__name__}")
        object.__setattr__(self, "sources", (BuiltIn(names),))

    @classmethod
    def of(cls, *sources: BuiltIn | OwnRows | List) -> "Rules":
        """The rules of these sources."""
        rules = cls()
        object.__setattr__(rules, "sources", sources)
        return rules

    @classmethod
    def load(cls, path: str | os.PathLike[str], /) -> "Rules":
        """The rules of a TOML file, and no others.

        Raises OSError if the file cannot be read, ValueError with the file, the line and the field if it is not right.
        """
        file = path_of(path)
        data = Path(file).read_bytes()
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise ValueError(f"{file}, line {line}: the text must be UTF-8") from None
        rows_of(text, file)
        return cls.of(OwnRows(text))

    @classmethod
    def from_filter_list(cls, source: str | os.PathLike[str], /) -> "Rules":
        """The hiding rules of a filter list in Adblock syntax, and no others. `source` is a path or the text itself.

        Raises OSError if the file cannot be read.

        >>> Rules.from_filter_list("##.promo:has(a)").skipped
        {':has()': 1}
        """
        if isinstance(source, str) and any(mark in source for mark in ("\n", "\r", "##", "#@#")):
            return cls.of(List(surrogates.replaced(str(source))))
        return cls.of(List(Path(path_of(source)).read_bytes().decode("utf-8", "replace")))

    def __or__(self, other: object) -> "Rules":
        """All that either of the two says."""
        return Rules.of(*self.sources, *other.sources) if isinstance(other, Rules) else NotImplemented

    @property
    def labels(self) -> tuple[Label, ...]:
        """The label rows of one's own."""
        own = (rows_of(source.text, "") for source in self.sources if isinstance(source, OwnRows))
        return tuple(label for rows in own for label in rows.labels)

    @property
    def skipped(self) -> dict[str, int]:
        """How many selectors of filter lists are left out, by the reason for it."""
        lists = (filter_list(source.text) for source in self.sources if isinstance(source, List))
        return dict(sum((found.skipped for found in lists), Counter[str]()))


def path_of(source: object) -> str:
    """A path as `str`; TypeError for anything that is no path."""
    path = os.fspath(cast("str | bytes", source))
    if isinstance(path, bytes):
        raise TypeError(f"a path must be str or os.PathLike[str], not {type(source).__name__}")
    return path


def checked_rules(value: object) -> Rules:
    """`value` as rules; the built-in ones for None. Raises TypeError for anything else."""
    if value is None:
        return Rules()
    if not isinstance(value, Rules):
        raise TypeError(f"rules must be Rules or None, not {type(value).__name__}")
    return value


def checked_url(value: object) -> str | None:
    """`value` as a url; TypeError for anything that is neither `str` nor None."""
    if not (value is None or isinstance(value, str)):
        raise TypeError(f"url must be str or None, not {type(value).__name__}")
    return value


@cache
def judge(rules: Rules, url: str | None) -> Judge:
    """What `rules` say about the elements of the page at `url`."""
    tables = [rows for source in rules.sources if (rows := rows_in(source))]
    lists = [filter_list(source.text) for source in rules.sources if isinstance(source, List)]
    return Judge(tables, lists, (url and host_of_url(url)) or None)


def rows_in(source: BuiltIn | OwnRows | List) -> Rows | None:
    """The rows of a source; None if it has none."""
    match source:
        case BuiltIn():
            rows = rows_of(built_in(), "ads.toml")
            return rows if source.names else rows._replace(names=Names())
        case OwnRows():
            return rows_of(source.text, "rules")
        case _:
            return None
