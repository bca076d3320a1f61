"""Every place can be found by its id and put on a map."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

Row = dict[str, str]

_ID = re.compile(r"gn:[1-9]\d*|tp:\d{4,5}|wd:Q[1-9]\d*|wof:\d+|iso:[A-Z]{2}(-[A-Z0-9]{1,3})?")


def test_ids_are_unique_curies(places: list[Row]) -> None:
    """Else an id means two places, or cannot be looked up at its source."""
    ids = Counter(row["place_id"] for row in places)
    assert [place_id for place_id, count in ids.items() if count > 1] == []
    assert [place_id for place_id in ids if not _ID.fullmatch(place_id)] == []


def test_every_name_has_its_place_and_every_place_a_name(
    names: list[Row], places: list[Row]
) -> None:
    """Else a query would lead nowhere, or a place could not be reached by any name."""
    assert {row["place_id"] for row in names} == {row["place_id"] for row in places}


def test_numbers_agree_with_ids(places: list[Row]) -> None:
    """Else a GeoNames id and its number name different places."""
    wrong = [
        row
        for row in places
        if row["place_id"].startswith("gn:") and row["geonames"] != row["place_id"][3:]
    ]
    assert wrong == []


def test_every_kind_of_place_has_a_word(places: list[Row]) -> None:
    """Else a strait is shown as "water"."""
    rows = files("toponyms.gazetteer").joinpath("features.tsv").read_text("utf-8").splitlines()
    known = {row.partition("\t")[0] for row in rows}
    assert {row["feature"] for row in places} <= known


def test_coordinates_are_in_range(places: list[Row]) -> None:
    """Else distances are nonsense."""
    for row in places:
        assert bool(row["lat"]) == bool(row["lon"]), row
        if row["lat"]:
            assert -90 <= float(row["lat"]) <= 90, row
            assert -180 <= float(row["lon"]) <= 180, row


def test_settlements_lie_in_their_country(places: list[Row]) -> None:
    """Else a degree was mistyped, or latitude and longitude were exchanged."""
    boxes = {
        "AZ": (38, 42.2, 44.5, 51),
        "AM": (38.7, 41.5, 43.3, 46.8),
        "GE": (41, 43.7, 39.8, 46.8),
    }
    for row in places:
        if row["lat"] and row["country"] in boxes:
            south, north, west, east = boxes[row["country"]]
            assert south <= float(row["lat"]) <= north, row
            assert west <= float(row["lon"]) <= east, row


def test_features_countries_and_populations_are_codes_and_numbers(places: list[Row]) -> None:
    """Else the filters `feature` and `country` miss the place."""
    for row in places:
        assert re.fullmatch(r"[AHLPRSTUV]\.[A-Z][A-Z0-9]{1,4}", row["feature"]), row
        assert re.fullmatch(r"([A-Z]{2})?", row["country"]), row
        assert re.fullmatch(r"([1-9]\d*)?", row["population"]), row
        assert re.fullmatch(r"(Q[1-9]\d*)?", row["wikidata"]), row


@pytest.mark.parametrize(("country", "count"), [("AZ", 78), ("AM", 11), ("GE", 12), ("RU", 83)])
def test_all_first_level_units_are_there(places: list[Row], country: str, count: int) -> None:
    """Else `within` cannot name a unit."""
    units = [row for row in places if row["place_id"].startswith(f"iso:{country}-")]
    assert len(units) == count
    assert {row["feature"] for row in units} == {"A.ADM1"}


def test_a_units_code_is_its_own(places: list[Row]) -> None:
    """Else `within` would take two units for one."""
    codes = Counter(
        (row["country"], row["admin1"])
        for row in places
        if row["place_id"].startswith("iso:") and row["admin1"]
    )
    assert [code for code, count in codes.items() if count > 1] == []


def test_units_hold_the_towns_of_their_code(places: list[Row]) -> None:
    """Else a unit got another unit's code."""
    by_id = {row["place_id"]: row for row in places}
    seats = {"iso:AZ-BA": "gn:587084", "iso:AM-SH": "gn:616635", "iso:GE-TB": "gn:611717",
             "iso:RU-SPE": "gn:498817", "iso:AZ-SUS": "gn:147105"}  # fmt: skip
    for unit, town in seats.items():
        assert by_id[unit]["admin1"] == by_id[town]["admin1"], unit


@pytest.mark.parametrize(
    ("unit", "villages"),
    [
        ("iso:AZ-TAR", ["gn:586666", "gn:587379", "gn:585612"]),  # Canyataq, Ağdərə, Suqovuşan
        ("iso:AZ-KAL", ["gn:586268", "gn:584753", "gn:586898"]),  # Kəlbəcər, Qozlu, Çapar
        ("iso:AZ-AGM", ["gn:148619", "gn:585908"]),  # Ağdam, Ballıqaya
        ("iso:AZ-XCI", ["gn:147774", "gn:148450"]),  # Xocalı, Əsgəran
        ("iso:AZ-XVD", ["gn:146969", "gn:148105"]),  # Xocavənd, Hadrut
    ],
)
def test_units_hold_the_villages_of_karabakh(
    places: list[Row], unit: str, villages: list[str]
) -> None:
    """Else `within` finds none of them: no package says in which unit they are."""
    admin1 = {row["place_id"]: row["admin1"] for row in places}
    assert {admin1[village] for village in villages} == {admin1[unit]}


def test_few_settlements_of_karabakh_are_in_no_unit(places: list[Row], karabakh: set[str]) -> None:
    """Else the districts of the curated places were not read."""
    without = [row for row in places if row["place_id"] in karabakh and not row["admin1"]]
    assert len(without) <= 20


def test_every_possible_duplicate_is_decided(duplicates: list[Row]) -> None:
    """Else one place may have two ids, each with half of its names."""
    assert duplicates == []


def test_every_populated_place_of_the_four_countries_is_there(places: list[Row]) -> None:
    """Else towns have been lost on the way from the sources."""
    towns = Counter(row["country"] for row in places if row["feature"].startswith("P."))
    assert sum(towns[country] for country in ("AZ", "AM", "GE", "RU")) >= 6_300


def test_capitals_and_border_towns_are_there(places: list[Row]) -> None:
    """Else news from across the border cannot be placed."""
    ids = {row["place_id"] for row in places}
    assert {"gn:743952", "gn:311665", "gn:113646", "gn:143083", "gn:121801", "gn:2988507"} <= ids
    assert sum(row["feature"] == "P.PPLC" for row in places) >= 190
