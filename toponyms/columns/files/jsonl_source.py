"""JSON Lines: an object a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from toponyms.columns.files.armscii import COMMA
from toponyms.columns.files.json_object import json_object
from toponyms.columns.files.json_types import array, as_text, joint_type, type_of
from toponyms.columns.files.source import ROW, ROWS, Source
from toponyms.columns.files.text import sample_of, utf8_blocks
from toponyms.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from toponyms.columns.files.inputs import Input

__all__ = ["JsonlSource"]

#: Bytes that a line may have at most.
_LONGEST = 2**26


class JsonlSource(Source):
    """An object a line; lines without anything are no rows.

    Carried rows are the lines as they stood, and the columns beside them text: what is no text
    is the JSON of the value. Otherwise the columns have types, and text if their values are of
    several kinds; the types take a reading of their own, since a member may come late. What is
    read from standard input is copied to a temporary file for that.

    Args:
        file: where it comes from.
        encoding: if it is known.

    Attributes:
        encoding: of the text.
        line_end: of the first line.
        compact: whether there is no space after the colons of the first line.

    Raises:
        TableError: if it is empty or no text, or its encoding is in doubt.
    """

    form = "jsonl"
    carries = True

    def __init__(self, file: Input, *, encoding: str | None = None) -> None:
        super().__init__(file)
        self.encoding, sample, _ = sample_of(file, encoding)
        first, end, _ = sample.partition("\n")
        self.line_end = "\r\n" if end and first.endswith("\r") else "\n"
        self.compact = '":"' in first or '": ' not in first
        self._schema: pa.Schema | None = None

    @property
    def schema(self) -> pa.Schema:
        """All members of all objects; reads everything, at the first time."""
        if self._schema is None:
            self._again()
            types: dict[str, pa.DataType] = {}
            for _, rows, _ in self._rows():
                for name, values in _columns(rows).items():
                    kind = type_of(values)
                    types[name] = joint_type(types[name], kind) if name in types else kind
            self._schema = pa.schema(
                [(name, pa.string() if kind == pa.null() else kind) for name, kind in types.items()]
            )
            self._input.rewind()
        return self._schema

    def missing(self, columns: Sequence[str]) -> list[str]:
        """See `Source.missing`; reads on only until each has been met."""
        if self._schema is not None:
            return super().missing(columns)
        self._again()
        left = dict.fromkeys(columns)
        for _, rows, _ in self._rows():
            for name in [name for name in left if any(name in row for row in rows)]:
                del left[name]
            if not left:
                break
        self._input.rewind()
        return list(left)

    def batches(
        self,
        columns: Sequence[str] | None = None,
        *,
        carry: bool = False,
        encode: Collection[str] = (),
    ) -> Iterator[pa.RecordBatch]:
        """The rows; see `Source.batches`."""
        wanted = None if columns is None else list(dict.fromkeys(columns))
        if not carry:
            yield from self._typed(wanted)
            return
        names = wanted if wanted is not None else self.schema.names
        for texts, rows, _ in self._rows():
            asked = [[_sound(as_text(row.get(name))) for row in rows] for name in names]
            yield pa.record_batch(
                [pa.array(texts, pa.string()), *(pa.array(each, pa.string()) for each in asked)],
                names=[ROW, *names],
            )

    def _typed(self, wanted: Sequence[str] | None) -> Iterator[pa.RecordBatch]:
        schema = self.schema
        if wanted is not None:
            schema = pa.schema([schema.field(name) for name in wanted])
        for _, rows, line in self._rows():
            try:
                arrays = [array([row.get(each.name) for row in rows], each.type) for each in schema]
            except UnicodeEncodeError:
                what = "half of a surrogate pair, in this row or later"
                raise TableError(what, file=self.name, line=line) from None
            yield pa.record_batch(arrays, schema=schema)

    def _rows(self) -> Iterator[tuple[list[str], list[dict[str, Any]], int]]:
        """Lines as they stand, what they say, and the number of the first of them."""
        texts: list[str] = []
        rows: list[dict[str, Any]] = []
        first = 1
        for number, text in self._lines():
            if not text or text.isspace():
                continue
            if not rows:
                first = number
            texts.append(text)
            rows.append(json_object(text, file=self.name, line=number))
            if len(rows) == ROWS:
                yield texts, rows, first
                texts, rows = [], []
        if rows:
            yield texts, rows, first

    def _lines(self) -> Iterator[tuple[int, str]]:
        rest = b""
        number = 1
        for text in utf8_blocks(self._input, self.encoding):
            # A comma of ArmSCII-8 stands in texts only, where it is one like any other.
            armscii = self.encoding.name == "armscii-8"
            block = text.replace(COMMA.encode(), b",") if armscii else text
            head, end, tail = block.rpartition(b"\n")
            if end:
                for line in (rest + head).decode().split("\n"):
                    yield number, line.removesuffix("\r")
                    number += 1
                rest = tail
            else:
                rest += tail
            if len(rest) > _LONGEST:
                raise TableError(f"longer than {_LONGEST:,} bytes", file=self.name, line=number)
        if rest:
            yield number, rest.decode().removesuffix("\r")

    def _again(self) -> None:
        """Makes sure that what is read now can be read once more."""
        if not self._input.repeatable:
            self._input.seekable()
            self._input.rewind()


def _columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """The values of each member, those that are there."""
    columns: dict[str, list[Any]] = {}
    for row in rows:
        for name, value in row.items():
            columns.setdefault(name, []).append(value)
    return columns


def _sound(text: str | None) -> str | None:
    """Text without halves of surrogate pairs, which JSON can spell and nothing else."""
    if text is None or text.isascii():
        return text
    return text.encode("utf-8", "replace").decode()
