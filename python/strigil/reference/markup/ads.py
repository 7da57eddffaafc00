"""Regions of ad elements (docs/reference/markup.md, section 3)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from ..ads import Judge, Kind
from ..ascii import tokens
from ..edits import utf8_length
from ..labels import is_label
from ..references import unescape
from .tokens import MAX_TOKEN, Token
from .tokens import Kind as TokenKind
from .tree import Closed, Element, OpenElements
from .unwrap import Unwrapped

MAX_LABEL = 64

ARTICLE_STARTS = frozenset({"article", "main", "h1"})
BODY_ENDS = frozenset({"body", "html"})

Span = tuple[int, int]


@dataclass(eq=False)
class Region:
    """A region that is held, and once it is committed removed."""

    element: Element
    kind: Kind
    first_byte: int
    visible: int = 0
    has_signal: bool = False
    end: int = 0
    kept: list[Span] = field(default_factory=list[Span])

    @property
    def start(self) -> int:
        """Where the region begins: at its element's start tag."""
        return self.element.start

    def may_go(self, *, is_closed: bool) -> bool:
        """Whether the region is removed when its element leaves the stack, by its own end tag or not."""
        limits = self.kind.limits
        most = limits.visible if is_closed else limits.visible_unclosed
        return self.visible <= most and (self.has_signal or self.kind is not Kind.C)


class Regions:
    """The regions of a document. Follows its tokens, each before and after the stack of open elements does."""

    def __init__(self, source: str, opened: OpenElements, judge: Judge | None, *, templates: bool) -> None:
        self.source = source
        self.opened = opened
        self.judge = judge
        self.templates = templates
        self.held: list[Region] = []
        self.committed: list[Region] = []
        self.unwrapped = Unwrapped()
        self.unmatched: set[Element] = set()  # whose start tags are too long for any compound
        self.bytes = 0
        self.text = ""
        self.quirks: bool | None = None  # until a doctype or the tag `html` has come

    def before(self, token: Token) -> None:
        """Releases what must not be held any longer when `token` comes."""
        source = self.source[token.start : token.end]
        if token.kind is TokenKind.TEXT:
            self.text += source
        else:
            self.end_text()
        if self.quirks is None and token.kind is TokenKind.DOCTYPE:
            self.quirks = False
        elif self.quirks is None and token.kind is TokenKind.START and token.name == "html":
            self.quirks = True
        self.bytes += utf8_length(source)
        self.release_long()
        if token.kind is TokenKind.START and token.name in ARTICLE_STARTS:
            self.release([region for region in self.held if region.kind is not Kind.TEMPLATE])
        elif (token.kind is TokenKind.START and token.name == "body") or (
            token.kind is TokenKind.END and token.name in BODY_ENDS
        ):
            self.release(list(self.held))
        if self.judge and token.kind is TokenKind.RAW and token.name == "script" and self.judge.is_signal(source):
            for region in self.held:
                region.has_signal = True

    def end_text(self) -> None:
        """Counts the text that has ended."""
        text, self.text = self.text, ""
        if text and self.held:
            self.count(self.held[-1], visible_characters(unescape(text)))

    def count(self, region: Region, visible: int) -> None:
        """Adds visible characters to a region, which stays if these are too many."""
        region.visible += visible
        if region.visible > region.kind.limits.visible:
            self.release([region])

    def release_long(self) -> None:
        """Releases the regions that reach too far back."""
        last = self.bytes - 1
        self.release([region for region in self.held if last - region.first_byte > region.kind.limits.bytes])

    def release(self, regions: Iterable[Region]) -> None:
        """Lets `regions` stay. Their elements remain open, their characters count for the regions around them."""
        for region in regions:
            if region in self.held:
                around = self.held[: self.held.index(region)]
                self.held.remove(region)
                if around:
                    self.count(around[-1], region.visible)

    def drop(self, region: Region) -> None:
        """Holds a region no longer, and its element is no longer open."""
        self.held.remove(region)
        if region.element in self.opened.stack:
            self.opened.stack.remove(region.element)

    def leave(self, elements: Collection[Element], end: int, *, is_closed: bool) -> None:
        """Removes or releases the regions of `elements`, which have left the stack; what is removed ends at `end`."""
        for region in reversed(self.held.copy()):
            if region not in self.held or region.element not in elements:
                continue
            if not region.may_go(is_closed=is_closed):
                self.release([region])
                continue
            index = self.held.index(region)
            for inner in self.held[index:]:
                self.drop(inner)
            region.end = end
            self.committed.append(region)
            for around in self.held[:index]:
                around.has_signal |= region.kind.is_signal

    def after_start(self, token: Token, closed: Collection[Element], element: Element | None) -> None:
        """Follows a start tag, the elements that it closed, and its own element if that is on the stack."""
        self.leave(closed, token.start, is_closed=False)
        size = utf8_length(self.source[token.start : token.end])
        if size > MAX_TOKEN:
            self.unmatched |= {element} if element else set()
            return
        kind = self.kind_of(token, element)
        if kind is Kind.UNWRAP:
            self.unwrapped.start_tag(token, element)
        elif kind and (element or not token.opens):
            own = element or Element(token.name, token.start, token.attributes)
            self.held.append(Region(own, kind, self.bytes - size))
            self.release_long()
            if not element:
                self.leave([own], token.end, is_closed=True)

    def after_end(self, token: Token, closed: Closed) -> None:
        """Follows an end tag, and what it closed."""
        self.leave(closed.above, token.start, is_closed=False)
        if closed.own:
            self.leave([closed.own], token.end, is_closed=True)
            self.unwrapped.end_tag(token, closed.own)
            for region in self.held:
                if closed.own.start < region.start:
                    region.kept.append((token.start, token.end))

    def kind_of(self, token: Token, element: Element | None) -> Kind | None:
        """The kind of the region that a start tag begins, if it begins one."""
        if self.templates and token.name == "template":
            return Kind.TEMPLATE
        if not self.judge:
            return None
        ancestors = [None if above in self.unmatched else above for above in self.opened.above(element)]
        return self.judge.kind(token, ancestors, quirks=bool(self.quirks))

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


def visible_characters(text: str) -> int:
    """The number of characters that are not ASCII white space; none if the text is a label."""
    words = tokens(text)
    line = " ".join(words)
    return 0 if len(line) <= MAX_LABEL and is_label(line) else sum(map(len, words))


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
