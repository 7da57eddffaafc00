"""What `ads.py` and `labels.py` share: pages with their human-marked text, words, tables.

A folder of pages has a `manifest.json`: a list of objects with an `id` and a `file`, and where they are known `url`,
`lang` and `encoding`. `ground_truth.jsonl.gz` beside it has objects with the `id` of a page and either a `text`, the
human-marked text of its article, or `with`, a list of stretches of it. A folder without a manifest is a folder of
`.html` files (plain or gzip, UTF-8), and has no marked text.
"""

import gzip
import hashlib
import importlib.metadata
import json
import platform
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import strigil

# Scripts without spaces between words: each character is a word.
WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")
# So many words that stand one after another are the same place of a text.
STRETCH = 6

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Page:
    """A page, and the paragraphs or stretches that people marked as its article (none where nobody did)."""

    name: str
    file: Path
    url: str | None = None
    lang: str | None = None
    encoding: str = "utf-8"
    article: tuple[str, ...] = ()

    def read(self) -> str:
        try:
            text = unpacked(self.file).decode(self.encoding, "replace")
        except LookupError:
            text = unpacked(self.file).decode("utf-8", "replace")
        return text.removeprefix("\ufeff")


def unpacked(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()


def records(file: Path) -> list[dict]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in unpacked(file).decode("utf-8", "replace").split("\n") if line]


def load(folder: Path, sample: int | None = None) -> list[Page]:
    """The pages of a folder, or so many of them: the same ones each time, in no order that means anything."""
    manifest = folder / "manifest.json"
    if manifest.exists():
        truth = folder / "ground_truth.jsonl.gz"
        articles = {record["id"]: article(record) for record in records(truth)} if truth.exists() else {}
        pages = [
            Page(
                row["id"],
                page_file(folder, row["file"]),
                row.get("url"),
                row.get("lang"),
                row.get("encoding") or "utf-8",
                articles.get(row["id"], ()),
            )
            for row in json.loads(manifest.read_text(encoding="utf-8"))
        ]
    else:
        files = sorted(
            file for file in folder.rglob("*") if file.name.endswith((".html", ".htm", ".html.gz", ".htm.gz"))
        )
        pages = [Page(str(file.relative_to(folder)), file) for file in files]
    if not pages:
        raise SystemExit(f"{folder}: no pages")
    if sample is not None:
        pages = sorted(pages, key=lambda page: hashlib.sha256(page.name.encode()).digest())[:sample]
    return pages


def page_file(folder: Path, name: str) -> Path:
    """A manifest names files from its own folder or from the folder around it."""
    return folder / name if (folder / name).exists() else folder.parent / name


def article(record: dict) -> tuple[str, ...]:
    """The marked text of a record, in paragraphs or stretches."""
    return tuple(record["with"] if "with" in record else record["text"].split("\n"))


def over(function: Callable[[Item], Result], items: Iterable[Item], jobs: int) -> Iterator[Result]:
    """What the function gives for each item, in their order, by so many processes."""
    if jobs == 1:
        yield from map(function, items)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(function, items, chunksize=8)


def words(text: str) -> list[str]:
    """The words of a text, for comparisons.

    >>> words("Tea at NOON: 茶を")
    ['tea', 'at', 'noon', '茶', 'を']
    """
    return WORD.findall(unicodedata.normalize("NFKC", text).replace("\xad", "").casefold())


def stretches(text: str) -> set[tuple[str, ...]]:
    """All runs of one to STRETCH words of a text."""
    found = words(text)
    return {tuple(found[at : at + size]) for size in range(1, STRETCH + 1) for at in range(len(found) - size + 1)}


def standing(passage: list[str], within: set[tuple[str, ...]]) -> set[int]:
    """Which words of the passage, by their index, stand in a text with these `stretches`, with the words around them.

    A word elsewhere in the text does not count: STRETCH words of the passage must stand there one after another, or the
    whole passage if it is shorter.

    >>> sorted(standing(words("rain fell all night on the hills"), stretches("Rain fell all night on the town")))
    [0, 1, 2, 3, 4, 5]
    """
    size = min(STRETCH, len(passage))
    return {
        at + step
        for at in range(len(passage) - size + 1 if size else 0)
        if tuple(passage[at : at + size]) in within
        for step in range(size)
    }


def table(rows: Iterable[Iterable[object]], head: Iterable[str]) -> None:
    """Prints a table in Markdown, or that there is nothing to print."""
    rows, head = list(rows), list(head)
    if not rows:
        print("none\n")
        return
    print("|", " | ".join(head), "|")
    print("|" + "---|" * len(head))
    for row in rows:
        cells = (f"{cell:,}" if isinstance(cell, int) else str(cell).replace("|", "¦") for cell in row)
        print("|", " | ".join(cells), "|")
    print()


def percent(part: int, whole: int) -> str:
    """A share, with enough digits that a single one of a million shows."""
    return f"{part / whole:.4%}" if whole else "–"


def heading(peers: Iterable[str]) -> None:
    """Prints what was measured with what, and names the peers that are not installed."""
    versions, missing = [], []
    for name in peers:
        try:
            versions.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
    print(f"{datetime.now(UTC):%Y-%m-%d}, strigil {strigil.__version__}, Python {platform.python_version()}")
    print(", ".join(versions))
    for name in missing:
        print(f"{name} is not installed: left out")
    print()
