"""What does not change is not copied, and a result can be taken as often as one likes."""

import gc

import pyarrow as pa
import pytest

from producers import Array
from strigil import Cleaner

CLEANER = Cleaner("text")
CLEAN = ["clean", None, "", "a text that is longer than twelve bytes", "short"]
TYPES = [pa.string(), pa.large_string(), pa.string_view()]


def addresses(array):
    return [buffer and buffer.address for buffer in array.buffers()]


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("kind", TYPES)
def test_the_same_buffers(kind, threads):
    source = pa.array(CLEAN * 10_000, kind)
    result = CLEANER.arrow(source, threads=threads)
    assert addresses(result) == addresses(source)
    assert result.equals(source)
    part = source.slice(3, 40_000)
    result = CLEANER.arrow(part, threads=threads)
    assert addresses(result) == addresses(part)
    assert result.offset == 3
    assert result.equals(part)


def test_the_same_dictionary():
    source = pa.array(CLEAN).dictionary_encode()
    result = CLEANER.arrow(source)
    assert addresses(result.dictionary) == addresses(source.dictionary)


def test_the_columns_of_a_table_that_do_not_change():
    table = pa.table({"changed": [" a "], "clean": ["a"], "number": [1]})
    result = CLEANER.arrow(table)
    for name, same in (("changed", False), ("clean", True), ("number", True)):
        assert (addresses(result[name].chunk(0)) == addresses(table[name].chunk(0))) is same


@pytest.mark.parametrize("threads", [1, 2])
def test_views_that_stay(threads):
    long = "x" * 1000
    texts = [long, " changed, and longer than twelve bytes", " a ", None, long] * 1000
    source = pa.array(texts, pa.string_view())
    result = CLEANER.arrow(source, threads=threads)
    result.validate(full=True)
    assert result.to_pylist() == [text and text.strip() for text in texts]
    kept = addresses(source)[2:]
    assert addresses(result)[2 : 2 + len(kept)] == kept
    assert len(result.buffers()) == len(source.buffers()) + 1
    assert result.buffers()[-1].size == 1000 * len("changed, and longer than twelve bytes")


def test_views_that_are_short_need_no_buffer():
    source = pa.array([" a ", "b"], pa.string_view())
    assert len(CLEANER.arrow(source).buffers()) == len(source.buffers())


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("kind", TYPES)
def test_nulls_get_the_empty_text(kind, threads):
    hidden = "what a null hides is longer than twelve bytes"
    texts = [hidden, " changed ", hidden, "text that stays as it is", hidden] * 2000
    whole = pa.array(texts, kind)
    mask = pa.array([text != hidden for text in texts]).buffers()[1]
    source = pa.Array.from_buffers(kind, len(texts), [mask, *whole.buffers()[1:]])
    result = CLEANER.arrow(source, threads=threads)
    result.validate(full=True)
    assert result.to_pylist() == [None if text == hidden else text.strip() for text in texts]
    shown = pa.Array.from_buffers(kind, len(texts), [None, *result.buffers()[1:]])
    assert shown.to_pylist() == ["" if text == hidden else text.strip() for text in texts]


@pytest.mark.parametrize("texts", [CLEAN, ["Salt &amp; pepper", None]])
def test_a_result_is_taken_often(texts):
    result = CLEANER.arrow(Array(pa.array(texts)))
    expected = [CLEANER(text) for text in texts]
    taken = [pa.array(result) for _ in range(5)]
    assert pa.field(result).type == pa.string()
    left = result.__arrow_c_array__(), result.__arrow_c_schema__()
    assert len({tuple(addresses(array)) for array in taken}) == 1
    del result, left
    gc.collect()
    assert [array.to_pylist() for array in taken] == [expected] * 5
    again = pa.array(Array(taken.pop()))
    del taken
    gc.collect()
    assert again.to_pylist() == expected


def test_a_requested_schema_is_not_heeded():
    result = CLEANER.arrow(Array(pa.array(["a"])))
    schema, array = result.__arrow_c_array__(requested_schema=pa.large_string().__arrow_c_schema__())
    taken = pa.Array._import_from_c_capsule(schema, array)  # noqa: SLF001
    assert taken.type == pa.string()


def test_a_capsule_is_taken_once():
    capsules = CLEANER.arrow(Array(pa.array([" a "]))).__arrow_c_array__()

    class Again:
        def __arrow_c_array__(self):
            return capsules

    assert pa.array(CLEANER.arrow(Again())).to_pylist() == ["a"]
    with pytest.raises(ValueError, match="released"):
        CLEANER.arrow(Again())
