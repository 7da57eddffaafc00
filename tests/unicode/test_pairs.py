"""Each starter that takes part in a composition or decomposition, before each mark, against the table package.

The pairs of one starter are one text, in which a line feed stands between two of them: nothing combines with it.
"""

import unicodedata

import pytest
import unicodedata2

from effort import HEAVY
from options import FORMS
from strigil import is_normalized, normalize

CHARACTERS = list(map(chr, range(0x11_0000)))
DECOMPOSED = {c: unicodedata2.normalize("NFD", c) for c in CHARACTERS if unicodedata2.decomposition(c)}
COMPOSED = {c: parts for c, parts in DECOMPOSED.items() if len(parts) > 1 and unicodedata2.normalize("NFC", c) == c}

# All that may change what stands before them: by their class, or as the second of a pair.
MARKS = sorted(
    {c for c in CHARACTERS if unicodedata2.combining(c)}
    | {parts[-1] for parts in COMPOSED.values()}
    | set(map(chr, [*range(0x1160, 0x1178), *range(0x11A6, 0x11C4)]))
)
FIRSTS = {unicodedata2.normalize("NFC", parts[:-1]) for parts in COMPOSED.values()} | {
    "\u1112",
    "가",
    "각",
    "힣",
    "\ud800",
}
OTHERS = {c for c in (*DECOMPOSED, *"".join(DECOMPOSED.values())) if not unicodedata2.combining(c)} | set(
    map(chr, range(0x1100, 0x1114))
)
STARTERS = sorted(FIRSTS | OTHERS if HEAVY else FIRSTS | set(sorted(OTHERS)[::25]))


def test_the_sets_are_whole():
    assert len(MARKS) > 1000
    assert len(FIRSTS) > 380
    assert len(OTHERS) > 5000
    # The interpreter's own characters are among them.
    assert {c for c in CHARACTERS if unicodedata.combining(c)} <= set(MARKS)


@pytest.mark.parametrize("form", FORMS)
def test_pairs(form):
    for starter in STARTERS:
        text = "".join(f"{starter}{mark}\n" for mark in MARKS)
        expected = unicodedata2.normalize(form, text)
        assert normalize(form, text) == expected
        assert is_normalized(form, expected)


@pytest.mark.parametrize("form", FORMS)
def test_a_pair_says_whether_it_is_normalized(form):
    for starter in "aeo\u1100가é":
        for mark in MARKS:
            pair = starter + mark
            assert is_normalized(form, pair) is (unicodedata2.normalize(form, pair) == pair)


@pytest.mark.parametrize("form", FORMS)
def test_triples(form):
    """With one more mark between, which blocks, or makes way, or combines first."""
    for between in "\u0301\u0316\u0323\u0334\u05b0\u093c\u3099\u1161":
        for starter in sorted(FIRSTS)[:: 1 if HEAVY else 16]:
            text = "".join(f"{starter}{between}{mark}\n" for mark in MARKS)
            assert normalize(form, text) == unicodedata2.normalize(form, text)
