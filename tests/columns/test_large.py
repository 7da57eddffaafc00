"""Texts that outgrow 2 GiB: `utf8` becomes `large_utf8`, a batch of a stream is split. Takes gigabytes of memory."""

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from effort import HEAVY
from options import OFF
from producers import Array, Stream
from strigil import Cleaner

pytestmark = pytest.mark.skipif(not HEAVY, reason="STRIGIL_TESTS=heavy")

# Under NFKD U+FDFA, of 3 bytes, becomes 18 characters of 33 bytes. The x bounds the segments.
CLEANER = Cleaner(**OFF | {"unicode": "NFKD"})
GROWING = "\ufdfa" * 500 + "x"
ROW = GROWING * 200
CLEAN = CLEANER(ROW)
ROWS = 700


@pytest.fixture(scope="module")
def column():
    return pa.array([ROW] * ROWS)


def check(array, rows):
    array.validate()
    assert len(array) == rows
    assert pc.unique(array).to_pylist() == [CLEAN]


@pytest.mark.parametrize("threads", [1, 2])
def test_an_array_becomes_large(column, threads):
    assert len(CLEAN.encode()) * ROWS > 2**31
    result = CLEANER.arrow(column, threads=threads)
    assert result.type == pa.large_string()
    check(result, ROWS)


def test_a_struct_becomes_large(column):
    result = CLEANER.arrow(pa.record_batch({"a": column, "b": range(ROWS)}))
    assert result.schema == pa.schema({"a": pa.large_string(), "b": pa.int64()})
    check(result["a"], ROWS)


def test_a_dictionary_becomes_large(column):
    source = pa.DictionaryArray.from_arrays(pa.array([5, None, 6], pa.int32()), column)
    result = pa.array(CLEANER.arrow(Array(source)))
    assert result.type == pa.dictionary(pa.int32(), pa.large_string())
    assert result[0].as_py() == CLEAN


def test_a_batch_is_split(column):
    result = CLEANER.arrow(pa.chunked_array([column, ["x"]]))
    assert result.type == pa.string()
    assert [len(chunk) for chunk in result.chunks] == [650, 50, 1]
    check(result.chunk(0), 650)
    check(result.chunk(1), 50)


def test_a_batch_with_other_columns_is_split(column):
    nulls = pa.array([None if row % 3 == 0 else str(row) for row in range(ROWS)])
    table = pa.table({"a": column, "b": range(ROWS), "c": nulls, "d": pa.array([" x"] * ROWS, pa.string_view())})
    result = CLEANER.arrow(table)
    assert result.schema == table.schema
    assert [len(batch) for batch in result.to_batches()] == [650, 50]
    assert result.drop_columns("a").equals(table.drop_columns("a"))
    for batch, rows in zip(result.to_batches(), (650, 50), strict=True):
        check(batch["a"], rows)


def test_a_dictionary_of_a_stream_that_becomes_large(column):
    source = pa.DictionaryArray.from_arrays(pa.array([5], pa.int32()), column)
    with pytest.raises(ValueError, match="2 GiB"):
        pa.chunked_array(CLEANER.arrow(Stream(pa.chunked_array([source]))))


def test_views_get_a_second_buffer(column):
    result = CLEANER.arrow(column.cast(pa.string_view()))
    check(result, ROWS)
    result = CLEANER.arrow(column.cast(pa.string_view()), threads=2)
    check(result, ROWS)


def test_a_text_that_no_batch_holds():
    source = pa.chunked_array([["x", GROWING * (2**31 // 16_500)]])
    with pytest.raises(ValueError, match="2 GiB"):
        CLEANER.arrow(source)
    with pytest.raises(ValueError, match="2 GiB"):
        CLEANER.arrow(source.cast(pa.string_view()))
