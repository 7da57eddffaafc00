"""The [[label]] rows of a user's file (docs/reference/labels.md)."""

from typing import TypedDict

from .arguments import checked_choice
from .edits import utf8_length
from .label_fold import folded
from .rules import Label

MAX_TEXT = 256
KEYS = ("language", "level", "case", "text", "source")


class Row(TypedDict, total=False):
    """A row as a TOML file has it; what it holds is to be checked."""

    language: object
    level: object
    case: object
    text: list[object]
    source: object


def user_labels(row: Row) -> tuple[Label, ...]:
    """The label texts of a row; ValueError, saying why, if it is none.

    >>> user_labels({"language": "en", "level": "L0", "text": ["our friends"]})
    (Label(text='our friends', language='en', level='L0', upper=False),)
    """
    for key in row:
        checked_choice(key, KEYS, "a key of a label row")
    for key, kind in {"language": str, "text": list, "source": str}.items():
        if not isinstance({"source": "", **row}.get(key), kind):
            raise ValueError(f"{key} of a label row must be a {kind.__name__}")  # noqa: TRY004 - it is the file that is wrong
    level, case = row.get("level"), row.get("case", "any")
    checked_choice(level, ("L0", "L1", "C"), "level")
    checked_choice(case, ("any", "upper"), "case")
    texts = row.get("text", [])
    return tuple(Label(checked_label(text), str(row.get("language")), str(level), case == "upper") for text in texts)


def checked_label(text: object) -> str:
    """`text`; ValueError if it cannot be the text of a label."""
    if not isinstance(text, str) or utf8_length(text) > MAX_TEXT or not folded(text).words:
        raise ValueError(f"the text of a label must be a str with a word and at most {MAX_TEXT} bytes, not {text!r}")
    return text
