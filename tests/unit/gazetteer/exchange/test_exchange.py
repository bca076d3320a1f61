"""What is exported says what the gazetteer says, in forms that others read."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.merged import name
from tests.strategies import NAMES
from toponyms import Place
from toponyms.gazetteer.exchange import FORMS, export
from toponyms.gazetteer.sources import Faults, read_linked_places, read_table

if TYPE_CHECKING:
    from pathlib import Path

    from toponyms.gazetteer.exchange import Form

PLACE = Place(
    "gn:147105",
    (
        name("Şuşa", "az", "preferred"),
        name("Pənahabad", "az", "historical", from_="1752", to="1847?"),
        name("Shusha", "en", "preferred"),
        name("Shushi", "en", "preferred"),
        name("Шушинская крепость", "ru", "historical", to="1840"),
    ),
    "P.PPLA",
    "AZ",
    "SUS",
    39.76006,
    46.74989,
    4064,
    "147105",
    "Q181965",
)
BARE = Place("tp:1000")
_TEXTS = [text for text in NAMES if text.isprintable()]
places = st.lists(
    st.builds(
        Place,
        st.integers(1, 10**6).map("gn:{}".format),
        st.lists(
            st.builds(
                name, st.sampled_from(_TEXTS), st.sampled_from(["az", "hy", "ru", "und-Latn"])
            ),
            max_size=3,
        ).map(tuple),
        lat=st.just(40.5),
        lon=st.just(-46.25),
    ),
    max_size=4,
    unique_by=lambda place: place.id,
)


def written(form: Form, *found: Place) -> str:
    stream = io.StringIO(newline="")
    export(found, form, stream)
    return stream.getvalue()


def test_linked_places_have_what_the_format_wants() -> None:
    """Else the World Historical Gazetteer refuses the file."""
    collection = json.loads(written("lpf", PLACE, BARE))
    assert collection["type"] == "FeatureCollection"
    assert collection["@context"].endswith("linkedplaces-context-v1.1.jsonld")
    feature, bare = collection["features"]
    assert feature["@id"] == "https://sws.geonames.org/147105/"
    assert feature["properties"] == {"title": "Shusha", "ccodes": ["AZ"], "fclasses": ["P"]}
    assert feature["geometry"] == {"type": "Point", "coordinates": [46.74989, 39.76006]}
    assert feature["links"] == [
        {"type": "exactMatch", "identifier": "http://www.wikidata.org/entity/Q181965"}
    ]
    former = feature["names"][1]
    assert former["toponym"] == "Pənahabad"
    assert former["citations"] == [{"label": "made"}]
    assert former["when"] == {"timespans": [{"start": {"in": "1752"}, "end": {"in": "1847?"}}]}
    assert bare["@id"] == "tp:1000"
    assert bare["properties"]["title"] == "tp:1000"


def test_linked_places_are_read_again(tmp_path: Path) -> None:
    """Else what one gazetteer exports another cannot take in."""
    file = tmp_path / "places.json"
    file.write_text(written("lpf", PLACE, BARE), "utf-8")
    first, second = read_linked_places(file, faults=Faults(), source="made")
    assert (first.id, first.lat, first.lon) == (PLACE.id, PLACE.lat, PLACE.lon)
    assert first.same_as == ("wd:Q181965",)
    assert {(one.text, one.lang, one.from_, one.to) for one in first.names} == {
        (one.text, one.lang, one.from_, one.to) for one in PLACE.names
    }
    assert second.id == "tp:1000"


def test_a_table_is_read_again(tmp_path: Path) -> None:
    """Else names, kinds or dates are lost on the way through a spreadsheet."""
    file = tmp_path / "places.csv"
    file.write_text(written("csv", PLACE), "utf-8", newline="")
    (record,) = read_table(file, faults=Faults(), source="made")
    assert set(record.names) == set(PLACE.names)
    assert (record.id, record.feature, record.country) == (PLACE.id, PLACE.feature, PLACE.country)
    assert (record.lat, record.lon, record.population) == (PLACE.lat, PLACE.lon, PLACE.population)


def test_geojson_has_names_by_language() -> None:
    """Else a map cannot be labelled in a language."""
    feature, bare = json.loads(written("geojson", PLACE, BARE))["features"]
    assert feature["properties"]["names"]["en"] == ["Shusha", "Shushi"]
    assert feature["geometry"]["coordinates"] == [46.74989, 39.76006]
    assert bare["geometry"] is None
    assert bare["properties"] == {"name": None, "names": {}}


def test_skos_has_one_preferred_label_a_language() -> None:
    """Else tools that know SKOS refuse the file (its condition S14)."""
    text = written("skos", PLACE)
    assert text.count("skos:prefLabel") == 2
    assert 'skos:prefLabel "Shusha"@en' in text
    assert 'skos:altLabel "Shushi"@en' in text
    assert 'skos:altLabel "Pənahabad"@az' in text
    assert "skos:exactMatch <http://www.wikidata.org/entity/Q181965>" in text
    assert "<urn:toponyms:tp:1000> a skos:Concept" in written("skos", BARE)


def test_skos_escapes_what_turtle_has_a_meaning_for() -> None:
    """Else one name breaks the whole file."""
    text = written("skos", Place("x:a", (name('He said "no" \\ yes'),), lat=1.0, lon=-1e-5))
    assert r'"He said \"no\" \\ yes"@az' in text
    assert "geo:lat 1.0" in text
    assert "geo:long -0.00001 " in text + " "


@given(found=places)
@pytest.mark.parametrize("form", FORMS)
def test_every_name_is_in_every_form(form: Form, found: list[Place]) -> None:
    """Else an export leaves something out."""
    text = written(form, *found)
    expected = sorted({(one.id, label.text) for one in found for label in one.names})
    assert sorted(set(_names(form, text))) == expected


def _names(form: Form, text: str) -> list[tuple[str, str]]:
    if form == "csv":
        rows = csv.DictReader(io.StringIO(text, newline=""))
        return [(row["place_id"], row["name"]) for row in rows if row["name"]]
    if form == "skos":
        found = []
        for block in text.split("\n\n")[1:]:
            notation = re.search(r'skos:notation "(.*)"', block)
            labels = re.findall(r'Label (".*")@', block)
            found += [(notation[1], json.loads(label)) for label in labels if notation]
        return found
    features: list[dict[str, Any]] = json.loads(text)["features"]
    if form == "lpf":
        return [
            (f"gn:{one['@id'].split('/')[-2]}", label["toponym"])
            for one in features
            for label in one["names"]
        ]
    return [
        (one["id"], label)
        for one in features
        for labels in one["properties"]["names"].values()
        for label in labels
    ]
