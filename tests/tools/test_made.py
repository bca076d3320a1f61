"""Made gazetteers keep to the format and are the same every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.made import ALTERNATES_FILE, DUMP_FILE, write_dumps, write_made
from toponyms.gazetteer.format import NAMES_FILE, PLACES_FILE, read_gazetteer
from toponyms.gazetteer.sources import Faults, read_geonames

if TYPE_CHECKING:
    from pathlib import Path

SIZE = 400


def test_a_made_gazetteer_is_one(tmp_path: Path) -> None:
    """What is measured would be how fast faults are found, or something else every time."""
    for folder in (tmp_path / "one", tmp_path / "other"):
        write_made(folder, SIZE)
    for file in (NAMES_FILE, PLACES_FILE):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "other" / file).read_bytes()
    places = read_gazetteer(tmp_path / "one")
    assert len(places) == SIZE
    assert all(len(place.names) == 5 for place in places)
    names = [name.text for place in places for name in place.names]
    assert 0.5 < len(set(names)) / len(names) < 0.95


def test_made_dumps_are_the_same_places(tmp_path: Path) -> None:
    """Else what is measured of a build is not what is measured of the gazetteer."""
    write_made(tmp_path / "made", SIZE)
    write_dumps(tmp_path, SIZE)
    faults = Faults()
    records = list(
        read_geonames(
            tmp_path / DUMP_FILE, faults=faults, source="geonames",
            alternate_names=tmp_path / ALTERNATES_FILE,
        )
    )  # fmt: skip
    places = read_gazetteer(tmp_path / "made")
    assert [(one.id, one.feature, one.country, one.lat, one.population) for one in records] == [
        (one.id, one.feature, one.country, one.lat, one.population or None) for one in places
    ]
    missing = [
        name.text
        for place, record in zip(places, records, strict=True)
        for name in place.names
        if name.text not in {one.text for one in record.names}
    ]
    assert len(missing) < SIZE / 20
