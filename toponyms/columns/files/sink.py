"""What every table that is written takes, whatever file it goes to."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TypeVar

import pyarrow as pa

from toponyms.columns.files.source import ROW
from toponyms.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType

    from toponyms.columns.files.source import Source
    from toponyms.columns.files.target import Target

__all__ = ["Sink", "joined", "joined_schema"]

_Self = TypeVar("_Self", bound="Sink")


class Sink(ABC):
    """A table on its way to a file: the rows of a source, in order, with columns added.

    A context manager. At its end the file is there, whole; if an exception or an interrupt ends
    it, no file is there, or the one that was there before. A standard output that nobody reads
    any more ends it quietly.

    Args:
        target: where the bytes go.
        source: where the rows come from.
        added: names and types of the columns that are added. One that has the name of a column
            of the source takes its place.
    """

    form: str
    #: Whether the batches it takes carry their rows, see `Source`.
    carries = False
    #: Whether it takes added texts, and those that were asked for, as dictionary arrays.
    encoded = False

    def __init__(self, target: Target, source: Source, added: pa.Schema) -> None:
        self._target = target
        self._source = source
        self._added = added
        self._finished = False

    @property
    def name(self) -> str:
        """What errors call it."""
        return self._target.name

    def batches(self, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """The batches of the source with what this sink needs.

        Args:
            columns: those that are needed beside that; each is in every batch.

        Raises:
            TableError: at a row that cannot be read.
        """
        if self.carries:
            return self._source.batches(columns, carry=True)
        return self._source.batches(encode=columns if self.encoded else ())

    def write(self, batch: pa.RecordBatch, added: pa.RecordBatch) -> None:
        """Writes some rows.

        Args:
            batch: one of `batches`.
            added: the columns that are added, as many rows; names and types as announced.

        Raises:
            TableError: if something cannot be written in this form.
            ValueError: if the batch is none of `batches`, or the columns are others.
        """
        if len(batch) != len(added):
            raise ValueError(f"{len(added)} rows of added columns for {len(batch)} rows")
        if added.schema.names != self._added.names:
            raise ValueError(f"added columns {added.schema.names}, not {self._added.names}")
        if self.carries != (ROW in batch.schema.names):
            raise ValueError("the batch is not one of Sink.batches()")
        with self._told():
            self._write(batch, added)

    def finish(self) -> None:
        """Writes what comes after the last row; the file is in its place when the context ends.

        Raises:
            TableError: if that cannot be written.
        """
        if not self._finished:
            with self._told():
                self._finish()
            self._finished = True

    @abstractmethod
    def _write(self, batch: pa.RecordBatch, added: pa.RecordBatch) -> None:
        """Writes some rows."""

    @abstractmethod
    def _finish(self) -> None:
        """Writes what comes after the last row, and closes what is above the target."""

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tells of a fault as one of this file."""
        try:
            yield
        except BrokenPipeError:
            raise
        except (OSError, pa.ArrowException) as error:
            what = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise TableError(what, file=self.name) from error

    def __enter__(self: _Self) -> _Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if error is None:
            return self._complete()
        self._give_up()
        return self._is_quiet(error)

    def _complete(self) -> bool:
        done = False
        try:
            self.finish()
            with self._told():
                self._target.commit()
            done = True
        except BrokenPipeError as error:
            if not self._is_quiet(error):
                raise
        finally:
            if not done:
                self._give_up()
        return False

    def _give_up(self) -> None:
        self._target.mute()
        with suppress(Exception):
            self._abandon()
        self._target.abort()

    def _abandon(self) -> None:  # noqa: B027 - text has nothing to be closed
        """Closes what is above the target, after a fault; what it writes then is thrown away."""

    def _is_quiet(self, error: BaseException) -> bool:
        """Whether an error is only that nobody reads standard output any more."""
        if isinstance(error, BrokenPipeError) and self._target.is_standard_output:
            self._target.drop()
            return True
        return False


def joined(batch: pa.RecordBatch, added: pa.RecordBatch) -> pa.RecordBatch:
    """The columns of a batch, or what replaces them, and then the other ones that are added."""
    new = dict(zip(added.schema.names, added.columns, strict=True))
    columns = [new.pop(name, batch.column(name)) for name in batch.schema.names]
    schema = joined_schema(batch.schema, added.schema)
    return pa.record_batch([*columns, *new.values()], schema=schema)


def joined_schema(schema: pa.Schema, added: pa.Schema) -> pa.Schema:
    """The same for schemas; the metadata stay."""
    new = {field.name: field for field in added}
    fields = [new.pop(field.name, field) for field in schema]
    return pa.schema([*fields, *new.values()], metadata=schema.metadata)
