"""The lines of filter lists: which are rules, exceptions, something else (docs/reference/ads.md, section 4)."""

import pytest

from own_rules import filters

PAGE = "1<div class=one>a</div>2<div class=two>b</div>3"
BOTH, ONE, TWO, NONE = "123", "12<div class=two>b</div>3", "1<div class=one>a</div>23", PAGE

# lines, what is left of PAGE without a url, and on the page https://www.example.com/
LINES = {
    "a rule": (["##.one"], ONE, ONE),
    "white space around": (["  \t##.one\t "], ONE, ONE),
    "white space behind the separator": (["## .one"], ONE, ONE),
    "selectors": (["##.one,.two"], BOTH, BOTH),
    "selectors with white space": (["##.one , \t.two"], BOTH, BOTH),
    "a comma in a string": (['##.one[class="a,b"],.two'], TWO, TWO),
    "a comma in brackets": (["##.one[class=a\\,b],.two"], TWO, TWO),
    "a comma in parentheses": (["##.one:not(.a,.b),.two"], BOTH, BOTH),
    "an escaped comma": (["##.one\\,.x,.two"], TWO, TWO),
    "line ends": (["##.one\r##.two\r\n"], BOTH, BOTH),
    "comments": (["! ##.one", "!##.one", "!#if x", "[Adblock Plus 2.0]", "[##.one]", ""], NONE, NONE),
    "a rule in brackets": (["##[class=one]"], ONE, ONE),
    "a rule for a site": (["example.com##.one"], NONE, ONE),
    "a rule for another site": (["example.org##.one"], NONE, NONE),
    "a rule but for a site": (["~example.org##.one"], NONE, ONE),
    "a rule but for this site": (["~example.com##.one"], NONE, NONE),
    "two lines for one site": (["example.com##.one", "example.com,a.b##.two"], NONE, BOTH),
    "a network rule": (["||ads.example^", "/ads/*", "-ad-", "ads.js$script,domain=a.com", "example.com"], NONE, NONE),
    "a network rule with a hash": (["||a.com/x##.one", "a b##.one", "|##.one", "/x/##.one"], NONE, NONE),
    "a comment of another kind": (["# hosts ##.one", "#.one"], NONE, NONE),
    "a hash before the separator": (["a#b##.one"], NONE, NONE),
    "a hash behind the separator": (["###x", "##.one#y", "##.two:not(#z)"], TWO, TWO),
    "an exception": (["##.one", "##.two", "#@#.one"], TWO, TWO),
    "an exception before the rule": (["#@#.one", "##.one"], NONE, NONE),
    "an exception for the site": (["##.one", "##.two", "example.com#@#.one"], TWO, TWO),
    "an exception for another site": (["##.one", "example.org#@#.one"], NONE, ONE),
    "an exception but for this site": (["##.one", "~example.com#@#.one"], NONE, ONE),
    "an exception from a site's rule": (["example.com##.one", "www.example.com#@#.one"], NONE, NONE),
    "a generic exception from a site's rule": (["example.com##.one", "#@#.one"], NONE, NONE),
    "an exception from one of two": (["##.one,.two", "#@#.two"], ONE, ONE),
    "an exception from two": (["##.one", "##.two", "example.com#@#.one,.two"], NONE, NONE),
    "an exception of another text": (["##.one", "#@#div.one", "#@#.one:not(.two)"], ONE, ONE),
    "an exception of the same text": (["##div  >\t .one , div\t.one", "#@#div>.one"], NONE, NONE),
    "generichide": (["##.one", "example.com##.two", "@@||example.com^$generichide"], ONE, TWO),
    "ghide": (["##.one", "example.com##.two", "@@||example.com^$ghide"], ONE, TWO),
    "specifichide": (["##.one", "example.com##.two", "@@||example.com^$specifichide"], ONE, ONE),
    "shide": (["##.one", "example.com##.two", "@@||www.example.com^$shide"], ONE, ONE),
    "elemhide": (["##.one", "example.com##.two", "@@||example.com^$elemhide"], ONE, NONE),
    "ehide": (["##.one", "example.com##.two", "@@||example.com^$ehide"], ONE, NONE),
    "with other options": (["##.one", "@@||example.com^$script,generichide,~image"], ONE, NONE),
    "capitals of a host": (["##.one", "@@||EXAMPLE.com^$ghide"], ONE, NONE),
    "but for a site": (["~example.org##.one", "@@||example.com^$ghide"], NONE, NONE),
    "two of them": (["##.one", "example.com##.two", "@@||example.com^$ghide", "@@||example.com^$shide"], ONE, NONE),
    "for another host": (
        ["##.one", "@@||example.org^$ghide", "@@||ple.com^$ghide", "@@||a.example.com^$ghide"],
        ONE,
        ONE,
    ),
    "with a domain": (["##.one", "@@||example.com^$ghide,domain=example.com"], ONE, ONE),
    "not the whole line": (
        ["##.one", "@@||example.com^", "@@||example.com/x^$ghide", "@@||example.com$ghide", "@@|example.com^$ghide"],
        ONE,
        ONE,
    ),
    "without options": (
        ["##.one", "@@||example.com^$", "@@||example.com^$script", "@@||example.com^$~ghide"],
        ONE,
        ONE,
    ),
    "something else": (["##.one", "@@||example.com^$important", "||example.com^$ghide"], ONE, ONE),
}


@pytest.mark.parametrize(("lines", "left", "on_the_site"), LINES.values(), ids=LINES)
def test_lines(lines, left, on_the_site, side):
    rules = filters(side, *lines)
    assert rules.skipped == {}
    assert side.strip_ads(PAGE, rules=rules) == left
    assert side.strip_ads(PAGE, rules=rules, url="https://www.example.com/") == on_the_site
    assert side.clean(PAGE, "html", rules=rules, url="https://www.example.com/") == on_the_site


def test_exceptions_of_all_lists(side):
    rules = filters(side, "##.one", "##.two") | filters(side, "#@#.one") | filters(side, "@@||example.com^$ghide")
    assert side.strip_ads(PAGE, rules=rules) == TWO
    assert side.strip_ads(PAGE, rules=rules, url="example.com") == NONE


def test_built_in_rules_know_no_exceptions(side):
    rules = side.Rules() | filters(side, "#@#.wpcnt", "#@#.side-ad", "@@||example.com^$elemhide")
    page = "1<div class=wpcnt>a</div>2<div class=side-ad>Advertisement</div>3"
    assert side.strip_ads(page, rules=rules, url="example.com") == "123"


# domains, hosts that are in, hosts that are not
DOMAINS = {
    "one": ("a.com", ["a.com", "www.a.com", "b.c.a.com"], ["com", "xa.com", "a.com.br", "b.com"]),
    "two": ("a.com,b.org", ["a.com", "x.b.org"], ["b.com", "a.org"]),
    "capitals": ("A.Com", ["a.com"], ["b.com"]),
    "but a part": ("a.com,~b.a.com", ["a.com", "c.a.com", "xb.a.com"], ["b.a.com", "c.b.a.com", "c.com"]),
    "but a part, but a part": (
        "a.com,~b.a.com,c.b.a.com",
        ["a.com", "c.b.a.com", "d.c.b.a.com"],
        ["b.a.com", "d.b.a.com"],
    ),
    "not": ("~a.com", ["b.com", "com", "xa.com"], ["a.com", "b.a.com"]),
    "not, but a part": ("~a.com,b.a.com", ["b.a.com", "c.b.a.com"], ["a.com", "c.a.com", "c.com"]),
    "both": ("a.com,~a.com", [], ["a.com", "b.a.com", "c.com"]),
    "any ending": (
        "a.*",
        ["a.com", "a.co.uk", "www.a.com", "b.c.a.co.uk", "a.b.c"],
        ["a", "com", "xa.com", "a.b.c.d", "b.a", "b.com"],
    ),
    "any ending of more labels": ("b.a.*", ["b.a.com", "c.b.a.co.uk"], ["a.com", "c.a.com", "b.a"]),
    "any ending, but one": ("a.*,~a.com", ["a.org", "b.a.org", "a.com.br"], ["a.com", "b.a.com"]),
    "any ending, but a part": ("a.*,~b.a.*", ["a.org", "c.a.org"], ["b.a.org", "c.b.a.org"]),
    "not any ending": ("~a.*", ["b.com"], ["a.com", "b.a.co.uk"]),
    "the top": ("com", ["com", "a.com"], ["org", "a.org"]),
    "empty names": (",a.com,,", ["a.com"], ["b.com"]),
    "only empty names": (",~,", ["a.com", "b.c"], []),
    "letters of all the world": ("bücher.example", ["bücher.example", "www.bücher.example"], ["bucher.example"]),
    "numbers": ("127.0.0.1", ["127.0.0.1"], ["0.0.1", "127.0.0.2"]),
}


@pytest.mark.parametrize(("domains", "inside", "outside"), DOMAINS.values(), ids=DOMAINS)
def test_domains(domains, inside, outside, side):
    for separator, extra, in_, out in (("##", [], ONE, NONE), ("#@#", ["##.one"], NONE, ONE)):
        rules = filters(side, f"{domains}{separator}.one", *extra)
        for host in inside:
            assert side.strip_ads(PAGE, rules=rules, url=f"https://{host}/") == in_, host
        for host in outside:
            assert side.strip_ads(PAGE, rules=rules, url=f"https://{host}/") == out, host


URLS = [
    "https://a.com",
    "http://a.com/",
    "HTTPS://A.COM/x",
    "//a.com?x",
    "a.com",
    "a.com/x",
    "a.com:80",
    "u:p@a.com",
    "https://u@a.com#x",
    "ftp://a.com/",
    "chrome-extension://a.com/x",
    "x+y.1://a.com",
    "https://a.com\\x",
    " \t\na.com",
    " https://a.com",
    "https://www.a.com:8080/x?y#z",
    "https://u@b.com@a.com",
    "a.com?u=https://b.com",
    "a.com#@b.com",
    "A.com",
]
OTHER_URLS = [
    "https://b.com/a.com", "https://b.com?a.com", "https://b.com#@a.com", "b.com/@a.com", r"b.com\@a.com",
    "https://a.com@b.com", "https:/a.com", "1x://a.com", "xa.com", "a.com.", "a.coм",
]  # fmt: skip
NO_HOST = [
    None,
    "",
    " ",
    "https://",
    "///a.com",
    "/",
    "/a.com",
    "?",
    "file:///a.com",
    "#a.com",
    "https://u@/a.com",
    ":80",
    "@",
]


@pytest.mark.parametrize("url", URLS)
def test_urls(url, side):
    assert side.strip_ads(PAGE, rules=filters(side, "a.com##.one", "~b.com##.two"), url=url) == BOTH


@pytest.mark.parametrize("url", OTHER_URLS)
def test_urls_of_others(url, side):
    assert side.strip_ads(PAGE, rules=filters(side, "a.com##.one", "~c.com##.two"), url=url) == TWO


@pytest.mark.parametrize("url", NO_HOST, ids=repr)
def test_urls_without_a_host(url, side):
    """Only rules for all pages, and of these none that has an exception."""
    rules = filters(side, "##.one", "##.two", "a.com##.two", "~b.com##.one", "c.com#@#.two")
    assert side.strip_ads(PAGE, rules=rules, url=url) == ONE


def test_without_a_url_no_host_is_switched_off(side):
    rules = filters(side, "##.one", "@@||com^$elemhide")
    assert side.strip_ads(PAGE, rules=rules) == ONE
    assert side.strip_ads(PAGE, rules=rules, url="a.com") == NONE
