"""Whatever form a table comes in and goes out in, nothing of it is lost."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow")
pytest.importorskip("polars")
pytest.importorskip("openpyxl")

from pyarrow import parquet  # noqa: E402

from toponyms.columns.files import open_sink, open_source  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

ENDINGS = ["csv", "tsv", "jsonl", "parquet", "arrow", "xlsx"]
ADDED = pa.schema([("place_id", pa.string()), ("match_score", pa.float64())])

#: A column that keeps a sheet's last rows from being empty, which are no rows.
FILLED = pa.schema([("filled", pa.string())])

#: Whatever a person or program may have put into a cell. A null byte is in no text file.
cells = st.one_of(
    st.none(),
    st.just(""),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
    st.text(st.sampled_from("ab\"',;\t|\n\r= _x000D_\\{}\ufeffə"), max_size=12),
    st.sampled_from(
        ["=HYPERLINK(1)", "null", "NA", "1.10", "007", "Շուշի", "_x000D_", "x" * 10_000]
    ),
)
names = st.lists(
    st.one_of(
        st.sampled_from(
            ["name", "n, m", 'the "best"', "két sor\n", "a|b", "\ue0ab", "Ად", "1", " "]
        ),
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=4,
    unique=True,
).filter(lambda found: not set(found) & {*ADDED.names, *FILLED.names})


@st.composite
def tables(draw: st.DrawFn) -> Any:
    columns = draw(names)
    rows = draw(st.integers(0, 6))
    return pa.table(
        {
            name: pa.array(draw(st.lists(cells, min_size=rows, max_size=rows)), pa.string())
            for name in columns
        }
    )


def fields(table: Any) -> list[tuple[str, list[str | None]]]:
    return [(name, table[name].to_pylist()) for name in table.schema.names]


def added(rows: range) -> Any:
    return pa.record_batch(
        [[f"gn:{row}" if row % 3 else None for row in rows], [row / 4 for row in rows]],
        schema=ADDED,
    )


def passed_on(file: Path, out: Path, columns: Sequence[str] = ()) -> int:
    """Adds columns to a table in a file; gives the number of rows."""
    rows = 0
    with (
        open_source(str(file), header=True, encoding="utf-8") as source,
        open_sink(str(out), source=source, added=ADDED) as sink,
    ):
        for batch in sink.batches(columns):
            sink.write(batch, added(range(rows, rows + len(batch))))
            rows += len(batch)
    return rows


def read(file: Path) -> Any:
    with open_source(str(file), header=True, encoding="utf-8") as source:
        return pa.Table.from_batches(source.batches(), source.schema)


def written(table: Any, file: Path, ending: str) -> Path:
    """A table in a file of any form, by other hands than those that are tested where there are."""
    file = file.with_suffix(f".{ending}")
    if ending == "parquet":
        parquet.write_table(table, file)
    elif ending == "arrow":
        with pa.ipc.new_file(file, table.schema) as writer:
            writer.write_table(table)
    elif ending == "jsonl":
        rows = [json.dumps(row, ensure_ascii=False) for row in table.to_pylist()]
        file.write_text("".join(f"{row}\n" for row in rows), "utf-8", newline="")
    elif ending == "xlsx":
        start = written(table, file, "parquet")
        with (
            open_source(str(start)) as source,
            open_sink(str(file), source=source, added=FILLED) as sink,
        ):
            for batch in source.batches():
                sink.write(batch, pa.record_batch([["x"] * len(batch)], schema=FILLED))
    else:
        delimiter = "\t" if ending == "tsv" else ","
        lines = [delimiter.join(map(_quoted, table.schema.names))]
        lines += [delimiter.join(map(_quoted, row.values())) for row in table.to_pylist()]
        file.write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="")
    return file


def _quoted(cell: str | None) -> str:
    return "" if cell is None else '"' + cell.replace('"', '""') + '"'


@pytest.mark.parametrize("last", ENDINGS)
@pytest.mark.parametrize("first", ENDINGS)
@settings(max_examples=settings.default.max_examples // 5 if settings.default else 12)
@given(table=tables())
@example(table=pa.table({"a": pa.array([None, "", None], pa.string())}))
@example(table=pa.table({"a": ["\r", '"', "\n"], "b": ["x,y", "\ufeff", "=1+1"]}))
@example(table=pa.table({"a": pa.array([], pa.string()), "b": pa.array([], pa.string())}))
def test_nothing_is_lost(first: str, last: str, table: Any) -> None:
    """A cell, row or column of a user's table would be lost or changed on its way."""
    plain = table
    if first == "jsonl" and not len(table):
        return  # no line, no table: an empty file is an error
    if first == "xlsx":
        table = table.append_column(FILLED.field(0), pa.array(["x"] * len(table), pa.string()))
    with tempfile.TemporaryDirectory() as folder:
        file = written(plain, Path(folder) / "in", first)
        out = Path(folder) / f"out.{last}"
        assert passed_on(file, out, table.schema.names[:1]) == len(table)
        if not len(table) and last == "jsonl":
            assert out.read_bytes() == b""
            return
        found = read(out)
    expected = added(range(len(table)))
    assert fields(found.select(table.schema.names)) == fields(table)
    assert found.schema.names == [*table.schema.names, *ADDED.names]
    assert [cell or None for cell in found["place_id"].to_pylist()] == expected[0].to_pylist()
    assert list(map(float, found["match_score"].to_pylist())) == expected[1].to_pylist()
