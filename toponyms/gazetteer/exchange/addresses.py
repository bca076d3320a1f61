"""Addresses of places on the web, by their ids."""

from __future__ import annotations

__all__ = ["address", "other_ids"]

_ADDRESSES = {
    "gn": "https://sws.geonames.org/{}/",
    "wd": "http://www.wikidata.org/entity/{}",
    "wof": "https://spelunker.whosonfirst.org/id/{}/",
}
_OSM = {"n": "node", "w": "way", "r": "relation"}


def address(place_id: str) -> str:
    """The address of a place, or its id itself where nobody publishes it on the web.

    >>> address("gn:586666"), address("osm:n27"), address("tp:1000")
    ('https://sws.geonames.org/586666/', 'https://www.openstreetmap.org/node/27', 'tp:1000')
    """
    scheme, _, local = place_id.partition(":")
    if scheme in _ADDRESSES:
        return _ADDRESSES[scheme].format(local)
    if scheme == "osm" and local[:1] in _OSM:
        return f"https://www.openstreetmap.org/{_OSM[local[0]]}/{local[1:]}"
    return place_id


def other_ids(place_id: str, geonames: str, wikidata: str) -> list[str]:
    """The ids of a place elsewhere.

    >>> other_ids("gn:586666", "586666", "Q2350489")
    ['wd:Q2350489']
    """
    ids = [f"gn:{geonames}"] if geonames else []
    ids += [f"wd:{wikidata}"] if wikidata else []
    return [found for found in ids if found != place_id]
