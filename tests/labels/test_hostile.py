r"""Lines about advertising, and what looks like a label: at level "safe" all of them stay.

`hostile.tsv` has a line for each: the code of its language and the text, with `\n` for a line end in it. No ambiguous
label is there twice, but in lists and dialogues: twice would be a cue.
"""

from pathlib import Path

import pytest

import strigil
from strigil import reference

LINES = [
    tuple(line.split("\t")) for line in (Path(__file__).parent / "hostile.tsv").read_text(encoding="utf-8").splitlines()
]
TEXTS = [text.replace(r"\n", "\n") for _, text in LINES]


def test_there_are_many():
    assert len(LINES) >= 600
    assert len({code for code, _ in LINES}) >= 60


@pytest.mark.parametrize("text", TEXTS)
def test_alone(text, side):
    assert side.strip_ad_labels(text) == text
    assert side.strip_ad_labels(f"Rain.\n\n{text}\n\nSnow.") == f"Rain.\n\n{text}\n\nSnow."


@pytest.mark.parametrize("end", ["\n", "\n\n"])
def test_together(end, side):
    page = end.join(TEXTS)
    assert side.strip_ad_labels(page) == page
    assert side.clean(page, "text", entities=None) == page


@pytest.mark.parametrize("code", sorted({code for code, _ in LINES}))
def test_a_language(code):
    page = "\n".join(text for (language, _), text in zip(LINES, TEXTS, strict=True) if language == code)
    assert strigil.strip_ad_labels(page) is page


def test_as_paragraphs_of_a_page(side):
    escaped = (text.replace("<", "&lt;").replace("\n", "<br>") for text in TEXTS)
    page = "".join(f"<p>{text}</p>" for text in escaped)
    assert side.clean(page) == "\n".join(TEXTS)


def test_a_label_among_them_takes_only_itself():
    page = "\n".join(f"{text}\n\nRain.\n\nADVERTISEMENT\n\nSnow." for text in TEXTS[:60])
    assert strigil.strip_ad_labels(page) == page.replace("ADVERTISEMENT\n\n", "")
    assert reference.strip_ad_labels(page) == page.replace("ADVERTISEMENT\n\n", "")
