"""What was found as a map: GeoJSON (RFC 7946)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from toponyms.documents.met import MetPlaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toponyms.documents.met import Met
    from toponyms.documents.passages import Passage
    from toponyms.model import Mention, Place

__all__ = ["LISTED", "geojson"]

#: Mentions of one place that are listed; more are counted.
LISTED = 1000
#: The languages whose names every feature has.
_LANGUAGES = ("az", "hy", "ru", "en")
#: The fields of a place that a feature has as they are.
_FACTS = ("feature", "country", "admin1", "population", "geonames", "wikidata")


def geojson(found: Iterable[Passage], *, langs: Sequence[str] = ()) -> Iterator[str]:
    r"""A feature collection, one feature a place, in pieces of text.

    A feature has the place's id, its names (`name_az` and so on), and its mentions: their number
    as `count`, and the first thousand of them with document, offsets, text and score. Coordinates
    are longitude and latitude, WGS 84; a place whose coordinates are not known has no geometry.

    A name that several places fit is a feature too, one for each such choice, with the candidates
    in its properties: it has no geometry either, since a point would be a guess.

    Args:
        found: passages of documents.
        langs: languages of names (BCP 47), besides Azerbaijani, Armenian, Russian and English.

    >>> from toponyms import Finder, Gazetteer
    >>> from toponyms.documents import Document, passages
    >>> finder = Finder(Gazetteer.default())
    >>> found = passages(Document("a.txt", ["Из Шуши."]), finder)
    >>> feature = json.loads("".join(geojson(found)))["features"][0]
    >>> feature["id"], feature["geometry"]["type"], feature["properties"]["name_az"]
    ('gn:147105', 'Point', 'Şuşa')
    """
    places = MetPlaces()
    listed: dict[int, list[dict[str, Any]]] = {}
    for passage in found:
        for mention in passage.mentions:
            met = places.add(passage.document, mention)
            if met.count <= LISTED:
                listed.setdefault(met.number, []).append(_mention(passage.document, mention))
    named = tuple(dict.fromkeys([*_LANGUAGES, *langs]))
    yield '{"type": "FeatureCollection", "features": ['
    for met in places:
        feature = _feature(met, listed[met.number], named)
        text = json.dumps(feature, ensure_ascii=False, check_circular=False)
        yield f"{',' if met.number > 1 else ''}\n{text}"
    yield "\n]}\n"


def _mention(document: str, mention: Mention) -> dict[str, Any]:
    return {
        "document": document,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "score": mention.score,
    }


def _feature(met: Met, mentions: list[dict[str, Any]], langs: Sequence[str]) -> dict[str, Any]:
    place = met.answer.place
    said = _choice(met) if place is None else _place(place, langs)
    return {
        "type": "Feature",
        **({} if place is None else {"id": place.id}),
        "geometry": _point(place),
        "properties": {
            "status": met.answer.status,
            **said,
            "count": met.count,
            "mentions": mentions,
        },
    }


def _place(place: Place, langs: Sequence[str]) -> dict[str, Any]:
    """What is known of a place."""
    facts = {fact: getattr(place, fact) for fact in _FACTS}
    return {
        "place_id": place.id,
        "name": place.name(),
        **{f"name_{lang}": place.label(lang) or None for lang in langs},
        **{fact: None if value == "" else value for fact, value in facts.items()},
    }


def _choice(met: Met) -> dict[str, Any]:
    """The places that a name may mean."""
    return {
        "place_id": None,
        "name": met.answer.query,
        "candidates": [
            {
                "place_id": one.place.id,
                "name": one.name.text,
                "score": one.score,
                "lat": one.place.lat,
                "lon": one.place.lon,
            }
            for one in met.answer.candidates
        ],
    }


def _point(place: Place | None) -> dict[str, Any] | None:
    if place is None or place.lat is None or place.lon is None:
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}
