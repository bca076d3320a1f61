"""One record of a source, in the words that all sources share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toponyms.model import Name

__all__ = ["Record"]


@dataclass(frozen=True, slots=True)
class Record:
    """What one source says of one place.

    Attributes:
        id: a CURIE of the source, such as `gn:586666`, `wd:Q…`, `wof:…`, `osm:n123` (node),
            `osm:w123` (way), `osm:r123` (relation), or an id of the user's own.
        names: each with its `source`, the key of the layer that it came in.
        feature: a GeoNames feature class and code, such as `P.PPL`, or empty.
        country: ISO 3166-1 alpha-2 as the source gives it, or empty.
        admin1: first-level unit as the source codes it, or empty.
        lat, lon: degrees, WGS 84; both or neither.
        population: inhabitants, or None where not known.
        same_as: ids of the same place in other sources, as CURIEs (gn:, wd:, wof:, iso:, osm:).
        replaces: ids that this one took the place of.
        line: the line of its file that it began on, counted from 1; 0 where there are no lines.

    >>> Record("gn:586666", (), "P.PPL", "AZ", same_as=("wd:Q2350489",)).same_as
    ('wd:Q2350489',)
    """

    id: str
    names: tuple[Name, ...]
    feature: str = ""
    country: str = ""
    admin1: str = ""
    lat: float | None = None
    lon: float | None = None
    population: int | None = None
    same_as: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    line: int = 0
