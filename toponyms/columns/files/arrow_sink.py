"""Parquet and Arrow IPC: the schema of the source, its metadata, and columns added."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from toponyms.columns.files.arrow_source import ParquetSource
from toponyms.columns.files.sink import Sink, joined, joined_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toponyms.columns.files.source import Source
    from toponyms.columns.files.target import Target

__all__ = ["ArrowSink", "ParquetSink"]

#: Rows of a row group, at least: enough to be read fast, little enough to be held.
_GROUP = 100_000
#: Rows by which it is judged whether the values of a column come again.
_JUDGED = 2**14


class ParquetSink(Sink):
    """A Parquet file, compressed as the source is, or by Zstandard.

    Args:
        target: where it goes.
        source: where the rows come from.
        added: the columns that are added.
    """

    form = "parquet"
    encoded = True

    def __init__(self, target: Target, source: Source, added: pa.Schema) -> None:
        super().__init__(target, source, added)
        self._schema = joined_schema(source.schema, added)
        packing = source.packing if isinstance(source, ParquetSource) else "ZSTD"
        self._packing = "NONE" if packing == "UNCOMPRESSED" else packing
        self._writer: Any = None
        self._held: list[pa.RecordBatch] = []
        self._rows = 0
        self._asked: Sequence[str] = ()

    def batches(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """The batches of the source; see `Sink.batches`."""
        self._asked = columns
        return super().batches(columns)

    def _write(self, batch: pa.RecordBatch, added: pa.RecordBatch) -> None:
        self._held.append(joined(batch, added))
        self._rows += len(batch)
        if self._rows >= _GROUP:
            self._flush()

    def _flush(self) -> None:
        schema = self._held[0].schema if self._held else self._schema
        table = pa.Table.from_batches(self._held, schema).unify_dictionaries()
        if self._writer is None:
            self._writer = self._opened(table)
        if self._rows:
            self._writer.write_table(table, row_group_size=self._rows)
        self._held, self._rows = [], 0

    def _opened(self, table: pa.Table) -> Any:
        """A writer for rows such as these, the first ones."""
        names = self._schema.names
        # Nested columns would have to be called by the paths of their leaves.
        flat = not any(pa.types.is_nested(field.type) for field in self._schema)
        head = table.slice(0, _JUDGED)
        apart = {*self._asked, *self._added.names}
        writer = parquet.ParquetWriter(
            self._target.stream,
            table.schema,
            compression=self._packing,
            use_dictionary=[name for name in names if _repeats(head[name])] if flat else True,
            # Nobody looks for a range of names, nor of what is added, which follows them.
            write_statistics=[n for n in names if n not in apart] if flat else True,
            store_schema=False,
        )
        # Dictionary arrays are only a quicker way to hand texts over; they are read as texts.
        schema = b64encode(self._schema.serialize()).decode()
        writer.add_key_value_metadata({"ARROW:schema": schema})
        return writer

    def _finish(self) -> None:
        self._flush()
        self._writer.close()

    def _abandon(self) -> None:
        if self._writer is not None:
            self._writer.close()


def _repeats(column: pa.ChunkedArray) -> bool:
    """Whether values come again and again, so that it pays to write each once and number it."""
    kind = column.type
    if not (
        pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_integer(kind)
    ):
        return True
    return bool(len(column.unique()) <= len(column) / 2)


class ArrowSink(Sink):
    """An Arrow IPC file, or a stream on standard output.

    Args:
        target: where it goes.
        source: where the rows come from.
        added: the columns that are added.
    """

    form = "arrow"

    def __init__(self, target: Target, source: Source, added: pa.Schema) -> None:
        super().__init__(target, source, added)
        schema = joined_schema(source.schema, added)
        self._dictionaries: dict[str, _Dictionary] = {}
        if target.is_standard_output:
            self._writer: Any = pa.ipc.new_stream(target.stream, schema)
            return
        options = pa.ipc.IpcWriteOptions(emit_dictionary_deltas=True)
        self._writer = pa.ipc.new_file(target.stream, schema, options=options)
        self._dictionaries = {
            field.name: _Dictionary(field.type)
            for field in schema
            if pa.types.is_dictionary(field.type)
        }

    def _write(self, batch: pa.RecordBatch, added: pa.RecordBatch) -> None:
        whole = joined(batch, added)
        if self._dictionaries:
            arrays = [
                self._dictionaries[name].grown(column) if name in self._dictionaries else column
                for name, column in zip(whole.schema.names, whole.columns, strict=True)
            ]
            whole = pa.record_batch(arrays, schema=whole.schema)
        self._writer.write_batch(whole)

    def _finish(self) -> None:
        self._writer.close()

    def _abandon(self) -> None:
        self._writer.close()


class _Dictionary:
    """The dictionary of a column, which grows: a file may add to one, but not replace it."""

    def __init__(self, kind: pa.DictionaryType) -> None:
        self._kind = kind
        self._values = pa.array([], kind.value_type)

    def grown(self, column: pa.DictionaryArray) -> pa.DictionaryArray:
        """A column with its values numbered as in all batches before."""
        if column.dictionary.equals(self._values):
            return column
        places = pc.index_in(column.dictionary, value_set=self._values)
        fresh = column.dictionary.filter(pc.is_null(places))
        if len(fresh):
            self._values = pa.concat_arrays([self._values, fresh.unique()])
            places = pc.index_in(column.dictionary, value_set=self._values)
        indices = places.take(column.indices).cast(self._kind.index_type)
        return pa.DictionaryArray.from_arrays(indices, self._values, ordered=self._kind.ordered)
