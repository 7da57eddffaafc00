"""The stage `markup`: tags to text, or markup without its ad elements (docs/reference/markup.md)."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from ..ads import Judge, Rules, checked_rules, checked_url, judge
from ..arguments import checked_text
from ..edits import Edit, apply
from ..rules import elements
from .ads import Regions, merged
from .marks import END_PARTS, START_PARTS, Flow, Mark, Marks, Part, Text, at_end
from .tokens import Kind, Token, Tokenizer
from .tree import Closed, OpenElements

__all__ = ["Flow", "Mark", "Part", "Text", "Ways", "ad_edits", "strip_ads", "text_and_marks"]

TAG_AT_START = re.compile(r"[\t\n\f\r ]{0,256}(?:<|&lt;)[a-zA-Z]")


class Ways(NamedTuple):
    """What the stage does with a page besides its ads."""

    to_text: bool = True
    hidden: Literal["keep", "drop"] = "keep"
    paragraph_gap: Literal["line", "blank"] = "line"


TO_MARKUP = Ways(to_text=False)


def strip_ads(html: str, /, *, rules: Rules | None = None, url: str | None = None) -> str:
    """`html` without its ad elements.

    What is left is the input, unchanged. Lone surrogates stay. `rules` say which elements are those of ads, None the
    built-in ones; `url` is the page's, for the rules of filter lists. Raises TypeError for wrong types.

    >>> strip_ads('<p>One.</p><ins class="adsbygoogle"></ins><p>Two, <ins>inserted</ins>.</p>')
    '<p>One.</p><p>Two, <ins>inserted</ins>.</p>'
    """
    html = checked_text(html, "html")
    return apply(html, ad_edits(html, judge(checked_rules(rules), checked_url(url)), TO_MARKUP))


def ad_edits(source: str, judge: Judge | None, ways: Ways) -> Iterator[Edit]:
    """What the stage does to `source` when the markup stays: an edit for each element or unwrapped tag that goes."""
    regions = Document(source, judge, ways).regions
    return (Edit(start, end, "") for start, end in merged([*regions.removed(), *regions.unwrapped.tags]))


def text_and_marks(source: str, judge: Judge | None, ways: Ways) -> Iterator[Text | Mark | Part]:
    """The texts of `source` and the marks that its tags leave. `judge` says which elements go as ads."""
    document = Document(source, judge, ways)
    removed = document.regions.removed()
    marks = {region.start: Mark.GONE if region.kind.is_ad else Mark.EDGE for region in document.regions.outermost()}
    for position, event, is_before in document.events:
        if position in marks:
            yield marks[position]
        if is_before:
            is_removed = any(region.start < position < region.end for region in document.regions.committed)
        else:
            span = bisect_right(removed, position, key=lambda span: span[0]) - 1
            is_removed = span >= 0 and position < removed[span][1]
        if not is_removed:
            yield event


class Document:
    """One pass over a document: its texts and marks, each with its position, and the regions to remove.

    A mark may stand before what is at its position: that of an element which a tag there closes.
    """

    def __init__(self, source: str, judge: Judge | None, ways: Ways) -> None:
        self.source = source
        self.opened = OpenElements()
        self.marks = Marks(self.opened, margins=ways.paragraph_gap == "blank")
        drops_hidden = ways.hidden == "drop"
        self.regions = Regions(source, self.opened, judge, to_text=ways.to_text, drops_hidden=drops_hidden)
        self.events: list[tuple[int, Text | Mark | Part, bool]] = []
        for token in Tokenizer(source, self.opened.is_open).tokens():
            self.regions.before(token)
            if event := self.event(token):
                self.events.append((token.start, event, False))

    def event(self, token: Token) -> Text | Mark | None:
        """Follows a token with the stack and the regions; returns the text or mark that it is, if any."""
        match token.kind:
            case Kind.START if not self.opened.is_stray(token.name):
                return self.start_tag(token)
            case Kind.END | Kind.RAW_END:
                return self.end_tag(token)
            case Kind.RAW if token.name not in elements("verbatim") or self.is_embedded(token):
                return None
            case Kind.TEXT | Kind.RAW:
                return self.marks.text(self.source[token.start : token.end])
            case _:
                return Mark.EDGE

    def start_tag(self, token: Token) -> Mark:
        """Follows a start tag, and the elements that it closes; returns its mark."""
        closed = self.opened.close_for(token)
        mark = self.marks.of_start(token.name, token.shown)
        element = self.opened.open(token)
        if element:
            self.marks.ends[element] = at_end(mark)
        settled = len(self.regions.committed)
        self.regions.after_start(token, [element for each in closed for element in each.all], element)
        self.leave(token, closed, settled)
        self.add_part(token, START_PARTS)
        return mark

    def end_tag(self, token: Token) -> Mark:
        """Follows an end tag, or the end of raw content that has none, and what it closes; returns its mark."""
        closed, is_ignored = self.opened.end_tag(token)
        is_counted = not closed and not is_ignored
        own = self.marks.of_end(token.name, closed, is_counted=is_counted)
        if token.kind is Kind.RAW_END:
            self.regions.release([region for region in self.regions.held if region.element is closed.own])
            return own
        settled = len(self.regions.committed)
        self.regions.after_end(token, closed)
        self.leave(token, [Closed(None, closed.above)], settled)
        if closed or is_counted:
            self.add_part(token, END_PARTS)
        return own

    def add_part(self, token: Token, parts: Mapping[str, Part]) -> None:
        """Takes down what begins or ends of a list or table with a tag."""
        if part := parts.get(token.name):
            self.events.append((token.start, part, False))

    def leave(self, token: Token, steps: Sequence[Closed], settled: int) -> None:
        """Leaves the marks of elements that a tag has closed, the inner ones first, but none inside a region that went.

        `settled`: so many regions had gone before.
        """
        gone = {region.element for region in self.regions.committed[settled:]}
        marks: list[Mark | Part] = []
        for closed in steps:
            for element in (*reversed(closed.above), *([closed.own] if closed.own else [])):
                marks.append(Mark.EDGE if closed.is_taken else self.marks.ends[element])
                if part := END_PARTS.get(element.name):
                    marks.append(part)
                if element in gone:
                    marks.clear()
        self.events += ((token.start, mark, True) for mark in marks)

    def is_embedded(self, token: Token) -> bool:
        """Whether raw content is code to be embedded elsewhere."""
        return token.name == "textarea" and TAG_AT_START.match(self.source, token.start, token.end) is not None
