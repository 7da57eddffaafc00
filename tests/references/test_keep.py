"""References that stay as they are written, because of the characters that they stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import cut, documents, nests, places, references, words
from options import CHOICES, MODES, only
from strigil import Cleaner, reference

KEPT = [
    ("markup stays escaped", "<>&", "&lt;b&gt; &eacute; &amp;lt;", "&lt;b&gt; é &amp;lt;"),
    ("nothing", "", "&lt;b&gt; &eacute;", "<b> é"),
    ("one character", "<", "&lt;b&gt; &amp;", "&lt;b> &"),
    ("as it is written", "<", "&lt;&lt&LT;&#60;&#x3c&#X003C;", "&lt;&lt&LT;&#60;&#x3c&#X003C;"),
    ("a bare name in a word", "¬", "this&notthat &copy2", "this&notthat ©2"),
    ("a longer name than the kept one", "¬", "&notin;&not;", "∉&not;"),
    ("a character that is not ASCII", "é", "&eacute;&egrave;&#233;", "&eacute;è&#233;"),
    ("a wide character", "🍵", "&#x1F375;&#x1F376;", "&#x1F375;🍶"),
    ("the second of two characters", "\u0338", "&NotEqualTilde;&NotEqual;", "&NotEqualTilde;≠"),
    ("the first of two characters", "<", "&nvlt;&bne;", "&nvlt;=\u20e5"),
    ("one of a ligature's letters", "j", "&fjlig;", "&fjlig;"),
    ("Windows-1252", "€", "&#128;&#x80;&#8364;&euro;", "&#128;&#x80;&#8364;&euro;"),
    ("the number is not the character", "\x80", "&#128;", "€"),
    ("the replacement character", "\ufffd", "&#0;&#xD800;&#x110000;&#65;", "&#0;&#xD800;&#x110000;A"),
    ("what gives nothing has no character", "\x01\x0b\ufffe", "&#1;&#11;&#65534;", ""),
    ("characters that are no reference's", "abc", "abc &amp;", "abc &"),
    ("the characters themselves are not touched", "<&", "< & <b", "< & <b"),
    ("the digits of a kept number", "&", "&#38;#60;", "&#38;#60;"),
    ("a reference in the text of a kept one is not read", "&", "&amp;lt;&ampgt;", "&amp;lt;&ampgt;"),
    ("after a kept one", "&", "&amp&lt;", "&amp<"),
    ("a lone surrogate, which no reference gives", "\ud83d\ude00", "&#xD83D;&#x1F600;", "\ufffd😀"),
    ("the same character twice", "<<", "&lt;&gt;", "&lt;>"),
    ("white space", "\xa0\n", "a&nbsp;b&NewLine;c&Tab;d", "a&nbsp;b&NewLine;c\td"),
    ("NUL, which no reference gives", "\0", "&#0;&amp;", "\ufffd&"),
]


@pytest.mark.parametrize(("keep", "text", "expected"), [row[1:] for row in KEPT], ids=[row[0] for row in KEPT])
def test_keep(keep, text, expected, side):
    assert side.unescape(text, keep=keep) == expected


def test_in_every_mode(side):
    for mode in MODES:
        assert side.unescape("&lt;b&gt; &eacute;", mode=mode, keep="<>&") == "&lt;b&gt; é"
    assert side.unescape("&copy= &copy &#11;", mode="attribute", keep="©\x0b") == "&copy= &copy &#11;"
    assert side.unescape("&copy &copy;", mode="text", keep="©") == "&copy &copy;"


LEVELS = [
    ("kept at each level", 2, "<", "&amp;lt;&amp;eacute;", "&lt;é"),
    ("kept from the first level on", 3, "&", "&amp;amp;lt; &lt;", "&amp;amp;lt; <"),
    ("made at one level, kept at the next", 3, "é", "&amp;amp;eacute;", "&eacute;"),
    ("auto makes no tag of what is kept", "auto", "<", "&amp;lt;b &amp;eacute;", "&lt;b é"),
    ("auto counts what is not kept", "auto", ">", "&amp;lt;b&amp;gt; &amp;eacute;", "&lt;b&gt; &eacute;"),
    ("auto counts kept letters as they are", "auto", "b", "& <&amp;#98; &amp;eacute;", "& <&#98; é"),
]


@pytest.mark.parametrize(
    ("levels", "keep", "text", "expected"), [row[1:] for row in LEVELS], ids=[row[0] for row in LEVELS]
)
def test_keep_and_levels(levels, keep, text, expected, side):
    assert side.unescape(text, levels=levels, keep=keep) == expected
    assert side.clean(text, **only(entities="html", levels=levels, keep=keep)) == expected


def test_cleaners(side):
    assert side.clean("<p>&lt;b&gt; caf&eacute;</p>", keep="<>&") == "&lt;b&gt; café"
    assert side.clean("<p>a&nbsp;b</p>", keep="\xa0") == "a&nbsp;b"
    assert side.clean("a &lt; b", "html", keep="<") == "a &lt; b"


def test_a_text_of_kept_references_is_the_same_object():
    text = "&lt;b&gt; &amp;"
    assert strigil.unescape(text, keep="<>&", levels=3) is text
    assert strigil.unescape(text, keep="<>&", levels="auto") is text


TEXTS = st.lists(st.one_of(references, nests, words), max_size=10).map("".join)


@examples(300)
@given(text=st.one_of(TEXTS, documents), keep=st.sampled_from(CHOICES["keep"]), mode=st.sampled_from(MODES))
def test_no_new_kept_character(text, keep, mode):
    for side in (strigil, reference):
        result = side.unescape(text, mode=mode, levels=3, keep=keep)
        for character in set(keep) - {"&"}:
            assert result.count(character) == text.count(character)


@examples(300)
@given(text=st.one_of(TEXTS, documents), keep=st.text("&<>é;#38a", max_size=4), places=places)
def test_cut_anywhere(text, keep, places):
    cleaner = Cleaner("text", keep=keep, entities="html", levels="auto")
    for pieces in (cut(text, places), text):
        stream = cleaner.stream()
        assert "".join([*map(stream.feed, pieces), stream.finish()]) == cleaner(text)
