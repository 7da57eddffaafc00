"""Every text of every row goes in whatever way it is written that the folded form sees through.

The core looks at the first letters of a line before it looks at all of it; here it has every chance to overlook one.
The twin looks at all of each line at its slow pace, so it gets some of them only.
"""

import unicodedata

import pytest

import strigil
from effort import HEAVY
from fragments import FURNITURE, LABELS
from options import only

PROSE = "Rain fell."
AKISMET = "This site uses Akismet to reduce spam"
REMOVED = "\xad\u034f\u0640\u180b\u200b\u200d\u202e\u2060\ufe0f\ufeff\U000e0061"
DECORATION = [c for c in LABELS["decoration"]["characters"] if c not in "#`"]
# But for those that are other letters once they are normalised.
ENTRIES = [[c for c in entry if unicodedata.is_normalized("NFKC", c)] for entry in LABELS["fold"]["alike"]]
ALIKE = {c: entry for entry in ENTRIES for c in entry}
LONGEST_LINE = 256
FULL_WIDTH = {c: c + 0xFEE0 for c in range(0x21, 0x7F)}


def removed_inserted(text):
    """The text with characters that count as nothing before, between and behind its first letters."""
    places = range(min(len(text), 7) + 1)
    yield from (text[:place] + REMOVED[place % len(REMOVED)] + text[place:] for place in places)
    yield from (character + text for character in REMOVED)
    yield "\u200b".join(text)


def with_lookalikes(text):
    """The text in letters that pass for its own: all of them, and the first ones one by one."""
    for turn in range(1, max(map(len, ALIKE.values()))):
        replaced = [ALIKE.get(c, c)[turn % len(ALIKE.get(c, c))] for c in text]
        yield "".join(replaced)
        yield from (text[:place] + replaced[place] + text[place + 1 :] for place in range(min(len(text), 5)))


def letter_spaced(words, space):
    """The words, one of them with a space behind each of its letters."""
    for at, word in enumerate(words):
        beside = words[max(at - 1, 0) : at] + words[at + 1 : at + 2]
        # Letters beside letters would be one word.
        if (
            len(word) > 1
            and not any(c in LABELS["decoration"]["characters"] for c in word)
            and min(map(len, [*beside, "xx"])) > 1
        ):
            yield " ".join([*words[:at], space.join(letters(word)), *words[at + 1 :]])


def letters(word):
    """What is spaced out. One character may be two letters, such as the Lao ໜ."""
    return unicodedata.normalize("NFKC", word)


def decomposed(text):
    """The text with its letters and their marks apart: all of them, and one letter at a time."""
    yield unicodedata.normalize("NFD", text)
    yield unicodedata.normalize("NFKD", text)
    for place, character in enumerate(text):
        apart = unicodedata.normalize("NFD", character)
        yield text[:place] + apart + text[place + 1 :]
        # Of several marks the last one.
        yield text[:place] + unicodedata.normalize("NFC", apart[:-1]) + apart[-1:] + text[place + 1 :]


def variants(number, text):
    """Ways to write a text, all of which have its words."""
    words = text.split(" ")
    decoration = DECORATION[number % len(DECORATION)]
    yield text
    yield from letter_spaced(words, " ")
    yield from letter_spaced(words, "\u3000")
    yield from decomposed(text)
    yield text.translate(FULL_WIDTH)
    yield from (text[:place] + text[place:].translate(FULL_WIDTH) for place in range(1, min(len(text), 6)))
    yield from removed_inserted(text)
    yield from with_lookalikes(text)
    yield f"{text} {decoration}"
    # Pipes make a row of a table.
    yield f" {decoration} ".join(words).replace("|", "-")
    yield "\u3000".join(words)
    yield f"\xa0 {text}"


def cased(number, text):
    """The same in other case, but for letters whose capitals are other letters in lower case."""
    upper = "".join(c.upper() if len(c.upper()) == 1 else c for c in text)
    for way in (text, upper, upper[:1] + text[1:]):
        yield from variants(number, way)


def written_together(text):
    """A label may have its words in one."""
    together = text.replace(" ", "")
    yield together
    yield together.upper() if len(together.upper()) == len(together) else together
    if not any(c in LABELS["decoration"]["characters"] for c in together):
        yield " ".join(letters(together))
        yield "\u3000".join(letters(together))


def decorated(number, text):
    """A label may be an item, and have anything around it."""
    decoration = DECORATION[number % len(DECORATION)]
    yield f"{decoration} {text}"
    yield f"{decoration * 9}{text}{decoration}"
    yield f"- {text} -"
    yield f"（{text}）"


def label_lines():
    """Ways to write the texts of labels."""
    rows = [(row["case"], text) for row in LABELS["label"] for text in row["text"]]
    for number, (case, text) in enumerate(rows):
        ways = [*cased(number, text), *written_together(text), *decorated(number, text)]
        # What counts in capitals only is written in them.
        yield from (
            [way.upper() for way in variants(number, text) if len(way.upper()) == len(way)] if case == "upper" else ways
        )


def tried(side, ways):
    """What this side is to try of them."""
    ways = [way for way in ways if len(way.encode()) <= LONGEST_LINE]
    return ways[:: 1 if side is strigil else 20 if HEAVY else 200]


def left(lines):
    """The lines of a text that are not between the others for their sake."""
    return [line for line in lines.split("\n") if line and line != PROSE]


def test_labels(side):
    lines = "".join(f"{line}\n{PROSE}\n" for line in tried(side, label_lines()))
    assert left(side.strip_ad_labels(f"{PROSE}\n{lines}", level="strict")) == []


@pytest.mark.parametrize("text", ["Advertisement", "Publicité", "Реклама", "広告"])
def test_every_decoration(text, side):
    lines = "".join(f"{way}\n{PROSE}\n" for number in range(len(DECORATION)) for way in decorated(number, text))
    assert left(side.strip_ad_labels(f"{PROSE}\n{lines}", level="strict")) == []


def test_calls_to_action(side):
    texts = [text for row in LABELS["call_to_action"] for text in row["text"]]
    ways = [way for number, text in enumerate(texts) for way in cased(number, text)]
    lines = "".join(f"{way}\nAdvertisement\n{PROSE}\n" for way in tried(side, ways))
    assert left(side.strip_ad_labels(f"{PROSE}\n{lines}")) == []


def test_furniture(side):
    texts = [text.replace("*", "Rain and Snow") for row in FURNITURE["furniture"] for text in row["text"]]
    ways = [way for number, text in enumerate(texts) for way in cased(number, text)]
    lines = "".join(f"{way}\n{AKISMET}\n{PROSE}\n" for way in tried(side, ways))
    assert left(side.clean(f"{PROSE}\n{lines}", **only(furniture=True))) == []


@pytest.mark.parametrize("start", LABELS["credit"]["starts"])
def test_credits(start, side):
    words = start.capitalize().split(" ")
    ways = [
        start.capitalize(),
        start.upper(),
        start.translate(FULL_WIDTH),
        " «Rain» ".join(words),
        "\u3000".join(words),
    ]
    lines = "".join(f"{way} Ann Lee\nAdvertisement\n{PROSE}\n" for way in [*ways, *decomposed(start.capitalize())])
    assert left(side.strip_ad_labels(f"{PROSE}\n{lines}")) == []
