"""The checks of arguments that all public functions share."""

from collections.abc import Collection, Iterable
from typing import TypeVar, cast

Text = TypeVar("Text")


def checked_text(value: object, what: str = "text") -> str:
    """`value` as a plain `str`; TypeError for anything that is no `str`."""
    if not isinstance(value, str):
        raise TypeError(f"{what} must be str, not {type(value).__name__}")
    return str(value)


def bytes_of(value: object) -> bytes | None:
    """The bytes of a row of bytes (`bytes`, `bytearray`, `memoryview` and other buffers); None for anything else."""
    try:
        view = memoryview(cast("bytes", value))
    except TypeError:
        return None
    return view.tobytes() if view.ndim == 1 and view.format in ("B", "b", "c") else None


def checked_texts(value: Iterable[Text]) -> Iterable[Text]:
    """`value` itself; TypeError if it is one text and not many."""
    if isinstance(value, str) or bytes_of(value) is not None:
        raise TypeError(f"texts must be an iterable of texts, not {type(value).__name__}")
    return value


def checked_urls(value: Iterable[str | None]) -> Iterable[str | None]:
    """`value` itself; TypeError if it is one url and not many."""
    if isinstance(value, str):
        raise TypeError("urls must be an iterable of urls, not str")
    return value


def checked_choice(value: object, choices: Collection[str | None], what: str) -> None:
    """ValueError, naming the choices, unless `value` is one of `choices`."""
    if not (value is None or isinstance(value, str)) or value not in choices:
        raise ValueError(f"{what} must be one of {', '.join(map(repr, choices))}, not {value!r}")


def checked_levels(value: object) -> None:
    """ValueError unless `value` says how often references are decoded."""
    is_number = isinstance(value, int) and 1 <= value <= 255
    if not is_number and not (isinstance(value, str) and value == "auto"):
        raise ValueError(f'levels must be "auto" or a whole number from 1 to 255, not {value!r}')


def checked_blank_lines(value: object) -> None:
    """ValueError unless `value` says how many blank lines stay."""
    if not (isinstance(value, int) and 0 <= value <= 255):
        raise ValueError(f"max_blank_lines must be a whole number from 0 to 255, not {value!r}")


def checked_flag(value: object, what: str) -> None:
    """ValueError, naming the choices, unless `value` is True or False."""
    if not isinstance(value, bool):
        raise ValueError(f"{what} must be one of True, False, not {value!r}")  # noqa: TRY004 - as every other option


def checked_threads(value: object) -> None:
    """ValueError unless `value` is a number of threads."""
    if not (isinstance(value, int) and value >= 1):
        raise ValueError(f"threads must be a whole number from 1 on, not {value!r}")
