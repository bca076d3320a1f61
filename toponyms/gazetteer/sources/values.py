"""Coordinates, dates and numbers of inhabitants, as sources write them."""

from __future__ import annotations

import math
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from toponyms.gazetteer.sources.faults import Faults

__all__ = ["country_code", "edtf", "inhabitants", "point"]

_NOWHERE: tuple[None, None] = (None, None)
_SWAPPED = "latitude and longitude seem swapped; the coordinates are left out"
_COUNTRY = re.compile(r"[A-Z]{2}")
#: Reserved for users (ISO 3166-1, 8.1.3), and used for what no country is; XK is GeoNames' and
#: others' for Kosovo.
_NO_COUNTRY = re.compile(r"AA|Q[M-Z]|X(?!K)[A-Z]|ZZ")
_DIGITS = re.compile(r"\+?(?:\d{1,3}(?:[\s.,'’\u00a0\u202f]\d{3})+|\d+)(?:\.0+)?")
_EDTF = re.compile(r"(-?)([0-9X]{1,4})((?:-[0-9X]{2}){0,2})([?~%]?)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_CIRCA = re.compile(r"(?:c|ca|circa|~)\.?\s*(\d{3,4})", re.IGNORECASE)


class _Box(NamedTuple):
    west: float
    south: float
    east: float
    north: float


_WORLD = _Box(-180.0, -90.0, 180.0, 90.0)


def point(
    lat: object, lon: object, country: str, faults: Faults, *, file: Path | str, line: int
) -> tuple[float, float] | tuple[None, None]:
    """Coordinates in degrees, or none: a place without any is still one.

    Swapped ones are told by their range, or by lying outside the country's box while they lie
    inside of it the other way round. They are reported, and not put right: nobody asked for a
    guess.

    Args:
        lat: a number or text in degrees; both may be empty or None, which is no fault.
        lon: likewise.
        country: ISO 3166-1 alpha-2, or empty.
        faults: is told.
        file: where.
        line: where, 0 if there are no lines.
    """
    if lat in (None, "") and lon in (None, ""):
        return _NOWHERE
    value = f"{lat}, {lon}"
    try:
        north, east = float(lat), float(lon)  # type: ignore[arg-type]
    except (TypeError, ValueError, OverflowError):
        faults.add("the coordinates are not two numbers", file=file, line=line or None, value=value)
        return _NOWHERE
    box = _boxes().get(country, _WORLD)
    swapped = _inside(box, east, north)
    if not _inside(_WORLD, north, east):
        message = _SWAPPED if swapped else "the coordinates are out of range and left out"
    elif not _inside(box, north, east) and swapped:
        message = _SWAPPED
    else:
        return north, east
    faults.add(message, file=file, line=line or None, value=f"{value} {country}".rstrip())
    return _NOWHERE


def inhabitants(value: object) -> int | None:
    """A number of inhabitants; None if there is none, or none that can be read.

    >>> inhabitants("+12345"), inhabitants("2 100"), inhabitants("about 100"), inhabitants(7.0)
    (12345, 2100, None, 7)
    """
    if isinstance(value, (int, float)):
        return int(value) if math.isfinite(value) and 0 <= value < 10**11 else None
    text = str(value or "").strip()
    if not _DIGITS.fullmatch(text):
        return None
    digits = re.sub(r"\D", "", re.sub(r"\.0{1,2}$", "", text))
    return int(digits) if len(digits) <= 11 else None


def country_code(value: object) -> str:
    """An ISO 3166-1 alpha-2 code, or empty for what stands for no country.

    >>> country_code("az"), country_code("XX"), country_code("-99")
    ('AZ', '', '')
    """
    code = str(value or "").strip().upper()
    return code if _COUNTRY.fullmatch(code) and not _NO_COUNTRY.fullmatch(code) else ""


def edtf(text: str) -> str | None:
    """A date as EDTF (ISO 8601-2); empty for none, None for what cannot be read as one.

    >>> edtf("1936"), edtf("19361105"), edtf("5.11.1936"), edtf("676"), edtf("ca. 1850")
    ('1936', '1936-11-05', '1936-11-05', '0676', '1850~')
    >>> edtf("uuuu"), edtf("19uu"), edtf("the old days") is None
    ('', '19XX', True)
    """
    # Before 2019 the unknown digit was a u.
    text = (
        text.strip().replace("u", "X") if re.fullmatch(r"\s*[\du?~-]+\s*", text) else text.strip()
    )
    if not text.strip("X-. "):
        return ""
    if match := _COMPACT.fullmatch(text):
        text = "-".join(match.groups())
    elif match := _DAY_FIRST.fullmatch(text):
        text = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    elif match := _CIRCA.fullmatch(text):
        text = f"{match[1]}~"
    match = _EDTF.fullmatch(text)
    if match is None or not _is_date(match[3]):
        return None
    sign, year, rest, doubt = match.groups()
    return f"{sign}{year.zfill(4)}{rest}{doubt}"


def _is_date(rest: str) -> bool:
    """Whether month and day can be (seasons and the like, 21 to 41, stand for months)."""
    numbers = [part for part in rest.split("-") if part]
    bounds = ((1, 41), (1, 31))
    return all(
        not part.isdigit() or low <= int(part) <= high
        for part, (low, high) in zip(numbers, bounds, strict=False)
    )


def _inside(box: _Box, lat: float, lon: float) -> bool:
    return box.south <= lat <= box.north and box.west <= lon <= box.east


@cache
def _boxes() -> dict[str, _Box]:
    """Each country's box in whole degrees, as its towns fill it, with a degree to spare."""
    text = files("toponyms.gazetteer.sources").joinpath("country_boxes.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return {
        country: _Box(float(west), float(south), float(east), float(north))
        for country, west, south, east, north in rows[1:]
    }
