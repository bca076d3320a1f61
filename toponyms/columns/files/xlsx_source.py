"""Sheets of Excel's workbooks."""

from __future__ import annotations

import warnings
import zipfile
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from toponyms.columns.files.json_types import as_json
from toponyms.columns.files.sheet_text import plain_text
from toponyms.columns.files.source import ROW, ROWS, Source, check_names
from toponyms.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from toponyms.columns.files.inputs import Input

__all__ = ["XlsxSource"]


class XlsxSource(Source):
    """A sheet of a workbook, from its first row that is not empty to its last.

    Formulas count with the values that Excel stored for them. Batches that are carried have the
    columns asked for as text, and no rows: the sink goes back to the sheet for these. Otherwise
    the columns have types, and text if their cells are of several kinds; that takes a reading
    of its own.

    Args:
        file: where it comes from.
        sheet: the name of the sheet, None for the first.
        header: whether the first row names the columns; None is yes.

    Attributes:
        sheet: its name.
        first_row: the number of its first row with something in it, counted from 1.
        header: whether that names the columns.
        width: how many columns there are.
        names: of the columns.

    Raises:
        TableError: if it is no workbook, has no such sheet, is empty, or columns share a name.
    """

    form = "xlsx"
    carries = True

    def __init__(
        self, file: Input, *, sheet: str | None = None, header: bool | None = None
    ) -> None:
        super().__init__(file)
        import openpyxl

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of what openpyxl would not write again
                self._book = openpyxl.load_workbook(file.seekable(), read_only=True, data_only=True)
        except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
            raise TableError(f"is no workbook of Excel: {error}", file=self.name) from error
        sheets = [each.title for each in self._book.worksheets]
        if sheet is not None and sheet not in sheets:
            there = ", ".join(sheets)
            raise TableError(f"no such sheet; there are {there}", file=self.name, value=sheet)
        self._sheet: Any = next(
            (each for each in self._book.worksheets if sheet in {None, each.title}), None
        )
        if self._sheet is None:
            raise TableError("has no sheet", file=self.name)
        self.sheet = str(self._sheet.title)
        self.header = header is not False
        self._sheet.reset_dimensions()
        self.first_row, self._last, self.width, first = self._extent()
        names = [_name(value) if self.header else None for value in first]
        names += [None] * (self.width - len(names))
        self.names = [name or f"column_{number}" for number, name in enumerate(names, 1)]
        check_names(self.names, self.name, self.first_row)
        self._schema: pa.Schema | None = None
        self._read = 0

    @property
    def schema(self) -> pa.Schema:
        """Names and types; reads everything, at the first time."""
        if self._schema is None:
            kinds: list[set[str]] = [set() for _ in self.names]
            for row in self._rows():
                for kind, value in zip(kinds, row, strict=True):
                    kind.add(_kind(value))
            self._schema = pa.schema(
                [(name, _type(kind)) for name, kind in zip(self.names, kinds, strict=True)]
            )
        return self._schema

    def missing(self, columns: Sequence[str]) -> list[str]:
        """See `Source.missing`; reads nothing."""
        return [name for name in columns if name not in self.names]

    def batches(
        self,
        columns: Sequence[str] | None = None,
        *,
        carry: bool = False,
        encode: Collection[str] = (),
    ) -> Iterator[pa.RecordBatch]:
        """The rows; see `Source.batches`."""
        names = self.names if columns is None else list(dict.fromkeys(columns))
        if carry:
            schema = pa.schema([(name, pa.string()) for name in names])
        else:
            schema = pa.schema([self.schema.field(name) for name in names])
        places = [self.names.index(name) for name in names]
        rows: list[tuple[Any, ...]] = []
        for row in self._rows():
            rows.append(row)
            self._read += 1
            if len(rows) == ROWS:
                yield _batch(rows, places, schema, carry=carry)
                rows = []
        if rows:
            yield _batch(rows, places, schema, carry=carry)

    def progress(self) -> float | None:
        """The share of rows that has been read."""
        return self._read / max(1, self._last - self.first_row + (not self.header))

    def close(self) -> None:
        """Closes the file."""
        self._book.close()
        super().close()

    def _extent(self) -> tuple[int, int, int, list[Any]]:
        """The first and last row with something in it, the widest row, and the first row."""
        first: list[Any] = []
        top = last = width = 0
        for number, values in enumerate(self._sheet.iter_rows(values_only=True), 1):
            row = list(values)
            while row and row[-1] is None:
                row.pop()
            if row:
                if not top:
                    top, first = number, row
                last, width = number, max(width, len(row))
        if not top:
            raise TableError(f"the sheet {self.sheet!r} is empty", file=self.name)
        return top, last, width, first

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        rows = self._sheet.iter_rows(values_only=True)
        begin = self.first_row + self.header
        for number, values in enumerate(rows, 1):
            if number > self._last:
                return
            if number >= begin:
                row = tuple(values[: self.width])
                yield row + (None,) * (self.width - len(row))


def _name(value: Any) -> str | None:
    return None if value is None else _text(value)


def _kind(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return "date" if value.time() == time() else "moment"
    if isinstance(value, int) and not isinstance(value, bool):
        return "int" if -(2**63) <= value < 2**63 else "text"
    return type(value).__name__


_TYPES = {
    frozenset({"bool"}): pa.bool_(),
    frozenset({"int"}): pa.int64(),
    frozenset({"float"}): pa.float64(),
    frozenset({"int", "float"}): pa.float64(),
    frozenset({"date"}): pa.date32(),
    frozenset({"moment"}): pa.timestamp("us"),
    frozenset({"date", "moment"}): pa.timestamp("us"),
    frozenset({"time"}): pa.time64("us"),
    frozenset({"timedelta"}): pa.duration("us"),
}


def _type(kinds: set[str]) -> pa.DataType:
    return _TYPES.get(frozenset(kinds - {""}), pa.string())


def _text(value: Any) -> str:
    """The value of a cell as text: 12 for 12.0, a date without its midnight."""
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    if isinstance(value, datetime):
        return str(value.date()) if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else as_json(value)


def _batch(
    rows: list[tuple[Any, ...]], places: list[int], schema: pa.Schema, *, carry: bool
) -> pa.RecordBatch:
    arrays = [
        _array([row[place] for row in rows], field.type)
        for place, field in zip(places, schema, strict=True)
    ]
    if not carry:
        return pa.record_batch(arrays, schema=schema)
    return pa.record_batch([pa.nulls(len(rows)), *arrays], names=[ROW, *schema.names])


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    if pa.types.is_string(kind):
        return pa.array([None if value is None else _text(value) for value in values], kind)
    if pa.types.is_floating(kind):
        return pa.array([None if value is None else float(value) for value in values], kind)
    if pa.types.is_date(kind):
        return pa.array([None if value is None else value.date() for value in values], kind)
    return pa.array(values, kind)
