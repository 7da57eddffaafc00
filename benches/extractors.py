"""The texts that extractors make of a page, those that are installed."""

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec

import strigil

PACKAGES = ("trafilatura", "resiliparse", "justext", "turbohtml")

Extractor = Callable[[str, str | None], str]


@cache
def extractors() -> dict[str, Extractor]:
    """By name: page and its language to text."""
    found: dict[str, Extractor] = {"strigil.to_text": lambda html, _: strigil.to_text(html)}
    if find_spec("trafilatura"):
        from trafilatura import extract  # noqa: PLC0415

        found["trafilatura"] = lambda html, _: extract(html) or ""
    if find_spec("resiliparse"):
        from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415

        found["resiliparse"] = lambda html, _: extract_plain_text(html, main_content=True)
        found["resiliparse, all"] = lambda html, _: extract_plain_text(html)
    if find_spec("justext"):
        found["justext"] = by_justext
    if find_spec("turbohtml"):
        from turbohtml import parse  # noqa: PLC0415

        found["turbohtml"] = lambda html, _: parse(html).main_text() or ""
    return found


def by_justext(html: str, language: str | None) -> str:
    """With the stop words of English; without any, as its documentation says, for pages in other languages."""
    from justext import get_stoplist, justext  # noqa: PLC0415

    if language in {None, "en"}:
        paragraphs = justext(html, get_stoplist("English"))
    else:
        paragraphs = justext(html, frozenset(), stopwords_low=0, stopwords_high=0)
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)
