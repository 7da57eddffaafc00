"""Tables of a file of rules, which know where they stand."""

from collections.abc import Sequence
from typing import Any, cast

from ..ascii import ascii_lower
from .toml_lines import Path


class Table:
    """A table of a file of rules, and where it stands."""

    def __init__(self, file: str, lines: dict[Path, int], path: Path, content: object) -> None:
        self.file = file
        self.lines = lines
        self.path = path
        if not isinstance(content, dict):
            raise self.error("", f"{path[-2:][0]} must be a table")
        self.content = cast("dict[str, Any]", content)

    def error(self, key: str, message: str) -> ValueError:
        """An error in the value of `key`, or in the table itself."""
        line = self.lines.get((*self.path, key)) or self.lines.get(self.path, 1)
        return ValueError(f"{self.file}, line {line}: {message}")

    def allow(self, keys: tuple[str, ...]) -> None:
        """Raises ValueError for a key that is none of `keys`."""
        for key in self.content:
            if key not in keys:
                raise self.error(key, f"{key} is no key here; there are {', '.join(keys)}")

    def string(self, key: str) -> str:
        """The string of `key`, which must be there and not be empty."""
        if key not in self.content:
            raise self.error(key, f"{key} is missing")
        return self.checked(key, self.content[key])

    def checked(self, key: str, value: object) -> str:
        """`value` of `key` as a string that is not empty."""
        if not isinstance(value, str):
            raise self.error(key, f"{key} must be a string")
        if not value and key != "value":
            raise self.error(key, f"{key} must not be empty")
        return value

    def lower_case(self, key: str, value: str) -> str:
        """`value` of `key`, which must have no capital."""
        if value != ascii_lower(value):
            raise self.error(key, f"{key} must be in lower case, not {value!r}")
        return value

    def pattern(self, key: str, value: str) -> None:
        """Raises ValueError if `value` of `key` is no pattern."""
        if "[" in value.replace("[0-9]", ""):
            raise self.error(key, f"{key} may have [ only in [0-9], not {value!r}")

    def strings(self, key: str) -> tuple[str, ...]:
        """The strings of the list `key`, which may be absent."""
        return tuple(self.checked(key, value) for value in self.list(key))

    def tables(self, key: str) -> list["Table"]:
        """The tables of the list `key`, which may be absent."""
        places = enumerate(self.list(key))
        return [Table(self.file, self.lines, (*self.path, key, number), content) for number, content in places]

    def list(self, key: str) -> Sequence[object]:
        """The list `key`, which may be absent."""
        values: object = self.content.get(key, [])
        if not isinstance(values, list):
            raise self.error(key, f"{key} must be a list")
        return cast("Sequence[object]", values)
