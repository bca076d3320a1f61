"""Reads a gazetteer folder (names.csv and places.csv) and says exactly what is wrong with it.

The format is described in data/README.md. Columns that are not known are ignored, so a
gazetteer may carry more than the library reads.
"""

from __future__ import annotations

import csv
import unicodedata
from array import array
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, cast, get_args

from toponyms.errors import GazetteerError
from toponyms.gazetteer import patterns
from toponyms.model import Kind, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

    from toponyms.gazetteer.table import Meta, Table, TableMaker

__all__ = [
    "NAMES_COLUMNS", "NAMES_FILE", "PLACES_COLUMNS", "PLACES_FILE", "read_gazetteer", "read_table",
]  # fmt: skip

NAMES_FILE = "names.csv"
PLACES_FILE = "places.csv"
NAMES_COLUMNS = ("place_id", "name", "lang", "kind", "from", "to", "source")
PLACES_COLUMNS = (
    "place_id", "feature", "country", "admin1", "lat", "lon", "population", "geonames", "wikidata",
)  # fmt: skip


class _Row(NamedTuple):
    """A row of a file, and where it stands."""

    path: Path
    line: int
    columns: tuple[str, ...]
    cells: tuple[str, ...]

    def fault(self, message: str, column: str) -> GazetteerError:
        value = self.cells[self.columns.index(column)]
        return GazetteerError(message, file=str(self.path), line=self.line, value=value)


def read_gazetteer(folder: Path) -> list[Place]:
    """Every place of a gazetteer folder, in the order of places.csv, with its names.

    Args:
        folder: has names.csv and places.csv.

    Raises:
        GazetteerError: as `read_table` does.
    """
    return list(read_table(folder).places())


def read_table(folder: Path) -> Table:
    """A gazetteer folder as columns, places in the order of places.csv.

    Args:
        folder: has names.csv and places.csv.

    Raises:
        GazetteerError: naming file, line and value, if a file or column is missing, a
            place id is unknown or there twice, a name is there twice, empty, not in NFC or
            has control characters, a kind, tag, feature or date is malformed, a degree or
            population is out of range, or a file is not UTF-8.
    """
    from toponyms.gazetteer.table import TableMaker

    maker = TableMaker()
    _read_names(folder / NAMES_FILE, _read_places(folder / PLACES_FILE, maker), maker)
    return maker.table()


def _read_places(path: Path, maker: TableMaker) -> dict[str, int]:
    """Adds every place; gives their rows by id."""
    rows: dict[str, int] = {}
    for row in _rows(path, PLACES_COLUMNS):
        place_id, feature, country, admin1, lat, lon, population, geonames, wikidata = row.cells
        if not patterns.PLACE_ID.fullmatch(place_id):
            raise row.fault("place_id is not of the form scheme:number", "place_id")
        if place_id in rows:
            raise row.fault("place_id stands twice", "place_id")
        if feature and not patterns.FEATURE.fullmatch(feature):
            raise row.fault("feature is not a GeoNames class and code such as P.PPL", "feature")
        if country and not patterns.COUNTRY.fullmatch(country):
            raise row.fault("country is not an ISO 3166-1 alpha-2 code", "country")
        try:
            north, east = _number(lat, 90.0), _number(lon, 180.0)
        except ValueError:
            column = "lat" if not _is_number(lat, 90.0) else "lon"
            raise row.fault(f"{column} is not a number of degrees in range", column) from None
        if (north is None) != (east is None):
            raise row.fault("lat and lon must stand together", "lat" if north is None else "lon")
        if population and not patterns.POPULATION.fullmatch(population):
            raise row.fault("population is not a whole number below 10^11", "population")
        for column, code in (("admin1", admin1), ("geonames", geonames), ("wikidata", wikidata)):
            if not patterns.CODE.fullmatch(code):
                raise row.fault(f"{column} has white space or control characters", column)
        rows[place_id] = len(rows)
        maker.add_place(
            Place(
                id=place_id,
                feature=feature,
                country=country,
                admin1=admin1,
                lat=north,
                lon=east,
                population=int(population) if population else None,
                geonames=geonames,
                wikidata=wikidata,
            )
        )
    return rows


def _read_names(path: Path, places: dict[str, int], maker: TableMaker) -> None:
    """Adds every name.

    What is beside the text of a name recurs, and is looked at once.
    """
    seen = array("q")
    for row in _rows(path, NAMES_COLUMNS):
        place_id, text, lang, kind, *_ = row.cells
        place = places.get(place_id)
        if place is None:
            raise row.fault(f"place_id is not in {PLACES_FILE}", "place_id")
        if not text.strip():
            raise row.fault("name is empty", "name")
        if patterns.FORBIDDEN.search(text):
            raise row.fault("name has control or invisible characters", "name")
        if not unicodedata.is_normalized("NFC", text):
            raise row.fault("name is not in Unicode normal form C", "name")
        meta = row.cells[2:]
        if not maker.has_meta(meta):
            _check_meta(row)
        maker.add_name(place, text, cast("Meta", meta))
        seen.append(hash((place, text, lang, kind)))
    _check_twice(path, seen)


def _check_meta(row: _Row) -> None:
    _, _, lang, kind, from_, to, _ = row.cells
    if not patterns.LANG.fullmatch(lang):
        raise row.fault("lang is not a BCP 47 tag", "lang")
    if kind not in patterns.KINDS:
        raise row.fault(f"kind is not one of {', '.join(get_args(Kind))}", "kind")
    for column, date in (("from", from_), ("to", to)):
        if date and not patterns.EDTF.fullmatch(date):
            raise row.fault(f"{column} is not an EDTF date", column)


def _check_twice(path: Path, hashes: Sequence[int]) -> None:
    """Finds a name that stands twice.

    Args:
        path: of the names.
        hashes: of what must differ, row by row; only rows with the same are compared.
    """
    import numpy as np

    ordered = np.sort(hashes)
    alike = set(ordered[1:][ordered[1:] == ordered[:-1]].tolist())
    if not alike:
        return
    seen: set[tuple[str, ...]] = set()
    for row, found in zip(_rows(path, NAMES_COLUMNS), hashes, strict=True):
        if found in alike:
            key = row.cells[:4]
            if key in seen:
                place_id = row.cells[0]
                raise row.fault(f"the same name, lang and kind stand twice for {place_id}", "name")
            seen.add(key)


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[_Row]:
    """The rows of a CSV file, with these columns."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            yield from _rows_of(file, path, columns)
    except FileNotFoundError:
        raise GazetteerError("no such file", file=str(path)) from None
    except OSError as error:
        raise GazetteerError(f"cannot be read: {error.strerror}", file=str(path)) from None
    except UnicodeDecodeError:
        raise _not_utf8(path) from None


def _rows_of(file: TextIO, path: Path, columns: tuple[str, ...]) -> Iterator[_Row]:
    if file.read(1) == "\ufeff":
        raise GazetteerError("starts with a byte order mark", file=str(path), line=1)
    file.seek(0)
    reader = csv.reader(file, strict=True)
    try:
        header = next(reader, [])
        missing = [column for column in columns if column not in header]
        if missing:
            raise GazetteerError(
                f"column missing (the file has {', '.join(header) or 'no header'})",
                file=str(path), line=1, value=missing[0],
            )  # fmt: skip
        if len(set(header)) < len(header):
            twice = next(column for column in header if header.count(column) > 1)
            raise GazetteerError("column stands twice", file=str(path), line=1, value=twice)
        size, wanted = len(header), itemgetter(*map(header.index, columns))
        for cells in reader:
            if len(cells) != size:
                raise GazetteerError(
                    f"{len(cells)} columns where the header has {size}",
                    file=str(path), line=reader.line_num, value=",".join(cells),
                )  # fmt: skip
            yield _Row(path, reader.line_num, columns, wanted(cells))
    except csv.Error as error:
        raise GazetteerError(f"not CSV: {error}", file=str(path), line=reader.line_num) from None


def _not_utf8(path: Path) -> GazetteerError:
    """The error that names the first line of a file that is not UTF-8."""
    with path.open("rb") as file:
        found = ((line, _broken(content)) for line, content in enumerate(file, 1))
        line, value = next((line, value) for line, value in found if value)
    return GazetteerError("not UTF-8", file=str(path), line=line, value=value)


def _broken(line: bytes) -> str:
    """The first byte of a line that is not UTF-8, or nothing."""
    try:
        line.decode()
    except UnicodeDecodeError as error:
        return f"byte 0x{line[error.start]:02x}"
    return ""


def _number(text: str, limit: float) -> float | None:
    if not text:
        return None
    if not patterns.DEGREES.fullmatch(text) or not -limit <= (number := float(text)) <= limit:
        raise ValueError(text)
    return number


def _is_number(text: str, limit: float) -> bool:
    try:
        _number(text, limit)
    except ValueError:
        return False
    return True
