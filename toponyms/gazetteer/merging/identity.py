"""Gives every place its id, keeps the ids it had, and says what became of those that are gone.

A place is called by the id of the base; else by the one that it had in the gazetteer before; else
by that of its first record: the user's own before imported ones.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from toponyms.gazetteer.merging.staging import OWN, REPLACES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toponyms.gazetteer.merging.groups import Groups
    from toponyms.gazetteer.merging.staging import Staging

__all__ = ["Withdrawn", "keep_ids", "withdraw"]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A line of withdrawn.csv.

    Attributes:
        id: an id that the gazetteer had.
        replaced_by: the place that it is now, or empty.
        reason: `merged` if a place under another id has it now, `replaced` if a source says so,
            `gone` if no source has it any more.
        since: the date of the sources without it, `2026-07-01`.
    """

    id: str
    replaced_by: str
    reason: str
    since: str


def keep_ids(staging: Staging, groups: Groups, base_layers: int) -> dict[int, str]:
    """Ids of groups that are not called by the id of their first record, by that record."""
    kept: dict[int, tuple[int, int, str]] = {}
    for before in staging.claims_to_previous():
        if before.withdrawn or before.number is None or before.sort == REPLACES:
            continue
        first = groups.first(before.number)
        if staging.layer[first] < base_layers or (
            before.sort == OWN and groups.is_alone(before.number)
        ):
            continue
        claim = before.sort, before.number, before.id
        kept[first] = min(kept.get(first, claim), claim)
    return {
        first: place_id
        for first, (sort, number, place_id) in kept.items()
        if (sort, number) != (OWN, first)
    }


def withdraw(
    staging: Staging,
    groups: Groups,
    kept: dict[int, str],
    old: Mapping[str, Withdrawn],
    since: str,
) -> list[Withdrawn]:
    """The ids that there were and are no more, sorted.

    Args:
        staging: the records.
        groups: which of them are one place.
        kept: what `keep_ids` gave.
        old: what had been withdrawn already, by id.
        since: the date to note for what is withdrawn now.
    """
    gone: dict[str, tuple[int | None, str]] = {}
    first: int | None
    for before in staging.claims_to_previous():
        if before.number is None:
            gone[before.id] = None, "gone"
            continue
        first = groups.first(before.number)
        is_own = before.sort == OWN and before.number == first
        if kept[first] == before.id if first in kept else is_own:
            continue
        gone[before.id] = first, "replaced" if before.sort == REPLACES else "merged"
    own = staging.ids([first for first, _ in gone.values() if first is not None])
    found: dict[str, Withdrawn] = {}
    for place_id, (first, reason) in gone.items():
        now = "" if first is None else kept.get(first, own[first])
        if place_id in old:
            was = old[place_id]
            found[place_id] = replace(was, replaced_by=now or was.replaced_by)
        else:
            found[place_id] = Withdrawn(place_id, now, reason, since)
    return [
        replace(found[place_id], replaced_by=_follow(found, place_id)) for place_id in sorted(found)
    ]


def _follow(found: Mapping[str, Withdrawn], place_id: str) -> str:
    """The place that there is in the end, where one that was withdrawn replaced another."""
    seen = {place_id}
    current = found[place_id].replaced_by
    while current in found:
        if current in seen:
            return ""
        seen.add(current)
        current = found[current].replaced_by
    return current
