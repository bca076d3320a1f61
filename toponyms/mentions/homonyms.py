"""Which of the places of one name a text means.

Its other mentions, the words beside it, and how much a place is talked of give each place a
utility, and the utilities of all their shares: the first is meant if its share passes a
threshold, else the mention is ambiguous. The weights are data (evidence.toml) and explained there.
"""

from __future__ import annotations

import heapq
import math
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from toponyms.gazetteer.compiler import prominence
from toponyms.lazy import LazyTuple
from toponyms.packaged import packaged_toml
from toponyms.text.fold import exact_form

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from toponyms.gazetteer.index import Index
    from toponyms.mentions.reading import Form
    from toponyms.model import Name, Place

__all__ = [
    "LANDFORMS",
    "NOWHERE",
    "Around",
    "Homonyms",
    "Reading",
    "Settled",
    "Units",
    "beside",
    "giving_way",
    "is_of_kind",
    "is_settled",
    "lies_in",
    "nearness",
    "readings_of",
    "settle",
    "traits",
    "units_of",
]

#: Feature codes of seats of units: a unit named like its seat is meant only if that is said.
_SEATS = ("P.PPLA", "P.PPLC")
#: Feature code of the units.
_UNIT = "A.ADM1"
#: GeoNames feature classes of what is neither a settlement nor a unit; of them those that are no
#: regions and no buildings.
LANDFORMS = ("H", "L", "S", "T", "U", "V")
_WATERS_AND_HEIGHTS = frozenset("HTUV")
#: What may be large, and lie in several countries: waters, heights, regions, former states.
_BOUNDLESS = (*sorted(_WATERS_AND_HEIGHTS), "L", "A.PCLH")
#: Feature code of the regions that only history speaks of.
_HISTORICAL = "L.RGNH"
#: Places of the text that tell which of several places is meant, if there are as many.
_SOME = 3
#: Places of one name and kind no farther apart than this, in km, are one in a text.
_SAME_KM = 5.0
Point: TypeAlias = "tuple[float, float, float]"

_EARTH_RADIUS_KM = 6371.0088  # mean radius, IUGG


class Reading(NamedTuple):
    """One place that a name may mean.

    Attributes:
        place, name: the place, and its name that was met.
        form: how the name was read.
        prominence: of the place, as a power of ten of inhabitants.
        weight: its utility before the rest of the text is looked at.
        behind: what it has less, unless a generic term says its kind: see `giving_way`.
        point: where it is, as a unit vector from the centre of the Earth; None if not known.
    """

    place: Place
    name: Name
    form: Form
    prominence: float
    weight: float
    point: Point | None
    behind: float = 0.0


class Settled(NamedTuple):
    """Places in the order of their likelihood, and the likelihood of each; they sum to 1."""

    readings: Sequence[Reading]
    shares: Sequence[float]


class Homonyms(NamedTuple):
    """The places that some words may mean.

    Attributes:
        alone: what they mean if nothing else is known.
        prominence: of the most prominent, as powers of ten of inhabitants above a thousand.
        clues: what the name itself speaks for and against it, see `toponyms.mentions.evidence`.
        heard: whether only the sound is the same.
        units: units that have seats among the places and were not met by names of their own: beside
            "district" a town's name is that of its district.
        adjective: the cases in which the words are an adjective, should they be no name.
    """

    alone: Settled
    prominence: float
    clues: int
    heard: bool
    units: Sequence[Reading] = ()
    adjective: frozenset[str] = frozenset()


def readings_of(index: Index, names: Sequence[int], forms: Sequence[Form]) -> list[Reading]:
    """What some names mean, each place once, the likeliest first.

    Args:
        index: has the names.
        names: their numbers.
        forms: how each was read.
    """
    weights = _weights()
    met: dict[str, Reading] = {}
    for number, form in zip(names, forms, strict=True):
        place, name = index.place(index.owner(number)), index.name(number)
        told = traits(place, name, form)
        weight = sum([weights[trait] * much for trait, much in told.items()])
        if place.id not in met or met[place.id].weight < weight:
            met[place.id] = Reading(place, name, form, told["prominence"], weight, _point(place))
    after = giving_way(met.values())
    readings = [
        reading._replace(behind=weights["unit"]) if number in after else reading
        for number, reading in met.items()
    ]
    return sorted(readings, key=lambda one: (one.behind - one.weight, one.place.id))


def traits(place: Place, name: Name, form: Form) -> dict[str, float]:
    """What counts for a reading, whatever the text is, by the name of its weight.

    Args:
        place: which it is.
        name: its name that was met.
        form: how the name was read.

    Returns:
        Less than 0 counts against it.
    """
    found = {"prominence": prominence(place)}
    if form.endings:
        found["ending"] = -1.0
    if name.lang.startswith("und"):
        found["unknown"] = -1.0
    elif name.kind == "historical" or (name.kind == "variant" and place.feature[:2] != "A."):
        # A unit's name without its generic term, a variant, is as good as the one with it.
        found[name.kind] = -1.0
    return found


def giving_way(readings: Collection[Reading]) -> set[str]:
    """The ids of those of some places of one name that it means only if something says so.

    They are the units that have the name of a seat in their country, the waters and heights that
    are no more talked of than a populated place of their name, and the historical regions that are
    no more talked of than any other place of theirs.
    """
    seated = {one.place.country for one in readings if one.place.feature.startswith(_SEATS)}
    peopled = _most(one for one in readings if one.place.feature.startswith("P"))
    of_today = _most(one for one in readings if one.place.feature != _HISTORICAL)

    def gives_way(one: Reading) -> bool:
        feature = one.place.feature
        if feature == _HISTORICAL:
            return one.prominence <= of_today
        if feature[:1] in _WATERS_AND_HEIGHTS:
            return one.prominence <= peopled
        return feature.startswith("A.ADM") and one.place.country in seated

    return {one.place.id for one in readings if gives_way(one)}


def _most(readings: Iterable[Reading]) -> float:
    return max((one.prominence for one in readings), default=0.0)


def units_of(index: Index, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The first-level units, not among some places, that have a seat of the same name among them.

    A unit and its seat have the same name if any of their names is the same.

    Args:
        index: has all names.
        readings: of the places.
    """
    met = {reading.place.id for reading in readings}
    found: dict[str, Reading] = {}
    for seat in readings:
        if not seat.place.feature.startswith(_SEATS):
            continue
        forms = exact_form("\n".join([name.text for name in seat.place.names])).split("\n")
        for number in {number for form in forms for number in index.names_of_form(form)}:
            unit = index.place(index.owner(number))
            if unit.feature == _UNIT and unit.id not in met and lies_in(seat.place, unit):
                behind = _weights()["unit"]
                found[unit.id] = seat._replace(place=unit, point=_point(unit), behind=behind)
    return tuple(found.values())


class Units(LazyTuple[Reading]):
    """`units_of`, looked for only when a text says "district"."""

    __slots__ = ("_index", "_readings")

    def __init__(self, index: Index, readings: Sequence[Reading]) -> None:
        self._index = index
        self._readings = readings

    def _make(self) -> tuple[Reading, ...]:
        return units_of(self._index, self._readings)


class Around(NamedTuple):
    """Places that a text surely mentions.

    Attributes:
        points: where they are, as unit vectors.
        units: those of them that are first-level units, by country and code.
        within: the first-level units that the others lie in.
        countries: their countries.
    """

    points: Sequence[Point]
    units: frozenset[tuple[str, str]]
    within: frozenset[tuple[str, str]]
    countries: frozenset[str]

    @classmethod
    def of(cls, readings: Iterable[Reading]) -> Around:
        """The places of some readings."""
        points: list[Point] = []
        units: set[tuple[str, str]] = set()
        within: set[tuple[str, str]] = set()
        countries: set[str] = set()
        for reading in readings:
            place = reading.place
            if reading.point:
                points.append(reading.point)
            if place.admin1:
                (units if place.feature == _UNIT else within).add((place.country, place.admin1))
            if place.country:
                countries.add(place.country)
        return cls(points, frozenset(units), frozenset(within), frozenset(countries))


#: No places at all.
NOWHERE = Around((), frozenset(), frozenset(), frozenset())


def settle(
    readings: Sequence[Reading], kind: str, around: Around, unit: Place | None = None
) -> Settled:
    """The readings in the order of their likelihood.

    Args:
        readings: one for each place.
        kind: what a generic term beside the name says, as in `is_of_kind`.
        around: places that the text surely mentions.
        unit: the first-level unit that is named right beside the name, if one is.
    """
    if len(readings) == 1:
        return Settled(readings, (1.0,))
    weights = _weights()
    of_kind, of_country, near = weights["kind"], weights["country"], weights["near"]
    utilities = []
    for reading in readings:
        is_kind, is_near, is_country = beside(reading, kind, around)
        utility = reading.weight + near * is_near + of_country * is_country
        utility += of_kind if is_kind else -reading.behind
        if unit and lies_in(reading.place, unit):
            utility += of_kind
        utilities.append(utility)
    highest = max(utilities)
    chances = [math.exp(utility - highest) for utility in utilities]
    whole = sum(chances)
    order = sorted(range(len(chances)), key=lambda row: -chances[row])
    return Settled([readings[row] for row in order], [chances[row] / whole for row in order])


def beside(reading: Reading, kind: str, around: Around) -> tuple[float, float, float]:
    """What a text says for a reading: the kind that is said, how near it is, its country.

    Args:
        reading: one of several.
        kind: what a generic term beside the name says, as in `is_of_kind`.
        around: places that the text surely mentions.

    Returns:
        Each from 0 to 1.
    """
    place = reading.place
    is_country = place.country in around.countries
    if not place.country and place.feature.startswith(_BOUNDLESS):
        is_country = bool(around.countries)
    near = nearness(reading, around, _SOME, holds=True)
    return float(is_of_kind(place, kind)), near, float(is_country)


def is_of_kind(place: Place, kind: str) -> bool:
    """Whether a place is of a kind.

    Args:
        place: any.
        kind: GeoNames feature classes or the beginnings of codes, a space between; empty for none.

    >>> from toponyms.model import Place
    >>> is_of_kind(Place("x:1", feature="T.MTS"), "H.LK T.MT"), is_of_kind(Place("x:1"), "")
    (True, False)
    """
    return place.feature.startswith(tuple(kind.split()))


def is_settled(settled: Settled) -> bool:
    """Whether the first of the readings is the one that is meant.

    Places of one kind so near each other that no text can mean one and not the other (a village
    and its station, one place that a source has twice) count as one.
    """
    needed = _weights()["share"]
    share = settled.shares[0]
    if share >= needed:
        return True
    first, *others = settled.readings
    for other, more in zip(others, settled.shares[1:], strict=True):
        if other.place.feature[:1] == first.place.feature[:1] and other.point:
            near = first.point and _apart_km(first.point, (other.point,))[0] < _SAME_KM
            share += more if near else 0.0
    return share >= needed


def nearness(reading: Reading, around: Around, some: int = 1, *, holds: bool = False) -> float:
    """How near a place is to the nearest of others, from 1 (there) to 0 (far away).

    One that lies in a unit is as near as places of one unit are, on the whole. A sea, a range or a
    former state without a position is as near as what texts mean mostly is.

    Args:
        reading: the place.
        around: the others.
        some: how many of them are looked at, if there are as many; the mean counts.
        holds: whether a unit is as near to what lies in it.
    """
    point = reading.point
    if point is None and around.points and reading.place.feature.startswith(_BOUNDLESS):
        return _weights()["boundless"]
    away = [] if point is None else _apart_km(point, _closest(point, around.points, some))
    units = around.within if holds and reading.place.feature == _UNIT else around.units
    if units and (reading.place.country, reading.place.admin1) in units:
        away.append(_weights()["unit_km"])
    if not away:
        return 0.0
    if len(away) > some:
        away = sorted(away)[:some]
    near_km = _weights()["near_km"]
    return sum([math.exp(-km / near_km) for km in away]) / len(away)


def lies_in(place: Place, unit: Place) -> bool | None:
    """Whether a place lies in a first-level unit; None if the gazetteer cannot tell."""
    if not unit.admin1 or not place.country:
        return None
    if place.country != unit.country:
        return False
    return place.admin1 == unit.admin1 if place.admin1 else None


def _closest(point: Point, points: Sequence[Point], some: int) -> Sequence[Point]:
    """The closest of some points, as many as are asked for: those in the most like direction."""
    if len(points) <= some:
        return points
    x, y, z = point
    if some == 1:
        return (max(points, key=lambda other: x * other[0] + y * other[1] + z * other[2]),)
    return heapq.nlargest(
        some, points, key=lambda other: x * other[0] + y * other[1] + z * other[2]
    )


def _apart_km(point: Point, points: Iterable[Point]) -> list[float]:
    """How far some points are, straight through the Earth, in km.

    For what is near at all that is as good as the great circle.
    """
    x, y, z = point
    return [
        _EARTH_RADIUS_KM * math.sqrt(max(0.0, 2.0 - 2.0 * (x * a + y * b + z * c)))
        for a, b, c in points
    ]


def _point(place: Place) -> Point | None:
    if place.lat is None or place.lon is None:
        return None
    lat, lon = math.radians(place.lat), math.radians(place.lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = packaged_toml("toponyms.mentions", "evidence.toml")["homonyms"]
    return weights
