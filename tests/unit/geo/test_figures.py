"""Maps of a page show where most of it is, and say what they leave out."""

from __future__ import annotations

from toponyms.geo import MapPoint, Size, map_figures

HERE = [MapPoint(40 + n / 10, 46 + n / 10, f"town {n}", 5) for n in range(10)]
FAR = MapPoint(55.75, 37.6, "far off")


def test_near_points_need_one_map() -> None:
    """The same would be drawn twice."""
    drawn = map_figures(HERE, title="Map of towns", caption="Ten towns.")
    assert drawn.count("<figure") == 1
    assert drawn.count("<title>Map of towns</title>") == 2
    assert "<figcaption>Ten towns. Land and borders: Natural Earth" in drawn


def test_what_lies_far_off_has_a_map_of_its_own() -> None:
    """One capital far away would press all villages into one dot, or be lost."""
    drawn = map_figures([*HERE, FAR], title="Map", caption="Towns.")
    assert drawn.count("<figure") == 2
    assert "1 of them beyond the map above" in drawn
    assert "Map: all of them" in drawn


def test_how_much_is_far_off_can_be_said() -> None:
    """Texts with few names would always be shown from Moscow to Baku."""
    points = [MapPoint(40 + n / 10, 46.0) for n in range(9)] + [FAR]
    assert map_figures(points, title="", caption="").count("<figure") == 1
    assert map_figures(points, title="", caption="", far=0.25).count("<figure") == 2


def test_sizes_are_kept() -> None:
    """A map would burst its column."""
    drawn = map_figures(HERE, title="", caption="", wide=Size(300, 200, 0), narrow=Size(90, 90, 0))
    assert 'width="300"' in drawn
    assert 'width="90"' in drawn
