"""Parquet and Arrow IPC: the schema of the source, its metadata, and columns added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from toponyms.columns.files.arrow_source import ParquetSource
from toponyms.columns.files.sink import Sink, joined, joined_schema

if TYPE_CHECKING:
    from toponyms.columns.files.source import Source
    from toponyms.columns.files.target import Target

__all__ = ["ArrowSink", "ParquetSink"]

#: Rows of a row group: enough to be read fast, little enough to be held.
_GROUP = 2**18


class ParquetSink(Sink):
    """A Parquet file, compressed as the source is, or by Zstandard.

    Args:
        target: where it goes.
        source: where the rows come from.
        added: the columns that are added.
    """

    form = "parquet"

    def __init__(self, target: Target, source: Source, added: pa.Schema) -> None:
        super().__init__(target, source, added)
        self._schema = joined_schema(source.schema, added)
        packing = source.packing if isinstance(source, ParquetSource) else "ZSTD"
        if packing == "UNCOMPRESSED":
            packing = "NONE"
        self._writer = parquet.ParquetWriter(target.stream, self._schema, compression=packing)
        self._held: list[pa.RecordBatch] = []
        self._rows = 0

    def _write(self, batch: pa.RecordBatch, added: pa.RecordBatch) -> None:
        self._held.append(joined(batch, added))
        self._rows += len(batch)
        if self._rows >= _GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            table = pa.Table.from_batches(self._held, self._schema)
            self._writer.write_table(table, row_group_size=self._rows)
        self._held, self._rows = [], 0

    def _finish(self) -> None:
        self._flush()
        self._writer.close()

    def _abandon(self) -> None:
        self._writer.close()


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
