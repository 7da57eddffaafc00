"""Rules of one's own, for the core and the twin alike."""

import json
import tempfile
from pathlib import Path


def loaded(side, text):
    """`side.Rules.load` of a file that holds `text`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "own.toml"
        path.write_text(text, encoding="utf-8")
        return side.Rules.load(path)


def filters(side, *lines):
    """`side.Rules.from_filter_list` of these lines."""
    return side.Rules.from_filter_list("\n".join([*lines, ""]))


def toml(value):
    """A value as TOML."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {toml(part)}" for key, part in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    # A string of JSON is one of TOML, but for this character.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def system(tier, *matches, **others):
    """A row of a file of rules."""
    fields = {"name": "x", "tier": tier, "match": list(matches), **others}
    return "\n[[system]]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in fields.items())


def table(name, **fields):
    """A table of a file of rules."""
    return f"\n[{name}]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in fields.items())
