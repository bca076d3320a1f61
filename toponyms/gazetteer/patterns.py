"""What the cells of a gazetteer's files may be: the one place where that is said."""

from __future__ import annotations

import re
from typing import get_args

from toponyms.model import Kind

__all__ = [
    "CODE", "COUNTRY", "DEGREES", "EDTF", "FEATURE", "FORBIDDEN", "KINDS", "LANG", "PLACE_ID",
    "POPULATION",
]  # fmt: skip

PLACE_ID = re.compile(r"[a-z]+:[\w.-]+")
"""An id: the scheme of its source, and what it is there."""

FEATURE = re.compile(r"[AHLPRSTUV](\.[A-Z0-9]+)?")
"""A class of GeoNames, with a code or without."""

COUNTRY = re.compile(r"[A-Z]{2}")
"""ISO 3166-1 alpha-2."""

CODE = re.compile(r"[^\s\x00-\x1f\x7f-\x9f]*")
"""Any code of another source, or none."""

DEGREES = re.compile(r"-?[0-9]{1,3}(\.[0-9]+)?")
"""Degrees, in range or not."""

POPULATION = re.compile(r"[0-9]{1,11}")
"""Inhabitants."""

LANG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?(-[a-z0-9]{5,8})*")
"""BCP 47: a language, and maybe a script, a region and variants."""

KINDS = frozenset(get_args(Kind))
"""What a name may be to its place."""

FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\ufeff\ufffd]")
"""What has no place in a name. Joiners (U+200C, U+200D) do: they shape Persian letters."""

_DATE = r"-?[0-9X]{4}(-[0-9X]{2}){0,2}[?~%]?"
EDTF = re.compile(rf"({_DATE}|\.\.)(/({_DATE}|\.\.)?)?")
"""Years, months and days of EDTF (ISO 8601-2), uncertain or unspecified, and intervals of them."""
