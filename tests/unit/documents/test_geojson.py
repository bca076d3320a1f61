"""The map has every place where it is, and none where it is not known."""

from __future__ import annotations

import json
from typing import Any

from tests.unit.documents.making import JANYATAG, MARTUNI, NOWHERE, OTHER, passage
from toponyms.documents import geojson
from toponyms.documents.geojson import LISTED


def features(*found: Any, **options: Any) -> list[dict[str, Any]]:
    collection = json.loads("".join(geojson(found, **options)))
    assert collection.keys() == {"type", "features"}
    assert collection["type"] == "FeatureCollection"
    for feature in collection["features"]:
        assert feature["type"] == "Feature"
        assert {"geometry", "properties"} < feature.keys()
    found_features: list[dict[str, Any]] = collection["features"]
    return found_features


def test_a_place_is_one_feature() -> None:
    """A village with two names would be two points, or lie in the Indian Ocean (lat, lon)."""
    one = passage("Janyatag or Chankatagh", ("Janyatag", [JANYATAG]), ("Chankatagh", [JANYATAG]))
    two = passage("Janyatag", ("Janyatag", [JANYATAG]), document="b.txt")
    (feature,) = features(one, two, langs=["en", "fr"])
    assert feature["id"] == "gn:586666"
    assert feature["geometry"] == {"type": "Point", "coordinates": [46.77705, 40.13989]}
    said = feature["properties"]
    assert (said["status"], said["count"], said["place_id"]) == ("matched", 3, "gn:586666")
    assert (said["name_az"], said["name_en"]) == ("Canyataq", "Chankatagh / Janyatag")
    assert (said["name_fr"], said["population"], said["wikidata"]) == (None, 0, None)
    assert said["mentions"] == [
        {"document": "a.txt", "start": 0, "end": 8, "text": "Janyatag", "score": 0.95},
        {"document": "a.txt", "start": 12, "end": 22, "text": "Chankatagh", "score": 0.95},
        {"document": "b.txt", "start": 0, "end": 8, "text": "Janyatag", "score": 0.95},
    ]


def test_what_is_not_known_has_no_point() -> None:
    """A guess would look like a fact on the map."""
    region, choice = features(
        passage("Qarabağ, Martuni, Martuni", ("Qarabağ", [NOWHERE]), ("Martuni", [MARTUNI, OTHER]),
                ("Martuni", [OTHER, MARTUNI]))
    )  # fmt: skip
    assert (region["id"], region["geometry"]) == ("tp:1", None)
    assert choice["geometry"] is None
    assert "id" not in choice
    said = choice["properties"]
    assert (said["status"], said["place_id"], said["count"]) == ("ambiguous", None, 2)
    assert said["name"] == "Martuni"
    assert [one["place_id"] for one in said["candidates"]] == ["gn:616438", "gn:146969"]
    assert said["candidates"][0]["lat"] == 40.1


def test_nothing_found_is_a_map_too() -> None:
    """A program that reads it would fail on the day without news."""
    assert features() == []
    assert features(passage("nothing")) == []


def test_mentions_are_bounded() -> None:
    """The capital of a large archive would fill the memory."""
    many = passage("Janyatag " * (LISTED + 5), *[("Janyatag", [JANYATAG])] * (LISTED + 5))
    (feature,) = features(many)
    assert feature["properties"]["count"] == LISTED + 5
    assert len(feature["properties"]["mentions"]) == LISTED


def test_a_choice_of_one_is_not_the_place() -> None:
    """An undecided name would be counted for the place that it may not mean."""
    sure = passage("Janyatag", ("Janyatag", [JANYATAG]))
    (mention,) = sure.mentions
    from dataclasses import replace

    doubt = replace(mention.resolution, status="ambiguous", place=None)
    unsure = replace(sure, mentions=[replace(mention, resolution=doubt)])
    assert [one["properties"]["status"] for one in features(sure, unsure)] == [
        "matched", "ambiguous",
    ]  # fmt: skip
