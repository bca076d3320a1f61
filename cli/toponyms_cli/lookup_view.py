"""How answers to look-ups are put: as JSON, as rows, and as something to look at."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

    from toponyms import Candidate, Gazetteer, Place, Resolution
    from toponyms_cli.lookup_table import LookupTable

__all__ = ["LANGUAGES", "LookupView", "candidate_record"]

#: The languages whose names are always shown, in the order of their tags.
LANGUAGES = {"az": "Azerbaijani", "hy": "Armenian", "ru": "Russian", "en": "English"}


class LookupView:
    """The view of answers of one resolver.

    Args:
        gazetteer: the one that was searched.
        lang: a language to name places in, besides those of `LANGUAGES`.
        near: a point to tell the distance from, as latitude and longitude in degrees.
        explain: whether to tell the steps from each query to its answer.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        lang: str | None = None,
        near: tuple[float, float] | None = None,
        explain: bool = False,
    ) -> None:
        self.langs = tuple(dict.fromkeys([*LANGUAGES, *([lang] if lang else [])]))
        self.near = near
        self.explain = explain
        self._gazetteer = gazetteer
        self._labels: dict[str, dict[str, str | None]] = {}

    @property
    def columns(self) -> Sequence[str]:
        """One row a query; `candidates` are ids, best first, with spaces between them."""
        named = [f"name_{lang}" for lang in self.langs]
        steps = ["steps"] if self.explain else []
        return (
            "query", "status", "place_id", "name", "score", "method",
            "feature", "country", "lat", "lon", *named, "candidates", *steps,
        )  # fmt: skip

    def labels(self, place: Place) -> dict[str, str | None]:
        """A place's names by language; names of equal standing stand side by side."""
        labels = self._labels.get(place.id)
        if labels is None:
            labels = {lang: place.label(lang) or None for lang in self.langs}
            self._labels[place.id] = labels
        return labels

    def record(self, item: Resolution) -> dict[str, Any]:
        """One object a query; `place_id` is null unless matched."""
        place, best = item.place, item.candidates[0] if item.place else None
        record: dict[str, Any] = {
            "query": item.query,
            "status": item.status,
            "place_id": place.id if place else None,
            "name": best.name.text if best else None,
            "score": item.score,
            "method": best.method if best else None,
            "feature": place.feature if place else None,
            "country": place.country if place else None,
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
            "names": self.labels(place) if place else None,
            "candidates": list(map(candidate_record, item.candidates)),
        }
        if self.explain:
            record["steps"] = [{"name": step.name, "result": step.result} for step in item.steps]
        return record

    def rows(self, item: Resolution) -> Iterable[Sequence[object]]:
        """One row a query."""
        place = item.place
        row: list[object] = [item.query, item.status]
        if place is None:
            row += [None, None, item.score, *[None] * (5 + len(self.langs))]
        else:
            best = item.candidates[0]
            row += [place.id, best.name.text, item.score, best.method]
            row += [
                place.feature,
                place.country,
                place.lat,
                place.lon,
                *self.labels(place).values(),
            ]
        row.append(" ".join([candidate.place.id for candidate in item.candidates]))
        if self.explain:
            row.append("; ".join([f"{step.name}: {step.result}" for step in item.steps]))
        yield row

    def draw(self, item: Resolution) -> RenderableType:
        """One block a query."""
        return self._table.draw(item)

    @cached_property
    def _table(self) -> LookupTable:
        from toponyms_cli.lookup_table import LookupTable

        return LookupTable(self, self._gazetteer)


def candidate_record(candidate: Candidate) -> dict[str, Any]:
    """An object of JSON for a place that a name may mean."""
    place = candidate.place
    return {
        "place_id": place.id,
        "name": candidate.name.text,
        "score": candidate.score,
        "method": candidate.method,
        "feature": place.feature,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
    }
