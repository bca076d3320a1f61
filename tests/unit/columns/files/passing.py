"""Passes a table on from file to file, as the command does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from toponyms.columns.files import open_sink, open_source

if TYPE_CHECKING:
    from pathlib import Path

ID = pa.schema([("place_id", pa.string())])


def read(file: Path | str, **options: Any) -> list[dict[str, Any]]:
    """All rows of a table."""
    with open_source(str(file), **options) as source:
        return [row for batch in source.batches() for row in batch.to_pylist()]


def add_ids(
    file: Path | str, out: Path | str, *, said: dict[str, Any] | None = None, **options: Any
) -> None:
    """Writes a table with the ids 1, 2, 3 … beside its rows.

    Args:
        file: where it comes from.
        out: where it goes.
        said: options of the source.
        options: those of the sink.
    """
    rows = 0
    with (
        open_source(str(file), **said or {}) as source,
        open_sink(str(out), source=source, added=ID, **options) as sink,
    ):
        for batch in sink.batches([]):
            ids = [str(rows + row + 1) for row in range(len(batch))]
            sink.write(batch, pa.record_batch([pa.array(ids, pa.string())], schema=ID))
            rows += len(batch)
