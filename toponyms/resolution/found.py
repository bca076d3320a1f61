"""Places found for a query, and the decision between them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.model import Method, Place, Status

__all__ = ["Calibration", "Found", "default_calibration", "status_of"]


Found: TypeAlias = "tuple[int, int, float, Method]"
"""A place that a query may mean: the row of the place, the number of the name that was met,
the score (the probability from 0 to 1 that the query is that name; homonyms share it), and
how the name was met."""


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


def status_of(tied: Sequence[Place], score: float, threshold: float) -> Status:
    """What to say of the places that fit best and equally well.

    A populated place is meant before the administrative units of its country that are
    named after it (Bakı the city, Bakı the unit); any other homonyms are ambiguous.

    Args:
        tied: the best places, in order; empty if nothing was found.
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
    if not tied or score < threshold:
        return "unmatched"
    first, *others = tied
    stands_for_all = first.feature.startswith("P") and all(
        other.feature.startswith("A.ADM") and other.country == first.country for other in others
    )
    return "matched" if not others or stands_for_all else "ambiguous"
