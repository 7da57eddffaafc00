"""Case and white space of ASCII, which are those of markup."""

import re

WHITE_SPACE = "\t\n\f\r "


def ascii_lower(text: str) -> str:
    """`text` with its ASCII letters in lower case."""
    return re.sub("[A-Z]+", lambda match: match[0].lower(), text)


def tokens(text: str) -> list[str]:
    """What stands between ASCII white space."""
    return re.findall(f"[^{WHITE_SPACE}]+", text)
