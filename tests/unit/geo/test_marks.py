"""Marks with signs, their legend and the towns around: each is told from the others."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from toponyms.geo import Map, MapPoint, MapWords, draw_map
from toponyms.geo.labels import text_width

SVG = "{http://www.w3.org/2000/svg}"


def marks(drawn: Map) -> dict[str, str]:
    """The sign of each mark by the ids of its places."""
    root = ET.fromstring(drawn.svg)
    return {
        str(one.get("data-ids")): str(one.findtext(f"{SVG}text"))
        for one in root.iter(f"{SVG}g")
        if one.get("class") == "map-mark"
    }


def test_each_mark_has_its_sign_and_its_places() -> None:
    """A number in a list would lead nowhere on the map."""
    points = [
        MapPoint(40, 45 + n, f"N{n}", status="ambiguous", sign=str(n), id=f"gn:{n}")
        for n in range(1, 4)
    ]
    assert marks(draw_map(points)) == {"gn:1": "1", "gn:2": "2", "gn:3": "3"}


def test_signs_that_fall_together_share_a_mark() -> None:
    """The one below would be hidden, and a number missing."""
    points = [
        MapPoint(40 + n / 1000, 45, "x", status="ambiguous", sign=str(n), id=f"gn:{n}")
        for n in range(1, 6)
    ]
    assert marks(draw_map(points)) == {"gn:1 gn:2 gn:3 gn:4 gn:5": "1·2·3…"}


def test_what_is_meant_is_not_hidden_by_what_may_be() -> None:
    """A ring over the disc would take away the answer."""
    points = [
        MapPoint(40, 45, "meant", sign="1", id="gn:1"),
        MapPoint(40, 45, "other", status="ambiguous", sign="2", id="gn:2"),
    ]
    drawn = draw_map(points)
    assert list(marks(drawn)) == ["gn:2", "gn:1"]  # what is drawn last lies above
    assert "map-around" in drawn.svg


def test_a_legend_tells_what_is_there_and_nothing_else() -> None:
    """Form and colour say nothing to whoever sees them for the first time."""
    words = MapWords(matched="là", ambiguous="peut-être")
    root = ET.fromstring(draw_map([MapPoint(40, 45)], legend=True, words=words).svg)
    (legend,) = [one for one in root.iter(f"{SVG}g") if one.get("class") == "map-legend"]
    assert [text.text for text in legend.iter(f"{SVG}text")] == ["là"]
    assert "map-legend" not in draw_map([MapPoint(40, 45)], style=False).svg


def test_labels_keep_clear_of_the_legend() -> None:
    """A name under the legend could not be read."""
    points = [MapPoint(39 + n / 40, 45, f"Place {n}") for n in range(40)]
    drawn = draw_map(points, width=400, height=300, legend=True, labels=40)
    root = ET.fromstring(drawn.svg)
    (legend,) = [one for one in root.iter(f"{SVG}g") if one.get("class") == "map-legend"]
    back = legend.find(f"{SVG}rect")
    assert back is not None
    top, right = (float(back.get("y", 0)), float(back.get("x", 0)) + float(back.get("width", 0)))
    (group,) = [one for one in root.iter(f"{SVG}g") if one.get("class") == "map-labels"]
    starts = [(float(one.get("x", 0)), float(one.get("y", 0))) for one in group]
    assert len(starts) > 3
    assert not [(x, y) for x, y in starts if x < right and y > top + 4]


def test_towns_are_named_where_there_is_room_and_suburbs_are_not() -> None:
    """Names that help to find the way must not hide what is looked for."""
    towns = [
        MapPoint(40.0, 45.0, "Here"),
        MapPoint(41.0, 46.0, "Great"),
        MapPoint(41.01, 46.01, "Suburb"),
        MapPoint(60.0, 10.0, "Elsewhere"),
    ]
    svg = draw_map([MapPoint(40, 45, "x")], towns=towns, style=False).svg
    assert ">Great<" in svg
    for hidden in ("Here", "Suburb", "Elsewhere"):
        assert f">{hidden}<" not in svg


def test_armenian_letters_need_more_room_than_latin_ones() -> None:
    """Armenian labels ran into each other and over the edge."""
    assert text_width("Նորաբաց", 12) > 1.1 * text_width("Norabac", 12)


def test_titles_tell_counts_only_where_they_count() -> None:
    """A village met once would have one inhabitant."""
    assert "Baku: 1<" not in draw_map([MapPoint(40, 49, "Baku")], counted=False).svg
    assert "<title>Baku</title>" in draw_map([MapPoint(40, 49, "Baku")], counted=False).svg


def test_all_words_can_be_of_another_language() -> None:
    """A map in Armenian would have English on it."""
    words = MapWords(lang="hy", north="Հս", east="Արլ", kilometres="կմ", caption="Natural Earth")
    svg = draw_map([MapPoint(40, 45)], words=words, style=False, title="Քարտեզ").svg
    assert "°Հս" in svg
    assert " կմ<" in svg
    assert "°N" not in svg
    assert 'lang="hy"' in svg
