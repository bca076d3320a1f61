"""A folder read place by place is the folder read at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import small
from toponyms import GazetteerError
from toponyms.gazetteer.format import read_gazetteer
from toponyms.gazetteer.gazetteer import default_folder
from toponyms.gazetteer.streaming import stream_places

if TYPE_CHECKING:
    from pathlib import Path


def test_the_shipped_gazetteer_is_read_as_it_is() -> None:
    """Else what is built upon it, or exported, is not what ships."""
    assert list(stream_places(default_folder())) == read_gazetteer(default_folder())


def test_names_in_any_order_are_read(tmp_path: Path) -> None:
    """Else a gazetteer that is not sorted loses names."""
    header, *rows = small.names_csv().splitlines(keepends=True)
    small.write(tmp_path, names=header + "".join(sorted(rows, reverse=True)))
    assert list(stream_places(tmp_path)) == read_gazetteer(tmp_path)


def test_more_columns_in_another_order_are_read(tmp_path: Path) -> None:
    """Else a gazetteer that carries more than the library reads is misread."""
    rows = [line.split(",") for line in small.places_csv().splitlines()]
    places = "".join(",".join(["more", *reversed(row)]) + "\n" for row in rows)
    small.write(tmp_path, places=places)
    assert list(stream_places(tmp_path)) == read_gazetteer(tmp_path)


@pytest.mark.parametrize(
    ("file", "row", "message"),
    [
        ("places.csv", "gn:9,P.PPL,AZ,,north,,,,", "lat is not a number"),
        ("places.csv", "gn:9,P.PPL", "2 columns where the header has 9"),
        ("names.csv", "gn:0,Nowhere,en,variant,,,test", "place_id is not in places.csv"),
        ("names.csv", 'tp:1000,"Open,en,variant,,,test', "not CSV"),
    ],
)
def test_a_fault_is_told_as_elsewhere(tmp_path: Path, file: str, row: str, message: str) -> None:
    """Else a broken base is reported without the line, or read in part."""
    small.write(tmp_path)
    with (tmp_path / file).open("a", encoding="utf-8") as stream:
        stream.write(row + "\n")
    with pytest.raises(GazetteerError, match=message):
        list(stream_places(tmp_path))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """Else a slip in a path is a traceback."""
    with pytest.raises(GazetteerError, match="no such file"):
        list(stream_places(tmp_path))
