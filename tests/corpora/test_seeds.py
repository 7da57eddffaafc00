"""The two seed documents: what a reader gets of them."""

import html
import re

import pytest

import strigil
from options import PRESETS
from shared_data import read, shared

LEFT_OUT = "both seed documents"
OVER_ESCAPED = "000_9a79de35f1b6f256.txt"
FLATTENED = "002_5de811a7ace5822b.txt"
LABELS = {"advertisement", "advertisements", "- advertisement -", "learn more"}


def seed(name):
    return read(shared(f"seeds/{name}", LEFT_OUT))


def paragraphs(source):
    """The article of the over-escaped page: its title, then its `p` and `figcaption` elements, decoded."""
    bodies = re.findall(r"<(p|figcaption)\b[^>]*>(.*?)<&sol;\1>", source, re.DOTALL)
    return [source.split("\n")[0], *(html.unescape(body) for _, body in bodies)]


def article_lines(source):
    """The lines of the flattened page, but for the labels and the button."""
    return [line.strip() for line in source.split("\n") if line.strip() and line.strip().lower() not in LABELS]


@pytest.mark.parametrize("name", [OVER_ESCAPED, FLATTENED])
def test_what_must_be_gone(name):
    text = strigil.clean(seed(name))
    assert re.findall(r"&#?\w+;", text) == []
    assert re.findall(r"</?[a-zA-Z!][^>]*>", text) == []
    assert [line for line in text.split("\n") if line.strip().lower() in LABELS] == []
    for script in ("window", "getElement", "function", "tudeMappings", "atatags", "adflow", "{", "}", "=="):
        assert script not in text


def test_every_paragraph_of_the_over_escaped_page():
    source = seed(OVER_ESCAPED)
    expected = paragraphs(source)
    assert len(expected) == 18
    lines = strigil.clean(source).split("\n")
    assert [line for line in lines if line in set(expected)] == expected
    assert expected[1].startswith("Nato defence chiefs are due to hold a virtual meeting, a senior")


def test_the_over_escaped_page_is_its_article_and_its_furniture():
    source = seed(OVER_ESCAPED)
    tail = source[source.index("Discover more from") :].split("\n")
    furniture = [line for line in tail if line and line != "- Advertisement -"]
    assert [line for line in strigil.clean(source).split("\n") if line] == paragraphs(source) + furniture


def test_the_over_escaped_page_as_markup():
    source = seed(OVER_ESCAPED)
    kept = strigil.strip_ads(source)
    for name in ("wpcnt", "wordads-tag", "amp-ad", "atatags", "script"):
        assert name not in kept
    assert re.findall(r"<p>.*?<&sol;p>", kept) == re.findall(r"<p>.*?<&sol;p>", source)


def test_every_line_of_the_flattened_page():
    source = seed(FLATTENED)
    lines = [line for line in strigil.clean(source).split("\n") if line]
    expected = [re.sub(r"\s+", " ", line.replace(" Advertisement ", " ")) for line in article_lines(source)]
    assert lines == expected
    assert len(lines) > 60


def test_the_inline_labels_of_the_flattened_page():
    source, text = seed(FLATTENED), strigil.clean(seed(FLATTENED))
    assert source.count("Advertisement") == 2
    assert "ADVERTISEMENT" in source
    assert "advertisement" not in text.lower()
    assert "Credit: The Mega Agency Foreign Minister Sergei Lavrov said:" in text
    assert "the Russian and Ukrainian leaders. Momentum seemed to build" in text


def test_furniture_of_the_over_escaped_page():
    source = seed(OVER_ESCAPED)
    text = strigil.clean(source, furniture=True)
    assert [line for line in text.split("\n") if line] == paragraphs(source)


def test_furniture_of_the_flattened_page():
    source = seed(FLATTENED)
    expected = article_lines(source[: source.index("Orange background")])
    text = strigil.clean(source, furniture=True)
    assert [line for line in text.split("\n") if line] == [line for line in expected if line != "logo"]


def test_prose_about_advertising_stays():
    prose = (
        "An Advertisement Standards board said the Advertisement of May was no Advertisement at all. "
        "The advertisement ran on."
    )
    for name in (OVER_ESCAPED, FLATTENED):
        source = f"{seed(name)}\n\n{prose}\n"
        assert strigil.clean(source).endswith(prose)


@pytest.mark.parametrize("furniture", [False, True])
def test_the_flattened_page_under_the_preset_for_texts(furniture):
    source = seed(FLATTENED)
    assert strigil.clean(source, "text", furniture=furniture) == strigil.clean(source, furniture=furniture)


@pytest.mark.parametrize("furniture", [False, True])
@pytest.mark.parametrize("name", [OVER_ESCAPED, FLATTENED])
def test_lines_are_joined_last(name, furniture):
    source = seed(name)
    words = strigil.clean(source, furniture=furniture).split()
    assert strigil.clean(source, furniture=furniture, whitespace="inline") == " ".join(words)


@pytest.mark.parametrize("furniture", [False, True])
@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("name", [OVER_ESCAPED, FLATTENED])
def test_laws(name, preset, furniture):
    source, cleaner = seed(name), strigil.Cleaner(preset, furniture=furniture)
    expected = cleaner(source)
    assert strigil.reference.clean(source, preset, furniture=furniture) == expected
    for chunks in (source, source.encode()):
        for size in (1, 7, 1000):
            pieces = [chunks[at : at + size] for at in range(0, len(chunks), size)]
            assert "".join(cleaner.stream().over(pieces)) == expected
