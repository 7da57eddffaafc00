"""Furniture of sites (docs/reference/labels.md, section 6)."""

import pytest

import strigil
from fragments import FURNITURE
from options import only

ONLY = only(furniture=True)
AKISMET = "This site uses Akismet to reduce spam. Learn how your comment data is processed."

CASES = {
    "three points": (f"a\n{AKISMET}\nb", "a\nb"),
    "at the end": (f"a\n\n{AKISMET}", "a"),
    "two points": ("a\nLeave a Reply\nb", "a\nLeave a Reply\nb"),
    "two points at the end": ("a\nExit mobile version", "a"),
    "two points at the end, with a line end": ("a\nExit mobile version\n", "a\n"),
    "two points, and a blank line at the end": ("a\nExit mobile version\n\n", "a\nExit mobile version\n\n"),
    "two lines of two": ("a\nLeave a Reply\nCancel reply\nb", "a\nb"),
    "blank lines between": ("a\n\nLeave a Reply\n\n\nCancel reply\n\nb", "a\n\nb"),
    "another line between": ("a\nLeave a Reply\nRain\nCancel reply\nb", "a\nLeave a Reply\nRain\nCancel reply\nb"),
    "the same line twice": ("a\nLeave a Reply\nLeave a reply\nb", "a\nLeave a Reply\nLeave a reply\nb"),
    "one point": ("a\nRelated\nb", "a\nRelated\nb"),
    "one point at the end": ("a\nRelated", "a\nRelated"),
    "three lines of one": ("a\nComment\nReblog\nSubscribe\nb", "a\nb"),
    "two lines of one": ("a\nComment\nSubscribe\nb", "a\nComment\nSubscribe\nb"),
    "two and one": ("a\nLeave a comment\nName\nb", "a\nb"),
    "names of services alone": ("a\nFacebook\nTwitter\nReddit\nb", "a\nFacebook\nTwitter\nReddit\nb"),
    "names of services under their heading": ("a\nShare this:\nFacebook\nTwitter\nb", "a\nb"),
    "names of services above": ("a\nFacebook\nTwitter\nShare this:\nb", "a\nb"),
    "with a name in it": (
        "a\nDiscover more from The Glossy Post\nSubscribe to get the latest posts sent to your email.\nb",
        "a\nb",
    ),
    "nothing where the name is": ("a\nDiscover more from\nCancel reply\nb", "a\nDiscover more from\nCancel reply\nb"),
    "the first of such a pair alone": ("a\nDiscover more from the sea\nb", "a\nDiscover more from the sea\nb"),
    "a longer line": (f"a\n{AKISMET} Rain.\nb", f"a\n{AKISMET} Rain.\nb"),
    "the Δ of a hidden field": (f"a\n{AKISMET}\nΔ\nb", "a\nb"),
    "a Δ": ("a\nΔ\nb", "a\nΔ\nb"),
    "eight lines of a run are looked at": ("Name\n\n\n\n\n\n\nLeave a reply\nb", "b"),
    "the ninth comes too late": (
        "a\nName\n\n\n\n\n\n\n\nLeave a reply\nb",
        "a\nName\n\n\n\n\n\n\n\nLeave a reply\nb",
    ),
    "code": (f"```\n{AKISMET}\n```", f"```\n{AKISMET}\n```"),
    "nothing": ("", ""),
    "all": (f"{AKISMET}\nExit mobile version", ""),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_text(text, expected, side):
    assert side.clean(text, **ONLY) == expected
    assert side.clean(text, **(ONLY | {"furniture": False})) == text


@pytest.mark.parametrize("row", FURNITURE["furniture"], ids=lambda row: f"{row['language']} {row['points']}")
def test_every_row(row, side):
    for text in row["text"]:
        line = text.replace("*", "Rain and Snow")
        assert side.clean(f"a\n{AKISMET}\n{line}\nb", **ONLY) == "a\nb"
        alone = side.clean(f"a\n{line.upper()}\nb", **ONLY)
        assert alone == ("a\nb" if row["points"] == 3 else f"a\n{line.upper()}\nb")


NINE = "x\n" * 9
HEAD = "Comments\nNo comments yet...\nRelated Articles\n"

TEASERS = {
    "the shape": ("T one\nT one\nThe Sun\n9 minutes ago\n• The Sun\nT one\nThe body of it.\nb", "a\nb"),
    "with blank lines": (
        "T one\nT one\n\nThe Sun\n\ntime9 minutes ago\n\nT one\n\nThe body of it.\n\nb",
        "a\n\nb",
    ),
    "two": (
        "T one\nT one\n9 hours ago\nT one\nBody.\nT two\nT two\n10 hours ago\nT two\nBody.\nb",
        "a\nb",
    ),
    "a long body": (f"T one\nT one\n1 day ago\nT one\n{'x' * 5000}\nb", "a\nb"),
    "furniture behind": ("T one\nT one\n1 day ago\nT one\nBody.\nCancel reply\nb", "a\nb"),
    "no age": ("T one\nT one\nT one\nBody.\nb", "a\nT one\nT one\nT one\nBody.\nb"),
    "no number": ("T one\nT one\ndays ago\nT one\nBody.", "a\nT one\nT one\ndays ago\nT one\nBody."),
    "only twice": ("T one\n1 day ago\nT one\nBody.", "a\nT one\n1 day ago\nT one\nBody."),
    "too far": (
        f"T one\nT one\n1 day ago\n{NINE}T one\nBody.",
        f"a\nT one\nT one\n1 day ago\n{NINE}T one\nBody.",
    ),
    "near enough": (f"T one\nT one\n1 day ago\n{NINE[2:]}T one\nBody.\nb", "a\nb"),
}


@pytest.mark.parametrize(("text", "expected"), TEASERS.values(), ids=TEASERS)
def test_teasers(text, expected, side):
    assert side.clean(f"a\n{HEAD}{text}", **ONLY) == expected
    assert side.clean(f"a\n{text}", **ONLY) in (f"a\n{text}", f"a\n{text}".replace("Cancel reply\n", ""))


def test_a_heading_alone_makes_no_teasers(side):
    text = "a\nRelated Articles\nT\nT\n1 day ago\nT\nBody.\nb"
    assert side.clean(text, **ONLY) == text


def test_languages(side):
    text = f"a\n{AKISMET}\nb\nSchreibe einen Kommentar\nKommentar abschicken\nc"
    assert side.clean(text, **ONLY) == "a\nb\nc"
    assert side.clean(text, **(ONLY | {"languages": ["en"]})) == text.replace(f"{AKISMET}\n", "")
    assert side.clean(text, **(ONLY | {"languages": ["de"]})) == f"a\n{AKISMET}\nb\nc"


def test_labels_first(side):
    text = "a\nLeave a Reply\nAdvertisement\nCancel reply\nb"
    assert side.clean(text, "text", furniture=True) == "a\nb"
    assert side.clean(text, "text", furniture=True, labels=None) == text


@pytest.mark.parametrize("page", ["<h2>{}</h2>", "<pre>{}</pre>"])
def test_protected(page, side):
    assert side.clean(page.format(AKISMET), furniture=True) == AKISMET


@pytest.mark.parametrize("labels", [None, "safe"])
@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<pre>\n\n</pre>", ""),
        ("<pre></pre>", ""),
        ("a<pre>\n\n</pre>b", "a\n\nb"),
        ("a<pre>x\n\n\ny</pre>b", "a\nx\n\n\ny\nb"),
        ("<h2></h2><pre>\n\n</pre>Share this", ""),
        ("<pre>\n\nShare this</pre>\n\nShare this\nb", "\n\nShare this\n\nb"),
    ],
)
def test_protected_lines_with_nothing_in_them(page, expected, labels, side):
    for whitespace in ("paragraphs", None):
        text = side.clean(page, furniture=True, labels=labels, whitespace=whitespace)
        assert "\n".join(text.split()) == "\n".join(expected.split())


def test_it_is_a_flag(side):
    for value in (None, "", "yes", 1, 0, []):
        with pytest.raises(ValueError, match=r"furniture.*True, False"):
            side.Cleaner(furniture=value)


def test_off_unless_asked_for():
    assert strigil.clean(f"a\n{AKISMET}", "text") == f"a\n{AKISMET}"
