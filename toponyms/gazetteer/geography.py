"""Says in English where and what a place is."""

from __future__ import annotations

import math
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toponyms import Gazetteer, Place

__all__ = ["Regions", "coordinates", "feature_in_words"]


def feature_in_words(feature: str) -> str:
    """What a GeoNames feature class and code stand for.

    A code that is not known is called by its class; without a feature it is empty.

    >>> feature_in_words("P.PPLQ"), feature_in_words("T.XYZ"), feature_in_words("")
    ('abandoned populated place', 'height or depression', '')
    """
    words = _features()
    return words.get(feature) or words.get(feature[:1], feature)


def coordinates(place: Place) -> str:
    """Latitude and longitude with their hemispheres, or nothing if not known.

    >>> from toponyms import Place
    >>> coordinates(Place("gn:586666", lat=40.13989, lon=46.77705))
    '40.1399° N, 46.7771° E'
    """
    if place.lat is None or place.lon is None:
        return ""
    north, east = "N" if place.lat >= 0 else "S", "E" if place.lon >= 0 else "W"
    return f"{math.fabs(place.lat):.4f}° {north}, {math.fabs(place.lon):.4f}° {east}"


class Regions:
    """The countries and first-level units that places lie in, by name.

    Args:
        gazetteer: has the units as places of their own, as far as their names are known.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._index = gazetteer.index

    def country(self, place: Place) -> str:
        """The name of a place's country in English, else its code; empty if it has none."""
        return self._name(place.country, "") or place.country

    def unit(self, place: Place) -> str:
        """The name of the first-level unit that a place lies in, or empty."""
        if not place.admin1:
            return ""
        name = self._name(place.country, place.admin1)
        return "" if name in place.label("en").split(" / ") else name

    def where(self, place: Place) -> str:
        """Unit and country, as far as they are known.

        >>> from toponyms import Gazetteer
        >>> gazetteer = Gazetteer.default()
        >>> Regions(gazetteer).where(gazetteer.get("gn:586666"))
        'Tartar, Azerbaijan'
        """
        return ", ".join(filter(None, (self.unit(place), self.country(place))))

    def _name(self, country: str, admin1: str) -> str:
        row = self._rows.get((country, admin1))
        return "" if row is None else self._index.place(row).name() or ""

    @cached_property
    def _rows(self) -> dict[tuple[str, str], int]:
        """Rows of countries, with an empty unit, and of units."""
        rows: dict[tuple[str, str], int] = {}
        for row in self._index.store.numbers("unit"):
            place = self._index.place(row)
            admin1 = place.admin1 if place.feature == "A.ADM1" else ""
            rows.setdefault((place.country, admin1), row)
        return rows


@cache
def _features() -> dict[str, str]:
    text = files("toponyms.gazetteer").joinpath("features.tsv").read_text("utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return dict(lines[1:])
