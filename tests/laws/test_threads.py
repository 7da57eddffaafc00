"""Law 10, in small: ten threads with the same cleaner get the same results."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from options import PRESETS
from shared_data import read, samples
from strigil import Cleaner

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
