"""Cleans the pages beside this file and shows each of them before and after.

What no one sees on a screen is written in ⟨brackets⟩. Usage: python demo/show.py
"""

import textwrap
import unicodedata
from pathlib import Path
from typing import Literal

import strigil

WIDTH = 79
EXCERPT = 1_100
PAGES: dict[str, Literal["web", "text"]] = {"over-escaped.html": "web", "flattened.txt": "text", "unclosed.html": "web"}
NAMES = {"\t": "TAB", "\r": "CR", "\u00a0": "NBSP", "\u00ad": "SHY", "\u2009": "THIN", "\u200c": "ZWNJ"}
HIDDEN = {"Cc", "Cf", "Mn", "Zs", "Zl", "Zp"}


def main() -> None:
    """Shows all pages."""
    for name, preset in PAGES.items():
        before = (Path(__file__).parent / "pages" / name).read_bytes().decode()
        stream = strigil.Cleaner(preset).stream()
        after = stream.feed(before) + stream.finish()
        print(title("=", f'{name}, preset "{preset}"'))
        print(title("-", f"before: {len(before):,} characters"))
        print(shown(before))
        print(title("-", f"after: {len(after):,} characters"))
        print(shown(after, len(after)))
        print(title("-", "removed or changed"))
        print("\n".join(f"{number:7,} × {rule}" for rule, number in stream.counts.items()))
        print()


def title(rule: str, text: str) -> str:
    """A headline as wide as the page."""
    return f"{rule * 2} {text} ".ljust(WIDTH, rule)


def shown(text: str, limit: int = EXCERPT) -> str:
    """The start of `text`, wrapped, with its invisible characters made visible."""
    excerpt = text[:limit] + (" […]" if len(text) > limit else "")
    lines = "".join(map(visible, excerpt)).split("\n")
    return "\n".join(textwrap.fill(line, WIDTH, replace_whitespace=False, break_on_hyphens=False) for line in lines)


def visible(char: str) -> str:
    """The character, or its name in brackets if it leaves no mark of its own on the screen."""
    if char in " \n" or unicodedata.category(char) not in HIDDEN:
        return char
    return f"⟨{NAMES.get(char, f'U+{ord(char):04X}')}⟩"


if __name__ == "__main__":
    main()
