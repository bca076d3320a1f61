"""OpenStreetMap: extracts in any form that osmium reads (the extra `osm`).

Places are nodes, ways and relations with `place=*` (https://wiki.openstreetmap.org/wiki/Key:place),
names the tags that https://wiki.openstreetmap.org/wiki/Names describes. A way stands in the
middle of its box; a relation where its label or its administrative centre is, else in the
middle of the box of its ways.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from toponyms.errors import GazetteerError
from toponyms.gazetteer.sources.features import features_of
from toponyms.gazetteer.sources.languages import language_tag
from toponyms.gazetteer.sources.naming import Claim, Namer
from toponyms.gazetteer.sources.record import Record
from toponyms.gazetteer.sources.values import country_code, inhabitants, point

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from toponyms.gazetteer.sources.faults import Faults
    from toponyms.gazetteer.sources.lines import OnProgress
    from toponyms.model import Kind

__all__ = ["read_openstreetmap"]

_KINDS: dict[str, Kind] = {
    "name": "preferred", "official_name": "official", "alt_name": "variant",
    "short_name": "variant", "int_name": "variant", "nat_name": "variant",
    "reg_name": "variant", "loc_name": "colloquial", "old_name": "historical",
}  # fmt: skip
#: `old_name:ru:1936-1991`: a language, years, or both.
_YEARS = re.compile(r"(\d{4})?(?:--?|/|\.\.)(\d{4})?|(\d{4})")
_SEVERAL = re.compile(r"\s*;\s*|\s+/\s+")
_CENTRES = ("label", "admin_centre")
_ISO = ("ISO3166-1", "ISO3166-1:alpha2", "ISO3166-2")
_ITEM = re.compile(r"Q[1-9][0-9]*")
_ISO_CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_SEATS = {"yes": "P.PPLC", "2": "P.PPLC", "4": "P.PPLA", "5": "P.PPLA2", "6": "P.PPLA2"}
_PLACE = ("place", "abandoned:place")
_Box = tuple[float, float, float, float]


def read_openstreetmap(
    path: Path, *, faults: Faults, source: str, langs: Collection[str] | None = None,
    on_progress: OnProgress | None = None,
) -> Iterator[Record]:  # fmt: skip
    """The places of an extract: nodes, then ways, then relations.

    Of the file's points only those are kept in memory that a way or a relation with `place=*`
    is made of.

    Args:
        path: `azerbaijan-latest.osm.pbf` or another form that osmium reads.
        faults: is told of faults, and of what is left out.
        source: the key of the layer.
        langs: the languages of the names wanted, as BCP 47 tags; None for all.
        on_progress: is told how many parts of how many are done: osmium does not tell where in
            the file it is, so that these are its three readings.

    Raises:
        GazetteerError: if osmium is not installed, the file cannot be read, or at the first
            fault unless `faults` keeps going.
    """
    try:
        import osmium
    except ImportError:
        raise GazetteerError(
            "reading OpenStreetMap needs osmium: pip install 'toponyms[osm]'", file=str(path)
        ) from None
    if not path.is_file():
        raise GazetteerError("no such file", file=str(path))
    namer = Namer(source, faults, path, None if langs is None else frozenset(langs))
    tell = on_progress or _silent
    entities = osmium.osm
    relations = list(_objects(osmium, path, entities.RELATION, faults))
    tell(1, 3)
    ways = {way.number: way for way in _objects(osmium, path, entities.WAY, faults)}
    members = {way for thing in relations for way in thing.ways} - ways.keys()
    parts = list(_objects(osmium, path, entities.WAY, faults, members)) if members else []
    tell(2, 3)
    points = {node for thing in (*relations, *ways.values(), *parts) for node in thing.nodes}
    located: dict[int, tuple[float, float]] = {}
    if points:
        for node in _objects(osmium, path, entities.NODE, faults, points):
            if node.at is not None:
                located[node.number] = node.at
    for node in _objects(osmium, path, entities.NODE, faults):
        yield from _records(node, "n", node.at, namer)
    boxes: dict[int, _Box] = {}
    for way in (*ways.values(), *parts):
        box = _box(located[node] for node in way.nodes if node in located)
        if box:
            boxes[way.number] = box
    for way in ways.values():
        yield from _records(way, "w", _middle(boxes.get(way.number)), namer)
    for relation in relations:
        centre = next((located[node] for node in relation.nodes if node in located), None)
        corners = [
            corner
            for way_id in relation.ways
            if (box := boxes.get(way_id))
            for corner in ((box[0], box[1]), (box[2], box[3]))
        ]
        yield from _records(relation, "r", centre or _middle(_box(corners)), namer)
    tell(3, 3)


class _Thing:
    """What is kept of an object of osmium's, which does not outlive its turn."""

    __slots__ = ("at", "nodes", "number", "tags", "ways")

    def __init__(self, thing: Any) -> None:
        self.number: int = thing.id
        self.tags: dict[str, str] = dict(thing.tags)
        self.at: tuple[float, float] | None = None
        self.nodes: list[int] = []
        self.ways: list[int] = []
        if thing.is_node():
            if thing.location.valid():
                self.at = thing.location.lat, thing.location.lon
        elif thing.is_way():
            self.nodes = [node.ref for node in thing.nodes]
        else:
            members = list(thing.members)
            self.nodes = [
                member.ref
                for role in _CENTRES
                for member in members
                if member.type == "n" and member.role == role
            ]
            self.ways = [member.ref for member in members if member.type == "w"]


def _objects(
    osmium: Any, path: Path, entity: Any, faults: Faults, numbers: Collection[int] | None = None
) -> Iterator[_Thing]:
    """Objects of one sort that are places, or those with the numbers given."""
    chosen = (
        osmium.filter.KeyFilter(*_PLACE) if numbers is None else osmium.filter.IdFilter(numbers)
    )
    try:
        for thing in osmium.FileProcessor(str(path), entity).with_filter(chosen):
            yield _Thing(thing)
    except (RuntimeError, UnicodeDecodeError) as error:
        faults.add("the file is damaged or cut off; what follows is lost", file=path, value=error)


def _records(
    thing: _Thing, sort: str, at: tuple[float, float] | None, namer: Namer
) -> Iterator[Record]:
    tags, faults = thing.tags, namer.faults
    feature = _feature(tags)
    if not feature:
        faults.leave_out(f"an object: place={tags.get('place', '')[:20]} is no kind of place here")
        return
    country = next(
        filter(None, (country_code(tags.get(key)) for key in
                      ("is_in:country_code", "addr:country", "ISO3166-1", "ISO3166-1:alpha2"))), ""
    )  # fmt: skip
    file = f"{namer.file}:{sort}{thing.number}"
    lat, lon = at or (None, None)
    lat, lon = point(lat, lon, country, faults, file=file, line=0)
    main, claims = _claims(tags, faults)
    same_as = [
        f"wd:{item}" for item in tags.get("wikidata", "").split(";") if _ITEM.fullmatch(item)
    ]
    same_as += [f"iso:{tags[key]}" for key in _ISO if _ISO_CODE.fullmatch(tags.get(key, ""))]
    names = Namer(namer.source, faults, file, namer.langs).names(
        claims, country=country, feature=feature, main=main
    )
    yield Record(
        id=f"osm:{sort}{thing.number}",
        names=names,
        feature=feature,
        country=country,
        lat=lat,
        lon=lon,
        population=inhabitants(tags.get("population")),
        same_as=tuple(dict.fromkeys(same_as)),
    )


def _feature(tags: Mapping[str, str]) -> str:
    features = features_of("openstreetmap")
    feature = features.get(tags.get("place", ""), "")
    if "place" not in tags:
        known = features.get(tags.get("abandoned:place", ""), "")
        return "P.PPLQ" if known.startswith("P.") else ""
    if feature == "P.PPL":
        if tags.get("abandoned") == "yes" or tags.get("ruins") == "yes":
            return "P.PPLQ"
        return _SEATS.get(tags.get("capital", ""), feature)
    return feature


def _claims(tags: Mapping[str, str], faults: Faults) -> tuple[str, list[Claim]]:
    """The name that maps show, and all others."""
    main, claims = "", []
    for key, value in tags.items():
        field, *rest = key.split(":")
        kind = _KINDS.get(field)
        if kind is None:
            continue
        code = since = until = ""
        strange = False
        for part in rest:
            if match := _YEARS.fullmatch(part):
                since, until = match[1] or match[3] or "", match[2] or match[3] or ""
            elif not code and language_tag(part) not in (None, "und"):
                code = part
            else:
                strange = True
        if strange:
            faults.leave_out("not a name: a tag about the name")
            continue
        if until and kind == "preferred":
            kind = "historical"
        texts = [text for text in _SEVERAL.split(value.strip()) if text]
        if key == "name" and texts:
            # Where a map shows the names of both sides, neither goes before the other.
            (main, *texts), kind = texts, "variant"
        claims += [Claim(text, code, kind, since, until) for text in texts]
    return main, claims


def _box(points: Iterable[tuple[float, float]]) -> _Box | None:
    lats, lons = zip(*points, strict=True) if (points := list(points)) else ((), ())
    return (min(lats), min(lons), max(lats), max(lons)) if lats else None


def _middle(box: _Box | None) -> tuple[float, float] | None:
    if box is None:
        return None
    # Seven digits, as OpenStreetMap has them.
    return round((box[0] + box[2]) / 2, 7), round((box[1] + box[3]) / 2, 7)


def _silent(_done: int, _total: int) -> None:
    """Tells nobody."""
