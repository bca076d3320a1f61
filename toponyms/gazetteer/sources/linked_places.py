"""The Linked Places Format of the World Historical Gazetteer, version 1.

https://github.com/LinkedPasts/linked-places-format: a GeoJSON feature collection in which
features have `names`, `types`, `links` and `when`; also one feature a line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from toponyms.gazetteer.sources.curie import curie, is_identity, own_id
from toponyms.gazetteer.sources.features import features_of
from toponyms.gazetteer.sources.json_items import json_objects
from toponyms.gazetteer.sources.naming import Claim, Namer
from toponyms.gazetteer.sources.record import Record
from toponyms.gazetteer.sources.seen import SeenIds
from toponyms.gazetteer.sources.values import country_code, point
from toponyms.model import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from toponyms.gazetteer.sources.faults import Faults
    from toponyms.gazetteer.sources.lines import OnProgress

__all__ = ["read_linked_places"]

#: Links that say that it is the same place; the format means it by both.
_SAME = frozenset({"exactMatch", "closeMatch", "sameAs"})
_AAT = re.compile(r"(?:aat:|https?://vocab\.getty\.edu/(?:page/)?aat/)(\d+)")
_KINDS = frozenset(get_args(Kind))
_CLASSES = frozenset("AHLPRSTUV")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def read_linked_places(
    path: Path, *, faults: Faults, source: str, scheme: str = "lpf",
    langs: Collection[str] | None = None, on_progress: OnProgress | None = None,
) -> Iterator[Record]:  # fmt: skip
    """The places of a file, one after the other.

    Names are attested ones: they are normalised, and not cleaned. A name is of the kind that
    stands beside it as `kind` (as `gazetteer export` writes it), else historical if its time
    has an end, preferred if it is the title, or a variant. Of several geometries the first that
    is not uncertain counts: a point as it is, anything else by the middle of its box. Links
    that say `closeMatch` or `exactMatch` are ids of the same place, if they lead to a source of
    ids.

    Args:
        path: a feature collection or JSON Lines, plain or packed.
        faults: is told of faults, and of what is left out.
        source: the key of the layer.
        scheme: of ids whose `@id` is an address of the publisher's own: what ends it.
        langs: the languages of the names wanted, as BCP 47 tags; None for all.
        on_progress: is told how many bytes of how many are done.

    Raises:
        GazetteerError: if the file cannot be read, or at the first fault unless `faults` keeps
            going.
    """
    namer = Namer(source, faults, path, None if langs is None else frozenset(langs), trusted=True)
    with SeenIds(path, faults) as seen:
        for line, feature in json_objects(path, faults, on_progress=on_progress):
            identifier = feature.get("@id") or feature.get("id")
            place_id = own_id(str(identifier), scheme) if _is_scalar(identifier) else None
            if place_id is None:
                faults.add("a feature without @id", file=path, line=line)
                continue
            if seen.is_new(place_id, line):
                yield _record(place_id, feature, namer, path, line)


def _record(
    place_id: str, feature: Mapping[str, Any], namer: Namer, path: Path, line: int
) -> Record:
    faults = namer.faults
    properties = _map(feature.get("properties"))
    codes = {country_code(code) for code in _list(properties.get("ccodes"))} - {""}
    # A place that lies in several countries of today is in none of them.
    country = codes.pop() if len(codes) == 1 else ""
    kind = _feature(feature, properties)
    place = _place(feature.get("geometry"))
    lat, lon = place or (None, None)
    lat, lon = point(lat, lon, country, faults, file=path, line=line)
    title = str(properties.get("title") or "")
    claims = list(_claims(feature, title))
    return Record(
        id=place_id,
        names=namer.names(
            claims, country=country, feature=kind, main="" if claims else title, line=line
        ),
        feature=kind,
        country=country,
        lat=lat,
        lon=lon,
        same_as=_same_as(feature, place_id, faults),
        replaces=(),
        line=line,
    )


def _claims(feature: Mapping[str, Any], title: str) -> Iterator[Claim]:
    for name in _list(feature.get("names")):
        text = _map(name).get("toponym")
        if not isinstance(text, str) or not text.strip():
            continue
        since, until = _times(_map(name).get("when"))
        kind: Kind = "historical" if until else "preferred" if text == title else "variant"
        stated = name.get("kind")
        if isinstance(stated, str) and stated in _KINDS:
            kind = stated  # type: ignore[assignment]
        yield Claim(text, str(_map(name).get("lang") or ""), kind, since, until)


def _times(when: object) -> tuple[str, str]:
    """The start of the first timespan and the end of the last, as written."""
    spans = [_map(span) for span in _list(_map(when).get("timespans"))]
    if not spans:
        return "", ""
    start, end = spans[0].get("start"), spans[-1].get("end")
    since, until = (
        _moment(start, ("in", "earliest", "latest")),
        _moment(end, ("in", "latest", "earliest")),
    )
    # A span has to have a start; one that is no later than the end says that it is not known.
    if since == until and not _moment(start, ("in", "earliest")):
        since = ""
    return since, until


def _moment(value: object, fields: tuple[str, ...]) -> str:
    if isinstance(value, (str, int)):
        return str(value)
    return next((str(_map(value)[field]) for field in fields if _map(value).get(field)), "")


def _feature(feature: Mapping[str, Any], properties: Mapping[str, Any]) -> str:
    """By the first type that is known, else by GeoNames' class, which 1.3 asks for."""
    classes = [text for text in _list(properties.get("fclasses")) if str(text) in _CLASSES]
    known = features_of("aat")
    for kind in _list(feature.get("types")):
        match = _AAT.fullmatch(str(_map(kind).get("identifier") or ""))
        code = known.get(match[1], "") if match else ""
        if code and (not classes or code[0] in classes):
            return code
    return classes[0] if len(classes) == 1 else ""


def _place(geometry: object) -> tuple[float, float] | None:
    """Latitude and longitude of the first geometry that is not uncertain, else of any."""
    shapes = [_map(shape) for shape in _list(_map(geometry).get("geometries"))] or [_map(geometry)]
    shapes.sort(key=lambda shape: shape.get("certainty") == "uncertain")
    for shape in shapes:
        points = list(_points(shape.get("coordinates")))
        if not points and isinstance(shape.get("geo_wkt"), str):
            numbers = [float(number) for number in _NUMBER.findall(shape["geo_wkt"])]
            points = list(zip(numbers[::2], numbers[1::2], strict=False))
        if len(points) == 1:
            return points[0][1], points[0][0]
        if points:
            lons, lats = zip(*points, strict=True)
            return round((min(lats) + max(lats)) / 2, 6), round((min(lons) + max(lons)) / 2, 6)
    return None


def _points(coordinates: object) -> Iterator[tuple[float, float]]:
    """The pairs of longitude and latitude at any depth."""
    items = _list(coordinates)
    if len(items) >= 2 and all(isinstance(item, (int, float)) for item in items):
        yield float(items[0]), float(items[1])
        return
    for item in items:
        yield from _points(item)


def _same_as(feature: Mapping[str, Any], place_id: str, faults: Faults) -> tuple[str, ...]:
    found = []
    for link in _list(feature.get("links")):
        if str(_map(link).get("type") or "").rpartition(":")[2] not in _SAME:
            continue
        known = curie(str(_map(link).get("identifier") or ""))
        if known and is_identity(known):
            found.append(known)
        else:
            faults.leave_out("a link: to a source whose ids are not known")
    return tuple(dict.fromkeys(other for other in found if other != place_id))


def _is_scalar(value: object) -> bool:
    return isinstance(value, (str, int)) and not isinstance(value, bool)


def _map(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
