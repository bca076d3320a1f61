"""The command line as a process: signals, pipes, terminals, and what a start costs."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    Start = Callable[..., subprocess.Popen[bytes]]


def read_line(stream: object, seconds: float = 30.0) -> bytes:
    """A line, as soon as it is there."""
    descriptor: int = stream.fileno()  # type: ignore[attr-defined]
    line, end = b"", time.monotonic() + seconds
    while not line.endswith(b"\n"):
        ready, _, _ = select.select([descriptor], [], [], end - time.monotonic())
        assert ready, f"no answer within {seconds} s"
        byte = os.read(descriptor, 1)
        assert byte, "the output ended"
        line += byte
    return line


def test_a_slow_pipe_is_answered_line_by_line(process: Start, small: Path) -> None:
    """Else a program that asks and waits for the answer waits for ever."""
    with process("lookup", "-", "--gazetteer", str(small), "--format", "json") as running:
        assert running.stdin is not None
        for name in ("Janyatag", "Ճանկաթաղ", "Canyatak"):
            running.stdin.write(f"{name}\n".encode())
            running.stdin.flush()
            assert b'"gn:586666"' in read_line(running.stdout)
        running.stdin.close()
        assert running.wait(30) == 0


def test_interrupt_is_quiet(process: Start, small: Path) -> None:
    """Else Ctrl-C fills the terminal with a traceback."""
    with process("lookup", "-", "--gazetteer", str(small)) as running:
        assert running.stdin is not None
        assert running.stderr is not None
        running.stdin.write(b"Janyatag\n")
        running.stdin.flush()
        read_line(running.stdout)
        running.send_signal(signal.SIGINT)
        assert running.wait(30) == 130
        assert running.stderr.read() == b""


def test_a_reader_that_has_enough_is_no_error(process: Start, small: Path) -> None:
    """Else `toponyms … | head` complains."""
    with process("lookup", "-", "--gazetteer", str(small)) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdin.write(b"Janyatag\n")
        running.stdin.flush()
        read_line(running.stdout)
        running.stdout.close()
        running.stdin.write(b"Janyatag\n")
        running.stdin.close()
        assert running.wait(30) == -signal.SIGPIPE
        assert running.stderr.read() == b""


def test_transliteration_answers_a_slow_pipe_and_stops_quietly(process: Start) -> None:
    """Else a program that asks line by line waits for ever, or Ctrl-C fills the terminal."""
    with process("transliterate", "-") as running:
        assert running.stdin is not None
        assert running.stderr is not None
        for name, answer in (("Շուշի", "Shushi\n"), ("Ҹанјатаг", "Canyataq\n")):
            running.stdin.write(f"{name}\n".encode())
            running.stdin.flush()
            assert read_line(running.stdout) == answer.encode()
        running.send_signal(signal.SIGINT)
        assert running.wait(30) == 130
        assert running.stderr.read() == b""


def test_transliteration_for_a_reader_that_has_enough(
    environment: Mapping[str, str], tmp_path: Path
) -> None:
    """Else `toponyms transliterate … | head` complains, or reads the whole file first."""
    file = tmp_path / "names.txt"
    file.write_text("Шуша\n" * 200_000, "utf-8")
    command = [sys.executable, "-m", "toponyms_cli.main", "transliterate"]
    with subprocess.Popen(
        [*command, "--system", "un", "--file", str(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=dict(environment),
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert read_line(running.stdout) == b"\xc5\xa0u\xc5\xa1a\n"
        running.stdout.close()
        assert running.wait(30) == -signal.SIGPIPE
        assert running.stderr.read() == b""


def test_full_disk_is_told(environment: Mapping[str, str], small: Path) -> None:
    """Else answers are lost without a word."""
    if not os.path.exists("/dev/full"):  # noqa: PTH110
        pytest.skip("this system has no /dev/full")
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        done = subprocess.run(
            [sys.executable, "-m", "toponyms_cli.main", "lookup", "x", "--gazetteer", str(small)],
            stdout=full,
            stderr=subprocess.PIPE,
            env=dict(environment),
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert "No space left" in done.stderr.decode()


def test_output_is_utf8_in_any_locale(environment: Mapping[str, str], small: Path) -> None:
    """Else Armenian letters end in a traceback where the locale has none."""
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "toponyms_cli.main",
            "lookup",
            "Janyatag",
            "--gazetteer",
            str(small),
        ],
        capture_output=True,
        env={**environment, "PYTHONIOENCODING": "ascii"},
        check=True,
    )
    assert "Ճանկաթաղ" in done.stdout.decode("utf-8")


def seen(environment: Mapping[str, str], *args: str) -> str:
    """What a person sees of a command that succeeds."""
    pty = pytest.importorskip("pty")
    try:
        ours, theirs = pty.openpty()
    except OSError as error:
        pytest.skip(f"no pseudo-terminal to be had here: {error}")
    with subprocess.Popen(
        [sys.executable, "-m", "toponyms_cli.main", *args],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**environment, "COLUMNS": "80", "TERM": "dumb", "PYTHONIOENCODING": "utf-8"},
    ) as running:
        os.close(theirs)
        shown = b""
        try:
            while chunk := os.read(ours, 4096):
                shown += chunk
        except OSError:  # how Linux ends a terminal whose other side is closed
            pass
        assert running.wait(30) == 0
    os.close(ours)
    return shown.decode()


def test_a_person_gets_a_table(environment: Mapping[str, str], small: Path) -> None:
    """Else the first thing that a user sees is a line with tabs."""
    shown = seen(environment, "lookup", "Janyatag", "--gazetteer", str(small))
    assert "Armenian    │ Ճանկաթաղ" in shown
    assert "│ hy" in seen(environment, "systems", "--lang", "hy")


def test_a_person_gets_the_transliteration_alone(environment: Mapping[str, str]) -> None:
    """Else the one word that was asked for has to be copied out of a table."""
    assert seen(environment, "transliterate", "Շուշի") == "Shushi\r\n"


def test_shell_completion_works(environment: Mapping[str, str]) -> None:
    """Else the completion that is installed completes nothing."""

    def complete(words: str) -> list[str]:
        done = subprocess.run(
            [sys.executable, "-m", "toponyms_cli.main"],
            capture_output=True,
            env={
                **environment,
                "_TOPONYMS_COMPLETE": "complete_bash",
                "COMP_WORDS": words,
                "COMP_CWORD": str(words.count(" ")),
            },
            check=True,
        )
        return done.stdout.decode().split()

    assert complete("toponyms loo") == ["lookup"]
    assert complete("toponyms gazetteer ")[:3] == ["info", "check", "build"]
    assert complete("toponyms lookup --format ") == ["table", "json", "csv"]
    assert "bgnpcgn-rus-Cyrl-Latn-1947" in complete("toponyms transliterate --system bgn")
    assert "bgnpcgn-rus-Cyrl-Latn-1947" in complete("toponyms systems bgn")
    assert "--explain" in complete("toponyms lookup --")


@pytest.mark.parametrize(
    ("args", "needless"),
    [
        (["lookup", "Janyatag"], {"rich", "pydantic", "numpy", "rapidfuzz"}),
        (["lookup", "Canyatak", "--format", "json"], {"rich", "pydantic"}),
        (["lookup", "Janyatag", "--format", "table"], {"pydantic", "numpy", "rapidfuzz"}),
        (["lookup", "--help"], {"rich", "pydantic", "numpy", "icu"}),
        (["transliterate", "Շուշի"], {"rich", "pydantic", "numpy", "rapidfuzz", "marisa_trie"}),
        (["transliterate", "Шуша", "--system", "un"], {"rich", "pydantic", "numpy"}),
        (["systems"], {"rich", "pydantic", "numpy", "rapidfuzz", "marisa_trie"}),
        (["normalize", "--help"], {"rich", "numpy", "pyarrow", "polars", "rapidfuzz"}),
        (["--version"], {"rich", "pydantic", "numpy", "icu"}),
    ],
)
def test_a_start_imports_nothing_needless(
    environment: Mapping[str, str], small: Path, args: list[str], needless: set[str]
) -> None:
    """Else every look-up in a terminal waits for modules that it does not use."""
    if args[0] == "lookup":
        args = [*args, "--gazetteer", str(small)]
    script = (
        "import sys; from toponyms_cli.main import run; run(sys.argv[1:]);"
        "print('\\n', *sorted({name.split('.')[0] for name in sys.modules}))"
    )

    def imported() -> set[str]:
        command = [sys.executable, "-c", script, *args]
        done = subprocess.run(command, capture_output=True, env=dict(environment), check=True)
        return set(done.stdout.decode().splitlines()[-1].split())

    imported()  # compiles the index, if no test before did
    assert imported() & needless == set()
