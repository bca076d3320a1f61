"""A curated place is put into the unit that its district is, or the build stops."""

from __future__ import annotations

import pytest

from tools.build.districts import in_units, unit_codes
from tools.build.errors import BuildError
from tools.build.rows import NameRow, PlaceRow

CODES = {
    "Tərtər": frozenset({"57"}),
    "Ağdam": frozenset({"03"}),
    "Şəki": frozenset({"47", "48"}),
}
NEW = frozenset({"Ağdərə"})
VILLAGE = PlaceRow("gn:586666", "P.PPL", "AZ")


def placed(*districts: str, place: PlaceRow = VILLAGE) -> str:
    pairs = [(place.place_id, district) for district in districts]
    return in_units([place], pairs, CODES, NEW)[0].admin1


def test_a_district_gives_the_code_of_its_unit() -> None:
    """Else `within` does not find the villages that this gazetteer was made for."""
    assert placed("Tərtər") == "57"


def test_a_new_district_gives_none_and_contradicts_none() -> None:
    """Else a place is in no unit because one of its pages is younger than ISO 3166-2."""
    assert placed("Ağdərə") == ""
    assert placed("Ağdərə", "Ağdam") == "03"


def test_a_place_without_a_district_is_left_alone() -> None:
    assert placed() == ""


def test_only_azerbaijans_places_are_in_its_units() -> None:
    """Else a place of Armenia gets a code that means another unit there."""
    assert placed("Tərtər", place=PlaceRow("gn:1", "P.PPL", "AM")) == ""


@pytest.mark.parametrize(
    ("districts", "message"),
    [
        (("Terter",), "gn:586666: no first-level unit is called 'Terter'"),
        (("Şəki",), "gn:586666: several first-level units are called 'Şəki'"),
        (("Tərtər", "Ağdam"), "gn:586666: in two districts, Ağdam and Tərtər"),
    ],
)
def test_a_district_that_is_not_one_unit_stops_the_build(
    districts: tuple[str, ...], message: str
) -> None:
    """Else a misspelling or a contradiction between folders goes unseen."""
    with pytest.raises(BuildError, match=message):
        placed(*districts)


def test_a_district_of_an_unknown_place_stops_the_build() -> None:
    """Else a mistyped id in former_districts.csv leaves its place in no unit."""
    with pytest.raises(BuildError, match="gn:1: in Tərtər, but no curated place"):
        in_units([VILLAGE], [("gn:1", "Tərtər")], CODES, NEW)


def test_codes_are_read_from_the_azerbaijani_names_of_units() -> None:
    units = [
        PlaceRow("iso:AZ-SA", "A.ADM1", "AZ", "48"),
        PlaceRow("iso:AZ-SAK", "A.ADM1", "AZ", "47"),
        PlaceRow("iso:AZ-BAB", "A.ADM1", "AZ", ""),
        PlaceRow("iso:AM-AG", "A.ADM1", "AM", "01"),
    ]
    names = [
        NameRow(place_id, name, lang, kind, "", "", "cldr-subdivisions")
        for place_id, name, lang, kind in (
            ("iso:AZ-SA", "Şəki", "az", "preferred"),
            ("iso:AZ-SAK", "Şəki", "az", "preferred"),
            ("iso:AZ-SAK", "Şəki rayonu", "az", "variant"),
            ("iso:AZ-SAK", "Shaki", "en", "preferred"),
            ("iso:AZ-BAB", "Babək", "az", "preferred"),
            ("iso:AM-AG", "Araqatsotn", "az", "preferred"),
        )
    ]
    assert unit_codes(units, names) == {"Şəki": frozenset({"47", "48"})}
