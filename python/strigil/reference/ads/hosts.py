"""Hosts: of the `src` of an element, of a page, and in the domains of a rule (docs/reference/ads.md, 1 and 4)."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..ascii import ascii_lower

SRC = re.compile(r"[\t\n\f\r ]*(?:https?:)?//(?P<authority>[^/?#\\]*)", re.ASCII | re.IGNORECASE)
URL = re.compile(r"[\t\n\f\r ]*(?:(?:[a-z][a-z0-9+.-]*:)?//)?(?P<authority>[^/?#\\]*)", re.ASCII | re.IGNORECASE)


class Domains(NamedTuple):
    """Where a rule applies: the names before it, those with `~` apart."""

    named: frozenset[str]
    excluded: frozenset[str]

    @classmethod
    def read(cls, text: str) -> "Domains":
        """The domains of a line, from what stands before its separator."""
        names = [name for name in ascii_lower(text).split(",") if name.strip("~")]
        excluded = frozenset(name[1:] for name in names if name.startswith("~"))
        return cls(frozenset(name for name in names if not name.startswith("~")), excluded)

    @property
    def is_generic(self) -> bool:
        """Whether the rule is for all hosts but those that are excluded."""
        return not self.named

    def hold(self, host: str) -> bool:
        """Whether the rule is for pages of `host`."""
        for name in with_parents(host):
            if names(self.excluded, name):
                return False
            if names(self.named, name):
                return True
        return self.is_generic


def names(patterns: frozenset[str], name: str) -> bool:
    """Whether a host or parent is one of `patterns`, which may end in `.*`."""
    labels = name.split(".")
    wild = (".".join([*labels[:-ending], "*"]) for ending in (1, 2) if ending < len(labels))
    return name in patterns or any(pattern in patterns for pattern in wild)


def with_parents(host: str) -> Iterator[str]:
    """`host`, its parent, its parent's parent and so on."""
    while host:
        yield host
        host = host.partition(".")[2]


def is_at(host: str, domain: str) -> bool:
    """Whether `host` is `domain` or lies below it."""
    return domain in with_parents(host)


def are_one_site(a: str, b: str) -> bool:
    """Whether two hosts are the same, or one is below the other. A `www.` at their start does not count."""
    a, b = a.removeprefix("www."), b.removeprefix("www.")
    return is_at(a, b) or is_at(b, a)


def host_of_src(src: str) -> str:
    """The host of an element's `src`; empty if it names none."""
    match = SRC.match(src)
    return host_in(match["authority"]) if match else ""


def host_of_url(url: str) -> str:
    """The host of a page; empty if `url` names none."""
    match = URL.match(url)
    assert match, "the pattern matches the empty text too"
    return host_in(match["authority"])


def host_in(authority: str) -> str:
    """The host without user and port, in lower case."""
    return ascii_lower(authority.rpartition("@")[2].partition(":")[0])
