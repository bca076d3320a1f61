"""From one file to another: the names of its columns answered on the way, in one pass."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from toponyms.columns.arrow import added_columns, added_fields
from toponyms.columns.files import open_sink, open_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

    import pyarrow as pa

    from toponyms.columns.answers import Answers
    from toponyms.columns.files import Sink
    from toponyms.columns.plan import Plan

__all__ = ["normalize_file"]

#: Batches that may wait to be written: a row group of Parquet is written after every fourth.
_WAITING = 6


def normalize_file(
    file: str | Path,
    target: str | Path,
    plan: Plan,
    answers: Answers,
    *,
    read_as: str | None = None,
    write_as: str | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    advance: Callable[[int, float | None], None] | None = None,
) -> None:
    """Writes a file again with what its names mean beside them.

    Rows and the other columns stay as they are. The target appears whole or not at all.

    Args:
        file: to be read; `-` is standard input.
        target: to be written; `-` is standard output.
        plan: which columns are read and added.
        answers: answers each distinct name once.
        read_as: the form of the file, if its name does not tell.
        write_as: the form of the target, likewise.
        encoding: of a text file, if it is not to be found out.
        delimiter: of a CSV file, likewise.
        advance: is told how many rows were written, batch by batch, and what share of the
            file is read, 0 to 1, or None if that is not known; and with 0 and 1.0 just before
            the target appears. If it raises, the target does not.

    Raises:
        ColumnError: if the plan does not fit the columns.
        TableError: if the file cannot be read or the target not be written.
    """
    read = [*plan.columns, *plan.beside]
    with open_source(str(file), form=read_as, encoding=encoding, delimiter=delimiter) as source:
        # All members of JSON are known only when everything has been read.
        whole = source.form != "jsonl" or source.missing(read)
        plan.check(source.schema.names if whole else read)
        with open_sink(
            str(target),
            source=source,
            added=added_fields(plan),
            form=write_as,
            overwrite=plan.overwrite,
        ) as sink:
            with _Behind(sink) as writer:
                for batch in sink.batches(read):
                    added = added_columns(batch, plan, answers, encoded=sink.encoded)
                    writer.write(batch, added)
                    if advance is not None:
                        advance(batch.num_rows, source.progress())
            sink.finish()
            if advance is not None:
                advance(0, 1.0)


class _Behind:
    """Writes batches in order behind the reader's back: some are written while the next are read.

    Args:
        sink: where to.
    """

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._thread = ThreadPoolExecutor(1, "toponyms-write")
        self._waiting: deque[Future[None]] = deque()

    def write(self, batch: pa.RecordBatch, added: pa.RecordBatch) -> None:
        """Has a batch written, soon; raises what an earlier one met."""
        self._waiting.append(self._thread.submit(self._sink.write, batch, added))
        if len(self._waiting) > _WAITING:
            self._waiting.popleft().result()

    def __enter__(self) -> _Behind:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            while kind is None and self._waiting:
                self._waiting.popleft().result()
        finally:
            self._thread.shutdown(cancel_futures=True)
