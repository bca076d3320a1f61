"""Which of the places of one name a text means: by its other mentions, the words beside it,
and how much a place is talked of.

Each place has a utility, and the shares that follow from the utilities of all decide: the first
is meant if its share passes a threshold, else the mention is ambiguous. The weights are data
(evidence.toml) and are explained there.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from toponyms.gazetteer.compiler import prominence
from toponyms.packaged import packaged_toml
from toponyms.resolution.context import distance_km

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.gazetteer.index import Index
    from toponyms.mentions.reading import Form
    from toponyms.model import Name, Place

__all__ = ["Homonyms", "Reading", "homonyms_of", "is_settled", "nearness", "settle"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One place that a name may mean.

    Attributes:
        place, name: the place, and its name that was met.
        form: how the name was read.
        weight: what its utility is before the rest of the text is looked at.
    """

    place: Place
    name: Name
    form: Form
    weight: float


@dataclass(frozen=True, slots=True)
class Homonyms:
    """The places that one run of words may mean, likeliest first.

    Attributes:
        readings: one for each place.
        prominence: of the most prominent, as a power of ten of inhabitants.
        langs: the languages of the names that were met.
    """

    readings: tuple[Reading, ...]
    prominence: float
    langs: frozenset[str]


def homonyms_of(index: Index, names: Sequence[int], forms: Sequence[Form]) -> Homonyms:
    """What some names mean, each place once.

    Args:
        index: has the names.
        names: their numbers, the likeliest reading first.
        forms: how each was read.
    """
    weights = _weights()
    met: dict[str, Reading] = {}
    for number, form in zip(names, forms, strict=True):
        place, name = index.met(number)
        weight = weights["prominence"] * prominence(place)
        weight -= weights["ending"] * bool(form.endings)
        weight -= weights["unit"] * place.feature.startswith("A.ADM")
        if place.id not in met or met[place.id].weight < weight:
            met[place.id] = Reading(place, name, form, weight)
    readings = sorted(met.values(), key=lambda reading: (-reading.weight, reading.place.id))
    return Homonyms(
        tuple(readings),
        max(prominence(reading.place) for reading in readings),
        frozenset(reading.name.lang for reading in readings),
    )


def settle(
    homonyms: Homonyms, kind: str, anchors: Sequence[Place]
) -> tuple[list[Reading], list[float]]:
    """The places in the order of their likelihood, and their shares, which sum to 1.

    Args:
        homonyms: the places.
        kind: the GeoNames feature class that a generic term beside the name says, or empty.
        anchors: places that the text surely mentions.
    """
    weights = _weights()
    countries = {place.country for place in anchors if place.country}
    utilities = []
    for reading in homonyms.readings:
        place = reading.place
        utility = reading.weight
        if kind:
            utility += weights["kind"] * place.feature.startswith(kind)
        if anchors and place.country:
            utility += weights["country"] * (place.country in countries)
            utility += weights["near"] * nearness(place, anchors)
        utilities.append(utility)
    highest = max(utilities)
    chances = [math.exp(utility - highest) for utility in utilities]
    whole = sum(chances)
    order = sorted(range(len(chances)), key=lambda row: -chances[row])
    return [homonyms.readings[row] for row in order], [chances[row] / whole for row in order]


def is_settled(readings: Sequence[Reading], shares: Sequence[float]) -> bool:
    """Whether the first of the readings is the one that is meant."""
    return shares[0] >= _weights()["share"]


def nearness(place: Place, anchors: Sequence[Place]) -> float:
    """How near a place is to the nearest of others, from 1 (there) to 0 (far away)."""
    if place.lat is None or place.lon is None:
        return 0.0
    apart = min(
        (
            distance_km((place.lat, place.lon), (other.lat, other.lon))
            for other in anchors
            if other.lat is not None and other.lon is not None
        ),
        default=math.inf,
    )
    return math.exp(-apart / _weights()["near_km"])


@cache
def _weights() -> dict[str, float]:
    weights: dict[str, float] = packaged_toml("toponyms.mentions", "evidence.toml")["homonyms"]
    return weights
