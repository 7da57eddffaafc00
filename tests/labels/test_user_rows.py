"""The label rows of a file of one's own (docs/reference/labels.md)."""

import pytest

from own_rules import loaded, table

GOOD = {"language": "en", "level": "L0", "text": ["x y"]}


def own(side, **row):
    return loaded(side, table("[label]", **{**GOOD, **row}))


def test_rows_are_added(side):
    rules = own(side, text=["a word of our friends"])
    text = "a\nA word of our friends\nb\nAdvertisement\nc"
    assert side.strip_ad_labels(text, rules=rules) == "a\nb\nc"
    assert side.strip_ad_labels(text) == "a\nA word of our friends\nb\nc"
    assert side.clean(text, "text", rules=rules) == "a\nb\nc"
    assert side.clean(text, "text", rules=side.Rules.from_filter_list("##.x")) == "a\nA word of our friends\nb\nc"


def test_levels_and_case(side):
    rules = own(side, language="pl", level="L1", case="upper", text=["jach"], source="seen")
    assert side.strip_ad_labels("a\nJACH\nb", rules=rules) == "a\nJACH\nb"
    assert side.strip_ad_labels("a\nJACH\nb", rules=rules, level="strict") == "a\nb"
    assert side.strip_ad_labels("a\nJach\nb", rules=rules, level="strict") == "a\nJach\nb"


def test_a_marking_proves_nothing_of_its_words(side):
    rules = own(side, level="L1", case="upper", text=["erid 2vab12cd"])
    assert side.strip_ad_labels("erid: 2Vab12cd\nb\nc\nERID: 2VAB12CD\nd", rules=rules) == "b\nc\nERID: 2VAB12CD\nd"


def test_languages(side):
    rules = own(side, language="pl", level="C", text=["jach"]) | own(side)
    text = "a\n- jach -\nAnzeige\nX Y\nb"
    assert side.strip_ad_labels(text, rules=rules, languages=["pl"]) == "a\nAnzeige\nX Y\nb"
    assert side.strip_ad_labels(text, rules=rules, languages=["de"]) == "a\n- jach -\nX Y\nb"
    assert side.strip_ad_labels(text, rules=rules) == "a\nb"


BAD = {
    "another key": ({"languages": "en"}, "languages"),
    "another language": ({"language": "tlh"}, "language must be one of .*, th, tr"),
    "another level": ({"level": "L2"}, "level must be one of L0, L1, C"),
    "another case": ({"case": "lower"}, "case must be one of any, upper"),
    "no list": ({"text": "x"}, "text"),
    "no text": ({"text": [1]}, "text"),
    "no word": ({"text": [" - "]}, "text"),
    "too long": ({"text": ["x" * 257]}, "text"),
    "a source that is no text": ({"source": 1}, "source"),
}


@pytest.mark.parametrize(("change", "message"), BAD.values(), ids=BAD)
def test_bad_rows(change, message, side):
    with pytest.raises(ValueError, match=f"own.toml.*, line [0-9]+: .*{message}"):
        own(side, **change)


@pytest.mark.parametrize("key", GOOD)
def test_what_a_row_needs(key, side):
    row = {name: value for name, value in GOOD.items() if name != key}
    with pytest.raises(ValueError, match=f"own.toml.*, line [0-9]+: {key}"):
        loaded(side, table("[label]", **row))
