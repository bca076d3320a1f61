"""A list of Azerbaijani spellings of places, without ids: az-data-generator."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from toponyms.text.normalize import normalize

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_spellings"]

_LISTS = ("cities", "districts", "towns", "villages")


def read_spellings(package: Path) -> frozenset[str]:
    """Every spelling of a settlement or district; homonyms are one."""
    file = package / "data_generator" / "data" / "data.json"
    data: dict[str, list[str]] = json.loads(file.read_text("utf-8"))
    return frozenset(normalize(name) for key in _LISTS for name in data[key])
