"""General names: elements whose class or id says that they are ads (docs/reference/ads.md, section 3)."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..ascii import ascii_lower
from ..edits import utf8_length
from ..rules import elements, is_listed
from .kinds import Kind
from .matching import fits
from .rows import Match, Names, Rows
from .tags import StartTag, class_tokens

MAX_NAME = 64

WORD_ENDS = re.compile(r"(?<=[a-z])(?=[A-Z])")

# Of letters only, and of three words or more: made by a machine.
HASH = re.compile(r"(?=[A-Za-z]{1,6}\Z)[A-Za-z]*[a-z][A-Z][A-Za-z]*[a-z][A-Z][A-Za-z]*")

HEXADECIMAL = re.compile(r"[0-9A-Fa-f]+")
NUMBER_START = re.compile(r"(?=.*[0-9])(?=.*[A-Fa-f])[0-9A-Fa-f]{6,}")


class GeneralNames(NamedTuple):
    """The lists of all tables [names], and the patterns of names that are no ads whatever their words are."""

    names: Names
    no_classes: tuple[str, ...]
    no_ids: tuple[str, ...]

    @classmethod
    def of(cls, tables: Iterable[Rows]) -> "GeneralNames":
        """The lists of all `tables` together."""
        tables = list(tables)
        alone = [match for rows in tables for match in rows.matches("D")]
        return cls(
            Names(
                frozenset[str]().union(*(rows.names.tokens for rows in tables)),
                frozenset[str]().union(*(rows.names.not_with for rows in tables)),
                tuple(start for rows in tables for start in rows.names.not_before),
            ),
            tuple(match.class_ for match in alone if match.class_ and match == Match(class_=match.class_)),
            tuple(match.id for match in alone if match.id and match == Match(id=match.id)),
        )

    def kinds(self, tag: StartTag) -> Iterator[Kind]:
        """The kind of ad element, if it is one, that the names of a start tag make it."""
        if tag.name in elements("heading") | {"header", "nav"}:
            return
        by_class = any(self.is_hit(name, self.no_classes) for name in class_tokens(tag))
        if by_class or self.is_hit(tag.attributes.get("id", ""), self.no_ids):
            is_block = tag.name in elements("block") | elements("cell") | {"ins"} or not is_listed(tag.name)
            yield Kind.B if is_block else Kind.B_INLINE

    def is_hit(self, name: str, innocent: Iterable[str]) -> bool:
        """Whether a class token or id is the name of an ad. `innocent` are patterns of those that are not."""
        if (
            utf8_length(name) > MAX_NAME
            or ascii_lower(name).startswith(self.names.not_before)
            or any(fits(pattern, name) for pattern in innocent)
        ):
            return False
        words = words_of(name)
        return not words.isdisjoint(self.names.tokens) and words.isdisjoint(self.names.not_with)


def words_of(name: str) -> set[str]:
    """The words of a name, lower-cased and without the digits at their ends.

    >>> sorted(words_of("isAdPage")), sorted(words_of("AdSlot_12-ad2")), sorted(words_of("x8Ad-1ad"))
    (['ad', 'is', 'page'], ['', 'ad', 'slot'], ['1ad', 'x8ad'])
    >>> sorted(words_of("x-jpAdLJ")), sorted(words_of("x_5daaaf-ad"))
    (['x'], ['5daaaf', 'x'])
    """
    parts = [part for part in parts_without_numbers(name) if not HASH.fullmatch(part)]
    return {re.sub(r"[0-9]{1,3}\Z", "", ascii_lower(word)) for part in parts for word in part_words(part)}


def parts_without_numbers(name: str) -> Iterator[str]:
    """The parts of a name that do not go on with a long number, as those of a UUID do."""
    in_number = False
    for part in re.split("[-_]", name):
        goes_on = in_number and HEXADECIMAL.fullmatch(part)
        in_number = bool(goes_on or NUMBER_START.fullmatch(part))
        if not goes_on:
            yield part


def part_words(part: str) -> Iterator[str]:
    """The words of what stands between `-` or `_`, as far as no digit stands before them."""
    before = ""
    for word in WORD_ENDS.split(part):
        if not re.search("[0-9]", before):
            yield word
        before += word
