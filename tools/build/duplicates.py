"""Finds what may be one place under two ids, for a person to decide.

Two ids for one place split its names; one id for two places mixes them. Neither is decided
here: the findings go to tools/reports/duplicates.csv, decisions into
tools/curated/same_places.csv.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.build.rows import NameRow, PlaceRow, id_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tools.build.curated import Curated

__all__ = ["Finding", "distance_km", "find_duplicates"]

_NEAR_KM = 1.5
_EARTH_RADIUS_KM = 6371.0
#: Ten kilometres: coordinates of one id that lie farther apart are of two places.
_CONFLICT_KM = 10.0


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One case to decide.

    Attributes:
        kind: what was found.
        place_id, other_id: the two ids (the same one where two folders have it).
        detail: the shared names, the distance, the folders.
    """

    kind: str
    place_id: str
    other_id: str
    detail: str


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two points given in degrees (haversine).

    >>> round(distance_km((40.18, 44.51), (40.38, 49.89)))
    457
    """
    (lat1, lon1), (lat2, lon2) = (
        (math.radians(lat), math.radians(lon)) for lat, lon in (one, other)
    )
    square = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(square))


def find_duplicates(
    places: Iterable[PlaceRow],
    names: Iterable[NameRow],
    curated: Iterable[Curated],
    decided: frozenset[frozenset[str]],
) -> list[Finding]:
    """Every case, sorted.

    Args:
        places: the merged places.
        names: the merged names.
        curated: the curated folders as they are.
        decided: pairs of ids that a person has told apart.
    """
    by_id = {place.place_id: place for place in places}
    names = list(names)
    findings = [
        *_across_folders(curated),
        *_same_number(by_id),
        *_near_namesakes(by_id, names),
        *_namesake_areas(by_id, names),
    ]
    return sorted(
        finding
        for finding in findings
        if frozenset((finding.place_id, finding.other_id)) not in decided
    )


def _across_folders(curated: Iterable[Curated]) -> Iterator[Finding]:
    seen: dict[str, tuple[str, PlaceRow]] = {}
    for folder in curated:
        for place in folder.places:
            before = seen.setdefault(place.place_id, (folder.folder, place))
            if before[0] == folder.folder:
                continue
            detail = f"{before[0]}, {folder.folder}"
            one, other = _point(before[1]), _point(place)
            if one and other and distance_km(one, other) > _CONFLICT_KM:
                yield Finding(
                    "one id, two folders, far apart",
                    place.place_id,
                    place.place_id,
                    f"{detail}: {distance_km(one, other):.1f} km",
                )
            else:
                yield Finding("one id, two folders", place.place_id, place.place_id, detail)


def _same_number(places: Mapping[str, PlaceRow]) -> Iterator[Finding]:
    by_number: dict[str, list[str]] = defaultdict(list)
    for place in places.values():
        if place.geonames:
            by_number[place.geonames].append(place.place_id)
    for number, ids in by_number.items():
        first, *others = sorted(ids, key=id_key)
        for other in others:
            yield Finding("one GeoNames number, two ids", first, other, number)


def _near_namesakes(places: Mapping[str, PlaceRow], names: Iterable[NameRow]) -> Iterator[Finding]:
    sharing: dict[str, set[str]] = defaultdict(set)
    for row in names:
        sharing[row.name.casefold()].add(row.place_id)
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, ids in sharing.items():
        ordered = sorted(ids, key=id_key)
        for position, one in enumerate(ordered):
            for other in ordered[position + 1 :]:
                here, there = _point(places.get(one)), _point(places.get(other))
                if here and there and distance_km(here, there) < _NEAR_KM:
                    shared[one, other].append(name)
    for (one, other), common in shared.items():
        here, there = _point(places[one]), _point(places[other])
        if here and there:
            detail = f"{distance_km(here, there):.2f} km: {', '.join(sorted(common))}"
            yield Finding("near namesakes", one, other, detail)


def _namesake_areas(places: Mapping[str, PlaceRow], names: Iterable[NameRow]) -> Iterator[Finding]:
    """Areas of one country that share a name, since they seldom have coordinates."""
    sharing: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in names:
        place = places.get(row.place_id)
        if place and place.feature.startswith(("A.", "L.")):
            sharing[place.country, row.name.casefold()].add(row.place_id)
    shared: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (_, name), ids in sharing.items():
        first, *others = sorted(ids, key=id_key)
        for other in others:
            shared[first, other].add(name)
    for (one, other), common in shared.items():
        yield Finding("namesake areas", one, other, ", ".join(sorted(common)))


def _point(place: PlaceRow | None) -> tuple[float, float] | None:
    return (float(place.lat), float(place.lon)) if place and place.lat else None
