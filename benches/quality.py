"""The filters of datatrove that drop a document for repeated or short lines, as datatrove computes them."""

from functools import cache
from importlib.util import find_spec

# Their words are those of its English tokenizer.
PACKAGES = ("datatrove", "spacy")


@cache
def filters() -> dict:
    """By name; none if datatrove is not installed."""
    if not all(map(find_spec, PACKAGES)):
        return {}
    from datatrove.pipeline.filters import FineWebQualityFilter, GopherRepetitionFilter  # noqa: PLC0415

    one_rule = {"line_punct_thr": 0.0, "short_line_thr": 1.0, "new_line_ratio": float("inf")}
    return {
        "FineWeb quality": FineWebQualityFilter(),
        "FineWeb quality, repeated lines only": FineWebQualityFilter(**one_rule),
        "Gopher repetition": GopherRepetitionFilter(),
    }


def kept(text: str) -> dict[str, bool]:
    """Which filters keep a document with this text."""
    if not filters():
        return {}
    from datatrove.data import Document  # noqa: PLC0415

    document = Document(text=text, id="")
    return {name: bool(text.strip()) and each.filter(document) is True for name, each in filters().items()}
