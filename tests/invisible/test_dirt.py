"""Invisible characters that mean nothing where they stand go under "safe"."""

import pytest

from writing import tags

CASES = {
    # Smuggled text and broken flags
    "tags that spell a word": (f"hi{tags('bad')}", "hi"),
    "a tag in a word": ("fun\U000e0020ding", "funding"),
    "the tag of languages": ("a\U000e0001b", "ab"),
    "tags without a flag": (f"😀{tags('gbeng.')}!", "😀!"),
    "a banner is no flag": (f"🏳{tags('gbeng.')}", "🏳"),
    "a flag without end": (f"🏴{tags('gbeng')}!", "🏴!"),
    "a flag with nothing": (f"🏴{tags('.')}", "🏴"),
    "a flag of a region alone": (f"🏴{tags('gb.')}", "🏴"),
    "a flag of one letter and more": (f"🏴{tags('g1eng.')}", "🏴"),
    "a flag of two numbers": (f"🏴{tags('82eng.')}", "🏴"),
    "a flag with a long name": (f"🏴{tags('gbengla.')}", "🏴"),
    "a flag in capitals": (f"🏴{tags('GBENG.')}", "🏴"),
    "a flag behind another tag": (f"🏴{tags('-gbeng.')}", "🏴"),
    "a flag with a joiner in it": (f"🏴{tags('gb')}\u200d{tags('eng.')}", "🏴"),
    "two flags for one banner": (f"🏴{tags('gbeng.gbsct.')}", f"🏴{tags('gbeng.')}"),
    "a flag behind a selector": (f"🏴\ufe0f{tags('gbeng.')}", "🏴\ufe0f"),
    "a soft hyphen in a flag": (f"🏴\xad{tags('gb')}\u2060{tags('eng.')}", f"🏴{tags('gbeng.')}"),
    # Joiners
    "joiners between Latin letters": ("Ad\u200cver\u200dtise", "Advertise"),
    "joiners beside spaces": ("a \u200c b\u200d", "a  b"),
    "a joiner twice": ("می\u200c\u200cخواهم", "می\u200cخواهم"),
    "a joiner twice, a soft hyphen between": ("می\u200c\xad\u200cخواهم", "می\u200cخواهم"),
    "a joiner between Cyrillic letters": ("при\u200dвет", "привет"),
    "a joiner between ideographs": ("雨\u200d天", "雨天"),
    "an emoji joined to nothing": ("👩\u200d", "👩"),
    "an emoji joined to a letter": ("👩\u200da", "👩a"),
    "a joiner in front of an emoji": ("\u200d👧", "👧"),
    "a joiner of emoji twice": ("👩\u200d\u200d👧", "👩\u200d👧"),
    "no joiner of emoji": ("👩\u200c👧", "👩👧"),
    "regional indicators are not joined": ("🇩\u200d🇪", "🇩🇪"),
    # Zero-width spaces
    "between Latin letters": ("a\u200bb", "ab"),
    "at the end of a line": ("x.\u200b\ny", "x.\ny"),
    "between ideographs": ("雨\u200b天", "雨天"),
    "between Hindi words": ("नम\u200bस्ते", "नमस्ते"),
    "twice in Khmer": ("ភាសា\u200b\u200bខ្មែរ", "ភាសា\u200bខ្មែរ"),
    # Selectors
    "behind a letter": ("a\ufe0fb", "ab"),
    "behind nothing": ("\ufe0f", ""),
    "behind a space": (" \ufe0fx", " x"),
    "behind a line end": ("❤\n\ufe0f", "❤\n"),
    "repeated": ("❤\ufe0f\ufe0f", "❤\ufe0f"),
    "two styles": ("❤\ufe0e\ufe0f", "❤\ufe0e"),
    "a selector of emoji for an ideograph": ("葛\ufe0f", "葛"),
    "a selector of ideographs for an emoji": ("❤\U000e0100", "❤"),
    "a selector of ideographs for a letter": ("a\U000e0100b", "ab"),
    "an ideograph with two": ("葛\U000e0100\U000e0101", "葛\U000e0100"),
    "no variant": ("葛\ufe00 不\ufe01", "葛 不"),
    "selectors that nothing takes": ("❤\ufe07 ❤\ufe0d 不\ufe08", "❤ ❤ 不"),
    "behind a joiner": ("ب\u200d\ufe0f", "ب\u200d"),
    "behind a soft hyphen": ("❤\xad\ufe0f", "❤\ufe0f"),
    "smuggled bytes": ("😀" + "".join(chr(0xE0100 + byte - 16) for byte in b"ignore all"), "😀"),
    # Letters of one script beside others
    "a Mongolian selector behind a Latin letter": ("a\u180bb\u180e", "ab"),
    "a Mongolian selector twice": ("ᠠ\u180b\u180c", "ᠠ\u180b"),
    "a Mongolian separator twice": ("ᠠ\u180e\u180eᠠ", "ᠠ\u180eᠠ"),
    "a Mongolian separator in front": ("\u180eᠠ", "ᠠ"),
    "a Khmer vowel behind a Latin letter": ("a\u17b4", "a"),
    "a Khmer vowel twice": ("ក\u17b4\u17b5", "ក\u17b4"),
    "a filler between Latin letters": ("x\u115fy\u1160", "xy"),
    "a filler behind a whole syllable": ("가\u1160", "가"),
    "a filler twice": ("\u115f\u115f\u1161", "\u115f\u1161"),
    "signs of shorthand beside letters": ("a\U0001bca0b", "ab"),
    "a sign of shorthand twice": ("𛰀\U0001bca0\U0001bca0𛰁", "𛰀\U0001bca0𛰁"),
    "signs of music beside letters": ("a\U0001d173b", "ab"),
    "a sign of music twice": ("𝅗\U0001d173\U0001d173", "𝅗\U0001d173"),
    "grapheme joiners beside white space": ("\u034fa \u034fb", "a b"),
    "a grapheme joiner twice": ("a\u034f\u034fb", "a\u034fb"),
    "a grapheme joiner behind an operator": ("a\u2061\u034fb", "a\u2061b"),
    "operators beside white space": (" \u2061x\n\u2064y", " x\ny"),
    # What goes anywhere
    "a soft hyphen": ("Gesamt\xadkonzept", "Gesamtkonzept"),
    "a byte order mark": ("\ufefftea\ufeffcup\ufeff", "teacup"),
    "a word joiner": ("tea\u2060cup می\u2060خواهم", "teacup میخواهم"),
    "deprecated controls": ("a\u206ab\u206bc\u206cd\u206de\u206ef\u206fg", "abcdefg"),
    "code points that are reserved": ("a\u2065b\ufff0c\U000e0000d\U000e0080e\U000e0ffff", "abcdef"),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_it_goes(text, expected, side):
    assert side.strip_invisible(text) == side.strip_invisible(text, policy="safe") == expected
    assert side.strip_invisible(expected) == expected


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_it_goes_in_the_middle_of_a_text(text, expected, side):
    assert side.strip_invisible(f"Tea. {text} Cake.") == f"Tea. {expected} Cake."


@pytest.mark.parametrize("pair", ["\u200c\u200d", "\u200d\u200c"], ids=ascii)
def test_a_long_run_goes_whole(pair, side):
    """A run may have 16 characters that could stay; what goes anyway does not count."""
    for number in (1, 8):
        run = "\xad\u2060" * 20 + pair * number
        assert side.strip_invisible(f"ب{run}ب") == f"ب{pair * number}ب"
    assert side.strip_invisible(f"ب{pair * 8}{pair[0]}ب") == "بب"
    assert side.strip_invisible(f"ب{pair * 100_000}ب") == "بب"
    assert side.strip_invisible("❤" + "\ufe0f" * 16) == "❤\ufe0f"
    assert side.strip_invisible("❤" + "\ufe0f" * 17) == "❤"
    assert side.strip_invisible("🏴" + tags("gbeng.") + "\ufe0f" * 11) == "🏴"


def test_a_direction_parts_two_runs(side):
    run = "\u200c\u200d" * 8
    text = f"ب{run}\u200e{run}ب"
    assert side.strip_invisible(text) == text


def test_in_the_presets(side):
    text = "Gesamt\xadkon\0zept\x01neu&shy;er&#xFEFF; fun\U000e0020ding می&zwnj;خواهم a&zwnj;b"
    expected = "Gesamtkonzept neuer funding می\u200cخواهم ab"
    assert side.clean(text) == side.clean(text, "text") == expected
    assert side.clean(text, "html") == text
    assert side.clean("Gesamt\xadkonzept\x01a\u200bb", invisible=None) == "Gesamt\xadkonzept\x01a\u200bb"
    # It is no text of a page.
    assert side.clean("glu\0ed", invisible=None) == "glued"
    assert side.clean("glu\0ed", "text", invisible=None) == "glu\0ed"
    assert side.clean("user\u202egpj\u202c می\u200cخ", invisible="security") == "usergpj می\u200cخ"
    assert side.clean("user\u202egpj\u202c می\u200cخ", invisible="all") == "usergpj میخ"
