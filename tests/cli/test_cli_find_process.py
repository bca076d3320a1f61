"""`toponyms find` as a process: pipes, signals, terminals, memory."""

from __future__ import annotations

import gzip
import json
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

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Mapping

    Start = Callable[..., subprocess.Popen[bytes]]

COMMAND = [sys.executable, "-m", "toponyms_cli.main", "find", "--gazetteer", "small"]
TEXT = "A car was shot at near Janyatag.\n\n"


@pytest.fixture
def folder(tmp_path: Path, small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that commands run in."""
    (tmp_path / "a.txt").write_text(TEXT * 20_000, "utf-8")
    (tmp_path / "small").symlink_to(small)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(folder: Path) -> set[str]:
    """What is there, hidden files too."""
    return {path.name for path in folder.iterdir()}


def test_a_reader_that_has_enough_is_no_error(environment: Mapping[str, str], folder: Path) -> None:
    """Else `toponyms find … | head` complains, or reads everything first."""
    with subprocess.Popen(
        [*COMMAND, "a.txt", "a.txt"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(environment),
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert json.loads(read_line(running.stdout))["place_id"] == "gn:586666"
        running.stdout.close()
        assert running.wait(60) == -signal.SIGPIPE
        assert running.stderr.read() == b""
    assert names(folder) == {"a.txt", "small"}


@pytest.mark.parametrize("form", ["csv", "geojson", "html"])
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_leaves_nothing(
    process: Start, folder: Path, form: str, sent: signal.Signals, code: int
) -> None:
    """Else half a result is taken for a whole one, or the folder fills with remains."""
    target = folder / f"out.{form}"
    target.write_text("before")
    with process("find", "-", "--gazetteer", "small", "-o", target.name) as running:
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
    assert names(folder) == {"a.txt", "small", target.name}
    assert target.read_text() == "before"


def _feed(stream: io.BufferedWriter) -> None:
    """Writes for as long as somebody reads; the text has no end."""
    with suppress(BrokenPipeError):
        while True:
            stream.write(TEXT.encode() * 100)
            stream.flush()
            time.sleep(0.002)
    with suppress(BrokenPipeError):
        stream.close()


def test_the_input_is_not_written_over_through_a_pipe(
    environment: Mapping[str, str], folder: Path
) -> None:
    """Else `< a.txt -o a.txt` empties the file."""
    with Path("a.txt").open("rb") as given:
        done = subprocess.run(
            [*COMMAND, "-", "-o", "a.txt"],
            stdin=given,
            capture_output=True,
            env=environment,
            check=False,
        )
    assert done.returncode == 2
    assert b"is read, too" in done.stderr
    assert Path("a.txt").read_text("utf-8") == TEXT * 20_000
    assert names(folder) == {"a.txt", "small"}


def test_a_full_disk_is_told(environment: Mapping[str, str], folder: Path) -> None:
    """Else names are lost without a word."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("wb") as full:
        for target in ([], ["-o", "/dev/full"]):
            done = subprocess.run(
                [*COMMAND, "a.txt", *target],
                stdout=full,
                stderr=subprocess.PIPE,
                env=environment,
                check=False,
            )
            assert done.returncode == 2
            assert done.stderr.decode().count("\n") == 1
            assert "No space left" in done.stderr.decode()
    assert names(folder) == {"a.txt", "small"}


def test_nothing_but_zstandard_needs_an_extra(environment: Mapping[str, str], folder: Path) -> None:
    """Else the plain installation cannot read a text."""
    (folder / "b.txt.gz").write_bytes(gzip.compress(TEXT.encode("utf-16")))
    (folder / "b.txt.zst").write_bytes(b"\x28\xb5\x2f\xfd")
    program = (
        "import sys; sys.modules.update(dict.fromkeys(['pyarrow', 'polars', 'narwhals']));"
        "from toponyms_cli.main import run; sys.exit(run(sys.argv[1:]))"
    )

    def run(*args: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-c", program, *COMMAND[3:], *args],
            capture_output=True,
            env=environment,
            check=False,
        )

    for form in ("json", "csv", "geojson", "html", "text"):
        done = run("b.txt.gz", "--format", form)
        assert (done.returncode, done.stderr) == (0, b"")
        assert b"gn:586666" in done.stdout
    done = run("b.txt.zst")
    assert done.returncode == 2
    assert b"needs pyarrow; install it with pip install 'toponyms[columns]'" in done.stderr


def on_a_terminal(environment: Mapping[str, str], *args: str, **more: str) -> tuple[int, str]:
    """What a person sees, and the exit code."""
    pty = pytest.importorskip("pty")
    try:
        ours, theirs = pty.openpty()
    except OSError as error:
        pytest.skip(f"no pseudo-terminal to be had here: {error}")
    with subprocess.Popen(
        [*COMMAND, *args],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={
            **{key: value for key, value in environment.items() if key != "NO_COLOR"},
            "COLUMNS": "40", "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8", **more,
        },
    ) as running:  # fmt: skip
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # how Linux ends a terminal whose other side is closed
            while chunk := os.read(ours, 4096):
                shown += chunk
        code = running.wait(30)
    os.close(ours)
    return code, shown.decode()


def test_a_person_sees_the_text_with_its_names(
    environment: Mapping[str, str], folder: Path
) -> None:
    """Else the first thing that a user sees is JSON."""
    text = "A long line that has to be broken before Janyatag, and Norashen.\n"
    (folder / "b.txt").write_text(text, "utf-8")
    code, shown = on_a_terminal(environment, "b.txt")
    assert code == 0
    lines = shown.replace("\r\n", "\n")
    assert "broken before \n" in lines or "broken before\n" in lines
    assert "mJanyatag\x1b[0m\x1b[1m¹\x1b[0m, and \x1b[" in lines
    assert "mNorashen\x1b[0m\x1b[1m²?" in lines
    assert "gn:586666" in lines
    _, plain = on_a_terminal(environment, "b.txt", TERM="dumb")
    assert "[Janyatag]¹, and [Norashen]²?" in plain
    assert "\x1b" not in plain
    _, grey = on_a_terminal(environment, "b.txt", NO_COLOR="1")
    assert "\x1b[1mJanyatag\x1b[0m" in grey


def test_a_terminal_is_not_waited_for(environment: Mapping[str, str], folder: Path) -> None:
    """Else a command without a file hangs, and the user wonders."""
    code, shown = on_a_terminal(environment)
    assert code == 2
    assert "a file, a folder or - is needed" in " ".join(shown.replace("│", "").split())
    assert names(folder) == {"a.txt", "small"}


def test_memory_does_not_grow_with_the_number_of_documents(
    environment: Mapping[str, str], folder: Path
) -> None:
    """Else an archive ends in a killed process."""
    line = json.dumps({"text": TEXT + "Nothing else is said here. " * 20}) + "\n"
    peaks = []
    for many in (200, 20_000):
        with Path("n.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(line for _ in range(many))
        program = (
            "import resource, sys; from toponyms_cli.main import run; code = run(sys.argv[1:]);"
            "print(code, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
        )
        done = subprocess.run(
            [sys.executable, "-c", program, *COMMAND[3:], "n.jsonl"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment,
            check=True,
        )
        code, peak = map(int, done.stderr.split())
        assert code == 0
        peaks.append(peak * (1 if sys.platform == "darwin" else 1024))
    assert peaks[1] < peaks[0] + 24 * 2**20
