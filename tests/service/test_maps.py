"""The maps of the service: what is meant and what may be, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from toponyms.service.maps import Maps, map_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.testclient import TestClient

    from toponyms import Gazetteer, Place

_SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def places(default_gazetteer: Gazetteer) -> Sequence[Place]:
    return [default_gazetteer.get(one) for one in ("gn:146858", "gn:616350", "gn:147407")]


def _texts(root: ET.Element, group: str) -> list[str]:
    return [
        text.text or ""
        for one in root.iter(f"{_SVG}g")
        if one.get("class") == group
        for text in one.iter(f"{_SVG}text")
    ]


def test_the_chosen_place_differs_from_its_homonyms(
    default_gazetteer: Gazetteer, places: Sequence[Place]
) -> None:
    """Three marks alike would say that all three are meant."""
    svg = Maps(default_gazetteer).drawn(
        places, uncertain={places[1].id, places[2].id}, numbered=True, lang="ru"
    )
    root = ET.fromstring(svg)
    marks = [one for one in root.iter(f"{_SVG}g") if one.get("class") == "map-mark"]
    kinds = {
        str(one.get("data-ids")): [str(part.get("class")) for part in one.iter(f"{_SVG}rect")]
        for one in marks
    }
    assert kinds[places[0].id] == ["map-around", "map-point map-matched"]
    assert kinds[places[1].id] == ["map-point map-ambiguous"]
    assert _texts(root, "map-legend") == ["имеется в виду", "возможно"]
    assert "Шарур" in _texts(root, "map-labels")
    assert root.findtext(f"{_SVG}title") == "Контурная карта: Шарур; Норашен; Гюнешли / Норашен"
    assert root.get("lang") == "ru"


def test_towns_help_to_find_the_way(default_gazetteer: Gazetteer) -> None:
    """One dot among lines without a name could be anywhere."""
    maps = Maps(default_gazetteer)
    root = ET.fromstring(maps.drawn([default_gazetteer.get("gn:586666")], lang="az"))
    towns = _texts(root, "map-towns")
    assert "Gəncə" in towns
    assert len(towns) <= 8


def test_a_town_that_is_shown_is_not_named_twice(default_gazetteer: Gazetteer) -> None:
    """It would seem to be two places."""
    root = ET.fromstring(Maps(default_gazetteer).drawn([default_gazetteer.get("gn:587084")]))
    assert "Baku" not in _texts(root, "map-towns")


@pytest.mark.parametrize("lang", ["az", "en", "hy", "ru"])
def test_each_language_has_its_words(lang: str) -> None:
    """A reader of one language would find another on the map."""
    words, english = map_words(lang), map_words("en")
    assert words.lang == lang
    assert "Natural Earth" in words.caption
    assert (words.matched != english.matched) == (lang != "en")


def test_uncertain_places_and_numbers_by_the_api(client: TestClient) -> None:
    """The page asks for its map so."""
    asked = {"ids": "gn:616350,gn:147407", "uncertain": "gn:147407", "numbers": "1", "lang": "hy"}
    svg = client.get("/api/map.svg", params=asked).text
    assert svg.count('class="map-mark"') == 2
    assert svg.count('class="map-point map-ambiguous" x=') == 1
