"""Parquet and Arrow IPC: schema, types and metadata come as they are."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import pyarrow as pa
from pyarrow import parquet

from toponyms.columns.files.source import ROWS, Source, check_names
from toponyms.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from toponyms.columns.files.inputs import Input

__all__ = ["ArrowSource", "ParquetSource"]


class ParquetSource(Source):
    """A Parquet file.

    Args:
        file: where it comes from.

    Attributes:
        packing: how its first column is compressed, such as `ZSTD`.

    Raises:
        TableError: if it is none, or columns share a name.
    """

    form = "parquet"

    def __init__(self, file: Input) -> None:
        super().__init__(file)
        try:
            self._file = parquet.ParquetFile(file.seekable())
            self._schema = self._file.schema_arrow
        except (pa.ArrowException, OSError) as error:
            raise TableError(f"is no Parquet file: {error}", file=self.name) from error
        check_names(self._schema.names, self.name)
        whole = self._file.metadata
        filled = whole.num_row_groups and whole.num_columns
        self.packing = whole.row_group(0).column(0).compression if filled else "SNAPPY"
        self._total = whole.num_rows
        self._read = 0

    @property
    def schema(self) -> pa.Schema:
        """Names, types and metadata."""
        return self._schema

    def batches(
        self,
        columns: Sequence[str] | None = None,
        *,
        carry: bool = False,
        encode: Collection[str] = (),
    ) -> Iterator[pa.RecordBatch]:
        """The rows; see `Source.batches`."""
        wanted = None if columns is None else list(columns)
        # No row groups are damaged data to some versions of pyarrow.
        groups = self._file.num_row_groups
        batches = self._file.iter_batches(batch_size=ROWS, columns=wanted) if groups else iter(())
        for batch in _sound(batches, self.name):
            self._read += len(batch)
            yield batch if wanted is None else batch.select(wanted)

    def progress(self) -> float | None:
        """The share of rows that has been read."""
        return self._read / self._total if self._total else 1.0


class ArrowSource(Source):
    """An Arrow IPC file (Feather) or stream.

    Args:
        file: where it comes from.

    Raises:
        TableError: if it is neither, or columns share a name.
    """

    form = "arrow"

    def __init__(self, file: Input) -> None:
        super().__init__(file)
        self._batches: Iterator[pa.RecordBatch]
        self._total: int | None = None
        self._read = 0
        try:
            if file.head(6) == b"ARROW1":
                reader: Any = pa.ipc.open_file(file.seekable())
                self._total = reader.num_record_batches
                self._batches = map(reader.get_batch, range(reader.num_record_batches))
            else:
                reader = pa.ipc.open_stream(pa.PythonFile(_Reading(file), mode="r"))
                self._batches = iter(reader)
        except (pa.ArrowException, OSError) as error:
            raise TableError(f"is no Arrow file or stream: {error}", file=self.name) from error
        self._schema = reader.schema
        check_names(self._schema.names, self.name)

    @property
    def schema(self) -> pa.Schema:
        """Names, types and metadata."""
        return self._schema

    def batches(
        self,
        columns: Sequence[str] | None = None,
        *,
        carry: bool = False,
        encode: Collection[str] = (),
    ) -> Iterator[pa.RecordBatch]:
        """The rows; see `Source.batches`."""
        for batch in _sound(self._batches, self.name):
            self._read += 1
            for start in range(0, len(batch), ROWS):
                part = batch.slice(start, ROWS)
                yield part if columns is None else part.select(list(columns))

    def progress(self) -> float | None:
        """The share that has been read."""
        return super().progress() if self._total is None else self._read / max(1, self._total)


class _Reading:
    """An input as pyarrow reads from it."""

    closed = False

    def __init__(self, file: Input) -> None:
        self._file = file

    def read(self, size: int) -> bytes:
        parts = []
        while size and (data := self._file.read(size)):
            parts.append(data)
            size -= len(data)
        return b"".join(parts)

    def close(self) -> None:
        self.closed = True


def _sound(batches: Iterator[pa.RecordBatch], name: str) -> Iterator[pa.RecordBatch]:
    """Batches, with damage told as what it is."""
    try:
        yield from chain(batches)
    except (pa.ArrowException, OSError) as error:
        raise TableError(f"damaged data: {error}", file=name) from error
