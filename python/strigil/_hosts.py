"""Objects of pyarrow, polars and pandas come back from `Cleaner.arrow` as objects of their own class.

A library is imported only if the data come from it. Its objects are Any here: none of the libraries is a dependency.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any, Protocol


class _Cleaner(Protocol):
    def arrow(self, data: Any, /, *, threads: int = 1) -> Any: ...


class _Bare:
    """The interface of an object without its class, so that the cleaner gives an object of its own for it."""

    def __init__(self, data: Any) -> None:
        for name in ("__arrow_c_array__", "__arrow_c_stream__"):
            if hasattr(data, name):
                setattr(self, name, getattr(data, name))


_Clean = Callable[[Any], Any]


def clean(cleaner: _Cleaner, data: Any, threads: int) -> Any:
    """The clean object, or None if its class is none of those known here."""
    hosts = {"pyarrow": _pyarrow, "polars": _polars, "pandas": _pandas}
    package = type(data).__module__.partition(".")[0]
    return hosts[package](import_module(package), lambda data: cleaner.arrow(_Bare(data), threads=threads), data)


def _pyarrow(pa: Any, clean: _Clean, data: Any) -> Any:
    makers = {
        pa.Array: pa.array,
        pa.ChunkedArray: pa.chunked_array,
        pa.RecordBatch: pa.record_batch,
        pa.Table: pa.table,
        pa.RecordBatchReader: pa.RecordBatchReader.from_stream,
    }
    for kind, make in makers.items():
        if isinstance(data, kind):
            return make(clean(data))
    return None


def _polars(pl: Any, clean: _Clean, data: Any) -> Any:
    def like(column: Any, result: Any) -> Any:
        """An Enum comes back as a Categorical: its type lists the values that it had."""
        if not isinstance(column.dtype, pl.Enum):
            return result
        categories = pl.Series(clean(column.dtype.categories))
        return result.cast(pl.Enum(categories.unique(maintain_order=True)))

    if isinstance(data, pl.Series):
        return like(data, pl.Series(data.name, clean(data)))
    if isinstance(data, pl.DataFrame):
        result = pl.DataFrame(clean(data))
        return result.with_columns(like(data[name], result[name]) for name in result.columns)
    return None


def _pandas(pd: Any, clean: _Clean, data: Any) -> Any:
    def series(data: Any) -> Any:
        if isinstance(data.dtype, pd.CategoricalDtype):
            values = _categorical(pd, data, series(data.dtype.categories.to_series()))
        else:
            values = pd.Series.from_arrow(clean(data)).astype(data.dtype).array
        result = pd.Series(values, index=data.index, name=data.name, dtype=values.dtype)
        # Objects keep the mark of a missing text that they had: None or NaN.
        return result.where(data.notna(), data) if data.dtype == object else result

    if isinstance(data, pd.Series):
        return series(data)
    if isinstance(data, pd.DataFrame):
        # Column by column, so that the index and what is no text are not even looked at.
        result = data.copy(deep=False)
        for position in range(data.shape[1]):
            column = data.iloc[:, position]
            if _has_text(pd, column):
                result.isetitem(position, series(column))
        return result
    return None


def _has_text(pd: Any, column: Any) -> bool:
    """Says whether the cleaner takes a column of a frame; one of objects if they are texts or missing."""
    values = column.dtype.categories if isinstance(column.dtype, pd.CategoricalDtype) else column
    if not isinstance(values.dtype, pd.ArrowDtype):
        return pd.api.types.infer_dtype(values, skipna=True) == "string"
    types = import_module("pyarrow").types
    kind = values.dtype.pyarrow_dtype
    if types.is_dictionary(kind):
        kind = kind.value_type
    return types.is_struct(kind) or types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind)


def _categorical(pd: Any, data: Any, categories: Any) -> Any:
    """The data with other categories. Those of pandas are unique, so equal ones become one."""
    codes, unique = pd.factorize(categories)
    numbers: dict[int, int] = {-1: -1, **{old: int(codes[old]) for old in range(len(codes))}}
    return pd.Categorical.from_codes(data.cat.codes.map(numbers), pd.Index(unique), ordered=data.dtype.ordered)
