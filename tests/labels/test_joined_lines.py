"""In layout `inline` labels and furniture are still lines, which are joined once these are gone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import examples
from fragments import spaced_texts
from options import only
from strigil import Cleaner, reference

PAGE = "<p>Rain  fell.</p>\n<p>- Advertisement -</p><p>Snow fell. Credit: AP Advertisement Mayor</p><pre>a\r\n  b</pre>"


def test_a_page(side):
    assert side.Cleaner("web", whitespace="inline")(PAGE) == "Rain fell. Snow fell. Credit: AP Mayor a b"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\n\n\n"])
@pytest.mark.parametrize("linebreaks", ["unix", "keep"])
def test_text(end, linebreaks, side):
    text = end.join(["Rain  fell.", "ADVERTISEMENT", "Learn more", "Snow\tfell.", ""])
    assert side.clean(text, "text", whitespace="inline", linebreaks=linebreaks) == "Rain fell. Snow fell."


def test_furniture(side):
    text = "Rain fell.\n\nLeave a reply\nYour email address will not be published.\nName\nEmail\nWebsite"
    cleaner = side.Cleaner("text", whitespace="inline", labels=None, furniture=True)
    assert cleaner(text) == "Rain fell."


def test_kept_spaces(side):
    text = "a\u202f b\n- Anzeige -\nc  d"
    assert side.clean(text, "text", whitespace="inline", spaces="keep") == "a\u202f b c  d"
    assert side.clean(text, "text", whitespace="inline", spaces="keep-typographic") == "a\u202fb c d"


@examples(100)
@given(text=st.one_of(spaced_texts, spaced_texts.map("```\n{}\n```".format)))
def test_without_labels_it_is_split_and_join(text):
    options = only(whitespace="inline", labels="safe", furniture=True)
    assert Cleaner(**options)(text) == reference.clean(text, **options) == " ".join(text.split())


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_that_stay(end, side):
    text = end.join(["Rain.", "- Anzeige -", "Snow."])
    assert side.clean(text, "text", linebreaks="keep") == f"Rain.{end}Snow."
    assert side.clean(text, "text", whitespace=None) == f"Rain.{end}Snow."
