"""Linked Places Format 1.2, the JSON-LD that the World Historical Gazetteer takes in.

https://github.com/LinkedPasts/linked-places-format
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toponyms.gazetteer.exchange.addresses import address, other_ids
from toponyms.gazetteer.exchange.features import write_collection
from toponyms.gazetteer.geography import feature_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from toponyms.model import Name, Place

__all__ = ["write_linked_places"]

_CONTEXT = (
    "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/"
    "linkedplaces-context-v1.1.jsonld"
)
_TYPES = "https://www.geonames.org/ontology#"


def write_linked_places(places: Iterable[Place], stream: TextIO) -> None:
    """Writes places with names, their languages, sources and dates, kind of place and links.

    The kind of a name, for which the format has no word, stands beside it as `kind`.
    """
    write_collection(map(_feature, places), stream, {"@context": _CONTEXT})


def _feature(place: Place) -> dict[str, Any]:
    properties: dict[str, Any] = {"title": place.name() or place.id}
    if place.country:
        properties["ccodes"] = [place.country]
    if place.feature:
        properties["fclasses"] = [place.feature[0]]
    feature: dict[str, Any] = {
        "@id": address(place.id),
        "type": "Feature",
        "properties": properties,
        "names": [_name(name) for name in place.names],
    }
    if place.feature:
        feature["types"] = [
            {
                "identifier": f"{_TYPES}{place.feature}",
                "label": feature_in_words(place.feature),
                "sourceLabels": [{"label": place.feature, "lang": "und"}],
            }
        ]
    if place.lat is not None:
        feature["geometry"] = {"type": "Point", "coordinates": [place.lon, place.lat]}
    else:
        feature["geometry"] = None
    links = other_ids(place.id, place.geonames, place.wikidata)
    if links:
        feature["links"] = [
            {"type": "exactMatch", "identifier": address(place_id)} for place_id in links
        ]
    return feature


def _name(name: Name) -> dict[str, Any]:
    written: dict[str, Any] = {"toponym": name.text, "lang": name.lang, "kind": name.kind}
    if name.source:
        written["citations"] = [{"label": name.source}]
    span: dict[str, Any] = {}
    if name.from_:
        span["start"] = {"in": name.from_}
    if name.to:
        # A span has to have a start; all that is known of it is that it was before the end.
        span.setdefault("start", {"latest": name.to})
        span["end"] = {"in": name.to}
    if span:
        written["when"] = {"timespans": [span]}
    return written
