"""JSON Lines: an object a line, with members appended."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

import polars as pl

from toponyms.columns.files.json_members import members
from toponyms.columns.files.jsonl_source import JsonlSource
from toponyms.columns.files.plain import check_text, with_plain_columns
from toponyms.columns.files.sink import Sink, joined
from toponyms.columns.files.source import ROW
from toponyms.errors import TableError

if TYPE_CHECKING:
    import pyarrow as pa

    from toponyms.columns.files.source import Source
    from toponyms.columns.files.target import Target

__all__ = ["JsonlSink"]


class JsonlSink(Sink):
    """An object a line.

    Lines that come from JSON Lines stay as they stood, and the new members are appended before
    the last brace; only where one is replaced the members are joined anew.

    Args:
        target: where it goes.
        source: where the rows come from.
        added: the columns that are added.
        overwrite: whether they may replace members of the same name.

    Raises:
        TableError: if a column holds bytes.
    """

    form = "jsonl"

    def __init__(
        self, target: Target, source: Source, added: pa.Schema, *, overwrite: bool = False
    ) -> None:
        super().__init__(target, source, added)
        lines = source if isinstance(source, JsonlSource) else None
        self.carries = lines is not None
        self._line_end = lines.line_end if lines else "\n"
        self._mark = "\ufeff" if lines and lines.encoding.mark else ""
        self._between = (",", ":") if lines and lines.compact else (", ", ": ")
        self._overwrite = overwrite
        self._clashes = [json.dumps(name, ensure_ascii=False) for name in added.names]
        self._members = lru_cache(maxsize=2**16)(self._written)
        if lines is None:
            check_text(source.schema, self.form, target.name)

    def _write(self, batch: pa.RecordBatch, added: pa.RecordBatch) -> None:
        if self.carries:
            rows = zip(*(column.to_pylist() for column in added.columns), strict=True)
            texts = batch.column(ROW).to_pylist()
            lines = [self._line(text, row) for text, row in zip(texts, rows, strict=True)]
            self._emit("".join(lines))
            return
        plain = with_plain_columns(joined(batch, added), nested=True)
        text = cast("pl.DataFrame", pl.from_arrow(plain)).write_ndjson()
        self._emit(text)

    def _finish(self) -> None:
        self._emit("")

    def _emit(self, text: str) -> None:
        self._target.stream.write((self._mark + text).encode())
        self._mark = ""

    def _line(self, text: str, row: tuple[Any, ...]) -> str:
        if any(name in text for name in self._clashes) and (replaced := self._replaced(text, row)):
            return replaced + self._line_end
        kept = text[: text.rindex("}")].rstrip()
        comma = "" if kept.endswith("{") else self._between[0]
        return f"{kept}{comma}{self._members(row)}}}{self._line_end}"

    def _written(self, row: tuple[Any, ...]) -> str:
        return self._text(dict(zip(self._added.names, row, strict=True)))

    def _text(self, said: dict[str, Any]) -> str:
        return json.dumps(said, ensure_ascii=False, separators=self._between)[1:-1]

    def _replaced(self, text: str, row: tuple[Any, ...]) -> str | None:
        """A line with the new members, some in the place of old ones; None if none is replaced."""
        found, names = members(text), self._added.names
        clash = next((member.name for member in found if member.name in names), None)
        if clash is None:
            return None
        if not self._overwrite:
            what = f"there is a {clash!r} already"
            raise TableError(what, file=self._source.name, value=text[:60])
        new = {name: self._text({name: value}) for name, value in zip(names, row, strict=True)}
        # What an object has twice is replaced where it stands first, and gone from the second.
        parts = [
            new.pop(member.name, "") if member.name in names else text[member.start : member.stop]
            for member in found
        ]
        return "{" + self._between[0].join(filter(None, [*parts, *new.values()])) + "}"
