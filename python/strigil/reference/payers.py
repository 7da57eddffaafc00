"""Lines that say who pays for an advertisement: markings and credits (docs/reference/labels.md, section 2)."""

import re
from typing import Literal

from .label_fold import bare_words, lowered, without_removed
from .rules import credit, decoration, marking

Payer = Literal["marking", "credit"]

LONGEST_CREDIT = 60
QUOTATION = re.compile(r"«[^»]*(»|\Z)|“[^”]*(”|\Z)|„[^“]*(“|\Z)|\"[^\"]*(\"|\Z)")
TOKEN = re.compile(r"(?=.*[0-9])(?=.*[A-Za-z])[0-9A-Za-z]{8,64}")
NUMBER = re.compile("[0-9]{10,15}")


def payer(line: str, languages: frozenset[str] | None) -> Payer | None:
    """What `line` says of who pays, if it says nothing else."""
    visible = without_removed(line)
    first = next(iter(bare_words(visible.split())), "")
    names = pieces_of(QUOTATION.sub("", visible))
    words = [lowered(name) for name in names]
    if languages is None or marking().language in languages:
        found = marking_of(names, words) if opens(first) else None
        if found:
            return found
    if languages is None or credit().language in languages:
        starts = [text.split() for text in credit().starts]
        if any(is_piece(first, start[0]) for start in starts) and is_credit(visible, names, words):
            return "credit"
    return None


def opens(word: str) -> bool:
    """Whether a marking may start with a word."""
    rules = marking()
    return any(is_piece(word, opener) for opener in (rules.label, rules.advertiser, rules.token, *rules.firms))


def has_opener(text: str) -> bool:
    """Whether a piece of `text`, which has gone through the first two steps of folding, may start a marking."""
    return any(map(opens, pieces_of(text)))


def is_piece(word: str, text: str) -> bool:
    """Whether the first piece of a word has the folded form of `text`."""
    return [lowered(piece) for piece in pieces_of(word)[:1]] == [lowered(text)]


def pieces_of(text: str) -> list[str]:
    """The pieces of a text: cut at white space and colons, without decoration and punctuation around them."""
    around = decoration().characters
    bare = (part.rstrip(around + ",;!?").lstrip(around) for part in " ".join(text.split()).replace(":", " ").split(" "))
    return [piece for piece in bare if piece]


def is_plain(piece: str) -> bool:
    """Whether a piece is a word of a sentence rather than of a name."""
    return piece[0].islower() and not (piece.isascii() and "." in piece)


def marking_of(names: list[str], words: list[str]) -> Payer | None:
    """What a line is by the rules of a marking; `words` are its pieces in the folded form."""
    rules = marking()
    known = {lowered(word) for word in (rules.label, rules.advertiser, rules.token)}
    known |= {lowered(word) for word in (*rules.registers, *rules.firms, *rules.small)}
    if not names or not opens(names[0]):
        return None
    if any(is_plain(name) and word not in known for name, word in zip(names, words, strict=True)):
        return None
    pairs = list(zip(words, names[1:], strict=False))
    if any(word == lowered(rules.token) and TOKEN.fullmatch(name) for word, name in pairs):
        return "marking"
    registers = {lowered(word) for word in rules.registers}
    is_registered = any(word in registers and NUMBER.fullmatch(name) for word, name in pairs)
    if words[0] == lowered(rules.label) and (is_registered or lowered(rules.advertiser) in words):
        return "marking"
    return "credit" if is_registered else None


def is_credit(visible: str, names: list[str], words: list[str]) -> bool:
    """Whether a line is a credit."""
    rules = credit()
    if len(visible.strip()) > LONGEST_CREDIT or any(word[-1] in ".!?" for word in visible.split()):
        return False
    starts = [[lowered(word) for word in text.split()] for text in rules.starts]
    start = next((start for start in starts if words[: len(start)] == start), None)
    if start is None or len(pieces_of(visible)) == len(start):
        return False
    small, officials = ({lowered(word) for word in words} for words in (rules.small, rules.officials))
    behind = list(zip(names, words, strict=True))[len(start) :]
    return all(word not in officials and (word in small or not is_plain(name)) for name, word in behind)
