"""Whether the start and end tags of a page pair, by the standard library's parser."""

import tomllib
from collections import Counter
from functools import lru_cache
from html.parser import HTMLParser
from importlib.resources import files

from ad_elements import signature

VOID = set(tomllib.loads((files("strigil") / "rules" / "elements.toml").read_text("utf-8"))["void"])
# The standard lets authors leave out the end tags of these.
OPTIONAL = {
    *("html", "head", "body", "p", "li", "dd", "dt", "option", "optgroup", "rb", "rt", "rtc", "rp"),
    *("caption", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th"),
}


class Balance(HTMLParser):
    """Elements that are not closed before their parent is, and end tags that close nothing."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple] = []
        self.unclosed: set[tuple] = set()
        self.faults: Counter[str] = Counter()
        self.feed(html)
        self.close()
        self.pop(0)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(signature(tag, dict(reversed(attributes))))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if "-" not in tag:
            self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        for at in range(len(self.open) - 1, -1, -1):
            if self.open[at][0] == tag:
                self.pop(at + 1)
                self.open.pop()
                return
        if tag not in VOID | OPTIONAL:
            self.faults[f"</{tag}>"] += 1

    def pop(self, at: int) -> None:
        for element in self.open[at:]:
            if element[0] not in OPTIONAL:
                self.unclosed.add(element)
                self.faults[f"<{element[0]}>"] += 1
        del self.open[at:]

    def __str__(self) -> str:
        found = ", ".join(f"{count} {tag}" for tag, count in sorted(self.faults.items()))
        return f"unpaired: {found}" if found else "well formed"


@lru_cache(1)
def balance(html: str) -> Balance:
    """The balance of a page: slow, so only pages with something to explain ask for it, and the last one is kept."""
    return Balance(html)
