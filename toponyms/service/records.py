"""How answers are put as JSON: as `toponyms lookup --format json`, with more of each candidate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from toponyms.recent import Recent

if TYPE_CHECKING:
    from toponyms.gazetteer import Gazetteer
    from toponyms.model import Candidate, Mention, Name, Place, Resolution, Step
    from toponyms.transliteration import System

__all__ = ["LANGUAGES", "Records", "name_record", "step_record", "system_record"]

#: The languages whose names are always shown.
LANGUAGES = ("az", "hy", "ru", "en")
#: Places whose facts and names are kept as they are put, between as many and twice as many; and
#: those whose labels are: they are short, and every answer has them.
_KEPT, _KEPT_LABELS = 2**10, 2**12


class Records:
    """Puts answers about the places of one gazetteer.

    Args:
        gazetteer: knows the units that places lie in.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._index = gazetteer.index
        # What is said of a place again and again is put into JSON once.
        self._facts = Recent[dict[str, Any]](_KEPT)
        self._names = Recent[orjson.Fragment](_KEPT)
        self._labels = Recent[orjson.Fragment](_KEPT_LABELS)
        self._rows: dict[tuple[str, str], int] | None = None

    def resolution(
        self, item: Resolution, *, explain: bool = False, names: bool = False
    ) -> dict[str, Any]:
        """One object a query; `place_id` is null unless matched.

        Args:
            item: the answer.
            explain: whether its steps are told.
            names: whether each candidate has all its names, which are most of what is sent.
        """
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
            "candidates": [self.candidate(one, names=names) for one in item.candidates],
        }
        if explain:
            record["steps"] = list(map(step_record, item.steps))
        return record

    def candidate(self, candidate: Candidate, *, names: bool = False) -> dict[str, Any]:
        """A place that a name may mean, and the name that was met."""
        name = candidate.name
        record = {
            "place_id": candidate.place.id,
            "name": name.text,
            "score": candidate.score,
            "method": candidate.method,
            **self.facts(candidate.place),
            "name_lang": name.lang,
            "name_kind": name.kind,
        }
        if names:
            record["names"] = self.names(candidate.place)
        return record

    def place(self, place: Place) -> dict[str, Any]:
        """A place with all its names."""
        told = {"place_id": place.id, "name": place.name(), **self.facts(place)}
        return {**told, "names": self.names(place)}

    def mention(self, mention: Mention, *, explain: bool = False) -> dict[str, Any]:
        """A name in a text; `place_id` is null unless matched."""
        answer = mention.resolution
        place = answer.place
        record: dict[str, Any] = {
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            "status": answer.status,
            "place_id": place.id if place else None,
            "name": answer.candidates[0].name.text if place else None,
            "score": mention.score,
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
            "country": place.country if place else None,
            "names": self.labels(place) if place else None,
            "candidates": [_short(one) for one in answer.candidates],
        }
        if explain:
            record["steps"] = list(map(step_record, answer.steps))
        return record

    def facts(self, place: Place) -> dict[str, Any]:
        """What is known of a place, beside its id and names."""
        facts = self._facts.get(place.id)
        if facts is None:
            facts = {
                "feature": place.feature,
                "country": place.country,
                "lat": place.lat,
                "lon": place.lon,
                "admin1": place.admin1,
                "population": place.population,
                "geonames": place.geonames,
                "wikidata": place.wikidata,
                "unit": self.unit(place),
            }
            self._facts.keep(place.id, facts)
        return facts

    def names(self, place: Place) -> orjson.Fragment:
        """All names of a place."""
        put = self._names.get(place.id)
        if put is None:
            put = self._names.keep(place.id, _fragment([name_record(name) for name in place.names]))
        return put

    def unit(self, place: Place) -> dict[str, Any] | None:
        """The first-level unit that a place lies in, with its id and names by language."""
        unit = self.unit_of(place)
        return None if unit is None else {"place_id": unit.id, "names": self.labels(unit)}

    def labels(self, place: Place) -> orjson.Fragment:
        """A place's names by language; names of equal standing stand side by side."""
        put = self._labels.get(place.id)
        if put is None:
            said = {lang: place.label(lang) or None for lang in LANGUAGES}
            put = self._labels.keep(place.id, _fragment(said))
        return put

    def unit_of(self, place: Place) -> Place | None:
        """The first-level unit that a place lies in, as far as the gazetteer has it."""
        row = self._units().get((place.country, place.admin1)) if place.admin1 else None
        unit = None if row is None else self._index.place(row)
        return None if unit is None or unit.id == place.id else unit

    def country_of(self, place: Place) -> Place | None:
        """The country that a place lies in, as far as the gazetteer has it."""
        row = self._units().get((place.country, ""))
        return None if row is None else self._index.place(row)

    def _units(self) -> dict[tuple[str, str], int]:
        if self._rows is None:
            rows: dict[tuple[str, str], int] = {}
            for row in self._index.store.numbers("unit"):
                place = self._index.place(row)
                admin1 = place.admin1 if place.feature == "A.ADM1" else ""
                rows.setdefault((place.country, admin1), row)
            self._rows = rows
        return self._rows


def _fragment(record: object) -> orjson.Fragment:
    """What is kept of a record; a copy, since what orjson gives holds a kilobyte at least."""
    return orjson.Fragment(bytes(memoryview(orjson.dumps(record))))


def name_record(name: Name) -> dict[str, str]:
    """A name of a place."""
    return {
        "text": name.text,
        "lang": name.lang,
        "kind": name.kind,
        "from": name.from_,
        "to": name.to,
        "source": name.source,
    }


def step_record(step: Step) -> dict[str, str]:
    """A step from a query to its answer."""
    return {"name": step.name, "result": step.result}


def system_record(system: System) -> dict[str, Any]:
    """A conversion system without its letters and rules."""
    return {
        "id": system.id,
        "name": system.name,
        "short": list(system.short),
        "language": system.language,
        "source_script": system.source_script,
        "target_script": system.target_script,
        "target_language": system.target_language,
        "reversible": system.reversible,
        "usual": system.usual,
        "authority": system.authority,
        "year": system.year,
        "title": system.title,
        "source": system.source,
        "purpose": system.purpose,
        "loss": list(system.loss),
        "options": [
            {"name": one.name, "summary": one.summary, "default": one.default}
            for one in system.options.values()
        ],
    }


def _short(candidate: Candidate) -> dict[str, Any]:
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
