"""The label rows of a user's file (docs/reference/labels.md)."""

from types import SimpleNamespace

import pytest

from strigil import reference
from strigil.reference.label_rows import user_labels


def rules(*rows):
    return SimpleNamespace(labels=tuple(label for row in rows for label in user_labels(row)))


def test_rows_are_added():
    text = "a\nA word of our friends\nb\nAdvertisement\nc"
    row = {"language": "en", "level": "L0", "text": ["a word of our friends"]}
    assert reference.strip_ad_labels(text) == "a\nA word of our friends\nb\nc"
    assert reference.strip_ad_labels(text, rules=rules(row)) == "a\nb\nc"


def test_levels_and_case():
    row = {"language": "tlh", "level": "L1", "case": "upper", "text": ["jach"], "source": "seen"}
    assert reference.strip_ad_labels("a\nJACH\nb", rules=rules(row)) == "a\nJACH\nb"
    assert reference.strip_ad_labels("a\nJACH\nb", rules=rules(row), level="strict") == "a\nb"
    assert reference.strip_ad_labels("a\nJach\nb", rules=rules(row), level="strict") == "a\nJach\nb"


def test_a_language_of_a_user():
    row = {"language": "tlh", "level": "C", "text": ["JACH"]}
    text = "a\n- jach -\nAnzeige\nb"
    assert reference.strip_ad_labels(text, rules=rules(row), languages=["tlh"]) == "a\nAnzeige\nb"
    assert reference.strip_ad_labels(text, rules=rules(row), languages=["de"]) == "a\n- jach -\nb"
    with pytest.raises(ValueError, match="tlh"):
        reference.strip_ad_labels(text, languages=["tlh"])
    with pytest.raises(ValueError, match="'th', 'tlh', 'tr'"):
        reference.strip_ad_labels(text, rules=rules(row), languages=["xx"])


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
