"""A table says of places and names what was added, in whatever order the names came."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import NAMES
from toponyms import Name, Place
from toponyms.gazetteer import table as module
from toponyms.gazetteer.format import read_gazetteer
from toponyms.gazetteer.table import Table, TableMaker

if TYPE_CHECKING:
    from pathlib import Path

names = st.builds(
    Name,
    st.sampled_from(NAMES),
    st.sampled_from(["az", "ru"]),
    st.sampled_from(["preferred", "variant"]),
    st.just(""),
    st.sampled_from(["", "1936"]),
    st.just("test"),
)
degrees = st.floats(-90, 90).map(lambda value: value + 0.0)


@pytest.fixture(autouse=True)
def short_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the ends of blocks are met."""
    monkeypatch.setattr(module, "_BLOCK", 3)


def places_of(named: list[list[Name]]) -> list[Place]:
    return [Place(f"x:{row}", tuple(own), "P.PPL", "AZ") for row, own in enumerate(named)]


@given(st.lists(st.lists(names, max_size=5), max_size=8))
def test_places_come_out_as_they_went_in(named: list[list[Name]]) -> None:
    """A place of a large gazetteer would have its neighbour's names."""
    places = places_of(named)
    table = Table.of(places)
    assert list(table.places()) == places
    first = [places[0].names, *[()] * (len(places) - 1)] if places else []
    named_first = table.places(named=lambda place: place.id == "x:0")
    assert [place.names for place in named_first] == first
    assert len(table) == len(places)


@given(st.lists(st.lists(names, max_size=5), max_size=8), st.randoms(use_true_random=False))
def test_names_may_come_in_any_order_of_places(named: list[list[Name]], random: object) -> None:
    """A file that is not sorted would give names to wrong places."""
    places = places_of(named)
    rows = [(row, name) for row, place in enumerate(places) for name in place.names]
    random.shuffle(owners := [row for row, _ in rows])  # type: ignore[attr-defined]
    left = {row: iter(place.names) for row, place in enumerate(places)}
    maker = TableMaker()
    for place in places:
        maker.add_place(place)
    for row in owners:
        name = next(left[row])
        maker.add_name(row, name.text, (name.lang, name.kind, name.from_, name.to, name.source))
    assert list(maker.table().places()) == places


@given(degrees, degrees, st.integers(0, 10**10))
def test_numbers_are_the_same_to_the_last_digit(lat: float, lon: float, population: int) -> None:
    """A place would be somewhere else after it was compiled."""
    place = Place("x:1", lat=lat, lon=lon, population=population)
    assert list(Table.of([place]).places()) == [place]


def test_a_folder_is_read_in_blocks(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A gazetteer larger than one block would lose what is at its end."""
    short = read_gazetteer(small_folder)
    monkeypatch.setattr(module, "_BLOCK", 10**6)
    assert read_gazetteer(small_folder) == short
