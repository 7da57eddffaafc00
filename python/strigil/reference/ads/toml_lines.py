"""On which lines the keys of a TOML text stand: `tomllib` says what a text holds, but not where."""

import re
import tomllib
from collections import Counter

# The way to a value: keys, and places in arrays.
Path = tuple[str | int, ...]

SPACE = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:\\.|[^"\\])*"|'[^']*'""")
DOT = re.compile(r"[ \t]*\.[ \t]*")
SCALAR = re.compile(
    r'''"""(?:\\[\s\S]|[^\\])*?"{3,5}|\'\'\'[\s\S]*?'{3,5}|"(?:\\.|[^"\\])*"|'[^']*'|[^,\]}#\n]+''',
)


def lines_of(text: str) -> dict[Path, int]:
    r"""The line of each key, table and array element of `text`, which must be right TOML.

    >>> lines_of("a = 1\n[[b]]\nc = [\n  { d = 2 },\n]\n")[("b", 0, "c", 0, "d")]
    4
    """
    return Places(text).lines


class Places:
    """A walk through the statements of a TOML text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: dict[Path, int] = {}
        self.lengths = Counter[Path]()  # of the arrays of tables so far
        table: Path = ()
        position = self.skip(0)
        while position < len(text):
            if text[position] == "[":
                table, position = self.header(position)
            else:
                position = self.pair(table, position)
            position = self.skip(position)

    def skip(self, position: int) -> int:
        """The next place without white space or comment."""
        match = SPACE.match(self.text, position)
        return match.end() if match else position

    def note(self, path: Path, position: int) -> None:
        """Keeps the line of `position` for `path`, the first time."""
        self.lines.setdefault(path, self.text.count("\n", 0, position) + 1)

    def header(self, position: int) -> tuple[Path, int]:
        """Reads `[table]` or `[[table]]`; returns the way to it and where the header ends."""
        is_array = self.text.startswith("[[", position)
        keys, end = self.keys(self.skip(position + 1 + is_array))
        path: Path = ()
        for key in keys:
            path += (key,)
            if key is not keys[-1] or not is_array:
                path += (self.lengths[path] - 1,) if path in self.lengths else ()
        if is_array:
            self.note(path, position)
            self.lengths[path] += 1
            path += (self.lengths[path] - 1,)
        self.note(path, position)
        return path, self.text.index("]", end) + 1 + is_array

    def keys(self, position: int) -> tuple[list[str], int]:
        """Reads a key, dotted or not."""
        keys: list[str] = []
        while key := KEY.match(self.text, position):
            keys += tomllib.loads(f"{key[0]} = 0")
            position = key.end()
            if not (dot := DOT.match(self.text, position)):
                break
            position = dot.end()
        return keys, position

    def pair(self, table: Path, position: int) -> int:
        """Reads a key, `=` and a value."""
        keys, end = self.keys(position)
        for number in range(len(keys)):
            self.note((*table, *keys[: number + 1]), position)
        return self.value((*table, *keys), self.skip(self.text.index("=", end) + 1))

    def value(self, path: Path, position: int) -> int:
        """Reads a value; returns where it ends."""
        opening = self.text[position]
        if opening not in "[{":
            scalar = SCALAR.match(self.text, position)
            assert scalar, "the text is right TOML"
            return scalar.end()
        number = 0
        position = self.skip(position + 1)
        while self.text[position] not in "]}":
            if opening == "{":
                position = self.pair(path, position)
            else:
                self.note((*path, number), position)
                position = self.value((*path, number), position)
            number += 1
            position = self.skip(position)
            if self.text[position] == ",":
                position = self.skip(position + 1)
        return position + 1
