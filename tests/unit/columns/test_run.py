"""From file to file: rows out are rows in, and what is asked is asked once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("polars")

from tests.unit.columns.counting import CountingResolver
from tests.unit.columns.files.passing import read
from toponyms.columns.answers import Answers, Key
from toponyms.columns.files import csv_source
from toponyms.columns.plan import Plan
from toponyms.columns.run import normalize_file
from toponyms.columns.summary import Summary
from toponyms.errors import ColumnError, TableError

if TYPE_CHECKING:
    from pathlib import Path

    from toponyms import Gazetteer, Resolver

COUNT = 20_000
NAMES = ("Baku", "Qqqq", "", "Norashen")


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """More rows than a batch has."""
    monkeypatch.setattr(csv_source, "_ROWS", COUNT // 3)
    file = tmp_path / "many.csv"
    rows = "".join(f"{row},{NAMES[row % 4]}\n" for row in range(COUNT))
    file.write_text(f"n,place\n{rows}", "utf-8")
    return file


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl"])
def test_many_batches(many: Path, small_gazetteer: Gazetteer, form: str) -> None:
    """Rows would be lost, doubled or mixed where one batch ends and the next begins."""
    resolver = CountingResolver(small_gazetteer)
    answers = Answers(resolver)
    told: list[tuple[int, float | None]] = []
    out = many.with_name(f"out.{form}")
    plan = Plan(("place",), ("place_id", "match_status"))
    normalize_file(many, out, plan, answers, advance=lambda *more: told.append(more))

    rows = read(out)
    assert [int(row["n"]) for row in rows] == list(range(COUNT))
    expected = [
        ("gn:587084", "matched"), (None, "unmatched"), (None, None), (None, "ambiguous"),
    ]  # fmt: skip
    assert all(
        (row["place_id"], row["match_status"]) == expected[number % 4]
        for number, row in enumerate(rows)
    )
    assert sorted(resolver.asked) == ["Baku", "Norashen", "Qqqq"]
    counts = Summary.of(answers, seconds=1.0).rows
    assert counts.total == COUNT == sum(more for more, _ in told)
    assert (counts.matched, counts.empty) == (-(-COUNT // 4), len(range(2, COUNT, 4)))
    assert len(told) > 1
    shares = [share for _, share in told if share is not None]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_contexts_and_decisions(tmp_path: Path, small_resolver: Resolver) -> None:
    """What rows and people say would get lost on the way through a file."""
    file, out = tmp_path / "in.csv", tmp_path / "out.jsonl"
    file.write_text(
        "place;c;y;x\nNorashen;?;39.98;44.45\nNorashen;;;\nBaku;AM;;\nQqqq;;;\n", "utf-8"
    )
    plan = Plan(("place",), ("place_id",), country_column="c", lat_column="y", lon_column="x")
    answers = Answers(small_resolver, decisions={"Qqqq": "x:2"})
    normalize_file(file, out, plan, answers)
    assert [row["place_id"] for row in read(out)] == ["x:1", None, None, "x:2"]
    assert (Key("Baku", "AM"), 1) in [(key, rows) for key, _, rows in answers.counted()]


def test_columns_are_checked_first(tmp_path: Path, small_resolver: Resolver) -> None:
    """A slip would leave a file, or take one away."""
    file, out = tmp_path / "in.csv", tmp_path / "out.csv"
    file.write_text("place,place_id\nBaku,1\n", "utf-8")
    answers = Answers(small_resolver)
    for plan in (Plan(("plase",)), Plan(("place",)), Plan(("place_id",), overwrite=True)):
        with pytest.raises(ColumnError):
            normalize_file(file, out, plan, answers)
    assert list(tmp_path.iterdir()) == [file]
    assert list(answers.counted()) == []


def test_a_fault_in_the_last_row(many: Path, small_resolver: Resolver) -> None:
    """Half a result would be taken for a whole one."""
    with many.open("a", encoding="utf-8") as file:
        file.write("1,2,3\n")
    out = many.with_name("out.csv")
    with pytest.raises(TableError, match=f"line {COUNT + 2}"):
        normalize_file(many, out, Plan(("place",)), Answers(small_resolver))
    assert list(many.parent.iterdir()) == [many]


@pytest.mark.parametrize("form", ["csv", "csv.gz", "parquet", "arrow", "jsonl", "xlsx"])
@pytest.mark.parametrize("last", [False, True])
def test_an_exception_from_outside(
    many: Path, small_resolver: Resolver, form: str, last: bool
) -> None:
    """Whoever stops a run, if need be in its last moment, would find a file, or half of one."""

    def stop(rows: int, _: float | None) -> None:
        if not last or not rows:
            raise KeyboardInterrupt

    out = many.with_name(f"out.{form}")
    with pytest.raises(KeyboardInterrupt):
        normalize_file(many, out, Plan(("place",)), Answers(small_resolver), advance=stop)
    assert list(many.parent.iterdir()) == [many]
