"""The map as SVG: well formed, every point on it, nothing in a name becomes markup."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from toponyms.geo import Box, Map, MapPoint, draw_map, map_style
from toponyms.geo.extent import WORLD

SVG = "{http://www.w3.org/2000/svg}"
NASTY = "<script>\"&'\u202e\x00\ud800]]>"


def parsed(drawn: Map) -> ET.Element:
    return ET.fromstring(drawn.svg)


def titles(root: ET.Element) -> list[str]:
    return [str(circle.findtext(f"{SVG}title")) for circle in root.iter(f"{SVG}circle")]


def test_each_point_has_a_circle_with_its_name_and_count() -> None:
    """The map would not say what is where."""
    points = [MapPoint(40.4, 49.9, "Bakı", 1200), MapPoint(40.2, 44.5, "Երևան", 3)]
    assert titles(parsed(draw_map(points))) == ["Bakı: 1,200", "Երևան: 3"]


def test_names_cannot_leave_their_place() -> None:
    """A name in somebody's data would run in the browser of whoever looks at it."""
    drawn = draw_map([MapPoint(40.0, 47.0, NASTY)], title=NASTY)
    root = parsed(drawn)
    assert not list(root.iter(f"{SVG}script"))
    assert "\u202e" not in drawn.svg
    assert "⟨U+202E⟩" in titles(root)[0]


def test_points_that_fall_together_share_a_circle_and_lose_nothing() -> None:
    """Ten thousand places would give a page of many megabytes, or some would vanish."""
    points = [
        MapPoint(39 + number % 100 / 50, 45 + number // 100 / 25, f"n{number}", 2)
        for number in range(10_000)
    ]
    root = parsed(draw_map(points))
    counts = [int(re.findall(r": ([\d,]+)", title)[-1].replace(",", "")) for title in titles(root)]
    assert len(counts) <= 1500
    assert all(" more: " in title or title.count(":") <= 5 for title in titles(root))
    told = [
        int(title.rsplit(": ", 1)[1].split()[0].replace(",", ""))
        if " more: " in title
        else 2 * title.count("\n") + 2
        for title in titles(root)
    ]
    assert sum(told) == 20_000


@pytest.mark.parametrize("status", ["matched", "ambiguous", "unmatched"])
def test_statuses_differ_by_class(status: str) -> None:
    """An uncertain place would look like a certain one."""
    root = parsed(draw_map([MapPoint(40, 47, "x", 1, status)]))  # type: ignore[arg-type]
    (circle,) = root.iter(f"{SVG}circle")
    assert circle.get("class") == f"map-point map-{status}"
    assert f".map-{status}" in map_style()


def test_an_extent_leaves_points_out_and_says_how_many() -> None:
    """Whoever looks at a part would think it was all."""
    points = [MapPoint(40, 47, "near"), MapPoint(-33, 151, "far")]
    drawn = draw_map(points, extent=Box(44, 38, 51, 42), frame=Box(46, 39, 47, 40))
    assert drawn.outside == 1
    assert titles(parsed(drawn)) == ["near: 1"]
    assert 'class="map-frame"' in drawn.svg


def test_a_map_without_points_is_the_world() -> None:
    """A dataset in which nothing matched would end in an error."""
    drawn = draw_map([])
    assert drawn.box.within(Box(-180.001, -90, 180.001, 90))
    assert drawn.box.has(WORLD.south + 1, 0.0)
    assert titles(parsed(drawn)) == []


def test_the_caption_says_where_borders_are_from_and_takes_no_position() -> None:
    """A border on our map would be read as our opinion."""
    drawn = draw_map([MapPoint(40, 47)])
    assert "Natural Earth" in drawn.caption
    assert "take no position" in drawn.caption
    assert parsed(drawn).findtext(f"{SVG}desc") == drawn.caption


def test_all_borders_are_one_path_of_one_style() -> None:
    """A border would look more or less right than another."""
    root = parsed(draw_map([MapPoint(40, 47)]))
    assert [one.get("class") for one in root.iter(f"{SVG}path")].count("map-border") == 1


def test_the_drawing_is_dark_where_the_reader_is() -> None:
    """A bright map in a dark page blinds."""
    assert "prefers-color-scheme: dark" in map_style()
    assert map_style() in draw_map([]).svg
    assert "<style>" not in draw_map([], style=False).svg


def test_labels_do_not_lie_over_each_other() -> None:
    """Where there is most to read, nothing could be read."""
    points = [MapPoint(39 + number / 10, 47, f"Place {number}", 50 - number) for number in range(9)]
    root = parsed(draw_map(points, extent=Box(44, 38, 51, 42)))
    (group,) = [one for one in root.iter(f"{SVG}g") if one.get("class") == "map-labels"]
    labels = list(group)
    assert labels[0].text == "Place 0"
    places = [(label.get("text-anchor"), float(label.get("y", 0))) for label in labels]
    for number, (side, y) in enumerate(places):
        assert all(abs(y - other) >= 12 for way, other in places[:number] if way == side)


def test_a_map_is_the_same_every_time() -> None:
    """A report would differ from itself."""
    points = [MapPoint(40 + number / 9, 47, str(number)) for number in range(9)]
    assert draw_map(points).svg == draw_map(points[::-1]).svg
