"""Filter lists in Adblock syntax: what their lines say about elements (docs/reference/ads.md, section 4)."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from ..ascii import ascii_lower
from .hosts import Domains, is_at
from .selector_text import PROCEDURAL, folded, split
from .selectors import LeftOutError, Selector, parsed

SEPARATOR = re.compile(r"#(?P<exception>@)?(?P<kind>\$\?|[?$%])?#")
SWITCH = re.compile(r"@@\|\|(?P<host>.+?)\^\$(?P<options>.*)")
NETWORK = re.compile(r"[ /|]")

EVERYWHERE = Domains.read("")
GENERIC, SPECIFIC = "generic", "specific"
OPTIONS = {
    "generichide": {GENERIC},
    "ghide": {GENERIC},
    "specifichide": {SPECIFIC},
    "shide": {SPECIFIC},
    "elemhide": {GENERIC, SPECIFIC},
    "ehide": {GENERIC, SPECIFIC},
}


class Rule(NamedTuple):
    """A hiding rule. `text` is the form in which exceptions name it."""

    domains: Domains
    selector: Selector
    text: str

    @property
    def kind(self) -> str:
        """Whether the rule is for all hosts or some."""
        return GENERIC if self.domains.is_generic else SPECIFIC


class Exemption(NamedTuple):
    """An exception from the rules of a selector."""

    domains: Domains
    text: str


class Switch(NamedTuple):
    """A host where the rules of some kinds do not apply."""

    host: str
    kinds: frozenset[str]


@dataclass
class FilterList:
    """What a filter list says about elements, and why some of its selectors are left out."""

    rules: list[Rule] = field(default_factory=list[Rule])
    exemptions: list[Exemption] = field(default_factory=list[Exemption])
    switches: list[Switch] = field(default_factory=list[Switch])
    skipped: Counter[str] = field(default_factory=Counter[str])


@cache
def filter_list(text: str) -> FilterList:
    """Reads a filter list. There is no wrong one: what is no rule here is nothing."""
    found = FilterList()
    for line in re.split(r"[\n\r]", text):
        read_line(line.strip("\t\f "), found)
    return found


def read_line(line: str, found: FilterList) -> None:
    """Adds what a line says to what was found before."""
    if line.startswith("!") or (line.startswith("[") and line.endswith("]")):
        return
    separator = SEPARATOR.search(line)
    if separator and not NETWORK.search(line[: separator.start()]):
        read_rules(Domains.read(line[: separator.start()]), separator, line[separator.end() :], found)
    elif switch := SWITCH.fullmatch(line):
        options = switch["options"].split(",")
        kinds = frozenset[str]().union(*(OPTIONS.get(option, ()) for option in options))
        if not any(option.startswith("domain=") for option in options):
            found.switches.append(Switch(ascii_lower(switch["host"]), kinds))


def read_rules(domains: Domains, separator: re.Match[str], text: str, found: FilterList) -> None:
    """Adds the rules or exceptions of a line."""
    text = text.strip("\t\f ")
    if why := reason_for_line(separator["kind"], text):
        found.skipped[why] += 1
        return
    for selector in split(text):
        try:
            rule = Rule(domains, decided(selector, separator["kind"]), folded(selector))
        except LeftOutError as error:
            found.skipped[str(error)] += 1
            continue
        if separator["exception"]:
            found.exemptions.append(Exemption(domains, rule.text))
        else:
            found.rules.append(rule)


def decided(selector: str, kind: str | None) -> Selector:
    """The selector of a line of this kind of separator. Raises LeftOutError."""
    if kind == "?":
        raise LeftOutError(PROCEDURAL)
    return parsed(selector)


def reason_for_line(kind: str | None, text: str) -> str | None:
    """Why a line is left out as a whole, if it is."""
    if kind == "%" or text.startswith(("+js(", "script:inject(")):
        return "scriptlet"
    if text.startswith("^"):
        return "html filter"
    if kind in ("$", "$?") or ":style(" in text or ":remove(" in text or text.endswith("}"):
        return "style"
    return None


def applying(lists: tuple[FilterList, ...], host: str | None) -> Iterator[Selector]:
    """The selectors of the rules that apply to pages of `host`; None if it is not known."""
    exemptions = [exemption for found in lists for exemption in found.exemptions]
    exempt = {exemption.text for exemption in exemptions if host is None or exemption.domains.hold(host)}
    switches = [switch for found in lists for switch in found.switches if host and is_at(host, switch.host)]
    off = {kind for switch in switches for kind in switch.kinds}
    for rule in (rule for found in lists for rule in found.rules):
        is_here = rule.domains == EVERYWHERE if host is None else rule.domains.hold(host)
        if is_here and rule.kind not in off and rule.text not in exempt:
            yield rule.selector
