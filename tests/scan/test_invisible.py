"""What `scan` counts of invisible characters, and the text that it finds in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strigil
from effort import examples
from fragments import documents, invisible_texts, toml
from options import POLICIES
from strigil import reference
from writing import EMOJI, SCRIPTS, tags

CLASSES = toml("characters")["classes"]

CASES = [
    ("nothing", "Tea and cake.\n", {}, (0, 0, 0)),
    ("soft hyphens", "Ge\xadsamt\xadkonzept", {"soft_hyphen": 2}, (2, 2, 2)),
    ("a control that becomes a space", "a\0b", {"control": 1}, (1, 1, 1)),
    ("controls that become one space", "a\0\x01b", {"control": 2}, (2, 2, 2)),
    ("a control that goes", "a \0b", {"control": 1}, (1, 1, 1)),
    ("C1", "a\x80\x85\x9fb", {"c1": 2}, (0, 2, 2)),
    ("Persian", "می\u200cخواهم", {"joiner": 1}, (0, 0, 1)),
    ("joiners between letters", "a\u200cb\u200dc", {"joiner": 2}, (2, 2, 2)),
    ("a family", "👨\u200d👩\u200d👧\u200d👦", {"joiner": 3}, (0, 0, 3)),
    ("a heart and a stray selector", "❤\ufe0f\ufe0f", {"selector": 2}, (1, 1, 2)),
    ("an ideograph", "葛\U000e0100", {"selector": 1}, (0, 0, 1)),
    ("Khmer", "ក\u200bខ a\u200bb", {"zero_width_space": 2}, (1, 1, 2)),
    ("mathematics", "f\u2061(x)", {"operator": 1}, (0, 1, 1)),
    ("marks of direction", "א\u200f!\u061c", {"bidi_mark": 2}, (0, 0, 2)),
    ("an override", "a\u202eb\u202cc", {"bidi_override": 1, "bidi": 1}, (0, 2, 2)),
    ("an embedding", "a\u202bb\u202cc", {"bidi": 2}, (0, 0, 2)),
    ("a flag", f"🏴{tags('gbeng.')}", {"tag": 6}, (0, 0, 6)),
    ("no flag", f"x{tags('gbeng.')}", {"tag": 6}, (6, 6, 6)),
    ("a blank name", "\u3164", {"filler": 1}, (0, 1, 1)),
    ("a long run", "ب" + "\u200c\u200d" * 9 + "ب", {"joiner": 18}, (18, 18, 18)),
    ("lone surrogates", "\ud800\ufe0f\udfff", {"selector": 1}, (1, 1, 1)),
]


@pytest.mark.parametrize(("text", "classes", "stripped"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_counts(text, classes, stripped, side):
    found = side.scan(text)
    assert found["invisible"] == classes
    assert found["stripped"] == dict(zip(POLICIES, stripped, strict=True))


def test_every_class_in_its_order(side):
    ranges = [entry.split("-") for entries in reversed(CLASSES.values()) for entry in entries.split()]
    text = "x".join(chr(int(end, 16)) for ends in ranges for end in ends)
    assert list(side.scan(text)["invisible"]) == list(CLASSES)
    assert list(side.scan(text)["stripped"]) == list(POLICIES)


def selectors(data):
    """`data` in variation selectors."""
    return "".join(chr(0xFE00 + byte if byte < 16 else 0xE0100 + byte - 16) for byte in data)


HIDDEN = [
    ("a word in tags", f"hi{tags('bad')}", ["bad"]),
    ("one tag", f"fun{tags(' ')}ding", [" "]),
    ("all that tags spell", "x" + "".join(map(chr, range(0xE0020, 0xE007F))), ["".join(map(chr, range(0x20, 0x7F)))]),
    ("two words", f"a{tags('one')}b{tags('two')}", ["one", "two"]),
    ("the end of a flag spells nothing", f"a{tags('one.')}b{tags('.')}c\U000e0001", ["one"]),
    ("a flag spells nothing", f"🏴{tags('gbeng.')}", []),
    ("behind a flag", f"🏴{tags('gbeng.')}{tags('bad')}", ["bad"]),
    ("no flag", f"🏴{tags('hello')}", ["hello"]),
    ("soft hyphens between", f"a{tags('b')}\xad\u2060{tags('c')}", ["bc"]),
    ("a control between", f"a{tags('b')}\x01{tags('c')}", ["b", "c"]),
    ("a direction between", f"a{tags('b')}\u200e{tags('c')}", ["b", "c"]),
    ("an override between", f"a{tags('b')}\u202e{tags('c')}", ["bc"]),
    ("more than stays", f"a{tags('b' * 5000)}", ["b" * 5000]),
    ("bytes in selectors", f"😀{selectors(b'drop tables')}!", ["drop tables"]),
    ("text of many bytes", f"x{selectors('café 雨 🍵'.encode())}", ["café 雨 🍵"]),
    ("ill-formed bytes", f"x{selectors(b'a' + bytes([0xFF, 0xE2, 0x82]) + b'b')}", ["a\ufffd\ufffdb"]),
    ("controls among the bytes", f"x{selectors(bytes(range(32)))}", ["".join(map(chr, range(32)))]),
    ("one selector spells nothing", "a\ufe0f b\U000e0141", []),
    ("one of two that go", "a\ufe0f\ufe0e", ["\x0f\x0e"]),
    ("a selector that stays spells nothing", "❤\ufe0f\ufe0f", []),
    ("selectors of an ideograph", f"葛\U000e0100{selectors(b'hi')}", ["hi"]),
    ("Mongolian selectors spell nothing", "a\u180b\u180c\u180d", []),
    ("tags and then selectors", f"a{selectors(b'x')}{tags('b')}{selectors(b'y')}", ["bxy"]),
    ("joiners spell nothing", "a\u200c\u200d\u200b\u2061\u2062", []),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in HIDDEN], ids=[case[0] for case in HIDDEN])
def test_hidden(text, expected, side):
    assert side.scan(text)["hidden"] == expected


@pytest.mark.parametrize("text", (SCRIPTS | EMOJI).values(), ids=SCRIPTS | EMOJI)
def test_nothing_is_hidden_in_what_people_write(text, side):
    found = side.scan(text)
    assert found["hidden"] == []
    assert found["stripped"]["safe"] == 0


@examples(200)
@given(st.one_of(invisible_texts, documents))
def test_it_agrees_with_strip_invisible(text):
    for side in (strigil, reference):
        found = side.scan(text)
        # What follows U+001B may be a part of an escape sequence, which goes with it.
        assert sum(found["invisible"].values()) <= found["stripped"]["all"]
        if "\x1b" not in text:
            assert sum(found["invisible"].values()) == found["stripped"]["all"]
        assert found["stripped"]["safe"] <= found["stripped"]["security"] <= found["stripped"]["all"]
        for policy, number in found["stripped"].items():
            result = side.strip_invisible(text, policy=policy)
            assert (number == 0) == (result == text)
            # Of what is cut, some is replaced by spaces.
            assert len(text) - number <= len(result) <= len(text)
            assert side.scan(result)["stripped"][policy] == 0
        assert side.scan(side.strip_invisible(text, policy="security"))["hidden"] == []
