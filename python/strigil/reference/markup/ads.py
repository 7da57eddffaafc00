"""Ad elements (docs/reference/markup.md, section 3)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..edits import utf8_length
from ..references import unescape
from ..rules import AdMatch, ad_matches
from .tokens import MAX_TOKEN, Kind, Token
from .tree import Closed, Element, OpenElements

MAX_VISIBLE = 2_000
MAX_VISIBLE_UNCLOSED = 120
MAX_BYTES = 65_536

NEVER_ADS = frozenset({"html", "head", "body", "main", "article", "h1"})
RELEASING_STARTS = frozenset({"article", "main", "h1", "body"})
RELEASING_ENDS = frozenset({"body", "html"})

Span = tuple[int, int]


@dataclass(eq=False)
class Region:
    """A region that is held, and once it is committed removed."""

    element: Element
    first_byte: int
    visible_before: int
    end: int = 0
    kept: list[Span] = field(default_factory=list[Span])

    @property
    def start(self) -> int:
        """Where the region begins: at its element's start tag."""
        return self.element.start

    @property
    def is_template(self) -> bool:
        """Whether the region is held because a template is not rendered."""
        return self.element.name == "template"


class Regions:
    """The regions of a document. Follows its tokens, each before and after the stack of open elements does."""

    def __init__(self, source: str, opened: OpenElements, *, ads: bool, templates: bool) -> None:
        self.source = source
        self.opened = opened
        self.ads = ads
        self.templates = templates
        self.held: list[Region] = []
        self.committed: list[Region] = []
        self.bytes = 0
        self.visible = 0

    def held_elements(self) -> set[Element]:
        """The elements of the held regions."""
        return {region.element for region in self.held}

    def before(self, token: Token) -> None:
        """Releases what must not be held any longer when `token` comes."""
        size = utf8_length(self.source[token.start : token.end])
        self.release(region for region in self.held if self.bytes + size - 1 - region.first_byte > MAX_BYTES)
        if token.kind is Kind.START and token.name in RELEASING_STARTS:
            self.release(self.held)
        if token.kind is Kind.END and token.name in RELEASING_ENDS:
            self.release(self.held)
        if token.kind is Kind.TEXT:
            self.visible += visible_characters(self.source[token.start : token.end])
            self.release(region for region in self.held if self.is_longer(region, MAX_VISIBLE))
        self.bytes += size

    def is_longer(self, region: Region, limit: int) -> bool:
        """Whether a region has more visible characters than `limit`; a template that is not rendered may have any."""
        is_limited = not (self.templates and region.is_template)
        return is_limited and self.visible - region.visible_before > limit

    def release(self, regions: Iterable[Region]) -> None:
        """Lets `regions` stay. Their elements leave the stack."""
        for region in list(regions):
            self.held.remove(region)
            if region.element in self.opened.stack:
                self.opened.stack.remove(region.element)

    def commit(self, elements: Iterable[Element], end: int) -> None:
        """Removes the regions of `elements`, which have left the stack; what is removed ends at `end`."""
        gone = set(elements)
        for region in [region for region in reversed(self.held) if region.element in gone]:
            region.end = end
            self.held.remove(region)
            self.committed.append(region)
            self.release(inner for inner in self.held if inner.start > region.start)

    def commit_unclosed(self, elements: Iterable[Element], end: int) -> None:
        """Removes the regions of `elements`, which left the stack without their end tags, if they are short."""
        gone = set(elements)
        self.release(r for r in self.held if r.element in gone and self.is_longer(r, MAX_VISIBLE_UNCLOSED))
        self.commit(gone, end)

    def after_start(self, token: Token, closed: Iterable[Element], element: Element | None) -> None:
        """Follows a start tag, the elements that it closed, and its own element if that is on the stack."""
        self.commit_unclosed(closed, token.start)
        size = utf8_length(self.source[token.start : token.end])
        if size > MAX_TOKEN or not self.is_to_go(token):
            return
        if element:
            self.held.append(Region(element, self.bytes - size, self.visible))
        elif not token.opens:
            self.held.append(Region(Element(token.name, token.start), self.bytes - size, self.visible))
            self.commit([self.held[-1].element], token.end)

    def after_end(self, token: Token, closed: Closed) -> None:
        """Follows an end tag, and what it closed."""
        self.commit_unclosed(closed.above, token.start)
        if closed.own:
            self.commit([closed.own], token.end)
            for region in self.held:
                if closed.own.start < region.start:
                    region.kept.append((token.start, token.end))

    def is_to_go(self, token: Token) -> bool:
        """Whether the element of a start tag begins a region."""
        if self.templates and token.name == "template":
            return True
        return self.ads and token.name not in NEVER_ADS and is_ad(token)

    def removed(self) -> list[Span]:
        """What the committed regions take out of the source, in order and disjoint."""
        return merged(span for region in self.committed for span in without(region.kept, region.start, region.end))

    def outermost(self) -> Iterator[Region]:
        """The committed regions that do not begin inside another."""
        reach = 0
        for region in sorted(self.committed, key=lambda region: (region.start, -region.end)):
            if region.start >= reach:
                yield region
            reach = max(reach, region.end)


def is_ad(token: Token) -> bool:
    """Whether a start tag matches a row of ads.toml."""
    classes = re.split(r"[\t\n\f\r ]+", token.attributes.get("class", ""))
    return any(matches(token, classes, match) for match in ad_matches())


def matches(token: Token, classes: list[str], match: AdMatch) -> bool:
    """Whether all conditions of `match` hold for a start tag with these class tokens."""
    attributes = token.attributes
    return (
        (match.tag is None or match.tag == token.name)
        and (match.class_ is None or any(fits_prefix(match.class_, name) for name in classes))
        and (match.id is None or fits_id(match.id, attributes.get("id", "")))
        and (match.attr is None or match.attr in attributes)
        and (match.value is None or fits_prefix(match.value, attributes.get(match.attr or "", "")))
    )


def fits_prefix(pattern: str, value: str) -> bool:
    """Whether `value` is the pattern, or begins with it if it ends with `*`."""
    return value.startswith(pattern[:-1]) if pattern.endswith("*") else value == pattern


def fits_id(pattern: str, value: str) -> bool:
    """Whether `value` fits a pattern where `*` stands for any characters and `[0-9]` for a digit."""
    parts = {"*": r"[\s\S]*", "[0-9]": "[0-9]"}
    expression = "".join(parts.get(part) or re.escape(part) for part in re.split(r"(\*|\[0-9\])", pattern))
    return re.fullmatch(expression, value) is not None


def visible_characters(text: str) -> int:
    """The number of characters that are not ASCII white space, references decoded."""
    return len(re.sub(r"[\t\n\f\r ]+", "", unescape(text)))


def without(kept: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    """The stretch from `start` to `end` without those in `kept`."""
    for kept_start, kept_end in kept:
        yield start, kept_start
        start = kept_end
    yield start, end


def merged(spans: Iterable[Span]) -> list[Span]:
    """The union of `spans`, in order and disjoint."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        elif end > start:
            result.append((start, end))
    return result
