"""The compiled index: prominence, order, and that it is the same every time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from toponyms import Name, Place
from toponyms.gazetteer.compiler import compile_places, prominence, ranks
from toponyms.gazetteer.format import read_gazetteer
from toponyms.gazetteer.index import Index
from toponyms.gazetteer.store import Store

if TYPE_CHECKING:
    from pathlib import Path


def test_compiling_is_reproducible(small_folder: Path) -> None:
    """Two machines would have two indexes of one gazetteer."""
    places = read_gazetteer(small_folder)
    assert compile_places(places, {}) == compile_places(places, {})


_IN_FOUR = tuple(Name("Volga", lang) for lang in ("az", "en", "hy", "ru"))
_IN_ALL = tuple(Name("Volga", f"{one}{other}") for one in "abcdefgh" for other in "klmnopqr")


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (Place("x:1", population=10_000), Place("x:2", population=9_000)),
        (Place("x:1", feature="P.PPLC"), Place("x:2", feature="P.PPL")),
        (Place("x:1", feature="P.PPLA"), Place("x:2", feature="P.PPLA")),
        (Place("x:1", feature="P.PPL"), Place("x:2", feature="P.PPLQ")),
        (Place("x:1", feature="A.PCLI"), Place("x:2", feature="A.ADM1")),
        (Place("x:1", feature="P.PPL"), Place("x:2", feature="")),
        (Place("x:1", _IN_FOUR, feature="H.STM"), Place("x:2", feature="P.PPL")),
        (Place("x:1", _IN_FOUR, feature="T.MT"), Place("x:2", _IN_FOUR[:1], feature="T.MT")),
        (Place("x:1", feature="P.PPLC"), Place("x:2", _IN_ALL, feature="H.STM")),
        (Place("x:1", feature="P.PPL"), Place("x:2", _IN_FOUR[:1] * 9, feature="H.STM")),
        (Place("x:1", population=9), Place("x:2", _IN_FOUR, population=9, feature="T.ISL")),
    ],
)
def test_the_more_prominent_goes_first_then_the_lower_id(more: Place, less: Place) -> None:
    """Moscow in Russia would come after a hamlet of that name."""
    assert prominence(more) >= prominence(less)
    assert ranks([less, more]).tolist() == [1, 0]


def test_a_place_goes_before_the_unit_named_after_it() -> None:
    """The city would be hidden behind its district."""
    city = Place("x:2", feature="P.PPL", population=100)
    unit = Place("x:1", feature="A.ADM1", population=100_000)
    assert ranks([unit, city]).tolist() == [1, 0]


def test_a_unit_that_is_named_after_no_seat_is_not_hidden() -> None:
    """Syunik would be a village of that name, and not the province that is governed from Kapan."""

    def order(*places: Place) -> list[str]:
        found = [""] * len(places)
        for place, rank in zip(places, ranks(places).tolist(), strict=True):
            found[rank] = place.id
        return found

    unit = Place("unit", (Name("Zurnel", "en"),), "A.ADM1", country="AM", admin1="08")
    village = Place("village", (Name("Zurnel", "en"),), "P.PPL", population=645)
    seat = Place("seat", (Name("Quzor", "en"),), "P.PPLA", country="AM", admin1="08")
    of_its_name = replace(seat, names=(Name("ZURNEL", "en"),))
    assert order(village, unit, seat) == ["unit", "seat", "village"]
    assert order(village, unit, of_its_name) == ["seat", "village", "unit"]
    assert order(village, unit) == ["village", "unit"], "nothing is known of its seat"
    elsewhere = replace(seat, admin1="09")
    assert order(village, unit, elsewhere) == ["seat", "village", "unit"]


@pytest.mark.parametrize("feature", ["", "X", "P", "P.XYZ", "H.STM", "A.ADM5", "L.RGN"])
def test_any_feature_has_a_prominence(feature: str) -> None:
    """An unusual feature code would stop the compiler."""
    assert 0 < prominence(Place("x:1", feature=feature)) < 9


def test_a_form_that_places_share_gives_all_of_them() -> None:
    """A duplicate key would silently replace another."""
    places = [
        Place("x:1", (Name("Norashen", "en"), Name("NORASHEN", "und-Latn"))),
        Place("x:2", (Name("Norashen", "en"),), population=500),
    ]
    index = Index(Store(compile_places(places, {})))
    names = index.names_of_form("norashen")
    found = [(index.place(index.owner(number)).id, index.name(number)) for number in names]
    assert [(place_id, name.text) for place_id, name in found] == [
        ("x:2", "Norashen"),
        ("x:1", "Norashen"),
    ]
    assert index.names_of_form("noras") == index.names_of_form("") == ()


def test_a_name_without_letters_does_no_harm() -> None:
    """One odd row would make the empty query match."""
    index = Index(Store(compile_places([Place("x:1", (Name("—", "und"), Name("Ə", "az")))], {})))
    assert index.names_of_form("") == ()
    assert len(index.names_of_form("ə")) == 1
