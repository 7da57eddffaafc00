"""Selectors of filter lists that a start tag decides (docs/reference/ads.md, section 4)."""

import pytest

import strigil
from own_rules import filters, loaded, system

# selector, start tags that it selects, start tags that it does not
SELECTORS = {
    "class": (".a", ["<p class=a>", "<b class='x\ta y'>"], ["<p class=A>", "<p class=ab>", "<p id=a>", "<p>"]),
    "id": ("#a", ["<p id=a>", "<p id='&#97;'>"], ["<p id=A>", "<p id='a b'>", "<p id=' a'>", "<p class=a>"]),
    "type": ("b", ["<b>", "<B x>"], ["<p>", "<i class=b>"]),
    "type in capitals": ("SPAN", ["<span>"], ["<b>"]),
    "dashed type": ("x-y", ["<x-y>", "<X-Y>"], ["<x-z>"]),
    "any": ("*", ["<p>", "<x-y>", "<b class=a>"], ["<article>", "<main>", "<h1>", "<body>"]),
    "any with a class": ("*.a", ["<p class=a>"], ["<p>"]),
    "compound": (
        "p.a.b#c[d]",
        ["<p class='b a' id=c d>"],
        ["<p class='b a' id=c>", "<b class='b a' id=c d>", "<p class=a id=c d>"],
    ),
    "the same twice": (".a.a#b#b", ["<p class=a id=b>"], ["<p class=a>"]),
    "two ids": ("#a#b", [], ["<p id=a>", "<p id=b>", "<p id='a b'>"]),
    "attribute": ("[data-a]", ["<p data-a>", "<p DATA-A=b>"], ["<p data>", "<p class=data-a>"]),
    "attribute in capitals": ("[DATA-A]", ["<p data-a>"], ["<p>"]),
    "white space in brackets": ("[ a = 'b' i ]", ["<p a=B>"], ["<p a=c>"]),
    "equal": ("[a=b]", ["<p a=b>", "<p a='&#98;'>"], ["<p a=B>", "<p a=bc>", "<p a>"]),
    "equal, string": ("[a='b c']", ["<p a='b c'>"], ["<p a='b  c'>"]),
    "spaces in a string": ("[a='b  c']", ["<p a='b  c'>"], ["<p a='b c'>"]),
    "equal, empty": ("[a='']", ["<p a>", "<p a=''>"], ["<p a=b>"]),
    "word": ("[a~=b]", ["<p a=b>", "<p a='c\nb d'>"], ["<p a=bc>", "<p a='c\xa0b'>"]),
    "word, empty": ("[a~='']", [], ["<p a>", "<p a=''>", "<p a=' '>"]),
    "word with a space": ("[a~='b c']", [], ["<p a='b c'>", "<p a=b>"]),
    "dash": ("[a|=b]", ["<p a=b>", "<p a=b-c>"], ["<p a=bc>", "<p a='b c'>"]),
    "dash, empty": ("[a|='']", ["<p a>", "<p a=-b>"], ["<p a=b>"]),
    "start": ("[a^=b]", ["<p a=b>", "<p a=bc>"], ["<p a=cb>", "<p a=Bc>"]),
    "start, empty": ("[a^='']", [], ["<p a>", "<p a=b>"]),
    "end": ("[a$=b]", ["<p a=b>", "<p a=cb>"], ["<p a=bc>"]),
    "end, empty": ('[a$=""]', [], ["<p a>", "<p a=b>"]),
    "inside": ("[a*=b]", ["<p a=cbd>"], ["<p a=cBd>"]),
    "inside, empty": ("[a*='']", [], ["<p a>", "<p a=b>"]),
    "flag i": ("[a*='bÉ' i]", ["<p a=cBÉd>"], ["<p a=cbéd>", "<p a=cd>"]),
    "flag I without a space": ("[a='b'I]", ["<p a=B>"], ["<p a=c>"]),
    "flag i of a word": ("[a=b i]", ["<p a=B>"], ["<p a=c>"]),
    "flag s": ("[type=b s]", ["<p type=b>"], ["<p type=B>"]),
    "class as attribute": ("[class='a b']", ["<p class='a b'>"], ["<p class='b a'>"]),
    "a style": ('[style="width: 300px;"]', ["<p style='width: 300px;'>"], ["<p style='width:300px'>"]),
    "a parenthesis in a string": ("[a=')']", ["<p a=')'>"], ["<p a>"]),
    "not": (".a:not(.b)", ["<p class=a>"], ["<p class='a b'>", "<p>"]),
    "not, list": (".a:not(.b, #c,[d] )", ["<p class=a>"], ["<p class='a b'>", "<p class=a id=c>", "<p class=a d>"]),
    "not, compound": (":not(p.a)[x]", ["<b class=a x>", "<p x>"], ["<p class=a x>"]),
    "not, type": ("b:not(.x):NOT([y])", ["<b>"], ["<b class=x>", "<b y>", "<i>"]),
    "not any": (".a:not(*)", [], ["<p class=a>"]),
    "is": (":is(p, b.a)", ["<p>", "<b class=a>"], ["<b>", "<i class=a>"]),
    "where": (".a:where([b],#c)", ["<p class=a b>", "<p class=a id=c>"], ["<p class=a>"]),
    "in one another": (
        ".a:not(:is(.b:not(.c), i))",
        ["<p class=a>", "<p class='a b c'>"],
        ["<p class='a b'>", "<i class=a>"],
    ),
    "escaped": (r".\31 0\:a", ["<p class='10:a'>"], ["<p class='1'>"]),
    "escaped, six digits": (r"#\0000e9x", ["<p id=éx>"], ["<p id=é>"]),
    "escaped, without a digit": (r".a\.b\[c\]", ["<p class='a.b[c]'>"], ["<p class=a>"]),
    "escaped, no character": (r".a\0 b", ["<p class='a\ufffdb'>"], ["<p class=ab>"]),
    "escaped, a surrogate": (r".\d800", ["<p class='\ufffd'>"], ["<p class=d800>"]),
    "escaped, beyond all": (r".\110000", ["<p class='\ufffd'>"], ["<p class=a>"]),
    "escaped in a string": (r"[a='\'\62']", ['<p a="\'b">'], ["<p a=b>"]),
    "escaped name of an attribute": (r"[data\:a]", ["<p data:a>"], ["<p data>"]),
    "no character": (".a\0b", ["<p class='a\ufffdb'>"], ["<p class=ab>"]),
    "letters of all the world": (".werbefläche#广告", ["<p class=werbefläche id=广告>"], ["<p class=werbefläche>"]),
    "dashes": (".-a.--b._c", ["<p class='-a --b _c'>"], ["<p class='a b c'>"]),
}


def end_of(tag):
    return f"</{tag[1:].split()[0].rstrip('>')}>"


@pytest.mark.parametrize(("selector", "selects", "selects_not"), SELECTORS.values(), ids=SELECTORS)
def test_compounds(selector, selects, selects_not, side):
    rules = filters(side, f"##{selector}")
    assert rules.skipped == {}
    for tag in selects:
        assert side.strip_ads(f"1{tag}x{end_of(tag)}2", rules=rules) == "12", tag
    for tag in selects_not:
        page = f"1{tag}x{end_of(tag)}2"
        assert side.strip_ads(page, rules=rules) == page


# selector, page in which x stands in the elements that it selects, and o in others
RELATIONS = {
    "descendant": (".a u", "<u>o</u><p class=a><u>x</u><b><u>x</u></b></p>"),
    "child": (".a > u", "<p class=a><u>x</u><b><u>o</u></b></p>"),
    "child without spaces": (".a>u", "<p class=a><u>x</u><b><u>o</u></b></p>"),
    "three": (".a .b > u", "<p class=a><u>o</u><b class=b><u>x</u></b></p><b class=b><u>o</u></b>"),
    "the nearest is not it": (".a > .b u", "<p class=a><b class=b><i class=b><u>x</u></i></b></p>"),
    "there and back": (".a > b .c u", "<p class=a><b><i class=c><b><u>x</u></b></i></b></p><b class=c><u>o</u></b>"),
    "the same element is no ancestor": ("u.a u", "<u class=a>o<i><u class=a>x</u></i></u>"),
    "any parent": ("* > u", "<u>o</u><b><u>x</u></b>"),
    "closed ones are none": (".a u", "<p class=a>o</p><u>o</u><p class=a>o<p><u>o</u>"),
    "implied ends": ("li.a > u", "<ul><li class=a><u>x</u><li><u>o</u></ul>"),
    "void ones are none": (".a u", "<img class=a><u>o</u><br class=a><u>o</u>"),
    "types in capitals": ("DIV > U", "<div><u>x</u></div>"),
    "attributes": ("[a^=b] u[c]", "<div a=bc><u c>x</u><u>o</u></div>"),
    "pseudo-classes": (":not(.a) > u:is([c])", "<div><u c>x</u></div><p class=a><u c>o</u>"),
    "page": ("body > div u", "<html><body><div><u>x</u></div><u>o</u></body>"),
    "in a link": ("a > u", "<a><u>x</u></a><u>o</u>"),
}


@pytest.mark.parametrize(("selector", "page"), RELATIONS.values(), ids=RELATIONS)
def test_ancestors(selector, page, side):
    rules = filters(side, f"##{selector}")
    assert rules.skipped == {}
    assert side.strip_ads(page, rules=rules).count("x") == 0
    assert side.strip_ads(page, rules=rules).count("o") == page.count("o")


def test_held_elements_are_ancestors(side):
    rules = filters(side, "##.a", "##.a u")
    assert side.strip_ads("1<p class=a><u>2</u></p>3", rules=rules) == "13"
    # The outer one is released by its end tag, which is not its own.
    long = "y" * 121
    assert side.strip_ads(f"<div><p class=a>{long}<u>2</u></div>", rules=rules) == f"<div><p class=a>{long}</div>"


def test_released_elements_are_none(side):
    rules = filters(side, "##.a", "##.a u")
    page = "<p class=a><h1>1</h1><u>2</u>"
    assert side.strip_ads(page, rules=rules) == page


def test_elements_beyond_the_greatest_depth(side):
    rules = filters(side, "##.a", "##div > img", "##div > div > .b")
    deep = "<div>" * 1022
    assert side.strip_ads(f"{deep}<p><img></p><div class=b>x</div><img>1", rules=rules) == f"{deep}<p><img></p>1"
    deep = "<div>" * 1024
    assert (
        side.strip_ads(f"{deep}<img><img class=a><div class=b>x</div>", rules=rules)
        == f"{deep}<img><div class=b>x</div>"
    )


def test_a_long_tag_matches_nothing(side):
    rules = filters(side, "##b u", "##:not(.x) > i")
    for size, left in ((65_536, "<b title='{}'></b>"), (65_537, "<b title='{}'><u>1</u><i>2</i></b>")):
        title = "t" * (size - len("<b title=''>"))
        page = f"<b title='{title}'><u>1</u><i>2</i></b>"
        assert side.strip_ads(page, rules=rules) == left.format(title)


def test_over_escaped_tags(side):
    rules = filters(side, "##.a > b[c='d']")
    assert side.strip_ads('<p class&equals;"a"><b c&equals;&quot;d&quot;>1<&sol;b>2<&sol;p>', rules=rules) == (
        '<p class&equals;"a">2<&sol;p>'
    )


QUIRKS = ("<html>", " \n<!-- x --><?x ?>tea<HTML lang=en>", "<p></p><html><!doctype html>", "<body></body><html>")
STANDARDS = ("", "<body>", "<!doctype html>", "<!DOCTYPE html PUBLIC '-//W3C//HTML 3.2//EN'><html>", "<!doctype><html>")


@pytest.mark.parametrize("start", [*QUIRKS, *STANDARDS])
def test_classes_and_ids_in_quirks_mode(side, start):
    rules = filters(side, "##.Big-Ad", "###Side:not(.no)", "##.Around > u", "##.AÉ")
    page = "<p class='x bIG-ad'>1</p><i id=SIDE>2</i><p class=around><u>3</u></p><b class=aÉ>4</b><i class=No id=side>"
    kept = "<p class=around></p><i class=No id=side>"
    assert side.strip_ads(start + page, rules=rules) == start + (kept if start in QUIRKS else page)


def test_nothing_else_is_in_any_case_in_quirks_mode(side):
    own = loaded(side, system("A", {"class": "Own"}, {"id": "Own"}, {"class": "Own-*"}))
    rules = own | filters(side, "##[class=A]", "##[id^=A]", "##.É", "##p[title~=A]")
    page = "<html><p class=own>1</p><p id=own>2</p><p class=own-x>3</p><p class=a id=a>4<b class=é>5</b><p title=a>6"
    assert side.strip_ads(page, rules=rules) == page


def test_each_document_has_a_mode_of_its_own():
    cleaner = strigil.Cleaner("html", rules=filters(strigil, "##.Big-Ad"))
    for start, left in (("<html>", ""), ("", "1"), ("<!doctype html><html>", "1"), ("<html>", "")):
        assert ("1" in cleaner(f"{start}<p class=big-ad>1</p>")) == bool(left)


# A link that has words is not dropped for its target.
LINKS = {
    "its target": ("[href^='/ad']", "<a href=/ads>{}</a>"),
    "its name": ("a.b", "<a class=b>{}</a>"),
    "its name, in capitals": ("A.b", "<a class=b>{}</a>"),
    "its name, and those around it": (".c > a", "<p class=c><a>{}</a>"),
    "any": ("*", "<a>{}</a>"),
    "what it is not": (":not(.b)", "<a>{}</a>"),
    "its class in a pseudo-class": (":is(.b)", "<a class=b>{}</a>"),
    "its name in a pseudo-class": (":is(a, p)[href]", "<a href=x>{}</a>"),
}


@pytest.mark.parametrize(("selector", "page"), LINKS.values(), ids=LINKS)
def test_links(selector, page, side):
    rules = filters(side, f"##{selector}")
    for empty in ("", " \n", "<img class=x src=y>", "Advertisement", "<!-- x -->"):
        assert "<a" not in side.strip_ads(page.format(empty), rules=rules)
    words = page.format("words of a sentence")
    assert side.strip_ads(words, rules=rules) == words


def test_links_by_class_or_id(side):
    page = "1<a class=b>Buy now, and here</a>2<a id=c>Buy</a>3<a href=/x class=b>Buy</a>4"
    assert side.strip_ads(page, rules=filters(side, "##.b", "###c")) == "1234"
    assert side.strip_ads(page, rules=filters(side, "##[class=b]", "##[id]")) == "1234"
    assert side.strip_ads(page, rules=filters(side, "##a.b", "##a#c", "##.b[href]")) == page.replace(
        "<a href=/x class=b>Buy</a>", ""
    )


def test_other_elements_by_their_attributes(side):
    assert side.strip_ads("1<p href=/ads>words</p>2", rules=filters(side, "##[href^='/ad']")) == "12"
