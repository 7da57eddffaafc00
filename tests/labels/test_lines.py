"""Lines that are only an ad label, and what goes with them (docs/reference/labels.md, section 1)."""

import pytest

import strigil
from fragments import LABELS
from options import only
from strigil import strip_ad_labels

ROWS = [(row, text) for row in LABELS["label"] for text in row["text"]]
TEXTS = sorted({text for _, text in ROWS})
# What a text is at best, by any row, in lower case and in capitals.
SURE = {text for row, text in ROWS if row["level"] != "L1" and row["case"] == "any"}
SURE_IN_CAPITALS = SURE | {text for row, text in ROWS if row["level"] != "L1"}
IN_ANY_CASE = {text for row, text in ROWS if row["case"] == "any"}
CALLS = [text for row in LABELS["call_to_action"] for text in row["text"]]


def row_name(value):
    return f"{value['language']} {value['level']}" if isinstance(value, dict) else str(value)


def written(row, text):
    return text.upper() if row["case"] == "upper" else text


@pytest.mark.parametrize(("row", "text"), ROWS, ids=row_name)
def test_every_row(row, text, side):
    text = written(row, text)
    # In the emphasis of Markdown, a short one may be the name of a speaker.
    emphasised = () if len(text) <= 3 and text.isascii() else (f"*{text}*",)
    for line in (f"- {text} -", f"[{text}]", f"— {text} —", *emphasised):
        assert side.strip_ad_labels(f"Rain.\n{line}\nSnow.") == "Rain.\nSnow."
    for line in (text, f"  {text}\t", f"{text}:", f"{text} ▼", f"{text} {text}"):
        assert side.strip_ad_labels(f"Rain.\n{line}\nSnow.", level="strict") == "Rain.\nSnow."
        if row["level"] != "L1":
            assert side.strip_ad_labels(f"Rain.\n{line}\nSnow.") == "Rain.\nSnow."
            assert side.strip_ad_labels(f"Rain.\n{line}\nSnow.", languages=[row["language"]]) == "Rain.\nSnow."


@pytest.mark.parametrize("text", TEXTS)
def test_more_on_the_line_is_no_label(text):
    for line in (f"{text} x", f"The {text} of rain", f"{text}, {text}", f"x{text}", f"{text}1", f"- {text} 2 -"):
        page = f"Rain.\n{line}\nSnow."
        assert strip_ad_labels(page, level="strict") is page


@pytest.mark.parametrize("text", sorted(set(TEXTS) - SURE))
def test_ambiguous_rows_want_a_cue(text):
    for line in (text, f"{text}:", f"- {text}", f"{text} -", f"• {text} •", f"({text}]"):
        page = f"Rain.\n{line}\nSnow."
        assert strip_ad_labels(page) is page


@pytest.mark.parametrize("text", sorted(set(TEXTS) - IN_ANY_CASE))
def test_rows_in_capitals_only(text):
    for other in {text, text.title()}:
        page = f"Rain.\n- {other} -\nSnow."
        assert strip_ad_labels(page) is page


LINES_THAT_GO = [
    "Advertisement", "ADVERTISEMENT", "advertisement", "aDVERTISEMENT", "- Advertisement -", "-- Anzeige --",
    "– reklama –", "【廣告】", "[廣告]",
    "（广告）", "― reklama ―", "Advertisement Advertisement", "Advertisement | Anzeige",
    "ADVERTISEMENT - ADVERTISEMENT", "Advertisement\xa0",
    "\u3000Advertisement", "Adver\xadtisement", "Adver\u200btisement", "\ufeffAdvertisement",
    "Ａｄｖｅｒｔｉｓｅｍｅｎｔ", "Sponsored  \t Links",
    "Sponsored\xa0links", "=== ADVERTISEMENT ===", "___Werbung___", "~ Werbung ~", "(Werbung)", "« Werbung »",
    "Advertisement…", "▼ Advertisement ▼",
    "Publicite\u0301", "PUBLICITÉ", "Story continues below advertisement", "Advertisement - Continue Reading Below",
    "(廣告) 請繼續往下閱讀…",
    "Advertisement Story continues below advertisement", "[PR]", "【PR】", "- PR -", "（PR）", "【AD】", "广 告",
    "QUẢNG CÁO", "スポンサーリンク",
    "A D V E R T I S E M E N T", "R E K L A M A", "S p o n s o r e d  L i n k s", "廣   告", "Sponsoredlinks",
    "Anz\u0435ig\u0435", "РЕK\u041b\u0410M\u0410", "ADV\u0395RTIS\u0395M\u0395NT", "SP0NS0RED LINKS",
    "\U0001d400dvertisement",
    "Adver\u2066tise\u2069ment", "Adver\ufe0ftisement", "رپورتاژ آگهي", "إعـلان إعلان رپورتاژ آگهی", "AdvertisemeNT",
    "Sponsored Advertisement", "Advertisement Ad Ad", "[Ad]", "- Sponsored -", "(Publi-info)",
    "[廣告", "- ADVERTISEMENT", "Scroll to continue with content", "Continue reading below ↓",
    "* * Advertisement * *", "·:·Advertisement·:·",
]  # fmt: skip


@pytest.mark.parametrize("line", LINES_THAT_GO)
def test_goes(line, side):
    assert side.strip_ad_labels(f"Rain.\n{line}\nSnow.") == "Rain.\nSnow."


LINES_THAT_STAY = [
    "The advertisement ran for three weeks.", "Advertisement 1", "Advertisements in May", "Advertising", "Ad", "Ads",
    "AD", "PR", "Sponsored", "Werbung",
    "Anzeigen", "Reklama", "reklama", "Anzeige erstatten", "Publicité des débats", "Inzerce", "Oglas", "- PR", "PR -",
    "| PR |", "• Werbung •", "Promoted",
    "annonce", "请继续往下阅读", "广告法", "Advt", "advt", "ANNONSEN", "No Advertisement", "ad vertisement",
    "Advertisement Anzeige Publicidad", "Advertisement\tAnzeige\tPublicidad", "| Advertisement | Anzeige | REKLAMA |",
    "Sponsored Sponsored", "A d", "广告 法", "Аԁvertiser", "[Ad", "Sponsored | Ad", "Ad - Sponsored - Promoted",
    "Learn more", "Advertisement?", "“Advertisement”", "Advertisement/Anzeige", "- Advertisement - 2",
    "Story continues", "Mainos-TV",
    "Advertisement, Advertisement", "- -", "---", "***", "...", "[]", "·", "Continue reading",
    "Story continues below the advertisement",
    "Router Advertisement", "# Advertising",
]  # fmt: skip


@pytest.mark.parametrize("line", LINES_THAT_STAY)
def test_stays(line, side):
    page = f"Rain.\n{line}\nSnow."
    assert side.strip_ad_labels(page) == page


LEFT_BEHIND = {
    "in the middle": ("a\nADVERTISEMENT\nb", "a\nb"),
    "at the start": ("ADVERTISEMENT\nb", "b"),
    "at the end": ("a\nADVERTISEMENT", "a"),
    "at the end, with a line end": ("a\nADVERTISEMENT\n", "a\n"),
    "alone": ("ADVERTISEMENT", ""),
    "alone, with a line end": ("ADVERTISEMENT\n", ""),
    "two of them": ("a\nADVERTISEMENT\n- Anzeige -\nb", "a\nb"),
    "only labels": ("ADVERTISEMENT\nAnzeige\nPublicidad", ""),
    "a blank line before": ("a\n\nADVERTISEMENT\nb", "a\n\nb"),
    "a blank line behind": ("a\nADVERTISEMENT\n\nb", "a\n\nb"),
    "blank lines on both sides": ("a\n\nADVERTISEMENT\n\nb", "a\n\nb"),
    "a line of spaces": ("a\n\nADVERTISEMENT\n \u3000\nb", "a\n\nb"),
    "labels and blank lines": ("a\n\nADVERTISEMENT\n\nAnzeige\n\n\nPublicidad\n\nb", "a\n\nb"),
    "blank lines at the start": ("ADVERTISEMENT\n\n\nb", "b"),
    "blank lines at the end": ("a\n\nADVERTISEMENT", "a"),
    "blank lines of other places stay": ("a\n\n\n\nb\n\nADVERTISEMENT\nc\n\n\nd", "a\n\n\n\nb\n\nc\n\n\nd"),
    "nothing": ("", ""),
    "only blank lines": ("\n\n", "\n\n"),
    "no line end but LF counts": ("a\rADVERTISEMENT\rb", "a\rADVERTISEMENT\rb"),
}


@pytest.mark.parametrize(("text", "expected"), LEFT_BEHIND.values(), ids=LEFT_BEHIND)
def test_what_stays_behind(text, expected, side):
    assert side.strip_ad_labels(text) == expected


CALLS_TO_ACTION = {
    "behind a label": ("a\nADVERTISEMENT\nLearn more\nb", "a\nb"),
    "before a label": ("a\nLearn more\nADVERTISEMENT\nb", "a\nb"),
    "between": ("a\nShop now\nADVERTISEMENT\nLearn more\nb", "a\nb"),
    "one blank line": ("a\nADVERTISEMENT\n\nLearn more\nb", "a\n\nb"),
    "one blank line before a label": ("a\nLearn more\n\nADVERTISEMENT\nb", "a\n\nb"),
    "two blank lines": ("a\nADVERTISEMENT\n\n\nLearn more\nb", "a\n\nLearn more\nb"),
    "two blank lines before a label": ("a\nLearn more\n\n\nADVERTISEMENT\nb", "a\nLearn more\n\n\nb"),
    "alone": ("a\nLearn more\nb", "a\nLearn more\nb"),
    "another line between": ("a\nADVERTISEMENT\nSale!\nLearn more\nb", "a\nSale!\nLearn more\nb"),
    "behind another call": ("ADVERTISEMENT\nLearn more\nShop now\nb", "Shop now\nb"),
    "a longer line": ("ADVERTISEMENT\nLearn more about rye.\nb", "Learn more about rye.\nb"),
    "decorated": ("ADVERTISEMENT\n[ Learn more ]\nb", "b"),
    "an item of a list": ("ADVERTISEMENT\n• Learn more\nb", "• Learn more\nb"),
    "beside a label with a cue": ("Sponsored\nSponsored\nLearn more\nb", "b"),
    "beside a label without": ("Sponsored\nLearn more\nb", "Sponsored\nLearn more\nb"),
    "of another language": ("Publicidad\nMehr erfahren\nb", "b"),
    "arrows": ("ADVERTISEMENT\nLearn more →\nb", "b"),
    "arrows of two kinds": ("ADVERTISEMENT\nSHOP NOW »›\nb", "b"),
    "a full stop": ("ADVERTISEMENT\nLearn more.\nb", "b"),
    "the first line": ("Learn more\nADVERTISEMENT\nb", "b"),
    "the last line": ("a\nADVERTISEMENT\nLearn more", "a"),
    "beside a label that stays": ("a\nADVERTISEMENT x\nLearn more\nb", "a\nADVERTISEMENT x\nLearn more\nb"),
}


@pytest.mark.parametrize(("text", "expected"), CALLS_TO_ACTION.values(), ids=CALLS_TO_ACTION)
def test_calls_to_action(text, expected, side):
    assert side.strip_ad_labels(text) == expected


@pytest.mark.parametrize("call", CALLS)
def test_every_call(call):
    assert strip_ad_labels(f"a\nADVERTISEMENT\n{call}\nb") == "a\nb"
    assert strip_ad_labels(f"a\n{call[0].upper()}{call[1:]} ›\nADVERTISEMENT\nb") == "a\nb"
    page = f"a\n{call}\nb\nADVERTISEMENT x"
    assert strip_ad_labels(page) is page


@pytest.mark.parametrize(("length", "goes"), [(255, True), (256, True), (257, False)])
@pytest.mark.parametrize("filler", ["-", "—", " "], ids=["one byte", "three bytes", "spaces"])
def test_long_lines(length, goes, filler):
    room = length - len("Advertisement") - 2
    line = "- Advertisement" + filler * (room // len(filler.encode())) + "-" * (room % len(filler.encode()))
    assert len(line.encode()) == length
    text = f"a\n{line}\nb"
    assert strip_ad_labels(text) == ("a\nb" if goes else text)


def test_a_long_line_of_spaces_is_not_blank():
    text = "a\n\nADVERTISEMENT\n{}\nb"
    assert strip_ad_labels(text.format(" " * 256)) == "a\n\nb"
    assert strip_ad_labels(text.format(" " * 257)) == f"a\n\n{' ' * 257}\nb"


FENCED = {
    "backticks": "```\nADVERTISEMENT\n```",
    "a language": "``` python\nADVERTISEMENT\nLearn more\n```",
    "spaces before": "  \t```\nADVERTISEMENT\n ```",
    "more than three": "`````\nADVERTISEMENT\n```\nADVERTISEMENT\n`````",
    "never closed": "```\nADVERTISEMENT",
    "a line of backticks in it": "````\nADVERTISEMENT\n``` x\nADVERTISEMENT\n````",
    "not closed by a line with more on it": "```\n``` x\nADVERTISEMENT\n```",
}


@pytest.mark.parametrize("code", FENCED.values(), ids=FENCED)
def test_code(code, side):
    text = f"a\n{code}\n"
    assert side.strip_ad_labels(text) == text


NOT_FENCED = {
    "behind code": ("```\nADVERTISEMENT\n```\nADVERTISEMENT\na", "```\nADVERTISEMENT\n```\na"),
    "two backticks": ("``\nADVERTISEMENT\na", "``\na"),
    "tildes are decoration": ("~~~\nADVERTISEMENT\n~~~\na", "~~~\n~~~\na"),
    "a backtick behind": ("``` x`\nADVERTISEMENT\na", "``` x`\na"),
    "something before": ("x ```\nADVERTISEMENT\na", "x ```\na"),
}


@pytest.mark.parametrize(("text", "expected"), NOT_FENCED.values(), ids=NOT_FENCED)
def test_no_code(text, expected, side):
    assert side.strip_ad_labels(text) == expected


PROTECTED = {
    "a heading": "<h2>Advertisement</h2><p>a</p>",
    "a part of a heading": "<h2>Adver<b>tise</b>ment</h2><p>a</p>",
    "preformatted": "<pre>Advertisement</pre><p>a</p>",
    "a textarea": "<p>b</p><textarea>Advertisement</textarea><p>a</p>",
}


@pytest.mark.parametrize("page", PROTECTED.values(), ids=PROTECTED)
def test_headings_and_verbatim_text(page, side):
    assert "Advertisement\na" in side.clean(page)


@pytest.mark.parametrize("page", [
    "<p>b</p><p>Advertisement</p><p>a</p>", "b<br>Advertisement<br>a", "b<div>- Adver<i>tise</i>ment -</div>a",
    "<p>b<ul><li>Advertisement</ul><p>a",
    "b<p>&lsqb;Anzeige&rsqb;</p>a", "b<p>ADVERTISEMENT</p><p><a>Learn more</a></p>a", "b\nAdvertisement\na",
    "<p>b<table><td>Advertisement</table><p>a",
    "<h2>b</h2><p>Advertisement</p><pre>a</pre>",
], ids=range(9))  # fmt: skip
def test_lines_of_markup(page, side):
    assert side.clean(page) == "b\na"


def test_a_label_that_an_earlier_stage_brings_to_light():
    assert strigil.clean("a\n&#45; Adver&shy;tise\x01\xadment&nbsp;-\r\nb", "text") == "a\n- Advertise ment -\nb"
    assert strigil.clean("a\n&#45; Adver&shy;tisement&nbsp;-\r\nb", "text") == "a\nb"
    assert strigil.clean("a\u2029\u2014 Publicite\u0301 \u2014\x85b", "text") == "a\nb"


def test_none_leaves_labels_alone():
    assert strigil.clean("a\nADVERTISEMENT\nb", labels=None) == "a\nADVERTISEMENT\nb"
    assert strigil.clean("a\nADVERTISEMENT\nb", "html") == "a\nADVERTISEMENT\nb"
    assert strigil.clean("a\nADVERTISEMENT\nb", **only(labels="safe")) == "a\nb"
