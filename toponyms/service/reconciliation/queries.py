"""Reads the queries of a batch: what is asked for, and what is known beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toponyms.service.fields import Fields, checked_text
from toponyms.service.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from toponyms.resolution.context import Context
    from toponyms.service.core import Core

__all__ = ["Query", "QueryReader"]

_CLASSES = frozenset("AHLPRSTUV")


@dataclass(frozen=True, slots=True)
class Query:
    """One query of a batch.

    Attributes:
        text: the name.
        features: the types that are asked for, as starts of feature codes; empty for any.
        strict: whether places of other types are left out, or only come last.
        limit: the most candidates.
        contexts: what is known beside the name, once for each type.
    """

    text: str
    features: tuple[str, ...]
    strict: bool
    limit: int
    contexts: tuple[Context, ...]


class QueryReader:
    """Reads queries; names of countries and units that stand in them are looked up.

    Args:
        core: answers.
        lang: BCP 47; the language that decides between equal readings.
    """

    def __init__(self, core: Core, lang: str | None = None) -> None:
        self._core = core
        self._lang = lang
        self._units: dict[tuple[str, str], str | None] = {}

    def batch(self, given: object) -> dict[str, Query]:
        """The queries of a batch by their keys.

        Raises:
            Problem: naming the query and the field, if one is malformed.
        """
        if not isinstance(given, dict):
            raise Problem(422, "an object of queries is expected", field="queries")
        most = self._core.limits.names
        if len(given) > most:
            raise Problem(
                422, f"{len(given):,} are too many at once: {most:,} at most", field="queries"
            )
        return {key: self._of_key(key, one) for key, one in given.items()}

    def _of_key(self, key: str, given: object) -> Query:
        try:
            return self.query(given)
        except Problem as problem:
            raise problem.within(f"queries.{key[:40]}") from None

    def query(self, given: object) -> Query:
        """One query."""
        if isinstance(given, str):
            given = {"query": given}
        if not isinstance(given, dict):
            raise Problem(422, "an object is expected")
        text = checked_text(given.get("query") or "", "query", self._core.limits.name)
        limit = self._limit(given.get("limit"))
        types = given.get("type") or []
        types = [types] if isinstance(types, (str, dict)) else types
        if not isinstance(types, list) or len(types) > 20:
            raise Problem(422, "a type or a list of types is expected", field="type")
        features = tuple(dict.fromkeys(filter(None, map(_feature, types))))
        strict = given.get("type_strict") in ("any", "all")
        said = self._properties(given.get("properties") or [])
        asked = features or ("",)
        known = frozenset({"near", "country", "within", "feature"})
        contexts = tuple(
            Fields(said | ({"feature": feature} if feature else {}), known).context(
                self._core.resolver, self._lang
            )
            for feature in asked
        )
        return Query(text, features, strict, limit, contexts)

    def _limit(self, given: object) -> int:
        if given is None:
            return 10
        if isinstance(given, bool) or not isinstance(given, (int, float)) or not given >= 1:
            raise Problem(422, "a whole number from 1 is expected", field="limit")
        return int(min(given, self._core.limits.candidates))

    def _properties(self, given: object) -> dict[str, Any]:
        """What properties say, as far as it can be made use of; others count as not known."""
        if not isinstance(given, list) or len(given) > 100:
            raise Problem(422, "a list of properties is expected", field="properties")
        values: dict[str, Any] = {}
        for number, one in enumerate(given):
            if not isinstance(one, dict):
                raise Problem(422, "an object is expected", field=f"properties[{number}]")
            # Both versions have `pid`; OpenRefine sends the column's name as `p` beside it.
            key = one.get("pid") or one.get("p")
            if isinstance(key, str):
                values[key] = one.get("v")
        said: dict[str, Any] = {}
        countries = [self._country(one) for one in _listed(values.get("country"))]
        countries += [self._country(one) for one in _listed(values.get("country_code"))]
        if found := sorted({one for one in countries if one}):
            said["country"] = found
        for one in _listed(values.get("within")):
            if unit := self._unit(_text(one), "A.ADM1"):
                said["within"] = unit
        if point := _point(values):
            said["near"] = list(point)
        for one in _listed(values.get("feature")):
            if feature := _feature(_text(one)):
                said["feature"] = feature
        return said

    def _country(self, value: object) -> str | None:
        text = _text(value)
        if len(text) == 2 and text.isascii() and text.isalpha():
            return text.upper()
        unit = self._unit(text, "A.PCL")
        return self._core.gazetteer.get(unit).country if unit else None

    def _unit(self, text: str, feature: str) -> str | None:
        """The id of a country or first-level unit, from its id or any of its names."""
        key = (text, feature)
        if key not in self._units:
            gazetteer, found = self._core.gazetteer, None
            if text in gazetteer:
                found = gazetteer.get(text)
            elif 0 < len(text) <= self._core.limits.name:
                answer = self._core.resolver.resolve(text, feature=feature)
                found = answer.place
                if found is None and feature != "A.PCL":
                    found = self._core.resolver.resolve(text, feature="A.PCL").place
            usable = found and found.feature.startswith(("A.PCL", "A.ADM1"))
            self._units[key] = found.id if found and usable else None
        return self._units[key]


def _listed(value: object) -> list[object]:
    if value in (None, "", []):
        return []
    return value[:20] if isinstance(value, list) else [value]


def _text(value: object) -> str:
    """A value as text: of one that was reconciled before, its id."""
    if isinstance(value, dict):
        value = value.get("id") or value.get("name") or ""
    return str(value).strip()


def _feature(value: object) -> str | None:
    """The start of a feature code; None if it is none.

    >>> _feature("P"), _feature({"id": "p.pplc"}), _feature("Q5")
    ('P', 'P.PPLC', None)
    """
    text = _text(value).upper()
    rest = text[1:].lstrip(".")
    fits = text[:1] in _CLASSES and (not text[1:] or text[1] == ".") and len(text) <= 12
    return text if fits and (not rest or rest.isalnum()) else None


def _point(values: Mapping[str, object]) -> tuple[float, float] | None:
    """A point from `near`, `coordinates`, or `lat` and `lon`."""
    for key in ("near", "coordinates"):
        for one in _listed(values.get(key)):
            parts = _text(one).replace(";", ",").split(",")
            if len(parts) == 2 and (point := _degrees(*parts)):
                return point
    pair = [_listed(values.get(key)) for key in ("lat", "lon")]
    return _degrees(pair[0][0], pair[1][0]) if all(pair) else None


def _degrees(lat: object, lon: object) -> tuple[float, float] | None:
    try:
        point = float(str(lat)), float(str(lon))
    except ValueError:
        return None
    return point if abs(point[0]) <= 90 and abs(point[1]) <= 180 else None
