"""Throughput of columns: `Cleaner.arrow` with one thread and with two, beside a loop over `cleaner(bytes)`.

    python benches/columns.py PATH [--preset text] [--rounds 7] [--megabytes 64]

PATH is a JSON Lines file (plain or gzip) of objects with a `text`, a text file, or a folder of such files. The rounds
of all ways are taken in turn, so that a busy machine slows down all of them; the figures are medians, in MB of UTF-8 a
second.
"""

import argparse
import gzip
import json
import os
import platform
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

import strigil


class Bare:
    """An array without its class: what pyarrow does with the result is not measured."""

    def __init__(self, array: pa.Array) -> None:
        self.array = array

    def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]:
        return self.array.__arrow_c_array__(requested_schema)


def texts(path: Path) -> Iterator[str]:
    """The texts of a file, or of all files of a folder."""
    if path.is_dir():
        for child in sorted(child for child in path.rglob("*") if child.is_file()):
            yield from texts(child)
        return
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "replace")
    if ".jsonl" in path.suffixes:
        yield from (json.loads(line)["text"] for line in text.split("\n") if line)
    else:
        yield text


def column(path: Path, size: float) -> list[bytes]:
    """So many bytes of texts, repeated if there are fewer, as bytes."""
    found = [text.encode() for text in texts(path)]
    if not any(found):
        raise SystemExit(f"{path}: no text")
    rows = []
    while size > 0:
        for row in found:
            rows.append(row)
            size -= len(row)
            if size <= 0:
                break
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--preset", default="text", choices=("web", "text", "html"))
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--megabytes", type=float, default=64)
    options = parser.parse_args()

    cleaner = strigil.Cleaner(options.preset)
    rows = column(options.path, options.megabytes * 1e6)
    ways = {"cleaner(bytes), a loop": lambda: [cleaner(row) for row in rows]}
    for kind in (pa.large_string(), pa.string_view()):
        data = Bare(pa.array([row.decode() for row in rows], kind))
        for threads in (1, 2):
            name = f"arrow, {kind}, threads={threads}"
            ways[name] = lambda data=data, threads=threads: cleaner.arrow(data, threads=threads)
    seconds = {name: [] for name in ways}
    for _ in range(options.rounds):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            seconds[name].append(time.perf_counter() - start)

    size = sum(map(len, rows)) / 1e6
    print(f"{len(rows):,} texts, {size:.1f} MB, preset {options.preset}, medians of {options.rounds} rounds")
    print(f"{platform.machine()} {processor()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"strigil {strigil.__version__}, pyarrow {pa.__version__}, Python {platform.python_version()}")
    print(f"{datetime.now(UTC):%Y-%m-%d}")
    for name, times in seconds.items():
        print(f"{name:36} {size / statistics.median(times):8.1f} MB/s   best {size / min(times):8.1f}")


def processor() -> str:
    """The name of the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), "unknown")


if __name__ == "__main__":
    main()
