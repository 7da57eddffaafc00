"""Ambiguous labels and their cues, levels, languages and a user's rows (docs/reference/labels.md, section 4)."""

import pytest

from fragments import LABELS

FAR = "x\n" * 2100

CUES = {
    "none": ("a\nSponsored\nb", "a\nSponsored\nb"),
    "decoration": ("a\n[Sponsored]\nb", "a\nb"),
    "decoration on one side": ("a\n- Sponsored\nb", "a\n- Sponsored\nb"),
    "a label before": ("a\nAdvertisement\nSponsored\nb", "a\nb"),
    "a label behind": ("a\nSponsored\nAdvertisement\nb", "a\nb"),
    "a label, a blank line": ("a\nAdvertisement\n\nSponsored\nb", "a\n\nb"),
    "a label, two blank lines": ("a\nAdvertisement\n\n\nSponsored\nb", "a\n\nSponsored\nb"),
    "a line between": ("a\nAdvertisement\nx\nSponsored\nb", "a\nx\nSponsored\nb"),
    "a decorated one beside it": ("a\n- Werbung -\nSponsored\nb", "a\nb"),
    "one that goes for a cue proves nothing": ("Sponsored\nPromoted\nAdvertisement", "Sponsored"),
    "a line that says that the article goes on": ("Ad\nArticle continues below this ad\nb", "b"),
    "a call to action proves nothing": ("Sponsored\nLearn more\nb", "Sponsored\nLearn more\nb"),
    "twice": ("a\nSponsored\nb\nSponsored\nc", "a\nb\nc"),
    "twice, written in two ways": ("a\nSPONSORED:\nb\nSponsored\nc", "a\nb\nc"),
    "twice, once with its word again": ("a\nSponsored\nb\nSponsored Sponsored\nc", "a\nb\nc"),
    "twice, once decorated": ("a\nSponsored\nb\n[Sponsored]\nc", "a\nb\nc"),
    "two words twice": ("a\nSponsored\nb\nPromoted\nc", "a\nSponsored\nb\nPromoted\nc"),
    "the same word twice on a line": ("a\nSponsored Sponsored\nb", "a\nSponsored Sponsored\nb"),
    "far behind": (f"Sponsored\n{FAR}Sponsored\nb", f"Sponsored\n{FAR}b"),
    "three, the first of them far": (f"Sponsored\n{FAR}Sponsored\nb\nSponsored\nc", f"Sponsored\n{FAR}b\nc"),
    "near enough": (f"Sponsored\n{'x' * 4094}\nSponsored\nb", f"{'x' * 4094}\nb"),
    "one too far": (f"Sponsored\n{'x' * 4095}\nSponsored\nb", f"Sponsored\n{'x' * 4095}\nb"),
    "items of lists": ("• Advertising\nx\n• Advertising\ny", "• Advertising\nx\n• Advertising\ny"),
    "an item proves nothing": ("* Advertising\nx\nAdvertising\ny", "* Advertising\nx\nAdvertising\ny"),
    "an item that is a sure label": ("a n n o n s e\nx\n*ANNONSE →\ny", "x\ny"),
    "an item beside a label": ("Advertisement\n• Advertising\ny", "• Advertising\ny"),
    "two labels on a line": ("Sponsored Advertisement\ny", "y"),
    "two ambiguous ones on a line": ("Sponsored Ad\ny", "Sponsored Ad\ny"),
    "code proves nothing": ("```\nSponsored\n```\nSponsored\nx", "```\nSponsored\n```\nSponsored\nx"),
    "capitals of another word": ("a\nPr\nb\nPr\nc", "a\nPr\nb\nPr\nc"),
    "capitals": ("a\nADVERTISEMENT\nPR\nb", "a\nb"),
    "other letters": ("a\nADVERTISEMENT\nPr\nb", "a\nPr\nb"),
}


@pytest.mark.parametrize(("text", "expected"), CUES.values(), ids=CUES)
def test_cues(text, expected, side):
    assert side.strip_ad_labels(text) == expected


STRICT = {
    "no cue": ("a\nSponsored\nb", "a\nb"),
    "an item of a list": ("a\n• Werbung\nb", "a\nb"),
    "a call to action beside it": ("a\nSponsored\nLearn more\nb", "a\nb"),
    "two beside each other": ("a\nSponsored\nPromoted\nb", "a\nb"),
    "a sentence": ("Werbung nervt.\nTracking nervt.", "Werbung nervt.\nTracking nervt."),
    "code": ("```\nSponsored\n```", "```\nSponsored\n```"),
    "capitals": ("a\nPr\nb", "a\nPr\nb"),
    "an inline label needs proof": ("Rain. Advertisement Snow.", "Rain. Advertisement Snow."),
    "an ambiguous label is proof": ("Rain. Advertisement Snow.\nAd", "Rain. Snow."),
}


@pytest.mark.parametrize(("text", "expected"), STRICT.values(), ids=STRICT)
def test_strict(text, expected, side):
    assert side.strip_ad_labels(text, level="strict") == expected


LANGUAGES = {
    "all": (None, "Rain.\nSnow."),
    "one": (["de"], "ADVERTISEMENT\nRain.\nREKLAMA\nSnow."),
    "another": (["en"], "Rain.\nAnzeige\nREKLAMA\nSnow."),
    "two": (("de", "en"), "Rain.\nREKLAMA\nSnow."),
    "a set": ({"pl"}, "ADVERTISEMENT\nRain.\nAnzeige\nSnow."),
    "none": ([], "ADVERTISEMENT\nRain.\nAnzeige\nREKLAMA\nSnow."),
}


@pytest.mark.parametrize(("languages", "expected"), LANGUAGES.values(), ids=LANGUAGES)
def test_languages(languages, expected, side):
    text = "ADVERTISEMENT\nRain.\nAnzeige\nREKLAMA\nSnow."
    assert side.strip_ad_labels(text, languages=languages) == expected
    assert side.clean(text, "text", languages=languages) == expected


@pytest.mark.parametrize("languages", [["en"], None])
def test_inline_labels_are_english(languages, side):
    text = "Rain. Story continues below advertisement Snow. Credit: AP Advertisement Mayor"
    assert side.strip_ad_labels(text, languages=languages) == "Rain. Snow. Credit: AP Mayor"
    assert side.strip_ad_labels(text, languages=["de", "id"]) == text


def test_errors(side):
    for level in ("loose", "", None, 1):
        with pytest.raises(ValueError, match="safe"):
            side.strip_ad_labels("a", level=level)
    for languages in (["xx"], ["en", "german"], ["EN"], [""]):
        with pytest.raises(ValueError, match="zh-Hant"):
            side.strip_ad_labels("a", languages=languages)
        with pytest.raises(ValueError, match="zh-Hant"):
            side.Cleaner(languages=languages)
    for languages in ("en", 1, [1], [None]):
        with pytest.raises(TypeError, match="languages"):
            side.strip_ad_labels("a", languages=languages)
        with pytest.raises(TypeError, match="languages"):
            side.Cleaner(languages=languages)


def test_levels_of_a_cleaner(side):
    text = "a\nSponsored\nb"
    assert side.clean(text, "text") == text
    assert side.clean(text, "text", labels="strict") == "a\nb"
    assert side.clean(f"<p>{text.replace(chr(10), '<p>')}", labels="strict") == "a\nb"


def test_the_choices_of_languages(side):
    with pytest.raises(ValueError, match="klingon") as caught:
        side.strip_ad_labels("a", languages=["klingon"])
    assert all(row["language"] in str(caught.value) for row in LABELS["label"])
