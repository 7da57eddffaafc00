"""Filter lists that people use, on real pages."""

from functools import cache

import pytest

import strigil
from effort import HEAVY
from measures import is_minus_spans
from shared_data import pages, read, sample, shared, urls
from strigil import Cleaner, reference

LEFT_OUT = "the tests of 46 filter lists"
MANY = 20 if HEAVY else 1
SIDES = {"core": strigil, "twin": reference}


def files():
    return sorted(shared("data/filters", LEFT_OUT).rglob("*.txt.gz"))


@cache
def rules(side, part):
    """The rules of all lists with `part` in their names, and the built-in ones."""
    found = SIDES[side].Rules()
    for path in files():
        if part in path.name:
            found |= SIDES[side].Rules.from_filter_list(read(path) + "\n")
    return found


def pages_with_urls(number, least, most):
    """A sample of the pages of these sizes that have a url: text and url."""
    known = urls(LEFT_OUT)
    found = [(name, path) for name, size, path in pages(LEFT_OUT) if least <= size < most and name in known]
    return [(read(path), known[name]) for name, path in sample(found, number * MANY, key=lambda page: page[0])]


def test_what_is_left_out():
    for path in files():
        skipped = strigil.Rules.from_filter_list(read(path) + "\n").skipped
        assert skipped == reference.Rules.from_filter_list(read(path) + "\n").skipped, path.name
        # They were written for browsers, which take no selector that is none.
        assert "malformed" not in skipped, path.name


@pytest.mark.parametrize("part", ["easylist.txt", "liste_fr", "german", ""])
def test_twin(part):
    for page, url in pages_with_urls(6, 5_000, 80_000):
        for where in (None, url):
            expected = reference.strip_ads(page, rules=rules("twin", part), url=where)
            assert strigil.strip_ads(page, rules=rules("core", part), url=where) == expected


def test_laws():
    taken = 0
    for page, url in pages_with_urls(150, 5_000, 400_000):
        left = strigil.strip_ads(page, rules=rules("core", ""), url=url)
        assert is_minus_spans(left, page)
        taken += left != strigil.strip_ads(page)
        cleaner = Cleaner("html", rules=rules("core", ""), url=url)
        assert "".join(cleaner.stream().over(page[at : at + 1021] for at in range(0, len(page), 1021))) == left
    assert taken
