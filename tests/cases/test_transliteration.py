"""Pairs from public sources other than the standards themselves."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from toponyms import systems, transliterate

FOLDER = Path(__file__).parent / "transliteration"


def pairs() -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for file in sorted(FOLDER.glob("*.tsv")):
        with file.open(encoding="utf-8", newline="") as lines:
            rows += csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True)
    return rows


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: f"{pair['system']} {pair['source']}")
def test_names_are_written_as_others_write_them(pair: dict[str, str]) -> None:
    """A rule would be right on paper only."""
    written = transliterate(pair["source"], pair["system"])
    assert written == pair["expected"]
    if pair["reverse"] == "1":
        assert transliterate(written, pair["system"], reverse=True) == pair["source"]


def test_pairs_name_their_origin() -> None:
    """Nobody could look up who writes so."""
    rows = pairs()
    assert len(rows) > 250
    known = {system.id for system in systems()}
    assert all(row["origin"] and row["system"] in known for row in rows)
