"""What general names remove, as a list for a person to read: elements with words in them.

    python benches/names.py FOLDER > before.txt          what goes by a general name alone, each different element once
    python benches/names.py FOLDER --again before.txt    the same elements: do they still go?

Each line is a page, the number of the start tag in it, the element, and its text; elements are different if their tag,
class or id is. Lines come in the same order each time, one that means nothing: the first 150 are a sample.
"""

import argparse
import hashlib
import os
import re
from functools import partial
from pathlib import Path
from typing import NamedTuple

import dom
import pages
from pages import Page
from selectolax.lexbor import LexborNode

import strigil

START = re.compile(r"<[a-zA-Z][^\s/>]*")
NUMBER = re.compile(r"data-strigil-number=(\d+)")
WITHOUT_NAMES = strigil.Rules(names=False)
LONGEST = 160


class Gone(NamedTuple):
    """An element that went, by the number of its start tag in its page."""

    page: str
    number: int
    sign: str
    text: str

    @property
    def line(self) -> str:
        return "\t".join(map(str, self))


def numbered(html: str) -> str:
    """The page with a number in each start tag, by which it is known before and after."""
    numbers = iter(range(len(html)))
    return START.sub(lambda start: f"{start[0]} data-strigil-number={next(numbers)} ", html)


def numbers(html: str) -> set[int]:
    return {int(number) for number in NUMBER.findall(html)}


def gone(page: Page) -> list[Gone]:
    """The elements with words that go by a general name alone, without those that lie in one."""
    html = numbered(page.read())
    without = numbers(strigil.strip_ads(html, rules=WITHOUT_NAMES))
    named = without - numbers(strigil.strip_ads(html))
    found = [node for node in dom.parse(html).css("[data-strigil-number]") if number(node) in named]
    outer = [node for node in found if not (node.parent and number(node.parent) in named)]
    read = [
        Gone(page.name, number(node), sign(node), " ".join(strigil.to_text(node.html or "").split())) for node in outer
    ]
    return [one for one in read if one.text]


def number(node: LexborNode) -> int:
    return int(node.attributes.get("data-strigil-number") or -1)


def sign(node: LexborNode) -> str:
    attributes = node.attributes
    names = (f'{name}="{" ".join(value.split())}"' for name in ("class", "id") if (value := attributes.get(name)))
    return " ".join([node.tag, *names])


def different(elements: list[Gone]) -> list[Gone]:
    """The first of each sign, in an order that means nothing."""
    first = {one.sign: one for one in reversed(elements)}
    return sorted(first.values(), key=lambda one: hashlib.sha256(one.sign.encode()).digest())


def still_goes(lines: list[str], page: Page) -> dict[str, bool]:
    """Of lines of an earlier run that are of this page, whether the element still goes."""
    left = numbers(strigil.strip_ads(numbered(page.read())))
    return {line: int(line.split("\t")[1]) not in left for line in lines if line.split("\t")[0] == page.name}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--again", type=Path, help="the output of an earlier run")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    options = parser.parse_args()

    chosen = pages.load(options.folder)
    if options.again:
        lines = options.again.read_text(encoding="utf-8").splitlines()
        of_pages = {line.split("\t")[0] for line in lines}
        chosen = [page for page in chosen if page.name in of_pages]
        goes = {}
        for some in pages.over(partial(still_goes, lines), chosen, options.jobs):
            goes |= some
        for line in lines:
            print("goes " if goes[line] else "stays", line, sep="\t")
        return
    for one in different([one for some in pages.over(gone, chosen, options.jobs) for one in some]):
        print(one._replace(text=one.text[:LONGEST]).line)


if __name__ == "__main__":
    main()
