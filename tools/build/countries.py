"""Countries of the world by the names that CLDR gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.build.rows import NameRow, PlaceRow
from toponyms.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["country_names", "country_places"]


def country_places(
    territories: Mapping[str, str], known: Mapping[str, Mapping[str, str]]
) -> list[PlaceRow]:
    """Countries that both CLDR and GeoNames have, under their ISO 3166-1 codes.

    Args:
        territories: CLDR's names by code; it also has regions, the EU and test codes.
        known: GeoNames number and population by code.
    """
    return [
        PlaceRow(
            place_id=f"iso:{code}",
            feature="A.PCLI",
            country=code,
            population=known[code]["population"],
            geonames=known[code]["geonames"],
        )
        for code in sorted(territories.keys() & known.keys())
    ]


def country_names(
    places: Iterable[PlaceRow],
    territories: Mapping[str, Mapping[str, str]],
    alternates: Mapping[str, Iterable[tuple[str, str]]],
    catalogues: Mapping[str, Mapping[str, str]],
) -> list[NameRow]:
    """Tagged names: CLDR's main form is preferred, its other forms and GeoNames' are variants.

    Args:
        places: the countries.
        territories: CLDR's names by language, then by code.
        alternates: CLDR's short and variant forms, as pairs of code and name, by language.
        catalogues: libgeonames names by language, then by code.
    """
    codes = {place.country for place in places}
    rows = []

    def add(code: str, name: str, lang: str, kind: str, source: str) -> None:
        name = normalize(name)
        if name and code in codes:
            rows.append(NameRow(f"iso:{code}", name, lang, kind, "", "", source))

    for lang, names in territories.items():
        for code in sorted(codes):
            add(code, names.get(code, ""), lang, "preferred", "cldr")
    for lang, pairs in alternates.items():
        for code, name in pairs:
            add(code, name, lang, "variant", "cldr-41")
    for lang, names in catalogues.items():
        for code in sorted(codes):
            add(code, names.get(code, ""), lang, "variant", "libgeonames")
    return rows
