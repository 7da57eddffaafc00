"""Where the corpora lie: the folder in STRIGIL_SHARED, or `shared` beside the checkout."""

import gzip
import hashlib
import json
import os
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("STRIGIL_SHARED") or CHECKOUT.parent / "shared")
SAMPLES = Path(__file__).parent / "data"


def shared(path, left_out):
    """The file or folder `path` of the corpora. Where it is missing, the test is skipped and says what is left out."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"{found} is missing: {left_out} left out (STRIGIL_SHARED names the folder of the corpora)")
    return found


def read(path):
    """The text of a file, unpacked."""
    data = Path(path).read_bytes()
    return (gzip.decompress(data) if str(path).endswith(".gz") else data).decode("utf-8", "replace")


def records(path):
    """The records of a JSONL file."""
    return [json.loads(line) for line in read(path).split("\n") if line]


def sample(items, number, key=str):
    """`number` of the items, the same ones each time, in no order that means anything."""
    return sorted(items, key=lambda item: hashlib.sha256(key(item).encode("utf-8", "surrogatepass")).digest())[:number]


def pages(left_out="2,159 pages"):
    """The pages: their ids, sizes and files."""
    manifest = shared("data/pages/manifest.json", left_out)
    found = json.loads(manifest.read_text(encoding="utf-8"))
    return [(page["id"], page["bytes"], page_file(page)) for page in found]


def urls(left_out="2,159 pages"):
    """The url of each page that has one, by the page's id."""
    manifest = shared("data/pages/manifest.json", left_out)
    return {page["id"]: page["url"] for page in json.loads(manifest.read_text(encoding="utf-8")) if page["url"]}


def page_file(page):
    base = SHARED / "data"
    return base / page["file"] if (base / page["file"]).exists() else base / "pages" / page["file"]


def samples():
    """The sample pages and texts of these tests."""
    return sorted(path for path in SAMPLES.iterdir() if path.suffix in {".html", ".txt"})
