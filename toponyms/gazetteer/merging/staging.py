"""Keeps the records of all layers on disk while they are put together.

A million places with five million names do not fit into memory as objects. They lie in a
SQLite file that lives as long as the build; in memory is only what the grouping needs of each
record, in columns: where it is, what it is, and in which layer it came.
"""

from __future__ import annotations

import json
import math
import sqlite3
from array import array
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from toponyms.gazetteer.folder import id_key
from toponyms.gazetteer.merging.report import KINDS, Finding
from toponyms.gazetteer.merging.vetting import vetted
from toponyms.model import Name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    import numpy as np
    from numpy.typing import NDArray

    from toponyms.gazetteer.merging.layers import Layer
    from toponyms.gazetteer.sources.faults import Faults
    from toponyms.gazetteer.sources.record import Record

__all__ = ["OWN", "REPLACES", "SAME", "Before", "Staged", "Staging"]

#: What a record says of an id: that it is its own, that of the same place elsewhere, or that of
#: a place that it took the place of.
OWN, SAME, REPLACES = 0, 1, 2

_BATCH = 5_000
#: SQLite takes no more variables than this in one statement, in every version since 3.32.
_VARIABLES = 30_000
_CACHE_KB = 64_000
_SCHEMA = """
    CREATE TABLE record (
        number INTEGER PRIMARY KEY, id TEXT, line INTEGER, feature TEXT, country TEXT, admin1 TEXT,
        lat REAL, lon REAL, population INTEGER, same_as TEXT, names TEXT);
    CREATE TABLE claim (id TEXT, sort INTEGER, number INTEGER);
    CREATE TABLE finding (
        kind INTEGER, reason TEXT, place_id TEXT, other_id TEXT, file TEXT, line INTEGER,
        value TEXT, detail TEXT);
    CREATE TABLE previous (id TEXT PRIMARY KEY, withdrawn INTEGER) WITHOUT ROWID;
    CREATE TABLE place (id TEXT, scheme TEXT, number INTEGER, local TEXT, first INTEGER);
"""


class Before(NamedTuple):
    """An id that there was before, and the first record that says something of it.

    Attributes:
        id: the id.
        withdrawn: whether it was withdrawn then.
        sort: what the record says: `OWN`, `SAME` or `REPLACES`.
        number: the record, or None if no record knows the id.
    """

    id: str
    withdrawn: bool
    sort: int
    number: int | None


@dataclass(frozen=True, slots=True)
class Staged:
    """A record as it was put aside.

    Attributes:
        number: counts records over all layers, those of the first layer first.
        layer: the number of its layer.
        id, names, feature, country, admin1, lat, lon, population, same_as, line: as in `Record`.
    """

    number: int
    layer: int
    id: str
    names: tuple[Name, ...]
    feature: str
    country: str
    admin1: str
    lat: float | None
    lon: float | None
    population: int | None
    same_as: tuple[str, ...]
    line: int


class Staging:
    """Records of all layers, in a SQLite file; a context manager that closes it.

    Args:
        file: is made; lies where there is room for all records.

    Attributes:
        lat, lon: degrees of each record, NaN where not known.
        feature_class: the letter of the feature's class as a code point, 0 where not known.
        layer: the number of the layer.
        scheme: a number for what stands before the colon of the id.
        line: of the file.
    """

    def __init__(self, file: Path) -> None:
        self.lat = array("d")
        self.lon = array("d")
        self.feature_class = array("B")
        self.layer = array("H")
        self.scheme = array("H")
        self.line = array("q")
        self.files: list[str] = []
        self._schemes: dict[str, int] = {}
        self._base = sqlite3.connect(file, isolation_level=None)
        for pragma in ("journal_mode=OFF", "synchronous=OFF", f"cache_size=-{_CACHE_KB}"):
            self._base.execute(f"PRAGMA {pragma}")
        self._base.executescript(_SCHEMA)
        # One transaction from beginning to end: nobody reads this file after a failure.
        self._base.execute("BEGIN")

    def __enter__(self) -> Staging:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._base.close()

    def __len__(self) -> int:
        return len(self.layer)

    def add(
        self, layer: Layer, faults: Faults, on_records: Callable[[int], None] = lambda _: None
    ) -> int:
        """Puts every record of a layer aside.

        Args:
            layer: its records are read to the end.
            faults: is told what breaks the format.
            on_records: is told now and then how many records there are by now, all layers
                together.

        Returns:
            How many records were taken.

        Raises:
            GazetteerError: if a record breaks the format and `faults` does not keep going.
        """
        number, before = len(self.files), len(self)
        self.files.append(layer.file)
        rows: list[tuple[object, ...]] = []
        claims: list[tuple[str, int, int]] = []
        for given in layer.records:
            record = vetted(given, layer.file, faults)
            if record is None:
                continue
            claims += self._claims(record, len(self))
            rows.append(self._row(record, number))
            if len(rows) == _BATCH:
                self._write(rows, claims)
                on_records(len(self))
        self._write(rows, claims)
        on_records(len(self))
        return len(self) - before

    def _claims(self, record: Record, number: int) -> list[tuple[str, int, int]]:
        return [
            (record.id, OWN, number),
            *((other, SAME, number) for other in record.same_as if other != record.id),
            *((other, REPLACES, number) for other in record.replaces if other != record.id),
        ]

    def _row(self, record: Record, layer: int) -> tuple[object, ...]:
        number = len(self)
        scheme = record.id.partition(":")[0]
        self.layer.append(layer)
        self.lat.append(math.nan if record.lat is None else record.lat)
        self.lon.append(math.nan if record.lon is None else record.lon)
        self.feature_class.append(ord(record.feature[0]) if record.feature else 0)
        self.scheme.append(self._schemes.setdefault(scheme, len(self._schemes)))
        self.line.append(record.line)
        names = [
            (name.text, name.lang, name.kind, name.from_, name.to, name.source)
            for name in record.names
        ]
        return (
            number, record.id, record.line, record.feature, record.country, record.admin1,
            record.lat, record.lon, record.population, " ".join(record.same_as),
            json.dumps(names, ensure_ascii=False),
        )  # fmt: skip

    def _write(self, rows: list[tuple[object, ...]], claims: list[tuple[str, int, int]]) -> None:
        self._base.executemany("INSERT INTO record VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)
        self._base.executemany("INSERT INTO claim VALUES (?,?,?)", claims)
        rows.clear()
        claims.clear()

    def claims(self) -> Iterator[tuple[str, int, int]]:
        """Every id with what is said of it and by which record, in the order of the ids."""
        with closing(self._base.cursor()) as cursor:
            yield from cursor.execute(
                "SELECT id, sort, number FROM claim ORDER BY id, sort, number"
            )

    def records(self, numbers: Sequence[int]) -> dict[int, Staged]:
        """Records by their numbers."""
        found: dict[int, Staged] = {}
        for start in range(0, len(numbers), _VARIABLES):
            part = numbers[start : start + _VARIABLES]
            marks = ",".join("?" * len(part))
            rows = self._base.execute(f"SELECT * FROM record WHERE number IN ({marks})", part)
            for (
                number,
                place_id,
                line,
                feature,
                country,
                admin1,
                lat,
                lon,
                people,
                same,
                said,
            ) in rows:
                found[number] = Staged(
                    number, self.layer[number], place_id,
                    tuple([Name(*name) for name in json.loads(said)]), feature, country, admin1,
                    lat, lon, people, tuple(same.split()), line,
                )  # fmt: skip
        return found

    def texts(self, numbers: Sequence[int]) -> tuple[list[int], list[str]]:
        """The names of records without anything else, and the record that each is of."""
        owners: list[int] = []
        texts: list[str] = []
        for start in range(0, len(numbers), _VARIABLES):
            part = numbers[start : start + _VARIABLES]
            marks = ",".join("?" * len(part))
            for number, said in self._base.execute(
                f"SELECT number, names FROM record WHERE number IN ({marks})", part
            ):
                names = json.loads(said)
                owners += [number] * len(names)
                texts += [name[0] for name in names]
        return owners, texts

    def ids(self, numbers: Sequence[int]) -> dict[int, str]:
        """The ids of records, by their numbers."""
        found: dict[int, str] = {}
        for start in range(0, len(numbers), _VARIABLES):
            part = numbers[start : start + _VARIABLES]
            marks = ",".join("?" * len(part))
            rows = self._base.execute(
                f"SELECT number, id FROM record WHERE number IN ({marks})", part
            )
            found.update(rows)
        return found

    def units(
        self, features: Sequence[str], numbers: NDArray[np.int64]
    ) -> list[tuple[int, str, str]]:
        """Number, feature and country of those of some records that are units of some kinds."""
        wanted = set(numbers.tolist())
        where = " OR ".join(["feature GLOB ?"] * len(features))
        rows = self._base.execute(
            f"SELECT number, feature, country FROM record WHERE {where} ORDER BY number",
            [f"{feature}*" for feature in features],
        )
        return [row for row in rows if row[0] in wanted]

    def add_previous(self, ids: Iterable[str], *, withdrawn: bool) -> None:
        """Notes ids that the gazetteer has had, or that it had withdrawn."""
        self._base.executemany(
            "INSERT OR IGNORE INTO previous VALUES (?,?)", ((found, withdrawn) for found in ids)
        )

    def claims_to_previous(self) -> Iterator[Before]:
        """Each id of `add_previous` with the first record that says something of it."""
        with closing(self._base.cursor()) as cursor:
            for place_id, withdrawn, claim in cursor.execute(
                "SELECT previous.id, withdrawn, min(sort << 40 | number) FROM previous"
                " LEFT JOIN claim USING (id) GROUP BY previous.id ORDER BY previous.id"
            ):
                if claim is None:
                    yield Before(place_id, bool(withdrawn), OWN, None)
                else:
                    yield Before(place_id, bool(withdrawn), claim >> 40, claim & (1 << 40) - 1)

    def name_places(self, is_first: Callable[[int], bool], ids: Mapping[int, str]) -> None:
        """Notes the places that there are in the end.

        Args:
            is_first: whether a place stands under a record's number.
            ids: of places that are not called by the id of that record, by its number.
        """
        with closing(self._base.cursor()) as cursor:
            rows = cursor.execute("SELECT number, id FROM record ORDER BY number")
            self._base.executemany(
                "INSERT INTO place VALUES (?,?,?,?,?)",
                (
                    (place_id := ids.get(number, own), *id_key(place_id), number)
                    for number, own in rows
                    if is_first(number)
                ),
            )

    def places(self) -> Iterator[tuple[str, int]]:
        """The id of each place and its first record, in the order of places.csv."""
        with closing(self._base.cursor()) as cursor:
            yield from cursor.execute("SELECT id, first FROM place ORDER BY scheme, number, local")

    def report(self, finding: Finding) -> None:
        """Keeps a finding."""
        self._base.execute(
            "INSERT INTO finding VALUES (?,?,?,?,?,?,?,?)",
            (KINDS.index(finding.kind), finding.reason, finding.place_id, finding.other_id,
             finding.file, finding.line, finding.value, finding.detail),
        )  # fmt: skip

    def findings(self) -> Iterator[Finding]:
        """Every finding, by kind, reason and ids."""
        with closing(self._base.cursor()) as cursor:
            order = "kind, reason, place_id, other_id, file, line, value, detail"
            for kind, *rest in cursor.execute(f"SELECT DISTINCT * FROM finding ORDER BY {order}"):
                yield Finding(KINDS[kind], *rest)

    def finding_counts(self) -> dict[str, int]:
        """How many findings there are of each kind and reason."""
        rows = self._base.execute(
            "SELECT kind, reason, count(*) FROM (SELECT DISTINCT * FROM finding)"
            " GROUP BY kind, reason"
        )
        return {f"{KINDS[kind]}: {reason}": count for kind, reason, count in rows}
