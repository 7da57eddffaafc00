"""Unicode's own test file, NormalizationTest.txt, and the characters that it does not list."""

import unicodedata
from functools import cache

import pytest
import unicodedata2

import strigil
from options import FORMS
from shared_data import read, shared
from strigil import is_normalized, normalize

LEFT_OUT = "the 19,965 lines of NormalizationTest.txt for Unicode 16"


@cache
def parts():
    """The lines of each part, as five strings each."""
    path = shared("data/conformance/unicode-16.0.0/NormalizationTest.txt.gz", LEFT_OUT)
    found = {}
    for line in read(path).splitlines():
        if line.startswith("@Part"):
            lines = found.setdefault(int(line[5]), [])
        elif line and not line.startswith("#"):
            lines.append(
                tuple("".join(chr(int(code, 16)) for code in column.split()) for column in line.split(";")[:5])
            )
    return found


def test_the_file_is_whole():
    assert sorted(parts()) == [0, 1, 2, 3, 4, 5]
    assert sum(map(len, parts().values())) > 19_000


@pytest.mark.parametrize("part", range(6))
@pytest.mark.parametrize(
    ("form", "expected"), [("NFC", (1, 1, 1, 3, 3)), ("NFD", (2, 2, 2, 4, 4)), ("NFKC", (3,) * 5), ("NFKD", (4,) * 5)]
)
def test_lines(part, form, expected):
    for line in parts()[part]:
        for source, index in zip(line, expected, strict=True):
            assert normalize(form, source) == line[index]
            assert is_normalized(form, source) == (source == line[index])


@pytest.mark.parametrize(("form", "index"), [("NFC", 1), ("NFD", 2), ("NFKC", 3), ("NFKD", 4)])
def test_all_lines_in_one_text(form, index):
    """`x` stands between two lines: it combines with nothing before it."""
    lines = [line for part in range(6) for line in parts()[part]]
    assert normalize(form, "x\n".join(line[0] for line in lines)) == "x\n".join(line[index] for line in lines)


@pytest.mark.parametrize("form", FORMS)
def test_characters_that_are_not_listed(form):
    """They stay. Characters of later versions of Unicode are judged in test_oracle.py."""
    listed = {line[0] for line in parts()[1]}
    rest = [chr(code) for code in range(0x11_0000) if chr(code) not in listed]
    changed = [character for character in rest if normalize(form, character) != character]
    new = [character for character in rest if unicodedata2.normalize(form, character) != character]
    assert changed == new
    assert all(unicodedata.normalize(form, character) == character for character in changed)
    assert len(changed) < 100


def test_the_version_of_the_core():
    assert strigil.unidata_version == unicodedata2.unidata_version
