"""Which elements of a page are ads, by a real DOM: those that the vendor table or a filter list names.

The counterpart of what strigil decides in a stream; the table is its own, the reading of it and of the list is not.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from dom import UNRENDERED
from pages import unpacked
from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

NEVER = {"html", "head", "body", "main", "article", "h1"}
# Most visible characters of an element that may go.
CAPS = {"A": 2_000, "B": 120}
LIMIT = 65_536

HIDING = re.compile(r"(?P<domains>[^#\s|]*)(?P<kind>##|#@#)(?P<selector>[^+^\s].*)")
OTHER = re.compile(r"#@?[?$%]|##[+^]|#@#[+^]")
NAME = re.compile(r"[.#](?!\d|-\d)[\w-]+")


@dataclass(frozen=True)
class Element:
    """An element that is an ad, and by which system of the table, or which kind of rule of a list."""

    node: LexborNode
    system: str
    tier: str

    @property
    def sign(self) -> tuple[str, str | None, str | None]:
        """What it is recognised by before and after: the output of strigil is parsed anew."""
        return signature(self.node.tag, self.node.attributes)


def signature(tag: str, attributes: dict[str, str | None]) -> tuple[str, str | None, str | None]:
    return tag, attributes.get("id"), attributes.get("class")


def outermost(elements: Iterable[Element]) -> list[Element]:
    """Those that may go and lie in none of the others that may."""
    free = {element.node.mem_id: element for element in elements if element.node.tag not in NEVER}
    return [element for element in free.values() if not any(up.mem_id in free for up in ancestors(element.node))]


def ancestors(node: LexborNode) -> Iterable[LexborNode]:
    while (node := node.parent) is not None:
        yield node


def remove(nodes: Iterable[LexborNode]) -> None:
    """Takes nodes out of their tree, the deepest first: a node's children are freed with it."""
    for node in sorted(nodes, key=lambda node: -sum(1 for _ in ancestors(node))):
        node.decompose()


def why_it_stays(element: Element, unclosed: set) -> str:
    """The reason that the rules of the stage give for an element as it was in the page. Changes the tree."""
    node = element.node
    if node.tag in NEVER:
        return f"{node.tag} never goes"
    if element.sign in unclosed:
        return "not closed"
    if node.css_first("article, main, h1"):
        return "holds article, main or h1"
    if len(node.html.encode()) > LIMIT:
        return f"over {LIMIT:,} bytes"
    remove(hidden for hidden in node.css(", ".join(UNRENDERED)) if hidden.mem_id != node.mem_id)
    visible = len("".join(node.text().split()))
    cap = CAPS.get(element.tier)
    if cap is not None and visible > cap:
        return f"over {cap:,} visible characters"
    return "tier " + element.tier if cap is None else "unexplained"


# The vendor table


def glob(pattern: str) -> re.Pattern[str]:
    """`*` is any run of characters, `[0-9]` one digit."""
    parts = re.split(r"(\*|\[0-9\])", pattern)
    return re.compile("".join({"*": ".*", "[0-9]": "[0-9]"}.get(part, re.escape(part)) for part in parts), re.DOTALL)


@cache
def systems() -> list[tuple[str, str, dict]]:
    """Name, tier and conditions of all matches in the table."""
    table = tomllib.loads((files("strigil") / "rules" / "ads.toml").read_text("utf-8"))
    return [(row["name"], row["tier"], match) for row in table["system"] for match in row["match"]]


KNOWN = {"tag", "class", "id", "attr", "value", "host"}


def unknown_conditions() -> list[str]:
    """Conditions of the table that are not understood here: matches that have one are left out."""
    return sorted({key for _, _, match in systems() for key in match} - KNOWN)


@cache
def tests() -> list[tuple[str, str, dict[str, str | re.Pattern[str]]]]:
    globs = {"class", "id", "value", "host"}
    return [
        (name, tier, {key: glob(text) if key in globs else text for key, text in match.items()})
        for name, tier, match in systems()
        if match.keys() <= KNOWN
    ]


def matches(conditions: dict, tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether an element fulfils all conditions of a match.

    >>> matches({"tag": "ins", "class": glob("ads*")}, "ins", {"class": "wide adsbygoogle"})
    True
    """
    for key, wanted in conditions.items():
        if key == "tag":
            holds = tag == wanted
        elif key == "class":
            holds = any(wanted.fullmatch(token) for token in (attributes.get("class") or "").split())
        elif key == "id":
            holds = wanted.fullmatch(attributes.get("id") or "")
        elif key == "attr":
            holds = wanted in attributes
        elif key == "value":
            holds = wanted.fullmatch(attributes.get(conditions["attr"]) or "")
        else:
            holds = on(host(attributes.get("src")), wanted.pattern.replace("\\", ""))
        if not holds:
            return False
    return True


def vendor(tag: str, attributes: dict[str, str | None]) -> tuple[str, str] | None:
    """The system and the tier of an element."""
    return next(((name, tier) for name, tier, conditions in tests() if matches(conditions, tag, attributes)), None)


@cache
def candidates() -> str:
    """A selector for all elements that could match."""
    keys = {"class", "id"} | {match["attr"] for _, _, match in systems() if "attr" in match}
    keys |= {"src"} if any("host" in match for _, _, match in systems()) else set()
    tags = {match["tag"] for _, _, match in systems() if match.keys() == {"tag"}}
    return ", ".join(sorted(tags) + [f"[{key}]" for key in sorted(keys)])


def by_table(tree: LexborHTMLParser) -> list[Element]:
    """The elements that the table names."""
    found = {}
    for node in tree.css(candidates()):
        if node.mem_id not in found and (system := vendor(node.tag, node.attributes)):
            found[node.mem_id] = Element(node, *system)
    return list(found.values())


# Filter lists


@dataclass
class FilterList:
    """The element hiding rules of a list: selectors, with the domains where they hold and where they do not."""

    generic: dict[str, set[str]] = field(default_factory=dict)
    specific: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    exceptions: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    refused: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def selectors(self, url: str | None) -> set[str]:
        """What holds on the page with this URL; without one, the generic rules that have no exception anywhere."""
        if url is None:
            return {rule for rule, but in self.generic.items() if not but and rule not in self.exceptions}
        name = host(url)
        chosen = {rule for rule, but in self.generic.items() if not any(on(name, domain) for domain in but)}
        for domain in [*suffixes(name), *(f"{part}.*" for part in suffixes(name.rpartition(".")[0]))]:
            chosen |= self.specific.get(domain, set())
        return {rule for rule in chosen if not any(on(name, domain) for domain in self.exceptions.get(rule, ()))}


def host(url: str | None) -> str:
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""


def suffixes(name: str) -> list[str]:
    """A host and the domains that it belongs to.

    >>> suffixes("www.example.org")
    ['www.example.org', 'example.org', 'org']
    """
    parts = name.split(".")
    return [".".join(parts[at:]) for at in range(len(parts))]


def on(name: str, domain: str) -> bool:
    """Whether a host belongs to a domain; "" is every domain, and `example.*` is example under any suffix."""
    if domain.endswith(".*"):
        return bool(re.search(rf"(?:^|\.){re.escape(domain[:-1])}[^.]+(?:\.[^.]+)?$", name))
    return not domain or name == domain or name.endswith("." + domain)


@cache
def filter_list(path: Path) -> FilterList:
    """Reads a list. Rules that hide by more than CSS, and selectors that the CSS engine refuses, are counted."""
    rules = FilterList()
    compiles = LexborHTMLParser("<p>")
    for line in unpacked(path).decode("utf-8", "replace").splitlines():
        rule = None if line.startswith(("!", "[Adblock")) else HIDING.fullmatch(line.strip())
        if rule is None:
            if OTHER.search(line) and not line.startswith("!"):
                rules.refused["no CSS"] += 1
            continue
        domains = set(filter(None, rule["domains"].lower().split(",")))
        but = {domain[1:] for domain in domains if domain.startswith("~")}
        where = {domain for domain in domains if not domain.startswith("~")}
        selector = rule["selector"].strip()
        if rule["kind"] == "#@#":
            rules.exceptions[selector] |= where or {""}
        elif not NAME.fullmatch(selector) and not accepted(compiles, selector):
            rules.refused["refused by the CSS engine" + ("" if where else ", generic")] += 1
        elif where:
            if but:
                rules.exceptions[selector] |= but
            for domain in where:
                rules.specific[domain].add(selector)
        else:
            rules.generic[selector] = rules.generic.get(selector, set()) | but
    return rules


def accepted(tree: LexborHTMLParser, selector: str) -> bool:
    try:
        tree.css(selector)
    except (SelectolaxError, ValueError):
        return False
    return True


def by_list(tree: LexborHTMLParser, selectors: set[str]) -> list[Element]:
    """The elements that these selectors hide."""
    found = {}
    for node in tree.css("[class], [id]"):
        names = [f".{token}" for token in (node.attributes.get("class") or "").split()]
        names.append(f"#{node.attributes.get('id')}")
        if any(name in selectors for name in names):
            found[node.mem_id] = Element(node, "class or id", "A")
    for selector in selectors:
        if not NAME.fullmatch(selector):
            for node in tree.css(selector):
                found.setdefault(node.mem_id, Element(node, "other selectors", "A"))
    return list(found.values())
