"""Ad containers of pages, and which of them strigil leaves: those of its own table, or of a filter list."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import ad_elements
import dom
import pages
from ad_elements import Element
from balance import balance
from pages import Page
from selectolax.lexbor import LexborNode

import strigil


@dataclass
class Containers:
    """Ad containers of a page: by system and tier, those that went, and those that stay by reason."""

    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    gone: Counter[tuple[str, str]] = field(default_factory=Counter)
    stay: Counter[tuple[str, str, str]] = field(default_factory=Counter)

    def add(self, other: "Containers") -> None:
        self.found += other.found
        self.gone += other.gone
        self.stay += other.stay


def gone(elements: list[Element], left: Counter[tuple]) -> list[LexborNode]:
    """The elements beyond those that are left."""
    left = left.copy()
    left.subtract(element.sign for element in elements)
    surplus = -left
    nodes = []
    for element in elements:
        if surplus[element.sign] > 0:
            surplus[element.sign] -= 1
            nodes.append(element.node)
    return nodes


def compare(before: list[Element], after: Counter[tuple], html: str) -> Containers:
    """Outermost containers of a page, beside the signs of all that are left."""
    result = Containers()
    left = after.copy()
    for element in ad_elements.outermost(before):
        kind = element.system, element.tier
        result.found[kind] += 1
        left[element.sign] -= 1
        if left[element.sign] < 0:
            result.gone[kind] += 1
        else:
            result.stay[*kind, ad_elements.why_it_stays(element, balance(html).unclosed)] += 1
    return result


def by_list(path: Path, page: Page) -> list[Containers]:
    """The containers that a filter list names, without and with the URL of the page."""
    html = page.read()
    results = []
    for url in (None, page.url) if page.url else (None,):
        selectors = ad_elements.filter_list(path).selectors(url)
        output = strigil.strip_ads(html, rules=strigil_rules(path), url=url)
        left = Counter(element.sign for element in ad_elements.by_list(dom.parse(output), selectors))
        results.append(compare(ad_elements.by_list(dom.parse(html), selectors), left, html))
    return results


@cache
def strigil_rules(path: Path) -> object:
    return strigil.Rules.from_filter_list(pages.unpacked(path).decode("utf-8", "replace"))


def print_containers(total: Containers) -> None:
    rows = [
        (*key, found, total.gone[key], pages.percent(total.gone[key], found), reasons(total, key))
        for key, found in sorted(total.found.items(), key=lambda item: -item[1])
    ]
    found, gone = total.found.total(), total.gone.total()
    rows.append(("all", "", found, gone, pages.percent(gone, found), ""))
    pages.table(rows, ["system", "tier", "in the DOM", "gone", "share", "stay, and why"])


def reasons(total: Containers, key: tuple[str, str]) -> str:
    found = {why: count for (*system, why), count in total.stay.items() if tuple(system) == key}
    return ", ".join(f"{count} {why}" for why, count in sorted(found.items()))


def print_list(path: Path, results: list[list[Containers]]) -> None:
    rules = ad_elements.filter_list(path)
    print(f"## Containers of {path.name}\n")
    print(
        f"{len(rules.generic):,} generic rules, {len(rules.selectors(None)):,} of them without any exception;", end=" "
    )
    print(f"site rules for {len(rules.specific):,} domains")
    print(f"left out by this script: {dict(rules.refused)}; skipped by strigil: {strigil_rules(path).skipped}\n")
    for which, name in enumerate(("Without a URL", "With the URL")):
        total = Containers()
        for result in results:
            for containers in result[which : which + 1]:
                total.add(containers)
        print(f"{name}: {sum(len(result) > which for result in results):,} pages\n")
        print_containers(total)
