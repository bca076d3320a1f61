"""Mentions as plain values, to be stored with a document, and back.

Whatever is stored stands for itself: the places come with their names, so that it can be
read where the gazetteer that they came from is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from toponyms.model import Candidate, Mention, Name, Place, Resolution, Step

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["restored", "stored"]


def stored(mention: Mention) -> dict[str, Any]:
    """A mention as dicts and lists of strings and numbers.

    >>> from toponyms.model import Mention, Resolution
    >>> stored(Mention(0, 1, "X", Resolution("X", "unmatched")))["text"]
    'X'
    """
    resolution = mention.resolution
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "score": mention.score,
        "resolution": {
            "query": resolution.query,
            "status": resolution.status,
            "place": _place_stored_once(resolution),
            "score": resolution.score,
            "candidates": [
                {
                    "place": _stored_place(candidate.place),
                    "name": _stored_name(candidate.name),
                    "score": candidate.score,
                    "method": candidate.method,
                }
                for candidate in resolution.candidates
            ],
            "steps": [list(step) for step in resolution.steps],
        },
    }


def restored(value: Mapping[str, Any]) -> Mention:
    """The mention that `stored` was given; tuples may stand for lists.

    >>> from toponyms.model import Mention, Resolution
    >>> mention = Mention(0, 1, "X", Resolution("X", "unmatched"))
    >>> restored(stored(mention)) == mention
    True
    """
    given = value["resolution"]
    candidates = tuple([
        Candidate(_restored_place(one["place"]), Name(*one["name"]), one["score"], one["method"])
        for one in given["candidates"]
    ])  # fmt: skip
    place = given["place"]
    if isinstance(place, int):
        place = candidates[place].place
    elif place is not None:
        place = _restored_place(place)
    steps = tuple([Step(*step) for step in given["steps"]])
    resolution = Resolution(
        given["query"], given["status"], place, given["score"], candidates, steps
    )
    return Mention(value["start"], value["end"], value["text"], resolution, value["score"])


def _place_stored_once(resolution: Resolution) -> dict[str, Any] | int | None:
    """The place meant, or which of the candidates it is: places may have a hundred names."""
    place = resolution.place
    if place is None:
        return None
    same = (n for n, candidate in enumerate(resolution.candidates) if candidate.place == place)
    number = next(same, None)
    return _stored_place(place) if number is None else number


def _stored_place(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "names": [_stored_name(name) for name in place.names],
        "feature": place.feature,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "population": place.population,
        "geonames": place.geonames,
        "wikidata": place.wikidata,
    }


def _stored_name(name: Name) -> list[str]:
    return [name.text, name.lang, name.kind, name.from_, name.to, name.source]


def _restored_place(value: Mapping[str, Any]) -> Place:
    return Place(**{**value, "names": tuple([Name(*name) for name in value["names"]])})
