"""Ids that stand twice in a source, found without keeping all of them in memory."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from toponyms.gazetteer.sources.faults import Faults

__all__ = ["SeenIds"]

_INSERT = "INSERT OR IGNORE INTO seen VALUES (?, ?)"


class SeenIds:
    """The ids of a file so far, kept on disk beyond a few megabytes.

    Args:
        path: the file, for reports.
        faults: is told of each id that stands twice.

    >>> from toponyms.gazetteer.sources.faults import Faults
    >>> with SeenIds("AZ.txt", Faults(keep_going=True)) as seen:
    ...     seen.is_new(586666, 1), seen.is_new(586666, 7)
    (True, False)
    """

    def __init__(self, path: Path | str, faults: Faults) -> None:
        self._path = path
        self._faults = faults
        # The empty name is SQLite's temporary file: nobody else sees it, and it goes by itself.
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute("PRAGMA journal_mode=OFF")
        self._base.execute("PRAGMA synchronous=OFF")
        self._base.execute("CREATE TABLE seen (id PRIMARY KEY, line INTEGER) WITHOUT ROWID")
        self._base.execute("BEGIN")

    def __enter__(self) -> SeenIds:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._base.close()

    def is_new(self, place_id: int | str, line: int, *, file: Path | str | None = None) -> bool:
        """Whether an id was not there before; a fault if it was.

        Args:
            place_id: as the source has it.
            line: where.
            file: the file, if it is not the one of all.
        """
        if self._base.execute(_INSERT, (place_id, line)).rowcount == 1:
            return True
        self._faults.add(
            "the id stands twice; the first is kept",
            file=file or self._path, line=line or None, value=place_id,
        )  # fmt: skip
        return False
