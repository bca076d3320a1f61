"""Reads a compiled gazetteer: places, their names, and names by their exact form.

Nothing is loaded before it is asked for; places are made once and kept.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, cast

import marisa_trie

from toponyms.lazy import LazyTuple
from toponyms.model import Kind, Name, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toponyms.gazetteer.store import Store, Strings

__all__ = ["Index"]

_STRINGS = (
    "place.id",
    "place.feature",
    "place.country",
    "place.admin1",
    "place.geonames",
    "place.wikidata",
)
_NUMBERS = ("place.lat", "place.lon", "place.population")


class Index:
    """A compiled gazetteer, open for reading; safe to share between threads.

    Args:
        store: what `toponyms.gazetteer.compiler.compile_places` made.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._ids = store.strings("place.id")
        self._places: list[Place | None] = [None] * len(self._ids)
        self._names: list[Name | None] = [None] * len(store.numbers("name.place"))
        self._loaded = False

    def __len__(self) -> int:
        return len(self._ids)

    def row_of_id(self, place_id: str) -> int | None:
        """The row of a place, or None if the gazetteer does not have it."""
        found = self._id_trie.get(place_id)
        return found[0][0] if found else None

    def place(self, row: int) -> Place:
        """The place of a row, made at the first call."""
        place = self._places[row]
        if place is None:
            place = self._places[row] = self._make_place(row)
        return place

    def places(self) -> Sequence[Place]:
        """Every place, in the order of places.csv."""
        self.load()
        return cast("list[Place]", self._places)

    def load(self) -> None:
        """Makes every place and name now: much cheaper than one by one, if many are wanted."""
        if self._loaded:
            return
        strings = [self.store.strings(column).all() for column in _STRINGS]
        values_of = [self._columns[column].tolist() for column in _NUMBERS]
        for row, values in enumerate(zip(*strings, *values_of, strict=True)):
            if self._places[row] is None:
                self._places[row] = _place(Names(self, row), *values)
        metas = map(self._metas.__getitem__, self._columns["name.meta"].tolist())
        texts = self.store.strings("name.text").all()
        for number, (text, meta) in enumerate(zip(texts, metas, strict=True)):
            if self._names[number] is None:
                self._names[number] = Name(text, *meta)
        self._loaded = True

    def name(self, number: int) -> Name:
        """A name by its number."""
        name = self._names[number]
        if name is None:
            meta = self._metas[self._columns["name.meta"][number]]
            name = self._names[number] = Name(self._texts[number], *meta)
        return name

    def names(self, row: int) -> tuple[Name, ...]:
        """Every name of a place."""
        bounds = self._name_bounds
        return tuple(map(self.name, range(bounds[row], bounds[row + 1])))

    def met(self, number: int) -> tuple[Place, Name]:
        """The place that a name belongs to, and the name."""
        row = self._owners[number]
        return self._places[row] or self.place(row), self._names[number] or self.name(number)

    def names_of_form(self, form: str) -> Sequence[int]:
        """Names with an exact form (`toponyms.text.fold.exact_form`).

        Returns:
            The number of one name of each place that has the form, in order of rank.
        """
        key = self._exact.get(form)
        if key is None:
            return ()
        bounds = self._exact_bounds
        return tuple(self._exact_names[bounds[key] : bounds[key + 1]])

    def forms(self) -> Iterator[tuple[str, Sequence[int]]]:
        """Every exact form with what `names_of_form` gives for it, faster than one by one."""
        bounds, numbers = self._exact_bounds.tolist(), tuple(self._exact_names)
        for form, key in self._exact.items():
            yield form, numbers[bounds[key] : bounds[key + 1]]

    @cached_property
    def _exact(self) -> marisa_trie.Trie:
        return marisa_trie.Trie().frombytes(bytes(self.store.raw("exact")))

    @cached_property
    def _id_trie(self) -> marisa_trie.RecordTrie:
        return marisa_trie.RecordTrie("<I").frombytes(bytes(self.store.raw("ids")))

    @cached_property
    def _exact_bounds(self) -> memoryview:
        return self.store.numbers("exact.bounds")

    @cached_property
    def _exact_names(self) -> memoryview:
        return self.store.numbers("exact.names")

    @cached_property
    def _name_bounds(self) -> memoryview:
        return self.store.numbers("place.names")

    @cached_property
    def _owners(self) -> memoryview:
        return self.store.numbers("name.place")

    @cached_property
    def _columns(self) -> dict[str, memoryview]:
        return {column: self.store.numbers(column) for column in (*_NUMBERS, "name.meta")}

    @cached_property
    def _metas(self) -> list[tuple[str, Kind, str, str, str]]:
        return [tuple(meta) for meta in self.store.meta["name_metas"]]

    @cached_property
    def _texts(self) -> Strings:
        return self.store.strings("name.text")

    def _make_place(self, row: int) -> Place:
        strings = (self.store.strings(column)[row] for column in _STRINGS)
        numbers = (self._columns[column][row] for column in _NUMBERS)
        return _place(Names(self, row), *strings, *numbers)


class Names(LazyTuple[Name]):
    """The names of a place."""

    __slots__ = ("_index", "_row")

    def __init__(self, index: Index, row: int) -> None:
        self._index = index
        self._row = row

    def _make(self) -> tuple[Name, ...]:
        return self._index.names(self._row)


def _place(
    names: Names,
    place_id: str,
    feature: str,
    country: str,
    admin1: str,
    geonames: str,
    wikidata: str,
    lat: float,
    lon: float,
    population: int,
) -> Place:
    return Place(
        place_id,
        names,
        feature,
        country,
        admin1,
        None if math.isnan(lat) else lat,
        None if math.isnan(lon) else lon,
        None if population < 0 else population,
        geonames,
        wikidata,
    )
