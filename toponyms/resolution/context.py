"""What is known beside a name: where it was said, in which country, of what kind.

`country`, `within` and `feature` rule places out; `near` and the kind that a generic term
points to only weigh. Distances are great-circle distances on a sphere.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from toponyms.model import Place

__all__ = ["Context", "distance_km"]

_EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG
#: Distance within which a place counts as near, in km, and how fast the weight falls beyond.
_NEAR_KM = 10.0
_NEAR_WEIGHT = 4.0
#: An administrative unit is an area, given by some point inside it: about the radius of a
#: district, in km, below which its distance says nothing.
_UNIT_KM = 25.0


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The great-circle distance between two points (haversine formula), in kilometres.

    >>> round(distance_km((40.3777, 49.8920), (40.1811, 44.5136)))  # Baku to Yerevan
    457
    """
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    square = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, square)))


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a caller may say beside the name.

    Attributes:
        near: latitude and longitude in degrees.
        countries: ISO 3166-1 alpha-2 codes, upper case; empty for any.
        within: a country or first-level unit that the place must lie in.
        feature: a GeoNames class or the start of a feature code (`P`, `P.PPL`).
        lang: a BCP 47 tag; the language of the query where spelling leaves it open.
    """

    near: tuple[float, float] | None = None
    countries: frozenset[str] = frozenset()
    within: Place | None = None
    feature: str = ""
    lang: str = ""

    def __bool__(self) -> bool:
        return bool(self.near or self.countries or self.within or self.feature or self.lang)

    @classmethod
    def of(
        cls,
        near: tuple[float, float] | None,
        country: str | Collection[str] | None,
        within: Place | None,
        feature: str | None,
        lang: str | None,
    ) -> Context:
        """Checks the arguments of `Resolver.resolve`.

        Raises:
            ValueError: if a degree is out of range, a country code malformed, or `within`
                neither a country nor a first-level unit.
        """
        if near is not None:
            lat, lon = near
            if not (-90 <= lat <= 90 and -180 <= lon <= 180):
                raise ValueError(f"near must be (lat, lon) in degrees, not {near!r}")
            near = (float(lat), float(lon))
        if within is not None and not within.feature.startswith(("A.PCL", "A.ADM1")):
            raise ValueError(f"within must be a country or a first-level unit, not {within.id}")
        codes = [country] if isinstance(country, str) else list(country or ())
        for code in codes:
            if len(code) != 2 or not code.isalpha():
                raise ValueError(
                    f"country must be ISO 3166-1 alpha-2 codes such as 'AZ', not {code!r}"
                )
        return cls(
            near, frozenset(code.upper() for code in codes), within, feature or "", lang or ""
        )

    def admits(self, place: Place) -> bool:
        """Whether a place passes the filters."""
        if self.countries and place.country not in self.countries:
            return False
        if not place.feature.startswith(self.feature):
            return False
        return self.within is None or _lies_within(place, self.within)

    def weight(self, place: Place) -> float:
        """What the distance adds to a place's utility; 0 without `near`, else never positive.

        A place without coordinates counts as far.
        """
        if self.near is None:
            return 0.0
        if place.lat is None or place.lon is None:
            apart = 1000.0
        else:
            apart = distance_km(self.near, (place.lat, place.lon))
        if place.feature.startswith("A.ADM"):
            apart = max(apart, _UNIT_KM)
        return -_NEAR_WEIGHT * math.log1p((apart / _NEAR_KM) ** 2) / 2


def _lies_within(place: Place, whole: Place) -> bool:
    if place.country != whole.country:
        return False
    if place.id == whole.id or whole.feature.startswith("A.PCL"):
        return True
    return bool(whole.admin1) and place.admin1 == whole.admin1
