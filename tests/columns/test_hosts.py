"""pyarrow, polars, pandas and DuckDB: who has a class of its own gets it back."""

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from producers import Stream
from strigil import Cleaner

CLEANER = Cleaner("text")
TEXTS = ["Salt &amp; pepper", None, "", "a text that stays as it is", " z "]
CLEAN = ["Salt & pepper", None, "", "a text that stays as it is", "z"]

# pyarrow

COLUMN = pa.array(TEXTS)
TABLE = pa.table({"a": COLUMN, "b": range(5)})
OBJECTS = [
    COLUMN,
    COLUMN.cast(pa.large_string()),
    COLUMN.cast(pa.string_view()),
    COLUMN.dictionary_encode(),
    pa.chunked_array([COLUMN]),
    pa.StructArray.from_arrays([COLUMN], ["a"]),
    TABLE,
    TABLE.to_batches()[0],
]


@pytest.mark.parametrize("data", OBJECTS, ids=lambda data: type(data).__name__)
def test_pyarrow(data):
    result = CLEANER.arrow(data, threads=2)
    assert type(result) is type(data)
    rows = result.to_pylist()
    assert [row["a"] if isinstance(row, dict) else row for row in rows] == CLEAN


def test_reader_of_pyarrow():
    reader = CLEANER.arrow(TABLE.to_reader())
    assert isinstance(reader, pa.RecordBatchReader)
    assert reader.read_all()["a"].to_pylist() == CLEAN


# polars


@pytest.mark.parametrize("kind", [pl.String, pl.Categorical])
def test_series_of_polars(kind):
    series = pl.Series("name", TEXTS, dtype=kind)
    result = CLEANER.arrow(series, threads=2)
    assert isinstance(result, pl.Series)
    assert result.name == "name"
    assert result.dtype == series.dtype
    assert result.to_list() == CLEAN
    assert CLEANER.arrow(series.slice(2, 2)).to_list() == CLEAN[2:4]
    assert CLEANER.arrow(series.clear()).to_list() == []
    assert CLEANER.arrow(series.append(series)).to_list() == CLEAN * 2


def test_enum_of_polars():
    texts = ["Salt &amp; pepper", "Salt & pepper", "z"]
    series = pl.Series("name", [*texts, None], dtype=pl.Enum(texts))
    expected = pl.Series("name", ["Salt & pepper", "Salt & pepper", "z", None], dtype=pl.Enum(["Salt & pepper", "z"]))
    assert CLEANER.arrow(series).equals(expected)
    assert CLEANER.arrow(series).dtype == expected.dtype
    frame = CLEANER.arrow(series.to_frame())
    assert frame["name"].dtype == expected.dtype
    assert frame["name"].equals(expected)


def test_enum_of_polars_without_its_class():
    result = pl.Series(CLEANER.arrow(Stream(pl.Series(["a &amp; b"], dtype=pl.Enum(["a &amp; b"])))))
    assert result.cast(pl.String).to_list() == ["a & b"]


def test_frame_of_polars():
    frame = pl.DataFrame({"a": TEXTS, "b": range(5), "c": [TEXTS] * 5, "d": [{"x": text} for text in TEXTS]})
    result = CLEANER.arrow(frame)
    assert isinstance(result, pl.DataFrame)
    assert result.schema == frame.schema
    assert result["a"].to_list() == CLEAN
    assert result["b"].equals(frame["b"])
    assert result["c"].equals(frame["c"])
    assert result["d"].to_list() == [{"x": text} for text in CLEAN]


def test_other_objects_of_polars():
    with pytest.raises(TypeError, match="int64"):
        CLEANER.arrow(pl.Series([1]))


# pandas

KINDS = [
    "str",
    "object",
    "category",
    "string",
    pd.StringDtype("python"),
    pd.ArrowDtype(pa.string()),
    pd.ArrowDtype(pa.large_string()),
    pd.ArrowDtype(pa.dictionary(pa.int32(), pa.string())),
]


@pytest.fixture(params=KINDS, ids=str)
def series(request):
    return pd.Series(TEXTS, index=list(" bcde"), name="name", dtype=request.param)


def test_series_of_pandas(series):
    result = CLEANER.arrow(series, threads=2)
    assert isinstance(result, pd.Series)
    assert result.name == "name"
    assert result.index.equals(series.index)
    if series.dtype != "category":
        assert result.dtype == series.dtype
    assert result.isna().tolist() == series.isna().tolist()
    assert result.dropna().tolist() == [text for text in CLEAN if text is not None]


def test_frame_of_pandas(series):
    frame = pd.DataFrame({"number": [1, 2, 3, 4, 5], "text": series}, index=series.index)
    frame["mixed"] = pd.Series(["&amp;", 1, b"", None, []], dtype=object, index=frame.index)
    frame["numbers"] = pd.Categorical([1, 2, 1, 2, None])
    frame["binary"] = pd.Series([b"&amp;"] * 5, index=frame.index)
    frame.insert(0, "text", series, allow_duplicates=True)
    before = frame.copy()
    result = CLEANER.arrow(frame, threads=2)
    pd.testing.assert_frame_equal(frame, before)
    assert isinstance(result, pd.DataFrame)
    assert result.columns.equals(frame.columns)
    assert result.index.equals(frame.index)
    for position in (0, 2):
        pd.testing.assert_series_equal(
            result.iloc[:, position], CLEANER.arrow(series).rename(result.columns[position]), check_index=False
        )
    for position in (1, 3, 4, 5):
        pd.testing.assert_series_equal(result.iloc[:, position], frame.iloc[:, position])


def test_struct_in_a_frame_of_pandas():
    kind = pd.ArrowDtype(pa.struct({"x": pa.string()}))
    frame = pd.DataFrame({"a": pd.Series([{"x": "&lt;"}, None], dtype=kind)})
    result = CLEANER.arrow(frame)
    assert result["a"].dtype == kind
    assert result["a"][0] == {"x": "<"}


def test_missing_objects_of_pandas_stay_what_they_are():
    series = pd.Series(["&lt;", None, float("nan")], dtype=object)
    result = CLEANER.arrow(series)
    assert result[0] == "<"
    assert result[1] is None
    assert result[2] != result[2]


def test_categories_of_pandas_that_become_one():
    series = pd.Series(pd.Categorical(["b ", "a", None, "b"], categories=["b ", "b", "a"], ordered=True))
    result = CLEANER.arrow(series)
    assert result.dtype == pd.CategoricalDtype(["b", "a"], ordered=True)
    assert result.tolist()[:2] == ["b", "a"]
    assert result.isna().tolist() == [False, False, True, False]


def test_other_objects_of_pandas():
    for wrong in (pd.Series([1]), pd.Series([1], dtype="category")):
        with pytest.raises(TypeError, match="int64"):
            CLEANER.arrow(wrong)
    with pytest.raises(TypeError, match="pandas"):
        CLEANER.arrow(pd.Timestamp(0))


def test_empty_objects_of_pandas():
    assert CLEANER.arrow(pd.Series([], dtype="str")).tolist() == []
    assert CLEANER.arrow(pd.DataFrame()).shape == (0, 0)
    assert CLEANER.arrow(pd.Series([], dtype="category").astype(pd.CategoricalDtype(["a "]))).tolist() == []


# DuckDB


def test_duckdb():
    with duckdb.connect() as source, duckdb.connect() as target:
        source.sql(
            "create table t as select case i % 3 when 0 then null else ' &amp; ' || i end as a, i from range(5000) r(i)"
        )
        clean = CLEANER.arrow(source.sql("from t order by i"), threads=2)
        assert not isinstance(clean, duckdb.DuckDBPyRelation)
        rows = target.sql("select a, i from clean").fetchall()
    assert rows == [(None if i % 3 == 0 else f"& {i}", i) for i in range(5000)]


# A table of one goes to another.


def test_from_one_to_another():
    result = CLEANER.arrow(Stream(pl.DataFrame({"a": TEXTS})))
    assert pa.table(result)["a"].to_pylist() == CLEAN
    result = CLEANER.arrow(Stream(TABLE))
    assert pl.DataFrame(result)["a"].to_list() == CLEAN
    result = CLEANER.arrow(Stream(TABLE))
    assert pd.DataFrame.from_arrow(result)["b"].tolist() == list(range(5))
