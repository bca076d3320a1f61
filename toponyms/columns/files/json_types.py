"""What type of column holds the values of JSON's members, or of a sheet's cells."""

from __future__ import annotations

import json
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa

__all__ = ["array", "as_json", "as_text", "joint_type", "type_of"]

#: pyarrow's ways to say that values do not fit into one type.
_MISFITS = (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, OverflowError)


def type_of(values: list[Any]) -> pa.DataType:
    """The type that holds some values of JSON; text if they are of several kinds.

    >>> type_of([1, None, 2.5]), type_of([1, "x"])
    (DataType(double), DataType(string))
    """
    try:
        kind = pa.array(values).type
    except _MISFITS:
        return pa.string()
    except UnicodeEncodeError:
        return pa.string()
    return pa.string() if _has_empty_struct(kind) else kind


def joint_type(one: pa.DataType, other: pa.DataType) -> pa.DataType:
    """The type for values of two types; text if nothing else holds them.

    >>> joint_type(pa.int64(), pa.float64()), joint_type(pa.int64(), pa.string())
    (DataType(double), DataType(string))
    """
    if one == other:
        return one
    schemas = [pa.schema([pa.field("x", kind)]) for kind in (one, other)]
    try:
        return pa.unify_schemas(schemas, promote_options="permissive").field(0).type
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        return pa.string()


def array(values: list[Any], kind: pa.DataType) -> pa.Array:
    """A column of values; what is no text is put as its JSON in a column of text.

    Raises:
        UnicodeEncodeError: at half of a surrogate pair, which no text may have.
    """
    if pa.types.is_string(kind):
        return pa.array([as_text(value) for value in values], kind)
    if pa.types.is_floating(kind):
        values = [float(value) if type(value) is int else value for value in values]
    return pa.array(values, kind)


def as_text(value: Any) -> str | None:
    """A value as text: text as it is, anything else as JSON has it."""
    return value if value is None or isinstance(value, str) else as_json(value)


def as_json(value: Any) -> str:
    """A value as JSON.

    >>> as_json({"place": "Şuşa", "day": date(2020, 11, 8)})
    '{"place": "Şuşa", "day": "2020-11-08"}'
    """
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, (timedelta, Decimal)):
        return str(value)
    raise TypeError(f"{type(value).__name__} is not JSON")


def _has_empty_struct(kind: pa.DataType) -> bool:
    """Whether there is an object without members in it, which Parquet cannot hold."""
    if pa.types.is_struct(kind) and kind.num_fields == 0:
        return True
    return any(_has_empty_struct(kind.field(index).type) for index in range(kind.num_fields))
