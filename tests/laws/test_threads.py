"""Law 10, in small: ten threads with the same cleaner get the same results, and a long call keeps none waiting."""

import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from options import PRESETS
from shared_data import read, samples
from strigil import Cleaner, is_normalized, normalize, unescape

THREADS = 10


@pytest.mark.parametrize("preset", PRESETS)
def test_one_cleaner(preset):
    cleaner = Cleaner(preset)
    texts = [read(path) * 20 for path in samples()]
    expected = [cleaner(text) for text in texts]
    with ThreadPoolExecutor(THREADS) as pool:
        for results in pool.map(lambda _: [cleaner(text) for text in texts], range(THREADS * 4)):
            assert results == expected


def test_one_stream_each():
    cleaner = Cleaner()
    text = "".join(read(path) for path in samples())
    pieces = [text[at : at + 17] for at in range(0, len(text), 17)]
    with ThreadPoolExecutor(THREADS) as pool:
        for result in pool.map(lambda _: "".join(cleaner.stream().over(pieces)), range(THREADS)):
            assert result == cleaner(text)


def test_one_stream_for_all():
    """Nothing hangs: who waits for the stream does not keep the interpreter from the one that has it."""
    stream = Cleaner("text").stream()
    piece = "Tea and cake.\n" * 2000
    with ThreadPoolExecutor(THREADS) as pool:
        given = "".join(pool.map(lambda _: stream.feed(piece), range(THREADS * 4)))
    assert len(given + stream.finish()) == len(piece * THREADS * 4) - 1


PAGE = "<p>Tea &amp; cake \u96e8, cafe\u0301.</p>" * 10_000
DATA = PAGE.encode()
# It has no difference at which `is_normalized` could stop.
NORMALIZED = normalize("NFC", PAGE)
TEXTS = ["Tea &amp; cake"] * 4096
LONG = {
    "unescape": lambda: unescape(PAGE),
    "unescape in stages": lambda: unescape(PAGE, levels=2),
    "normalize": lambda: normalize("NFC", PAGE),
    "is_normalized": lambda: is_normalized("NFC", NORMALIZED),
    "a cleaner, str": lambda: Cleaner()(PAGE),
    "a cleaner, bytes": lambda: Cleaner()(DATA),
    "a stream, str": lambda: Cleaner().stream().feed(PAGE),
    "a stream, bytes": lambda: Cleaner().stream().feed(DATA),
    "batch": lambda: Cleaner().batch([PAGE]),
    "batch of short texts": lambda: Cleaner().batch(TEXTS),
    "batch by two threads": lambda: Cleaner().batch([PAGE, PAGE], threads=2),
}


@pytest.fixture
def ticks():
    """A list that grows while this thread does without the interpreter: which it does of its own accord only."""
    ticks, ended = [], threading.Event()

    def tick():
        while not ended.is_set():
            ticks.append(None)
            time.sleep(1e-5)

    interval = sys.getswitchinterval()
    thread = threading.Thread(target=tick)
    try:
        sys.setswitchinterval(1000)
        thread.start()
        yield ticks
    finally:
        ended.set()
        sys.setswitchinterval(interval)
        thread.join()


@pytest.mark.parametrize("call", LONG.values(), ids=LONG)
def test_other_threads_run_during_a_long_call(call, ticks):
    # On a loaded machine the other thread may sleep through many calls, but not through all.
    for _ in range(1000):
        before = len(ticks)
        call()
        after = len(ticks)
        if after > before:
            return
    pytest.fail("no other thread ran")


def test_nothing_else_lets_them_run(ticks):
    """The test above can fail: a long call that keeps the interpreter."""
    before = len(ticks)
    PAGE.replace("e", "ee").split("e")
    assert len(ticks) == before
