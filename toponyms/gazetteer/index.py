"""Reads a compiled gazetteer: places, their names, and names by their exact form.

Nothing is loaded before it is asked for; places are made once and kept.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cached_property
from typing import get_args

import marisa_trie

from toponyms.gazetteer.store import Store
from toponyms.model import Kind, Name, Place

__all__ = ["Index"]

_KINDS: tuple[Kind, ...] = ("preferred", "official", "exonym", "variant", "colloquial", "historical")
assert set(_KINDS) == set(get_args(Kind))


class Index:
    """A compiled gazetteer, open for reading; safe to share between threads.

    Args:
        store: what `toponyms.gazetteer.compiler.compile_places` made.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._ids = store.strings("place.id")
        self._places: list[Place | None] = [None] * len(self._ids)

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

    def places(self) -> Iterator[Place]:
        """Every place, in the order of places.csv."""
        return map(self.place, range(len(self)))

    def name(self, number: int) -> Name:
        """A name by its number."""
        place = int(self.owner(number))
        return self.place(place).names[number - self._name_bounds[place]]

    def owner(self, number: int) -> int:
        """The row of the place that a name belongs to."""
        return int(self._owners[number])

    def names_of_form(self, form: str) -> list[int]:
        """Numbers of the names with an exact form (`toponyms.text.fold.exact_form`)."""
        key = self._exact.get(form)
        if key is None:
            return []
        bounds = self._exact_bounds
        return self._exact_names[bounds[key] : bounds[key + 1]].tolist()

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
        names = ("name.lang", "name.kind", "name.from", "name.to", "name.source")
        numbers = ("place.lat", "place.lon", "place.population")
        return {name: self.store.numbers(name) for name in names + numbers}

    def _make_place(self, row: int) -> Place:
        columns, strings = self._columns, self.store.strings
        lat, lon = columns["place.lat"][row], columns["place.lon"][row]
        population = columns["place.population"][row]
        return Place(
            id=self._ids[row],
            names=tuple(map(self._make_name, range(self._name_bounds[row], self._name_bounds[row + 1]))),
            feature=strings("place.feature")[row],
            country=strings("place.country")[row],
            admin1=strings("place.admin1")[row],
            lat=None if math.isnan(lat) else lat,
            lon=None if math.isnan(lon) else lon,
            population=None if population < 0 else population,
            geonames=strings("place.geonames")[row],
            wikidata=strings("place.wikidata")[row],
        )

    def _make_name(self, number: int) -> Name:
        columns, tables = self._columns, self.store.meta["tables"]
        return Name(
            self._texts[number],
            tables["lang"][columns["name.lang"][number]],
            _KINDS[columns["name.kind"][number]],
            tables["date"][columns["name.from"][number]],
            tables["date"][columns["name.to"][number]],
            tables["source"][columns["name.source"][number]],
        )

    @cached_property
    def _texts(self):  # type: ignore[no-untyped-def]
        return self.store.strings("name.text")
