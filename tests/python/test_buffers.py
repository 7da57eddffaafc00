"""Bytes in other objects than `bytes`."""

import mmap
import tempfile
from array import array

import numpy as np
import pytest

from strigil import Cleaner

DIRTY, CLEAN = b"Salt &amp; caf\xc3\xa9 ", "Salt & café".encode()


class Mine(bytes):
    """A class of one's own."""


def mapped(data):
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        return mmap.mmap(file.fileno(), 0)


KINDS = {
    "bytearray": bytearray,
    "memoryview": memoryview,
    "a part of a view": lambda data: memoryview(b"x" + data + b"x")[1:-1],
    "array": lambda data: array("B", data),
    "array of chars with a sign": lambda data: array("b", data),
    "numpy": lambda data: np.frombuffer(data, np.uint8),
    "mmap": mapped,
    "a subclass": Mine,
    "every second byte": lambda data: memoryview(bytes(byte for pair in zip(data, data) for byte in pair))[::2],  # noqa: B905
    "backwards": lambda data: memoryview(data[::-1])[::-1],
    "chars": lambda data: memoryview(data).cast("c"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_taken_as_bytes(kind, side):
    make, cleaner = KINDS[kind], side.Cleaner("text")
    for data in (DIRTY, CLEAN):
        calls = (cleaner(make(data)), side.clean(make(data), "text"), cleaner.batch([make(data), None, data])[0])
        assert calls == (CLEAN,) * 3
        assert {type(clean) for clean in calls} == {bytes}


@pytest.mark.parametrize("kind", KINDS)
def test_in_a_stream(kind):
    make, stream = KINDS[kind], Cleaner("text").stream()
    assert stream.feed(make(DIRTY[:-2])) + stream.feed(make(DIRTY[-2:])) + stream.finish() == CLEAN.decode()


def test_what_is_written_later_is_not_seen():
    data = bytearray(CLEAN * 10_000)
    clean = Cleaner("text").batch([data])
    data[:4] = b"Tea "
    assert clean[0].startswith(b"Salt")


def test_a_released_view(side):
    view = memoryview(b"abc")
    view.release()
    with pytest.raises(ValueError, match="released"):
        side.Cleaner()(view)
