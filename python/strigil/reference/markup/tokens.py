"""The tokenizer (docs/reference/markup.md, section 1)."""

import re
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import NamedTuple

from ..ascii import ascii_lower
from ..edits import utf8_length
from ..rules import elements, is_listed, known_elements
from .cut import (
    BLANK_LINE,
    FIRST_WORDS,
    Unfinished,
    goes_on_behind,
    holds_end_tag,
    holds_words,
    is_code,
    is_in_sentence,
    is_text,
)
from .repair import NAME_END, SLASH, has_quoted_attribute, read_inside

MAX_TOKEN = 65_536
MAX_NAME = 256
MAX_UNKNOWN = 64

FOREIGN = frozenset({"svg", "math"})

TAG_OPEN = re.compile(rf"<(?P<slash>/|{SLASH})?(?P<name>[a-zA-Z](?:(?!{NAME_END})[\s\S]){{0,256}})(?={NAME_END})")
CUT_NAME = re.compile(rf"<(?:(?P<slash>/|{SLASH}(?=[a-zA-Z]))?(?P<name>[a-zA-Z][a-zA-Z0-9_.:-]*)?)\Z")
TAG_END = re.compile("[<>]")
WORD = re.compile(r"[a-z][a-z0-9_.:-]*")
ADDRESS = re.compile(r".*[@<].*|[^=]*(?:\.[^=]*|:)", re.DOTALL)
CLOSES = re.compile(r"[^<>]*>")
BEFORE_BLOCK = re.compile(r"[\t\n\f\r ]*>[\t\n\f\r ]*<(?P<name>[a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r />]")
MAX_SIGN = 256
DASHED_NAME = re.compile(r"[a-z][a-z0-9_]*([-:][a-z0-9_]+)+")
DECLARATION_OPEN = re.compile(r"<(?:!|\?|/(?![a-zA-Z]|\Z))")
COMMENT_END = re.compile(r"--!?>")
ABRUPT_COMMENT = re.compile(r"<!---?>")


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
    is_whole: bool = True

    @property
    def shown(self) -> Mapping[str, str]:
        """The attributes that say how the element is shown: none of a tag too long to be kept."""
        return self.attributes if self.is_whole else {}


class Opening(NamedTuple):
    """Where a tag starts, where its name ends, and what it is. The name may be cut, if it is not known."""

    start: int
    behind: int
    kind: Kind
    name: str
    is_known: bool = True


class Tokenizer:
    """Cuts `source` into tokens. `is_open` says whether an element with one of these names is open."""

    def __init__(self, source: str, is_open: Callable[[AbstractSet[str]], bool]) -> None:
        self.source = source
        self.is_open = is_open
        self.in_cdata = False
        self.is_page = False  # a doctype or a start tag of `html` or `body` has been
        # What changes for the rest of the source when its end was met inside a token.
        self.comments_close = True
        # Where the stretch ends in which quotes hide nothing.
        self.broken_to = 0
        # A tag came before.
        self.tag_seen = False
        # Elements of which a bare tag was text, and those of which all are from here on.
        self.spoken_of: set[str] = set()
        self.endless: set[str] = set()
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
                self.tag_seen |= token.kind in (Kind.START, Kind.END)

    def tokens_at(self, position: int) -> Iterator[Token]:
        """The token at `position`; with the start tag of a raw content element also the content and its end."""
        if self.source[position] != "<":
            yield self.text_at(position)
        elif opening := TAG_OPEN.match(self.source, position):
            token = self.tag(opening)
            if token.kind is Kind.START and token.opens and is_raw(token.name) and token.name not in self.never_raw:
                yield from self.raw_element(token, is_bare=token.end == opening.end() + 1)
            else:
                yield token
        elif cut := CUT_NAME.match(self.source, position):
            yield self.cut_name(cut)
        elif self.source.startswith("</>", position):
            yield Token(Kind.IDLE, position, position + 3)
        elif DECLARATION_OPEN.match(self.source, position):
            yield self.declaration(position)
        else:
            yield literal(position)

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
        if self.source.startswith("</", position):
            return self.bogus_end_tag(position)
        opening = next(mark for mark in ("<!--", "<!", "<?") if self.source.startswith(mark, position))
        if self.comments_close:
            end = self.comment_end(position) if opening == "<!--" else self.source.find(">", position) + 1
            if not end and self.limit(position) < len(self.source):
                end = len(self.source)
            if not end and any(
                begin.startswith(ascii_lower(self.source[position:])) for begin in ("<!--", "<!doctype")
            ):
                end = len(self.source)
            if end:
                is_doctype = ascii_lower(self.source[position : position + 9]) == "<!doctype"
                self.is_page |= is_doctype
                return Token(Kind.DOCTYPE if is_doctype else Kind.COMMENT, position, end)
            self.comments_close = False
        return Token(Kind.COMMENT, position, position + len(opening))

    def bogus_end_tag(self, position: int) -> Token:
        """The comment that `</` opens where no name follows; its `<` as text, if it does not end."""
        if self.comments_close:
            limit = self.limit(position)
            end = TAG_END.search(self.source, position + 2, limit)
            if end and end[0] == ">":
                return Token(Kind.COMMENT, position, end.end())
            self.comments_close = bool(end) or limit < len(self.source)
        return literal(position)

    def comment_end(self, position: int) -> int:
        """Where the comment ends that begins at `position`; 0 if it does not."""
        end = ABRUPT_COMMENT.match(self.source, position) or COMMENT_END.search(self.source, position + 4)
        return end.end() if end else 0

    def tag(self, opening: re.Match[str]) -> Token:
        """The tag that begins with `opening`; its `<` as text, if what follows names no element."""
        start = opening.start()
        name = ascii_lower(opening["name"])
        if not self.is_markup(opening, name) or (opening["slash"] and self.is_spoken_of(name)):
            return literal(start)
        token = self.tag_from(start, opening.end(), Kind.END if opening["slash"] else Kind.START, name)
        is_other = not is_listed(name) and not DASHED_NAME.fullmatch(name)
        if token.kind is Kind.START and is_other and WORD.fullmatch(name):
            self.remember(name)
        return token

    def cut_name(self, cut: re.Match[str]) -> Token:
        """The name, or what comes before one, in which the input ends."""
        name = ascii_lower(cut["name"] or "")
        is_known = name != "" and self.is_markup(cut, name)
        if not is_known and (len(name) > MAX_NAME or not any(known.startswith(name) for known in known_elements())):
            return literal(cut.start())
        kind = Kind.END if cut["slash"] else Kind.START
        return self.unfinished(Opening(cut.start(), cut.end(), kind, name, is_known), len(self.source))

    def unfinished(self, opening: Opening, end: int) -> Token:
        """A tag that has been read up to `end` and does not end: a token of no effect, or its `<` as text."""
        if self.reads_as_text(opening, end):
            return literal(opening.start)
        return Token(Kind.IDLE, opening.start, end)

    def reads_as_text(self, opening: Opening, end: int) -> bool:
        """Whether a tag that does not end before `end` is text."""
        inside = self.source[opening.behind : end]
        tag = Unfinished(opening.name, inside, opening.kind is Kind.END, opening.is_known)
        return is_text(tag, self.source[max(0, opening.start - 2) : opening.start], tag_seen=self.tag_seen)

    def remember(self, name: str) -> None:
        """From here on a name that no standard knows is markup."""
        if len(self.unknown) < MAX_UNKNOWN:
            self.unknown.add(name)

    def is_markup(self, opening: re.Match[str], name: str) -> bool:
        """Whether `name` names an element here."""
        if utf8_length(name) > MAX_NAME:
            return False
        if name in known_elements() or DASHED_NAME.fullmatch(name):
            return True
        if name in elements("known_in_math") and self.is_open({"math"}):
            return True
        if name in self.unknown:
            return True
        return self.has_sign(opening, name)

    def has_sign(self, opening: re.Match[str], name: str) -> bool:
        """Whether what follows on a name that no standard knows says that it is markup."""
        may_start = not opening["slash"] and WORD.fullmatch(name) is not None
        if may_start and has_quoted_attribute(self.source, opening.end()):
            return True
        in_page = self.is_page or self.is_open(elements("block") | elements("cell"))
        if in_page:
            return not ADDRESS.fullmatch(name) and self.sign(CLOSES, opening.end()) is not None
        sign = self.sign(BEFORE_BLOCK, opening.end()) if may_start else None
        return sign is not None and ascii_lower(sign["name"]) in elements("block")

    def sign(self, pattern: re.Pattern[str], position: int) -> re.Match[str] | None:
        """What `pattern` matches at `position`, if that is no longer than a sign may be."""
        match = pattern.match(self.source, position, position + MAX_SIGN)
        return match if match and utf8_length(match[0]) <= MAX_SIGN else None

    def tag_from(self, start: int, position: int, kind: Kind, name: str, *, ends_raw: bool = False) -> Token:
        """The tag that begins at `start`, read on from `position` behind its name."""
        opening = Opening(start, position, kind, name)
        if end := TAG_END.search(self.source, position, self.broken_to):
            if end[0] == "<":
                return self.unfinished(opening, end.start())
            inside = read_inside(self.source[position : end.end()], 0, cut=True)
            inside = inside and inside._replace(end=end.end())
        else:
            limit = self.limit(start)
            inside = read_inside(self.source, position)
            if not inside and limit == len(self.source):
                self.broken_to = limit
                if self.source.find(">", position) >= 0:
                    return self.tag_from(start, position, kind, name, ends_raw=ends_raw)
                return self.unfinished(opening, limit)
            if (not inside or inside.end > limit) and self.reads_as_text(opening, limit):
                if not TAG_END.search(self.source, position, limit):
                    return literal(start)
                self.broken_to = limit
                return self.tag_from(start, position, kind, name, ends_raw=ends_raw)
            if inside and inside.end <= limit and holds_words(name, self.source[position : inside.end - 1]):
                self.broken_to = inside.end
                return self.tag_from(start, position, kind, name, ends_raw=ends_raw)
        if not inside:
            return Token(Kind.IDLE, start, len(self.source))
        opens = name not in elements("void") and not (inside.self_closing and self.ends_itself(name))
        is_whole = utf8_length(self.source[start : inside.end]) <= MAX_TOKEN
        self.is_page |= kind is Kind.START and name in ("html", "body")
        return Token(kind, start, inside.end, name, inside.attributes, opens, ends_raw, is_whole)

    def ends_itself(self, name: str) -> bool:
        """Whether `/>` ends the element `name` (section 2)."""
        if name not in known_elements() or name in FOREIGN:
            return True
        return name not in elements("closes_p") and self.is_open(FOREIGN)

    def raw_element(self, tag: Token, *, is_bare: bool) -> Iterator[Token]:
        """The start tag `tag` of an element with raw content, the content and the end tag; or what a bare one is."""
        content = self.source[tag.end : self.limit(tag.end)]
        is_long = tag.end + len(content) < len(self.source)
        before = self.source[: tag.start]
        words = self.source[tag.end : self.limit(tag.end, FIRST_WORDS)]
        if is_bare and (tag.name in self.endless or goes_on_behind(tag.name, before, words)):
            self.spoken_of.add(tag.name)
            yield Token(Kind.TEXT, tag.start, tag.end)
            return
        if is_bare and not raw_end(tag.name, content, 0):
            is_program = tag.name in ("script", "style") and is_code(content)
            if not is_program and (tag.name in self.spoken_of or is_in_sentence(before, content)):
                self.spoken_of.add(tag.name)
                self.endless.add(tag.name)
                yield Token(Kind.TEXT, tag.start, tag.end)
                return
            holds = holds_end_tag(content) and (is_long or not BLANK_LINE.search(content))
            if (tag.name == "title" and (is_long or holds)) or (tag.name == "style" and holds and not is_program):
                self.never_raw.add(tag.name)
                yield tag
                yield Token(Kind.RAW_END, tag.end, tag.end, tag.name, ends_raw=True)
                return
        yield tag
        yield from self.raw_content(tag.name, tag.end)

    def is_spoken_of(self, name: str) -> bool:
        """Whether an end tag of the element `name` is text."""
        return name in self.spoken_of and not self.is_open({name})

    def raw_content(self, name: str, start: int) -> Iterator[Token]:
        """The raw content of the element `name` and its end tag, from behind the start tag on."""
        if closing := raw_end(name, self.source, start):
            if closing.start() > start:
                yield Token(Kind.RAW, start, closing.start(), name)
            if self.is_spoken_of(name):
                yield literal(closing.start())
            else:
                yield self.tag_from(closing.start(), closing.end(), Kind.END, name, ends_raw=True)
            return
        end = len(self.source)
        if self.limit(start) == len(self.source):
            self.never_raw.add(name)
            if name not in elements("skipped"):
                end = start
            elif (blank := BLANK_LINE.search(self.source, start)) and not goes_on(name, self.source[blank.start() :]):
                end = blank.start()
        if end > start:
            yield Token(Kind.RAW, start, end, name)
        yield Token(Kind.RAW_END, end, end, name, ends_raw=True)

    def limit(self, start: int, most: int = MAX_TOKEN) -> int:
        """Where the whole characters end that the first `most` bytes from `start` hold."""
        end = min(start + most, len(self.source))
        more = utf8_length(self.source[start:end]) - most
        while more > 0:
            end -= 1
            more -= utf8_length(self.source[end])
        return end


def literal(position: int) -> Token:
    """The `<` at `position`, which is text."""
    return Token(Kind.TEXT, position, position + 1)


def goes_on(name: str, rest: str) -> bool:
    """Whether the `rest` of the raw content of the element `name` is still a script or a style sheet."""
    return name in ("script", "style") and is_code(rest) and not holds_end_tag(rest)


def raw_end(name: str, source: str, position: int) -> re.Match[str] | None:
    """The beginning of the end tag that ends the raw content of the element `name`."""
    return script_end(source, position) if name == "script" else end_tag(name).search(source, position)


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
