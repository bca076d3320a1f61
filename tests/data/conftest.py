"""The committed gazetteer, read once for all tests of this folder."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]

Row = dict[str, str]


def read(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, strict=True))


@pytest.fixture(scope="session")
def data() -> Path:
    return ROOT / "data"


@pytest.fixture(scope="session")
def names(data: Path) -> list[Row]:
    return read(data / "names.csv")


@pytest.fixture(scope="session")
def places(data: Path) -> list[Row]:
    return read(data / "places.csv")


@pytest.fixture(scope="session")
def datapackage(data: Path) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((data / "datapackage.json").read_text("utf-8"))
    return package


@pytest.fixture(scope="session")
def duplicates() -> list[Row]:
    """Cases that a person has not decided."""
    return read(ROOT / "tools" / "reports" / "duplicates.csv")


@pytest.fixture(scope="session")
def karabakh() -> set[str]:
    """Ids of the settlements that the curated folders on Karabakh describe, as they are kept."""
    curated = ROOT / "tools" / "curated"
    decisions = read(curated / "same_places.csv")
    same = {row["other_id"]: row["place_id"] for row in decisions if row["verdict"] == "same"}
    files = sorted(curated.glob("karabakh-*/places.csv"))
    ids = [row["place_id"] for file in files for row in read(file) if row["feature"][0] == "P"]
    return {same.get(place_id, place_id) for place_id in ids}
