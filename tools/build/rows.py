"""The rows that the build reads, sorts and writes, and the order they are written in."""

from __future__ import annotations

from dataclasses import dataclass

from toponyms.gazetteer.format import NAMES_COLUMNS, PLACES_COLUMNS
from toponyms.model import KIND_ORDER

__all__ = [
    "KINDS",
    "NAME_COLUMNS",
    "PLACE_COLUMNS",
    "NameRow",
    "PlaceRow",
    "Rejection",
    "id_key",
    "name_key",
]

NAME_COLUMNS = NAMES_COLUMNS
PLACE_COLUMNS = PLACES_COLUMNS

#: Kinds in the order of names.csv.
KINDS = KIND_ORDER


@dataclass(frozen=True, slots=True)
class NameRow:
    """One line of names.csv.

    Attributes:
        place_id: the place that is named.
        name: the name, as `toponyms.text.normalize` leaves it.
        lang: a BCP 47 tag.
        kind: one of `KINDS`.
        from_: first year of use, EDTF, or empty.
        to: last year of use, EDTF, or empty.
        source: a key that data/README.md describes.
    """

    place_id: str
    name: str
    lang: str
    kind: str
    from_: str
    to: str
    source: str

    def cells(self) -> tuple[str, ...]:
        """The values in the order of `NAME_COLUMNS`."""
        return self.place_id, self.name, self.lang, self.kind, self.from_, self.to, self.source


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One line of places.csv, every value as it is written.

    Attributes:
        place_id: a CURIE.
        feature: a GeoNames class and code, `P.PPL`.
        country: ISO 3166-1 alpha-2, or empty.
        admin1: first-level unit as GeoNames codes it, or empty.
        lat, lon: decimal degrees, or empty.
        population: inhabitants, or empty.
        geonames, wikidata: the place's number there, or empty.
    """

    place_id: str
    feature: str
    country: str = ""
    admin1: str = ""
    lat: str = ""
    lon: str = ""
    population: str = ""
    geonames: str = ""
    wikidata: str = ""

    def cells(self) -> tuple[str, ...]:
        """The values in the order of `PLACE_COLUMNS`."""
        return (
            self.place_id, self.feature, self.country, self.admin1, self.lat, self.lon,
            self.population, self.geonames, self.wikidata,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Rejection:
    """A name, or the language tag of a name, that a source has and the gazetteer has not.

    Attributes:
        name: as the source writes it.
        place_id: the place it was given for.
        source: the source's key.
        reason: why it is left out, or what was kept instead.
    """

    name: str
    place_id: str
    source: str
    reason: str


def id_key(place_id: str) -> tuple[str, int, str]:
    """Sorts ids by scheme, then by number, then by text.

    >>> sorted(["iso:AM", "gn:1000", "gn:99"], key=id_key)
    ['gn:99', 'gn:1000', 'iso:AM']
    """
    scheme, _, local = place_id.partition(":")
    return scheme, int(local) if local.isdecimal() else 0, local


def name_key(row: NameRow) -> tuple[object, ...]:
    """Sorts names by place, then language, kind (in the order of `KINDS`), name and dates."""
    return (*id_key(row.place_id), row.lang, KINDS.index(row.kind), row.name, row.from_, row.to)
