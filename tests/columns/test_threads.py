"""How many threads work on a column changes nothing but the time."""

import pyarrow as pa
import pytest

from effort import HEAVY
from strigil import Cleaner

CLEANER = Cleaner("text")
TEXTS = [
    "A line that stays as it is. " * 40,
    "Salt &amp; pepper \u00a0 " * 60,
    None,
    "",
    "x" * 200_000,
    " y " * 100_000,
    "short",
    " short ",
]


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.string_view()])
@pytest.mark.parametrize("repeated", [1, 40 if HEAVY else 10])
def test_equal_results(kind, repeated):
    # Rows in an order in which some items change and others do not.
    texts = TEXTS[:1] * 500 + TEXTS * repeated + [None, ""] * 20_000 + TEXTS[6:] * 500 + TEXTS[:1] * 500
    source = pa.array(texts, kind)
    one = CLEANER.arrow(source)
    clean = {text: CLEANER(text) for text in TEXTS}
    assert one.to_pylist() == [clean[text] for text in texts]
    for threads in (2, 4, 7):
        result = CLEANER.arrow(source, threads=threads)
        result.validate(full=True)
        assert result.equals(one)
        assert CLEANER.arrow(source.slice(501), threads=threads).equals(one.slice(501))


def test_tables():
    table = pa.table({"a": TEXTS * 3, "b": range(24), "c": pa.array(TEXTS * 3, pa.string_view())})
    assert CLEANER.arrow(table, threads=3).equals(CLEANER.arrow(table))


@pytest.mark.parametrize("threads", [0, -1, -(2**70), 10**30, "2", 1.0, None])
@pytest.mark.parametrize("data", [pa.array(["a"]), pa.table({"a": ["a"]})])
def test_not_from_1_on(data, threads):
    with pytest.raises(ValueError, match="whole number from 1 on"):
        CLEANER.arrow(data, threads=threads)
