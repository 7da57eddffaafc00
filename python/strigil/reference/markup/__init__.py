"""The stage `markup`: tags to text, or markup without its ad elements (docs/reference/markup.md)."""

from bisect import bisect_right
from collections.abc import Iterator

from ..ads import Judge, Rules, checked_rules, checked_url, judge
from ..ads import Kind as AdKind
from ..arguments import checked_text
from ..edits import Edit, apply
from ..rules import elements
from .ads import Regions, merged
from .marks import END_PARTS, START_PARTS, Flow, Mark, Part, Text, end_mark, start_mark, text
from .tokens import Kind, Token, Tokenizer
from .tree import OpenElements

__all__ = ["Flow", "Mark", "Part", "Text", "ad_edits", "strip_ads", "text_and_marks"]


def strip_ads(html: str, /, *, rules: Rules | None = None, url: str | None = None) -> str:
    """`html` without its ad elements.

    What is left is the input, unchanged. Lone surrogates stay. `rules` say which elements are those of ads, None the
    built-in ones; `url` is the page's, for the rules of filter lists. Raises TypeError for wrong types.

    >>> strip_ads('<p>One.</p><ins class="adsbygoogle"></ins><p>Two, <ins>inserted</ins>.</p>')
    '<p>One.</p><p>Two, <ins>inserted</ins>.</p>'
    """
    html = checked_text(html, "html")
    return apply(html, ad_edits(html, judge(checked_rules(rules), checked_url(url))))


def ad_edits(source: str, judge: Judge) -> Iterator[Edit]:
    """What the stage does to `source` when the markup stays: an edit for each ad element and each unwrapped tag."""
    regions = Document(source, judge, templates=False).regions
    return (Edit(start, end, "") for start, end in merged([*regions.removed(), *regions.unwrapped.tags]))


def text_and_marks(source: str, judge: Judge | None) -> Iterator[Text | Mark | Part]:
    """The texts of `source` and the marks that its tags leave. `judge` says which elements go as ads."""
    document = Document(source, judge, templates=True)
    removed = document.regions.removed()
    marks = {
        region.start: Mark.EDGE if region.kind is AdKind.TEMPLATE else Mark.GONE
        for region in document.regions.outermost()
    }
    for position, event in document.events:
        if position in marks:
            yield marks[position]
        span = bisect_right(removed, position, key=lambda span: span[0]) - 1
        if span < 0 or position >= removed[span][1]:
            yield event


class Document:
    """One pass over a document: its texts and marks, each with its position, and the regions to remove."""

    def __init__(self, source: str, judge: Judge | None, *, templates: bool) -> None:
        self.source = source
        self.opened = OpenElements()
        self.regions = Regions(source, self.opened, judge, templates=templates)
        self.events: list[tuple[int, Text | Mark | Part]] = []
        for token in Tokenizer(source, self.opened.is_open).tokens():
            self.regions.before(token)
            if event := self.event(token):
                self.events.append((token.start, event))

    def event(self, token: Token) -> Text | Mark | None:
        """Follows a token with the stack and the regions; returns the text or mark that it is, if any."""
        match token.kind:
            case Kind.START:
                closed, element = self.opened.start_tag(token)
                self.regions.after_start(token, closed, element)
                self.add_part(token, START_PARTS)
                return start_mark(token.name)
            case Kind.END:
                closed, is_ignored = self.opened.end_tag(token)
                self.regions.after_end(token, closed)
                if not is_ignored:
                    self.add_part(token, END_PARTS)
                return end_mark(token.name, is_ignored=is_ignored)
            case Kind.RAW_END:
                closed, _ = self.opened.end_tag(token)
                self.regions.release([region for region in self.regions.held if region.element is closed.own])
                return None
            case Kind.RAW if token.name not in elements("verbatim"):
                return None
            case Kind.TEXT | Kind.RAW:
                return text(self.source[token.start : token.end], self.opened)
            case _:
                return Mark.EDGE

    def add_part(self, token: Token, parts: dict[str, Part]) -> None:
        """Takes down what begins or ends of a list or table with a tag."""
        if part := parts.get(token.name):
            self.events.append((token.start, part))
