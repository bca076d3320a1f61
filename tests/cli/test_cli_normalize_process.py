"""`toponyms normalize` as a process: pipes, signals, terminals, packages that are not there."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_cli_process import read_line

pa = pytest.importorskip("pyarrow")
pytest.importorskip("polars")

import pyarrow.ipc  # noqa: E402
import pyarrow.parquet  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Start = Callable[..., subprocess.Popen[bytes]]

COMMAND = [sys.executable, "-m", "toponyms_cli.main", "normalize"]


@pytest.fixture
def folder(tmp_path: Path, small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that commands run in; has a file of 200,000 rows."""
    (tmp_path / "events.csv").write_text("n,place\n" + "1,Janyatag\n" * 200_000, "utf-8")
    (tmp_path / "small").symlink_to(small)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder: Path) -> set[str]:
    """What is there, hidden files too."""
    return {path.name for path in folder.iterdir()}


def test_tables_that_are_no_text_go_through_pipes(
    environment: Mapping[str, str], folder: Path
) -> None:
    """Else a Parquet file has to be written to disk between two commands."""
    given = io.BytesIO()
    pyarrow.parquet.write_table(pa.table({"place": ["Janyatag", None, "Xyzzyq"]}), given)
    args = ["-", "-c", "place", "--gazetteer", "small", "--add", "place_id"]
    first = subprocess.run(
        [*COMMAND, *args], input=given.getvalue(), capture_output=True, env=environment, check=True
    )
    rows = pyarrow.parquet.read_table(io.BytesIO(first.stdout)).to_pylist()
    assert [row["place_id"] for row in rows] == ["gn:586666", None, None]
    assert b"3 rows" in first.stderr
    second = subprocess.run(
        [*COMMAND, *args, "--prefix", "x_", "--to", "arrow"],
        input=first.stdout,
        capture_output=True,
        env=environment,
        check=True,
    )
    table = pyarrow.ipc.open_stream(io.BytesIO(second.stdout)).read_all()
    assert table["x_place_id"].to_pylist() == ["gn:586666", None, None]
    assert names(folder) == {"events.csv", "small"}


def test_a_reader_that_has_enough_is_no_error(environment: Mapping[str, str], folder: Path) -> None:
    """Else `toponyms normalize … | head` complains, or reads the whole file first."""
    with subprocess.Popen(
        [*COMMAND, "events.csv", "-c", "place", "--gazetteer", "small"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(environment),
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert read_line(running.stdout).startswith(b"n,place,place_id")
        running.stdout.close()
        assert running.wait(30) == -signal.SIGPIPE
        assert running.stderr.read() == b""
    assert names(folder) == {"events.csv", "small"}


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl", "xlsx"])
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_leaves_nothing(
    process: Start, folder: Path, form: str, sent: signal.Signals, code: int
) -> None:
    """Else half a result is taken for a whole one, or the folder fills with remains."""
    target = folder / f"out.{form}"
    target.write_text("before")
    args = ["-", "-c", "place", "--gazetteer", "small", "-o", target.name, "--review", "r.csv"]
    with process("normalize", *args) as running:
        assert running.stdin is not None
        assert running.stderr is not None
        feeding = threading.Thread(target=_feed, args=[running.stdin])
        feeding.start()
        end = time.monotonic() + 30
        while not any(name.endswith(".part") for name in names(folder)):
            assert running.poll() is None, running.stderr.read()
            assert time.monotonic() < end
            time.sleep(0.02)
        time.sleep(0.2)
        running.send_signal(sent)
        assert running.wait(30) == code, running.stderr.read()
        feeding.join(30)
        assert running.stderr.read() == b""
    assert names(folder) == {"events.csv", "small", target.name}
    assert target.read_text() == "before"


def _feed(stream: io.BufferedWriter) -> None:
    """Writes rows for as long as somebody reads; the table has no end."""
    with suppress(BrokenPipeError):
        stream.write(b"n,place\n")
        while True:
            stream.write(b"1,Janyatag\n2,Xyzzyq\n" * 1000)
            stream.flush()
            time.sleep(0.005)
    with suppress(BrokenPipeError):
        stream.close()


def test_a_full_disk_is_told(environment: Mapping[str, str], folder: Path) -> None:
    """Else rows are lost without a word."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    args = ["events.csv", "-c", "place", "--gazetteer", "small"]
    with Path("/dev/full").open("wb") as full:
        for target in ([], ["-o", "/dev/full"]):
            done = subprocess.run(
                [*COMMAND, *args, *target],
                stdout=full,
                stderr=subprocess.PIPE,
                env=environment,
                check=False,
            )
            assert done.returncode == 2
            assert done.stderr.decode().count("\n") == 1
            assert "No space left" in done.stderr.decode()
    assert Path("/dev/full").is_char_device()
    assert names(folder) == {"events.csv", "small"}


@pytest.mark.parametrize(
    ("missing", "args"),
    [("pyarrow", []), ("polars", []), ("openpyxl", ["--review", "r.xlsx"])],
)
def test_a_package_that_is_not_there(
    environment: Mapping[str, str], folder: Path, missing: str, args: list[str]
) -> None:
    """Else who installed the library alone meets a traceback, not the way to the rest."""
    script = (
        f"import sys; sys.modules[{missing!r}] = None; from toponyms_cli.main import run;"
        "sys.exit(run(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "normalize", "events.csv", "-c", "place", "-o", "out.csv",
         "--gazetteer", "small", *args],
        capture_output=True,
        env=environment,
        check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode() == (
        f"Error: this command needs {missing}; install it with pip install 'toponyms[columns]'.\n"
    )
    assert names(folder) == {"events.csv", "small"}


def on_a_terminal(environment: Mapping[str, str], *args: str) -> tuple[int, str]:
    """The exit code of a command, and what a person sees."""
    pty = pytest.importorskip("pty")
    try:
        ours, theirs = pty.openpty()
    except OSError as error:
        pytest.skip(f"no pseudo-terminal to be had here: {error}")
    with subprocess.Popen(
        [*COMMAND, *args, "--gazetteer", "small"],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env={**environment, "COLUMNS": "100", "TERM": "xterm", "PYTHONIOENCODING": "utf-8"},
    ) as running:
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # how Linux ends a terminal whose other side is closed
            while chunk := os.read(ours, 4096):
                shown += chunk
        code = running.wait(30)
    os.close(ours)
    return code, shown.decode()


def test_a_person_sees_how_far_it_is(environment: Mapping[str, str], folder: Path) -> None:
    """Else nobody knows whether an hour is left, or a log fills with bars."""
    (folder / "events.csv").rename("[red]events.csv")
    args = ["[red]events.csv", "-c", "place", "-o", "out.csv"]
    code, shown = on_a_terminal(environment, *args)
    assert code == 0
    assert "[red]events.csv" in shown
    assert "rows, " in shown
    assert "a second" in shown
    assert "200,000 rows, 1 distinct name" in shown
    assert on_a_terminal(environment, *args, "--quiet") == (0, "")
    piped = subprocess.run(
        [*COMMAND, *args, "--gazetteer", "small"], capture_output=True, env=environment, check=True
    )
    assert b"a second" not in piped.stderr
    assert b"\x1b" not in piped.stderr


def test_a_terminal_gets_no_binary(environment: Mapping[str, str], folder: Path) -> None:
    """Else a forgotten -o fills the screen with what is no text."""
    pyarrow.parquet.write_table(pa.table({"place": ["Janyatag"]}), "in.parquet")
    for args in (["in.parquet"], ["events.csv", "--to", "excel"]):
        code, shown = on_a_terminal(environment, *args, "-c", "place")
        assert code == 2
        assert "not for a terminal" in shown
