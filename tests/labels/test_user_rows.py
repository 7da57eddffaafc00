"""The label rows of a user's file (docs/reference/labels.md)."""

import pytest

from strigil.reference.edits import Marked
from strigil.reference.inline_labels import without_labels
from strigil.reference.label_rows import user_labels
from strigil.reference.label_table import checked_choice_of_rows


def stripped(text, row, **options):
    choice = checked_choice_of_rows(options.get("level", "safe"), options.get("languages"), user_labels(row))
    return "\n".join(line.text for line in without_labels(Marked.plain(text), choice))


def test_rows_are_added():
    text = "a\nA word of our friends\nb\nAdvertisement\nc"
    assert stripped(text, {"language": "en", "level": "L0", "text": ["a word of our friends"]}) == "a\nb\nc"


def test_levels_and_case():
    row = {"language": "tlh", "level": "L1", "case": "upper", "text": ["jach"], "source": "seen"}
    assert stripped("a\nJACH\nb", row) == "a\nJACH\nb"
    assert stripped("a\nJACH\nb", row, level="strict") == "a\nb"
    assert stripped("a\nJach\nb", row, level="strict") == "a\nJach\nb"


def test_a_language_of_a_user():
    row = {"language": "tlh", "level": "C", "text": ["JACH"]}
    text = "a\n- jach -\nAnzeige\nb"
    assert stripped(text, row, languages=["tlh"]) == "a\nAnzeige\nb"
    assert stripped(text, row, languages=["de"]) == "a\n- jach -\nb"
    with pytest.raises(ValueError, match="tlh"):
        stripped(text, GOOD, languages=["tlh"])
    with pytest.raises(ValueError, match="'th', 'tlh', 'tr'"):
        stripped(text, row, languages=["xx"])


GOOD = {"language": "en", "level": "L0", "text": ["x y"]}
BAD = {
    "another key": {"languages": "en"},
    "no language": {"language": None},
    "no level": {"level": None},
    "another level": {"level": "L2"},
    "another case": {"case": "lower"},
    "no list": {"text": "x"},
    "no text": {"text": [1]},
    "no word": {"text": [" - "]},
    "too long": {"text": ["x" * 257]},
    "a source that is no text": {"source": 1},
}


@pytest.mark.parametrize("change", BAD.values(), ids=BAD)
def test_bad_rows(change):
    with pytest.raises(ValueError):  # noqa: PT011
        user_labels(GOOD | change)


@pytest.mark.parametrize("key", GOOD)
def test_what_a_row_needs(key):
    with pytest.raises(ValueError, match=key):
        user_labels({name: value for name, value in GOOD.items() if name != key})
