"""Reads the gazetteer that another is built upon, and the one that a build takes the place of."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

from toponyms.errors import GazetteerError
from toponyms.gazetteer.folder import PACKAGE_FILE, WITHDRAWN_COLUMNS, WITHDRAWN_FILE
from toponyms.gazetteer.format import PLACES_FILE
from toponyms.gazetteer.merging.identity import Withdrawn
from toponyms.gazetteer.merging.layers import SourceNote
from toponyms.gazetteer.sources.record import Record
from toponyms.gazetteer.streaming import stream_places

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["base_notes", "base_records", "place_ids", "read_withdrawn"]


def base_records(folder: Path) -> Iterator[Record]:
    """Every place of a gazetteer as a record, with its line in places.csv.

    Raises:
        GazetteerError: if the folder breaks the format.
    """
    for line, place in enumerate(stream_places(folder), 2):
        same_as = [
            f"{scheme}:{number}"
            for scheme, number in (("gn", place.geonames), ("wd", place.wikidata))
            if number
        ]
        yield Record(
            place.id,
            tuple(place.names),
            place.feature,
            place.country,
            place.admin1,
            place.lat,
            place.lon,
            place.population,
            tuple(found for found in same_as if found != place.id),
            line=line,
        )


def base_notes(folder: Path) -> list[SourceNote]:
    """What a gazetteer's data package says of its sources; nothing if it has none."""
    try:
        package = json.loads((folder / PACKAGE_FILE).read_text("utf-8"))
        return [
            SourceNote(key, title, source.get("path", ""), source.get("licence", ""))
            for source in package.get("sources", [])
            for key, separator, title in [source["title"].partition(": ")]
            if separator
        ]
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError, AttributeError):
        raise GazetteerError(
            "not a data package; without the file the sources stay undescribed",
            file=str(folder / PACKAGE_FILE),
        ) from None


def place_ids(folder: Path) -> Iterator[str]:
    """The ids of a gazetteer's places, or none if there is no such gazetteer."""
    try:
        with (folder / PLACES_FILE).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                yield row["place_id"]
    except FileNotFoundError:
        return
    except (KeyError, UnicodeDecodeError, csv.Error):
        raise GazetteerError("not a file of places", file=str(folder / PLACES_FILE)) from None


def read_withdrawn(folder: Path) -> dict[str, Withdrawn]:
    """The withdrawn ids of a gazetteer, or none.

    Raises:
        GazetteerError: if withdrawn.csv is not what a build writes.
    """
    path = folder / WITHDRAWN_FILE
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream, strict=True))
    except FileNotFoundError:
        return {}
    except (UnicodeDecodeError, csv.Error) as error:
        raise GazetteerError(f"cannot be read: {error}", file=str(path)) from None
    if not rows or tuple(rows[0]) != WITHDRAWN_COLUMNS:
        raise GazetteerError(f"the columns are not {', '.join(WITHDRAWN_COLUMNS)}", file=str(path))
    for line, row in enumerate(rows, 1):
        if len(row) != len(WITHDRAWN_COLUMNS):
            raise GazetteerError(
                f"{len(row)} columns, not {len(WITHDRAWN_COLUMNS)}", file=str(path), line=line
            )
    return {row[0]: Withdrawn(*row) for row in rows[1:]}
