"""General names: elements whose class or id says that they are ads (docs/reference/ads.md, section 3)."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..ascii import ascii_lower, tokens
from ..edits import utf8_length
from ..label_fold import folded
from ..rules import elements, is_listed
from .kinds import Kind
from .matching import fits
from .rows import Match, Names, Rows
from .tags import StartTag, class_tokens

MAX_NAME = 64
MAX_CONTROL = 64
MAX_HASH = 8

NEVER = elements("heading") | {
    "header", "nav", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "td", "th", "dt", "dd",
    "figcaption", "summary", "form", "fieldset", "legend", "label", "input", "select", "datalist", "optgroup",
    "option", "textarea", "button", "output", "meter", "progress",
}  # fmt: skip

ROLES = frozenset({"main", "article", "heading"})
PROPERTIES = frozenset({"articlebody", "reviewbody", "text", "headline", "maincontentofpage", "encoded"})

WORD_ENDS = re.compile(r"(?<=[a-z])(?=[A-Z])")
PIECE_ENDS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")

HEXADECIMAL = re.compile(r"[0-9A-Fa-f]+")
NUMBER_START = re.compile(r"(?=.*[0-9])(?=.*[A-Fa-f])[0-9A-Fa-f]{6,}")
UUID = re.compile(r"(?<![^-_])" + "[-_]".join(f"[0-9A-Fa-f]{{{length}}}" for length in (8, 4, 4, 4, 12)) + r"(?![^-_])")

LONG_HASH = re.compile(r"___([\s\S]*)")
END_HASH = re.compile(r"[\s\S]*__([\s\S]*)")
SINGLE = re.compile(r"(?<!_)_(?!_)")
NUMBERED_HASH = re.compile(r"_[\s\S]*[-_]([^-_]*)_[0-9]+")
TOOL_HASH = re.compile(r"(?:css|jsx|sc|svelte)-([^-_]*)")
LOOKS_MADE = re.compile(r"(?=[\s\S]*[0-9])|(?=[\s\S]*[a-z])(?=[\s\S]*[A-Z])")


class GeneralNames(NamedTuple):
    """The lists of all tables [names], and the patterns of names that are no ads whatever their words are."""

    names: Names
    controls: frozenset[tuple[str, ...]]
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
                tuple(pattern for rows in tables for pattern in rows.names.content),
            ),
            frozenset(folded(text).words for rows in tables for text in rows.names.controls),
            tuple(match.class_ for match in alone if match.class_ and match == Match(class_=match.class_)),
            tuple(match.id for match in alone if match.id and match == Match(id=match.id)),
        )

    def kinds(self, tag: StartTag) -> Iterator[Kind]:
        """The kind of ad element, if it is one, that the names of a start tag make it."""
        if tag.name in NEVER or self.is_called_content(tag):
            return
        by_class = any(self.is_hit(name, self.no_classes) for name in class_tokens(tag))
        if not (by_class or self.is_hit(tag.attributes.get("id", ""), self.no_ids)):
            return
        if tag.name == "li":
            yield Kind.B_ITEM
        elif tag.name in ("p", "blockquote"):
            yield Kind.B_PARAGRAPH
        elif tag.name in (elements("block") - {"table"}) | {"ins"} or not is_listed(tag.name):
            yield Kind.B_NAMES
        else:
            yield Kind.B_INLINE

    def is_hit(self, name: str, innocent: Iterable[str]) -> bool:
        """Whether a class token or id is the name of an ad. `innocent` are patterns of those that are not."""
        if (
            utf8_length(name) > MAX_NAME
            or ascii_lower(name).startswith(self.names.not_before)
            or any(fits(pattern, name) for pattern in innocent)
        ):
            return False
        words = set(words_of(name, self.names.tokens))
        return not words.isdisjoint(self.names.tokens) and words.isdisjoint(self.names.not_with)

    def is_called_content(self, tag: StartTag) -> bool:
        """Whether a start tag calls its element content, by a class token, the id or another attribute."""
        return says_content(tag) or any(
            self.is_content(name) for name in [*class_tokens(tag), tag.attributes.get("id", "")]
        )

    def is_content(self, name: str) -> bool:
        """Whether a class token or id is a name of content."""
        words = [word for word in words_of(name, self.names.tokens) if word]
        joined = "-".join(words)
        return (
            utf8_length(name) <= MAX_NAME
            and self.names.tokens.isdisjoint(words)
            and any(fits(pattern, joined) for pattern in self.names.content)
        )

    def is_control(self, line: str) -> bool:
        """Whether a text, its white space collapsed, is no more than that of a button, or a sign."""
        words = folded(line).words
        return len(line) <= MAX_CONTROL and (not words or words in self.controls)


def says_content(tag: StartTag) -> bool:
    """Whether the role or a property that a start tag gives its element is one of content."""
    properties = " ".join(tag.attributes.get(name, "") for name in ("itemprop", "property"))
    names = {ascii_lower(re.split("[:/#]", token)[-1]) for token in tokens(properties)}
    roles = set(tokens(ascii_lower(tag.attributes.get("role", ""))))
    return not (roles.isdisjoint(ROLES) and names.isdisjoint(PROPERTIES))


def words_of(name: str, names_of_ads: frozenset[str]) -> list[str]:
    """The words of a name, lower-cased and without the digits at their ends and what machines made.

    >>> tokens = frozenset({"ad"})
    >>> words_of("isAdPage", tokens), words_of("AdSlot_12-ad2", tokens), words_of("x8Ad-1ad", tokens)
    (['is', 'ad', 'page'], ['ad', 'slot', '', 'ad'], ['x8ad', '1ad'])
    >>> words_of("x-jpAdLJ", tokens), words_of("x_5daaaf-ad", tokens), words_of("x___AdBox", tokens)
    (['x'], ['x', '5daaaf'], ['x'])
    """
    words: list[str] = []
    for part in parts_of_people(name):
        if not is_made(part, names_of_ads):
            words += map(bare, part_words(part))
    return words


def bare(word: str) -> str:
    """A word in lower case, without the digits at its end."""
    return re.sub(r"[0-9]{1,3}\Z", "", ascii_lower(word))


def parts_of_people(name: str) -> Iterator[str]:
    """The parts of a name that are no hashes and do not go on with a long number, as those of a UUID do."""
    made = [*hashes(name), *(match.span() for match in UUID.finditer(name))]
    in_number = False
    for match in re.finditer("[^-_]*", name):
        if match.start() > 0 and name[match.start() - 1] not in "-_":
            continue  # the empty match behind a part
        goes_on = in_number and HEXADECIMAL.fullmatch(match[0])
        in_number = bool(goes_on or NUMBER_START.fullmatch(match[0]))
        is_made_here = any(start <= match.start() < end for start, end in made)
        if match[0] and not goes_on and not is_made_here:
            yield match[0]


def hashes(name: str) -> Iterator[tuple[int, int]]:
    """Where hashes stand in a name."""
    places: list[tuple[int, int]] = []
    if match := LONG_HASH.search(name):
        places.append(match.span(1))
    if (match := END_HASH.fullmatch(name)) and utf8_length(match[1]) <= MAX_HASH:
        single = SINGLE.search(name)
        if single and single.start() < match.start(1) - 2:
            places.append(match.span(1))
    if (match := NUMBERED_HASH.fullmatch(name)) and utf8_length(match[1]) <= MAX_HASH:
        places.append(match.span(1))
    if match := TOOL_HASH.match(name):
        places.append(match.span(1))
    for start, end in places:
        if LOOKS_MADE.match(name[start:end]):
            yield start, end


def is_made(part: str, names_of_ads: frozenset[str]) -> bool:
    """Whether most pieces of a part are too short for words."""
    pieces = PIECE_ENDS.split(part)
    if len(pieces) == 1:
        return False
    if re.fullmatch("[a-z]", pieces[0]):
        pieces = pieces[1:]
    others = [piece for piece in pieces if bare(piece) not in names_of_ads]
    short = [piece for piece in others if len(re.findall("[A-Za-z]", piece)) <= 2]
    return 2 * len(short) > len(others)


def part_words(part: str) -> Iterator[str]:
    """The words of what stands between `-` or `_`, as far as no digit stands before them."""
    before = ""
    for word in WORD_ENDS.split(part):
        if not re.search("[0-9]", before):
            yield word
        before += word
