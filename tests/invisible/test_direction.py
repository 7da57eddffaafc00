"""Overrides of direction under "security", with what closes them and nothing else (UAX #9)."""

import pytest

LRE, RLE, PDF, LRO, RLO = "\u202a\u202b\u202c\u202d\u202e"
LRI, RLI, FSI, PDI = "\u2066\u2067\u2068\u2069"

CASES = {
    "an override": (f"a{RLO}bc{PDF}d", "abcd"),
    "the other one": (f"a{LRO}bc{PDF}d", "abcd"),
    "one that nothing closes": (f"user{RLO}gpj.exe", "usergpj.exe"),
    "nothing to close": (f"a{PDF}b{PDI}c", None),
    "closed twice": (f"{RLO}a{PDF}b{PDF}c", f"ab{PDF}c"),
    "embeddings": (f"{LRE}a{RLE}b{PDF}c{PDF}d", None),
    "isolates": (f"{LRI}a{RLI}b{PDI}{FSI}c{PDI}{PDI}", None),
    "in an embedding": (f"{RLE}a{RLO}b{PDF}c{PDF}d", f"{RLE}abc{PDF}d"),
    "around an embedding": (f"{RLO}a{RLE}b{PDF}c{PDF}d", f"a{RLE}b{PDF}cd"),
    "in an override": (f"{RLO}a{LRO}b{PDF}c{PDF}d{PDF}", f"abcd{PDF}"),
    "around an isolate": (f"{RLO}a{LRI}b{PDI}c{PDF}d", f"a{LRI}b{PDI}cd"),
    "in an isolate": (f"{RLI}a{RLO}b{PDF}c{PDI}d", f"{RLI}abc{PDI}d"),
    "an isolate hides it": (f"{RLO}a{LRI}b{PDF}c{PDI}d{PDF}e", f"a{LRI}b{PDF}c{PDI}de"),
    "an isolate ends it": (f"{LRI}a{RLO}b{PDI}c{PDF}d", f"{LRI}ab{PDI}c{PDF}d"),
    "an isolate ends all that is in it": (f"{RLO}{LRI}{RLE}{LRO}a{PDI}b{PDF}c", f"{LRI}{RLE}a{PDI}bc"),
    "the inner isolate ends": (f"{LRI}{RLO}a{RLI}{LRE}b{PDI}c{PDF}d{PDI}", f"{LRI}a{RLI}{LRE}b{PDI}cd{PDI}"),
    "the end of an isolate that is none": (f"{RLO}a{PDI}b{PDF}c", f"a{PDI}bc"),
    "over a line": (f"{RLO}a b\tc\vd\x1fe\u2028f{PDF}g", "a b\tc\vd\x1fe\u2028fg"),
    "beside joiners": (f"ب{RLO}\u200c{PDF}ب a{RLO}\u200c{PDF}b", "ب\u200cب ab"),
    "beside a selector": (f"❤{RLO}\ufe0f{PDF}", "❤\ufe0f"),
    "an embedding parts a run": (f"❤{RLE}\ufe0f{PDF}", f"❤{RLE}{PDF}"),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_security(text, expected, side):
    expected = text if expected is None else expected
    assert side.strip_invisible(text, policy="security") == expected
    assert side.strip_invisible(expected, policy="security") == expected


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x1c", "\x1d", "\x1e", "\x85", "\u2029"], ids=ascii)
def test_a_paragraph_ends_all(end, side):
    text = f"{LRI}a{RLO}b{end}c{PDF}d{RLO}e{PDF}f"
    assert side.strip_invisible(text, policy="security") == f"{LRI}ab{end}c{PDF}def"


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_the_other_policies(text, expected, side):
    del expected
    gone = dict.fromkeys(map(ord, LRE + RLE + PDF + LRO + RLO + LRI + RLI + FSI + PDI))
    assert side.strip_invisible(text, policy="all") == side.strip_invisible(text.translate(gone), policy="all")
    directions = [character for character in text if ord(character) in gone]
    assert [character for character in side.strip_invisible(text) if ord(character) in gone] == directions


@pytest.mark.parametrize("opened", [LRE, LRI], ids=["embeddings", "isolates"])
def test_what_is_too_deep_is_not_remembered(opened, side):
    closed = {LRE: PDF, LRI: PDI}[opened]

    def stripped(depth):
        text = opened * depth + f"{RLO}x{PDF}" + closed * depth + f"{RLO}y{PDF}"
        return side.strip_invisible(text, policy="security")

    assert stripped(124) == opened * 124 + "x" + closed * 124 + "y"
    assert stripped(125) == opened * 125 + f"x{PDF}" + closed * 125 + "y"
    # What is not remembered is closed first, and then the rest.
    assert stripped(300) == opened * 300 + f"x{PDF}" + closed * 300 + "y"


def test_an_isolate_that_is_too_deep_hides_what_is_in_it(side):
    deep = LRE * 125
    assert side.strip_invisible(f"{deep}{LRI}{RLO}a{PDF}{PDI}", policy="security") == f"{deep}{LRI}a{PDF}{PDI}"
    # An override, then 124 embeddings, and an isolate with three closings in it.
    text = f"{RLO}{LRE * 124}{LRI}{PDF * 3}{PDI}{PDF * 125}x"
    assert side.strip_invisible(text, policy="security") == f"{LRE * 124}{LRI}{PDF * 3}{PDI}{PDF * 124}x"


def test_an_isolate_ends_what_is_too_deep_in_it(side):
    text = f"{RLO}{LRI}{LRE * 123}{RLE * 50}{PDI}a{PDF}b"
    assert side.strip_invisible(text, policy="security") == f"{LRI}{LRE * 123}{RLE * 50}{PDI}ab"
