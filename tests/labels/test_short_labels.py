"""Short labels are names, scores and answers, too: repetition says nothing (docs/reference/labels.md, section 4)."""

import pytest

NAMES = ["AD", "PR", "Ad:", "Pub", "Ads", "ADV", "**AD**", "__PR__", "*Pub:*", "Ilan", "Ilan:", "ILAN", "**Ilan:**"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("end", ["\n", "\n\n"])
def test_speakers(name, end, side):
    text = end.join(f"{name}\nWhen did you start?{end}KM\nIn 1999." for _ in range(3))
    assert side.strip_ad_labels(text) == text


def test_scores_and_answers(side):
    for text in ("40\nAD\n40\nAdv\n40\nAD\nGame", "Andorra?\nAD\nPuerto Rico?\nPR\nAnd Andorra?\nAD"):
        assert side.strip_ad_labels(text) == text


def test_a_name_and_a_word_in_lower_case(side):
    assert side.strip_ad_labels("Ilan:\nSnow.\nilan\nFog.") == "Ilan:\nSnow.\nilan\nFog."
    assert side.strip_ad_labels("Ilan:\nSnow.\nilan\nFog.\nilan\nIce.") == "Ilan:\nSnow.\nFog.\nIce."


GOES = {
    "beside a sure label": ("Rain.\nAd\nADVERTISEMENT\nSnow.", "Rain.\nSnow."),
    "decorated": ("Rain.\n- Ad -\nSnow.\n[PR]\nFog.", "Rain.\nSnow.\nFog."),
    "a longer one again": ("Rain.\nSponsored\nSnow.\nSponsored\nFog.", "Rain.\nSnow.\nFog."),
    "in Turkish again": (
        "Yağmur.\nİlan\nKar.\nİlan\nSis.\nilan\nRüzgâr.\nilan\nDon.",
        "Yağmur.\nKar.\nSis.\nRüzgâr.\nDon.",
    ),
    "in Chinese again": ("雨。\n推广\n晴。\n推广\n风。", "雨。\n晴。\n风。"),
    "a longer one in bold": ("Rain.\n**Sponsored**\nSnow.", "Rain.\nSnow."),
}


@pytest.mark.parametrize(("text", "expected"), GOES.values(), ids=GOES)
def test_what_goes(text, expected, side):
    assert side.strip_ad_labels(text) == expected


def test_at_level_strict_they_go(side):
    assert side.strip_ad_labels("Rain.\nAD\nSnow.\nAD\nFog.", level="strict") == "Rain.\nSnow.\nFog."
