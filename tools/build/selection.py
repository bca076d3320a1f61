"""Which places of the GeoNames snapshots belong in the gazetteer, and their values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.build.rows import PlaceRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tools.build.readers.towns import Town

__all__ = ["TOWN_COUNTRIES", "capitals", "newest", "town_place"]

#: Every populated place of these is taken.
TOWN_COUNTRIES = ("AZ", "AM", "GE", "RU")
_UNKNOWN_FEATURE = "P.PPL"


def newest(newer: Mapping[str, Town], older: Mapping[str, Town]) -> dict[str, Town]:
    """Both snapshots as one: a place is what the newer says of it, if it still has it."""
    return {**older, **newer}


def capitals(older: Mapping[str, Town]) -> frozenset[str]:
    """GeoNames numbers of the seats of national governments (`P.PPLC`)."""
    return frozenset(number for number, town in older.items() if town.feature == "P.PPLC")


def town_place(town: Town, older: Mapping[str, Town]) -> PlaceRow:
    """The row of a town; the feature is the older snapshot's, the only one that has it."""
    known = older.get(town.geonames)
    return PlaceRow(
        place_id=f"gn:{town.geonames}",
        feature=known.feature if known else _UNKNOWN_FEATURE,
        country=town.country,
        admin1=town.admin1,
        lat=town.lat,
        lon=town.lon,
        population=town.population,
        geonames=town.geonames,
    )


def in_countries(towns: Iterable[Town], countries: Iterable[str]) -> list[Town]:
    """Towns of some countries, in the order of their numbers."""
    wanted = frozenset(countries)
    return sorted((t for t in towns if t.country in wanted), key=lambda town: int(town.geonames))
