"""The service as a process of its own, and clients of it."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["ask", "environment", "send", "service", "workers"]


@contextmanager
def service(*options: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A service on loopback, and its port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "toponyms_cli.main", "serve", "--port", "0", *options],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        env=environment(),
    )
    try:
        yield process, _port(process)
    finally:
        process.terminate()
        process.communicate(timeout=40)


def environment() -> dict[str, str]:
    """What the service runs in: it finds what the tests find."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def _port(process: subprocess.Popen[str]) -> int:
    """Where it listens: the first lines say so, after a warning if need be."""
    assert process.stderr is not None
    said = ""
    while line := process.stderr.readline():
        said += line
        if found := re.fullmatch(r"http://[\d.]+:(\d+)\n", line):
            return int(found[1])
    raise AssertionError(said)


def ask(port: int, path: str = "/api/lookup?q=Baku") -> Any:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as response:
        return json.load(response)


def send(port: int, content: bytes) -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), 20)
    connection.sendall(content)
    return connection


def workers(process: int) -> list[int]:
    """The processes of a service besides its first: its session has no others.

    /proc tells them where there is one, on Linux, without a tool.
    """
    if Path("/proc/self/stat").exists():
        listed = [_told(path) for path in Path("/proc").glob("[0-9]*/stat")]
    else:
        shown = subprocess.check_output(["ps", "-A", "-o", "pid=,sess="], text=True).splitlines()
        listed = [(int(line.split()[0]), int(line.split()[1])) for line in shown]
    return [one for one, session in listed if session == process != one]


def _told(path: Path) -> tuple[int, int]:
    """The number of a process that has not ended, and its session."""
    try:
        state, _, _, session = path.read_text("utf-8").rpartition(")")[2].split()[:4]
    except (OSError, ValueError):
        return 0, 0
    return int(path.parent.name), 0 if state == "Z" else int(session)
