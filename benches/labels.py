"""What the label stages do to texts: labels that go and stay, what goes and is no label, documents that filters keep.

    python benches/labels.py FOLDER_OR_FILE... [--prose] [--sample 200] [--jobs 2] [--level strict]

A folder of pages is described in `pages.py`: the texts are what extractors make of the pages, and the human-marked
articles. A file is JSON Lines (plain or gzip) of objects with a `text` or a `line`, or a text file; a folder without
pages is a folder of such files. Texts before and after are `strigil.clean(text, "text")`, without and with its labels.
What a label is, `label_words.py` says, not strigil. Of articles, and with `--prose` of the files, all that goes is
listed: nothing that a writer wrote should be there. The filters, of datatrove, are those that count repeated and short
lines; they are asked about the texts in which a label went.
"""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path

import extractors
import label_words
import pages
import quality
from pages import Page

import strigil

PROSE = "prose"
CUES = ("beside a label", "beside a call to action", "repeated", "no cue")


@dataclass(frozen=True)
class Document:
    """A text, and by what it was made."""

    name: str
    maker: str
    text: str


@dataclass
class Seen:
    """What was seen in one text."""

    document: str
    maker: str
    before: Counter[tuple[str, str]] = field(default_factory=Counter)
    stay: Counter[tuple[str, str]] = field(default_factory=Counter)
    sure: list[tuple[str, str]] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)
    kept: list[dict[str, bool]] = field(default_factory=list)


def examine(level: str, document: Document) -> Seen:
    text = strigil.clean(document.text, "text", labels=None)
    output = strigil.clean(document.text, "text", labels=level)
    seen = Seen(document.name, document.maker, labels(text))
    after = Counter(label_words.core(line) for line in output.split("\n"))
    for (kind, core), number in seen.before.items():
        seen.stay[kind, core] = min(number, after[core])
        after[core] -= seen.stay[kind, core]
    left = [line for line in output.split("\n") if line.strip()]
    seen.sure = [
        (line, context(left, at)) for at, line in enumerate(left) if label_words.kind(line) not in {None, "L1"}
    ]
    if text != output:
        seen.removed = list(removed(text, output))
        if document.maker != PROSE:
            seen.kept = [quality.kept(one) for one in (document.text, text, output)]
    return seen


def labels(text: str) -> Counter[tuple[str, str]]:
    r"""The label lines of a text: their kind, of those that need a cue the cue, and their words.

    >>> dict(labels("Tea\nAd\nBuy now\nCake\nAdvertisement"))
    {('L1, beside a call to action', 'Ad'): 1, ('L0', 'Advertisement'): 1}
    """
    lines = [line for line in text.split("\n") if line.strip()]
    kinds = [label_words.kind(line) for line in lines]
    cores = [label_words.core(line) if kind else "" for line, kind in zip(lines, kinds, strict=True)]
    number = Counter(cores)
    found: Counter[tuple[str, str]] = Counter()
    for at, kind in enumerate(kinds):
        if kind == "L1":
            around = [index for index in (at - 1, at + 1) if 0 <= index < len(lines)]
            cues = (
                any(kinds[index] not in {None, "L1"} for index in around),
                any(label_words.is_call(lines[index]) for index in around),
                number[cores[at]] > 1,
                True,
            )
            found[f"L1, {CUES[cues.index(True)]}", cores[at]] += 1
        elif kind:
            found[kind, cores[at]] += 1
    return found


def removed(before: str, after: str) -> Iterator[tuple[str, str]]:
    r"""What went, and where: whole lines, or words of a line.

    >>> list(removed("Tea\nAD\nat noon. AD\nCake", "Tea\nat noon.\nCake"))
    [('AD', 'Tea ⏎ [AD] ⏎ at noon. AD'), ('AD', 'at noon. [AD]')]
    """
    lines, left = ([line for line in text.split("\n") if line.strip()] for text in (before, after))
    at = 0
    for index, line in enumerate(lines):
        rest = left[at] if at < len(left) else None
        if line == rest:
            at += 1
        elif rest is not None and rest.split() and is_part(rest.split(), line.split()):
            at += 1
            yield from removed_words(line, rest)
        else:
            yield line, context(lines, index)


def is_part(words: list[str], line: list[str]) -> bool:
    """Whether the words stand in the line in this order, and are at least half of it."""
    rest = iter(line)
    return len(words) * 2 >= len(line) and all(word in rest for word in words)


def removed_words(line: str, rest: str) -> Iterator[tuple[str, str]]:
    words, left = line.split(), rest.split()
    for what, a, b, _, _ in SequenceMatcher(None, words, left, autojunk=False).get_opcodes():
        if what != "equal":
            gone = " ".join(words[a:b])
            yield gone, " ".join([*words[max(0, a - 8) : a], f"[{gone}]", *words[b : b + 8]])


def context(lines: list[str], index: int) -> str:
    """A line between the ends of its neighbours."""
    before = [lines[index - 1][-60:]] if index else []
    return " ⏎ ".join([*before, f"[{lines[index]}]", *(line[:60] for line in lines[index + 1 : index + 2])])


def texts(page: Page) -> Iterator[Document]:
    """What the extractors make of a page, and its marked article."""
    html = page.read()
    for maker, extract in extractors.extractors().items():
        try:
            text = extract(html, page.lang)
        except Exception as problem:  # noqa: BLE001
            print(f"{page.name}: {maker} raised {problem!r}", file=sys.stderr)
        else:
            yield Document(page.name, maker, text)
    if page.article:
        yield Document(page.name, PROSE, "\n".join(page.article))


def examine_page(level: str, page: Page) -> list[Seen]:
    return [examine(level, document) for document in texts(page)]


def documents(path: Path, maker: str) -> Iterator[Document]:
    """The texts of a file, or of the files of a folder."""
    if path.is_dir():
        for child in sorted(child for child in path.rglob("*") if child.is_file()):
            yield from documents(child, maker)
    elif ".jsonl" in path.suffixes:
        for number, record in enumerate(pages.records(path), 1):
            yield Document(f"{path.name}:{number}", maker, record.get("text") or record.get("line") or "")
    else:
        yield Document(path.name, maker, pages.unpacked(path).decode("utf-8", "replace"))


def has_pages(path: Path) -> bool:
    return path.is_dir() and ((path / "manifest.json").exists() or any(path.rglob("*.htm*")))


def print_labels(seen: list[Seen]) -> None:
    print("## Label lines\n")
    before: Counter[tuple[str, str]] = Counter()
    stay: Counter[tuple[str, str]] = Counter()
    lines: Counter[tuple[str, str]] = Counter()
    for one in seen:
        for (kind, words), number in one.before.items():
            before[one.maker, kind] += number
            stay[one.maker, kind] += one.stay[kind, words]
            lines[kind, words] += one.stay[kind, words]
    rows = [(*key, number, number - stay[key], stay[key]) for key, number in sorted(before.items())]
    pages.table(rows, ["text by", "label", "before", "went", "stay"])
    for kind in sorted({kind for kind, _ in lines}):
        most = [(words, number) for (of, words), number in lines.most_common() if of == kind and number][:30]
        print(f"{kind}, those that stay:", ", ".join(f"{words} {number:,}" for words, number in most) or "none", "\n")


def is_label(what: str) -> bool:
    return label_words.kind(what) is not None or label_words.is_call(what)


def print_lines(title: str, lines: Iterable[tuple[str, str, str]]) -> None:
    """Lists lines or words, the text where each was first seen, and the place in it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for document, what, where in lines:
        found.setdefault(what, []).append((document, where))
    print(f"## {title}\n")
    print(f"{sum(map(len, found.values())):,} times, {len(found):,} different lines or words\n")
    rows = [
        (what, label_words.kind(what) or "–", len(places), *places[0])
        for what, places in sorted(found.items(), key=lambda item: -len(item[1]))
    ]
    pages.table(rows, ["what", "label", "times", "text", "where"])


def print_filters(seen: list[Seen]) -> None:
    print("## Filters\n")
    asked = [one for one in seen if one.kept]
    rows = []
    for maker in dict.fromkeys(one.maker for one in asked):
        for name in quality.filters():
            kept = [[each[name] for each in one.kept] for one in asked if one.maker == maker]
            drops = [sum(not row[at] for row in kept) for at in range(3)]
            rescued = [without for raw, without, clean in kept if clean and not raw]
            lost = [without for raw, without, clean in kept if raw and not clean]
            labels = rescued.count(False), lost.count(True)
            rows.append((maker, name, len(kept), *drops, len(rescued), labels[0], len(lost), labels[1]))
    head = ["text by", "filter", "texts", "dropped raw", "without labels stage", "clean"]
    pages.table(rows, [*head, "rescued", "of them by the labels stage", "the reverse", "of them by the labels stage"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", type=Path, nargs="+", metavar="FOLDER_OR_FILE")
    parser.add_argument("--prose", action="store_true", help="the texts of files hold no labels")
    parser.add_argument("--sample", type=int, help="so many pages, the same ones each time")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument("--level", default="safe", help="the option `labels`")
    options = parser.parse_args()

    pages.heading([*extractors.PACKAGES, *quality.PACKAGES])
    seen: list[Seen] = []
    for path in options.paths:
        if has_pages(path):
            of_pages = pages.over(partial(examine_page, options.level), pages.load(path, options.sample), options.jobs)
            seen += (one for each in of_pages for one in each)
        else:
            given = documents(path, PROSE if options.prose else path.name)
            seen += pages.over(partial(examine, options.level), given, options.jobs)
    print(f"{len(seen):,} texts, {sum(bool(one.removed) for one in seen):,} of them changed by the label stages\n")
    others = [one for one in seen if one.maker != PROSE]
    prose = [one for one in seen if one.maker == PROSE]
    print_labels(others)
    print_lines("Stays, and needs no cue", ((one.document, *line) for one in others for line in one.sure))
    odd = ((one.document, *line) for one in others for line in one.removed if not is_label(line[0]))
    print_lines("Went, and is no label by the table of this script", odd)
    went = ((one.document, *line) for one in prose for line in one.removed)
    print_lines(f"Went from {len(prose):,} articles and texts of prose", went)
    print_filters(others)


if __name__ == "__main__":
    main()
