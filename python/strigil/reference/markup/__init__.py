"""The stage `markup`: tags to text, or markup without its ad elements (docs/reference/markup.md)."""

from bisect import bisect_right
from collections.abc import Iterator

from ..arguments import checked_text
from ..edits import Edit, apply
from ..rules import elements
from .ads import Regions
from .marks import Flow, Mark, Text, end_mark, start_mark, text
from .tokens import Kind, Token, Tokenizer
from .tree import OpenElements

__all__ = ["Flow", "Mark", "Text", "ad_edits", "strip_ads", "text_and_marks"]


def strip_ads(html: str, /) -> str:
    """`html` without its ad elements.

    What is left is the input, unchanged. Lone surrogates stay. Raises TypeError if `html` is no `str`.

    >>> strip_ads('<p>One.</p><ins class="adsbygoogle"></ins><p>Two, <ins>inserted</ins>.</p>')
    '<p>One.</p><p>Two, <ins>inserted</ins>.</p>'
    """
    html = checked_text(html, "html")
    return apply(html, ad_edits(html))


def ad_edits(source: str) -> Iterator[Edit]:
    """What the stage does to `source` when the markup stays: one edit an ad element."""
    document = Document(source, ads=True, templates=False)
    return (Edit(start, end, "") for start, end in document.regions.removed())


def text_and_marks(source: str, *, ads: bool) -> Iterator[Text | Mark]:
    """The texts of `source` and the marks that its tags leave. `ads` says whether ad elements go."""
    document = Document(source, ads=ads, templates=True)
    removed = document.regions.removed()
    marks = {region.start: Mark.EDGE if region.is_template else Mark.GONE for region in document.regions.outermost()}
    for position, event in document.events:
        if position in marks:
            yield marks[position]
        span = bisect_right(removed, position, key=lambda span: span[0]) - 1
        if span < 0 or position >= removed[span][1]:
            yield event


class Document:
    """One pass over a document: its texts and marks, each with its position, and the regions to remove."""

    def __init__(self, source: str, *, ads: bool, templates: bool) -> None:
        self.source = source
        self.opened = OpenElements()
        self.regions = Regions(source, self.opened, ads=ads, templates=templates)
        self.events: list[tuple[int, Text | Mark]] = []
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
                return start_mark(token.name)
            case Kind.END:
                closed, is_ignored = self.opened.end_tag(token)
                self.regions.after_end(token, closed)
                return end_mark(token.name, is_ignored=is_ignored)
            case Kind.RAW_END:
                closed, _ = self.opened.end_tag(token)
                self.regions.release(region for region in self.regions.held if region.element is closed.own)
                return None
            case Kind.RAW if token.name not in elements("verbatim"):
                return None
            case Kind.TEXT | Kind.RAW:
                held = self.regions.held_elements()
                return text(self.source[token.start : token.end], self.opened, held)
            case _:
                return Mark.EDGE
