"""Which start tags are those of ad elements, and of what kind (docs/reference/ads.md, section 2)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ..ascii import ascii_lower
from .filter_list import FilterList, applying
from .kinds import Kind
from .matching import matches
from .names import GeneralNames
from .rows import Rows
from .selecting import selects
from .selectors import Selector
from .tags import StartTag, class_tokens

NEVER = frozenset({"html", "head", "body", "main", "article", "h1"})
TIERS = {"unwrap": Kind.UNWRAP, "A": Kind.A, "B": Kind.B, "C": Kind.C}


class Judge:
    """Rows and filter lists together, for the pages of one host (None: not known)."""

    def __init__(self, tables: Sequence[Rows], lists: Sequence[FilterList], host: str | None) -> None:
        self.tables = tables
        self.names = GeneralNames.of(tables)
        self.scripts = tuple(text for rows in tables for system in rows.systems for text in system.scripts)
        self.host = host or ""
        self.selectors = by_name(applying(tuple(lists), host))

    def kind(self, tag: StartTag, ancestors: Sequence[StartTag | None], *, quirks: bool) -> Kind | None:
        """The kind of the ad element that a start tag begins, if it begins one. `quirks`: on a page in quirks mode."""
        if tag.name in NEVER:
            return None
        kinds = [*self.by_rows(tag), *self.by_selectors(tag, ancestors, quirks=quirks), *self.names.kinds(tag)]
        return min(kinds, key=lambda kind: kind.value, default=None)

    def by_rows(self, tag: StartTag) -> Iterator[Kind]:
        """The kinds that the rows give an element."""
        for rows in self.tables:
            for tier, kind in TIERS.items():
                for match in rows.matches(tier):
                    if matches(match, tag):
                        is_tag_only = kind is Kind.A and match == (match.tag, *[None] * 5)
                        yield Kind.A_TAG if is_tag_only else kind

    def by_selectors(self, tag: StartTag, ancestors: Sequence[StartTag | None], *, quirks: bool) -> Iterator[Kind]:
        """The kinds that the rules of filter lists give an element."""
        for name in ["", *class_tokens(tag), tag.attributes.get("id", "")]:
            for selector in self.selectors.get(ascii_lower(name), ()):
                if selects(selector, tag, ancestors, quirks=quirks):
                    yield Kind.B_INLINE if tag.name == "a" and selector.subject.is_for_links else Kind.A

    def is_signal(self, script: str) -> bool:
        """Whether the content of a script is that of an ad system."""
        return any(text in script for text in self.scripts)


def by_name(selectors: Iterable[Selector]) -> dict[str, list[Selector]]:
    """The selectors by a class or id, lower-cased, that their element must have, if there is one: lists are long."""
    found = defaultdict[str, list[Selector]](list)
    for selector in selectors:
        name = next(iter([*selector.subject.classes, *selector.subject.ids]), "")
        found[ascii_lower(name)].append(selector)
    return found
