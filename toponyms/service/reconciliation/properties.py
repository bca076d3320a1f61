"""Data extension: what is known of places, property by property."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toponyms.errors import UnknownPlaceError
from toponyms.service.fields import checked_text
from toponyms.service.problems import Problem
from toponyms.service.reconciliation.words import Words  # noqa: TC001 - a NamedTuple's own use
from toponyms.text.scripts import main_script
from toponyms.transliteration import systems, transliterate
from toponyms.transliteration.catalogue import Systems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from toponyms.model import Name, Place
    from toponyms.service.core import Core

    Values = list[dict[str, Any]]

__all__ = ["Extension", "settings"]

#: The system of romanization that is taken when none is chosen.
_SYSTEM = "bgnpcgn-rus-Cyrl-Latn-1947"
_UNITS = frozenset({"country", "within"})


def settings(words: Words) -> list[dict[str, Any]]:
    """What a user may set for a property; OpenRefine offers all of them for each."""

    def setting(name: str, kind: str, default: object) -> dict[str, Any]:
        return {
            "name": name,
            "label": words.of("settings", name),
            "help_text": words.of("settings", f"{name}_help"),
            "type": kind,
            "default": default,
        }

    choices = [
        {"value": system.id, "name": system.name}
        for system in systems()
        if system.target_script == "Latn"
    ]
    return [
        setting("limit", "number", 0),
        setting("lang", "text", ""),
        {**setting("system", "select", _SYSTEM), "choices": choices},
    ]


class Extension:
    """Answers what is asked of places.

    Args:
        core: has the places.
        words: of the language of names.
    """

    def __init__(self, core: Core, words: Words) -> None:
        self._core = core
        self._words = words

    def answer(self, given: object) -> dict[str, Any]:
        """The values of properties of places.

        Args:
            given: `ids` and `properties`.

        Raises:
            Problem: if it is malformed, or asks for a property that there is not.
        """
        if not isinstance(given, dict):
            raise Problem(422, "an object with ids and properties is expected", field="extend")
        ids, asked = given.get("ids"), given.get("properties")
        if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
            raise Problem(422, "a list of ids is expected", field="extend.ids")
        most = self._core.limits.names
        if len(ids) > most:
            raise Problem(422, f"{most:,} places at most", field="extend.ids")
        if not isinstance(asked, list) or len(asked) > 50:
            raise Problem(422, "a list of properties is expected", field="extend.properties")
        read = [self._property(one, number) for number, one in enumerate(asked)]
        deadline = self._core.deadline()
        rows: dict[str, dict[str, Values]] = {}
        for place_id in ids:
            try:
                place = self._core.gazetteer.get(place_id)
            except UnknownPlaceError:
                rows[place_id] = {key: [] for key, _, _ in read}
            else:
                rows[place_id] = {key: values(place) for key, values, _ in read}
            deadline.check()
        return {"meta": [meta for _, _, meta in read], "rows": rows}

    def _property(
        self, given: object, number: int
    ) -> tuple[str, Callable[[Place], Values], dict[str, Any]]:
        field = f"extend.properties[{number}]"
        if not isinstance(given, dict):
            raise Problem(422, "an object is expected", field=field)
        key = checked_text(given.get("id"), f"{field}.id", 100)
        known = {one["id"]: one["name"] for one in self._words.all_of("properties")}
        if key not in known:
            raise Problem(422, f"there is no such property; there are {', '.join(known)}",
                          field=f"{field}.id")  # fmt: skip
        chosen = given.get("settings") or {}
        if not isinstance(chosen, dict):
            raise Problem(422, "an object is expected", field=f"{field}.settings")
        most = _whole(chosen.get("limit"), f"{field}.settings.limit")
        lang = str(chosen.get("lang") or "")
        system = str(chosen.get("system") or _SYSTEM)
        if system not in {one.id for one in systems()}:
            raise Problem(422, "there is no such system", field=f"{field}.settings.system")

        def values(place: Place) -> Values:
            found = self._values(key, place, lang, system)
            return found[:most] if most else found

        meta: dict[str, Any] = {"id": key, "name": known[key]}
        if key in _UNITS:
            meta["type"] = {"id": "A", "name": self._words.of("types", "A")}
        return key, values, meta

    def _values(self, key: str, place: Place, lang: str, system: str) -> Values:
        if key.startswith("name_"):
            label = place.label(key.removeprefix("name_"))
            return _texts(label.split(" / ") if label else [])
        names = [name for name in place.names if not lang or name.lang == lang]
        if key == "names":
            return _texts(name.text for name in names)
        if key in ("official", "historical"):
            return _texts(_dated(name) for name in names if name.kind == key)
        if key == "romanization":
            return _texts(_romanized(place, system))
        if key in _UNITS:
            records = self._core.records
            unit = records.country_of(place) if key == "country" else records.unit_of(place)
            return [{"id": unit.id, "name": self._words.name(unit)}] if unit else []
        return _facts(place)[key]


def _facts(place: Place) -> Mapping[str, Values]:
    known = place.lat is not None and place.lon is not None
    return {
        "coordinates": _texts([f"{place.lat},{place.lon}"] if known else []),
        "lat": [] if place.lat is None else [{"float": place.lat}],
        "lon": [] if place.lon is None else [{"float": place.lon}],
        "country_code": _texts([place.country] if place.country else []),
        "feature": _texts([place.feature] if place.feature else []),
        "population": [] if place.population is None else [{"int": place.population}],
        "geonames": _texts([place.geonames] if place.geonames else []),
        "wikidata": _texts([place.wikidata] if place.wikidata else []),
    }


def _texts(texts: Iterable[str]) -> Values:
    return [{"str": text} for text in dict.fromkeys(texts)]


def _dated(name: Name) -> str:
    """A name with its language and dates.

    >>> from toponyms.model import Name
    >>> _dated(Name("Kirovabad", "en", "historical", "1935", "1989"))
    'Kirovabad (en, 1935/1989)'
    """
    dates = f"{name.from_ or '..'}/{name.to or '..'}" if name.from_ or name.to else ""
    return f"{name.text} ({', '.join(filter(None, (name.lang, dates)))})"


def _romanized(place: Place, system_id: str) -> list[str]:
    """The usual names in the language of a system, by that system."""
    system = Systems.default()[system_id]
    langs = (system.language, f"{system.language}-{system.source_script}")
    for lang in langs:
        readable = [
            name for name in place.names_in(lang) if main_script(name.text) == system.source_script
        ]
        if readable:
            best = [name for name in readable if name.kind == readable[0].kind]
            return [transliterate(name.text, system) for name in best]
    return []


def _whole(value: object, field: str) -> int:
    if value in (None, ""):
        return 0
    try:
        number = int(float(str(value)))
    except (ValueError, OverflowError):
        number = -1
    if number < 0:
        raise Problem(422, "a whole number from 0 is expected", field=field)
    return number
