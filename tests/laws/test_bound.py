"""Law 3: what a stream holds back is bounded by `max_pending`, whatever comes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import examples
from fragments import documents, with_fillers
from measures import lag
from options import FORMS, PRESETS, SINGLE, only, overrides
from strigil import Cleaner
from writing import tags

# How much longer than its source, in UTF-8, a normalised text can be.
GROWTH = {"NFC": 3, "NFD": 3, "NFKC": 11, "NFKD": 11}


@examples(60)
@given(document=documents, preset=st.sampled_from(PRESETS), options=overrides())
def test_documents(document, preset, options):
    cleaner = Cleaner(preset, **options)
    pieces = [document[at : at + 16] for at in range(0, len(document), 16)]
    assert lag(cleaner, pieces) <= cleaner.max_pending * GROWTH.get(options.get("unicode"), 1)


@pytest.mark.parametrize("options", SINGLE.values(), ids=SINGLE)
@examples(30)
@given(document=documents)
def test_single_stage(options, document):
    cleaner = Cleaner(**options)
    assert lag(cleaner, document[:300]) <= cleaner.max_pending * GROWTH.get(options["unicode"], 1)


@examples(30)
@given(document=with_fillers(), preset=st.sampled_from(PRESETS))
def test_long_stretches(document, preset):
    cleaner = Cleaner(preset)
    pieces = [document[at : at + 5000] for at in range(0, len(document), 5000)]
    assert lag(cleaner, pieces) <= cleaner.max_pending


# Text that goes on for ever and always might still mean something else.
ENDLESS = {
    "comment": ("a<!-- ", "c"),
    "comment that nearly ends": ("a<!-- ", "--"),
    "tag": ("a<p ", "b=c "),
    "quote": ("a<p title='", "q>"),
    "tag name": ("a<x-", "y"),
    "over-escaped quote": ("a<p title&equals;&quot;", "q>"),
    "script": ("a<script>", "s"),
    "script that nearly ends": ("a<script>", "</scrip"),
    "textarea": ("a<textarea>", "t\n\n"),
    "doctype": ("a<!DOCTYPE ", "d"),
    "bogus comment": ("a<?", "p "),
    "ad without text": ("a<div class=wpcnt>", "<b></b>"),
    "ad of text": ("a<div class=wpcnt>", "word "),
    "ad of white space": ("a<div class=wpcnt>", " \n"),
    "ads in ads": ("a", "<div class=wpcnt>"),
    "ad with a script": ("a<div class=wpcnt><script>", "s"),
    "template": ("a<template>", "text "),
    "template of ads": ("a<template>", "<amp-ad></amp-ad>"),
    "open elements": ("a", "<div>b"),
    "cdata": ("a<![CDATA[", "]] > "),
    "decimal number": ("a&#", "0"),
    "great number": ("a&#", "9"),
    "hexadecimal number": ("a&#x", "f"),
    "ampersands": ("a", "&"),
    "nests of references": ("a", "&amp;amp;"),
    "a nest of references": ("a&", "amp;"),
    "text after a reference": ("a&amp;", "word "),
    "name": ("a&", "Counter"),
    "marks": ("a", "\u0301"),
    "marks in the wrong order": ("a", "\u0301\u0316"),
    "jamo": ("\u1100", "\u1161"),
    "spaces": ("a", " "),
    "line ends": ("a", "\r\n"),
    "no-break spaces": ("a", "\xa0\u2028"),
    "controls": ("a", "\0\xad"),
    "soft hyphens": ("a", "\xad"),
    "joiners": ("ب", "\u200c\u200d"),
    "joiners beside letters": ("a", "ب\u200c"),
    "joined emoji": ("👩", "\u200d👧"),
    "selectors": ("❤", "\ufe0f"),
    "tags": ("🏴", "\U000e0067"),
    "flags": ("", f"🏴{tags('gbeng.')}"),
    "a flag that nearly starts": ("", f"🏴{tags('gb')}"),
    "grapheme joiners": ("a", "\u034f"),
    "overrides": ("a", "\u202e"),
    "overrides closed": ("a", "\u202ex\u202c"),
    "isolates": ("a", "\u2067\u202e"),
    "zero-width spaces": ("ក", "\u200b"),
    "fillers": ("", "\u3164"),
    "label candidates": ("a. ", "Advertisement B. "),
    "one label candidate": ("End. Advertisement Upper ", "case "),
    "label words": ("", "Advertisement "),
    "label lines": ("a\n", "ADVERTISEMENT\n"),
    "calls to action": ("a\n", "Learn more\n"),
    "blank lines": ("a\n", "Learn more\n \n \n"),
    "a call after a label": ("ADVERTISEMENT\n", "Learn more\n"),
    "decoration": ("a\n", "-"),
    "nearly a label": ("a\n", "- "),
    "credit": ("Credit: ", "AP "),
    "fence": ("```\n", "ADVERTISEMENT\n"),
    "spaces in a fence": ("```\n", " "),
    "line ends in a fence": ("a\n```\n", "\r\n"),
    "lines in a fence": ("```\n", "  ``\n"),
    "backticks": ("a\n", "`"),
    "backticks in a fence": ("```\n", "`"),
    "backticks that nearly open": ("a\n", "``` ` "),
    "an opening line": ("a\n```", "py "),
    "fences": ("", "```\n"),
    "spaces in pre": ("<pre>", " "),
    "line ends in pre": ("<pre>x", "\n\r"),
    "blank lines with spaces": ("a", " \n\u3000"),
    "typographic spaces": ("a", "\u3000"),
    "carriage returns": ("a", "\r"),
    "less-than signs": ("a", "<"),
    "left and right": ("a", "<>"),
}


def endless(cleaner, start, more):
    """So much of an endless text that a stream without a bound would show it, in twelve pieces."""
    length = cleaner.max_pending * 5 // 4 + 20_000
    text = start + more * (length // len(more.encode()))
    size = len(text) // 12 + 1
    return [text[at : at + size] for at in range(0, len(text), size)]


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize(("start", "more"), ENDLESS.values(), ids=ENDLESS)
def test_endless(start, more, preset):
    cleaner = Cleaner(preset)
    assert lag(cleaner, endless(cleaner, start, more)) <= cleaner.max_pending


ALONE = [
    "markup keep",
    "references twice",
    "references auto",
    "labels",
    "invisible safe",
    "invisible security",
    "whitespace paragraphs",
    "whitespace paragraphs, keep",
    "whitespace three blank lines, keep",
    "whitespace inline, typographic",
]


@pytest.mark.parametrize(
    "options",
    [SINGLE[name] for name in ALONE],
    ids=ALONE,
)
@pytest.mark.parametrize(("start", "more"), ENDLESS.values(), ids=ENDLESS)
def test_endless_for_one_stage(start, more, options):
    cleaner = Cleaner(**options)
    assert lag(cleaner, endless(cleaner, start, more)) <= cleaner.max_pending


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("more", ["\u0301", "\u0316\u0301", "\u1161", "가", "ﷺ", "\U0001d15e", "é", "\u0344"])
def test_endless_segments(more, form):
    cleaner = Cleaner(**only(unicode=form))
    text = "a" + more * 20_000
    assert lag(cleaner, [text[at : at + 999] for at in range(0, len(text), 999)]) <= cleaner.max_pending * GROWTH[form]


@pytest.mark.parametrize("preset", PRESETS)
def test_the_bound_is_published(preset):
    assert 0 < Cleaner(preset).max_pending < 1024 * 1024
