"""Law 5: `strip_ads` gives its input minus whole spans."""

import re
from itertools import count

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import (
    ADS,
    ad_attributes,
    ads,
    closed,
    documents,
    lists,
    misnested,
    nested_ads,
    raw,
    tables,
    tags,
    with_fillers,
)
from measures import is_minus_spans


def numbered(fragments):
    """The fragments with a number in each tag, in each text and between any two: what is left reads one way."""
    numbers = count()
    place = re.compile(r"(</?[a-zA-Z]+(?=[ >])|(?<=>)[^<>]+)")
    tagged = (place.sub(lambda found: f"{found[0]} n{next(numbers)}", text) for text in fragments)
    return "".join(f"{text} w{next(numbers)} " for text in tagged)


PIECES = st.one_of(ads, ads, nested_ads, tags, closed, tables, lists, misnested, raw)
numbered_documents = st.lists(PIECES, min_size=1, max_size=12).map(numbered)


@examples(1000)
@given(document=st.one_of(documents, ads, nested_ads, numbered_documents, numbered_documents))
def test_documents(document):
    result = strigil.strip_ads(document)
    assert is_minus_spans(result, document)
    assert result == strigil.clean(document, "html")


@examples(40)
@given(document=with_fillers(2))
def test_long_stretches(document):
    assert is_minus_spans(strigil.strip_ads(document), document)


@examples(200)
@given(document=numbered_documents, place=st.integers(0, 2000))
def test_what_the_measure_sees(document, place):
    """One character that is lost, and so a part of a word or of a tag."""
    result = strigil.strip_ads(document)
    place %= len(result)
    is_unlike_its_neighbours = result[place] not in (result[place - 1 : place], result[place + 1 : place + 2])
    assume(is_unlike_its_neighbours)
    assert not is_minus_spans(result[:place] + result[place + 1 :], document)


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("<p>a</p>", "<p>Tea</p>"),
        ("<p>Te</p>", "<p>Tea</p>"),
        ("<p id=b>Tea</p>", "<p class=a id=b>Tea</p>"),
        ("<p>Tea</p", "<p>Tea</p>"),
        ("p>Tea</p>", "<p>Tea</p>"),
        ("<p> and cake</p>", "<p>Tea and cake</p>"),
        ("<p>Tea<b></p>", "<p>Tea<b>s</b></p>"),
        ("<p>Tea</p><p>", "<p>Tea</p>"),
        ("", "<p"),
    ],
)
def test_what_is_no_span(part, whole):
    assert not is_minus_spans(part, whole)


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("", ""),
        ("Tea", "Tea"),
        ("Tea", "Tea<i>x</i>"),
        ("<p>Tea</p>", "<p>Tea<i>x<b></i></p>"),
        ("<p>Tea</p>", "<p>Tea<i>x</p>"),
        ("<b>Tea</b>s", "<b>Tea<i>x</b>y</i>s"),
        ("Tea", "<p>Tea</p>"),
    ],
)
def test_what_is_a_span(part, whole):
    assert is_minus_spans(part, whole)


# With a number of its own in every gap between two characters, there is one way only to read the output.
@examples(100)
@given(st.lists(st.tuples(st.booleans(), st.sampled_from(ADS), st.booleans()), max_size=12))
def test_what_goes_is_whole_elements(parts):
    document, expected = "", ""
    for number, (is_ad, match, over_escaped) in enumerate(parts):
        before = f"<p title='{number}'>Text {number} &amp; more</p>\n"
        document += before
        expected += before
        if is_ad:
            name = match.get("tag", "div")
            slash = "&sol;" if over_escaped else "/"
            document += (
                f"<{name}{ad_attributes(match, over_escaped=over_escaped)}>ad {number} <b>copy</b><{slash}{name}>"
            )
    assert strigil.strip_ads(document) == expected
