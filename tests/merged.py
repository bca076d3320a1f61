"""Builds small gazetteers from records made in tests."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from toponyms.gazetteer.format import read_gazetteer
from toponyms.gazetteer.merging.build import Built, build_gazetteer
from toponyms.gazetteer.merging.layers import Layer, SourceNote
from toponyms.gazetteer.sources.faults import Faults
from toponyms.gazetteer.sources.record import Record
from toponyms.model import Name, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from toponyms.gazetteer.merging.layers import Role


def name(
    text: str, lang: str = "az", kind: Any = "variant", source: str = "made", **more: str
) -> Name:
    return Name(text, lang, kind, more.get("from_", ""), more.get("to", ""), source)


def record(place_id: str, *names: Name | str, **more: Any) -> Record:
    """A settlement in Azerbaijan, unless something else is said."""
    made = tuple(name(one) if isinstance(one, str) else one for one in names)
    values: dict[str, Any] = {"feature": "P.PPL", "country": "AZ", "lat": 40.0, "lon": 47.0} | more
    return Record(place_id, made, **values)


def layer(role: Role, *records: Record, key: str = "made") -> Layer:
    return Layer(role, records, f"{key}.csv", SourceNote(key, f"Made for a test: {key}"))


@dataclass(frozen=True)
class Result:
    """What a build gave, read again from disk."""

    built: Built
    places: dict[str, Place]
    report: list[dict[str, str]]
    withdrawn: list[tuple[str, ...]]

    def names(self, place_id: str) -> set[tuple[str, str, str]]:
        return {(one.text, one.lang, one.kind) for one in self.places[place_id].names}


def build(folder: Path, layers: Sequence[Layer], **more: Any) -> Result:
    """Builds a gazetteer in a folder and reads it again, which checks that it is sound."""
    report = folder.with_name(f"{folder.name}-report.csv")
    faults = more.pop("faults", None) or Faults(keep_going=True)
    more.setdefault("since", "2026-07-01")
    built = build_gazetteer(folder, layers, faults=faults, report=report, **more)
    with (folder / "withdrawn.csv").open(encoding="utf-8", newline="") as stream:
        withdrawn = [tuple(row) for row in csv.reader(stream)][1:]
    with report.open(encoding="utf-8", newline="") as stream:
        findings = list(csv.DictReader(stream))
    return Result(built, {place.id: place for place in read_gazetteer(folder)}, findings, withdrawn)


def base(folder: Path, records: Iterable[Record]) -> Path:
    """A gazetteer to build upon."""
    build(folder, [layer("imported", *records, key="base")])
    return folder
