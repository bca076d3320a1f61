"""What a place shows of itself, and that its values can be shared."""

from __future__ import annotations

import copy
import dataclasses
import pickle

import pytest

from toponyms import Gazetteer, Name, Place, Resolution

PLACE = Place(
    "gn:586666",
    (
        Name("Canyataq", "az", "preferred"),
        Name("Ҹанјатаг", "az-Cyrl", "variant"),
        Name("Janyatagh", "en", "variant"),
        Name("Janyatag", "en", "preferred"),
        Name("Chankatagh", "en", "preferred"),
        Name("Ճանկաթաղ", "hy", "historical"),
    ),
)


def test_equals_are_shown_in_the_order_of_the_alphabet() -> None:
    """One side's name would go before the other's by the order of a file."""
    assert PLACE.name("en") == "Chankatagh"
    assert set(PLACE.label("en").split(" / ")) == {"Chankatagh", "Janyatag"}


@pytest.mark.parametrize(
    ("lang", "shown"),
    [("az", "Canyataq"), ("az-Cyrl", "Ҹанјатаг"), ("az-AZ", "Canyataq"), ("hy", "Ճանկաթաղ")],
)
def test_name_in_a_language(lang: str, shown: str) -> None:
    """A caller would be shown a language that was not asked for."""
    assert PLACE.name(lang) == shown


def test_no_name_is_made_up() -> None:
    """A name would be presented as of a language that has none."""
    assert PLACE.name("ka") is None
    assert PLACE.label("ka") == ""
    assert PLACE.names_in("ka") == ()


def test_without_a_language_english_goes_first_and_any_name_last() -> None:
    """A place would have no name to show."""
    assert PLACE.name() == "Chankatagh"
    assert Place("x:1", (Name("გორი", "ka"),)).name() == "გორი"
    assert Place("x:2").name() is None


def test_names_of_a_language_are_sorted_by_kind() -> None:
    """Former names would be shown before present ones."""
    assert [name.text for name in PLACE.names_in("en")] == ["Janyatag", "Chankatagh", "Janyatagh"]


@pytest.mark.parametrize("value", [PLACE, PLACE.names[0], Resolution("a", "unmatched")])
def test_values_are_frozen_and_slotted(value: object) -> None:
    """A caller could change what another thread is reading."""
    assert dataclasses.is_dataclass(value)
    name = dataclasses.fields(value)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, name, "")
    assert not hasattr(value, "__dict__")


def test_places_of_a_gazetteer_can_be_copied_and_sent(small_gazetteer: Gazetteer) -> None:
    """Answers could not cross processes: Spark, multiprocessing."""
    place = small_gazetteer.get("gn:586666")
    for twin in (pickle.loads(pickle.dumps(place)), copy.deepcopy(place)):
        assert twin == place
        assert tuple(twin.names) == tuple(place.names)
    assert hash(place) == hash(small_gazetteer.get("gn:586666"))


def test_names_of_a_place_are_a_sequence(small_gazetteer: Gazetteer) -> None:
    """Names that are made when looked at would be less than a tuple of names."""
    place = small_gazetteer.get("gn:586666")
    names = tuple(place.names)
    assert len(place.names) == len(names) == 7
    assert place.names[0] == names[0]
    assert place.names[-2:] == names[-2:]
    assert place.names == names
    assert list(place.names) == list(names)
    assert names[1] in place.names
    assert repr(place.names) == repr(names)
