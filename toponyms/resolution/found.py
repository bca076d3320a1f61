"""Places found for a query, and the decision between them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeAlias

from toponyms.lazy import LazyTuple
from toponyms.model import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toponyms.gazetteer.index import Index
    from toponyms.model import Method, Place, Status

__all__ = ["Calibration", "Candidates", "Found", "default_calibration", "status_of"]

#: GeoNames feature classes of waters, heights, what lies under the sea, and forests.
_LANDFORMS = frozenset("HTUV")
#: GeoNames feature code of a region that only history speaks of.
_HISTORICAL = "L.RGNH"

Found: TypeAlias = "tuple[int, int, float, Method]"
"""A place that a query may mean: the row of the place, the number of the name that was met,
the score (the probability from 0 to 1 that the query is that name; homonyms share it), and
how the name was met."""


class Candidates(LazyTuple[Candidate]):
    """Candidates that are made when they are looked at.

    Args:
        index: has the places and names.
        found: what was found, best first.
    """

    __slots__ = ("_found", "_index")

    def __init__(self, index: Index, found: Sequence[Found]) -> None:
        self._index = index
        self._found = found

    def first(self, limit: int) -> Candidates:
        """The best of them."""
        return Candidates(self._index, self._found[:limit])

    def _make(self) -> tuple[Candidate, ...]:
        return tuple(map(self._one, self._found))

    def _one(self, found: Found) -> Candidate:
        row, number, score, method = found
        return Candidate(self._index.place(row), self._index.name(number), score, method)

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, item: Any) -> Any:
        if isinstance(item, slice):
            return tuple(map(self._one, self._found[item]))
        return self._one(self._found[item])


@dataclass(frozen=True, slots=True)
class Calibration:
    """What tools/train_ranking.py measured of the scores.

    Attributes:
        threshold: the least score of an answer.
        exact: the score of a name met letter by letter.
    """

    threshold: float
    exact: float


@cache
def default_calibration() -> Calibration:
    """The calibration of the model that ships with the library."""
    text = files("toponyms.resolution").joinpath("calibration.json").read_text("utf-8")
    return Calibration(**json.loads(text))


def status_of(tied: Iterable[Place], score: float, threshold: float) -> Status:
    """What to say of the places that fit best and equally well.

    A populated place is meant before the administrative units of its country that are
    named after it (Bakı the city, Bakı the unit), and before waters and heights that are less
    talked of (Tərtər the town, Tərtər the river). Any place is meant before a historical region
    that is less talked of; any other homonyms are ambiguous.

    Args:
        tied: the best places, in order, the more talked of first and units last; empty if nothing
            was found. They are looked at as far as they have to be.
        score: theirs.
        threshold: the least score of an answer.

    >>> from toponyms.model import Place
    >>> city = Place("x:1", feature="P.PPLA", country="AZ")
    >>> unit = Place("x:2", feature="A.ADM1", country="AZ")
    >>> status_of([city, unit], 0.9, 0.5), status_of([city, city], 0.9, 0.5)
    ('matched', 'ambiguous')
    >>> status_of([city], 0.4, 0.5)
    'unmatched'
    """
    places = iter(tied)
    first = next(places, None)
    if first is None or score < threshold:
        return "unmatched"
    return "matched" if all(_gives_way(other, first) for other in places) else "ambiguous"


def _gives_way(other: Place, first: Place) -> bool:
    if other.feature == _HISTORICAL:
        return first.feature != _HISTORICAL
    is_unit = other.feature.startswith("A.ADM") and other.country == first.country
    return first.feature.startswith("P") and (is_unit or other.feature[:1] in _LANDFORMS)
