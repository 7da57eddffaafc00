"""Strings of every width, of lengths around the edges of blocks: each result is the oracle's, in the same width."""

import functools
import html
import re
import sys

import pytest
import unicodedata2

import strigil
from options import FORMS
from strigil import Cleaner, reference

# One character of each width that CPython stores, which no step changes.
FILLERS = {"ascii": "x", "latin": "ß", "wide": "雨", "widest": "🍵"}
EMPTY = ""
SURROGATES = ("\ud800", "\udfff")

# Code points that are looked at, copied or encoded together, and from how many on other threads may run.
EDGES = (16, 64, 128, 192, 256, 4096, 16_384)
LENGTHS = [edge + more for edge in EDGES for more in (-1, 0, 1)]


# References that make a string wider by one step, two or three, or leave it as it is; one is two characters, one none.
REFERENCES = ("&amp;", "&#233;", "&#x96e8;", "&#x1F600;", "&nGt;", "&#1;")
# Of each width but ASCII, what goes.
REMOVED = ("\xad", "\ufeff", "<b title=🍵>")
ADS = ("<amp-ad></amp-ad>", "<amp-ad>🍵</amp-ad>")
TAG = "<b>"
LABEL = "y\nADVERTISEMENT\ny"

CLEANED = {
    "web": (TAG, "&amp;", "&#x1F600;", "\u212b", *REMOVED),
    "text": ("&amp;", "&#x1F600;", "\u212b", *REMOVED[:2]),
    "html": ADS,
}
CLEAN = {"&amp;": "&", "&#x1F600;": "😀", "\u212b": "Å", LABEL: "y\ny"}


def replaced(dirts, lone="\ufffd"):
    """What a step does to texts in which there is nothing to do but about this dirt, and perhaps lone surrogates."""

    def oracle(text):
        for dirt in dirts:
            text = text.replace(dirt, CLEAN.get(dirt, ""))
        return re.sub("[\ud800-\udfff]", lone, text)

    return oracle


def batched(cleaner, text):
    [result] = cleaner.batch([text])
    return result


def streamed(cleaner, text):
    stream = cleaner.stream()
    pieces = [stream.feed(text), stream.finish()]
    for piece in pieces:
        assert_canonical(piece)
    return "".join(pieces)


# Each step: the call, its oracle, and something for it to do.
STEPS = {
    "unescape": (strigil.unescape, html.unescape, REFERENCES),
    "unescape in stages": (lambda text: strigil.unescape(text, keep="é"), html.unescape, ("&amp;", "&#x1F600;")),
    **{
        f"normalize {form}": (
            lambda text, form=form: strigil.normalize(form, text),
            lambda text, form=form: unicodedata2.normalize(form, text),
            # Narrower by one step or three, or wider; shorter or longer.
            ("e\u0301", "\u212b", "é", "\u0958", "½", "ﬁ", "\u0301", "\U0001d400", "\U0002f800"),
        )
        for form in FORMS
    },
    "collapse_whitespace": (
        lambda text: strigil.collapse_whitespace(text, layout="inline"),
        lambda text: " ".join(text.split()),
        ("  ", "\x85", "\u3000"),
    ),
    "collapse_whitespace in lines": (
        lambda text: strigil.collapse_whitespace(text, layout="lines"),
        lambda text: "\n".join(" ".join(line.split()) for line in re.split("[\n\r\x85\u2028]", text) if line.split()),
        ("\t", "\r\n", "\x85 ", "\u3000", "\u2028"),
    ),
    "strip_ad_labels": (
        strigil.strip_ad_labels,
        replaced((LABEL,), lone=r"\g<0>"),
        (LABEL,),
    ),
    "strip_ads": (strigil.strip_ads, replaced(ADS, lone=r"\g<0>"), ADS),
    "to_text": (strigil.to_text, replaced((TAG, "&amp;", "&#x1F600;")), (TAG, "&amp;", "&#x1F600;")),
    **{
        f"{name} {preset}": (
            functools.partial(call, Cleaner(preset)),
            replaced(dirts),
            dirts,
        )
        for preset, dirts in CLEANED.items()
        for name, call in {"clean": Cleaner.__call__, "batch": batched, "stream": streamed}.items()
    },
}
steps = pytest.mark.parametrize("step", STEPS)


class Text(str):
    """A str of a subclass that says something else about itself."""

    __slots__ = ()

    def __len__(self):
        raise ValueError

    def __eq__(self, other):
        return False

    __hash__ = None


def assert_canonical(result):
    """It is as wide as an equal str that Python makes of its code points, and holds nothing else."""
    assert type(result) is str
    same = result.encode("utf-32-le", "surrogatepass").decode("utf-32-le", "surrogatepass")
    assert {same: True}.get(result)
    if len(result) == 1:
        # The shared strings of one character may hold a UTF-8 copy that someone else asked for.
        result, same = result + "x", same + "x"
    assert sys.getsizeof(result) == sys.getsizeof(same)


def check(step, text):
    call, oracle, _ = STEPS[step]
    size = sys.getsizeof(text)
    result = call(text)
    # A UTF-8 copy would stay in the caller's string as long as that lives.
    assert sys.getsizeof(text) == size
    expected = oracle(text)
    assert result == expected
    assert hash(result) == hash(expected)
    assert_canonical(result)
    if expected == text and not step.startswith("stream"):
        assert result is text


def placed(dirt, filler, length):
    """Texts with dirt nowhere, at the start, at the end, at both and everywhere; of that length if it fits."""
    yield filler * length
    yield dirt + filler * (length - len(dirt))
    yield filler * (length - len(dirt)) + dirt
    yield dirt + filler * (length - 2 * len(dirt)) + dirt
    dense = (filler + dirt) * (length // len(filler + dirt))
    yield dense + filler * (length - len(dense))


def straddling(dirt, filler, edge):
    """Texts with dirt at each place on an edge and beside it."""
    for before in range(len(dirt) + 1):
        yield filler * (edge - before) + dirt + filler


@steps
def test_at_every_length(step):
    for dirt in STEPS[step][2]:
        for filler in FILLERS.values():
            for length in LENGTHS:
                for text in placed(dirt, filler, length):
                    check(step, text)


@steps
def test_over_every_edge(step):
    for dirt in STEPS[step][2]:
        for filler in FILLERS.values():
            for edge in EDGES:
                for text in straddling(dirt, filler, edge):
                    check(step, text)


@steps
def test_only_one_character_is_wide(step):
    """If it is the one that goes, the result is narrow."""
    for dirt in STEPS[step][2]:
        for wide in FILLERS.values():
            for length in LENGTHS:
                check(step, wide + "x" * (length - 1 - len(dirt)) + dirt)
                check(step, dirt + "x" * (length - 1 - len(dirt)) + wide)


@steps
def test_lone_surrogates(step):
    dirts = STEPS[step][2]
    for surrogate in SURROGATES:
        for filler in FILLERS.values():
            for edge in EDGES:
                check(step, f"{surrogate}{filler * (edge - 1)}{surrogate}{filler}")
                check(step, f"{filler * edge}{surrogate}")
                for dirt in dirts:
                    check(step, f"{surrogate}{dirt}{filler * (edge - len(dirt) - 2)}{surrogate}{dirt}{surrogate}")
            for dirt in dirts:
                check(step, f"{surrogate}{dirt}")
                check(step, f"{dirt}{surrogate}")
        check(step, surrogate)
        check(step, surrogate * 4097)


@steps
def test_nothing_and_next_to_nothing(step):
    call, _, dirts = STEPS[step]
    assert call(EMPTY) is EMPTY
    for text in (*FILLERS.values(), *dirts, *map(chr, range(0x80, 0x100))):
        size = sys.getsizeof(text)
        result = call(text)
        assert_canonical(result)
        assert sys.getsizeof(text) == size
    for filler in FILLERS.values():
        check(step, filler)


@steps
def test_subclasses(step):
    call, _, dirts = STEPS[step]
    for filler in FILLERS.values():
        for length in (0, 1, 15, 16, 17, 4096, 16_384):
            for text in (filler * length, dirts[0] + filler * length, f"{filler * length}{dirts[-1]}\ud800"):
                result = call(Text(text))
                assert result == call(text)
                assert_canonical(result)


@pytest.mark.parametrize("form", FORMS)
def test_is_normalized(form):
    for dirt in STEPS[f"normalize {form}"][2]:
        for filler in FILLERS.values():
            for edge in EDGES:
                texts = [*placed(dirt, filler, edge), *straddling(dirt, filler, edge), f"\ud800{filler * edge}{dirt}"]
                for text in texts:
                    size = sys.getsizeof(text)
                    expected = unicodedata2.normalize(form, text) == text
                    assert strigil.is_normalized(form, text) is expected
                    assert strigil.is_normalized(form, Text(text)) is expected
                    assert sys.getsizeof(text) == size


# As many references as a plan keeps on the stack, and as many as it keeps at all.
@pytest.mark.parametrize("count", [511, 512, 513, 65_535, 65_536, 65_537])
@pytest.mark.parametrize("filler", FILLERS.values(), ids=FILLERS)
def test_many_references(filler, count):
    text, expected = f"&amp;{filler}" * (count - 1), f"&{filler}" * (count - 1)
    for dirt in REFERENCES:
        clean = html.unescape(dirt)
        for result, same in (
            (strigil.unescape(text + dirt), expected + clean),
            (strigil.unescape(dirt + text), clean + expected),
        ):
            assert result == same
            assert_canonical(result)


@steps
@pytest.mark.parametrize("filler", FILLERS.values(), ids=FILLERS)
def test_the_oracles_are_the_twin(step, filler):
    """The twin follows the rules on short texts; on long ones it is too slow, hence the oracles."""
    name, _, kind = step.partition(" ")
    twins = {
        "unescape": reference.unescape,
        "normalize": lambda text: reference.normalize(kind, text),
        "collapse_whitespace": lambda text: reference.collapse_whitespace(text, layout=kind[3:] or "inline"),
        "strip_ad_labels": reference.strip_ad_labels,
        "strip_ads": reference.strip_ads,
        "to_text": reference.to_text,
    }
    twin = twins.get(name) or reference.Cleaner(kind)
    _, oracle, dirts = STEPS[step]
    for dirt in dirts:
        for text in (*placed(dirt, filler, 64), f"\ud800{dirt}{filler}\udfff", filler, ""):
            assert twin(text) == oracle(text)


def test_the_shared_strings_are_as_ever():
    """The interpreter keeps one empty str and one for each Latin-1 character, and gives them to everyone."""
    for call, _, _ in STEPS.values():
        for code in range(0x100):
            call(chr(code))
            call(f"&#{code};")
            call(f"&#{code};\ufeff<b>")
    assert strigil.unescape("&#1;") is EMPTY
    assert strigil.clean("\ufeff") is EMPTY
    assert len(EMPTY) == 0
    assert_canonical(EMPTY + "x")
    for code in range(0x100):
        assert chr(code) is bytes([code]).decode("latin-1")
        assert ord(chr(code)) == code
        assert len(chr(code)) == 1
        assert_canonical(chr(code))
