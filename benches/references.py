"""Throughput of `unescape` and the cost of short calls, beside `html.unescape` and, where it is installed, turbohtml.

    python benches/references.py TEXTS [--rounds 15]

TEXTS is a JSON Lines file (plain or gzip) of objects with a `text` and a `lang`; the English ones are taken. The
rounds of all functions are taken in turn, on strings that are new each time: a str keeps its UTF-8 once it has been
asked for it. The figures are medians.
"""

import argparse
import gzip
import html
import importlib.metadata
import json
import platform
import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import strigil

NAMES = ["&amp;", "&lt;", "&quot;", "&#39;", "&nbsp;", "&eacute;", "&rsquo;", "&#8217;", "&#x2014;", "&copy"]
PUNCTUATION = {",": "&comma;", ".": "&period;", "/": "&sol;", "=": "&equals;", ":": "&colon;", "\n": "&NewLine;"}
SHORT = {
    "50 characters, ASCII": "Tom &amp; Jerry went to the caf&eacute; and said: hi",
    "50 characters, wider": "“Tom &amp; Jerry” went to the caf&eacute; and said h",
    "50 characters, nothing to do": "Tom and Jerry went to the cafe and said hello! Yes",
}

Function = Callable[[str], str]


def functions() -> dict[str, Function]:
    found: dict[str, Function] = {"strigil": strigil.unescape, "html": html.unescape}
    try:
        from turbohtml import unescape  # noqa: PLC0415
    except ImportError:
        return found
    return found | {"turbohtml": unescape}


def texts(path: Path) -> list[str]:
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        return [row["text"] for row in map(json.loads, file) if row["lang"] == "en"][:400]


def sprinkled(text: str, every: int, draw: random.Random) -> str:
    """`text` with a reference about every so many characters."""
    pieces: list[str] = []
    at = 0
    while at < len(text):
        length = draw.randint(every // 2, every * 3 // 2)
        pieces += text[at : at + length], draw.choice(NAMES)
        at += length
    return "".join(pieces)


def seconds(function: Function, documents: list[str]) -> float:
    new = [document[:1] + document[1:] for document in documents]
    start = time.perf_counter()
    for document in new:
        function(document)
    return time.perf_counter() - start


def medians(documents: list[str], rounds: int) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in functions()}
    for _ in range(1 + rounds):
        for name, function in functions().items():
            taken[name].append(seconds(function, documents))
    return {name: statistics.median(times[1:]) for name, times in taken.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()
    draw = random.Random(7)  # noqa: S311
    plain = texts(arguments.texts)
    works = {
        "dense": [sprinkled(text, 12, draw) for text in plain],
        "sparse": [sprinkled(text, 400, draw) for text in plain],
        "over-escaped": ["".join(PUNCTUATION.get(c, c) for c in text) for text in plain],
        "nothing to do": plain,
    }
    versions = [f"strigil {strigil.__version__}", f"CPython {platform.python_version()}"]
    if "turbohtml" in functions():
        versions.append(f"turbohtml {importlib.metadata.version('turbohtml')}")
    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {', '.join(versions)}")
    for work, documents in works.items():
        size = sum(len(document.encode()) for document in documents)
        figures = [
            f"{name} {size / median / 1e6:.0f} MB/s" for name, median in medians(documents, arguments.rounds).items()
        ]
        print(f"{work:30}", ", ".join(figures))
    for work, text in SHORT.items():
        calls = medians([text] * 50_000, arguments.rounds)
        print(f"{work:30}", ", ".join(f"{name} {median / 50_000 * 1e9:.0f} ns" for name, median in calls.items()))


if __name__ == "__main__":
    main()
