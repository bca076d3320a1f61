"""GeoJSON (RFC 7946): a point a place, its names by language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toponyms.gazetteer.exchange.features import write_collection

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from toponyms.model import Place

__all__ = ["write_geojson"]


def write_geojson(places: Iterable[Place], stream: TextIO) -> None:
    """Writes places; one without coordinates has no geometry.

    >>> import sys
    >>> from toponyms.model import Name, Place
    >>> write_geojson([Place("gn:1", (Name("Bakı", "az"),))], sys.stdout)  # doctest: +ELLIPSIS
    {"type": "FeatureCollection", "features": [
    {"type": "Feature", "id": "gn:1", "geometry": null, "properties": {"name": "Bakı", ...}}
    ]}
    """
    write_collection(map(_feature, places), stream, {})


def _feature(place: Place) -> dict[str, Any]:
    names: dict[str, list[str]] = {}
    for name in place.names:
        names.setdefault(name.lang, []).append(name.text)
    known = {
        "feature": place.feature,
        "country": place.country,
        "admin1": place.admin1,
        "population": place.population,
        "geonames": place.geonames,
        "wikidata": place.wikidata,
    }
    geometry = (
        None if place.lat is None else {"type": "Point", "coordinates": [place.lon, place.lat]}
    )
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": geometry,
        "properties": {
            "name": place.name(),
            "names": names,
            **{key: value for key, value in known.items() if value not in {None, ""}},
        },
    }
