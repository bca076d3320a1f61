"""Ids of places as CURIEs, from the addresses and prefixes that sources write."""

from __future__ import annotations

import re

__all__ = ["curie", "is_identity", "own_id"]

#: Sources whose ids mean one place each, so that two records with the same one are one place.
_IDENTITIES = frozenset({
    "gn", "wd", "wof", "iso", "osm", "tgn", "pl", "viaf", "gnd", "loc", "bnf", "gov",
})  # fmt: skip
_ADDRESSES = (
    (re.compile(r"https?://(?:\w+\.)?geonames\.org/(\d+)(?:/.*)?"), "gn:{}"),
    (re.compile(r"https?://(?:www\.|m\.)?wikidata\.org/(?:entity|wiki)/(Q\d+)"), "wd:{}"),
    (re.compile(r"https?://(?:www\.)?openstreetmap\.org/node/(\d+)/?"), "osm:n{}"),
    (re.compile(r"https?://(?:www\.)?openstreetmap\.org/way/(\d+)/?"), "osm:w{}"),
    (re.compile(r"https?://(?:www\.)?openstreetmap\.org/relation/(\d+)/?"), "osm:r{}"),
    (re.compile(r"https?://(?:\w+\.)?whosonfirst\.org/id/(\d+)/?"), "wof:{}"),
    (re.compile(r"https?://vocab\.getty\.edu/(?:page/)?tgn/(\d+)/?"), "tgn:{}"),
    (re.compile(r"https?://pleiades\.stoa\.org/places/(\d+)/?"), "pl:{}"),
    (re.compile(r"https?://viaf\.org/viaf/(\d+)/?"), "viaf:{}"),
    (re.compile(r"https?://d-nb\.info/gnd/([\dX-]+)/?"), "gnd:{}"),
)
_LONG_PREFIXES = {"geonames": "gn", "wikidata": "wd", "whosonfirst": "wof", "pleiades": "pl"}
_CURIE = re.compile(r"([a-z]+):([\w.-]+)")
_NOT_LOCAL = re.compile(r"[^\w.-]+")


def curie(identifier: str) -> str | None:
    """The CURIE of an address or a prefixed id, or None if it is neither.

    >>> curie("http://www.geonames.org/586666/"), curie("geonames:586666"), curie("wd:Q42462")
    ('gn:586666', 'gn:586666', 'wd:Q42462')
    >>> curie("http://mygaz.org/places/p_12345") is None
    True
    """
    identifier = identifier.strip()
    for address, form in _ADDRESSES:
        if match := address.fullmatch(identifier):
            return form.format(match[1])
    if match := _CURIE.fullmatch(identifier):
        return f"{_LONG_PREFIXES.get(match[1], match[1])}:{match[2]}"
    return None


def is_identity(place_id: str) -> bool:
    """Whether a CURIE is of a source whose ids mean one place each (an article's title is none).

    >>> is_identity("gn:586666"), is_identity("wp:Abingdon")
    (True, False)
    """
    return place_id.partition(":")[0] in _IDENTITIES


def own_id(identifier: str, scheme: str) -> str | None:
    """The id of a user's own record: a CURIE as it is, else what ends it, below a scheme.

    Returns:
        The id; None if there is nothing that could be one.

    >>> own_id("http://mygaz.org/places/p_12345", "lpf"), own_id("17 b", "own")
    ('lpf:p_12345', 'own:17_b')
    """
    known = curie(identifier)
    if known:
        return known
    local = identifier.strip().rstrip("/#").rpartition("/")[2].rpartition("#")[2]
    return f"{scheme}:{_NOT_LOCAL.sub('_', local)}" if local else None
