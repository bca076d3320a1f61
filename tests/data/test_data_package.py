"""datapackage.json describes the files that lie beside it, not those of an earlier build."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, str]


def test_sizes_and_hashes_are_those_of_the_files(data: Path, datapackage: dict[str, Any]) -> None:
    """Else one file was committed without the other."""
    for resource in datapackage["resources"]:
        raw = (data / resource["path"]).read_bytes()
        assert resource["bytes"] == len(raw)
        assert resource["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"


def test_fields_are_the_columns(data: Path, datapackage: dict[str, Any]) -> None:
    """Else a validator reads one column as another."""
    for resource in datapackage["resources"]:
        header = (data / resource["path"]).read_text("utf-8").split("\n", 1)[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == header


def test_every_source_is_listed(names: list[Row], datapackage: dict[str, Any]) -> None:
    """Else whoever takes the package does not know whom to name."""
    listed = {source["title"].partition(":")[0] for source in datapackage["sources"]}
    assert {row["source"] for row in names} == listed


def test_counts_in_the_readme_are_those_of_the_files(
    data: Path, names: list[Row], places: list[Row]
) -> None:
    """Else the README is of an earlier build."""
    text = (data / "README.md").read_text("utf-8")
    assert f"{len(places):,} places and {len(names):,} names" in text
