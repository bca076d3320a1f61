"""Which part of the world some points take up."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["WORLD", "Box", "core_of", "extent_of"]

#: Points that leave no larger gap than this in the circle of longitudes are all over the world.
_LEAST_GAP = 150.0


class Box(NamedTuple):
    """A part of the world, in degrees.

    Attributes:
        west: -180 to 180.
        south: -90 to 90.
        east: greater than `west`; above 180 if the box crosses the antimeridian.
        north: greater than `south`.
    """

    west: float
    south: float
    east: float
    north: float

    @property
    def width(self) -> float:
        """Degrees of longitude."""
        return self.east - self.west

    @property
    def height(self) -> float:
        """Degrees of latitude."""
        return self.north - self.south

    def unrolled(self, lon: float) -> float:
        """A longitude, turned so that it is not west of the box and less than 360 degrees east.

        >>> Box(170, -20, 200, 0).unrolled(-175)
        185
        """
        return self.west + (lon - self.west) % 360

    def has(self, lat: float, lon: float) -> bool:
        """Whether a point lies in it.

        >>> Box(170, -20, 200, 0).has(-10, -175)
        True
        """
        return self.south <= lat <= self.north and self.unrolled(lon) <= self.east

    def within(self, other: Box) -> bool:
        """Whether all of it lies in another."""
        return (
            other.west <= self.west
            and self.east <= other.east
            and other.south <= self.south
            and self.north <= other.north
        )


#: Antarctica is cut off: nobody asks for its middle, and it would take a quarter of the map.
WORLD = Box(-180.0, -60.0, 180.0, 84.0)


def extent_of(points: Iterable[tuple[float, float]], *, least: float = 3.0) -> Box:
    """The smallest box around points, with a margin; the world if there are none.

    It goes the short way around the world, also across the antimeridian.

    Args:
        points: latitude and longitude in degrees.
        least: the least height in degrees, so that something is seen around a single point.

    >>> extent_of([(40.0, 47.0), (40.0, 47.0)])
    Box(west=45.5, south=38.5, east=48.5, north=41.5)
    >>> extent_of([(60.0, 170.0), (60.0, -170.0)]).east
    191.6
    """
    said = list(points)
    if not said:
        return WORLD
    south, north = min(lat for lat, _ in said), max(lat for lat, _ in said)
    west, east = _short_way(sorted({_turned(lon) for _, lon in said}))
    low, high = _grown(south, north, least)
    left, right = _grown(west, east, least)
    if right - left >= 360:
        left, right = WORLD.west, WORLD.east
    elif left < -180:
        left, right = left + 360, right + 360
    return Box(left, max(low, -90.0), right, min(high, 90.0))


def core_of(
    points: Sequence[tuple[float, float, int]], *, share: float = 0.95, least: float = 3.0
) -> Box:
    """The extent of where most of it is: what lies far off on each side is left out.

    Args:
        points: latitude, longitude and weight.
        share: the least share of the whole weight that is kept in each direction, 0 to 1.
        least: as for `extent_of`.

    >>> baku, quito = (40.4, 49.9, 99), (-0.2, -78.5, 1)
    >>> core_of([baku, quito]).has(*quito[:2])
    False
    """
    kept = list(points)
    spare = (1 - share) / 2 * sum(weight for *_, weight in kept)
    for axis in (0, 1):
        found = _without_ends(kept, axis, spare)
        kept = [point for point in kept if found[0] <= point[axis] <= found[1]]
    return extent_of([(lat, lon) for lat, lon, _ in kept], least=least)


def _without_ends(
    points: Sequence[tuple[float, float, int]], axis: int, spare: float
) -> tuple[float, float]:
    """The least and the greatest coordinate when at most `spare` is cut off at each end."""
    rising = sorted((point[axis], point[2]) for point in points)
    low = _first_beyond(rising, spare)
    return low, max(low, _first_beyond(rising[::-1], spare))


def _first_beyond(ordered: Sequence[tuple[float, int]], spare: float) -> float:
    """The first coordinate at which more than `spare` has come together."""
    heaped = accumulate(weight for _, weight in ordered)
    return next((one for (one, _), heap in zip(ordered, heaped, strict=True) if heap > spare), 0.0)


def _turned(lon: float) -> float:
    return (lon + 180.0) % 360.0 - 180.0


def _short_way(lons: Sequence[float]) -> tuple[float, float]:
    """From which to which longitude the points lie, the widest gap between them left out."""
    gaps = [(after - before, after) for before, after in pairwise(lons)]
    gaps.append((lons[0] + 360 - lons[-1], lons[0]))
    gap, west = max(gaps, key=lambda one: (one[0], -one[1]))
    if gap < _LEAST_GAP:
        return -180.0, 180.0
    return west, west + 360 - gap


def _grown(low: float, high: float, least: float) -> tuple[float, float]:
    margin = max((high - low) * 0.08, (least - (high - low)) / 2)
    return round(low - margin, 6), round(high + margin, 6)
