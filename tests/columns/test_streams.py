"""Streams: batches are cleaned as they are asked for, errors pass through, and nothing is left behind."""

import ctypes
import errno
import gc
import struct

import pyarrow as pa
import pytest

from producers import RELEASED, Array, CStream, MadeStream, Stream, array, capsule, inside, schema
from strigil import Cleaner

CLEANER = Cleaner("text")


def batch(texts):
    ends = [0]
    for text in texts:
        ends.append(ends[-1] + len(text))
    return array(len(texts), [None, struct.pack(f"={len(ends)}i", *ends), b"".join(texts)])


def open_stream(result):
    """The structure in the capsule, and the capsule, which owns it."""
    held = result.__arrow_c_stream__()
    return inside(held, b"arrow_array_stream", CStream), held


@pytest.mark.parametrize("threads", [1, 2])
def test_batches_are_asked_for_one_by_one(threads):
    source = MadeStream(schema(), [batch([b" a ", b"b"]), batch([]), batch([b"&lt;" * 100_000])])
    result = CLEANER.arrow(source, threads=threads)
    assert source.asked == 0
    chunks = pa.chunked_array(result)
    assert source.asked == 4
    assert chunks.to_pylist() == ["a", "b", "<" * 100_000]


def test_a_reader_is_lazy():
    seen = []

    def batches():
        for number in range(3):
            seen.append(number)
            yield pa.record_batch({"a": [f" {number} "]})

    source = pa.RecordBatchReader.from_batches(pa.schema({"a": pa.string()}), batches())
    reader = CLEANER.arrow(source)
    assert isinstance(reader, pa.RecordBatchReader)
    assert seen == []
    for number in range(3):
        assert reader.read_next_batch().to_pylist() == [{"a": str(number)}]
        assert seen == list(range(number + 1))
    with pytest.raises(StopIteration):
        reader.read_next_batch()


def test_a_stream_is_taken_once():
    result = CLEANER.arrow(Stream(pa.chunked_array([[" a "]])))
    assert pa.field(result).type == pa.string()
    assert pa.chunked_array(result).to_pylist() == ["a"]
    with pytest.raises(ValueError, match="once"):
        result.__arrow_c_stream__()
    assert pa.field(result).type == pa.string()


def test_a_released_stream():
    result = CLEANER.arrow(Stream(pa.chunked_array([[" a "]])))
    held = result.__arrow_c_stream__()

    class Again:
        def __arrow_c_stream__(self):
            return held

    assert pa.chunked_array(CLEANER.arrow(Again())).to_pylist() == ["a"]
    with pytest.raises(ValueError, match="released"):
        CLEANER.arrow(Again())


@pytest.mark.parametrize("code", [errno.EIO, errno.ENOMEM, errno.EINVAL, 12345])
@pytest.mark.parametrize("message", [b"the disk is full of \xc3\xa9", None])
def test_errors_of_the_source(code, message):
    result = CLEANER.arrow(MadeStream(schema(), [batch([b" a "])], code, message))
    stream, held = open_stream(result)
    out = array(0, [])
    assert stream.get_next(stream, out) == 0
    assert out.length == 1
    out.release(out)
    assert stream.get_next(stream, out) == code
    said = ctypes.string_at(stream.get_last_error(stream))
    assert said == (message or f"the stream failed with code {code}".encode())
    del held


def test_errors_of_the_schema():
    with pytest.raises(OSError, match="no schema today") as caught:
        CLEANER.arrow(MadeStream(None, [], errno.EIO, b"no schema today"))
    assert caught.value.errno == errno.EIO
    with pytest.raises(ValueError, match="no schema today"):
        CLEANER.arrow(MadeStream(None, [], errno.EINVAL, b"no schema today"))


def test_a_malformed_batch():
    wrong = array(1, [None, struct.pack("=2i", 3, 0), b"abc"])
    result = CLEANER.arrow(MadeStream(schema(), [batch([b" a "]), wrong]))
    with pytest.raises(ValueError, match="offsets of a text column are negative or fall"):
        pa.chunked_array(result)


def test_an_exception_of_the_source():
    def batches():
        yield pa.record_batch({"a": [" a "]})
        raise RuntimeError("the source broke")

    reader = CLEANER.arrow(pa.RecordBatchReader.from_batches(pa.schema({"a": pa.string()}), batches()))
    assert reader.read_next_batch().to_pylist() == [{"a": "a"}]
    with pytest.raises(Exception, match="the source broke"):
        reader.read_next_batch()


@pytest.mark.parametrize("read", [0, 1, 2])
def test_a_stream_that_is_dropped_half_read(read):
    gc.collect()
    RELEASED.clear()
    result = CLEANER.arrow(MadeStream(schema(), [batch([b" a "]), batch([b"b"]), batch([b"c"])]), threads=2)
    stream, held = open_stream(result)
    for _ in range(read):
        out = array(0, [])
        assert stream.get_next(stream, out) == 0
        out.release(out)
    del stream, held, result
    gc.collect()
    assert sorted(RELEASED) == ["CArray"] * read + ["CSchema", "CStream"]


def test_a_result_that_nobody_takes():
    gc.collect()
    RELEASED.clear()
    del_me = CLEANER.arrow(MadeStream(schema(), [batch([b" a "])]))
    del del_me
    gc.collect()
    assert sorted(RELEASED) == ["CSchema", "CStream"]


def test_batches_outlive_their_stream():
    reader = CLEANER.arrow(pa.table({"a": [" a ", "a text that stays as it is"]}).to_reader())
    first = reader.read_next_batch()
    del reader
    gc.collect()
    assert first["a"].to_pylist() == ["a", "a text that stays as it is"]


def test_the_end_is_the_end():
    source = MadeStream(schema(), [batch([b" a "])])
    stream, held = open_stream(CLEANER.arrow(source))
    out = array(0, [])
    assert stream.get_next(stream, out) == 0
    out.release(out)
    for _ in range(3):
        assert stream.get_next(stream, out) == 0
        assert not out.release
    assert source.asked == 2
    del held


def test_the_stream_of_a_stream():
    table = pa.table({"a": [" &amp;lt; "]})
    twice = CLEANER.arrow(CLEANER.arrow(Stream(table)))
    assert pa.table(twice).to_pylist() == [{"a": "<"}]
    assert pa.array(CLEANER.arrow(CLEANER.arrow(Array(pa.array([" &amp;lt; "]))))).to_pylist() == ["<"]


def test_another_capsule():
    class Wrong:
        def __arrow_c_stream__(self):
            return capsule(schema(), b"something_else")

    with pytest.raises(ValueError, match="name"):
        CLEANER.arrow(Wrong())


def test_chunks_with_one_dictionary():
    values = pa.array(["&lt;", " b ", "c"])
    chunks = [pa.DictionaryArray.from_arrays(pa.array(rows, pa.int8()), values) for rows in ([0, 1], [2, None], [1, 1])]
    result = CLEANER.arrow(pa.chunked_array(chunks))
    assert result.to_pylist() == ["<", "b", "c", None, "b", "b"]
