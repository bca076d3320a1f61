"""Wikidata: the JSON dump, one entity a line, plain or packed.

The format is described in https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from toponyms.gazetteer.sources.features import features_of
from toponyms.gazetteer.sources.lines import byte_lines, decoded
from toponyms.gazetteer.sources.naming import Claim, Namer
from toponyms.gazetteer.sources.record import Record
from toponyms.gazetteer.sources.seen import SeenIds
from toponyms.gazetteer.sources.values import inhabitants, point

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from toponyms.gazetteer.sources.faults import Faults
    from toponyms.gazetteer.sources.lines import OnProgress

__all__ = ["read_wikidata"]

_EARTH = "http://www.wikidata.org/entity/Q2"
_ITEM = re.compile(r"Q[1-9][0-9]*")
#: Properties whose values are ids of the place elsewhere, and what such an id looks like.
_IDS = (
    ("P1566", "gn:{}", re.compile(r"[1-9][0-9]*")),
    ("P300", "iso:{}", re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")),
    ("P402", "osm:r{}", re.compile(r"[1-9][0-9]*")),
    ("P6766", "wof:{}", re.compile(r"[1-9][0-9]*")),
)


def read_wikidata(
    path: Path, *, faults: Faults, source: str, langs: Collection[str] | None = None,
    classes: Mapping[str, str] | None = None, countries: Mapping[str, str] | None = None,
    on_progress: OnProgress | None = None,
) -> Iterator[Record]:  # fmt: skip
    """The places of a dump, one after the other.

    Taken are items of the wanted classes by their own statement (P31): what only a class above
    has is not followed, since a dump is read once from front to back. Labels are preferred
    names, aliases are variants; statements that are deprecated do not count.

    Args:
        path: `latest-all.json.bz2` or lines of it.
        faults: is told of faults, and of what is left out.
        source: the key of the layer.
        langs: the languages of the names wanted, as BCP 47 tags; None for all.
        classes: feature class and code by class (`Q532`); None for settlements. Of several
            classes of an item the first in this order decides.
        countries: ISO 3166-1 alpha-2 code by country (`Q227`); None for those of the region.
            An item in several countries, or in one that is not here, has no country.
        on_progress: is told how many bytes of how many are done.

    Raises:
        GazetteerError: if the file cannot be read, or at the first fault unless `faults` keeps
            going.
    """
    features = features_of("wikidata") if classes is None else classes
    if countries is None:
        countries = features_of("wikidata-countries")
    namer = Namer(source, faults, path, None if langs is None else frozenset(langs))
    # One line in a thousand is a place: what none of the classes stands in is not parsed.
    may_be = re.compile(rf'"id":\s*"(?:{"|".join(map(re.escape, features)) or "-"})"'.encode())
    with SeenIds(path, faults) as seen:
        for line, raw in byte_lines(path, faults, on_progress=on_progress):
            entity = _entity(raw, may_be, line, path, faults)
            if entity is None:
                continue
            kinds = {str(value.get("id")) for value in _entities(entity, "P31")}
            feature = next((features[kind] for kind in features if kind in kinds), None)
            if feature is None:
                continue
            number = entity.get("id", "")
            if not _ITEM.fullmatch(str(number)):
                faults.add("not an id of Wikidata", file=path, line=line, value=number)
            elif seen.is_new(int(number[1:]), line):
                yield _record(entity, number, feature, countries, namer, path, line)


def _entity(
    raw: bytes, may_be: re.Pattern[bytes], line: int, path: Path, faults: Faults
) -> dict[str, Any] | None:
    """The entity of a line, if it may be a place."""
    raw = raw.strip().rstrip(b",")
    if raw in (b"", b"[", b"]"):
        return None
    # A line that is cut short is a fault even if the class would have stood in the rest.
    if raw.endswith(b"}") and not may_be.search(raw):
        return None
    text = decoded(raw, line, path, faults)
    if text is None:
        return None
    try:
        entity = json.loads(text)
    except (ValueError, RecursionError):
        faults.add("not a JSON object", file=path, line=line, value=text)
        return None
    if not isinstance(entity, dict):
        faults.add("not a JSON object", file=path, line=line, value=text)
        return None
    return entity


def _record(
    entity: Mapping[str, Any], number: str, feature: str, countries: Mapping[str, str],
    namer: Namer, path: Path, line: int,
) -> Record:  # fmt: skip
    here = {countries.get(str(value.get("id")), "") for value in _entities(entity, "P17")}
    country = here.pop() if len(here) == 1 else ""
    lat, lon = _point(entity, country, namer.faults, path, line)
    same_as = [
        form.format(value)
        for field, form, shape in _IDS
        for value in _values(entity, field)
        if isinstance(value, str) and shape.fullmatch(value)
    ]
    return Record(
        id=f"wd:{number}",
        names=namer.names(_claims(entity), country=country, feature=feature, line=line),
        feature=feature,
        country=country,
        lat=lat,
        lon=lon,
        population=_people(entity),
        same_as=tuple(dict.fromkeys(same_as)),
        line=line,
    )


def _claims(entity: Mapping[str, Any]) -> Iterator[Claim]:
    # An empty map is written as an empty list by PHP.
    for code, label in _map(entity.get("labels")).items():
        if text := _text(label):
            yield Claim(text, code, "preferred")
    for code, aliases in _map(entity.get("aliases")).items():
        for alias in aliases if isinstance(aliases, list) else ():
            if text := _text(alias):
                yield Claim(text, code, "variant")


def _text(value: object) -> str:
    text = value.get("value") if isinstance(value, dict) else None
    return text if isinstance(text, str) else ""


def _map(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _statements(entity: Mapping[str, Any], field: str) -> list[dict[str, Any]]:
    """Statements that have a value and are not deprecated, the preferred ones alone if any."""
    found = _map(entity.get("claims")).get(field)
    kept = [
        statement
        for statement in (found if isinstance(found, list) else ())
        if isinstance(statement, dict)
        and statement.get("rank") != "deprecated"
        and _map(statement.get("mainsnak")).get("snaktype") == "value"
    ]
    return [statement for statement in kept if statement.get("rank") == "preferred"] or kept


def _values(entity: Mapping[str, Any], field: str) -> Iterator[object]:
    for statement in _statements(entity, field):
        yield _map(statement["mainsnak"].get("datavalue")).get("value")


def _entities(entity: Mapping[str, Any], field: str) -> Iterator[dict[str, Any]]:
    return (value for value in _values(entity, field) if isinstance(value, dict))


def _point(
    entity: Mapping[str, Any], country: str, faults: Faults, path: Path, line: int
) -> tuple[float, float] | tuple[None, None]:
    """The first coordinates that are on Earth."""
    for value in _entities(entity, "P625"):
        if value.get("globe", _EARTH) != _EARTH:
            faults.leave_out("coordinates: not on Earth")
            continue
        lat, lon = value.get("latitude"), value.get("longitude")
        return point(lat, lon, country, faults, file=path, line=line)
    return None, None


def _people(entity: Mapping[str, Any]) -> int | None:
    """The number of inhabitants of the latest count that is dated, else the last one given."""
    best: tuple[str, int] | None = None
    for statement in _statements(entity, "P1082"):
        people = inhabitants(
            _map(_map(statement["mainsnak"].get("datavalue")).get("value")).get("amount")
        )
        dated = _map(statement.get("qualifiers")).get("P585")
        when = ""
        if isinstance(dated, list) and dated and isinstance(dated[0], dict):
            when = str(_map(_map(dated[0].get("datavalue")).get("value")).get("time", ""))
        if people is not None and (best is None or when >= best[0]):
            best = when, people
    return best[1] if best else None
