"""Compares `strigil.unescape` with `html.unescape` on random documents.

Usage: python tools/differential.py [--documents N] [--seed S]. The same seed makes the same documents. At the first
difference it prints the document and both results and ends with status 1.
"""

import argparse
import html
import random
import re
import sys
import time
from collections.abc import Iterator
from html.entities import html5

import strigil

NAMES = sorted({name.removesuffix(";") for name in html5})
BARE = sorted(name for name in html5 if not name.endswith(";"))

# Ordinary text and near misses, by how CPython stores a str of them: ASCII, one byte, two bytes, four bytes.
WORDS = [
    ["tea", "Rain fell. ", "a < b", "?a=1", "=", ";", "x", "1", "#", " ", "\n", "\0", "amp;"],
    ["caf\xe9", "na\xefve ", "&\xe9", "\xa0", "\xb2;"],
    ["雨が降る", "Ελλάδα ", "&#١٢;", "&ａmp;", "\u2028"],
    ["🍵", "\U0010ffff", "&🍵;", "&#\U0001d7d9;"],
]
# The lone surrogates are of two bytes.
WIDE = 2

AMPERSANDS = ["&", "&&", "&;", "&#", "&#;", "&#x", "&#X;", "&#xg", "& ", "&am", "&\0"]

NUMBERS = [
    range(0x20),
    range(0x20, 0x7F),
    range(0x7F, 0xA0),
    range(0xA0, 0x3000),
    range(0xD7F0, 0xE010),
    range(0xFDC0, 0xFE00),
    range(0xFFF0, 0x1_0010),
    range(0x1_F300, 0x1_F600),
    range(0x10_FFF0, 0x11_0010),
    range(2**31 - 2, 2**33),
    range(2**63 - 2, 2**63 + 99),
]
NUMBER_FORMS = ["&#{};", "&#{}", "&#{:09};", "&#x{:x};", "&#X{:X}", "&#x{:012x};", "&#{:x};"]

# The one planned difference: the original raises, ours reads the number of no character.
MOST_DIGITS = 4300
TOO_LONG = re.compile(rf"&#[0-9]{{{MOST_DIGITS + 1},}};?")

STEP = 100_000


class Fragments(random.Random):
    """Random pieces of documents."""

    def word(self, width: int) -> str:
        return self.choice(WORDS[self.randint(0, width)])

    def stretch(self, width: int) -> str:
        """Long enough for a search by blocks, and of any alignment."""
        return self.choice("xé雨🍵"[: width + 1]) * self.randint(1, 80)

    def surrogate(self, width: int) -> str:
        return chr(self.randint(0xD800, 0xDFFF)) if width >= WIDE else ""

    def name(self, _: int) -> str:
        return f"&{self.choice(NAMES)};"

    def bare_name(self, _: int) -> str:
        return f"&{self.choice(BARE)}{self.choice(['', '=', 'x', 'it;', ' ', '&'])}"

    def cut_name(self, _: int) -> str:
        name = self.choice(NAMES)
        return f"&{name[: self.randint(1, len(name))]}{self.choice(['', '', ';', '1', '&'])}"

    def nest(self, _: int) -> str:
        return f"&{'amp;' * self.randint(1, 4)}{self.choice(['lt;', '#60;', 'am', ''])}"

    def number(self, _: int) -> str:
        return self.choice(NUMBER_FORMS).format(self.choice(self.choice(NUMBERS)))

    def long_number(self, _: int) -> str:
        digits = self.choice([MOST_DIGITS - 1, MOST_DIGITS, MOST_DIGITS + 1, 2 * MOST_DIGITS])
        return f"&#{self.choice('019') * digits}{self.choice(['', ';', 'x'])}"

    def ampersand(self, _: int) -> str:
        return self.choice(AMPERSANDS)

    def flood(self, _: int) -> str:
        return self.choice(AMPERSANDS) * self.choice([2, 7, 33, 300])

    def documents(self, number: int) -> Iterator[str]:
        """So many documents, each of no wider characters than a width that is drawn first."""
        # How often each kind turns up: floods and long numbers take the most time.
        kinds = {
            self.word: 300,
            self.number: 200,
            self.name: 150,
            self.bare_name: 150,
            self.cut_name: 150,
            self.ampersand: 80,
            self.nest: 40,
            self.stretch: 40,
            self.surrogate: 20,
            self.flood: 5,
            self.long_number: 1,
        }
        for _ in range(number):
            width = self.randrange(len(WORDS))
            drawn = self.choices(list(kinds), list(kinds.values()), k=self.randint(1, 10))
            yield "".join(kind(width) for kind in drawn)


def expected(document: str) -> tuple[str, bool]:
    """What the original gives, and whether it had to be spared a number that it raises on."""
    try:
        return html.unescape(document), False
    except ValueError:
        return html.unescape(TOO_LONG.sub("&#xFFFD;", document)), True


def main() -> int:
    parser = argparse.ArgumentParser(description="Compares strigil.unescape with html.unescape on random documents.")
    parser.add_argument("--documents", type=int, default=1_000_000, metavar="N", help="how many (default: a million)")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="which ones (default: 0)")
    arguments = parser.parse_args()

    start = time.monotonic()
    characters = changed = raised = 0
    for number, document in enumerate(Fragments(arguments.seed).documents(arguments.documents), 1):
        theirs, is_spared = expected(document)
        ours = strigil.unescape(document)
        if ours != theirs:
            print(f"document {number} of seed {arguments.seed} differs: {document!a}")
            print(f"html.unescape:    {theirs!a}\nstrigil.unescape: {ours!a}")
            return 1
        characters += len(document)
        changed += theirs != document
        raised += is_spared
        if number % STEP == 0:
            print(f"{number:,} documents, {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    print(
        f"{arguments.documents:,} documents of seed {arguments.seed}, {characters:,} characters: no difference. "
        f"{changed:,} had references; {raised:,} had numbers that only strigil.unescape reads."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
