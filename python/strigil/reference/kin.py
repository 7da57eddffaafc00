"""Labels among their own kind: items, entries, words of a list (docs/reference/labels.md, section 4)."""

import re
from typing import NamedTuple

from .furniture import texts_of
from .label_fold import bare_words, decorates, folded, folded_call, lowered, without_removed
from .label_table import Choice, reading, table
from .lines import Line
from .payers import payer
from .rules import decoration

MOST_WORDS = 3
BEGINNING = 3

HANGUL = re.compile("[\uac00-\ud7a3]")
NUMBER = re.compile(r"\(?[0-9]{1,3}[.)]")


class Form(NamedTuple):
    """What a line looks like to the lines beside it."""

    words: tuple[str, ...]
    is_label: bool
    is_text: bool
    # "" for a plain item, the bullet of a decorated one, the mark of a marked line, "|" for a row of a table.
    item: str | None
    separator: str | None
    beginning: str
    # It is of a few words without decoration, and begins with no capital.
    is_index_entry: bool
    is_small: bool
    # It says what the term in the line before means.
    is_definition: bool


def is_among(line: Line, before: Line | None, behind: Line | None, choice: Choice) -> bool:
    """Whether a label line is of one kind with a line beside it."""
    form = form_of(line.text, choice)
    beside = [form_of(near.text, choice) for near in (before, behind) if near and not near.is_long]
    if any(is_kin(form, other) for other in beside):
        return True
    if behind and not behind.is_long and beside[-1].is_definition and beside[-1].is_text:
        return True
    alike = [other for other in beside if other.is_text and other.beginning[:1] == form.beginning[:1]]
    if form.beginning != "" and len(alike) == 2:
        return True
    return len(beside) == 2 and is_in_index(form, beside)


def is_in_index(form: Form, beside: list[Form]) -> bool:
    """Whether a label of a form stands between two lines of an index."""
    words = " ".join(form.words)
    others = [" ".join(other.words) for other in beside]
    is_entry = [other.is_text and other.is_index_entry and not is_start(form.words, other.words) for other in beside]
    if not (form.is_index_entry and all(is_entry)):
        return False
    alike = max(length for length in range(BEGINNING + 1) if all(words[:length] == other[:length] for other in others))
    if alike == BEGINNING and len(words) >= BEGINNING:
        return True
    if not others[0] < words < others[1]:
        return False
    return alike >= 2 or (alike == 1 and form.is_small and any(other.is_small for other in beside))


def is_start(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the words of one line are the first ones of the other."""
    least = min(len(one), len(other))
    return one[:least] == other[:least]


def is_kin(form: Form, other: Form) -> bool:
    """Whether a label of a form is of one kind with another line."""
    if form.words == other.words or not other.words or not (other.is_text or other.is_label):
        return False
    if form.item is not None and form.item == other.item and (form.item == "" or other.is_text):
        return True
    if form.separator and form.separator == other.separator:
        return True
    is_alike = len(form.beginning) == BEGINNING and form.beginning == other.beginning
    if HANGUL.match(form.beginning) and not "".join(other.words).startswith("".join(form.words)):
        is_alike |= form.beginning[0] == other.beginning[:1]
    return is_alike and other.is_text


def form_of(line: str, choice: Choice) -> Form:
    """The form of a line that is neither blank nor long."""
    visible = without_removed(line)
    parts = visible.split()
    words = folded(line).words
    is_label = says_label(line, choice)
    is_furniture = bool(texts_of(Line(line), choice.languages))
    separator = separator_of(visible, parts) if parts else None
    if separator is None and is_pair(parts) and (not is_label or are_of_two_languages(words, choice)):
        separator = " "
    is_word = len(parts) == 1 and bare_words(parts) == parts
    return Form(
        words,
        is_label,
        not is_label and not is_furniture and not says_other(line, choice),
        item_of(parts) if parts else None,
        separator,
        lowered(parts[0])[:BEGINNING] if is_word else "",
        1 <= len(parts) <= MOST_WORDS and list(bare_words(parts)) == parts,
        parts != [] and not parts[0][0].isupper(),
        len(parts) > 1 and parts[0] == ":",
    )


def says_label(line: str, choice: Choice) -> bool:
    """Whether a line reads as labels or is a marking."""
    if is_table_row(line):
        return False
    return reading(folded(line), choice) is not None or payer(line, choice.languages) == "marking"


def says_other(line: str, choice: Choice) -> bool:
    """Whether a line is a call to action or a credit."""
    if is_table_row(line) or folded(line).is_item:
        return False
    return payer(line, choice.languages) == "credit" or folded_call(line) in table(choice).calls


def is_table_row(line: str) -> bool:
    """Whether a line is a row of a table with more than two columns."""
    return sum(not cell.isspace() and cell != "" for cell in re.split(r"[\t|]", line)) > 2


def item_of(parts: list[str]) -> str | None:
    """How a line starts as an item, if it is one."""
    if parts[0][0] == "|":
        return "|"
    is_bullet = parts[0][0] in decoration().bullets
    if not decorates(parts[0][0], parts[-1][-1]):
        if is_bullet or (len(parts) > 1 and NUMBER.fullmatch(parts[0])):
            return ""
        is_mark = is_only_decoration(parts[0]) and not is_only_decoration(parts[-1])
        return parts[0] if is_mark else None
    return parts[0] if is_bullet and len(parts[0]) == 1 else None


def is_only_decoration(word: str) -> bool:
    """Whether a word has decoration and nothing else."""
    return all(character in decoration().characters for character in word)


def separator_of(visible: str, parts: list[str]) -> str | None:
    """What stands between the two sides of an entry, if a line is one."""
    if visible.rstrip()[-1] in ".!?。":
        return None
    cells = [cell.split() for cell in visible.split("\t") if cell.strip()]
    if len(cells) == 2:
        return "\t" if all(len(cell) <= MOST_WORDS for cell in cells) else None
    found: list[tuple[str, int, int]] = []
    for at, part in enumerate(parts):
        if all(character in decoration().separators for character in part):
            found.append((part, at, len(parts) - at - 1))
        elif part.endswith(":") and at + 1 < len(parts):
            found.append((":", at + 1, len(parts) - at - 1))
    if len(found) != 1:
        return None
    separator, left, right = found[0]
    return separator if 1 <= left <= MOST_WORDS and 1 <= right <= MOST_WORDS else None


def is_pair(parts: list[str]) -> bool:
    """Whether a line has two words, without decoration."""
    return len(parts) == 2 and bare_words(parts) == parts


def are_of_two_languages(words: tuple[str, ...], choice: Choice) -> bool:
    """Whether these are two words, each a text of a label, of which no language has both."""
    if len(words) != 2:
        return False
    first, second = ({row.language for row in table(choice).texts.get((word,), ())} for word in words)
    return bool(first) and bool(second) and first.isdisjoint(second)
