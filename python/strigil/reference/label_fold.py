"""The folded form in which lines and the texts of rows are compared (docs/reference/labels.md, section 2)."""

import re
from functools import cache
from typing import NamedTuple

from .rules import decoration, fold
from .unicode import normalized


class Folded(NamedTuple):
    """The folded form of a line: its words, which of them have no lower-case character, and what its ends are."""

    words: tuple[str, ...]
    upper: tuple[bool, ...]
    is_decorated: bool
    is_item: bool
    ends_with_ellipsis: bool


def folded(line: str) -> Folded:
    """The folded form of `line`."""
    visible = without_removed(line)
    parts = visible.split()
    is_decorated = bool(parts) and decorates(parts[0][0], parts[-1][-1])
    is_item = bool(parts) and not is_decorated and parts[0][0] in decoration().bullets
    words = joined_letters(bare_words(parts))
    upper = tuple(not any(character.islower() for character in word) for word in words)
    return Folded(tuple(map(lowered, words)), upper, is_decorated, is_item, ends_with_ellipsis(visible))


def ends_with_ellipsis(visible: str) -> bool:
    """Whether a line, as steps 1 and 2 leave it, ends with an ellipsis; decoration behind it does not count."""
    behind = decoration().characters.replace(".", "")
    while visible and (visible[-1] in behind or visible[-1].isspace()):
        visible = visible[:-1]
    return visible.endswith("...")


def folded_call(line: str) -> tuple[str, ...]:
    """The words of `line` as a call to action has them: without the arrows at its end."""
    end = decoration().arrows + decoration().characters
    text = without_removed(line)
    while text and (text[-1] in end or text[-1].isspace()):
        text = text[:-1]
    return tuple(map(lowered, joined_letters(bare_words(text.split()))))


def without_removed(line: str) -> str:
    """Steps 1 and 2: NFKC, without the characters that count as nothing."""
    return removed().sub("", normalized("NFKC", line))


@cache
def removed() -> re.Pattern[str]:
    """A character that counts as nothing."""
    return re.compile(f"[{''.join(map(re.escape, sorted(fold().removed)))}]")


def bare_words(parts: list[str]) -> list[str]:
    """Step 4: words without decoration."""
    return [bare for part in parts if (bare := part.strip(decoration().characters))]


def joined_letters(words: list[str]) -> list[str]:
    """Step 5: words in which runs of single letters have become one word."""
    joined: list[str] = []
    before = ""
    for word in words:
        if len(before) == len(word) == 1:
            joined[-1] += word
        else:
            joined.append(word)
        before = word
    return joined


def lowered(word: str) -> str:
    """Step 7: lower case, look-alikes as one."""
    lower = "".join(character.lower() for character in word)
    return "".join(fold().alike.get(character, character) for character in lower)


def decorates(first: str, last: str) -> bool:
    """Whether these characters at the ends of a line decorate it."""
    return (first in decoration().rules and last in decoration().rules) or (first, last) in decoration().brackets
