"""Which part of the world points take up, and how it is laid on a drawing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toponyms.geo.extent import WORLD, Box, core_of, extent_of
from toponyms.geo.projection import fitted

POINTS = st.lists(
    st.tuples(st.floats(-89, 89), st.floats(-180, 180)), min_size=1, max_size=12
)  # fmt: skip


@given(POINTS)
def test_every_point_lies_in_the_extent(points: list[tuple[float, float]]) -> None:
    """A place would be left off the map."""
    box = extent_of(points)
    assert all(box.has(lat, lon) for lat, lon in points)
    assert box.west < box.east <= box.west + 360
    assert -180 <= box.west <= 180


@given(POINTS, st.sampled_from([(960, 600), (390, 440), (300, 900)]))
def test_the_whole_extent_fits_on_the_drawing(
    points: list[tuple[float, float]], size: tuple[int, int]
) -> None:
    """Places at the edge would be drawn outside of the picture."""
    plane = fitted(extent_of(points), *size)
    assert 0 < plane.width <= size[0]
    assert 0 < plane.height <= size[1] + 1e-6
    for lat, lon in points:
        assert -1 <= plane.x(plane.box.unrolled(lon)) <= plane.width + 1
        assert -1 <= plane.y(lat) <= plane.height + 1


def test_points_on_both_sides_of_the_antimeridian_are_near() -> None:
    """Chukotka would take a map of the whole world."""
    box = extent_of([(66.0, 179.0), (66.0, -172.0)])
    assert box.width < 15
    assert box.has(66.0, -180.0)
    assert not box.has(66.0, 0.0)


def test_points_all_over_the_world_take_all_of_it() -> None:
    """A map of the world would be cut at an odd place."""
    box = extent_of([(0.0, lon) for lon in range(-180, 180, 30)])
    assert (box.west, box.east) == (-180.0, 180.0)
    assert extent_of([]) == WORLD


def test_what_lies_far_off_is_no_part_of_the_core() -> None:
    """One wrong match in America would shrink Azerbaijan to a dot."""
    near = [(40.0 + step / 10, 46.0 + step / 10, 5) for step in range(20)]
    core = core_of([*near, (40.0, -74.0, 1)])
    assert not core.has(40.0, -74.0)
    assert sum(core.has(lat, lon) for lat, lon, _ in near) == len(near)


def test_the_core_of_one_place_is_around_it() -> None:
    """A dataset with one place would have no map."""
    assert core_of([(40.4, 49.9, 1)]).has(40.4, 49.9)


@pytest.mark.parametrize(
    ("box", "mercator"),
    [(Box(44, 38, 51, 42), True), (Box(20, 40, 190, 78), False), (WORLD, False)],
)
def test_small_parts_of_the_world_keep_their_shapes(box: Box, mercator: bool) -> None:
    """Siberia would be blown up, or the Caucasus squeezed."""
    assert fitted(box, 960, 600).mercator is mercator
