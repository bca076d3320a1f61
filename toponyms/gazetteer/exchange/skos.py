"""SKOS in Turtle: a concept a place, its names as labels.

https://www.w3.org/TR/skos-reference/
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from toponyms.gazetteer.exchange.addresses import address, other_ids
from toponyms.model import KIND_ORDER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from toponyms.model import Name, Place

__all__ = ["write_skos"]

_HEAD = """\
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
@prefix gno: <https://www.geonames.org/ontology#> .

<urn:toponyms:gazetteer> a skos:ConceptScheme .
"""
#: Kinds of which one name a language may be the preferred label.
_PREFERRED = ("preferred", "official")
#: What no address has in Turtle.
_UNSAFE = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def write_skos(places: Iterable[Place], stream: TextIO) -> None:
    """Writes places.

    SKOS allows one preferred label in a language. Of several preferred or official names that are
    equals, the alphabet decides which it is; all others are alternative labels.
    """
    stream.write(_HEAD)
    stream.writelines("\n" + " ;\n    ".join(_statements(place)) + " .\n" for place in places)


def _statements(place: Place) -> Iterator[str]:
    yield f"<{_iri(place.id)}> a skos:Concept"
    yield "skos:inScheme <urn:toponyms:gazetteer>"
    yield f"skos:notation {_text(place.id)}"
    labelled: set[tuple[str, str]] = set()
    preferred: set[str] = set()
    for name in sorted(place.names, key=_precedence):
        if (name.text, name.lang) in labelled:
            continue
        labelled.add((name.text, name.lang))
        first = name.kind in _PREFERRED and name.lang not in preferred
        if first:
            preferred.add(name.lang)
        yield f"skos:{'prefLabel' if first else 'altLabel'} {_text(name.text)}@{name.lang}"
    if place.feature:
        yield f"gno:featureCode gno:{place.feature}"
    if place.country:
        yield f"gno:countryCode {_text(place.country)}"
    if place.population is not None:
        yield f"gno:population {place.population}"
    if place.lat is not None and place.lon is not None:
        yield f"geo:lat {_decimal(place.lat)}"
        yield f"geo:long {_decimal(place.lon)}"
    for other in other_ids(place.id, place.geonames, place.wikidata):
        yield f"skos:exactMatch <{_iri(other)}>"


def _precedence(name: Name) -> tuple[object, ...]:
    return name.lang, KIND_ORDER.index(name.kind), name.text


def _iri(place_id: str) -> str:
    found = address(place_id)
    if found == place_id:
        found = f"urn:toponyms:{place_id}"
    return _UNSAFE.sub(lambda match: f"%{ord(match[0]):02X}", found)


def _text(text: str) -> str:
    """A string of Turtle, which escapes what JSON escapes, in the same way."""
    return json.dumps(text, ensure_ascii=False)


def _decimal(value: float) -> str:
    """A decimal; Turtle takes a number with an exponent for a double."""
    return f"{value:.7f}".rstrip("0") + ("0" if value == int(value) else "")
