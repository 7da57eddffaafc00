"""What says besides its name that an element is an ad (docs/reference/ads.md, section 3)."""

from enum import IntEnum

from ..ascii import ascii_lower, tokens
from .hosts import are_one_site, host_of_src
from .tags import StartTag


class Sign(IntEnum):
    """A second sign; none, or a weak or a strong one."""

    NONE = 0
    WEAK = 1
    STRONG = 2


def sign_of(tag: StartTag, own_host: str) -> Sign:
    """The sign that a start tag is. `own_host` is that of its page, empty if it is not known."""
    if tag.name == "iframe":
        return Sign.STRONG
    if tag.name == "script" and not ascii_lower(tag.attributes.get("type", "")).endswith("json"):
        return Sign.STRONG
    host = host_of_src(tag.attributes.get("href", "")) if tag.name in ("a", "area") else ""
    return Sign.WEAK if host and not (own_host and are_one_site(host, own_host)) else Sign.NONE


def own_host_of(tag: StartTag) -> str:
    """The host of its page, as a start tag says it; empty if it does not."""
    is_canonical = tag.name == "link" and "canonical" in tokens(ascii_lower(tag.attributes.get("rel", "")))
    return host_of_src(tag.attributes.get("href", "")) if tag.name == "base" or is_canonical else ""
