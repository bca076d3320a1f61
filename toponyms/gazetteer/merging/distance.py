"""Distances on the globe, and pairs of points that lie near each other."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toponyms.gazetteer.ranges import ranges

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

__all__ = ["Marks", "Near", "distance_km"]

EARTH_RADIUS_KM = 6371.0
#: Cells are numbered along three axes with this many bits each.
_BITS = 21


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two points given in degrees (haversine).

    Returns:
        NaN if a coordinate is NaN.

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
    # In this order what is not a number stays none.
    return 2 * EARTH_RADIUS_KM * math.asin(min(math.sqrt(square), 1.0))


class Marks(NamedTuple):
    """Marks of points; a point may have several, or none.

    Attributes:
        points: the number of the point that each mark is of.
        values: the marks, any numbers of 64 bits that are evenly spread.
    """

    points: NDArray[np.int64]
    values: NDArray[np.int64]


class Near:
    """Points in cells of space, so that those near another are found without looking at all.

    The cells are cubes through which the globe runs: neither the poles nor the date line are
    special. Their sides are twice the distance asked for, so eight cells hold all that is near.
    Where points have marks only those are found that have one in common with the other, and
    it costs no more the more there are without.

    Args:
        lat, lon: degrees, none of them NaN.
        limit_km: how near is near.
        marks: of the points; None where all are to be found. Those that are looked for then
            have marks too.

    >>> near = Near(np.array([40.0, 40.01, 50.0]), np.array([179.999, -179.999, 0.0]), 5.0)
    >>> [column.round(2).tolist() for column in near.pairs(np.array([40.0]), np.array([180.0]))]
    [[0, 0], [0, 1], [0.09, 1.12]]
    """

    def __init__(
        self,
        lat: NDArray[np.float64],
        lon: NDArray[np.float64],
        limit_km: float,
        marks: Marks | None = None,
    ) -> None:
        self._limit = limit_km
        self._points = _on_globe(lat, lon)
        keys = _keys(np.floor(self._points / (2 * limit_km)).astype(np.int64))
        if marks is not None:
            keys = keys[marks.points] ^ marks.values
        order = np.argsort(keys, kind="stable")
        self._sorted = keys[order]
        self._order = order if marks is None else marks.points[order]

    def counts(
        self, lat: NDArray[np.float64], lon: NDArray[np.float64], marks: Marks | None = None
    ) -> NDArray[np.int64]:
        """How many of the points may lie near each of other points, at most."""
        total = np.zeros(len(lat), dtype=np.int64)
        for owners, _, count in self._corners(_on_globe(lat, lon), marks):
            total += np.bincount(owners, count, len(lat)).astype(np.int64)
        return total

    def pairs(
        self, lat: NDArray[np.float64], lon: NDArray[np.float64], marks: Marks | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
        """Which of the points lie near other points.

        Args:
            lat: degrees of the other points, none of them NaN.
            lon: likewise.
            marks: of the other points.

        Returns:
            The number of the other point, the number of the point near it, and the distance in
            kilometres; each pair once, sorted by both numbers.
        """
        points = _on_globe(lat, lon)
        found = [np.zeros(0, dtype=np.int64)]
        for owners, start, count in self._corners(points, marks):
            rows, entry = ranges(start, count)
            found.append(owners[entry] << 32 | self._order[rows])
        both = np.unique(np.concatenate(found))
        one, other = both >> 32, both & 0xFFFFFFFF
        chord = np.linalg.norm(points[one] - self._points[other], axis=1)
        km = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1.0, chord / (2 * EARTH_RADIUS_KM)))
        near = km <= self._limit
        return one[near], other[near], km[near]

    def _corners(
        self, points: NDArray[np.float64], marks: Marks | None
    ) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
        """Where in the sorted cells the eight cells around points begin, and what they hold.

        Yields:
            For each of the cells, as far as it holds anything: the number of the point, the
            first row, and how many there are.
        """
        if not self._sorted.size:
            return
        scaled = points / (2 * self._limit)
        cells = np.floor(scaled).astype(np.int64)
        aside = np.where(scaled - cells < 0.5, -1, 1)
        for corner in range(8):
            chosen = np.array([corner & 1, corner >> 1 & 1, corner >> 2 & 1])
            keys = _keys(cells + aside * chosen)
            owners = np.arange(len(points))
            if marks is not None:
                keys, owners = keys[marks.points] ^ marks.values, marks.points
            # In order they are looked up several times faster.
            order = np.argsort(keys)
            keys = keys[order]
            start = np.searchsorted(self._sorted, keys, side="left")
            there = np.flatnonzero(self._sorted[np.minimum(start, self._sorted.size - 1)] == keys)
            start = start[there]
            end = np.searchsorted(self._sorted, keys[there], side="right")
            yield owners[order[there]], start, end - start


def _on_globe(lat: NDArray[np.float64], lon: NDArray[np.float64]) -> NDArray[np.float64]:
    """Points in kilometres from the middle of the earth."""
    phi, theta = np.radians(lat), np.radians(lon)
    return EARTH_RADIUS_KM * np.stack(
        (np.cos(phi) * np.cos(theta), np.cos(phi) * np.sin(theta), np.sin(phi)), axis=1
    )


def _keys(cells: NDArray[np.int64]) -> NDArray[np.int64]:
    """One number for each cell."""
    offset = cells + (1 << (_BITS - 1))
    keys: NDArray[np.int64] = offset[:, 0] << (2 * _BITS) | offset[:, 1] << _BITS | offset[:, 2]
    return keys
