"""Reads a gazetteer folder (names.csv and places.csv) and says exactly what is wrong with it.

The format is described in data/README.md. Columns that are not known are ignored, so a
gazetteer may carry more than the library reads.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, get_args

from toponyms.errors import GazetteerError
from toponyms.model import Kind, Name, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["NAMES_COLUMNS", "NAMES_FILE", "PLACES_COLUMNS", "PLACES_FILE", "read_gazetteer"]

NAMES_FILE = "names.csv"
PLACES_FILE = "places.csv"
NAMES_COLUMNS = ("place_id", "name", "lang", "kind", "from", "to", "source")
PLACES_COLUMNS = (
    "place_id", "feature", "country", "admin1", "lat", "lon", "population", "geonames", "wikidata",
)  # fmt: skip

#: What has no place in a name. Joiners (U+200C, U+200D) do: they shape Persian letters.
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\ufeff\ufffd]")
_KINDS = frozenset(get_args(Kind))
_PLACE_ID = re.compile(r"[a-z]+:[\w.-]+")
_LANG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?(-[a-z0-9]{5,8})*")
_FEATURE = re.compile(r"[AHLPRSTUV](\.[A-Z0-9]+)?")
_COUNTRY = re.compile(r"[A-Z]{2}")
_POPULATION = re.compile(r"[0-9]{1,11}")
_CODE = re.compile(r"[^\s\x00-\x1f\x7f-\x9f]*")
#: Years, months and days of EDTF (ISO 8601-2), uncertain or unspecified, and intervals of them.
_EDTF_DATE = r"-?[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]?"
_EDTF = re.compile(rf"({_EDTF_DATE}|\.\.)(/({_EDTF_DATE}|\.\.)?)?")
_DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class _Row:
    """A row by column name, and where it stands."""

    path: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, message: str, column: str) -> GazetteerError:
        return GazetteerError(message, file=str(self.path), line=self.line, value=self[column])


def read_gazetteer(folder: Path) -> list[Place]:
    """Every place of a gazetteer folder, in the order of places.csv, with its names.

    Args:
        folder: has names.csv and places.csv.

    Raises:
        GazetteerError: naming file, line and value, if a file or column is missing, a
            place id is unknown or there twice, a name is there twice, empty, not in NFC or
            has control characters, a kind, tag, feature or date is malformed, a degree or
            population is out of range, or a file is not UTF-8.
    """
    places = _read_places(folder / PLACES_FILE)
    names = _read_names(folder / NAMES_FILE, places)
    return [replace(place, names=tuple(names[place.id])) for place in places.values()]


def _read_places(path: Path) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for row in _rows(path, PLACES_COLUMNS):
        place_id = row["place_id"]
        if not _PLACE_ID.fullmatch(place_id):
            raise row.fault("place_id is not of the form scheme:number", "place_id")
        if place_id in places:
            raise row.fault("place_id stands twice", "place_id")
        if row["feature"] and not _FEATURE.fullmatch(row["feature"]):
            raise row.fault("feature is not a GeoNames class and code such as P.PPL", "feature")
        if row["country"] and not _COUNTRY.fullmatch(row["country"]):
            raise row.fault("country is not an ISO 3166-1 alpha-2 code", "country")
        try:
            lat, lon = _number(row["lat"], 90.0), _number(row["lon"], 180.0)
        except ValueError:
            column = "lat" if not _is_number(row["lat"], 90.0) else "lon"
            raise row.fault(f"{column} is not a number of degrees in range", column) from None
        if (lat is None) != (lon is None):
            raise row.fault("lat and lon must stand together", "lat" if lat is None else "lon")
        population = row["population"]
        if population and not _POPULATION.fullmatch(population):
            raise row.fault("population is not a whole number below 10^11", "population")
        for column in ("admin1", "geonames", "wikidata"):
            if not _CODE.fullmatch(row[column]):
                raise row.fault(f"{column} has white space or control characters", column)
        places[place_id] = Place(
            id=place_id,
            feature=row["feature"],
            country=row["country"],
            admin1=row["admin1"],
            lat=lat,
            lon=lon,
            population=int(population) if population else None,
            geonames=row["geonames"],
            wikidata=row["wikidata"],
        )
    return places


def _read_names(path: Path, places: dict[str, Place]) -> dict[str, list[Name]]:
    names: dict[str, list[Name]] = {place_id: [] for place_id in places}
    seen: set[tuple[str, str, str, str]] = set()
    for row in _rows(path, NAMES_COLUMNS):
        place_id, text, lang, kind = row["place_id"], row["name"], row["lang"], row["kind"]
        if place_id not in places:
            raise row.fault(f"place_id is not in {PLACES_FILE}", "place_id")
        if not text.strip():
            raise row.fault("name is empty", "name")
        if _FORBIDDEN.search(text):
            raise row.fault("name has control or invisible characters", "name")
        if not unicodedata.is_normalized("NFC", text):
            raise row.fault("name is not in Unicode normal form C", "name")
        if not _LANG.fullmatch(lang):
            raise row.fault("lang is not a BCP 47 tag", "lang")
        if kind not in _KINDS:
            raise row.fault(f"kind is not one of {', '.join(get_args(Kind))}", "kind")
        for column in ("from", "to"):
            if row[column] and not _EDTF.fullmatch(row[column]):
                raise row.fault(f"{column} is not an EDTF date", column)
        key = (place_id, text, lang, kind)
        if key in seen:
            raise row.fault(f"the same name, lang and kind stand twice for {place_id}", "name")
        seen.add(key)
        names[place_id].append(
            Name(text, lang, kind, row["from"], row["to"], row["source"])  # type: ignore[arg-type]
        )
    return names


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[_Row]:
    """The rows of a CSV file."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
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
        for cells in reader:
            if len(cells) != len(header):
                raise GazetteerError(
                    f"{len(cells)} columns where the header has {len(header)}",
                    file=str(path), line=reader.line_num, value=",".join(cells),
                )  # fmt: skip
            yield _Row(path, reader.line_num, dict(zip(header, cells, strict=True)))
    except csv.Error as error:
        raise GazetteerError(f"not CSV: {error}", file=str(path), line=reader.line_num) from None


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise GazetteerError("no such file", file=str(path)) from None
    except OSError as error:
        raise GazetteerError(f"cannot be read: {error.strerror}", file=str(path)) from None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        value = f"byte 0x{content[error.start]:02x}"
        raise GazetteerError("not UTF-8", file=str(path), line=line, value=value) from None
    if text.startswith("\ufeff"):
        raise GazetteerError("starts with a byte order mark", file=str(path), line=1)
    return text


def _number(text: str, limit: float) -> float | None:
    if not text:
        return None
    if not _DEGREES.fullmatch(text) or not -limit <= (number := float(text)) <= limit:
        raise ValueError(text)
    return number


def _is_number(text: str, limit: float) -> bool:
    try:
        _number(text, limit)
    except ValueError:
        return False
    return True
