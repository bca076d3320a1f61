"""What every table that is read gives, whatever file it comes from."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from toponyms.errors import TableError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    import pyarrow as pa

    from toponyms.columns.files.inputs import Input

__all__ = ["ROW", "ROWS", "Source", "check_names"]

_Self = TypeVar("_Self", bound="Source")

#: The hidden first column of batches that carry their rows: each as it stood in the file.
ROW = "\0row"
#: Rows of a batch, at most.
ROWS = 2**16


class Source(ABC):
    """A table that is read once, in order.

    Rows may be *carried*: a batch then has a hidden first column `ROW` with each row as it stood
    in the file (the line of JSON, the record of CSV), beside the columns that were asked for,
    and the sink appends to that text what is new. Order, numbers, nesting, spaces and quotes
    cannot change, since nobody takes them apart. It needs a sink of the same form, which says
    so; `Sink.batches` asks for the right thing.

    Attributes:
        form: one of `FORMS`.
        name: what errors call it.
    """

    form: str
    #: Whether its batches can carry their rows.
    carries = False

    def __init__(self, file: Input) -> None:
        self._input = file
        self.name = file.name

    def __enter__(self: _Self) -> _Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def input(self) -> Input:
        """The file."""
        return self._input

    @property
    @abstractmethod
    def schema(self) -> pa.Schema:
        """Names and types of all columns, with their metadata.

        Raises:
            TableError: if that takes reading on, and meets a fault.
        """

    def missing(self, columns: Sequence[str]) -> list[str]:
        """Those of some columns that the table does not have; never reads more than it needs."""
        names = set(self.schema.names)
        return [name for name in columns if name not in names]

    @abstractmethod
    def batches(
        self,
        columns: Sequence[str] | None = None,
        *,
        carry: bool = False,
        encode: Collection[str] = (),
    ) -> Iterator[pa.RecordBatch]:
        """The rows, in order, some ten thousands at once. Can be asked for once.

        Args:
            columns: those that are needed, None for all.
            carry: whether the rows come along as they stood, see above.
            encode: those whose texts may come as dictionary arrays, where that is no more work.

        Raises:
            TableError: at a row that cannot be read, naming its line.
        """

    def progress(self) -> float | None:
        """The share that has been read, 0 to 1; None if the size is not known."""
        return self._input.progress()

    def close(self) -> None:
        """Closes the file."""
        self._input.close()


def check_names(names: Sequence[str], file: str, line: int | None = None) -> None:
    """Makes sure that every column has a name of its own.

    Raises:
        TableError: naming those that several columns have.
    """
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise TableError("columns of the same name", file=file, line=line, value=", ".join(twice))
