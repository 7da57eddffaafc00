"""Labels among their own kind stay, alone they go (docs/reference/labels.md, section 4)."""

import pytest

SCRIPT = "(adsbygoogle = window.adsbygoogle || []).push({});"

STAYS = {
    "items": "- News\n- Advertisement\n- Film",
    "the first item": "Rain.\n- Advertisement\n- Film\nSnow.",
    "the last item": "Rain.\n- Film\n- Advertisement\nSnow.",
    "items with blank lines between": "- News\n\n- Advertisement\n\n- Film",
    "other bullets": "* News\n• ADVERTISEMENT\n- Film",
    "a list in a list": "1. News\n  - Print\n  - Advertisement\n2. Film",
    "numbered items beside it": "1. News\n- Advertisement\nRain.",
    "items in bold": "- **News**\n- **Advertisement**\n- **Film**",
    "only labels, of different words": "- Advertisement\n- Publicité\n- Sponsored",
    "an item that says that the article goes on": "- Rain\n- Story continues below advertisement\n- Snow",
    "an entry": "press = Presse\nadvertisement = Anzeige\npaper = Zeitung",
    "an entry with a colon": "Zeitung: paper\nAnzeige: advertisement",
    "an entry with a dash": "ad – Werbung\npaper – Zeitung",
    "an entry with a tabulator": "press\tPresse\nadvertisement\tAnzeige",
    "an entry after folding": "press Presse\nadvertisement Anzeige\npaper Zeitung",
    "two entries of labels": "advertisement = Anzeige\nads = Werbung",
    "lines with a mark": "» News\n» Advertisement\n» Film",
    "lines with an arrow": "→ News\n→ Advertisement",
    "a quotation": "> News\n> Advertisement\n> Film",
    "boxes to tick": "[ ] News\n[ ] Advertisement\n[ ] Film",
    "terms of Markdown": "Advertisement\n: A paid notice\n\nArticle\n:   A text",
    "a term and a blank line": "Advertisement\n\n: A paid notice",
    "rows of a table": "| News |\n| Advertisement |\n| Film |",
    "words of a list": "advertise\nadvertisement\nadvertiser\nadverse",
    "words with the same first letter": "adult\nAdvertisement\naerial",
    "words of a list in Chinese": "广场\n广告\n广播",
    "the first word of a list in Korean": "광고\n광장\n광주",
    "the last word of a list in Korean": "관광\n광주\n광고",
    "an index": "acid rain\nadvertisement\nair travel\nalgebra",
    "an index with capitals": "Adult Education\nAdvertisement\nAdvice Lines",
    "an index of marks": "ad agencies\nad blockers\nadvertisement\nadvice on ads",
    "words with the same first letters": "spoon\nsponsored links\nsport",
    "words in Vietnamese": "quảng bá\nQUẢNG CÁO\nquảng trường",
    "an index in Russian": "размер шрифта\nреклама\nремонт обуви",
}


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_stays(text, side):
    assert side.strip_ad_labels(text) == text
    assert side.strip_ad_labels(f"Rain.\n\n{text}\n\nSnow.") == f"Rain.\n\n{text}\n\nSnow."


GOES = {
    "a single item": ("Rain.\n\n- Advertisement\n\nSnow.", "Rain.\n\nSnow."),
    "a decorated line behind a list": ("- a\n- b\n- Advertisement -\nRain.", "- a\n- b\nRain."),
    "two blank lines between": ("- News\n\n\n- Advertisement", "- News\n"),
    "the same item again": ("- Advertisement\n- Advertisement\nRain.", "Rain."),
    "a line beside an item": ("- News\nAdvertisement\n- Film", "- News\n- Film"),
    "an entry alone": ("Rain fell.\nadvertisement = Anzeige\nSnow fell.", "Rain fell.\nSnow fell."),
    "another separator": ("press = Presse\nAnzeige: advertisement", "press = Presse"),
    "another mark": ("» News\n→ Advertisement\nRain.", "» News\nRain."),
    "a mark around": ("» News\n» Advertisement «\nRain.", "» News\nRain."),
    "a mark without white space": ("»News\n»Advertisement\nRain.", "»News\nRain."),
    "a term and a label": ("Rain.\nAnzeige\n: Advertisement :\nSnow.", "Rain.\nSnow."),
    "a colon without white space": ("Advertisement\n:) Rain.", ":) Rain."),
    "a separator in a sentence": ("Rain - fog.\nAdvertisement - Continue reading below", "Rain - fog."),
    "two words of one language": ("Rain fell\nSponsored Advertisement\nSnow", "Rain fell\nSnow"),
    "one word with the same first letter": ("And\nAdvertisement\nRain", "And\nRain"),
    "lines in order, with capitals": ("About us\nAdvertisement\nAll news", "About us\nAll news"),
    "lines in no order": ("air travel\nadvertisement\nacid rain", "air travel\nacid rain"),
    "lines with other letters": ("tea and milk\nadvertisement\nwater", "tea and milk\nwater"),
    "one line with the same letter": ("acid rain\nadvertisement\nbaker", "acid rain\nbaker"),
    "headlines": (
        "Adults drink more tea than ever\nAdvertisement\nAdvice for them: wait",
        "Adults drink more tea than ever\nAdvice for them: wait",
    ),
    "lines that begin with the label": ("Rain\n광고\n광고문의\nSnow", "Rain\n광고문의\nSnow"),
    "the label and more of it": (
        "Advertisement by Shell\nAdvertisement\nAdvertisement by BP",
        "Advertisement by Shell\nAdvertisement by BP",
    ),
    "a word in Korean": ("비가 온다.\n광고\n주말", "비가 온다.\n주말"),
    "a word with decoration": ("Advertise.\nAdvertisement\nRain", "Advertise.\nRain"),
    "more than a word": ("Advertise here\nAdvertisement\nadult life", "Advertise here\nadult life"),
    "a long item beside it": (f"- {'x' * 300}\n- Advertisement\nRain.", f"- {'x' * 300}\nRain."),
    "a share button beside it": ("- Facebook\n- Advertisement\nRain.", "- Facebook\nRain."),
    "a script between": (f"- News\n{SCRIPT}\n- Advertisement\nRain.", "- News\nRain."),
    "an invisible line beside it": ("Rain.\n\u200b\nAdvertisement\n\u200b\nSnow.", "Rain.\n\u200b\n\u200b\nSnow."),
    "a dash beside it": ("Loshaun Dixon\n-\n- Advertisement -\nRain.", "Loshaun Dixon\n-\nRain."),
    "at level strict": ("- News\n- Advertisement", "- News"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), GOES.values(), ids=GOES)
def test_goes(text, expected, side, request):
    level = "strict" if "strict" in request.node.callspec.id else "safe"
    assert side.strip_ad_labels(text, level=level) == expected


NO_CUE = {
    "beside it": "- News\n- Advertisement\nSponsored\nRain.",
    "for a call to action": "- News\n- Advertisement\nLearn more\nRain.",
    "by its words": "- News\n- Sponsored\nRain.\nSponsored\nSnow.",
    "inside a line": "- News\n- Advertisement\nRain fell. Advertisement Snow fell.",
}


@pytest.mark.parametrize("text", NO_CUE.values(), ids=NO_CUE)
def test_what_stays_is_no_cue(text, side):
    assert side.strip_ad_labels(text) == text


def test_the_number_of_an_item_ends_no_sentence(side):
    text = "10. Advertisement\n11. Film\n12. Advertisement\n13. Advertisement Upper"
    assert side.strip_ad_labels(text) == text
    text = "Rain in 10. Advertisement Snow.\nFog. Advertisement Wind."
    assert side.strip_ad_labels(text) == "Rain in 10. Snow.\nFog. Wind."


PARTS = {
    "items": ("<ul><li>News</li><li>Advertisement</li><li>Film</li></ul>", "News\nAdvertisement\nFilm"),
    "items without end tags": ("<p>a<ul><li>News<li>Advertisement</ul>", "a\nNews\nAdvertisement"),
    "links of a menu": (
        "<nav><ul><li><a href=/>Inicio</a></li>\n<li>&nbsp;<a href=/publicidad>Publicidad</a></li></ul></nav>",
        "Inicio\nPublicidad",
    ),
    "a menu twice": ("<ul><li>Home<li>Ads<li>Film</ul><p>x</p>" * 2, "Home\nAds\nFilm\nx\nHome\nAds\nFilm\nx"),
    "a paragraph in an item": ("<ul><li><p>News</p><li><p>Advertisement</p></ul>", "News\nAdvertisement"),
    "an item with a list": ("<ul><li>Advertisement<ul><li>Print</ul></ul>", "Advertisement\nPrint"),
    "an item behind a list": (
        "<ol><li>Media<ul><li>News</ul><li>Advertisement</ol>",
        "Media\nNews\nAdvertisement",
    ),
    "decorated items": ("<ul><li>- News -<li>- Advertisement -</ul>", "- News -\n- Advertisement -"),
    "terms": ("<dl><dt>Advertisement</dt><dd>A paid notice.</dd></dl>", "Advertisement\nA paid notice."),
    "cells": ("<table><tr><td>News<tr><td>Advertisement<tr><td>Film</table>", "News\nAdvertisement\nFilm"),
    "rows": ("<table><tr><td>Advertisement<td>Anzeige<tr><td>Press<td>Presse</table>", None),
    "options": ("<select><option>News<option>Advertisement</select>", "News\nAdvertisement"),
    "a caption of a picture": ("<figure><figcaption>Advertisement</figcaption></figure>a", "Advertisement\na"),
    "a caption of a table": ("<table><caption>Advertisement</caption><tr><td>a</table>", "Advertisement\na"),
    "a summary": ("<details><summary>Advertisement</summary>a</details>", "Advertisement\na"),
    "a single item": ("<p>a</p><ul><li>Advertisement</li></ul><p>b</p>", "a\nb"),
    "items of two lists": ("<ul><li>a</ul><ul><li>Advertisement</ul>", "a"),
    "a cell in a cell": ("<table><tr><td>a<table><tr><td>Advertisement</table>b</table>", "a\nb"),
    "cells of two tables": ("<table><tr><td>a</table><table><tr><td>Advertisement</table>", "a"),
    "a single cell": ("<p>a<table><tr><td>Advertisement</table>b", "a\nb"),
    "a part of an item": ("<ul><li><p>a</p><p>Advertisement</p><p>b</p></ul>", "a\nb"),
    "a division": ("<p>a</p><div>Advertisement</div><p>b</p>", "a\nb"),
    "an ad that was an item": ("<ul><li class=wpcnt>x</li><li>Advertisement</ul><p>a", "a"),
}  # fmt: skip


@pytest.mark.parametrize(("page", "expected"), PARTS.values(), ids=PARTS)
def test_parts_of_a_page(page, expected, side):
    clean = side.clean(page)
    # How cells are told apart is not the matter here.
    assert clean == expected or (expected is None and clean.split() == ["Advertisement", "Anzeige", "Press", "Presse"])


@pytest.mark.parametrize("whitespace", ["lines", "inline", None])
def test_parts_in_every_layout(whitespace, side):
    page = "<ul><li>News<li>Advertisement</ul><p>a</p><p>Advertisement</p><p>b</p>"
    assert side.clean(page, whitespace=whitespace).split() == ["News", "Advertisement", "a", "b"]
