"""Names cut at every place: by other characters, by the end of the text, by the end of a piece."""

import re
from html.entities import html5

import pytest

import strigil
from options import MODES, only
from shared_data import sample
from strigil import Cleaner

# Those that may stand without a semicolon are prefixes of others, so all of them; of the rest the longest and some.
BARE = {name for name in html5 if not name.endswith(";")}
LONGEST_BARE = max(map(len, BARE))
LONGEST = sorted((name.removesuffix(";") for name in html5), key=len)[-5:]
NAMES = sorted({*BARE, *LONGEST, *sample(sorted({name.removesuffix(";") for name in html5} - BARE), 150)})
AFTER = ["", ";", ";;", " ", "=", "1", "x", "Z", "é", "&", "&amp;", "&lt", "#", "\0", "\ud800", "🍵"]


def decoded(text, mode):
    """`text`, of names alone, by the table of docs/reference/references.md."""
    return re.sub(r"&([a-zA-Z0-9]+)(;?)", lambda match: one(match, mode), text)


def one(match, mode):
    run, end = match.groups()
    if end and f"{run};" in html5:
        return html5[f"{run};"]
    prefix = next((run[:length] for length in range(min(len(run), LONGEST_BARE), 0, -1) if run[:length] in BARE), None)
    following = (run + end + match.string[match.end() :])[len(prefix or "") :][:1]
    if prefix is None or mode == "text" or (mode == "attribute" and re.match("[=a-zA-Z0-9]", following)):
        return match[0]
    return html5[prefix] + run[len(prefix) :] + end


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("after", AFTER, ids=ascii)
def test_names_cut_short(after, mode, side):
    for name in NAMES:
        for length in range(len(name) + 1):
            text = f"a&{name[:length]}{after}"
            assert side.unescape(text, mode=mode) == decoded(text, mode)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("levels", [1, 2, "auto"])
def test_names_cut_by_a_piece_s_end(levels, mode):
    cleaner = Cleaner(**only(entities=mode, levels=levels))
    for name in NAMES[::4]:
        for text in (f"a&{name}", f"a&{name};=", f"&{name}&{name}1", f"&amp;{name};"):
            expected = strigil.unescape(text, mode=mode, levels=levels)
            for place in range(len(text) + 1):
                stream = cleaner.stream()
                assert stream.feed(text[:place]) + stream.feed(text[place:]) + stream.finish() == expected


@pytest.mark.parametrize("mode", MODES)
def test_a_long_word_after_an_ampersand(mode, side):
    for word in ("x" * 100_000, "not" * 30_000, "CounterClockwiseContourIntegral" * 3000, "9" * 100_000):
        text = f"&{word};"
        assert side.unescape(text, mode=mode) == decoded(text, mode)
