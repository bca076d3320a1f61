"""The outlines that ship are whole, small, and the finest that a map needs."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from toponyms.geo.extent import WORLD, Box
from toponyms.geo.outlines import FILES, outlines_for

if TYPE_CHECKING:
    from toponyms.geo.clipping import Line

FOLDER = files("toponyms.geo").joinpath("outlines")
CAUCASUS = Box(44.0, 38.0, 51.0, 42.0)


def on_land(lat: float, lon: float, land: tuple[Line, ...]) -> bool:
    """Whether a ray from a point crosses rings an odd number of times."""
    inside = False
    for ring in land:
        for (x, y), (next_x, next_y) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (y > lat) != (next_y > lat) and lon < (next_x - x) * (lat - y) / (next_y - y) + x:
                inside = not inside
    return inside


@pytest.mark.parametrize(
    ("lat", "lon", "land"),
    [
        (40.2, 44.5, True),  # Yerevan
        (40.68, 46.36, True),  # Gəncə
        (41.0, 51.0, False),  # the Caspian Sea, which is no ocean
        (43.0, 34.0, False),  # the Black Sea
    ],
)
@pytest.mark.parametrize("box", [CAUCASUS, Box(20.0, 30.0, 60.0, 50.0), WORLD])
def test_land_is_where_it_is(lat: float, lon: float, land: bool, box: Box) -> None:
    """A mistake in a file would drown a country."""
    assert on_land(lat, lon, outlines_for(box).land) is land


@pytest.mark.parametrize(
    ("lat", "lon", "land"), [(67.0, 179.5, True), (67.0, -176.0, True), (-85.0, 0.0, True),
                             (75.0, 30.0, False), (60.0, -30.0, False), (20.0, 10.0, True)]
)  # fmt: skip
@pytest.mark.parametrize("box", [Box(170.0, 60.0, 190.0, 70.0), WORLD])
def test_nothing_is_torn_at_the_antimeridian_and_the_pole(
    lat: float, lon: float, land: bool, box: Box
) -> None:
    """Stripes of sea would run through Siberia, or of land around the world."""
    assert on_land(lat, lon, outlines_for(box).land) is land


def test_the_finest_outlines_are_taken_that_cover_a_map() -> None:
    """A map of Karabakh would be drawn with a few straight lines, or one of Kars with a gap."""
    boxes = [CAUCASUS, Box(20.0, 36.0, 50.0, 44.0), WORLD]
    assert [outlines_for(box).scale for box in boxes] == ["1:10m", "1:50m", "1:110m"]


def test_the_files_are_small_and_name_their_source_and_no_country() -> None:
    """The package would grow, or take sides by what it calls what."""
    texts = {name: FOLDER.joinpath(name).read_text("utf-8") for name in FILES}
    assert sum(len(text) for text in texts.values()) < 400_000
    for text in texts.values():
        topology = json.loads(text)
        assert set(topology["objects"]) == {"land", "borders"}
        for shape in topology["objects"].values():
            assert set(shape["properties"]) == {"scale", "source"}
            assert "Natural Earth" in shape["properties"]["source"]


def test_every_border_is_drawn_once() -> None:
    """Some borders would look heavier than others."""
    for box in (CAUCASUS, WORLD):
        borders = outlines_for(box).borders
        ways = [
            frozenset(pair)
            for line in borders
            for pair in pairwise(line)
        ]  # fmt: skip
        assert len(ways) == len(set(ways))
