"""Adds columns to Arrow data: what the names in a batch mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow.lib import StringBuilder

from toponyms.columns.answers import Key
from toponyms.columns.growing import NumberColumn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from toponyms.columns.answers import Answers
    from toponyms.columns.growing import TextColumn
    from toponyms.columns.plan import Plan

__all__ = ["TYPES", "added_columns", "added_fields"]

#: The Arrow type of each added column.
TYPES: dict[str, pa.DataType] = {
    "place_id": pa.string(),
    "place_name": pa.string(),
    "place_lat": pa.float64(),
    "place_lon": pa.float64(),
    "match_status": pa.string(),
    "match_score": pa.float64(),
}


def added_fields(plan: Plan) -> list[pa.Field]:
    """The fields of what a plan adds, in order."""
    return [
        pa.field(plan.new_name(column, added), TYPES[added])
        for column in plan.columns
        for added in plan.add
    ]


def added_columns(
    data: pa.RecordBatch | pa.Table, plan: Plan, answers: Answers, *, encoded: bool = False
) -> pa.RecordBatch:
    """The columns that a plan adds to some rows.

    Args:
        data: the rows; has the columns that the plan reads.
        plan: what is asked.
        answers: where each distinct name is answered once, and counted.
        encoded: whether texts shall be dictionary arrays, which are made and written sooner.

    Returns:
        As many rows with the columns of `added_fields`.
    """
    columns = []
    for column in plan.columns:
        numbers, rows = _numbers(data, column, plan, answers)
        for added in plan.add:
            values = answers.columns[added]
            if isinstance(values, NumberColumn):
                columns.append(_numbers_of(values, numbers, rows))
            else:
                texts = _texts_of(values, numbers, rows)
                columns.append(texts if encoded else texts.dictionary_decode())
    return pa.RecordBatch.from_arrays(columns, plan.new_names())


def _numbers(
    data: pa.RecordBatch | pa.Table, column: str, plan: Plan, answers: Answers
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Answers to a column, the empty one first, and for each row which of them it has."""
    values, codes = _encoded(data.column(column))
    if plan.beside:
        keys, rows = _keys(data, values, codes, plan)
        numbers = answers.of([None, *keys])
        asked = 1
    else:
        rows = codes + 1
        numbers = [0, *answers.of_texts(values, _key("-", plan))]
        asked = 0
    counts = np.bincount(rows, minlength=len(numbers)) - asked
    answers.count(numbers, counts.tolist())
    return np.array(numbers), rows


def _keys(
    data: pa.RecordBatch | pa.Table, names: list[str], codes: NDArray[np.int64], plan: Plan
) -> tuple[list[Key | None], NDArray[np.int64]]:
    """Distinct keys, and the place of each row's among them, from 1 on; 0 for no name."""
    # Rows with the same codes in every column have the same key.
    beside = [_encoded(data.column(name)) for name in plan.beside]
    table = np.stack([codes, *(said for _, said in beside)])
    table[:, codes < 0] = -1
    distinct, rows = np.unique(table, axis=1, return_inverse=True)
    keys: list[Key | None] = []
    for code, *said in distinct.T.tolist():
        texts = [
            None if number < 0 else known[number]
            for (known, _), number in zip(beside, said, strict=True)
        ]
        named = code >= 0 and names[code].strip()
        beside_it = dict(zip(plan.beside, texts, strict=True))
        keys.append(_key(names[code], plan, beside_it) if named else None)
    return keys, rows.reshape(-1) + 1


def _key(name: str, plan: Plan, said: Mapping[str, str | None] | None = None) -> Key:
    """The key of a name, with what its row says beside it or else the plan for all rows."""
    country, within, near = plan.country, plan.within, plan.near
    if said:
        country = said.get(plan.country_column or "") or country
        within = said.get(plan.within_column or "") or within
        near = _point(said.get(plan.lat_column or ""), said.get(plan.lon_column or "")) or near
    return Key(name, country and country.strip(), within and within.strip(), near)


def _point(lat: str | None, lon: str | None) -> tuple[float, float] | None:
    try:
        point = float(lat or ""), float(lon or "")
    except ValueError:
        return None
    return point if -90 <= point[0] <= 90 and -180 <= point[1] <= 180 else None


def _encoded(column: Any) -> tuple[list[str], NDArray[np.int64]]:
    """Distinct texts of a column, and for each row which it has; -1 for none."""
    if not len(column):
        return [], np.zeros(0, dtype=np.int64)
    encoded = column if _is_coded(column) else pc.dictionary_encode(_as_text(column))
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.unify_dictionaries().combine_chunks()
    return encoded.dictionary.to_pylist(), _codes(encoded.indices)


def _is_coded(column: Any) -> bool:
    """Whether it is what `dictionary_encode` would make of it already."""
    if not (isinstance(column, pa.DictionaryArray) and pa.types.is_string(column.type.value_type)):
        return False
    texts = column.dictionary
    return column.type.index_type == pa.int32() and len(texts.drop_null().unique()) == len(texts)


# Arrow loads pandas, if it is installed, before it turns a list or a Python number into an array:
# half a second for nothing. What follows goes by way of NumPy and Arrow's own builder.


def _codes(indices: Any) -> NDArray[np.int64]:
    """The indices of a dictionary array; -1 where there is none."""
    valid, data = indices.buffers()
    part = slice(indices.offset, indices.offset + len(indices))
    codes = np.frombuffer(data, dtype=np.int32)[part].astype(np.int64)
    if valid is not None:
        bits = np.unpackbits(np.frombuffer(valid, dtype=np.uint8), bitorder="little")
        codes[bits[part] == 0] = -1
    return codes


def _texts_of(
    column: TextColumn, numbers: NDArray[np.int64], rows: NDArray[np.int64]
) -> pa.DictionaryArray:
    """For each row the text of its answer; the first answer is the empty one."""
    codes = np.frombuffer(column.codes, np.int64)[numbers]
    # No text is the first of all codes, so that it comes first here.
    met, places = np.unique(codes, return_inverse=True)
    builder = StringBuilder()
    builder.append_values([column.values[code] for code in met[1:].tolist()])
    at = (places.astype(np.int32) - 1)[rows]
    indices = pa.Array.from_buffers(pa.int32(), len(at), [_bits(at >= 0), pa.py_buffer(at)])
    return pa.DictionaryArray.from_arrays(indices, builder.finish())


def _numbers_of(
    column: NumberColumn, numbers: NDArray[np.int64], rows: NDArray[np.int64]
) -> pa.Array:
    """For each row the number of its answer."""
    values = np.frombuffer(column.values)[numbers][rows]
    buffers = [_bits(~np.isnan(values)), pa.py_buffer(values)]
    return pa.Array.from_buffers(pa.float64(), len(values), buffers)


def _bits(valid: NDArray[np.bool_]) -> pa.Buffer:
    return pa.py_buffer(np.packbits(valid, bitorder="little"))


def _as_text(column: Any) -> Any:
    """A column as text: a number or a date as it is usually written."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return column
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_nan(column), None, column)  # NaN is no value
    try:
        return column.cast(pa.string())
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
        texts = [None if one is None else str(one) for one in column.to_pylist()]
        return pa.array(texts, pa.string())
