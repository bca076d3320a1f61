"""Parquet and Arrow keep types and metadata, and give them to other forms as they can be read."""

from __future__ import annotations

import datetime as dt
import decimal
from typing import TYPE_CHECKING, Any

import pytest

pa = pytest.importorskip("pyarrow")
pytest.importorskip("polars")
pytest.importorskip("openpyxl")

from pyarrow import feather, parquet  # noqa: E402

from tests.unit.columns.files.passing import add_ids, read  # noqa: E402
from toponyms.columns.files import open_source  # noqa: E402
from toponyms.errors import TableError  # noqa: E402

if TYPE_CHECKING:
    from pathlib import Path


UTC = dt.timezone.utc
#: A table without time zones has moments without one.
MOMENT = dt.datetime(2020, 11, 8, 12, 30, 15, 250)  # noqa: DTZ001


@pytest.fixture
def table() -> Any:
    moment = MOMENT
    fields = [
        pa.field("name", pa.string(), metadata={"lang": "az"}),
        pa.field("id", pa.int64(), nullable=False),
        pa.field("small", pa.uint8()),
        pa.field("share", pa.float64()),
        pa.field("sure", pa.bool_()),
        pa.field("day", pa.date32()),
        pa.field("at", pa.timestamp("us")),
        pa.field("at_utc", pa.timestamp("ms", tz="UTC")),
        pa.field("price", pa.decimal128(9, 2)),
        pa.field("kind", pa.dictionary(pa.int32(), pa.string())),
        pa.field("tags", pa.list_(pa.string())),
        pa.field("where", pa.struct([("lat", pa.float64())])),
        pa.field("nothing", pa.null()),
    ]
    rows: list[list[Any]] = [
        ["Şuşa", 2**60, 255, 0.1, True, moment.date(), moment, moment.replace(tzinfo=UTC),
         decimal.Decimal("1.10"), "town", ["a", None], {"lat": 39.75}, None],
        [None, 1, None, None, None, None, None, None, None, None, None, None, None],
    ]  # fmt: skip
    arrays = [
        pa.array([row[number] for row in rows], field.type) for number, field in enumerate(fields)
    ]
    return pa.table(arrays, schema=pa.schema(fields, metadata={"made by": "us"}))


@pytest.mark.parametrize("last", ["parquet", "arrow", "feather"])
@pytest.mark.parametrize("first", ["parquet", "arrow", "feather", "arrows"])
def test_schema_stays(tmp_path: Path, table: Any, first: str, last: str) -> None:
    """Else a pipeline that relies on a type or on metadata breaks after us."""
    file = tmp_path / f"in.{first}"
    if first == "parquet":
        parquet.write_table(table, file)
    elif first == "feather":
        feather.write_feather(table, file)
    else:
        new = pa.ipc.new_file if first == "arrow" else pa.ipc.new_stream
        with new(file, table.schema) as writer:
            writer.write_table(table)
    out = tmp_path / f"out.{last}"
    add_ids(file, out)
    found = parquet.read_table(out) if last == "parquet" else feather.read_table(out)
    assert found.drop_columns("place_id").equals(table)
    kept = found.schema.remove(found.schema.get_field_index("place_id"))
    if first == last == "arrow":
        assert kept.equals(table.schema, check_metadata=True)
    assert found.schema.metadata[b"made by"] == b"us"
    assert found["place_id"].to_pylist() == ["1", "2"]


def test_text_of_types(tmp_path: Path, table: Any) -> None:
    """Else a number, date or list cannot be read from the text it became."""
    file = tmp_path / "in.parquet"
    parquet.write_table(table, file)
    add_ids(file, tmp_path / "out.csv")
    row, nulls = read(tmp_path / "out.csv")
    assert row == {
        "name": "Şuşa", "id": str(2**60), "small": "255", "share": "0.1", "sure": "true",
        "day": "2020-11-08", "at": "2020-11-08T12:30:15.000250",
        "at_utc": "2020-11-08T12:30:15.000+0000", "price": "1.10", "kind": "town",
        "tags": '["a", null]', "where": '{"lat": 39.75}', "nothing": None, "place_id": "1",
    }  # fmt: skip
    assert {name for name, value in nulls.items() if value is not None} == {"id", "place_id"}
    add_ids(file, tmp_path / "out.jsonl")
    row, _ = read(tmp_path / "out.jsonl")
    assert (row["id"], row["share"], row["tags"]) == (2**60, 0.1, ["a", None])
    add_ids(file, tmp_path / "out.xlsx")
    row, _ = read(tmp_path / "out.xlsx")
    assert (row["small"], row["sure"], row["day"]) == (255, True, dt.date(2020, 11, 8))
    assert row["id"] == str(2**60), "Excel would round it"
    assert abs(row["at"] - MOMENT) < dt.timedelta(milliseconds=1)


def test_dictionaries_of_batches(tmp_path: Path) -> None:
    """An Arrow file cannot replace a dictionary: categories would come out as other ones."""
    file = tmp_path / "in.arrows"
    batches = [
        pa.record_batch({"kind": pa.array(values).dictionary_encode()})
        for values in (["a", "b", None], ["c", "a"], ["b", "c", "d"], ["b", "c", "d"])
    ]
    with pa.ipc.new_stream(file, batches[0].schema) as writer:
        for batch in batches:
            writer.write_batch(batch)
    add_ids(file, tmp_path / "out.arrow")
    expected = ["a", "b", None, "c", "a", "b", "c", "d", "b", "c", "d"]
    assert [row["kind"] for row in read(tmp_path / "out.arrow")] == expected


def test_row_groups_and_compression(tmp_path: Path) -> None:
    """Else a large table is cut in pieces so small that nobody reads it fast."""
    file = tmp_path / "in.parquet"
    numbers = pa.table({"n": pa.array(range(300_000))})
    parquet.write_table(numbers, file, compression="lz4", row_group_size=10_000)
    add_ids(file, tmp_path / "out.parquet")
    meta = parquet.ParquetFile(tmp_path / "out.parquet").metadata
    assert meta.num_rows == 300_000
    assert meta.num_row_groups < 4
    assert meta.row_group(0).column(0).compression == "LZ4"


def test_parquet_numbers_what_repeats(tmp_path: Path) -> None:
    """Else the file is twice as large: a dictionary of all different texts says each twice."""
    file = tmp_path / "in.parquet"
    parquet.write_table(pa.table({"n": map(str, range(20_000)), "k": ["a", "b"] * 10_000}), file)
    add_ids(file, tmp_path / "out.parquet")
    group = parquet.ParquetFile(tmp_path / "out.parquet").metadata.row_group(0)
    columns = [group.column(number) for number in range(3)]
    assert [column.path_in_schema for column in columns] == ["n", "k", "place_id"]
    assert [column.has_dictionary_page for column in columns] == [False, True, False]
    assert [column.is_stats_set for column in columns] == [True, True, False]


@pytest.mark.parametrize("name", ["in.parquet", "in.arrow", "in.xlsx"])
@pytest.mark.parametrize(
    "data", [b"", b"no table", b"PAR1garbage", b"ARROW1garbage", b"PK\x03\x04"]
)
def test_what_is_none(tmp_path: Path, name: str, data: bytes) -> None:
    """Else a wrong file ends in a traceback."""
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(TableError, match=name):
        read(file)


@pytest.mark.parametrize("last", ["csv", "jsonl", "xlsx"])
def test_bytes_are_no_text(tmp_path: Path, last: str) -> None:
    """Else bytes get into a text in some spelling that nobody can take back."""
    file = tmp_path / "in.parquet"
    parquet.write_table(pa.table({"raw": [b"\xff"]}), file)
    with pytest.raises(TableError, match="'raw' holds binary"):
        add_ids(file, tmp_path / f"out.{last}")
    assert list(tmp_path.iterdir()) == [file]


def test_columns_of_the_same_name(tmp_path: Path) -> None:
    """Else it is by chance which one is meant."""
    file = tmp_path / "in.arrow"
    table = pa.table([["x"], ["y"]], names=["a", "a"])
    with pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)
    with pytest.raises(TableError, match="same name: 'a'"):
        open_source(str(file))
