"""What a tag that does not end is: markup that was cut, or text (docs/reference/markup.md, 1.8 and 1.9)."""

import re
from typing import NamedTuple

from ..ascii import ascii_lower
from ..edits import utf8_length
from ..rules import attributes, letters_of

LONG_VALUE = 1024
MOST_ITEMS = 32
MOST_WORDS = 2

FIRST_WORDS = 1024

SPACE = r"[\t\n\f\r ]"
ITEM = re.compile(
    rf"(?:{SPACE}|/)*(?P<name>[^\t\n\f\r /][^\t\n\f\r /=]*)(?P<value>{SPACE}*={SPACE}*"
    r"(?:\"(?P<double>[^\"]*)(?P<closed>\"?)|'(?P<single>[^']*)(?P<closed_too>'?)|[^\t\n\f\r ]*))?"
)
EVENT_HANDLER = re.compile(r"on[a-z]{3,}")
# How frameworks bind attributes of theirs, the second kind only with a value.
BINDING = re.compile(r"[@:][a-z]{2}|\*ng")
BOUND = re.compile(r"[(\[][a-zA-Z(][\s\S]*[)\]]|[.?][a-zA-Z][\s\S]*")
END_TAG = re.compile(r"</[a-zA-Z]")
# A letter or digit by itself, right before a tag.
OPERAND = re.compile(r"(?:\A|[^a-zA-Z0-9\x80-\U0010ffff])[a-zA-Z0-9]\Z")

TEXTS = frozenset({"alt", "cite", "href", "id", "label", "name", "src", "title"})

# In a sentence a tag stands behind one of these or what is not ASCII; or it begins a line, and the sentence goes on.
IN_SENTENCE = re.compile(r"[ \t\"'(\[`\x80-\U0010ffff]\Z")
AT_LINE_START = re.compile(r"(?:\A|[\n\f\r])\Z")
GOES_ON = re.compile(r"[,.;:!?)]| [a-z]")

BLANK_LINE = re.compile(r"\r?\n[ \t]*\r?\n")

# How a sentence that speaks of a tag goes on behind it.
SENTENCE = re.compile(
    r"(?: |\r?\n)(?=[a-z\x80-\U0010ffff])[a-zA-Z'\-\x80-\U0010ffff]+[,.;:!?)]*(?=[\t\n\f\r ]|\Z)"
    r"|[,.;:!?)]+(?=[\t\n\f\r ]|\Z)"
)
STATEMENT = re.compile(r"[{}=]|[)\"'];")
MARK_END = re.compile(r"(?ai)</(?:a|b|big|code|em|font|i|kbd|mark|q|samp|small|span|strong|tt|u|var)>")
PARTNERS = {'"': '"', "'": "'", "`": "`", "(": ")", "[": "]"}
BYTE_ORDER_MARK = "\ufeff"


class Unfinished(NamedTuple):
    """A tag that does not end: its name, which may be cut unless it is known, and what stands behind that."""

    name: str
    inside: str
    is_end_tag: bool
    is_known: bool


def is_text(tag: Unfinished, before: str, *, tag_seen: bool) -> bool:
    """Whether a tag that does not end is text. `before` is the source up to it."""
    if not (found := items_of(tag.name, tag.inside)):
        return True
    if tag.is_end_tag and not found.items:
        return not tag.is_known and not tag_seen
    if found.values and not tag.is_end_tag:
        return found.words > found.values + MOST_WORDS
    return found.words > 0 or not tag_seen or (len(tag.name) == 1 and OPERAND.search(before) is not None)


def holds_words(element: str, inside: str) -> bool:
    """Whether a `<` stands in a name without a value in a tag of an `element`, and only words before it."""
    for item in ITEM.finditer(inside):
        if not item["value"] and "<" in item["name"]:
            found = items_of(element, inside[: item.start("name") + item["name"].index("<")])
            return not found or (found.words > 0 and not found.values)
    return False


class Items(NamedTuple):
    """What stands in a tag: how many values and words, and how many items in all."""

    values: int
    words: int
    items: int


def items_of(element: str, inside: str) -> Items | None:
    """What stands in a tag that does not end of an `element`; None if that ends in a long value that is prose."""
    values = words = 0
    items = list(ITEM.finditer(inside))
    for item in items:
        if is_open_prose(item):
            return None
        if values + words == MOST_ITEMS:
            continue
        is_attribute = (
            is_attribute_name(item["name"], is_cut=item.end("name") == len(inside))
            or BINDING.match(item["name"])
            or (item["value"] and BOUND.fullmatch(item["name"]))
            or ascii_lower(item["name"]) in letters_of(element)
        )
        if item["value"] and (is_attribute or item["double"] is not None or item["single"] is not None):
            values += 1
        elif item["value"] or not is_attribute:
            words += 1
    return Items(values, words, len(items))


def is_open_prose(item: re.Match[str]) -> bool:
    """Whether an item is a long value without its closing quote, and what it holds is text."""
    value, closed = (item["double"], item["closed"]) if item["single"] is None else (item["single"], item["closed_too"])
    if value is None or closed or utf8_length(value) <= LONG_VALUE:
        return False
    name = ascii_lower(item["name"])
    holds_markup = name == "srcdoc" or name.startswith("on") or "-" in name or value[0] in "{["
    if not holds_markup and END_TAG.search(value):
        return True
    return name in TEXTS and is_prose(value.encode("utf-8", "surrogatepass")[:LONG_VALUE])


def is_prose(data: bytes) -> bool:
    """Whether letters and white space are what a text is made of."""
    spaces = sum(byte in b"\t\n\f\r " for byte in data)
    wide = sum(byte >= 0x80 for byte in data)
    letters = sum(bytes([byte]).isalpha() for byte in data)
    return 4 * (spaces + wide + letters) >= 3 * len(data) and (16 * spaces >= len(data) or 2 * wide >= len(data))


def is_attribute_name(name: str, *, is_cut: bool) -> bool:
    """Whether `name` is a known attribute, or, if it is cut, whether one starts so."""
    name = ascii_lower(name)
    return EVENT_HANDLER.fullmatch(name) is not None or any(
        known == name or (known.endswith(("-", ":")) and name.startswith(known)) or (is_cut and known.startswith(name))
        for known in attributes()
    )


def is_in_sentence(before: str, behind: str) -> bool:
    """Whether a sentence speaks of the tag that stands between `before` and `behind`."""
    if before.rstrip("\t\n\f\r ").endswith(">"):
        return False
    if IN_SENTENCE.search(before):
        return True
    return bool(AT_LINE_START.search(before) and GOES_ON.match(behind))


def goes_on_behind(name: str, before: str, behind: str) -> bool:
    """Whether a sentence speaks of a bare tag of the element `name`, and goes on with the first words `behind` it."""
    if MARK_END.match(behind):
        return True
    if not is_in_sentence(before, behind):
        return False
    words = BLANK_LINE.split(behind.partition("<")[0])[0]
    last = before[-1:]
    if words and PARTNERS.get(last) == words[0]:
        return True
    if name in ("title", "textarea") and AT_LINE_START.search(before):
        return False
    is_program = name in ("script", "style")
    is_in_wide = last > "\x7f" and last != BYTE_ORDER_MARK
    is_wide = words > "\x7f" and (is_in_wide or is_program)
    statements = len(STATEMENT.findall(words)) if is_program else 0
    are_statements = statements > 0 and 40 * statements >= utf8_length(words)
    return (is_wide or SENTENCE.match(words) is not None) and not are_statements


def is_code(content: str) -> bool:
    """Whether `content` reads like a script or a style sheet."""
    signs = sum(character in "{};=" for character in content)
    return signs > 0 and 40 * signs >= utf8_length(content)


def holds_end_tag(content: str) -> bool:
    """Whether `</` and a letter stand anywhere in `content`."""
    return END_TAG.search(content) is not None
