"""Rows of a file of rules: their conditions (docs/reference/ads.md, sections 1 and 2)."""

import pytest

from fragments import AD_SCRIPTS, ROWS, ad_tag
from own_rules import loaded, system

# condition, tags that it matches, tags that it does not
CONDITIONS = {
    "tag": ({"tag": "div"}, ["<div>", "<DIV>", "<div class=x>", "<div/>"], ["<p>", "<x-div>"]),
    "dashed tag": ({"tag": "x-y"}, ["<x-y>", "<X-Y a=b>"], ["<x-yz>", "<x-y-z>"]),
    "class": (
        {"class": "a-b"},
        [
            "<div class=a-b>",
            '<p class="x a-b y">',
            '<p class="\n\ta-b\f">',
            '<p class="a-b&NewLine;c">',
            "<p CLASS=a-b>",
        ],
        ["<div class=A-B>", "<div class=a-bc>", "<div class=xa-b>", "<div id=a-b>", "<div class>", "<div>"],
    ),
    "class, other white space": ({"class": "a"}, ["<p class='a\fb'>"], ["<p class='a\xa0b'>", "<p class='a\vb'>"]),
    "class prefix": ({"class": "a*"}, ["<p class=a>", "<p class='x ab'>"], ["<p class=A>", "<p class=xa>"]),
    "class suffix": ({"class": "*a"}, ["<p class=a>", "<p class='ba x'>"], ["<p class=ab>"]),
    "class inside": ({"class": "a*b*c"}, ["<p class=abc>", "<p class=a-b-bc>"], ["<p class=acb>", "<p class='a b c'>"]),
    "class with a digit": ({"class": "a[0-9]"}, ["<p class=a7>"], ["<p class=a>", "<p class=a77>", "<p class=a٣>"]),
    "digits": ({"class": "a[0-9]*[0-9]b"}, ["<p class=a12b>", "<p class=a1x2b>"], ["<p class=a1b>"]),
    "any class": ({"class": "*"}, ["<p class=a>"], ["<p>", "<p class>", "<p class=' '>", "<p id=a>"]),
    "signs": ({"class": "a.b+c]^$(?"}, ["<p class='a.b+c]^$(?'>"], ["<p class=axbc>"]),
    "id": ({"id": "a"}, ["<div id=a>", "<p id=&#97;>"], ["<div id=A>", "<div id='a b'>", "<div id=' a'>", "<div>"]),
    "id with white space": ({"id": "a b"}, ["<p id='a b'>"], ["<p id=a>"]),
    "id pattern": ({"id": "a*[0-9]"}, ["<p id=a7>", "<p id='a\n7'>"], ["<p id=a>", "<p id=7a>"]),
    "any id": ({"id": "*"}, ["<p id=a>", "<p id=''>", "<p id>"], ["<p>", "<p class=a>"]),
    "attr": ({"attr": "data-a"}, ["<p data-a>", "<p DATA-A=x>"], ["<p data-ab>", "<p>"]),
    "value": ({"attr": "a", "value": "b"}, ["<p a=b>", "<p a='&#98;'>"], ["<p a=B>", "<p a=bc>", "<p a>", "<p b=b>"]),
    "empty value": ({"attr": "a", "value": ""}, ["<p a>", "<p a=''>"], ["<p a=b>", "<p>"]),
    "value pattern": ({"attr": "a", "value": "*b[0-9]"}, ["<p a=b1>", "<p a=ab1>"], ["<p a=b>"]),
    "first of two": ({"attr": "a", "value": "b"}, ["<p a=b a=c>"], ["<p a=c a=b>"]),
    "host": (
        {"host": "a.com"},
        [
            "<img src=//a.com/x>",
            "<img src=https://b.a.com>",
            "<img src='HTTP://c.B.A.COM:8080/?x'>",
            "<img src=' \n\thttps://u:p@a.com#x'>",
            "<img src='https://x@y@a.com?q'>",
            r"<img src='https://a.com\b'>",
        ],
        [
            "<img src=//xa.com>",
            "<img src=//a.com.br>",
            "<img src=//b.com/a.com>",
            "<img src=https:a.com>",
            "<img src=a.com>",
            "<img src=ftp://a.com>",
            "<img src=/a.com>",
            "<img src='x //a.com'>",
            "<img src=//a.com@b.com>",
            "<img src=//b.com?@a.com>",
            r"<img src='https://b.com\@a.com'>",
            "<img href=//a.com>",
            "<img src=https://>",
            "<img src>",
            "<img>",
        ],
    ),
    "two conditions": ({"tag": "p", "class": "a"}, ["<p class=a>"], ["<div class=a>", "<p class=b>"]),
    "all conditions": (
        {"tag": "p", "class": "a*", "id": "b", "attr": "c", "value": "d", "host": "e.f"},
        ["<p class=ax id=b c=d src=//e.f>"],
        ["<p class=ax id=b c=d src=//e.g>", "<p class=ax id=b c=e src=//e.f>", "<p class=ax id=c c=d src=//e.f>"],
    ),
}


@pytest.mark.parametrize(("match", "fits", "fits_not"), CONDITIONS.values(), ids=CONDITIONS)
def test_conditions(match, fits, fits_not, side):
    rules = loaded(side, system("B", match))
    assert [tag for tag in fits if side.strip_ads(f"{tag}<h1>", rules=rules) != f"{tag}<h1>"] == [
        tag for tag in fits if tag.startswith("<img")
    ]
    for tag in fits:
        end = "" if tag.startswith("<img") else f"</{tag[1:].split()[0].rstrip('>/')}>"
        assert side.strip_ads(f"1{tag}{end}2", rules=rules) == "12", tag
    for tag in fits_not:
        page = f"1{tag}x</p></div></x-yz></x-y-z></x-div>2"
        assert side.strip_ads(page, rules=rules) == page


def test_a_system_matches_if_one_of_its_matches_does(side):
    rules = loaded(side, system("B", {"class": "a"}, {"id": "b"}) + system("B", {"tag": "u"}))
    assert side.strip_ads("1<p class=a></p>2<p id=b></p>3<u></u>4<p></p>5", rules=rules) == "1234<p></p>5"


@pytest.mark.parametrize("text", ["", "# nothing\n", "version = 1", "[names]", "[names]\ntokens = []", "system = []"])
def test_a_file_may_say_nothing(text, side):
    page = "1<div class='wpcnt ad'>x</div>2"
    assert side.strip_ads(page, rules=loaded(side, text)) == page


FORMS = {
    "inline tables": 'system = [{ name = "x", tier = "A", match = [{ class = "own" }] }]',
    "tables of tables": '[[system]]\nname = "x"\ntier = "A"\n[[system.match]]\ntag = "p"\n'
    '[[system.match]]\nclass = "own"\n',
    "odd strings": '[[ "system" ]]\nname = \'x\'\ntier = """A"""\n"match" = [ { "class" = \'\'\'own\'\'\' }, ] # "x"\n',
    "dotted": '[[system]]\nname = "x"\ntier = "A"\nmatch = [{ id = "x" }, { class = "\\u006Fwn" }]\r\n\r\n',
    "source": '[[system]]\nname = "x"\ntier = "A"\nsource = "me"\nmatch = [{ class = "own" }]\nscripts = ["go()"]',
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_all_of_toml(text, side):
    assert side.strip_ads("1<div class=own>x</div>2", rules=loaded(side, text)) == "12"


def test_a_pattern_costs_no_time(side):
    """One with many stars, on a long value that nearly fits."""
    rules = loaded(side, system("A", {"class": "a*a*a*a*b"}))
    page = f"<p class={'a' * 3000}>x</p>"
    assert side.strip_ads(page, rules=rules) == page


def label(row):
    tier, match = row
    return f"{tier}: {' '.join(f'{name}={value}' for name, value in match.items())}"


@pytest.mark.parametrize(("tier", "match"), ROWS, ids=map(label, ROWS))
def test_every_built_in_row(tier, match, side):
    """Each matches what it says, also where the tag is over-escaped, and nothing that only looks like it."""
    rules = side.Rules(names=False)
    script = AD_SCRIPTS[0] if match.get("tag") == "script" else f"<script>{AD_SCRIPTS[0]}</script>"
    content = script if tier == "C" or match.get("tag") == "script" else f"x <b>y</b>{script}"
    for over_escaped in (False, True):
        tag, end = ad_tag(match, over_escaped=over_escaped)
        expected = {"unwrap": f"1{content}2", "D": f"1{tag}{content}{end}2"}.get(tier, "12")
        assert side.strip_ads(f"1{tag}{content}{end}2", rules=rules) == expected
