"""Outlines are simplified without tearing what met, and only lines are kept."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tools.build.pins import read_pins
from tools.outlines import LEVELS, PINS, Level, outlines, simplified
from toponyms.geo.extent import Box
from toponyms.geo.outlines import read_topology

WORLD = Box(-180.0, -90.0, 180.0, 90.0)
POINTS = st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=2, max_size=30)


def level(box: Box = WORLD, tolerance: float = 0.0) -> Level:
    return Level("x", "1:1", "x", box, tolerance, WORLD, tolerance, grid=0.5)


def topology(arcs: list[list[list[int]]], *countries: list[int], land: list[int]) -> dict[str, Any]:
    """Two neighbours and the land that they are together, over shared arcs of whole degrees."""
    return {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": arcs,
        "objects": {
            "countries": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "arcs": [ring], "properties": {"name": "X"}}
                    for ring in countries
                ],
            },
            "land": {"type": "MultiPolygon", "arcs": [[land]]},
        },
    }


# A square of 20 degrees, divided by a meridian: the border, the west, the east.
SQUARE = topology(
    [[[10, 0], [0, 10], [0, 10]], [[10, 20], [-10, 0], [0, -20], [10, 0]],
     [[10, 0], [10, 0], [0, 20], [-10, 0]]],
    [0, 1], [2, -1], land=[2, 1],
)  # fmt: skip


@given(POINTS, st.floats(0.1, 10))
def test_a_simplified_line_keeps_its_ends_and_adds_nothing(
    points: list[tuple[int, int]], tolerance: float
) -> None:
    """Borders would no longer meet."""
    line = [(float(x), float(y)) for x, y in points]
    easier = simplified(line, tolerance)
    assert (easier[0], easier[-1]) == (line[0], line[-1])
    assert set(easier) <= set(line)


def test_only_what_two_countries_share_is_a_border() -> None:
    """Coasts would be drawn as borders, or borders be missing."""
    made = read_topology(outlines(SQUARE, level()))
    assert [list(line) for line in made.borders] == [[(10.0, 0.0), (10.0, 20.0)]]
    (land,) = made.land
    assert {(0.0, 0.0), (20.0, 0.0), (20.0, 20.0), (0.0, 20.0)} <= set(land)


def test_names_of_countries_are_left_behind() -> None:
    """The library would call places by somebody's names for them."""
    assert '"X"' not in str(outlines(SQUARE, level())).replace("'", '"')


def test_outlines_are_cut_to_their_box() -> None:
    """The finest file would have the whole world."""
    made = read_topology(outlines(SQUARE, level(Box(0.0, 0.0, 15.0, 5.0))))
    (land,) = made.land
    assert max(x for x, _ in land) == 15.0
    assert made.borders[0][-1] == (10.0, 5.0)


def test_land_beyond_the_antimeridian_is_there_from_both_sides() -> None:
    """Stripes would run around the world, or Chukotka be missing."""
    around = topology([[[170, 60], [-340, 0], [0, 10], [340, 0], [0, -10]]], [0], land=[0])
    made = read_topology(outlines(around, level()))
    spans = sorted((min(x for x, _ in ring), max(x for x, _ in ring)) for ring in made.land)
    assert spans == [(-180.0, -170.0), (170.0, 180.0)]


def test_the_source_is_pinned_and_the_levels_are_distinct() -> None:
    """Other bytes would make other maps."""
    (pin,) = read_pins(PINS).values()
    assert (pin.name, pin.client, len(pin.sha256)) == ("world-atlas", "npm", 64)
    assert len({one.file for one in LEVELS}) == len(LEVELS)
