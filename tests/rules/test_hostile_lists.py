"""Filter lists that are made to take long: what they repeat, except and join (docs/reference/ads.md, section 4)."""

import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from own_rules import filters
from strigil import reference

PAGE = '<p>Tea</p><div class="menu">Order</div>'
LEFT = "<p>Tea</p>"
URL = "https://tea.example/"


def test_rules_that_are_one(side):
    for lines, left in {
        ("##.menu", "a.example##.menu", "##.menu"): LEFT,
        ("~tea.example##.menu", "~bread.example##.menu"): LEFT,
        ("~tea.example##.menu", "~tea.example,~bread.example##.menu"): PAGE,
        ("~tea.example##.menu", "tea.example##.menu"): LEFT,
        ("##.menu", "tea.example##.menu", "@@||tea.example^$ghide"): LEFT,
        ("##.menu", "tea.example##.menu", "@@||tea.example^$shide"): LEFT,
        ("##.menu", "tea.example##.menu", "@@||tea.example^$ehide"): PAGE,
        ("tea.example##.menu", "##.menu", "tea.example#@#.menu"): PAGE,
        ("##.menu", "tea.example##.menu", "~tea.example#@#.menu"): LEFT,
        ("tea.example##.menu", "example##.menu,.menu"): LEFT,
    }.items():
        assert side.strip_ads(PAGE, rules=filters(side, *lines), url=URL) == left, lines


@pytest.mark.parametrize(("lines", "left"), [
    (("~tea.example##.menu",), PAGE),
    (("##.menu", "~tea.example##.menu"), LEFT),
    (("##.menu", "bread.example#@#.menu"), PAGE),
    (("##.menu", "bread.example##.menu"), LEFT),
    (("bread.example##.menu",), PAGE),
])  # fmt: skip
def test_without_a_url(lines, left, side):
    assert side.strip_ads(PAGE, rules=filters(side, *lines)) == left


HOSTS = st.sampled_from(["a.example", "b.example", "x.a.example", "example", "a.*", "*"])
DOMAINS = st.lists(st.tuples(st.sampled_from(["", "", "~"]), HOSTS).map("".join), max_size=3).map(",".join)
LINES = st.one_of(
    st.tuples(DOMAINS, st.sampled_from(["##", "##", "#@#"]), st.sampled_from([".menu", ".order", ".menu,.order"])).map(
        "".join
    ),
    st.tuples(HOSTS, st.sampled_from(["ghide", "shide", "ehide"])).map("@@||{0[0]}^${0[1]}".format),
)


@examples(300)
@given(
    lines=st.lists(LINES, max_size=8),
    url=st.sampled_from([None, "a.example", "x.a.example", "b.example", "c.org", "a.b.c"]),
)
def test_any_lines(lines, url):
    page = '<div class="menu">1</div><div class="order">2</div><div class="menu order">3</div>'
    core, twin = (
        side.strip_ads(page, rules=filters(side, "! a list", *lines), url=url) for side in (strigil, reference)
    )
    assert core == twin


COMPLEX = {
    "16 compounds": (" > ".join(["div"] * 15 + [".menu"]), None),
    "17 compounds": (" > ".join(["div"] * 16 + [".menu"]), "too complex"),
    "10,000 compounds": ("*>" * 10_000 + ".menu", "too complex"),
    "many descendants": (" ".join(["*"] * 17), "too complex"),
    "1,024 characters": (".menu:not(." + "x" * 1012 + ")", None),
    "1,025 characters": (".menu:not(." + "x" * 1013 + ")", "too complex"),
    "1,025 wide characters": (".menu:not(." + "é" * 1013 + ")", "too complex"),
    "1,024 wide characters": (".menu:not(." + "é" * 1012 + ")", None),
    "8 in each other": (":is(" * 8 + ".menu" + ")" * 8, None),
    "9 in each other": (":is(" * 9 + ".menu" + ")" * 9, "too complex"),
    "9 side by side": (".menu" + ":not(.x)" * 9, None),
    "9 in a string": ('.menu:not([title="((((((((("])', None),
    "very many in each other": (":not(" * 100_000 + ".menu" + ")" * 100_000, "too complex"),
    "very many without an end": (":is(" * 100_000, "too complex"),
    "another reason before": ("*>" * 10_000 + ".menu:has(a)", ":has()"),
    "17 compounds that are none": (" > ".join(["div"] * 16 + ["."]), "malformed"),
}


@pytest.mark.parametrize("name", COMPLEX)
def test_too_complex(name, side):
    selector, reason = COMPLEX[name]
    assert filters(side, f"##{selector}").skipped == ({reason: 1} if reason else {})


@pytest.mark.parametrize("around", [1, 3, 15])
def test_long_chains(around, side):
    """What is around is the nearest, the farthest, or broken once."""
    rules = filters(side, "##" + ".a > " * (around // 2) + ".a " * (around - around // 2) + ".menu")
    for depth in range(around + 3):
        page = '<div class="a">' * depth + '<div class="menu">x</div>' + "</div>" * depth
        assert ("menu" in side.strip_ads(page, rules=rules)) == (depth < around)
    for gap in range(around):
        page = '<div class="a">' * gap + "<div>" + '<div class="a">' * (around - gap) + '<div class="menu">x</div>'
        page += "</div>" * (around + 1)
        assert ("menu" in side.strip_ads(page, rules=rules)) == (0 < gap <= around // 2)


NUMBER = 20_000
LISTS = {
    "rules and exceptions of one selector": [f"a{n}.example##.menu\na{n}.example#@#.menu" for n in range(NUMBER)],
    "generic rules and exceptions": [f"~a{n}.example##.menu\n~a{n}.example#@#.menu" for n in range(NUMBER)],
    "copies": ["##.menu"] * 10 * NUMBER,
    "copies of many compounds": ["##" + "* > " * 15 + "*.menu"] * NUMBER,
    "copies for a host": ["tea.example##div"] * NUMBER,
    "copies but for a host": ["~bread.example##div"] * NUMBER,
    "hosts and selectors in one line": [
        ",".join(f"a{n}.example" for n in range(NUMBER)) + "##" + ",".join(f".b{n}" for n in range(NUMBER))
    ],
    "exceptions for hosts and selectors in one line": [
        ",".join(f"a{n}.example" for n in range(NUMBER)) + "#@#" + ",".join(f".b{n}" for n in range(NUMBER))
    ],
}
RUN = """
import resource, sys, time
import strigil
text = sys.stdin.read()
page = "<div class=a><b class=menu>x</b></div>" * 2_000
before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
rules = strigil.Rules.from_filter_list(text + "\\n")
for url in (None, "https://a7.example/", "https://tea.example/"):
    strigil.strip_ads(page, rules=rules, url=url)
print(time.process_time() - start, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""


@pytest.mark.parametrize("lines", LISTS.values(), ids=LISTS)
def test_time_and_memory_grow_with_the_list(lines):
    pytest.importorskip("resource")
    text = "\n".join(lines)
    run = [sys.executable, "-c", RUN]
    done = subprocess.run(run, check=True, capture_output=True, text=True, input=text, timeout=120)
    seconds, memory = map(float, done.stdout.split())
    # What is quadratic in these numbers takes minutes, and gigabytes.
    assert seconds < 5
    assert memory < 100 * len(text) + (64 << 20)


def test_many_compounds_in_deep_markup():
    rules = strigil.Rules.from_filter_list("##" + "* > " * 15 + ".menu\n")
    deep = "<div>" * 400 + "<b>x</b>" * 20_000 + "</div>" * 400
    start = time.process_time()
    assert strigil.strip_ads(deep, rules=rules) == deep
    # At depth and length each, one step a tag; it was the product of both.
    assert time.process_time() - start < 2


TREES = st.recursive(
    st.sampled_from(["x", "<b>", "</b>", "</i>", "</p>"]),
    lambda inside: st.tuples(
        st.sampled_from(["div", "b", "i", "p", "x-a"]),
        st.sampled_from(["", " class=a", " class=c"]),
        st.lists(inside, max_size=3).map("".join),
    ).map("<{0[0]}{0[1]}>{0[2]}</{0[0]}>".format),
    max_leaves=12,
)
PARTS = st.sampled_from(["*", "div", "b", ".a", "i"])
CHAINS = st.lists(st.tuples(PARTS, st.sampled_from([" ", " > "])).map("".join), min_size=1, max_size=5)


@examples(500)
@given(page=st.lists(TREES, max_size=4).map("".join), chains=st.lists(CHAINS.map("".join), min_size=1, max_size=3))
def test_chains_in_markup_that_is_not_well_formed(page, chains):
    lines = ["! a list", *(f"##{chain}.c" for chain in chains)]
    core, twin = (side.strip_ads(page, rules=filters(side, *lines)) for side in (strigil, reference))
    assert core == twin
