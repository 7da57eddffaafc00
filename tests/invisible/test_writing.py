"""What writing systems and emoji need stays under "safe"."""

import pytest

import strigil
from shared_data import read, records, shared
from strigil import reference
from writing import EMOJI, SCRIPTS

TEXTS = SCRIPTS | EMOJI
EMOJI_FILES = ["emoji-sequences", "emoji-test", "emoji-variation-sequences", "emoji-zwj-sequences"]


def unchanged(side, text):
    """Whether "safe" leaves `text` as it is."""
    return side.strip_invisible(text) == side.strip_invisible(text, policy="safe") == text


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_it_stays(text, side):
    assert unchanged(side, text)
    assert unchanged(side, f"Tea {text} cake.\n{text}")


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_it_comes_back_as_the_same_object(text):
    assert strigil.strip_invisible(text) is text


def test_all_in_one(side):
    assert unchanged(side, "\n".join(TEXTS.values()))


def test_a_lone_surrogate_is_an_ordinary_character(side):
    for text in ("\ud800", "a\udfffb", "\ud83d\ude00", "\udc00\u034f", "\ud800\u2061", "ب\u200c\ud800"):
        assert unchanged(side, text)
    assert side.strip_invisible("\ud800\ufe0f\xad\udfff") == "\ud800\udfff"
    assert side.strip_invisible("\ud800\x01\udfff") == "\ud800 \udfff"


def sequences(name):
    """The sequences of characters in one of Unicode's files."""
    path = shared(f"data/conformance/emoji-17.0/{name}.txt.gz", f"the sequences of {name}.txt")
    for line in read(path).splitlines():
        codes = line.split("#")[0].split(";")[0].strip()
        if ".." in codes:
            first, last = (int(code, 16) for code in codes.split(".."))
            yield from map(chr, range(first, last + 1))
        elif codes:
            yield "".join(chr(int(code, 16)) for code in codes.split())


@pytest.mark.parametrize("name", EMOJI_FILES)
def test_sequences_of_emoji(name, side):
    found = list(sequences(name))
    assert len(found) > 700
    assert [text for text in found if not unchanged(side, text)] == []
    assert [text for text in found if not unchanged(side, f"a{text}b {text}{text}")] == []


@pytest.mark.parametrize("name", EMOJI_FILES)
def test_files_of_emoji(name, side):
    path = shared(f"data/conformance/emoji-17.0/{name}.txt.gz", f"the file {name}.txt")
    assert unchanged(side, read(path))


def without_dirt(text):
    """`text` without the characters that go anywhere: the texts below hold two kinds of them, and no controls."""
    return text.replace("\xad", "").replace("\ufeff", "")


def test_the_declaration_of_human_rights():
    rows = records(shared("data/text/udhr.jsonl.gz", "the Declaration of Human Rights in 532 languages"))
    for side in (strigil, reference):
        changed = [row["code"] for row in rows if side.strip_invisible(row["text"]) != without_dirt(row["text"])]
        assert changed == []


def test_filler_texts(side):
    folder = shared("data/text/lipsum", "9 texts")
    for path in folder.iterdir():
        if path.name.endswith((".txt", ".txt.gz")):
            text = read(path)
            assert side.strip_invisible(text) == without_dirt(text), path.name
