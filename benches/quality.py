"""The filters of datatrove that drop a document for repeated or short lines, as datatrove computes them."""

from functools import cache
from importlib.util import find_spec

# Their words are those of its English tokenizer.
PACKAGES = ("datatrove", "spacy")
KEPT = "kept"


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


def verdicts(text: str) -> dict[str, str]:
    """What each filter says: KEPT, or the rule by which the document goes."""
    if not filters():
        return {}
    from datatrove.data import Document  # noqa: PLC0415

    if not text.strip():
        return dict.fromkeys(filters(), "empty")
    return {name: verdict(each.filter(Document(text=text, id=""))) for name, each in filters().items()}


def verdict(answer: bool | tuple[bool, str]) -> str:  # noqa: FBT001
    return KEPT if answer is True else answer[1]
