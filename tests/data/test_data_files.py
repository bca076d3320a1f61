"""The files can be read by anything that reads CSV, and the same build gives the same bytes."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest

from toponyms.text.normalize import normalize

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, str]

KINDS = ["preferred", "official", "exonym", "variant", "colloquial", "historical"]


@pytest.mark.parametrize("name", ["names.csv", "places.csv", "README.md", "datapackage.json"])
def test_bytes_are_plain_utf8_in_nfc(data: Path, name: str) -> None:
    """Else a reader would see a mark before the first column, or two spellings of one letter."""
    raw = (data / name).read_bytes()
    text = raw.decode("utf-8")
    assert not text.startswith("\ufeff")
    assert "\r" not in text
    assert text.endswith("\n")
    assert unicodedata.is_normalized("NFC", text)


def test_columns_are_those_of_the_contract(data: Path) -> None:
    """Else every reader of the format breaks."""
    header = [(data / name).read_text("utf-8").split("\n", 1)[0] for name in _FILES]
    assert header == [
        "place_id,name,lang,kind,from,to,source",
        "place_id,feature,country,admin1,lat,lon,population,geonames,wikidata",
    ]


def test_names_are_clean(names: list[Row]) -> None:
    """Else a name holds characters that no query has, or is empty and matches nothing."""
    dirty = [row for row in names if not row["name"] or normalize(row["name"]) != row["name"]]
    assert dirty == []


def test_names_have_a_letter_and_no_control_characters(names: list[Row]) -> None:
    """Else a code or a broken field would be offered as a name."""
    bad = [
        row
        for row in names
        if not any(c.isalpha() for c in row["name"])
        or any(unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn"} for c in row["name"])
    ]
    assert bad == []


def test_places_are_sorted(places: list[Row]) -> None:
    """Else two builds of the same facts differ, and changes cannot be read."""
    keys = [_id_key(row["place_id"]) for row in places]
    assert keys == sorted(keys)


def test_names_are_sorted(names: list[Row]) -> None:
    """Else two builds of the same facts differ, and changes cannot be read."""
    keys = [
        (
            *_id_key(row["place_id"]),
            row["lang"],
            KINDS.index(row["kind"]),
            row["name"],
            row["from"],
            row["to"],
        )
        for row in names
    ]
    assert keys == sorted(keys)


_FILES = ("names.csv", "places.csv")


def _id_key(place_id: str) -> tuple[str, int, str]:
    scheme, _, local = place_id.partition(":")
    return scheme, int(local) if local.isdecimal() else 0, local
