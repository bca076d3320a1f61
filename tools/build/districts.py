"""Which first-level unit a curated place lies in, from the district that pages put it in.

The unit is looked up by its name, never guessed: a name that no unit has stops the build. A
district that is younger than ISO 3166-2 has no unit (tools/build/new_districts.csv); its
places are in the unit of the district that they were in before, where a page states it
(tools/curated/former_districts.csv), else in none.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from tools.build.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    from tools.build.rows import NameRow, PlaceRow

__all__ = ["in_units", "unit_codes"]

_COUNTRY, _LANG = "AZ", "az"


def unit_codes(units: Iterable[PlaceRow], names: Iterable[NameRow]) -> dict[str, frozenset[str]]:
    """Codes of Azerbaijan's units by their Azerbaijani names.

    A city and the district around it share a name, so one name may have two codes.

    Args:
        units: first-level units.
        names: tagged names, of the units among others.
    """
    admin1 = {unit.place_id: unit.admin1 for unit in units if unit.country == _COUNTRY}
    codes: dict[str, set[str]] = defaultdict(set)
    for row in names:
        if row.lang == _LANG and row.kind == "preferred" and admin1.get(row.place_id):
            codes[row.name].add(admin1[row.place_id])
    return {name: frozenset(found) for name, found in codes.items()}


def in_units(
    places: Iterable[PlaceRow],
    districts: Iterable[tuple[str, str]],
    codes: Mapping[str, Set[str]],
    new: Set[str],
) -> list[PlaceRow]:
    """The places of Azerbaijan with the code of the unit that their district is.

    Args:
        places: curated places.
        districts: pairs of a place id and a district; a place may have several.
        codes: unit codes by name.
        new: districts that no unit stands for.

    Raises:
        BuildError: for a district of no such place, one that is neither a unit nor new, one
            that two units share the name of, or two districts of one place that are
            different units.
    """
    places = list(places)
    known = {place.place_id for place in places}
    named: dict[str, set[str]] = defaultdict(set)
    faults = []
    for place_id, district in districts:
        if place_id not in known:
            faults.append(f"{place_id}: in {district}, but no curated place")
        elif district not in new:
            named[place_id].add(district)
    placed = []
    for place in places:
        stated = sorted(named.get(place.place_id, ())) if place.country == _COUNTRY else []
        faults += [
            f"{place.place_id}: no first-level unit is called {district!r}"
            if district not in codes
            else f"{place.place_id}: several first-level units are called {district!r}"
            for district in stated
            if len(codes.get(district, ())) != 1
        ]
        if len(stated) > 1:
            faults.append(f"{place.place_id}: in two districts, {' and '.join(stated)}")
        found = {code for district in stated for code in codes.get(district, ())}
        placed.append(replace(place, admin1=min(found)) if len(found) == 1 else place)
    if faults:
        raise BuildError("\n".join(sorted(set(faults))))
    return placed
