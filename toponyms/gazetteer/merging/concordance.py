"""Joins records by what they say themselves: by their ids, and by ids in other sources.

Joined are, in this order: records of one id; a record and the one whose id it names; two records
that name the same id, which no record has; and a record with the one that it replaces. Refused,
and reported, is what would make one place of

- two places of the base: a third's claim is not enough for that;
- two records of one source that do not look like one (of unlike feature classes, or far apart):
  the source itself tells them apart, and mostly a town and its district name one id;
- two settlements that lie farther apart than any error of coordinates.
"""

from __future__ import annotations

import math
from array import array
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toponyms.gazetteer.merging.distance import distance_km
from toponyms.gazetteer.merging.report import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from toponyms.gazetteer.merging.groups import Groups
    from toponyms.gazetteer.merging.staging import Staging
    from toponyms.gazetteer.sources.faults import Faults

__all__ = ["join_by_ids"]

#: Two settlements farther apart than this are not one, whatever a source says.
FARTHEST_KM = 50.0
#: Two settlements of one source that share an id elsewhere are one up to here.
SAME_SOURCE_KM = 2.0
_SETTLEMENT = ord("P")


def join_by_ids(
    staging: Staging, groups: Groups, base_layers: int, faults: Faults
) -> frozenset[int]:
    """Joins records by ids.

    Args:
        staging: the records.
        groups: none joined yet; is changed.
        base_layers: how many layers, from the first, are gazetteers to build upon.
        faults: is told of ids that stand twice in one layer.

    Returns:
        Records to leave out, because an earlier one of their layer has their id.

    Raises:
        GazetteerError: if an id stands twice in a layer and `faults` does not keep going.
    """
    pairs = (array("q"), array("q"), array("b"))
    dropped = _collect(staging, pairs, faults)
    ones, others, phases = (np.array(column, dtype=np.int64) for column in pairs)
    judge = _Judge(staging, groups, base_layers)
    refused: list[tuple[int, int, _Fault]] = []
    for at in np.lexsort((others, ones, phases)).tolist():
        one, other = int(ones[at]), int(others[at])
        if groups.first(one) == groups.first(other):
            continue
        fault = None if phases[at] == 0 else judge.fault(one, other)
        if fault is None:
            groups.join(one, other)
        else:
            refused.append((one, other, fault))
    _tell(staging, refused)
    return frozenset(dropped)


def _tell(staging: Staging, refused: Sequence[tuple[int, int, _Fault]]) -> None:
    numbers = {number for one, other, fault in refused for number in (one, other, *fault.between)}
    ids = staging.ids(sorted(numbers))
    for one, other, fault in refused:
        between = " and ".join(ids[number] for number in fault.between)
        staging.report(
            Finding(
                "conflict",
                fault.reason,
                ids[one],
                ids[other],
                staging.files[staging.layer[other]],
                staging.line[other],
                detail=", ".join(filter(None, (between, fault.detail))),
            )
        )


def _collect(
    staging: Staging, pairs: tuple[array[int], array[int], array[int]], faults: Faults
) -> list[int]:
    """Pairs to join with the phase in which to; gives the records to leave out."""
    dropped: list[int] = []
    for own, same, replacing in _claims_by_id(staging):
        seen: dict[int, int] = {}
        kept: list[int] = []
        for number in own:
            layer = staging.layer[number]
            if layer in seen:
                dropped.append(number)
                faults.add(
                    "id stands twice",
                    file=staging.files[layer],
                    line=staging.line[number] or None,
                    value=staging.ids([number])[number],
                )
                continue
            seen[layer] = number
            kept.append(number)
        claims = [(number, 0) for number in kept[1:]]
        claims += [(number, 1 if kept else 2) for number in same]
        claims += [(number, 3) for number in replacing if kept]
        if not claims:
            continue
        first = kept[0] if kept else claims[0][0]
        for number, phase in claims:
            if number != first:
                pairs[0].append(min(first, number))
                pairs[1].append(max(first, number))
                pairs[2].append(phase)
    gone = set(dropped)
    if gone:
        keep = [not (one in gone or other in gone) for one, other in zip(*pairs[:2], strict=True)]
        for column in pairs:
            column[:] = array(column.typecode, (v for v, k in zip(column, keep, strict=True) if k))
    return dropped


def _claims_by_id(staging: Staging) -> Iterator[tuple[list[int], list[int], list[int]]]:
    """For each id that several records name: whose it is, who has the same, who replaces it."""
    current, parts = "", ([], [], [])  # type: tuple[str, tuple[list[int], list[int], list[int]]]
    for claimed, sort, number in staging.claims():
        if claimed != current:
            if sum(map(len, parts)) > 1:
                yield parts
            current, parts = claimed, ([], [], [])
        parts[sort].append(number)
    if sum(map(len, parts)) > 1:
        yield parts


class _Fault(NamedTuple):
    """Why two groups must not be joined, and which of their records that is about."""

    reason: str
    between: tuple[int, int]
    detail: str = ""


class _Judge:
    """Tells why two groups must not be joined."""

    def __init__(self, staging: Staging, groups: Groups, base_layers: int) -> None:
        self._staging = staging
        self._groups = groups
        self._base_layers = base_layers

    def fault(self, one: int, other: int) -> _Fault | None:
        """Why the groups of two records must not be joined, or None if they may be."""
        here, there = list(self._groups.members(one)), list(self._groups.members(other))
        mine, yours = self._of_base(here), self._of_base(there)
        if mine is not None and yours is not None:
            return _Fault("an id would join two places of the base", (mine, yours))
        km = self._km(one, other)
        if self._settlement(one) and self._settlement(other) and km > FARTHEST_KM:
            reason = "an id would join settlements that lie far apart"
            return _Fault(reason, (one, other), f"{km:.0f} km")
        scheme = self._staging.scheme
        same_source = [pair for pair in product(here, there) if scheme[pair[0]] == scheme[pair[1]]]
        reason = "an id would join two records of one source that differ"
        for pair in same_source:
            if self._unlike(*pair):
                return _Fault(reason, pair, "feature classes differ")
            if (km := self._km(*pair)) > SAME_SOURCE_KM:
                return _Fault(reason, pair, f"{km:.1f} km")
        return None

    def _of_base(self, members: Sequence[int]) -> int | None:
        """The member that is of the base."""
        layer = self._staging.layer
        return next((member for member in members if layer[member] < self._base_layers), None)

    def _settlement(self, number: int) -> bool:
        return self._staging.feature_class[number] == _SETTLEMENT

    def _unlike(self, one: int, other: int) -> bool:
        classes = self._staging.feature_class
        return bool(classes[one] and classes[other] and classes[one] != classes[other])

    def _km(self, one: int, other: int) -> float:
        """The distance, 0 where it is not known."""
        lat, lon = self._staging.lat, self._staging.lon
        km = distance_km((lat[one], lon[one]), (lat[other], lon[other]))
        return 0.0 if math.isnan(km) else km
