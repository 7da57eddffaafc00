"""The tokenizer (docs/reference/markup.md, section 1)."""

import re
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import Enum, auto

from ..ascii import ascii_lower
from ..edits import utf8_length
from ..rules import elements, known_elements
from .repair import NAME_END, SLASH, Inside, has_quoted_attribute, read_inside

MAX_TOKEN = 65_536
MAX_NAME = 256
MAX_UNKNOWN = 64

FOREIGN = frozenset({"svg", "math"})

TAG_OPEN = re.compile(rf"<(?P<slash>/|{SLASH})?(?P<name>[a-zA-Z][a-zA-Z0-9_.:-]*)(?={NAME_END}|\Z)")
DASHED_NAME = re.compile(r"[a-z][a-z0-9_]*([-:][a-z0-9_]+)+")
DECLARATION_OPEN = re.compile(r"<(?:!|\?|/(?![a-zA-Z]|\Z))")
COMMENT_END = re.compile(r"--!?>")
ABRUPT_COMMENT = re.compile(r"<!---?>")
BLANK_LINE = re.compile(r"\r?\n[ \t]*\r?\n")


class Kind(Enum):
    """The kinds of tokens. `IDLE` are those of no effect; `RAW_END` is the end of raw content, if that is no tag."""

    TEXT = auto()
    START = auto()
    END = auto()
    COMMENT = auto()
    DOCTYPE = auto()
    RAW = auto()
    RAW_END = auto()
    IDLE = auto()


@dataclass(frozen=True)
class Token:
    """`source[start:end]`, and for tags and raw content the element's name.

    `opens` says of a start tag that its element has content.
    """

    kind: Kind
    start: int
    end: int
    name: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict[str, str])
    opens: bool = True
    ends_raw: bool = False


class Tokenizer:
    """Cuts `source` into tokens. `is_open` says whether an element with one of these names is open."""

    def __init__(self, source: str, is_open: Callable[[AbstractSet[str]], bool]) -> None:
        self.source = source
        self.is_open = is_open
        self.in_cdata = False
        # What changes for the rest of the source when its end was met inside a token.
        self.quotes_hide = True
        self.comments_close = True
        self.never_raw: set[str] = set()
        # Names that no standard knows and that have been markup.
        self.unknown: set[str] = set()

    def tokens(self) -> Iterator[Token]:
        """The tokens, side by side. Each must have been dealt with before the next is asked for."""
        position = 0
        while position < len(self.source):
            for token in self.tokens_at(position):
                yield token
                position = token.end

    def tokens_at(self, position: int) -> Iterator[Token]:
        """The token at `position`; with the start tag of a raw content element also the content and its end."""
        if self.source[position] != "<":
            yield self.text_at(position)
        elif opening := TAG_OPEN.match(self.source, position):
            token = self.tag(opening)
            yield token
            if token.kind is Kind.START and token.opens and is_raw(token.name) and token.name not in self.never_raw:
                yield from self.raw_content(token.name, token.end)
        elif self.source.startswith("</>", position):
            yield Token(Kind.IDLE, position, position + 3)
        elif DECLARATION_OPEN.match(self.source, position):
            yield self.declaration(position)
        else:
            yield Token(Kind.TEXT, position, position + 1)

    def text_at(self, position: int) -> Token:
        """Text up to the next `<`, or the marker that ends a CDATA section."""
        end = self.source.find("<", position)
        end = len(self.source) if end < 0 else end
        if self.in_cdata and (marker := self.source.find("]]>", position, end)) >= 0:
            if marker == position:
                self.in_cdata = False
                return Token(Kind.IDLE, position, position + 3)
            end = marker
        return Token(Kind.TEXT, position, end)

    def declaration(self, position: int) -> Token:
        """A comment, doctype or bogus comment, or the marker that begins a CDATA section."""
        if self.source.startswith("<![CDATA[", position):
            self.in_cdata = True
            return Token(Kind.IDLE, position, position + 9)
        opening = next(mark for mark in ("<!--", "<!", "<?", "</") if self.source.startswith(mark, position))
        if self.comments_close:
            end = self.comment_end(position) if opening == "<!--" else self.source.find(">", position) + 1
            if not end and self.too_long_to_read_again(position):
                end = len(self.source)
            if end:
                is_doctype = ascii_lower(self.source[position : position + 9]) == "<!doctype"
                return Token(Kind.DOCTYPE if is_doctype else Kind.COMMENT, position, end)
            self.comments_close = False
        return Token(Kind.COMMENT, position, position + len(opening))

    def comment_end(self, position: int) -> int:
        """Where the comment ends that begins at `position`; 0 if it does not."""
        end = ABRUPT_COMMENT.match(self.source, position) or COMMENT_END.search(self.source, position + 4)
        return end.end() if end else 0

    def tag(self, opening: re.Match[str]) -> Token:
        """The tag that begins with `opening`; its `<` as text, if what follows names no element."""
        start = opening.start()
        name = ascii_lower(opening["name"])
        if not self.is_markup(opening, name):
            return Token(Kind.TEXT, start, start + 1)
        return self.tag_from(start, opening.end(), Kind.END if opening["slash"] else Kind.START, name)

    def is_markup(self, opening: re.Match[str], name: str) -> bool:
        """Whether `name` names an element here."""
        if len(name) > MAX_NAME:
            return False
        if name in known_elements() or DASHED_NAME.fullmatch(name):
            return True
        if name in elements("known_in_math") and self.is_open({"math"}):
            return True
        if name in self.unknown:
            return True
        is_markup = not opening["slash"] and has_quoted_attribute(self.source, opening.end())
        if is_markup and len(self.unknown) < MAX_UNKNOWN and name not in elements("known_in_math"):
            self.unknown.add(name)
        return is_markup

    def tag_from(self, start: int, position: int, kind: Kind, name: str, *, ends_raw: bool = False) -> Token:
        """The tag that begins at `start`, read on from `position` behind its name."""
        inside = self.inside(start, position)
        if not inside:
            return Token(Kind.IDLE, start, len(self.source))
        opens = name not in elements("void") and not (inside.self_closing and self.ends_itself(name))
        return Token(kind, start, inside.end, name, inside.attributes, opens, ends_raw)

    def ends_itself(self, name: str) -> bool:
        """Whether `/>` ends the element `name` (section 2)."""
        if name not in known_elements() or name in FOREIGN:
            return True
        return name not in elements("closes_p") and self.is_open(FOREIGN)

    def inside(self, start: int, position: int) -> Inside | None:
        """The tag's attributes and end; None for a tag that the end of the input cut."""
        if self.quotes_hide:
            if inside := read_inside(self.source, position):
                return inside
            if self.too_long_to_read_again(start):
                return None
        end = self.source.find(">", position) + 1
        if not end:
            return None
        self.quotes_hide = False
        inside = read_inside(self.source[position:end], 0, cut=True)
        return inside and inside._replace(end=end)

    def raw_content(self, name: str, start: int) -> Iterator[Token]:
        """The raw content of the element `name` and its end tag, from behind the start tag on."""
        closing = script_end(self.source, start) if name == "script" else end_tag(name).search(self.source, start)
        if closing:
            if closing.start() > start:
                yield Token(Kind.RAW, start, closing.start(), name)
            yield self.tag_from(closing.start(), closing.end(), Kind.END, name, ends_raw=True)
            return
        end = len(self.source)
        if not self.too_long_to_read_again(start):
            self.never_raw.add(name)
            if name not in elements("skipped"):
                end = start
            elif blank := BLANK_LINE.search(self.source, start):
                end = blank.start()
        if end > start:
            yield Token(Kind.RAW, start, end, name)
        yield Token(Kind.RAW_END, end, end, name, ends_raw=True)

    def too_long_to_read_again(self, start: int) -> bool:
        """Whether the token from `start` to the end of the input is longer than what is ever read twice."""
        return utf8_length(self.source[start : start + MAX_TOKEN + 1]) > MAX_TOKEN


def is_raw(name: str) -> bool:
    """Whether the content of the element `name` is raw."""
    return any(name in elements(category) for category in ("script", "raw_text", "escapable_raw_text"))


def end_tag(name: str) -> re.Pattern[str]:
    """The beginning of an end tag that ends the raw content of the element `name`."""
    return re.compile(rf"<(?:/|{SLASH})(?i:{name})(?={NAME_END})", re.ASCII)


def script_end(source: str, position: int) -> re.Match[str] | None:
    """The beginning of the end tag that ends a script.

    13.2.5.15 to 13.2.5.31: between `<!--` and `-->`, `<script` escapes what follows up to `</script` once more.
    """
    closing = end_tag("script").pattern
    states = {
        "data": rf"(?P<end>{closing})|(?P<escaped><!--)",
        "escaped": rf"(?P<end>{closing})|(?P<data>-->)|(?P<double_escaped><(?i:script)(?=[\t\n\f\r />]))",
        "double_escaped": r"(?P<data>-->)|(?P<escaped></(?i:script)(?=[\t\n\f\r />]))",
    }
    state = "data"
    while match := re.compile(states[state], re.ASCII).search(source, position):
        state = match.lastgroup or ""
        if state == "end":
            return match
        # The dashes of `<!--` may also be those of `-->`.
        position = match.end() - 2 if match[0] == "<!--" else match.end()
    return None
