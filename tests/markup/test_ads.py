"""Ad elements: held back, then dropped or released (docs/reference/markup.md, section 3)."""

import pytest

import strigil
from options import only
from strigil import strip_ads


@pytest.mark.parametrize("name", ["html", "head", "body", "main", "article", "h1"])
def test_never_these(name):
    page = f'<p>a</p><{name} class="wpcnt">b</{name}>'
    assert strip_ads(page) is page


@pytest.mark.parametrize(
    "name",
    ["div", "span", "p", "section", "aside", "h2", "table", "ul", "a", "b", "figure", "x-y", "iframe", "script", "svg"],
)
def test_any_other(name):
    assert strip_ads(f'1<{name} class="u wpcnt">b</{name}>2') == "12"


SINGLE = {
    "void": '<img class="wpcnt" src="x">',
    "void with a slash": '<img class="wpcnt"/>',
    "dashed with a slash": '<amp-ad type="a9" />',
    "dashed with a class": '<x-y class="wpcnt"/>',
    "dashed without a slash": '<amp-ad type="a9"></amp-ad>',
}


@pytest.mark.parametrize("ad", SINGLE.values(), ids=SINGLE)
def test_single_tags(ad):
    assert strip_ads(f"a{ad}b<p>c</p>") == "ab<p>c</p>"


def test_a_slash_closes_no_element_of_html():
    assert strip_ads('a<div class="wpcnt"/>b</div>c') == "ac"


CLOSED_BY_OTHERS = {
    # page: the ad, and what is left
    "the next list item": ("<ul><li class=wpcnt>{}<li>b</ul>", "<ul><li>b</ul>"),
    "the end of the list": ("<ul><li>a</li><li class=wpcnt>{}</ul>b", "<ul><li>a</li></ul>b"),
    "the next paragraph": ("<p class=wpcnt>{}<p>b", "<p>b"),
    "a block": ("<p class=wpcnt>{}<div>b</div>", "<div>b</div>"),
    "the end of the parent": ("<div><span class=wpcnt>{}</div>b", "<div></div>b"),
    "the next cell": ("<table><tr><td class=wpcnt>{}<td>b</table>", "<table><tr><td>b</table>"),
    "the end of the table": ("<table><tr><td><div class=wpcnt>{}</table>b", "<table><tr><td></table>b"),
    "the next link": ("<a class=wpcnt>{}<a>b</a>", "<a>b</a>"),
    "the next option": ("<select><option class=wpcnt>{}<option>b</select>", "<select><option>b</select>"),
    "the next term": ("<dl><dt class=wpcnt>{}<dd>b</dl>", "<dl><dd>b</dl>"),
    "the next heading": ("<h2 class=wpcnt>{}<h3>b</h3>", "<h3>b</h3>"),
    "a button": ("<button class=wpcnt>{}<button>b</button>", "<button>b</button>"),
}


@pytest.mark.parametrize(("page", "left"), CLOSED_BY_OTHERS.values(), ids=CLOSED_BY_OTHERS)
def test_an_end_tag_that_is_missing(page, left):
    assert strip_ads(page.format("x")) == left
    assert strip_ads(page.format("")) == left
    assert strip_ads(page.format("<b>x</b> \n" * 120)) == left
    assert strip_ads(page.format("x" * 120)) == left
    long = page.format("x" * 121)
    assert strip_ads(long) is long


FORGOTTEN = {
    "text that goes on": '<div class="wpcnt">{}',
    "in its parent": '<section><div class="wpcnt">{}',
    "text and elements": '<p>a</p><div class="wpcnt">{}<p>b</p><p>c</p>',
}


@pytest.mark.parametrize("page", FORGOTTEN.values(), ids=FORGOTTEN)
def test_what_never_ends_stays(page):
    for text in ("", "x", "word " * 1000):
        page = page.format(text)
        assert strip_ads(page) is page


VISIBLE = {
    "letters": ("x", 2000),
    "letters of three bytes": ("雨", 2000),
    "emoji": ("🍵", 2000),
    "letters and white space": ("x \n\t\f\r", 2000),
    "references": ("&amp;", 2000),
    "references to two characters": ("&NotEqualTilde;", 1000),
    "references to white space and a letter": ("&NewLine;&Tab;&#32;x", 2000),
    "no-break spaces": ("\xa0", 2000),
    "references to nothing": ("&#1;x", 2000),
    "elements": ("<b>x</b><!-- yyy -->", 2000),
    "literal less-than signs": ("<", 2000),
}


@pytest.mark.parametrize(("piece", "most"), VISIBLE.values(), ids=VISIBLE)
def test_visible_characters(piece, most):
    most_that_goes, too_much = (f'a<div class="wpcnt">{piece * number}</div>b' for number in (most, most + 1))
    assert strip_ads(most_that_goes) == "ab"
    assert strip_ads(too_much) is too_much


@pytest.mark.parametrize(
    "raw", ["<script>{}</script>", "<style>{}</style>", "<textarea>{}</textarea>", "<iframe>{}</iframe>", "<!--{}-->"]
)
def test_what_is_not_visible(raw):
    assert strip_ads('a<div class="wpcnt">' + raw.format("x" * 60_000) + "</div>b") == "ab"


@pytest.mark.parametrize("filler", ["c", "é", "🍵"], ids=["one", "two", "four"])
@pytest.mark.parametrize(
    "shape",
    [
        '<div class="wpcnt"><!--{}--></div>',
        '<div class="wpcnt">{}<b></b></div>',
        '<div class="wpcnt"><script>{}</script></div>',
    ],
)
def test_the_last_byte_of_a_region(shape, filler):
    """It is at most 65,536 bytes behind the first."""
    if shape.endswith("<b></b></div>"):
        filler = " " * len(filler.encode())
    room = 65_537 - len(shape.format(""))
    width = len(filler.encode())
    fits = shape.format(filler * (room // width) + " " * (room % width))
    assert len(fits.encode()) == 65_537
    assert strip_ads(f"é{fits}b") == "éb"
    longer = "é" + fits.replace("wpcnt", "wpcnt ") + "b"
    assert strip_ads(longer) is longer


@pytest.mark.parametrize(("size", "goes"), [(65_536, True), (65_537, False)])
def test_a_long_tag(size, goes):
    tag = '<img class="wpcnt" title="{}">'
    tag = tag.format("t" * (size - len(tag) + 2))
    assert len(tag) == size
    assert strip_ads(f"a{tag}b") == ("ab" if goes else f"a{tag}b")


@pytest.mark.parametrize(
    "trip", ["<article>", "<main>", "<h1>", "<body>", "</body>", "</html>", "<h1 class=x>", "<&sol;body>"]
)
def test_tripwires(trip):
    page = f'<div><p>a</p><div class="wpcnt">b{trip}c</div></div>'
    assert strip_ads(page) is page


@pytest.mark.parametrize(
    "trip",
    [
        "<h2>",
        "</h1>",
        "</article>",
        "</main>",
        "<aside>",
        "<section>",
        "&lt;article>",
        "<!-- <article> -->",
        "<script><article></script>",
    ],
)
def test_no_tripwires(trip):
    assert strip_ads(f'<div><div class="wpcnt">b{trip}c</div></div>') in {"<div></div>", f"<div>{trip}</div>"}


def test_a_released_element_keeps_its_children_open():
    page = '<div class="wpcnt"><p>a<h1>b</h1><ins class="adsbygoogle">x</ins><span class="wpcnt">y</span>c'
    assert strip_ads(page) == '<div class="wpcnt"><p>a<h1>b</h1>c'


NESTED = {
    "both go": ('a<div class="wpcnt">x<amp-ad>y</amp-ad>z</div>b', "ab"),
    "the inner one goes": (
        'a<div class="wpcnt">x<amp-ad>y</amp-ad>z<h1>b</h1></div>',
        'a<div class="wpcnt">xz<h1>b</h1></div>',
    ),
    "the inner one goes, the outer one never ends": (
        'a<div class="wpcnt">x<amp-ad>y</amp-ad>z',
        'a<div class="wpcnt">xz',
    ),
    "the inner one never ends": ('a<div class="wpcnt">x<amp-ad>y</div>b', "ab"),
    "the inner one is long": ('a<div class="wpcnt">x<p class="wpcnt">' + "y" * 121 + "</div>b", "ab"),
    "what an inner one that goes holds does not count": (
        'a<div class="wpcnt">' + "x" * 1501 + "<amp-ad>" + "y" * 500 + "</amp-ad></div>b",
        "ab",
    ),
    "what an inner one that stays holds counts for the outer": (
        'a<div class="wpcnt">' + "x" * 1500 + "<amp-ad>" + "y" * 501 + "</amp-ad></div>b",
        'a<div class="wpcnt">' + "x" * 1500 + "<amp-ad>" + "y" * 501 + "</amp-ad></div>b",
    ),
    "the inner one stays, and the outer one still goes": (
        'a<div class="wpcnt">' + "x" * 1499 + "<amp-ad>" + "y" * 501 + "</amp-ad></div>b",
        "ab",
    ),
    "an inner one without its end tag stays": (
        'a<div class="wpcnt">' + "x" * 1880 + "<p class=wpcnt>" + "y" * 121 + "</div>b",
        'a<div class="wpcnt">' + "x" * 1880 + "<p class=wpcnt>" + "y" * 121 + "</div>b",
    ),
    "an inner one without its end tag goes": (
        'a<div class="wpcnt">' + "x" * 1880 + "<p class=wpcnt>" + "y" * 120 + "</div>b",
        "ab",
    ),
    "one of the same name inside": ('a<div class="wpcnt"><div>x</div><div><div>y</div></div></div>b', "ab"),
    "one after another": ('<amp-ad>x</amp-ad><div class="wpcnt">y</div>a<amp-ad/>', "a"),
}


@pytest.mark.parametrize(("page", "left"), NESTED.values(), ids=NESTED)
def test_nested(page, left, side):
    assert side.strip_ads(page) == left


MISNESTED = {
    "formatting that began before the ad": ('<b>x<div class="wpcnt">y</b>z</div>w', "<b>x</b>w"),
    "formatting that began in the ad": ('x<div class="wpcnt"><b>y</div>z</b>w', "xz</b>w"),
    "two of them": ('<i><b>x<div class="wpcnt">y</b></i>z</div>w', "<i><b>x</b></i>w"),
    "an end tag of nothing": ('<p>x<div class="wpcnt">y</span></i></section>z</div>w', "<p>xw"),
    "a table part outside": (
        '<table><tr><td><div class="wpcnt">y</li></ul>z</div>w</table>',
        "<table><tr><td>w</table>",
    ),
}


@pytest.mark.parametrize(("page", "left"), MISNESTED.values(), ids=MISNESTED)
def test_misnested(page, left, side):
    assert side.strip_ads(page) == left


def test_a_full_stack_begins_no_region():
    deep, ad = "<div>" * 1024, '<div class="wpcnt">x</div>'
    assert strip_ads(f"{'<div>' * 1023}{ad}a") == f"{'<div>' * 1023}a"
    assert strip_ads(f"{deep}{ad}a") == f"{deep}{ad}a"
    assert strip_ads(f'{deep}<img class="wpcnt">a') == f"{deep}a"
    assert strip_ads(f"{deep}<div>{ad}</div></div>{ad}a") == f"{deep}<div>{ad}</div></div>a"


GONE = {
    # A removed element leaves what the text around it needs.
    "a comma": ("Tea<amp-ad></amp-ad>, cake", "Tea, cake"),
    "a bracket": ("(Tea<amp-ad></amp-ad>)", "(Tea)"),
    "a full stop in Chinese": ("雨<amp-ad></amp-ad>。", "雨。"),
    "the sentence goes on": ("Rain fell<amp-ad></amp-ad>and snow", "Rain fell and snow"),
    "the sentence goes on, with spaces": ("Rain fell <amp-ad></amp-ad> and snow", "Rain fell and snow"),
    "a sentence has ended": ("Rain fell.<amp-ad></amp-ad>and snow", "Rain fell.\nand snow"),
    "a quotation has ended": ("“Rain.”<amp-ad></amp-ad>and snow", "“Rain.”\nand snow"),
    "a sentence begins": ("Rain fell<amp-ad></amp-ad>Snow fell", "Rain fell\nSnow fell"),
    "no case": ("雨<amp-ad></amp-ad>天", "雨\n天"),
    "a digit": ("Rain<amp-ad></amp-ad>2026", "Rain\n2026"),
    "at the start": ("<amp-ad></amp-ad>rain", "rain"),
    "at the end": ("rain<amp-ad></amp-ad>", "rain"),
    "a line break counts more": ("rain<amp-ad></amp-ad><br><br>and snow", "rain\n\nand snow"),
    "a block counts more": ("<p>rain<amp-ad></amp-ad></p>and snow", "rain\nand snow"),
    "a cell counts more": ("<table><td>rain<amp-ad></amp-ad><td>and snow", "rain\tand snow"),
    "two of them": ("rain <amp-ad></amp-ad> <img class=wpcnt> and snow", "rain and snow"),
    "a template is no ad": ("ra<template>x</template>in", "rain"),
    "inside a word": ("ra<amp-ad></amp-ad>in", "ra in"),
}


@pytest.mark.parametrize(("page", "text"), GONE.values(), ids=GONE)
def test_what_a_removed_element_leaves(page, text, side):
    assert side.clean(page, **only(markup="text", ads="built-in")) == text


def test_without_rules_nothing_is_an_ad():
    page = 'a <div class="wpcnt">b</div> <amp-ad>c</amp-ad>'
    assert strigil.clean(page, ads=None) == "a\nb\nc"
    assert strigil.clean(page, "html", ads=None) is page
    assert strigil.to_text(page) == "a\nb\nc"


def test_literal_text_has_no_ads():
    page = 'a <div class="wpcnt">b</div>'
    assert strigil.clean(page, "text") is page
