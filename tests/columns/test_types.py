"""Every type of column, with nulls, slices, chunks, no rows: the results are those of the cleaner's call on each."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import examples
from options import PRESETS, overrides
from producers import Array, Stream
from strigil import Cleaner

CLEANER = Cleaner("text")
TEXTS = [
    "clean",
    "Salt &amp; pepper",
    None,
    "",
    " short ",
    "a long text that stays as it is",
    "a long text that changes: caf&eacute;",
    None,
    "ADVERTISEMENT",
    "\ufdfa\u0301 \u00a0 e\u0301",
]
TYPES = {
    "utf8": pa.string(),
    "large_utf8": pa.large_string(),
    "string_view": pa.string_view(),
    "dictionary of utf8": pa.dictionary(pa.int8(), pa.string()),
    "dictionary of large_utf8": pa.dictionary(pa.uint32(), pa.large_string()),
}


def made(texts, kind):
    return pa.array(texts, kind) if not pa.types.is_dictionary(kind) else pa.array(texts).cast(kind)


def clean(texts, cleaner=CLEANER):
    return [cleaner(text) for text in texts]


def cleaned(data, cleaner=CLEANER, **keywords):
    """The clean array, checked by pyarrow."""
    result = cleaner.arrow(data, **keywords)
    if len(result) > 0:  # pyarrow refuses even its own string_view without rows if that has an offset
        result.validate(full=True)
    return result


@pytest.fixture(params=TYPES)
def kind(request):
    return TYPES[request.param]


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_array(kind, threads):
    result = cleaned(made(TEXTS, kind), threads=threads)
    assert result.type == kind
    assert result.to_pylist() == clean(TEXTS)
    assert result.null_count == 2


def test_slices(kind):
    whole = made([*TEXTS, *TEXTS], kind)
    for start in range(len(whole)):
        for length in (0, 1, 2, 7, 9, len(whole) - start):
            result = cleaned(whole.slice(start, length))
            assert result.type == kind
            assert result.to_pylist() == clean(whole.slice(start, length).to_pylist())


def test_no_nulls(kind):
    texts = [text for text in TEXTS if text is not None]
    result = cleaned(made(texts, kind))
    assert result.null_count == 0
    assert result.to_pylist() == clean(texts)


@pytest.mark.parametrize("texts", [[], [None], [None, None], [""], ["", None]])
def test_nothing_in_it(kind, texts):
    assert cleaned(made(texts, kind)).to_pylist() == texts


def test_chunks(kind):
    chunked = pa.chunked_array([made(TEXTS, kind), made([], kind), made(["x"], kind), made(TEXTS, kind).slice(3)])
    result = cleaned(chunked)
    assert result.type == kind
    assert [len(chunk) for chunk in result.chunks] == [10, 0, 1, 7]
    assert result.to_pylist() == clean(chunked.to_pylist())
    assert cleaned(pa.chunked_array([], kind)).to_pylist() == []


def test_objects_of_no_host(kind):
    source = made(TEXTS, kind)
    assert pa.array(CLEANER.arrow(Array(source))).to_pylist() == clean(TEXTS)
    result = CLEANER.arrow(Stream(pa.chunked_array([source, source])))
    assert pa.chunked_array(result).to_pylist() == clean(TEXTS) * 2


def test_an_array_goes_before_a_stream():
    batch = pa.record_batch({"a": TEXTS})
    assert hasattr(batch, "__arrow_c_stream__")
    result = CLEANER.arrow(type("Both", (Array, Stream), {})(batch))
    assert hasattr(result, "__arrow_c_array__")
    assert not hasattr(result, "__arrow_c_stream__")


def test_indices_stay(kind):
    if not pa.types.is_dictionary(kind):
        pytest.skip("no dictionary")
    source = made(TEXTS, kind)
    result = cleaned(source)
    assert result.indices.equals(source.indices)
    assert result.indices.buffers()[1].address == source.indices.buffers()[1].address
    assert result.dictionary.to_pylist() == clean(source.dictionary.to_pylist())


def test_a_dictionary_with_a_null_value():
    source = pa.DictionaryArray.from_arrays(pa.array([1, 0, None], pa.int32()), pa.array([None, "a &lt; b"]))
    assert cleaned(source).to_pylist() == ["a < b", None, None]


def record(texts=TEXTS):
    """A struct with everything in it."""
    size = len(texts)
    columns = {name: made(texts, kind) for name, kind in TYPES.items()}
    columns["inner"] = pa.StructArray.from_arrays([made(texts, pa.string()), pa.array(range(size))], ["text", "number"])
    others = {
        "number": pa.array([None, *range(1, size)]),
        "binary": pa.array([b"&amp;"] * size),
        "list": pa.array([["&amp;", None]] * size),
        "null": pa.nulls(size),
        "bool": pa.array([True, None] * (size // 2)),
        "codes": pa.array([b"&amp;", b""] * (size // 2)).dictionary_encode(),
        "runs": pa.RunEndEncodedArray.from_arrays(pa.array([3, size], pa.int32()), ["&amp;", "b"]),
        "union": pa.UnionArray.from_sparse(
            pa.array([0, 1] * (size // 2), pa.int8()), [pa.array(["&amp;"] * size), pa.array(range(size))]
        ),
        "views": pa.array([b"&amp;", b"longer than twelve bytes"] * (size // 2), pa.binary_view()),
    }
    return columns, others


@pytest.mark.parametrize("threads", [1, 3])
def test_table(threads):
    columns, others = record()
    table = pa.table(columns | others).replace_schema_metadata({"whose": "mine"})
    result = cleaned(table, threads=threads)
    assert result.schema.equals(table.schema, check_metadata=True)
    for name in columns:
        texts = result[name].combine_chunks()
        if name == "inner":
            assert result[name].combine_chunks().field("number").equals(columns[name].field("number"))
            texts = texts.field("text")
        assert texts.to_pylist() == clean(TEXTS)
    for name, column in others.items():
        assert result[name].combine_chunks().to_pylist() == column.to_pylist()


def test_slices_of_a_struct():
    columns, others = record()
    batch = pa.record_batch(columns | others)
    struct = batch.to_struct_array()
    nulls = pa.StructArray.from_arrays(batch.columns, batch.schema.names, mask=pa.array([False, True] * 5))
    clean_struct = cleaned(struct).to_pylist()
    for start in range(len(TEXTS)):
        for length in (0, 1, len(TEXTS) - start):
            rows = slice(start, start + length)
            result = CLEANER.arrow(struct.slice(start, length))
            assert result.to_pylist() == clean_struct[rows]
            assert CLEANER.arrow(batch.slice(start, length)).to_pylist() == clean_struct[rows]
            expected = [None if row % 2 else one for row, one in enumerate(clean_struct)][rows]
            assert CLEANER.arrow(nulls.slice(start, length)).to_pylist() == expected


def test_a_table_without_text():
    table = pa.table({"a": [1, 2]})
    assert CLEANER.arrow(table).equals(table)
    empty = pa.table({})
    assert CLEANER.arrow(empty).equals(empty)


def test_metadata_of_a_field_stay():
    schema = pa.schema([pa.field("a", pa.string(), nullable=False, metadata={"k": "v"})])
    result = CLEANER.arrow(pa.table({"a": ["&lt; "]}, schema=schema))
    assert result.schema.equals(schema, check_metadata=True)


OTHERS = [
    (pa.array([1]), "int64"),
    (pa.array([b"a"]), "binary"),
    (pa.array([["a"]]), "list"),
    (pa.nulls(1), "null"),
    (pa.array([1]).dictionary_encode(), "dictionary of int64"),
    (pa.array([1], pa.timestamp("s")), "'tss:'"),
    (pa.chunked_array([[1.0]]), "float64"),
]


@pytest.mark.parametrize(("data", "name"), OTHERS)
def test_other_types(data, name):
    named = f"utf8, large_utf8, string_view, a dictionary of one of these or a struct, not .*{name.strip(chr(39))}"
    with pytest.raises(TypeError, match=named):
        CLEANER.arrow(data)


@pytest.mark.parametrize("data", [None, 1, "text", ["text"], object(), pa.string(), pa])
def test_other_objects(data):
    with pytest.raises(TypeError, match="data has __arrow_c_array__ or __arrow_c_stream__, which"):
        CLEANER.arrow(data)


@pytest.mark.parametrize("capsules", [None, (), (1, 2), "ab"])
def test_no_capsules(capsules):
    class Wrong:
        def __arrow_c_array__(self):
            return capsules

    with pytest.raises(TypeError, match="no pair of capsules"):
        CLEANER.arrow(Wrong())


def test_no_capsule():
    class Wrong:
        def __arrow_c_stream__(self):
            return 1

    with pytest.raises(TypeError, match="no capsule"):
        CLEANER.arrow(Wrong())


def test_the_wrong_capsule():
    class Wrong:
        def __arrow_c_stream__(self):
            return pa.string().__arrow_c_schema__()

    with pytest.raises(ValueError, match="name"):
        CLEANER.arrow(Wrong())


def test_what_the_producer_raises():
    class Wrong:
        def __arrow_c_array__(self):
            raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        CLEANER.arrow(Wrong())


@examples(60)
@given(
    texts=st.lists(st.none() | st.sampled_from(TEXTS) | st.text(st.characters(codec="utf-8")), max_size=30),
    kind=st.sampled_from(list(TYPES.values())),
    preset=st.sampled_from(PRESETS),
    options=overrides(),
    threads=st.sampled_from([1, 2]),
    start=st.integers(0, 9),
)
def test_documents(*, texts, kind, preset, options, threads, start):
    cleaner = Cleaner(preset, **options)
    result = cleaned(made(texts, kind).slice(start), cleaner, threads=threads)
    assert result.to_pylist() == clean(texts[start:], cleaner)
