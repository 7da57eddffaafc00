"""The checks of arguments that all public functions share."""

from collections.abc import Collection


def checked_text(value: object, what: str = "text") -> str:
    """`value` as a plain `str`; TypeError for anything that is no `str`."""
    if not isinstance(value, str):
        raise TypeError(f"{what} must be str, not {type(value).__name__}")
    return str(value)


def checked_choice(value: object, choices: Collection[str | None], what: str) -> None:
    """ValueError, naming the choices, unless `value` is one of `choices`."""
    if not (value is None or isinstance(value, str)) or value not in choices:
        raise ValueError(f"{what} must be one of {', '.join(map(repr, choices))}, not {value!r}")
