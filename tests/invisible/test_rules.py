"""The classes and sets of characters agree with Unicode's own data."""

import re
import unicodedata
from functools import cache

import pytest
import unicodedata2

import strigil
from fragments import toml
from shared_data import read, shared

RULES = toml("characters")
PROPERTIES = "the properties of Unicode 17"
SEQUENCES = "the variation sequences of emoji"
JOINED = "the joined sequences of emoji"
ALL = [*map(chr, range(0x11_0000))]


def code_points(ranges):
    """The characters of a list such as "00AD 2060-2064"; in Unicode's files `..` stands between two ends."""
    bounds = (re.split(r"-|\.\.", entry) for entry in ranges.split())
    return {chr(code) for ends in bounds for code in range(int(ends[0], 16), int(ends[-1], 16) + 1)}


CLASSES = {name: code_points(ranges) for name, ranges in RULES["classes"].items()}
SETS = {name: code_points(ranges) for name, ranges in RULES["sets"].items()}


def test_there_is_one_version_of_unicode():
    assert RULES["unicode"] == strigil.unidata_version


def of(*classes):
    """The characters of some classes."""
    return set().union(*(CLASSES[name] for name in classes))


@cache
def with_property(name):
    """The characters that have a property in PropList.txt."""
    path = shared("data/conformance/unicode-17.0.0/PropList.txt.gz", PROPERTIES)
    rows = (line.split("#")[0].split(";") for line in read(path).splitlines())
    return code_points(" ".join(row[0] for row in rows if len(row) == 2 and row[1].strip() == name))


def in_category(*categories, data=unicodedata2):
    """The characters of these general categories."""
    return {character for character in ALL if data.category(character) in categories}


def named(*beginnings):
    """The assigned characters whose names begin so."""
    return {character for character, name in names().items() if name.startswith(beginnings)}


@cache
def names():
    """The names of all characters that have one."""
    return {character: name for character in ALL if (name := unicodedata2.name(character, ""))}


def test_the_version():
    assert RULES["unicode"] == unicodedata2.unidata_version


def test_a_character_is_of_one_class():
    assert sum(map(len, CLASSES.values())) == len(of(*CLASSES))
    assert not {character for character in of(*CLASSES) if character.isspace()}


def test_what_is_around_is_ordinary():
    for name, characters in SETS.items():
        assert not characters & of(*CLASSES), name
        assert not {character for character in characters if character.isspace()}, name


def test_controls():
    controls = {character for character in in_category("Cc") if not character.isspace()}
    assert of("control", "c1") == controls


def test_format_characters():
    """All are of a class, but those that are seen: signs over numbers, an abbreviation, joiners of hieroglyphs."""
    seen = with_property("Prepended_Concatenation_Mark") | code_points("13430-1343F")
    for data in (unicodedata, unicodedata2):
        assert in_category("Cf", data=data) - of(*CLASSES) <= seen
    assert not seen & of(*CLASSES)


def test_what_no_one_sees():
    """DerivedCoreProperties.txt makes Default_Ignorable_Code_Point of these properties."""
    ignorable = with_property("Other_Default_Ignorable_Code_Point") | with_property("Variation_Selector")
    ignorable |= in_category("Cf") - with_property("White_Space") - with_property("Prepended_Concatenation_Mark")
    ignorable -= code_points("FFF9-FFFB 13430-13440")
    assert of(*CLASSES) - of("control", "c1", "annotation") == ignorable
    assert not {character for character in of("reserved") if unicodedata2.category(character) != "Cn"}


@pytest.mark.parametrize(
    ("property_", "classes"),
    [
        ("Join_Control", ["joiner"]),
        ("Bidi_Control", ["bidi", "bidi_override", "bidi_mark"]),
        ("Deprecated", ["deprecated"]),
    ],
)
def test_properties(property_, classes):
    assert of(*classes) <= with_property(property_)
    if property_ != "Deprecated":
        assert of(*classes) == with_property(property_)


def test_selectors():
    assert with_property("Variation_Selector") == of("selector", "mongolian") - {"\u180e"}


def test_ideographs():
    unified = with_property("Unified_Ideograph")
    assert unified <= SETS["ideograph"]
    # Those of later versions than 17.
    assert not {character for character in SETS["ideograph"] - unified if unicodedata2.category(character) != "Lo"}
    assert len(SETS["ideograph"] - unified) < 100


def test_emoji_that_take_a_style():
    path = shared("data/conformance/emoji-17.0/emoji-variation-sequences.txt.gz", SEQUENCES)
    bases = {chr(int(line.split()[0], 16)) for line in read(path).splitlines() if re.match("[0-9A-F]", line)}
    assert len(bases) > 300
    assert bases <= SETS["emoji"]


def test_emoji_that_are_joined():
    path = shared("data/conformance/emoji-17.0/emoji-zwj-sequences.txt.gz", JOINED)
    for line in read(path).splitlines():
        if line and not line.startswith("#"):
            text = "".join(chr(int(code, 16)) for code in line.split(";")[0].split()).replace("\ufe0f", "")
            assert {part[0] for part in text.split("\u200d")[1:]} <= SETS["pictograph"]
            assert {part[-1] for part in text.split("\u200d")[:-1]} <= SETS["pictograph"]


def test_pictographs_are_emoji():
    assert SETS["pictograph"] <= SETS["emoji"]
    keycaps_and_flags = set("#*0123456789") | with_property("Regional_Indicator")
    assert SETS["emoji"] - SETS["pictograph"] == keycaps_and_flags


LETTERS = (
    "ARABIC", "BENGALI", "DEVANAGARI", "GUJARATI", "GURMUKHI", "HEBREW", "JAVANESE", "KANNADA", "KHMER", "LAO",
    "MALAYALAM", "MANDAIC", "MONGOLIAN", "MYANMAR", "NKO", "ORIYA", "SINHALA", "SYRIAC", "TAMIL", "TELUGU", "THAI",
    "TIBETAN", "TIFINAGH",
)  # fmt: skip


def letters_of(script):
    """The letters and vowel signs of a script that are seen."""
    found = named(*(f"{script} {kind}" for kind in ("LETTER", "CHARACTER", "VOWEL SIGN", "INDEPENDENT VOWEL")))
    return {character for character in found - of(*CLASSES) if unicodedata2.category(character)[0] in "LM"}


@pytest.mark.parametrize("script", LETTERS)
def test_letters_that_joiners_stand_beside(script):
    assert len(letters_of(script)) > 20
    assert letters_of(script) <= SETS["joining"]


@pytest.mark.parametrize("script", ["KHMER", "LAO", "THAI", "MYANMAR", "JAVANESE", "TIBETAN", "TAI THAM"])
def test_letters_without_spaces_between_words(script):
    assert letters_of(script) <= SETS["unspaced"]


@pytest.mark.parametrize("script", ["LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CJK UNIFIED", "HIRAGANA", "HANGUL"])
def test_scripts_without_joiners(script):
    letters = named(f"{script} SMALL", f"{script} CAPITAL", f"{script} LETTER", f"{script} SYLLABLE", script + " IDEO")
    assert letters
    assert not letters & (SETS["joining"] | SETS["unspaced"])


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("mongolian_letter", "MONGOLIAN"),
        ("khmer_letter", "KHMER"),
        ("jamo", "HANGUL"),
        ("shorthand_sign", "DUPLOYAN"),
        ("musical_sign", "MUSICAL SYMBOL"),
    ],
)
def test_names(name, beginning):
    assigned = {character for character in SETS[name] if unicodedata2.category(character) != "Cn"}
    assert assigned <= named(beginning)
    assert len(assigned) > 100
