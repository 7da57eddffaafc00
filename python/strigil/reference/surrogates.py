"""Lone surrogates: the cleaner's first step, and what `to_text` does with them."""

import re

SURROGATE = re.compile(r"[\ud800-\udfff]")


def replaced(text: str) -> str:
    """`text` with one U+FFFD for each lone surrogate."""
    return SURROGATE.sub("\ufffd", text)


def rejected(text: str) -> str:
    """`text`, or ValueError if it holds a lone surrogate."""
    if match := SURROGATE.search(text):
        raise ValueError(f"lone surrogate U+{ord(match[0]):04X} at position {match.start()}")
    return text
