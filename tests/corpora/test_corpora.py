"""The laws over real pages and texts."""

import json
import re

import pytest

import strigil
from effort import HEAVY
from fragments import ELEMENTS
from measures import is_minus_spans
from options import FOLDINGS, FORMS, POLICIES, PRESETS
from shared_data import pages, read, records, sample, shared
from strigil import Cleaner, reference

# White space in the text of these, and where a style says so, stays as it is.
VERBATIM = re.compile(rf"<({'|'.join(ELEMENTS['verbatim'])})\b|white-space", re.IGNORECASE)
MANY = 40 if HEAVY else 1
LEFT_OUT = {
    "udhr": "the Declaration of Human Rights in 532 languages",
    "lipsum": "9 texts",
    "documents": "2,130 extracted texts",
    "lines": "4,072 lines with advertising words",
    "prose": "1,640 lines of innocent prose",
    "snippets": "5,259 snippets with references",
    "excerpts": "9 over-escaped texts",
    "hostile": "31 hostile lines",
    "text": "4,021 documents in 482 languages",
}


def small_pages(number, least, most):
    """A sample of the pages, of these sizes."""
    found = [(name, path) for name, size, path in pages() if least <= size < most]
    return [read(path) for _, path in sample(found, number * MANY, key=lambda page: page[0])]


def chunks(document, size):
    return [document[at : at + size] for at in range(0, len(document), size)]


@pytest.mark.parametrize(
    ("number", "least", "most"),
    [(40, 0, 20_000), (60, 20_000, 80_000), (12, 80_000, 300_000)],
    ids=["small", "usual", "large"],
)
@pytest.mark.parametrize("preset", PRESETS)
def test_twin_on_pages(preset, number, least, most):
    for page in small_pages(number, least, most):
        assert strigil.clean(page, preset) == reference.clean(page, preset)


@pytest.mark.parametrize(
    "name", ["to_text", "strip_ads", "strip_ad_labels", "unescape", "collapse_whitespace", "strip_invisible", "scan"]
)
def test_twin_on_pages_step_by_step(name):
    for page in small_pages(40, 0, 100_000):
        assert getattr(strigil, name)(page) == getattr(reference, name)(page)


def test_twin_on_the_beginnings_of_pages():
    """Pages that end anywhere: open elements, open tags, open scripts."""
    for number, page in enumerate(small_pages(120, 8_000, 200_000)):
        start = page[: 1_000 + number * 97]
        for preset in PRESETS:
            assert strigil.clean(start, preset) == reference.clean(start, preset)


@pytest.mark.parametrize("preset", PRESETS)
def test_cuts_of_pages(preset):
    cleaner = Cleaner(preset)
    for page in small_pages(250, 0, 400_000):
        expected = cleaner(page)
        assert "".join(cleaner.stream().over(chunks(page, 1021))) == expected
        assert "".join(cleaner.stream().over(chunks(page.encode(), 997))) == expected
    for page in small_pages(25, 0, 40_000):
        assert "".join(cleaner.stream().over(page)) == cleaner(page)


def test_all_pages():
    """Law 5 and law 9 on every page, and that the later stages left nothing to do."""
    for name, _, path in pages():
        page = read(path)
        kept = strigil.strip_ads(page)
        assert kept is page or is_minus_spans(kept, page), name
        text = strigil.clean(page)
        assert strigil.normalize("NFC", text) is text, name
        # The TABs of cells stay.
        lines = text.replace("\t", "|")
        assert VERBATIM.search(page) or strigil.collapse_whitespace(lines) is lines, name


def texts():
    """Plain texts: name and text."""
    yield from (
        (f"udhr {row['code']}", row["text"]) for row in records(shared("data/text/udhr.jsonl.gz", LEFT_OUT["udhr"]))
    )
    folder = shared("data/text/lipsum", LEFT_OUT["lipsum"])
    yield from (
        (f"lipsum {path.name}", read(path))
        for path in sorted(folder.iterdir())
        if path.name.endswith((".txt", ".txt.gz"))
    )


def test_texts_in_all_languages():
    """Legal texts and filler: no line of them is an ad label, and nothing in them is a reference or a tag."""
    for name, text in texts():
        clean = strigil.clean(text, "text")
        expected = strigil.normalize("NFC", text.replace("\xad", "").replace("\ufeff", ""))
        assert clean == strigil.collapse_whitespace(expected), name
        assert "".join(Cleaner("text").stream().over(chunks(text.encode(), 61))) == clean, name


def test_twin_on_texts():
    for name, text in sample(texts(), 120 * MANY, key=lambda item: item[0]):
        assert strigil.clean(text[:6000], "text") == reference.clean(text[:6000], "text"), name
        for options in FOLDINGS.values():
            folded = strigil.collapse_whitespace(text, **options)
            assert folded == reference.collapse_whitespace(text, **options), name
        for policy in POLICIES:
            stripped = strigil.strip_invisible(text, policy=policy)
            assert stripped == reference.strip_invisible(text, policy=policy), name
        assert strigil.scan(text) == reference.scan(text), name


def test_twin_forms_on_texts():
    for name, text in sample(texts(), 60 * MANY, key=lambda item: item[0][::-1]):
        for form in FORMS:
            normal = strigil.normalize(form, text)
            assert normal == reference.normalize(form, text), name
            assert strigil.is_normalized(form, normal), name


def test_twin_on_labels():
    for row in records(shared("data/text-ads/candidate_lines.jsonl.gz", LEFT_OUT["lines"])):
        text = "\n".join(line for line in (row["prev"], row["line"], row["next"]) if line)
        assert strigil.strip_ad_labels(text) == reference.strip_ad_labels(text)


def test_twin_on_extracted_texts():
    documents = [row["text"] for row in records(shared("data/text-ads/extracted_docs.jsonl.gz", LEFT_OUT["documents"]))]
    for text in sample(documents, 400 * MANY):
        assert strigil.clean(text, "text") == reference.clean(text, "text")


def test_labels_of_extracted_texts_twice():
    for row in records(shared("data/text-ads/extracted_docs.jsonl.gz", LEFT_OUT["documents"])):
        once = strigil.strip_ad_labels(row["text"])
        assert strigil.strip_ad_labels(once) is once
        assert "".join(Cleaner("text").stream().over(chunks(row["text"], 333))) == strigil.clean(row["text"], "text")


def test_innocent_prose():
    """A line of prose that talks about advertising is never touched."""
    for row in records(shared("data/text-ads/innocent_prose.jsonl.gz", LEFT_OUT["prose"])):
        line = row["line"]
        if len(line) > 60:
            assert strigil.strip_ad_labels(line) is line
            text = f"ADVERTISEMENT\n{line}\nADVERTISEMENT"
            assert strigil.strip_ad_labels(text) == line


def test_references_in_the_wild():
    rows = records(shared("data/entities-wild/page_snippets.jsonl.gz", LEFT_OUT["snippets"]))
    for row in rows:
        for mode in ("html", "attribute", "text"):
            assert strigil.unescape(row["snippet"], mode=mode) == reference.unescape(row["snippet"], mode=mode)
    for row in sample(rows, 2000 * MANY, key=json.dumps):
        for preset in PRESETS:
            assert strigil.clean(row["snippet"], preset) == reference.clean(row["snippet"], preset)


def test_over_escaped_excerpts():
    for row in records(shared("data/entities-wild/over_escaped_excerpts.jsonl", LEFT_OUT["excerpts"])):
        for preset in PRESETS:
            assert strigil.clean(row["text"], preset) == reference.clean(row["text"], preset)


def test_hostile_references():
    path = shared("data/entities-wild/obfuscated_references.txt", LEFT_OUT["hostile"])
    for line in [*read(path).split("\n"), read(path)]:
        for preset in PRESETS:
            assert strigil.clean(line, preset) == reference.clean(line, preset)
            assert "".join(Cleaner(preset).stream().over(line)) == strigil.clean(line, preset)


def test_documents_for_speed():
    """Law 2 and law 7 on documents in 482 languages."""
    cleaner = Cleaner("text")
    for row in records(shared("data/throughput/text.jsonl.gz", LEFT_OUT["text"])):
        text = row["text"]
        once = cleaner(text)
        assert "".join(cleaner.stream().over(chunks(text.encode(), 4093))) == once
        assert strigil.collapse_whitespace(once) is once
        assert strigil.normalize("NFC", once) is once
        assert strigil.strip_ad_labels(once) is once
