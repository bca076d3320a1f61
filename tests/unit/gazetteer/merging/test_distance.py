"""What is near is found, and nothing else, anywhere on the globe."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms.gazetteer.merging.distance import Marks, Near, distance_km

#: Points close together around difficult places: the date line, the poles, the equator, Karabakh.
_CORNERS = st.sampled_from([(0.0, 180.0), (90.0, 0.0), (-90.0, 10.0), (0.0, 0.0), (40.0, 46.9)])
points = st.lists(
    st.tuples(_CORNERS, st.floats(-0.2, 0.2), st.floats(-0.2, 0.2)).map(
        lambda found: (
            max(-90.0, min(90.0, found[0][0] + found[1])),
            (found[0][1] + found[2] + 180.0) % 360.0 - 180.0,
        )
    ),
    min_size=1,
    max_size=12,
)


@given(here=points, there=points, limit=st.sampled_from([0.5, 5.0, 30.0]))
def test_pairs_are_those_of_the_naive_search(
    here: list[tuple[float, float]], there: list[tuple[float, float]], limit: float
) -> None:
    """Else a village beyond the date line, or at the edge of a cell, is not found again."""
    near = Near(np.array(there)[:, 0], np.array(there)[:, 1], limit)
    lat, lon = np.array(here)[:, 0], np.array(here)[:, 1]
    one, other, km = near.pairs(lat, lon)
    found = dict(zip(zip(one.tolist(), other.tolist(), strict=True), km.tolist(), strict=True))
    for i, start in enumerate(here):
        for j, end in enumerate(there):
            exact = distance_km(start, end)
            if (i, j) in found:
                assert found[i, j] == pytest.approx(exact, abs=1e-3)
            else:
                assert exact > limit - 1e-3
    counts = near.counts(lat, lon)
    assert all(counts[i] >= sum(i == first for first, _ in found) for i in range(len(here)))


marks = st.lists(st.sets(st.sampled_from([-(2**62), 1, 2**61])), min_size=12, max_size=12)


def marks_of(found: list[set[int]], size: int) -> Marks:
    rows = [(row, value) for row in range(size) for value in sorted(found[row])]
    return Marks(*np.array(rows, dtype=np.int64).reshape(-1, 2).T)


@given(here=points, there=points, mine=marks, yours=marks)
def test_of_marked_points_those_with_one_mark_are_found(
    here: list[tuple[float, float]],
    there: list[tuple[float, float]],
    mine: list[set[int]],
    yours: list[set[int]],
) -> None:
    """Else every place near a record is compared with it, or one of its name is not."""
    (lat, lon), (north, east) = np.array(here).T, np.array(there).T
    every = zip(*Near(north, east, 5.0).pairs(lat, lon), strict=True)
    near = Near(north, east, 5.0, marks_of(yours, len(there)))
    asked = marks_of(mine, len(here))
    found = list(zip(*near.pairs(lat, lon, asked), strict=True))
    assert found == [pair for pair in every if mine[pair[0]] & yours[pair[1]]]
    assert near.counts(lat, lon, asked).sum() >= len(found)


def test_an_unknown_place_is_at_no_distance() -> None:
    """Else a record without coordinates lies on the other side of the globe."""
    assert math.isnan(distance_km((math.nan, math.nan), (40.0, 47.0)))
    assert math.isnan(distance_km((40.0, 47.0), (math.nan, math.nan)))
