"""Whether a start tag fits a row (docs/reference/ads.md, 1 and 2)."""

import re
from functools import cache

from .hosts import host_of_src, is_at
from .rows import Match
from .tags import StartTag, class_tokens


def matches(match: Match, tag: StartTag) -> bool:
    """Whether all conditions of `match` hold for a start tag."""
    attributes = tag.attributes
    return (
        (match.tag is None or match.tag == tag.name)
        and (match.class_ is None or any(fits(match.class_, name) for name in class_tokens(tag)))
        and (match.id is None or ("id" in attributes and fits(match.id, attributes["id"])))
        and (match.attr is None or match.attr in attributes)
        and (match.value is None or fits(match.value, attributes[match.attr or ""]))
        and (match.host is None or is_at(host_of_src(attributes.get("src", "")), match.host))
    )


def fits(pattern: str, value: str) -> bool:
    """Whether `value` fits a pattern where `*` stands for any characters and `[0-9]` for a digit."""
    return expression(pattern).fullmatch(value) is not None


@cache
def expression(pattern: str) -> re.Pattern[str]:
    """A pattern as a regular expression."""
    first, *others = (re.escape(part).replace(r"\[0\-9\]", "[0-9]") for part in pattern.split("*"))
    if not others:
        return re.compile(first)
    # The first place where a part fits is as good as any other: no need to come back to it.
    middle = "".join(rf"(?>[\s\S]*?{part})" for part in others[:-1])
    return re.compile(rf"{first}{middle}[\s\S]*{others[-1]}")
