"""What `scan` counts of line ends, of text that is not in NFC, and of ad labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import documents, label_lines, normalizable, spaced_texts, with_surrogates
from strigil import reference


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", {}),
        ("a\nb\n", {"lf": 2}),
        ("a\r\nb\r\n\r\n", {"crlf": 3}),
        ("a\rb", {"cr": 1}),
        ("a\n\rb\r\r\n", {"lf": 1, "crlf": 1, "cr": 2}),
        ("a\x85\u2028\u2029\u2029b", {"nel": 1, "ls": 1, "ps": 2}),
        ("\u2029\u2028\x85\r\r\n\n", {"lf": 1, "crlf": 1, "cr": 1, "nel": 1, "ls": 1, "ps": 1}),
        ("a\v\f\x1c\x1d\x1e b", {}),
        ("\ud800\n\udfff", {"lf": 1}),
    ],
)
def test_line_ends(text, expected, side):
    found = side.scan(text)["line_ends"]
    assert found == expected
    assert list(found) == list(expected)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("café", 0),
        ("cafe\u0301", 1),
        ("e\u0301e\u0301 e\u0301", 3),
        ("e\u0301\u0316\u0323", 1),
        ("\u0316\u0301", 0),
        ("\u0301\u0316", 1),
        ("a\u0301\u0316 b\u0316\u0301", 1),
        # A character that is never in NFC starts no segment.
        ("\u212b\u2126K", 1),
        ("\u212b K\u2126", 2),
        ("가 \u1100\u1161\u11a8 \uac00\u11a8", 2),
        ("\u0958\u0344", 1),
        ("ﬁ ① ½", 0),
        ("e" + "\u0301" * 3000, 1),
        ("q" + "\u0301\u0316" * 3000, 1),
        ("q" + "\u0301" * 3000, 0),
        ("\ud800\u0301 e\u0301", 1),
    ],
    ids=lambda value: ascii(value)[:20],
)
def test_not_nfc(text, number, side):
    assert side.scan(text)["not_nfc"] == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("Tea.\nCake.", 0),
        ("ADVERTISEMENT", 1),
        ("ADVERTISEMENT\nLearn more", 2),
        ("Tea.\nADVERTISEMENT\nLearn more\nCake.", 2),
        ("Tea.\n\n- Advertisement -\n\nCake.", 1),
        ("Tea.\nADVERTISEMENT\n", 1),
        ("Tea.\n\nADVERTISEMENT", 1),
        ("Tea.\n```\nADVERTISEMENT\n```", 0),
        ("Talks. Credit: AP Advertisement Snow fell.", 0),
        ("ADVERTISEMENT\r\nTea.\u2028ADVERTISEMENT", 1),
    ],
)
def test_label_lines(text, number, side):
    assert side.scan(text)["label_lines"] == number


@examples(200)
@given(st.one_of(documents, spaced_texts, normalizable, with_surrogates))
def test_it_agrees_with_the_functions(text):
    for side in (strigil, reference):
        found = side.scan(text)
        # Each kind of line end becomes LF, and so many lines there are.
        unix = text.replace("\r\n", "\n")
        for end in "\r\x85\u2028\u2029":
            unix = unix.replace(end, "\n")
        assert sum(found["line_ends"].values()) == unix.count("\n")
        assert (found["not_nfc"] == 0) == side.is_normalized("NFC", text)
        assert side.scan(side.normalize("NFC", text))["not_nfc"] == 0


@examples(200)
@given(st.lists(label_lines, max_size=8).map("".join))
def test_it_agrees_with_strip_ad_labels(text):
    for side in (strigil, reference):
        number, left = side.scan(text)["label_lines"], side.strip_ad_labels(text)
        # Blank lines may go with them, and of a text that is all labels nothing is left, not even a line.
        lost = text.count("\n") - left.count("\n")
        assert number <= lost or (left == "" and number <= lost + 1)
