"""Selectors against a CSS engine that nobody here wrote, on well-formed pages."""

import re

import bs4
import pytest
import soupsieve
from hypothesis import assume, given, note
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import pieces
from rule_fragments import compounds, selectors
from strigil import reference

# Elements that no start tag closes, and no link: its words would keep it.
NAMES = ("div", "div", "span", "b", "x-a", "ins", "li")
EMPTY_LIST = re.compile(r"[(,]\s*[,)]")
names = st.sampled_from(["a", "b", "c", "A", "a-b", "é", "a:b", "10", "1ad", "ad", "side-ad"])
attributes = st.dictionaries(
    pieces("title", "href", "data-a", "style"),
    pieces("", "a", "a b", "b a-b", "B", "a-b", "//x.com/ad", "a'b"),
    max_size=2,
)


@st.composite
def elements(draw, depth=3):
    """A tree of elements, each with a text of its own."""
    name = draw(st.sampled_from(NAMES if depth == 3 else NAMES[:-1]))
    found = draw(attributes)
    if classes := draw(st.lists(names, max_size=2)):
        found["class"] = " ".join(classes)
    if draw(st.booleans()):
        found["id"] = draw(names)
    inside = draw(st.lists(elements(depth - 1), max_size=3)) if depth else []
    start = "".join(f' {key}="{value}"' for key, value in found.items())
    return f"<{name}{start}>#{''.join(inside)}</{name}>"


@st.composite
def pages(draw):
    """Trees in which the texts are numbered."""
    parts = "".join(draw(st.lists(elements(), min_size=1, max_size=4))).split("#")
    return "".join(f"({number}){part}" for number, part in enumerate(parts))


def left_by_soupsieve(page, selector):
    """The text that is left when all that the selector selects is gone."""
    soup = bs4.BeautifulSoup(page, "html.parser")
    for element in soupsieve.select(selector, soup):
        element.extract()
    return soup.get_text()


@pytest.mark.parametrize("module", [strigil, reference], ids=["core", "twin"])
@examples(250)
@given(page=pages(), selector=st.one_of(selectors, selectors, compounds))
def test_what_is_selected(module, page, selector):
    rules = module.Rules.from_filter_list(f"##{selector}\n")
    assume(not rules.skipped)
    note(selector)
    left = bs4.BeautifulSoup(module.strip_ads(page, rules=rules), "html.parser").get_text()
    assert left == left_by_soupsieve(page, selector)


@examples(500)
@given(selector=st.one_of(selectors, compounds))
def test_what_is_a_selector(selector):
    """What is not left out is right, and what is malformed is not: but for empty lists, which CSS lets pass in some."""
    assume(not EMPTY_LIST.search(selector))
    skipped = strigil.Rules.from_filter_list(f"##{selector}\n").skipped
    try:
        soupsieve.compile(selector)
    except (soupsieve.SelectorSyntaxError, NotImplementedError):
        assert skipped
    else:
        # CSS has empty lists, filter lists have none.
        assert "malformed" not in skipped or "()" in selector.replace(" ", "")
