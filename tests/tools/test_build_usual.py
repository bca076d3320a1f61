"""Among names of which no source says what is usual, the usual one is found or none is."""

from __future__ import annotations

import pytest

from tools.build.armenian import romanize
from tools.build.rows import NameRow
from tools.build.usual import prefer_usual


def preferred(country: str, main: str, *names: tuple[str, str, str]) -> set[str]:
    rows = [NameRow("gn:1", name, lang, kind, "", "", "s") for name, lang, kind in names]
    return {
        row.name
        for row in prefer_usual(rows, {"gn:1": country}, {"gn:1": main})
        if row.kind == "preferred"
    }


def test_the_only_name_in_the_countrys_language_is_the_usual_one() -> None:
    names = [("Yevlax", "az", "variant"), ("Евлах", "ru", "variant")]
    assert preferred("AZ", "Yevlakh", *names) == {"Yevlax"}


def test_of_several_the_one_that_the_main_name_romanizes() -> None:
    """Else a nickname or a former name stands beside today's as its equal."""
    names = [("Բանգլադեշ", "hy", "variant"), ("Մալաթիա-Սեբաստիա", "hy", "variant")]
    assert preferred("AM", "Malatia-Sebastia", *names) == {"Մալաթիա-Սեբաստիա"}
    assert preferred("AM", "Vanadzor", *names) == set()


def test_two_spellings_of_one_name_do_not_hide_it() -> None:
    armenian = [("Արեվիկ", "hy", "variant"), ("Արևիկ", "hy", "variant")]
    assert preferred("AM", "Arevik", *armenian) == {"Արևիկ"}
    russian = [("Токаревка", "ru", "variant"), ("Токарёвка", "ru", "variant")]
    assert preferred("RU", "Tokarëvka", *russian) == set()
    assert preferred("RU", "Tokarevka", *russian) == {"Токарёвка"}


def test_what_a_source_states_is_not_changed() -> None:
    names = [("Şirvan", "az", "preferred"), ("Əli-Bayramlı", "az", "variant")]
    assert preferred("AZ", "Əli-Bayramlı", *names) == {"Şirvan"}
    names = [("Şirvan", "az", "official"), ("Əli-Bayramlı", "az", "variant")]
    assert preferred("AZ", "Əli-Bayramlı", *names) == set()


def test_a_former_name_is_never_the_usual_one() -> None:
    assert preferred("AZ", "Kirovabad", ("Kirovabad", "az", "historical")) == set()


def test_other_languages_and_countries_are_left_alone() -> None:
    """Else an obsolete Armenian spelling of a town in Azerbaijan would count as today's."""
    assert preferred("AZ", "Goychay", ("Գեօգչայ", "hy", "variant")) == set()
    assert preferred("TR", "Kars", ("Կարս", "hy", "variant")) == set()


@pytest.mark.parametrize(
    ("armenian", "latin"),
    [
        ("Եղեգնաձոր", "yeghegnadzor"),
        ("Վերին Ողջի", "verin voghji"),
        ("Մեղրուտ", "meghrut"),
        ("Տաթև", "tat’ev"),
        ("Ճանկաթաղ", "chankat’agh"),
    ],
)
def test_armenian_is_romanized_as_geonames_does(armenian: str, latin: str) -> None:
    assert romanize(armenian) == latin
