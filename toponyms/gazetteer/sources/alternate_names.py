"""GeoNames' table of alternate names, put on disk by place."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

from toponyms.gazetteer.sources.lines import text_lines
from toponyms.gazetteer.sources.naming import Claim

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import TracebackType

    from toponyms.gazetteer.sources.faults import Faults
    from toponyms.gazetteer.sources.lines import OnProgress
    from toponyms.model import Kind

__all__ = ["AlternateNames"]

#: The older table, alternateNames, has no dates.
_COLUMNS = (10, 8)
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
#: Kinds by what the table's four marks say; a short name is a variant.
_PREFERRED, _SHORT, _COLLOQUIAL, _HISTORIC = range(4)
#: What stands in the table and is no name of the place: `language codes` of their own.
_NOT_NAMES = {
    "post": "a postal code", "iata": "a transport code", "icao": "a transport code",
    "faac": "a transport code", "tcid": "a transport code", "unlc": "a transport code",
    "link": "a link", "abbr": "an abbreviation", "phon": "a pronunciation",
}  # fmt: skip
_BATCH = 10_000


class AlternateNames:
    """The names of those places that are wanted, to be asked for place by place.

    Args:
        path: `alternateNamesV2.txt` or its archive.
        wanted: a bit for each number, set if the place is wanted.
        faults: is told of faults and of what is no name.
        on_progress: is told how many bytes of how many are done.
    """

    def __init__(
        self, path: Path, wanted: bytearray, faults: Faults, on_progress: OnProgress | None = None
    ) -> None:
        self._path = path
        self._faults = faults
        # A temporary file of SQLite's own, which goes when it is closed, however that comes.
        self._base = sqlite3.connect("", isolation_level=None)
        try:
            self._fill(wanted, on_progress)
        except BaseException:
            self._base.close()
            raise

    def __enter__(self) -> AlternateNames:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._base.close()

    def of(self, number: int) -> tuple[list[Claim], tuple[str, ...]]:
        """What a place is called, and the ids that it has elsewhere.

        Args:
            number: its geonameid.
        """
        claims: list[Claim] = []
        same_as: list[str] = []
        rows = self._base.execute(
            "SELECT line, code, text, kind, since, until FROM name WHERE place = ? ORDER BY line",
            (number,),
        )
        for line, code, text, kind, since, until in rows:
            if code == "wkdt":
                same_as.append(f"wd:{text}")
            else:
                claims.append(Claim(text, code, kind, since, until, line, str(self._path)))
        return claims, tuple(dict.fromkeys(same_as))

    def _fill(self, wanted: bytearray, on_progress: OnProgress | None) -> None:
        base = self._base
        base.execute("PRAGMA journal_mode=OFF")
        base.execute("PRAGMA synchronous=OFF")
        columns = "place INTEGER, line INTEGER, code, text, kind, since, until"
        base.execute(f"CREATE TABLE raw ({columns})")
        base.execute("BEGIN")
        batch: list[tuple[object, ...]] = []
        for row in self._rows(wanted, on_progress):
            batch.append(row)
            if len(batch) == _BATCH:
                base.executemany("INSERT INTO raw VALUES (?, ?, ?, ?, ?, ?, ?)", batch)
                batch.clear()
        base.executemany("INSERT INTO raw VALUES (?, ?, ?, ?, ?, ?, ?)", batch)
        # Sorted, so that the names of a place lie together: one look at the disk a place.
        base.execute(f"CREATE TABLE name ({columns}, PRIMARY KEY (place, line)) WITHOUT ROWID")
        base.execute("INSERT INTO name SELECT * FROM raw ORDER BY place, line")
        base.execute("DROP TABLE raw")
        base.execute("COMMIT")

    def _rows(
        self, wanted: bytearray, on_progress: OnProgress | None
    ) -> Iterator[tuple[object, ...]]:
        path, faults = self._path, self._faults
        lines = text_lines(path, faults, member="alternateNames", on_progress=on_progress)
        for line, row in lines:
            cells = row.split("\t")
            if len(cells) not in _COLUMNS:
                faults.add("not 10 columns (or 8)", file=path, line=line, value=row)
                continue
            place, code, text = cells[1], cells[2], cells[3]
            if not (place.isascii() and place.isdigit()):
                faults.add("geonameid is not a number", file=path, line=line, value=place)
                continue
            byte, bit = divmod(int(place), 8)
            if byte >= len(wanted) or not wanted[byte] >> bit & 1:
                continue
            if reason := _NOT_NAMES.get(code):
                faults.leave_out(f"not a name: {reason}")
                continue
            if code == "wkdt" and not _WIKIDATA.fullmatch(text):
                faults.add("not an id of Wikidata", file=path, line=line, value=text)
                continue
            since, until = cells[8:] or ("", "")
            # Names of the months of 1793 to 1805, when saints' names were not to be used.
            code, past = ("fr", True) if code == "fr_1793" else (code, False)
            kind = "historical" if past or until else _kind(cells)
            yield int(place), line, code, text, kind, since, until


def _kind(cells: list[str]) -> Kind:
    marks = [cell == "1" for cell in cells[4:8]]
    if marks[_HISTORIC]:
        return "historical"
    if marks[_COLLOQUIAL]:
        return "colloquial"
    return "preferred" if marks[_PREFERRED] else "variant"
