"""Reads the curated facts and holds every row against the format and the rules of evidence."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.build.rows import KINDS, NameRow, PlaceRow
from toponyms.gazetteer.cleaning.tagging import doubt
from toponyms.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["Curated", "Fault", "Source", "read_curated", "read_folder"]

_PLACE_COLUMNS = [
    "place_id", "feature", "country", "lat", "lon", "population", "geonames",
    "az_district", "nkr_province", "soviet_district", "source", "evidence",
]  # fmt: skip
_NAME_COLUMNS = ["place_id", "name", "lang", "kind", "from", "to", "source", "evidence"]
_SOURCE_COLUMNS = ["key", "title", "publisher", "licence", "url"]

_ID = re.compile(r"gn:[1-9]\d*|tp:\d{4,5}|wd:Q[1-9]\d*|wof:\d+|iso:[A-Z]{2}(-[A-Z0-9]{1,3})?")
_FEATURE = re.compile(r"[AHLPRSTUV]\.[A-Z][A-Z0-9]{1,4}")
_COUNTRY = re.compile(r"[A-Z]{2}")
#: EDTF level 1 years: 1936, 193X, 19XX, with ? ~ or % after them.
_YEAR = re.compile(r"(\d{4}|\d{3}X|\d{2}XX)[?~%]?")
_LANG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[a-z0-9]{5,8})*")
_LATITUDE, _LONGITUDE = 90.0, 180.0


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that breaks the format.

    Attributes:
        file: path below tools/curated.
        line: counted from 1, the header being line 1.
        message: what is wrong.
        value: the offending value.
    """

    file: str
    line: int
    message: str
    value: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.message}: {self.value!r}"


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A publication that curated rows rest on."""

    key: str
    title: str
    publisher: str
    licence: str
    url: str


@dataclass(frozen=True, slots=True)
class Curated:
    """The sound rows of one folder, and the faults of the others.

    Attributes:
        folder: its name.
        places, names, sources: rows without a fault.
        faults: what is wrong with the others.
        districts: pairs of a place id and the district that pages say it is in.
    """

    folder: str
    places: tuple[PlaceRow, ...]
    names: tuple[NameRow, ...]
    sources: tuple[Source, ...]
    faults: tuple[Fault, ...]
    districts: tuple[tuple[str, str], ...] = ()


class _RefusedError(Exception):
    """One row is refused; the message says why, the value which cell."""

    def __init__(self, message: str, value: str) -> None:
        super().__init__(message)
        self.message, self.value = message, value


def read_curated(root: Path, known_sources: frozenset[str]) -> list[Curated]:
    """Every folder below a root, in the order of their names.

    Args:
        root: tools/curated.
        known_sources: keys that need no line in a folder's sources.csv.
    """
    folders = sorted(file.parent for file in root.glob("*/places.csv"))
    return [read_folder(folder, known_sources) for folder in folders]


def read_folder(folder: Path, known_sources: frozenset[str]) -> Curated:
    """The rows of one folder; a row with a fault is left out and its fault kept."""
    faults: list[Fault] = []
    places: dict[str, PlaceRow] = {}
    names: dict[tuple[str, str, str], NameRow] = {}
    sources: dict[str, Source] = {}
    districts: dict[str, str] = {}

    def take_source(row: dict[str, str]) -> None:
        source = _source(row)
        _once(source.key, sources)
        sources[source.key] = source

    def take_place(row: dict[str, str]) -> None:
        place = _place(row, known_sources | sources.keys())
        _once(place.place_id, places)
        places[place.place_id] = place
        if row["az_district"]:
            districts[place.place_id] = row["az_district"]

    def take_name(row: dict[str, str]) -> None:
        name = _name(row, known_sources | sources.keys())
        key = (name.place_id, name.name, name.lang)
        _need(key not in names, "the same name and language twice for one place", name.name)
        _need(name.place_id in places, "no such place in places.csv beside it", name.place_id)
        names[key] = name

    _take_each(folder / "sources.csv", _SOURCE_COLUMNS, take_source, faults)
    _take_each(folder / "places.csv", _PLACE_COLUMNS, take_place, faults)
    _take_each(folder / "names.csv", _NAME_COLUMNS, take_name, faults)
    return Curated(
        folder.name,
        tuple(places.values()),
        tuple(names.values()),
        tuple(sources.values()),
        tuple(faults),
        tuple(districts.items()),
    )


def _take_each(
    file: Path, columns: list[str], take: Callable[[dict[str, str]], None], faults: list[Fault]
) -> None:
    for line, row in _rows(file, columns, faults):
        if fault := _attempt(file, line, row, take):
            faults.append(fault)


def _attempt(
    file: Path, line: int, row: dict[str, str], take: Callable[[dict[str, str]], None]
) -> Fault | None:
    try:
        take(row)
    except _RefusedError as refused:
        where = f"{file.parent.name}/{file.name}"
        return Fault(where, line, refused.message, refused.value)
    return None


def _rows(
    file: Path, columns: list[str], faults: list[Fault]
) -> Iterator[tuple[int, dict[str, str]]]:
    where = f"{file.parent.name}/{file.name}"
    if not file.is_file():
        faults.append(Fault(where, 1, "no such file", file.name))
        return
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError as error:
        faults.append(Fault(where, 1, "not UTF-8", str(error)))
        return
    if text.startswith("\ufeff"):
        faults.append(Fault(where, 1, "begins with a byte order mark", "U+FEFF"))
        text = text[1:]
    reader = csv.reader(text.splitlines(keepends=True))
    header = next(reader, [])
    if header != columns:
        faults.append(Fault(where, 1, f"columns are not {','.join(columns)}", ",".join(header)))
        return
    for cells in reader:
        if len(cells) != len(columns):
            message = f"{len(cells)} cells, not {len(columns)}"
            faults.append(Fault(where, reader.line_num, message, ",".join(cells)))
            continue
        yield reader.line_num, dict(zip(columns, cells, strict=True))


def _once(key: str, seen: object) -> None:
    if isinstance(seen, dict) and key in seen:
        raise _RefusedError("twice in this file", key)


def _need(condition: object, message: str, value: str) -> None:
    if not condition:
        raise _RefusedError(message, value)


def _source(row: dict[str, str]) -> Source:
    _need(re.fullmatch(r"[a-z0-9-]+", row["key"]), "a key is small letters and digits", row["key"])
    _need(row["title"] or row["publisher"], "neither title nor publisher", row["key"])
    return Source(**{column: normalize(value) for column, value in row.items()})


def _place(row: dict[str, str], sources: frozenset[str] | set[str]) -> PlaceRow:
    place_id = row["place_id"]
    _need(_ID.fullmatch(place_id), "not an id of a known scheme", place_id)
    _need(_FEATURE.fullmatch(row["feature"]), "not a GeoNames class and code", row["feature"])
    _need(
        not row["country"] or _COUNTRY.fullmatch(row["country"]),
        "not an ISO 3166-1 alpha-2 code",
        row["country"],
    )
    _need(bool(row["lat"]) == bool(row["lon"]), "one degree without the other", place_id)
    _degrees(row["lat"], _LATITUDE)
    _degrees(row["lon"], _LONGITUDE)
    _need(not row["population"] or row["population"].isdecimal(), "not a number", row["population"])
    _need(not row["geonames"] or row["geonames"].isdecimal(), "not a number", row["geonames"])
    if place_id.startswith("gn:"):
        _need(row["geonames"] in {"", place_id[3:]}, "not the number of the id", row["geonames"])
    _need(row["source"] in sources, "a source that sources.csv does not describe", row["source"])
    _need(row["evidence"].strip(), "no evidence", place_id)
    return PlaceRow(
        place_id=place_id,
        feature=row["feature"],
        country=row["country"],
        lat=row["lat"],
        lon=row["lon"],
        population=row["population"],
        geonames=place_id[3:] if place_id.startswith("gn:") else row["geonames"],
    )


def _degrees(value: str, limit: float) -> None:
    if not value:
        return
    try:
        degrees = float(value)
    except ValueError:
        raise _RefusedError("not decimal degrees", value) from None
    _need(-limit <= degrees <= limit, f"degrees out of range -{limit:g}..{limit:g}", value)


def _name(row: dict[str, str], sources: frozenset[str] | set[str]) -> NameRow:
    name = normalize(row["name"])
    _need(name, "an empty name", row["name"])
    _need(unicodedata.is_normalized("NFC", row["name"]), "not in NFC", row["name"])
    _need(_LANG.fullmatch(row["lang"]), "not a language tag", row["lang"])
    _need(row["kind"] in KINDS, f"kind is not one of {', '.join(KINDS)}", row["kind"])
    for column in ("from", "to"):
        value = row[column]
        _need(not value or _YEAR.fullmatch(value), "not an EDTF year", value)
    if row["from"] and row["to"]:
        _need(row["from"][:4] <= row["to"][:4], "begins after it ends", row["from"])
    _need(not (reason := doubt(name, row["lang"])), reason, name)
    _need(row["source"] in sources, "a source that sources.csv does not describe", row["source"])
    _need(row["evidence"].strip(), "no evidence", name)
    return NameRow(
        place_id=row["place_id"],
        name=name,
        lang=row["lang"],
        kind=row["kind"],
        from_=row["from"],
        to=row["to"],
        source=row["source"],
    )
