"""Law 5: `strip_ads` gives its input minus whole spans."""

from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import ADS, ad_attributes, ads, documents, nested_ads, with_fillers
from measures import is_subsequence


@examples(400)
@given(document=st.one_of(documents, ads, nested_ads))
def test_documents(document):
    assert is_subsequence(strigil.strip_ads(document), document)
    assert strigil.strip_ads(document) == strigil.clean(document, "html")


@examples(40)
@given(document=with_fillers(2))
def test_long_stretches(document):
    assert is_subsequence(strigil.strip_ads(document), document)


# With a number of its own in every gap between two characters, there is one way only to read the output.
words = st.integers(0, 9)


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
