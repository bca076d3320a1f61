"""Columns of data frames as Arrow data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.columns.plan import Plan

__all__ = ["as_arrow", "as_texts", "names_read"]

#: How the missing values of pandas and NumPy are written.
_MISSING = {"nan", "NaT", "<NA>"}


def names_read(plan: Plan) -> list[str]:
    """The columns that a plan reads, each once."""
    return list(dict.fromkeys((*plan.columns, *plan.beside)))


def as_arrow(frame: nw.DataFrame[Any], columns: Sequence[str]) -> pa.Table:
    """Some columns of a data frame; what is not a number counts as missing."""
    return pa.table({column: _as_arrow(frame[column]) for column in columns})


def _as_arrow(series: nw.Series[Any]) -> Any:
    if series.dtype == nw.Object:
        return as_texts(series.to_list())
    values = series.to_arrow()
    if not len(values):  # PyArrow 18 can make no dictionary of large_string from nothing
        return pa.array([], pa.string())
    if pa.types.is_floating(values.type):
        return pc.if_else(pc.is_nan(values), None, values)
    return values


def as_texts(values: list[Any]) -> pa.Array:
    """Python objects of any kind as text."""
    try:
        return pa.array(values, pa.string(), from_pandas=True)
    except (pa.ArrowTypeError, pa.ArrowInvalid, UnicodeEncodeError):
        return pa.array(map(_as_text, values), pa.string())


def _as_text(value: Any) -> str | None:
    text = str(value)
    if value is None or (text in _MISSING and not isinstance(value, str)):
        return None
    # Half of a surrogate pair, which no encoding has, would stop the whole column.
    return text.encode("utf-8", "replace").decode("utf-8")
