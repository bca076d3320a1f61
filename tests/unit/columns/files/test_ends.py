"""Where tables come from and go to: files, packed ones, standard input and output."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")
pytest.importorskip("polars")
pytest.importorskip("openpyxl")

from tests.unit.columns.files.passing import ID, add_ids, read  # noqa: E402
from toponyms.columns.files import open_sink, open_source  # noqa: E402
from toponyms.errors import TableError  # noqa: E402

TEXT = b"name,n\nBaku,1\nGanja,2\n"
ROWS = [{"name": "Baku", "n": "1"}, {"name": "Ganja", "n": "2"}]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    path.write_bytes(TEXT)
    return path


def zstd(data: bytes) -> bytes:
    return bytes(pa.compress(data, "zstd", asbytes=True))


@pytest.mark.parametrize(
    ("ending", "pack"),
    [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress), ("zst", zstd)],
)
def test_packed(tmp_path: Path, ending: str, pack: Any) -> None:
    """Else packed tables have to be unpacked by hand; or those of several parts are cut short."""
    file = tmp_path / f"in.csv.{ending}"
    file.write_bytes(pack(TEXT[:12]) + pack(TEXT[12:]))
    assert read(file) == ROWS
    for form in ("csv", "jsonl", "parquet", "arrow", "xlsx"):
        out = tmp_path / f"out.{form}.{ending}"
        add_ids(file, out)
        assert [row["name"] for row in read(out)] == ["Baku", "Ganja"]
        assert out.read_bytes()[:2] == pack(TEXT)[:2]
    file.write_bytes(pack(TEXT * 1000)[:-9])
    with pytest.raises(TableError, match="damaged"):
        read(file)
    file.write_bytes(TEXT)
    with pytest.raises(TableError, match="is not compressed"):
        read(file)


def test_forms_by_name_and_content(tmp_path: Path) -> None:
    """Else a file without a telling name cannot be read without saying what it is."""
    (tmp_path / "in.csv").write_bytes(TEXT)
    for form in ("csv", "jsonl", "parquet", "arrow", "xlsx"):
        add_ids(tmp_path / "in.csv", tmp_path / "out.dat", form=form)
        assert [row["name"] for row in read(tmp_path / "out.dat")] == ["Baku", "Ganja"]
    with pytest.raises(TableError, match="csv, tsv, jsonl"):
        read(tmp_path / "in.csv", form="dbf")


def test_missing_file(tmp_path: Path) -> None:
    """Else a mistyped name ends in a traceback."""
    with pytest.raises(TableError, match="No such file"):
        read(tmp_path / "none.csv")
    with pytest.raises(TableError, match="directory"):
        read(tmp_path)


def test_the_input_is_never_overwritten(file: Path, tmp_path: Path) -> None:
    """Else the only copy of a user's data is gone."""
    (tmp_path / "link.csv").symlink_to(file)
    os.link(file, tmp_path / "hard.csv")
    for out in (file, tmp_path / "link.csv", tmp_path / "hard.csv"):
        with pytest.raises(TableError, match="never overwritten"):
            add_ids(file, out)
    assert file.read_bytes() == TEXT


@pytest.mark.parametrize("form", ["csv", "csv.gz", "jsonl", "parquet", "arrow", "xlsx"])
@pytest.mark.parametrize("fault", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_whole_or_not_at_all(
    file: Path, tmp_path: Path, form: str, fault: type[BaseException]
) -> None:
    """Else a run that was stopped leaves half a table, or destroys the one before."""
    folder = tmp_path / "out"
    folder.mkdir()
    for before in (None, b"before"):
        out = folder / f"out.{form}"
        if before:
            out.write_bytes(before)
        with (  # noqa: PT012
            open_source(str(file)) as source,
            pytest.raises(fault),
            open_sink(str(out), source=source, added=ID) as sink,
        ):
            for batch in sink.batches([]):
                sink.write(batch, pa.record_batch([["1", "2"]], schema=ID))
            raise fault
        assert [path.read_bytes() for path in folder.iterdir()] == ([before] if before else [])


def test_fault_at_the_end(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full only at the last byte would leave a table without its end."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(TableError, match="No space left"):
        add_ids(file, tmp_path / "out.csv")
    assert list(tmp_path.iterdir()) == [file]


def test_what_was_there(file: Path, tmp_path: Path) -> None:
    """Else a link becomes a file, or a file that only its owner may read is opened to all."""
    out = tmp_path / "out.csv"
    out.write_text("before")
    out.chmod(0o600)
    (tmp_path / "link.csv").symlink_to(out)
    add_ids(file, tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert out.stat().st_mode & 0o777 == 0o600
    assert len(read(out)) == 2
    add_ids(file, "/dev/null", form="csv")
    assert not Path("/dev/null").is_file()


def test_no_such_folder(file: Path, tmp_path: Path) -> None:
    """Else the run fails after an hour, and not at once."""
    for out in (tmp_path / "none" / "out.csv", tmp_path):
        with open_source(str(file)) as source, pytest.raises(TableError):
            open_sink(str(out), source=source, added=ID)


class _Pipe(io.BytesIO):
    """Standard input as a pipe is: no way back."""

    def seek(self, *_: object) -> int:
        raise OSError(29, "Illegal seek")

    def fileno(self) -> int:
        raise io.UnsupportedOperation


@pytest.mark.parametrize("form", ["csv", "csv.gz", "jsonl", "parquet", "arrow", "xlsx"])
def test_standard_input(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """Else a table can only be read from a file; what wants random access is copied first."""
    start = tmp_path / f"start.{form}"
    add_ids(file, start)
    expected = read(start)
    for last in ("parquet", form):
        stdin = io.TextIOWrapper(_Pipe(start.read_bytes()))
        monkeypatch.setattr(sys, "stdin", stdin)
        with open_source("-") as source:
            assert source.progress() is None or form in {"parquet", "arrow", "xlsx"}
            added = pa.schema([("x", pa.string())])
            out = tmp_path / f"out.{last}"
            with open_sink(str(out), source=source, added=added) as sink:
                for batch in sink.batches(["name"]):
                    sink.write(batch, pa.record_batch([["x", "x"]], schema=added))
        assert [row | {"x": "x"} for row in expected] == read(out)
        assert not stdin.closed


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "arrow", "xlsx"])
def test_standard_output(
    file: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], form: str
) -> None:
    """Else a table can only be written to a file."""
    add_ids(file, "-", form=form)
    out = tmp_path / "out.dat"
    out.write_bytes(capsysbinary.readouterr().out)
    assert [row["name"] for row in read(out)] == ["Baku", "Ganja"]


_HEAD = """
import sys
import pyarrow as pa
from toponyms.columns.files import open_sink, open_source
added = pa.schema([("x", pa.string())])
with open_source("-") as source, open_sink("-", source=source, added=added, form="{form}") as sink:
    for batch in sink.batches([]):
        sink.write(batch, pa.record_batch([["x"] * len(batch)], schema=added))
print("done", file=sys.stderr)
"""


@pytest.mark.parametrize("form", ["csv", "arrow"])
def test_closed_pipe_is_quiet(form: str) -> None:
    """Else `| head` ends in a traceback."""
    with subprocess.Popen(
        [sys.executable, "-c", _HEAD.format(form=form)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        process.stdout = None
        _, said = process.communicate(b"a,b\n" + b"1,2\n" * 200_000, timeout=60)
    assert (process.returncode, said) == (0, b"done\n")
