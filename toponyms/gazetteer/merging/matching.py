"""Joins records that no id joins: by where they are, what they are, and what they are called.

Layer after layer, the records that are joined with nothing before them look for their place among
what there is by then. The best candidate is taken if its score reaches the threshold and no other
comes near it; what is left open is reported. Never joined are records of one source, which tells
them apart itself; places whose ids in a third source differ; and places of two countries.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from toponyms.gazetteer.merging.distance import Marks, Near
from toponyms.gazetteer.merging.likeness import (
    MARGIN,
    THRESHOLD,
    Forms,
    agreement,
    forms_of,
    limit_km,
    score,
)
from toponyms.gazetteer.merging.marks import NameMarks
from toponyms.gazetteer.merging.report import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from toponyms.gazetteer.merging.groups import Groups
    from toponyms.gazetteer.merging.staging import Staged, Staging

__all__ = ["join_by_likeness"]

#: How many records look for their place at once, and how many pairs are looked at for them.
_BATCH, _PAIRS = 1_000, 500_000
#: How many records are looked up at once: each time something is done for all that there are.
_LARGE = 100_000
#: Sources whose numbers tell places apart.
_TELLING = ("gn", "wd", "wof")
#: Units that are few and have names of their own, so that they are met without coordinates.
_UNITS = ("A.ADM1", "A.ADM2", "A.PCL")
_SHOWN_NAMES = 4
#: Places that a record may be that are kept in mind, the best of them.
_OFFERS = 4


class _Group(NamedTuple):
    """A group of records, as far as matching needs it."""

    first: Staged
    feature: str
    country: str
    ids: dict[str, frozenset[str]]
    forms: Forms


class _Offer(NamedTuple):
    """A place that a record may be."""

    score: float
    target: int
    km: float | None
    names: str
    obstacle: str


def join_by_likeness(
    staging: Staging,
    groups: Groups,
    left_out: frozenset[int],
    on_records: Callable[[int], None] = lambda _: None,
    *,
    threshold: float = THRESHOLD,
) -> int:
    """Joins what looks like one place.

    Args:
        staging: the records.
        groups: joined by ids already; is changed.
        left_out: records that stand for nothing.
        on_records: is told now and then how many records have been looked at.
        threshold: two groups at least this much alike are one.

    Returns:
        How many groups were joined with another.
    """
    matcher = _Matcher(staging, groups, on_records, threshold)
    return sum(
        matcher.join_layer(layer, left_out) for layer in range(1, max(staging.layer, default=0) + 1)
    )


class _Matcher:
    def __init__(
        self,
        staging: Staging,
        groups: Groups,
        on_records: Callable[[int], None],
        threshold: float,
    ) -> None:
        self._staging = staging
        self._groups = groups
        self._on_records = on_records
        self._threshold = threshold
        self._marks = NameMarks(staging, groups)
        self._looked_at = 0

    def join_layer(self, layer: int, left_out: frozenset[int]) -> int:
        """Joins the records of a layer with what is before it."""
        firsts = np.array(
            [number for number in self._groups.firsts() if number not in left_out], dtype=np.int64
        )
        layers = np.array(self._staging.layer)[firsts]
        sources, targets = firsts[layers == layer], firsts[layers < layer]
        if not len(sources) or not len(targets):
            return 0
        lat, lon, kinds = self._located(firsts)
        offers: dict[int, list[_Offer]] = {}
        for batch, pairs in self._near(sources, targets, lat, lon, kinds):
            offers |= self._offers(batch, pairs)
        for batch, pairs in self._units(sources, targets, lat):
            offers |= self._offers(batch, pairs)
        return self._take(offers)

    def _located(
        self, firsts: NDArray[np.int64]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.uint8]]:
        """Where and what groups are, by the number of the first record: its first that says it."""
        staging = self._staging
        lat, lon, kinds = (
            np.array(column) for column in (staging.lat, staging.lon, staging.feature_class)
        )
        for first in firsts[np.isnan(lat[firsts]) | (kinds[firsts] == 0)].tolist():
            for member in sorted(self._groups.members(first)):
                if np.isnan(lat[first]) and not np.isnan(lat[member]):
                    lat[first], lon[first] = lat[member], lon[member]
                kinds[first] = kinds[first] or kinds[member]
        return lat, lon, kinds

    def _near(
        self,
        sources: NDArray[np.int64],
        targets: NDArray[np.int64],
        lat: NDArray[np.float64],
        lon: NDArray[np.float64],
        kinds: NDArray[np.uint8],
    ) -> Iterator[tuple[list[int], dict[tuple[int, int], float | None]]]:
        """Batches of records with the distances of the places near them."""
        sources, targets = (side[~np.isnan(lat[side])] for side in (sources, targets))
        for kind in np.unique(kinds[sources]).tolist():
            here = sources[kinds[sources] == kind]
            there = targets[(kinds[targets] == kind) | (kinds[targets] == 0)] if kind else targets
            limit = limit_km(chr(kind) if kind else "")
            # The names of what has nothing near it need not be read.
            there = there[Near(lat[here], lon[here], limit).counts(lat[there], lon[there]) > 0]
            alone = Near(lat[there], lon[there], limit).counts(lat[here], lon[here]) == 0
            self._looked_at += np.count_nonzero(alone)
            here = here[~alone]
            # Neighbours together, so that what is near them is read from disk once.
            here = here[np.lexsort((lon[here], np.floor(lat[here] * 2)))]
            self._marks.read(np.concatenate([here, there]))
            near = Near(lat[there], lon[there], limit, self._marks.of(there))
            for start in range(0, len(here), _LARGE):
                large = here[start : start + _LARGE]
                yield from self._alike(large, there, near, lat, lon)

    def _alike(
        self,
        here: NDArray[np.int64],
        there: NDArray[np.int64],
        near: Near,
        lat: NDArray[np.float64],
        lon: NDArray[np.float64],
    ) -> Iterator[tuple[list[int], dict[tuple[int, int], float | None]]]:
        """Batches of records with the distances of the places near them and like them.

        Args:
            here: the records.
            there: the places.
            near: finds these.
            lat: degrees of all.
            lon: likewise.
        """
        marks = self._marks.of(here)
        order = np.argsort(marks.points, kind="stable")
        marks = Marks(marks.points[order], marks.values[order])
        for start, end in _slices(near.counts(lat[here], lon[here], marks)):
            part = here[start:end]
            first, last = np.searchsorted(marks.points, [start, end])
            own = Marks(marks.points[first:last] - start, marks.values[first:last])
            one, other, km = near.pairs(lat[part], lon[part], own)
            keys = zip(part[one].tolist(), there[other].tolist(), strict=True)
            yield sorted(set(part[one].tolist())), dict(zip(keys, km.tolist(), strict=True))
            self._looked_at += len(part)
            self._on_records(self._looked_at)

    def _units(
        self, sources: NDArray[np.int64], targets: NDArray[np.int64], lat: NDArray[np.float64]
    ) -> Iterator[tuple[list[int], dict[tuple[int, int], float | None]]]:
        """Units and countries of which one side has no coordinates, all with all of their kind."""
        ours, theirs = (self._staging.units(_UNITS, side) for side in (sources, targets))
        by_kind: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, feature, country in theirs:
            by_kind[feature, country].append(number)
        pairs: dict[tuple[int, int], float | None] = {}
        for number, feature, country in ours:
            for other in by_kind[feature, country] if country else ():
                if np.isnan(lat[number]) or np.isnan(lat[other]):
                    pairs[number, other] = None
        if pairs:
            yield sorted({number for number, _ in pairs}), pairs

    def _offers(
        self, sources: Sequence[int], pairs: dict[tuple[int, int], float | None]
    ) -> dict[int, list[_Offer]]:
        """What each record may be, best first."""
        if not pairs:
            return {}
        known = self._read({number for pair in pairs for number in pair})
        mine: dict[str, list[int]] = defaultdict(list)
        for number in sources:
            for form in _all_forms(known[number].forms):
                mine[form].append(number)
        alike = {
            (source, target)
            for target in {target for _, target in pairs}
            for form in _all_forms(known[target].forms)
            for source in mine.get(form, ())
            if (source, target) in pairs
        }
        offers: dict[int, list[_Offer]] = defaultdict(list)
        for source, target in alike:
            one, other = known[source], known[target]
            agree, names = agreement(one.forms, other.forms)
            if not agree:
                continue
            km = pairs[source, target]
            kind = (one.feature or other.feature)[:1]
            points = score(agree, km, limit_km(kind))
            # What is too unlike to be worth a line in the report is not kept.
            if points >= self._threshold / 2:
                common = ", ".join(names[:_SHOWN_NAMES])
                obstacle = self._obstacle(one, other)
                offers[source].append(_Offer(points, target, km, common, obstacle))
        return {
            source: sorted(found, key=lambda offer: (-offer.score, offer.target))[:_OFFERS]
            for source, found in offers.items()
        }

    def _read(self, numbers: Iterable[int]) -> dict[int, _Group]:
        members = {number: sorted(self._groups.members(number)) for number in numbers}
        staged = self._staging.records([one for group in members.values() for one in group])
        order = sorted(members)
        forms = forms_of(
            [[name for one in members[number] for name in staged[one].names] for number in order]
        )
        return {
            number: _group([staged[one] for one in members[number]], form)
            for number, form in zip(order, forms, strict=True)
        }

    def _obstacle(self, one: _Group, other: _Group) -> str:
        """Why two places cannot be one, however alike they look; empty if they can."""
        if one.country and other.country and one.country != other.country:
            return "the countries differ"
        for scheme in one.ids.keys() & other.ids.keys():
            if one.ids[scheme].isdisjoint(other.ids[scheme]):
                return f"the {scheme}: ids differ"
        return ""

    def _take(self, offers: dict[int, list[_Offer]]) -> int:
        """Joins records with the best of what they may be, if it is good and alone."""
        wanted: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for source, found in offers.items():
            able = [offer for offer in found if not offer.obstacle]
            best = able[0] if able else None
            if best is None or best.score < self._threshold:
                self._doubt(source, found[0], found[0].obstacle or "below the threshold")
            elif len(able) > 1 and best.score - able[1].score < MARGIN:
                for offer in able:
                    if best.score - offer.score < MARGIN:
                        self._doubt(source, offer, "several places fit")
            else:
                wanted[best.target].append((-best.score, source))
        joined = 0
        for target, claims in wanted.items():
            claims.sort()
            (first, winner), *rest = claims
            clear = not rest or rest[0][0] - first >= MARGIN
            if clear:
                self._groups.join(winner, target)
                joined += 1
            for _, source in rest if clear else claims:
                self._doubt(source, offers[source][0], "several records fit")
        return joined

    def _doubt(self, source: int, offer: _Offer, reason: str) -> None:
        ids = self._staging.ids([source, offer.target])
        near = "no coordinates" if offer.km is None else f"{offer.km:.1f} km"
        self._staging.report(
            Finding(
                "doubtful",
                reason,
                ids[offer.target],
                ids[source],
                self._staging.files[self._staging.layer[source]],
                self._staging.line[source],
                detail=f"score {offer.score:.2f}, {near}: {offer.names}",
            )
        )


def _group(members: Sequence[Staged], forms: Forms) -> _Group:
    ids: dict[str, set[str]] = defaultdict(set)
    for member in members:
        # Of the source itself every number tells; of others those that tell places apart.
        ids[member.id.partition(":")[0]].add(member.id)
        for other in member.same_as:
            if (scheme := other.partition(":")[0]) in _TELLING:
                ids[scheme].add(other)
    return _Group(
        members[0],
        next((member.feature for member in members if member.feature), ""),
        next((member.country for member in members if member.country), ""),
        {scheme: frozenset(numbers) for scheme, numbers in ids.items()},
        forms,
    )


def _all_forms(forms: Forms) -> set[str]:
    """Every form, marked with what it is."""
    return {*forms.letters, *(f"~{sound}" for sound in forms.sounds)}


def _slices(counts: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Parts of a column in which the counts do not add up to too many."""
    start = 0
    total = np.cumsum(counts)
    while start < len(counts):
        before = int(total[start - 1]) if start else 0
        end = int(np.searchsorted(total, before + _PAIRS, side="right"))
        end = min(max(end, start + 1), start + _BATCH)
        yield start, end
        start = end
