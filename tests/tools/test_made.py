"""Made gazetteers keep to the format and are the same every time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.made import write_made
from toponyms.gazetteer.format import NAMES_FILE, PLACES_FILE, read_gazetteer

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
