"""Which places of the GeoNames snapshots belong in the gazetteer, and their values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.build.rows import PlaceRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from tools.build.readers.towns import Town

__all__ = ["TOWN_COUNTRIES", "capitals", "in_countries", "large", "newest", "town_place"]

#: Every populated place of these is taken.
TOWN_COUNTRIES = ("AZ", "AM", "GE", "RU")
#: Others where Russian is widely spoken, and the inhabitants from which on a town is taken.
_RUSSIAN_SPEAKING = frozenset({"BY", "EE", "KG", "KZ", "LT", "LV", "MD", "TJ", "TM", "UA", "UZ"})
_LARGE = 50_000
#: Inhabitants from which on a town of any country is taken, if a source names it in Azerbaijani or
#: Armenian, since the press of the region then speaks of it; and whether one does or not.
_VERY_LARGE, _HUGE = 200_000, 1_000_000
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


def large(towns: Iterable[Town], named: Collection[str]) -> frozenset[str]:
    """GeoNames numbers of the large towns of other countries.

    Args:
        towns: of any.
        named: GeoNames numbers of those with an Azerbaijani or Armenian name.
    """

    def least(town: Town) -> int:
        if town.country in _RUSSIAN_SPEAKING:
            return _LARGE
        return _VERY_LARGE if town.geonames in named else _HUGE

    return frozenset(town.geonames for town in towns if int(town.population or 0) >= least(town))


def in_countries(towns: Iterable[Town], countries: Iterable[str]) -> list[Town]:
    """Towns of some countries, in the order of their numbers."""
    wanted = frozenset(countries)
    return sorted((t for t in towns if t.country in wanted), key=lambda town: int(town.geonames))
