"""Finds the places with names that begin as a text does, in any script.

Names are compared by sound (`toponyms.text.sound`), so that what is typed in one script finds
names in every other. The sounds of a compiled gazetteer are in order: a beginning is a range.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toponyms.text.fold import exact_form
from toponyms.text.keys import readings
from toponyms.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from toponyms.gazetteer import Gazetteer
    from toponyms.model import Name, Place

__all__ = ["Beginnings", "Suggestion"]

#: Entries that are looked through for one answer; those of the first ranks are taken.
_LOOKED_THROUGH = 400
#: Above every sound.
_LAST = "\U0010ffff"


class Suggestion(NamedTuple):
    """A place, and its name that begins so.

    Attributes:
        place: the place.
        name: the name.
    """

    place: Place
    name: Name


class Beginnings:
    """Search by the beginnings of names; safe to share between threads.

    Args:
        gazetteer: has the names.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._index = gazetteer.index
        self._sounds = gazetteer.index.store.strings("sound.text")

    def find(
        self, text: str, *, limit: int = 10, admits: Callable[[Place], bool] = lambda _: True
    ) -> list[Suggestion]:
        """The places with names that begin so, the most talked of first.

        Names that begin with the very letters come before those that only sound so.

        Args:
            text: the beginning of a name, in any script.
            limit: the most places.
            admits: which places may be given.

        >>> from toponyms import Gazetteer
        >>> beginnings = Beginnings(Gazetteer.default())
        >>> [found.name.text for found in beginnings.find("Чанката", limit=1)]
        ['Чанкатах']
        >>> beginnings.find("!")
        []
        """
        form = exact_form(normalize(text[:100]))
        found: dict[str, tuple[bool, int, Suggestion]] = {}
        for skeleton in dict.fromkeys(one.skeleton for one in readings([form])):
            for entry in self._entries(skeleton):
                place, name = self._index.met(self._names[entry])
                if not admits(place):
                    continue
                literal = exact_form(name.text).startswith(form)
                ranked = (not literal, self._rank[self._places[entry]], Suggestion(place, name))
                if place.id not in found or ranked[:2] < found[place.id][:2]:
                    found[place.id] = ranked
        best = sorted(found.values(), key=lambda one: one[:2])
        return [suggestion for _, _, suggestion in best[:limit]]

    def _entries(self, skeleton: str) -> list[int]:
        """The entries of the sounds that begin with a skeleton, as many as are looked through."""
        if not skeleton:
            return []
        first = bisect_left(self._sounds, skeleton)
        last = bisect_left(self._sounds, skeleton + _LAST, lo=first)
        start = self._bounds[self._spellings[first]]
        end = self._bounds[self._spellings[last]]
        entries: NDArray[np.int64] = np.arange(start, end)
        if entries.size > _LOOKED_THROUGH:
            ranks = self._rank_column[self._place_column[start:end]]
            entries = entries[np.argpartition(ranks, _LOOKED_THROUGH)[:_LOOKED_THROUGH]]
        return [int(entry) for entry in entries]

    @cached_property
    def _spellings(self) -> memoryview:
        return self._index.store.numbers("sound.spellings")

    @cached_property
    def _bounds(self) -> memoryview:
        return self._index.store.numbers("spelling.entries")

    @cached_property
    def _names(self) -> memoryview:
        return self._index.store.numbers("entry.name")

    @cached_property
    def _places(self) -> memoryview:
        return self._index.store.numbers("entry.place")

    @cached_property
    def _rank(self) -> memoryview:
        return self._index.store.numbers("place.rank")

    @cached_property
    def _place_column(self) -> NDArray[np.uint32]:
        return self._index.store.array("entry.place")

    @cached_property
    def _rank_column(self) -> NDArray[np.uint32]:
        return self._index.store.array("place.rank")
