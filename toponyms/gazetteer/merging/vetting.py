"""Lets a record into a gazetteer only as far as it keeps to the format."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from toponyms.gazetteer import patterns

if TYPE_CHECKING:
    from toponyms.gazetteer.sources.faults import Faults
    from toponyms.gazetteer.sources.record import Record
    from toponyms.model import Name

__all__ = ["vetted"]

#: Ids stand beside each other in one cell while records are put aside.
_CURIE = re.compile(r"[a-z]+:[^\s\x00-\x1f\x7f-\x9f]+")
_MOST_PEOPLE = 10**11


def vetted(record: Record, file: str, faults: Faults) -> Record | None:
    """A record without what breaks the format, or None if it has no usable id.

    Args:
        record: as an importer gave it.
        file: where it comes from.
        faults: is told of everything that is taken away.

    Raises:
        GazetteerError: if something breaks the format and `faults` does not keep going.
    """

    def refuse(message: str, value: object) -> None:
        faults.add(message, file=file, line=record.line or None, value=value)

    if not patterns.PLACE_ID.fullmatch(record.id):
        refuse("id is not of the form scheme:number", record.id)
        return None
    changes: dict[str, object] = {}
    if record.feature and not patterns.FEATURE.fullmatch(record.feature):
        refuse("feature is not a GeoNames class and code such as P.PPL", record.feature)
        changes["feature"] = ""
    if record.country and not patterns.COUNTRY.fullmatch(record.country):
        refuse("country is not an ISO 3166-1 alpha-2 code", record.country)
        changes["country"] = ""
    if not patterns.CODE.fullmatch(record.admin1):
        refuse("admin1 has white space or control characters", record.admin1)
        changes["admin1"] = ""
    if not _is_point(record.lat, record.lon):
        refuse("coordinates are not two numbers of degrees in range", (record.lat, record.lon))
        changes |= {"lat": None, "lon": None}
    if record.population is not None and not 0 <= record.population < _MOST_PEOPLE:
        refuse("population is not a whole number below 10^11", record.population)
        changes["population"] = None
    for field in ("same_as", "replaces"):
        others: tuple[str, ...] = getattr(record, field)
        good = tuple(other for other in others if _CURIE.fullmatch(other))
        if len(good) < len(others):
            bad = next(other for other in others if other not in good)
            refuse("the id of the same place elsewhere is not of the form scheme:number", bad)
            changes[field] = good
    faulty = [(name, fault) for name in record.names if (fault := _fault(name))]
    if faulty:
        for _, fault in faulty:
            refuse(*fault)
        refused = {name for name, _ in faulty}
        changes["names"] = tuple(name for name in record.names if name not in refused)
    return replace(record, **changes) if changes else record  # type: ignore[arg-type]


def _is_point(lat: float | None, lon: float | None) -> bool:
    if lat is None or lon is None:
        return lat is lon
    return -90 <= lat <= 90 and -180 <= lon <= 180


def _fault(name: Name) -> tuple[str, str] | None:
    """What is wrong with a name, and the value."""
    if fault := _text_fault(name.text):
        return fault, name.text
    if not patterns.LANG.fullmatch(name.lang):
        return "lang is not a BCP 47 tag", name.lang
    if name.kind not in patterns.KINDS:
        return "kind is not one that there is", name.kind
    for date in (name.from_, name.to):
        if date and not patterns.EDTF.fullmatch(date):
            return "date is not EDTF", date
    return None


def _text_fault(text: str) -> str:
    if not text.strip():
        return "name is empty"
    if patterns.FORBIDDEN.search(text):
        return "name has control or invisible characters"
    if not unicodedata.is_normalized("NFC", text):
        return "name is not in Unicode normal form C"
    return ""
