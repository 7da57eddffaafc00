"""Nothing is left behind, however often columns go through."""

import gc
from pathlib import Path

import pyarrow as pa
import pytest

from producers import Array, Stream
from strigil import Cleaner

CLEANER = Cleaner("text")
TEXTS = ["Salt &amp; pepper, and what else there is on the table", None, "clean", " x "] * 250
STATUS = Path("/proc/self/status")


def resident():
    """The memory of this process, in bytes."""
    line = next(line for line in STATUS.read_text(encoding="utf-8").splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024


def once(data, threads):
    result = CLEANER.arrow(data, threads=threads)
    bare = CLEANER.arrow(Array(data) if isinstance(data, pa.Array) else Stream(data), threads=threads)
    if isinstance(data, pa.Array):
        bare.__arrow_c_array__()
        assert pa.array(bare).equals(result)
    else:
        reader = pa.RecordBatchReader.from_stream(bare)
        reader.read_next_batch()


@pytest.mark.skipif(not STATUS.exists(), reason="no /proc")
@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize(
    "data",
    [
        pa.array(TEXTS),
        pa.array(TEXTS, pa.string_view()),
        pa.array(TEXTS).dictionary_encode(),
        pa.table({"a": TEXTS, "b": range(1000)}),
        pa.concat_tables([pa.table({"a": TEXTS})] * 3),
    ],
    ids=["utf8", "string_view", "dictionary", "table", "chunks"],
)
def test_two_hundred_times(data, threads):
    for _ in range(20):
        once(data, threads)
    gc.collect()
    resident_before, arrow_before = resident(), pa.total_allocated_bytes()
    for _ in range(200):
        once(data, threads)
    gc.collect()
    assert pa.total_allocated_bytes() <= arrow_before
    # One result is about 20 kB, and a structure of the interface about 100 bytes.
    assert resident() - resident_before < 1 << 20
