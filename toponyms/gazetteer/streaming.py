"""Reads a gazetteer folder place by place, however large it is.

`read_gazetteer` checks everything and holds everything. Here one place is in memory at a time,
which works because names.csv is sorted as places.csv is; where it is not, the whole is read.
"""

from __future__ import annotations

import csv
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from toponyms.errors import GazetteerError
from toponyms.gazetteer.format import (
    NAMES_COLUMNS,
    NAMES_FILE,
    PLACES_COLUMNS,
    PLACES_FILE,
    read_gazetteer,
)
from toponyms.model import Name, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["stream_places"]


def stream_places(folder: Path) -> Iterator[Place]:
    """Every place of a gazetteer with its names, in the order of places.csv.

    Only as much is checked as is needed to read it.

    Raises:
        GazetteerError: if it cannot be read, naming file, line and value.
    """
    try:
        in_step = _in_step(folder)
    except (OSError, ValueError, csv.Error):
        in_step = False
    if not in_step:
        yield from read_gazetteer(folder)
        return
    groups = groupby(_rows(folder / NAMES_FILE, NAMES_COLUMNS), key=itemgetter(0))
    owner, names = next(groups, ("", iter(())))
    try:
        for row in _rows(folder / PLACES_FILE, PLACES_COLUMNS):
            own: tuple[Name, ...] = ()
            if row[0] == owner:
                own = tuple(Name(*cells[1:]) for cells in names)  # type: ignore[arg-type]
                owner, names = next(groups, ("", iter(())))
            yield _place(row, own)
    except (ValueError, csv.Error):
        read_gazetteer(folder)  # says what is wrong, and where
        raise GazetteerError("changed while it was read", file=str(folder)) from None


def _in_step(folder: Path) -> bool:
    """Whether the names come in the order of the places."""
    places = (row[0] for row in _rows(folder / PLACES_FILE, PLACES_COLUMNS))
    return all(
        owner in places  # goes on from where it was, up to the place
        for owner, _ in groupby(_rows(folder / NAMES_FILE, NAMES_COLUMNS), key=itemgetter(0))
    )


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The cells of each row, in the order of some columns.

    Raises:
        ValueError: if a column is missing or a row has another number of cells than the header.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        header = next(reader, [])
        pick = itemgetter(*map(header.index, columns))
        for cells in reader:
            if len(cells) != len(header):
                raise ValueError(cells)
            yield pick(cells)


def _place(row: tuple[str, ...], names: tuple[Name, ...]) -> Place:
    place_id, feature, country, admin1, lat, lon, population, geonames, wikidata = row
    return Place(
        place_id,
        names,
        feature,
        country,
        admin1,
        float(lat) if lat else None,
        float(lon) if lon else None,
        int(population) if population else None,
        geonames,
        wikidata,
    )
