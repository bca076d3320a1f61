"""`toponyms show`: all names and facts of a place."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Result, Run


@pytest.fixture
def show(toponyms: Run, small: Path) -> Run:
    def call(*args: str, stdin: bytes = b"") -> Result:
        return toponyms("show", "--gazetteer", str(small), *args, stdin=stdin)

    return call


def test_csv_repeats_the_gazetteer(show: Run, small: Path) -> None:
    """Else what is shown is not what the files say."""
    shown = csv.DictReader(io.StringIO(show("gn:586666", "--format", "csv").out))
    with (small / "names.csv").open(encoding="utf-8", newline="") as file:
        names = [row for row in csv.DictReader(file) if row["place_id"] == "gn:586666"]
    rows = list(shown)
    assert [{key: row[key] for key in names[0]} for row in rows] == names
    assert {row["population"] for row in rows} == {"434"}


def test_json_has_facts_and_names(show: Run) -> None:
    """Else dates and sources of names cannot be had."""
    place = json.loads(show("gn:586666", "--format", "json").out)
    assert place["place_id"] == "gn:586666"
    assert (place["lat"], place["lon"], place["population"]) == (40.13989, 46.77705, 434)
    assert {
        "name": "Ҹанјатаг",
        "lang": "az-Cyrl",
        "kind": "historical",
        "from": "1939",
        "to": "1991",
        "source": "test",
    } in place["names"]


def test_table_shows_every_name_in_any_script(show: Run) -> None:
    """Else a person sees less than a program."""
    out = show("tp:1", "gn:586666", "--format", "table").out
    for shown in ("نِیر", "巴庫東京都庁前駅", "until 1936", "since 193X", "1939 to 1991", "test"):
        assert shown in out
    for shown in (
        "abandoned populated place (P.PPLQ)",
        "10.5000° S, 20.2500° W",
        "Q5",
        "Azerbaijan (AZ)",
    ):
        assert shown in out


def test_place_without_a_name_is_shown(show: Run) -> None:
    """Else a place that exists leaves no trace in the output."""
    assert show("tp:2", "--format", "csv").lines[1].startswith("tp:2,,")
    assert "tp:2" in show("tp:2", "--format", "table").out


def test_ids_come_from_a_lookup(show: Run, lookup: Run) -> None:
    """Else the commands cannot be joined by a pipe."""
    found = lookup("Janyatag", "Xyzzyq").lines
    ids = "\n".join(line.split("\t")[2] for line in found) + "\n"
    result = show("-", stdin=ids.encode())
    assert {line.split("\t")[0] for line in result.lines} == {"gn:586666"}
    assert result.code == 0


@pytest.mark.parametrize(
    ("place_id", "said"),
    [
        ("586666", "did you mean gn:586666?"),
        ("GN:586666", "did you mean gn:586666?"),
        ("gn:586667", "gn:586666 (Chankatagh)"),
        ("Janyatag", "toponyms lookup 'Janyatag'"),
        ("wof:99999999", "toponyms lookup"),
    ],
)
def test_unknown_id_gives_advice(show: Run, place_id: str, said: str) -> None:
    """Else a slip in an id is a dead end."""
    result = show(place_id)
    assert result.code == 1
    assert result.out == ""
    assert repr(place_id) in result.err
    assert said in result.err


def test_the_others_are_shown_beside_an_unknown_id(show: Run) -> None:
    """Else one unknown id costs every answer."""
    result = show("gn:1", "gn:586666")
    assert result.code == 1
    assert result.lines[0].startswith("gn:586666\t")
