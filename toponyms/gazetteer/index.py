"""Reads a compiled gazetteer: places, their names, and names by their exact form.

Nothing is loaded before it is asked for; of places and names that were made, many are kept.
"""

from __future__ import annotations

import json
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, TypeVar

import marisa_trie

from toponyms.lazy import LazyTuple
from toponyms.model import ByLanguage, Kind, Name, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toponyms.gazetteer.store import Store, Strings

__all__ = ["Index", "make_place", "place_record"]

Kept = TypeVar("Kept")

#: Places, and names, that are kept once they were made; a gazetteer may have many more.
_KEPT = 2**17
_KEPT_NAMES = 2**13
#: Places that are made together when all are wanted.
_BLOCK = 2**12


class Index:
    """A compiled gazetteer, open for reading; safe to share between threads.

    Args:
        store: what `toponyms.gazetteer.compiler.compile_table` wrote.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._records = store.strings("place")
        self._places: dict[int, Place] = {}
        self._names: dict[int, Name] = {}
        self._metas: dict[int, tuple[str, Kind, str, str, str]] = {}

    def __len__(self) -> int:
        return len(self._records)

    @cached_property
    def is_small(self) -> bool:
        """Whether all its places and names may be kept in memory."""
        return max(len(self), len(self._owners)) <= _KEPT

    def row_of_id(self, place_id: str) -> int | None:
        """The row of a place, or None if the gazetteer does not have it."""
        # The trie takes a zero for the end of a key.
        found = None if "\0" in place_id else self._id_trie.get(place_id)
        return found[0][0] if found else None

    def place(self, row: int) -> Place:
        """The place of a row; made at the first call and kept, as long as there is room."""
        place = self._places.get(row)
        if place is None:
            place = make_place(Names(self, row), self._records[row])
            _keep(self._places, row, place, _KEPT)
        return place

    def places(self) -> Iterator[Place]:
        """Every place, in the order of places.csv."""
        for start in range(0, len(self), _BLOCK):
            for row, record in enumerate(self._records[start : start + _BLOCK], start):
                place = self._places.get(row)
                if place is None:
                    place = make_place(Names(self, row), record)
                    if self.is_small:
                        self._places[row] = place
                yield place

    def load(self) -> None:
        """Makes every place of a small gazetteer now: much cheaper than one by one."""
        for _ in self.places():
            pass

    def name(self, number: int) -> Name:
        """A name by its number."""
        name = self._names.get(number)
        if name is None:
            name = Name(self._texts[number], *self._meta(self._name_metas[number]))
            _keep(self._names, number, name, _KEPT_NAMES)
        return name

    def names(self, row: int) -> tuple[Name, ...]:
        """Every name of a place."""
        bounds = self._name_bounds
        return tuple(map(self.name, range(bounds[row], bounds[row + 1])))

    def names_in(self, row: int, lang: str) -> tuple[Name, ...]:
        """The names of a place in a language, the only ones to be made."""
        start, stop = self._name_bounds[row : row + 2]
        metas = enumerate(self._name_metas[start:stop], start)
        return tuple(self.name(number) for number, meta in metas if self._meta(meta)[0] == lang)

    def met(self, number: int) -> tuple[Place, Name]:
        """The place that a name belongs to, and the name."""
        return self.place(self.owner(number)), self.name(number)

    def owner(self, number: int) -> int:
        """The row of the place that a name belongs to."""
        row: int = self._owners[number]
        return row

    def feature_class(self, row: int) -> str:
        """The letter of a place's feature class, P if it has none; without making the place."""
        return chr(self._classes[row])

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

    # A mapped trie does not keep its bytes alive: the store, which does, must not go before it.
    @cached_property
    def _exact(self) -> marisa_trie.Trie:
        return marisa_trie.Trie().map(self.store.raw("exact"))

    @cached_property
    def _id_trie(self) -> marisa_trie.RecordTrie:
        return marisa_trie.RecordTrie("<I").map(self.store.raw("ids"))

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
    def _classes(self) -> memoryview:
        return self.store.numbers("place.class")

    @cached_property
    def _name_metas(self) -> memoryview:
        return self.store.numbers("name.meta")

    @cached_property
    def _meta_rows(self) -> Strings:
        return self.store.strings("meta")

    @cached_property
    def _texts(self) -> Strings:
        return self.store.strings("name.text")

    def _meta(self, row: int) -> tuple[str, Kind, str, str, str]:
        meta = self._metas.get(row)
        if meta is None:
            meta = self._metas[row] = tuple(json.loads(self._meta_rows[row]))
        return meta


def _keep(kept: dict[int, Kept], key: int, value: Kept, most: int) -> None:
    """Keeps what was made; when there is no more room, everything is forgotten first."""
    if len(kept) >= most:
        kept.clear()
    kept[key] = value


class Names(LazyTuple[Name], ByLanguage):
    """The names of a place."""

    __slots__ = ("_index", "_row")

    def __init__(self, index: Index, row: int) -> None:
        self._index = index
        self._row = row

    def _make(self) -> tuple[Name, ...]:
        return self._index.names(self._row)

    def in_language(self, lang: str) -> tuple[Name, ...]:
        """Those in a language; the others are not made."""
        return self._index.names_in(self._row, lang)


def place_record(place: Place) -> str:
    r"""A place without its names as one line: its fields, with tabs between them.

    >>> place_record(Place("x:1", (), "P.PPL", "AZ", lat=40.5, lon=46.0))
    'x:1\tP.PPL\tAZ\t\t40.5\t46.0\t\t\t'
    """
    numbers = (
        "" if value is None else repr(value) for value in (place.lat, place.lon, place.population)
    )
    return "\t".join((
        place.id, place.feature, place.country, place.admin1, *numbers, place.geonames,
        place.wikidata,
    ))  # fmt: skip


def make_place(names: Sequence[Name], record: str) -> Place:
    """The place that `place_record` put into one line."""
    place_id, feature, country, admin1, lat, lon, population, geonames, wikidata = record.split(
        "\t"
    )
    return Place(
        place_id,
        names,
        # A thousand places share each of these.
        intern(feature),
        intern(country),
        intern(admin1),
        float(lat) if lat else None,
        float(lon) if lon else None,
        int(population) if population else None,
        geonames,
        wikidata,
    )
