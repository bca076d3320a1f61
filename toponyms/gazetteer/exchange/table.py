"""One table: a row a name, with what is known of its place."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from toponyms.gazetteer.format import NAMES_COLUMNS, PLACES_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

    from toponyms.model import Place

__all__ = ["COLUMNS", "write_table"]

COLUMNS = (*NAMES_COLUMNS, *PLACES_COLUMNS[1:])
_NO_NAME = ("",) * (len(NAMES_COLUMNS) - 1)


def write_table(places: Iterable[Place], stream: TextIO) -> None:
    """Writes places; one without names has one row, in which the name is empty."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for place in places:
        known = (
            place.feature, place.country, place.admin1, place.lat, place.lon, place.population,
            place.geonames, place.wikidata,
        )  # fmt: skip
        names: list[tuple[str, ...]] = [
            (name.text, name.lang, name.kind, name.from_, name.to, name.source)
            for name in place.names
        ]
        writer.writerows((place.id, *name, *known) for name in names or [_NO_NAME])
