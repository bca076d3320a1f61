"""Columns of any type as forms of text can hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from toponyms.columns.files.json_types import as_json
from toponyms.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["check_text", "with_plain_columns"]


def check_text(schema: pa.Schema, form: str, file: str) -> None:
    """Makes sure that a form of text can hold all columns.

    Raises:
        TableError: naming one that has bytes in it.
    """
    for field in schema:
        if _holds(field.type, _is_bytes):
            what = f"the column {field.name!r} holds {field.type}, which {form} cannot"
            raise TableError(what, file=file)


def with_plain_columns(batch: pa.RecordBatch, *, nested: bool) -> pa.RecordBatch:
    """A batch with dictionaries written out, and lists and objects as JSON.

    Args:
        batch: any.
        nested: whether lists and objects may stay what they are.
    """
    arrays = []
    for column in batch.columns:
        array = column
        if pa.types.is_dictionary(array.type):
            array = array.dictionary_decode()
        if isinstance(array, pa.ExtensionArray):
            array = array.storage
        odd = pa.types.is_map(array.type) or pa.types.is_duration(array.type)
        if odd or (pa.types.is_nested(array.type) and not nested):
            values = [None if value is None else as_json(value) for value in array.to_pylist()]
            array = pa.array(values, pa.string())
        arrays.append(array)
    return pa.record_batch(arrays, names=batch.schema.names)


def _holds(kind: pa.DataType, test: Callable[[pa.DataType], bool]) -> bool:
    if pa.types.is_dictionary(kind):
        return _holds(kind.value_type, test)
    if isinstance(kind, pa.ExtensionType):
        return _holds(kind.storage_type, test)
    return test(kind) or any(
        _holds(kind.field(index).type, test) for index in range(kind.num_fields)
    )


def _is_bytes(kind: pa.DataType) -> bool:
    tests = ("is_binary", "is_large_binary", "is_fixed_size_binary", "is_binary_view")
    return any(getattr(pa.types, test)(kind) for test in tests)
