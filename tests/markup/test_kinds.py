"""The kinds of ad elements: limits, labels, signals, unwrapped elements (docs/reference/markup.md, section 3)."""

import pytest

import strigil
from options import only
from own_rules import filters, loaded, system, table

OWN = "".join(
    [
        system("A", {"class": "a"}, {"tag": "x-a"}, {"tag": "x-b", "class": "sure"}),
        system("B", {"class": "b"}, {"tag": "x-c"}),
        system("C", {"class": "c"}, {"class": "both"}, scripts=["go(1)", "<b>"]),
        system("D", {"class": "d"}, {"tag": "x-a", "class": "never"}),
        system("unwrap", {"class": "u"}, {"class": "both"}, {"tag": "x-u"}),
        table("names", tokens=["side"], not_with=["my"]),
    ]
)


@pytest.fixture
def rules(side):
    return loaded(side, OWN) | filters(side, "##.listed", "##a[href^='/x']")


# start tag and end tag, visible characters at most, of them without its end tag, bytes at most
LIMITS = {
    "A": ('<div class="a">', "</div>", 2000, 120, 65_536),
    "A in any element": ('<b class="a">', "</b>", 2000, 120, 65_536),
    "A by its tag alone": ("<x-a>", "</x-a>", 500, 120, 65_536),
    "A by its tag and a class": ('<x-b class="sure">', "</x-b>", 2000, 120, 65_536),
    "A by its tag, and by a class": ('<x-a class="a">', "</x-a>", 2000, 120, 65_536),
    "A and B": ('<div class="a b">', "</div>", 2000, 120, 65_536),
    "B": ('<div class="b">', "</div>", 120, 120, 16_384),
    "B in any element": ('<span class="b">', "</span>", 120, 120, 16_384),
    "B by its tag alone": ("<x-c>", "</x-c>", 120, 120, 16_384),
    "B and C": ('<div class="b c">', "</div>", 120, 120, 16_384),
    "a name": ('<div class="side-x"><iframe></iframe>', "</div>", 120, 120, 16_384),
    "a name of an inline element": ('<span class="side-x">', "</span>", 0, 0, 16_384),
    "a name, and B": ('<span class="side-x b">', "</span>", 120, 120, 16_384),
    "a name, and C": ('<span class="side-x c">', "</span>", 0, 0, 16_384),
    "a filter rule": ('<div class="listed">', "</div>", 2000, 120, 65_536),
    "a filter rule, and B": ('<div class="listed b">', "</div>", 2000, 120, 65_536),
    "a filter rule for links": ('<a href="/x">', "</a>", 0, 0, 16_384),
    "D says nothing here": ('<x-a class="never d">', "</x-a>", 500, 120, 65_536),
}
KINDS = pytest.mark.parametrize("kind", LIMITS.values(), ids=LIMITS)


@KINDS
def test_visible_characters(kind, side, rules):
    start, end, visible, _, _ = kind
    for text in ("x" * visible, "é\n\t " * visible, "&amp;" * visible, "<i>x</i>" * visible):
        assert side.strip_ads(f"1{start}{text}{end}2", rules=rules) == "12"
    page = f"1{start}{'x' * (visible + 1)}{end}2"
    assert side.strip_ads(page, rules=rules) == page


@KINDS
def test_an_end_tag_that_is_missing(kind, side, rules):
    start, _, _, unclosed, _ = kind
    page = "<section>1{}{}</section>2"
    assert side.strip_ads(page.format(start, "x" * unclosed), rules=rules) == "<section>1</section>2"
    page = page.format(start, "x" * (unclosed + 1))
    assert side.strip_ads(page, rules=rules) == page


@KINDS
def test_bytes(kind, side, rules):
    start, end, _, _, most = kind
    for filler in ("c", "é"):
        room = most + 1 - len(f"{start}<!---->{end}")
        comment = filler * (room // len(filler.encode())) + "c" * (room % len(filler.encode()))
        assert side.strip_ads(f"1{start}<!--{comment}-->{end}2", rules=rules) == "12"
        page = f"1{start}<!--{comment}c-->{end}2"
        assert side.strip_ads(page, rules=rules) == page


@pytest.mark.parametrize(("name", "most"), [("a", 65_536), ("b", 16_385)])
def test_single_tags(name, most, side, rules):
    tag = f"<img class={name} title=''>"
    for size, goes in ((most, True), (most + 1, False)):
        page = f"1{tag[:-2]}{'t' * (size - len(tag))}'>2"
        assert side.strip_ads(page, rules=rules) == ("12" if goes else page)


@pytest.mark.parametrize("name", ["html", "head", "body", "main", "article", "h1"])
def test_never_these(name, side, rules):
    page = f'<p>1</p><{name} class="a b both listed side-x" id="side">2</{name}>'
    assert side.strip_ads(page, rules=rules) == page


LABELS = {
    "a label": "Advertisement",
    "in capitals": "ADVERTISEMENT",
    "decorated": "— Anzeige —",
    "ambiguous": "Sponsored",
    "of another language": "Publicidad",
    "white space around": "\n\t  Advertisement \r\n",
    "white space between": "Sponsored \n\n  Links",
    "references": "&NewLine;Adver&shy;tisement&colon;",
    "a line that goes on": "Story continues below advertisement",
    "two labels": "Advertisement Advertisement",
    "in parts": "<b>Advertisement</b> <!-- x --> <i>Advertisement</i>",
    "after white space of all the world": "Advertisement\u2003",
}


@pytest.mark.parametrize("label", LABELS.values(), ids=LABELS)
@pytest.mark.parametrize("start", ["<span class=side-x>", "<a href=/x>"])
def test_labels_do_not_count(label, start, side, rules):
    name = start[1:].split()[0]
    assert side.strip_ads(f"1{start}{label}</{name}>2", rules=rules) == "12"


NO_LABELS = {
    "more words": "Advertisement for tea",
    "cut by a tag": "Adver<b>tisement</b>",
    "a word, then a label": "tea <b>Advertisement</b>",
    "a word": "Tea",
    "longer than 64": "Advertisement " * 5,
    "more than 64 characters": "Advertisement" + "-" * 52,
    "no-break spaces count": "Advertisement" + "\xa0" * 52,
}


@pytest.mark.parametrize("text", NO_LABELS.values(), ids=NO_LABELS)
def test_what_is_no_label_counts(text, side, rules):
    page = f"1<span class=side-x>{text}</span>2"
    assert side.strip_ads(page, rules=rules) == page


def test_a_label_of_64_characters(side, rules):
    assert side.strip_ads(f"1<span class=side-x>Advertisement{'-' * 51}</span>2", rules=rules) == "12"


def test_labels_are_left_out_of_the_count(side, rules):
    label = "<i>Advertisement</i>"
    assert side.strip_ads(f"1<div class=b>{label}{'x' * 60}{label}{'x' * 60}{label}</div>2", rules=rules) == "12"


def test_a_less_than_sign_does_not_end_a_text(side, rules):
    """It decorates the label; alone it would count."""
    assert side.strip_ads("1<span class=side-x>Advertisement < Advertisement</span>2", rules=rules) == "12"
    page = "1<span class=side-x>Advertisement<b><</b></span>2"
    assert side.strip_ads(page, rules=rules) == page


SIGNALS = {
    "a script": "<script>x; go(1);</script>",
    "a script among others": "<script>x</script> <script>go(1)</script> <script>y</script>",
    "a script that holds tags": "<script>'<b>'</script>",
    "a script in other elements": "<div><p><script>go(1)</script></p></div>",
    "a script in an ad that stays": "<section><p class=a><script>go(1)</script></section>",
    "an ad": "<div class=a>words</div>",
    "an ad by its tag": "<x-a>words</x-a>",
    "an ad of a list": "<div class=listed>words</div>",
    "a single tag": "<img class=a>",
    "an ad in other elements": "<div><p><b class=a></b></p></div>",
    "an ad that ends with it": "<p class=a>words",
    "an ad in another of these": "<div class=c><img class=a></div>",
    "a label beside it": "Advertisement <img class=a> Advertisement",
}
NO_SIGNALS = {
    "nothing": "",
    "a picture": "<img src=x>",
    "another script": "<script>stop(1)</script><script src='go(1)'></script>",
    "a script in another case": "<script>Go(1)</script>",
    "what a script holds, elsewhere": "<style>go(1)</style><!-- go(1) --><textarea>go(1)</textarea><p title='go(1)'>",
    "an ad of tier B": "<div class=b></div><div class=side-x></div>",
    "a link of a list": "<a href=/x></a>",
    "another of these without a signal": "<div class=c></div>",
    "visible text": "<script>go(1)</script>x",
    "visible text and an ad": "x<img class=a>",
    "a long way": f"<script>go(1)</script>{' ' * 16_384}",
}


@pytest.mark.parametrize("content", SIGNALS.values(), ids=SIGNALS)
def test_tier_c_with_a_signal(content, side, rules):
    assert side.strip_ads(f"1<div class=c>{content}</div>2", rules=rules) == "12"


@pytest.mark.parametrize("content", NO_SIGNALS.values(), ids=NO_SIGNALS)
def test_tier_c_without_a_signal(content, side, rules):
    left = side.strip_ads(f"1<div class=c>{content}</div>2", rules=rules)
    assert left == f"1<div class=c>{side.strip_ads(content, rules=rules)}</div>2"


def test_tier_c_needs_its_signal_inside(side, rules):
    page = "<script>go(1)</script><img class=a><div class=c></div><script>go(1)</script><div class=c></div>"
    assert side.strip_ads(page, rules=rules) == page.replace("<img class=a>", "")


def test_tier_c_is_never_a_single_tag(side, rules):
    page = "<img class=c><x-y class=c />"
    assert side.strip_ads(page, rules=rules) == page


def test_a_script_of_tier_c(side, rules):
    assert side.strip_ads("1<script class=c>go(1)</script>2<script class=c>x</script>3", rules=rules) == (
        "12<script class=c>x</script>3"
    )


def test_a_byline_in_an_ad_plugins_box_stays():
    for page in (
        "<div class='code-block code-block-1'>By Ida Lund</div>",
        "<div class='code-block code-block-1'><p>Correction: the mill burned in May.</p><script>x()</script></div>",
        "<div class='code-block code-block-1'></div>",
    ):
        assert strigil.strip_ads(page) is page
    assert strigil.strip_ads("1<div class='code-block code-block-2'><ins class=adsbygoogle></ins></div>2") == "12"


UNWRAPPED = {
    "a word": ("1<span class=u>tea</span>2", "1tea2"),
    "a block": ("1<div class=u><p>tea</p></div>2", "1<p>tea</p>2"),
    "a dashed element": ("1<x-u>tea</x-u>2", "1tea2"),
    "in one another": ("1<b class=u>2<i class=u>3</i>4</b>5", "12345"),
    "of the same name": ("<b class=u>1<b>2</b>3</b>4", "1<b>2</b>34"),
    "the other way round": ("<b>1<b class=u>2</b>3</b>4", "<b>123</b>4"),
    "before any other kind": ("1<div class='u a b c listed side-x'>tea</div>2", "1tea2"),
    "in an ad": ("1<div class=a>2<b class=u>3</b></div>4", "14"),
    "in an ad that stays": ("<div class=a><b class=u>1</b><h1>2</h1></div>", "<div class=a>1<h1>2</h1></div>"),
    "an ad in it": ("<b class=u>1<img class=a>2</b>3", "123"),
    "without an end": ("1<b class=u>2", "12"),
    "ended by another end tag": ("<p>1<b class=u>2</p>3", "<p>12</p>3"),
    "ended by a start tag": ("<ul><li class=u>1<li>2</ul>", "<ul>1<li>2</ul>"),
    "ended from afar": ("<b class=u>1<p>2</b>3</p>", "1<p>23</p>"),
    "ended inside an ad": ("<b class=u>1<div class=a>2</b>3</div>4", "14"),
    "ended by a heading of another number": ("<h2 class=u>1</h3>2", "12"),
    "over-escaped": ('1<span class&equals;"u">tea<&sol;span>2', "1tea2"),
    "a void element": ("1<img class=u>2<br class=u>", "1<img class=u>2<br class=u>"),
    "a dashed element that ends itself": ("1<x-u/>2", "1<x-u/>2"),
    "raw content": (
        "<script class=u>x</script><textarea class=u><b></textarea>",
        "<script class=u>x</script><textarea class=u><b></textarea>",
    ),
    "never these": ("<article class=u>1</article>", "<article class=u>1</article>"),
}


@pytest.mark.parametrize(("page", "left"), UNWRAPPED.values(), ids=UNWRAPPED)
def test_unwrapped(page, left, side, rules):
    assert side.strip_ads(page, rules=rules) == left


@pytest.mark.parametrize(("page", "left"), UNWRAPPED.values(), ids=UNWRAPPED)
def test_unwrapped_in_a_text(page, left, side, rules):
    """There the tags are what tags always are."""
    texts = (side.clean(html, **only(markup="text", ads="built-in"), rules=rules) for html in (page, left))
    assert len({"".join(text.split()) for text in texts}) == 1


def test_the_words_of_a_link_network_stay():
    page = (
        'call <span class="IL_AD" id="IL_AD1">System</span>.out.println('
        '"x<span class="skimlinks-unlinked">y.com</span>")'
    )
    assert strigil.strip_ads(page) == 'call System.out.println("xy.com")'
    assert strigil.clean(page) == 'call System.out.println("xy.com")'


def test_a_long_tag_is_not_unwrapped(side, rules):
    page = f"<b class=u title='{'t' * 65_600}'>1</b>"
    assert side.strip_ads(page, rules=rules) == page


def test_elements_beyond_the_greatest_depth_are_not_unwrapped(side, rules):
    deep = "<div>" * 1024
    page = f"{deep}<b class=u>1</b>"
    assert side.strip_ads(page, rules=rules) == page


def test_templates(side, rules):
    text = "x" * 200
    page = f"1<template class=b>{text}</template>2"
    assert side.strip_ads(page, rules=rules) == page
    assert side.clean(page, rules=rules) == "12"
    assert side.strip_ads("1<template class=u>x</template>2", rules=rules) == "1x2"
    assert side.clean("1<template class=u>x</template>2", rules=rules) == "12"
    # What a template holds counts for it, and it may hold as much as it likes.
    page = f"1<div class=b><template>{text}</template></div>2"
    assert side.strip_ads(page, rules=rules) == page
    assert side.clean(page, rules=rules) == "1\n2"


def test_a_released_element_stays_open(side):
    text = "x" * 121
    # Its end tag ends it, and no ad element around it.
    assert side.strip_ads(f"1<div class=wpcnt>a<div class=ad-box>{text}</div>b</div>2") == "12"
    assert side.clean(f"1<div class=ad-box>{text}</div>2") == f"1\n{text}\n2"
    # It says how its text is laid out, from its start on.
    assert side.clean(f"<div class=ad-box>a\nb {text} c\nd</div>") == f"a b {text} c d"
    page = f"1<div class=b>{'x' * 2001}<i class=c>y</i></div><i class=c>z</i>"
    rules = side.Rules.from_filter_list("##.b\n##.b > .c")
    assert side.strip_ads(page, rules=rules) == page.replace("<i class=c>y</i>", "")


def test_a_template_may_hold_an_article(side, rules):
    card = "<main><article><h1>{title}</h1><p>x</main>"
    assert side.to_text(f"1<template>{card}</template>2") == "12"
    assert side.to_text(f"1<template><div class=a>x{card}</div></template>2") == "12"
    # An ad element around it stays, the template in it goes.
    assert side.clean(f"1<div class=a>x<template>{card}</template>y</div><p>2", rules=rules) == "1\nxy\n2"
    assert side.to_text(f"1<template>{card}</body>2") == "1\n{title}\nx\n2"
    assert side.to_text(f"1<template>{card}") == "1\n{title}\nx"
