"""What `strip_ads` does to real pages: article words lost, ad containers found, cut pages.

    python benches/ads.py FOLDER [--sample 200] [--jobs 2] [--list easylist.txt] [--cuts [--every 997]]

FOLDER is described in `pages.py`. Where people marked the article, its words that stand in a page before and not after
are lost: looked for in the text by lexbor's DOM and by `strigil.to_text`. The containers are the elements that lexbor's
DOM finds by the vendor table, and with `--list` (plain or gzip) by a filter list in Adblock syntax, without and with
the URL of the page; of a list only the hiding rules are read. Counted are the outermost ones. With `--cuts` each page
is cut at every so many bytes: the marked words that the cut holds, and that `strip_ads` of the whole page keeps, must
stay.
"""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from pathlib import Path

import ad_elements
import containers
import dom
import pages
from balance import balance
from containers import Containers
from pages import Page

import strigil


@dataclass
class Examined:
    """What was seen on one page."""

    page: str
    bytes: tuple[int, int]
    subsequence: bool
    marked: int = 0
    before: dict[str, int] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    lost: dict[str, list[str]] = field(default_factory=dict)
    balance: str = ""
    containers: Containers = field(default_factory=Containers)
    more: list[str] = field(default_factory=list)
    less: list[str] = field(default_factory=list)


TEXTS: dict[str, Callable[[str], str]] = {
    "lexbor": lambda html: dom.text(dom.parse(html)),
    "to_text": strigil.to_text,
}


def examine(page: Page) -> Examined:
    html = page.read()
    output = strigil.strip_ads(html)
    rest = iter(html)
    part = output == html or all(char in rest for char in output)
    seen = Examined(page.name, (len(html.encode()), len(output.encode())), part)
    read_article(seen, [pages.words(passage) for passage in page.article], html, output)
    left = dom.parse(output)
    signs = Counter(element.sign for element in ad_elements.by_table(left))
    seen.containers = containers.compare(ad_elements.by_table(dom.parse(html)), signs, html)
    if output != html:
        without = dom.parse(html)
        ad_elements.remove(containers.gone(ad_elements.by_table(without), signs))
        wanted, given = (Counter(pages.words(dom.text(tree))) for tree in (without, left))
        seen.more, seen.less = list((given - wanted).elements()), list((wanted - given).elements())
    if seen.more or seen.less or seen.unread or any(seen.lost.values()):
        seen.balance = str(balance(html))
    return seen


def read_article(seen: Examined, passages: list[list[str]], html: str, output: str) -> None:
    """Looks for the marked passages in the text of a page before and after."""
    seen.marked = sum(map(len, passages))
    stood = {}
    for name, text in TEXTS.items() if passages else ():
        before = pages.stretches(text(html))
        after = before if output == html else pages.stretches(text(output))
        stood[name] = [pages.standing(passage, before) for passage in passages]
        stands = [pages.standing(passage, after) for passage in passages]
        seen.before[name] = sum(map(len, stood[name]))
        seen.lost[name] = missing(passages, stood[name], stands)
    if passages:
        seen.unread = missing(passages, stood["lexbor"], stood["to_text"])


def missing(passages: list[list[str]], before: list[set[int]], after: list[set[int]]) -> list[str]:
    """The words of the passages that are in the one and not in the other, those that follow one another as one text."""
    return [run for words, a, b in zip(passages, before, after, strict=True) for run in runs(words, a - b)]


def runs(passage: list[str], indices: set[int]) -> list[str]:
    """The words at these indices, those that follow one another as one text.

    >>> runs(["tea", "at", "noon", "or", "later"], {0, 3, 4})
    ['tea', 'or later']
    """
    parts = groupby(enumerate(sorted(indices)), lambda pair: pair[1] - pair[0])
    return [" ".join(passage[index] for _, index in part) for _, part in parts]


def cut(every: int, page: Page) -> tuple[int, list[tuple[int, str]]]:
    """How many cuts were made, and the marked words that a cut lost, by its place."""
    html = page.read()
    passages = [pages.words(passage) for passage in page.article]
    if not passages:
        return 0, []
    data, text = html.encode(), TEXTS["lexbor"]
    whole = pages.stretches(text(strigil.strip_ads(html)))
    kept = [pages.standing(passage, whole) for passage in passages]
    lost = []
    places = range(every, len(data), every)
    for place in places:
        part = data[:place].decode("utf-8", "ignore")
        output = strigil.strip_ads(part)
        if output == part:
            continue
        before, after = pages.stretches(text(part)), pages.stretches(text(output))
        stood = [keep & pages.standing(passage, before) for passage, keep in zip(passages, kept, strict=True)]
        stands = [pages.standing(passage, after) for passage in passages]
        lost += [(place, run) for run in missing(passages, stood, stands)]
    return len(places), lost


def print_examined(seen: list[Examined]) -> None:
    size, left = (sum(one.bytes[side] for one in seen) for side in (0, 1))
    changed = sum(one.bytes[0] != one.bytes[1] for one in seen)
    print(f"{len(seen):,} pages, {size:,} bytes; {changed:,} pages changed, {size - left:,} bytes removed")
    wrong = [one.page for one in seen if not one.subsequence]
    print(f"output that is not its input minus something: {len(wrong)} pages {' '.join(wrong)}\n")
    if any(one.marked for one in seen):
        print_lost(seen)
    total = Containers()
    for one in seen:
        total.add(one.containers)
    print("## Containers of the vendor table\n")
    containers.print_containers(total)
    print("## Text beside that of a DOM without the containers that went\n")
    rows = [
        (one.page, one.balance, len(one.more), shown(one.more), len(one.less), shown(one.less))
        for one in seen
        if one.more or one.less
    ]
    print(f"the same on {len(seen) - len(rows):,} pages, not on {len(rows):,}\n")
    pages.table(rows, ["page", "markup", "words more", "which", "words less", "which"])


def print_lost(seen: list[Examined]) -> None:
    print("## Words of the marked article text\n")
    rows = []
    for name in TEXTS:
        before = sum(one.before.get(name, 0) for one in seen)
        lost = sum(len(run.split()) for one in seen for run in one.lost.get(name, ()))
        number = sum(bool(one.lost.get(name)) for one in seen)
        rows.append((name, sum(one.marked for one in seen), before, lost, pages.percent(lost, before), number))
    pages.table(rows, ["text by", "marked", "in the page", "lost", "share", "pages with losses"])
    for one in seen:
        for name, runs in one.lost.items():
            print_words(one, name, runs)
    print("Words that are in the text by lexbor and not in the text by to_text, ads or no ads:", end=" ")
    print(f"{sum(len(run.split()) for one in seen for run in one.unread):,}\n")
    for one in seen:
        print_words(one, "not in to_text", one.unread)


def print_words(one: Examined, what: str, runs: list[str]) -> None:
    if runs:
        print(f"{one.page}, {what}; {one.balance}")
        for run in runs:
            print(f"    {run}")
        print()


def shown(words: list[str], most: int = 12) -> str:
    return " ".join(words[:most]) + (" …" if len(words) > most else "")


def print_cuts(every: int, chosen: list[Page], results: list[tuple[int, list[tuple[int, str]]]]) -> None:
    made = sum(number for number, _ in results)
    losing = sum(len({place for place, _ in lost}) for _, lost in results)
    print(
        f"## Cut at every {every}th byte\n\n{made:,} cuts of {sum(number > 0 for number, _ in results):,} pages;",
        end=" ",
    )
    print(f"{losing:,} cuts lost marked words\n")
    for page, (_, lost) in zip(chosen, results, strict=True):
        for run, cuts in groupby(sorted(lost, key=lambda pair: pair[1]), lambda pair: pair[1]):
            places = [place for place, _ in cuts]
            print(f"{page.name}: {len(places):,} cuts, the first at {places[0]:,}: {run}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, help="so many pages, the same ones each time")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument("--list", type=Path, help="a filter list")
    parser.add_argument("--cuts", action="store_true", help="only cut pages")
    parser.add_argument("--every", type=int, default=997, help="bytes from cut to cut")
    options = parser.parse_args()

    chosen = pages.load(options.folder, options.sample)
    pages.heading(["selectolax"])
    for condition in ad_elements.unknown_conditions():
        print(f"the vendor table has a condition {condition!r} that is unknown here: its matches are left out")
    if options.cuts:
        print_cuts(options.every, chosen, list(pages.over(partial(cut, options.every), chosen, options.jobs)))
        return
    print_examined(list(pages.over(examine, chosen, options.jobs)))
    if options.list and not hasattr(strigil, "Rules"):
        sys.exit("this strigil has no Rules: the list is left out")
    if options.list:
        containers.print_list(
            options.list, list(pages.over(partial(containers.by_list, options.list), chosen, options.jobs))
        )


if __name__ == "__main__":
    main()
