"""Regions of ad elements (docs/reference/markup.md, section 3)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from ..ads import Judge, Kind, Sign, own_host_of, sign_of
from ..ascii import tokens
from ..edits import utf8_length
from ..labels import is_label
from ..references import unescape
from ..rules import elements
from .style import is_hidden
from .tokens import MAX_TOKEN, Token
from .tokens import Kind as TokenKind
from .tree import Closed, Element, OpenElements
from .unwrap import Unwrapped

MAX_LABEL = 64

ARTICLE_STARTS = frozenset({"article", "main", "h1"})
BODY_ENDS = frozenset({"body", "html"})
NEVER_HIDDEN = BODY_ENDS | {"article", "main", "math"}

Span = tuple[int, int]


@dataclass(eq=False)
class Region:
    """A region that is held, and once it is committed removed."""

    element: Element
    kind: Kind
    first_byte: int
    visible: int = 0
    words: int = 0  # visible characters of neither labels nor buttons
    loose_words: int = 0  # those of them in no link
    has_text: bool = False
    is_like_article: bool = False
    has_signal: bool = False
    sign: Sign = Sign.NONE
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
        return self.visible <= most and self.is_believed

    @property
    def is_believed(self) -> bool:
        """Whether what the region holds bears out that it is an ad."""
        sign = Sign.STRONG if self.has_signal else self.sign
        is_article = self.words > 0 and self.is_like_article
        match self.kind:
            case Kind.C:
                return self.has_signal
            case Kind.B_NAMES:
                return not self.words or (not is_article and sign >= Sign.WEAK)
            case Kind.B_PARAGRAPH:
                is_borne_out = sign is Sign.STRONG or (sign is Sign.WEAK and not self.loose_words)
                return not self.words or (not is_article and is_borne_out)
            case Kind.B_ITEM:
                return not self.has_text or (not is_article and sign >= Sign.STRONG)
            case _:
                return True


class Regions:
    """The regions of a document. Follows its tokens, each before and after the stack of open elements does."""

    def __init__(
        self, source: str, opened: OpenElements, judge: Judge | None, *, to_text: bool, drops_hidden: bool
    ) -> None:
        self.source = source
        self.opened = opened
        self.judge = judge
        self.to_text = to_text
        self.drops_hidden = drops_hidden
        self.held: list[Region] = []
        self.committed: list[Region] = []
        self.unwrapped = Unwrapped()
        self.unmatched: set[Element] = set()  # whose start tags are too long for any compound
        self.bytes = 0
        self.text = ""
        self.own_host = judge.host if judge else ""
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
        elif token.kind is TokenKind.START and token.name == "math":
            self.release([region for region in self.held if region.kind is Kind.HIDDEN])
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
        if not (text and self.held):
            return
        region = self.held[-1]
        words = tokens(unescape(text))
        line = " ".join(words)
        region.has_text |= bool(words)
        if len(line) <= MAX_LABEL and is_label(line):
            return
        visible = sum(map(len, words))
        is_button = self.is_in_button(region) or (self.judge and self.judge.names.is_control(line))
        is_linked = is_button or self.opened.is_open({"a"})
        self.count(region, visible, 0 if is_button else visible, 0 if is_linked else visible)

    def is_in_button(self, region: Region) -> bool:
        """Whether a button is open inside a region."""
        stack = self.opened.stack
        above = stack[stack.index(region.element) + 1 :] if region.element in stack else []
        return any(element.name == "button" for element in above)

    def count(self, region: Region, visible: int, words: int, loose_words: int) -> None:
        """Adds visible characters to a region, which stays if these are too many."""
        region.visible += visible
        region.words += words
        region.loose_words += loose_words
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
                    around[-1].has_text |= region.has_text
                    around[-1].is_like_article |= region.is_like_article
                    self.count(around[-1], region.visible, region.words, region.loose_words)

    def drop(self, region: Region) -> None:
        """Holds a region no longer, and its element is no longer open."""
        self.held.remove(region)
        if region.element in self.opened.stack:
            self.opened.stack.remove(region.element)

    def leave(self, left: Collection[Element], end: int, *, is_closed: bool) -> None:
        """Removes or releases the regions of `left`, which have left the stack; what is removed ends at `end`."""
        for region in reversed(self.held.copy()):
            if region not in self.held or region.element not in left:
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
        self.note_sign(token)
        kind = self.kind_of(token, element)
        if kind in (None, Kind.UNWRAP):
            kind = self.unrendered(token, element) or kind
        if kind is Kind.UNWRAP:
            self.unwrapped.start_tag(token, element)
        elif kind and (element or not token.opens):
            own = element or Element(token.name, token.start, token.attributes)
            self.held.append(Region(own, kind, self.bytes - size))
            self.release_long()
            if not element:
                self.leave([own], token.end, is_closed=True)
        self.note_article(token)

    def note_sign(self, token: Token) -> None:
        """Notes what a start tag says besides its names of what is an ad."""
        for region in self.held:
            region.sign = max(region.sign, sign_of(token, self.own_host))
        self.own_host = self.own_host or own_host_of(token)

    def note_article(self, token: Token) -> None:
        """Notes that a heading or a definition begins in a region, or what is called content."""
        is_content = self.judge and self.judge.names.is_called_content(token)
        is_article = is_content or token.name in elements("heading") or token.name == "dfn"
        if self.held and token.opens and is_article:
            self.held[-1].is_like_article = True

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
        if self.to_text and token.name == "template":
            return Kind.TEMPLATE
        if not self.judge:
            return None
        ancestors = [None if above in self.unmatched else above for above in self.opened.above(element)]
        return self.judge.kind(token, ancestors, quirks=bool(self.quirks))

    def unrendered(self, token: Token, element: Element | None) -> Kind | None:
        """The kind of the region that a start tag begins which is none of an ad element."""
        is_open = self.opened.is_open
        if self.to_text and element:
            in_svg = token.name in elements("unrendered_in_svg") and is_open({"svg"})
            in_math = token.name in elements("unrendered_in_math") and is_open({"math"})
            if token.name in elements("fallback") or in_svg or in_math:
                return Kind.UNRENDERED
        may_hide = self.drops_hidden and (token.name not in NEVER_HIDDEN or not token.opens)
        return Kind.HIDDEN if may_hide and is_hidden(token.name, token.shown) else None

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
