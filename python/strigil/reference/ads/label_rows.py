"""The [[label]] rows of a file of rules (docs/reference/labels.md)."""

from ..edits import utf8_length
from ..label_fold import folded
from ..label_table import known_languages
from ..rules import Label
from .toml_table import Table

MAX_TEXT = 256
CHOICES = {"level": ("L0", "L1", "C"), "case": ("any", "upper")}


def label_row(table: Table) -> tuple[Label, ...]:
    """The label texts of a row; ValueError, saying where and why, if it is none."""
    table.allow(("language", "level", "case", "text", "source"))
    choices = {"language": tuple(sorted(known_languages())), **CHOICES}
    row = {"case": "any"} | {key: checked_choice(table, key, choices[key]) for key in choices if key in table.content}
    for key in ("language", "level", "text"):
        if key not in table.content:
            raise table.error("", f"{key} is missing")
    if "source" in table.content:
        table.string("source")
    for text in table.strings("text"):
        if utf8_length(text) > MAX_TEXT or not folded(text).words:
            raise table.error(
                "text", f"text must hold texts that have a word and at most {MAX_TEXT} bytes, not {text!r}"
            )
    return tuple(Label(text, row["language"], row["level"], row["case"] == "upper") for text in table.strings("text"))


def checked_choice(table: Table, key: str, choices: tuple[str, ...]) -> str:
    """The value of `key`, which is one of `choices`."""
    value = table.content[key]
    if not isinstance(value, str) or value not in choices:
        raise table.error(key, f"{key} must be one of {', '.join(choices)}, not {value!r}")
    return value
