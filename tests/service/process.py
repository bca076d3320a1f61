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

__all__ = ["ask", "children", "send", "service"]


@contextmanager
def service(*options: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A service on loopback, and its port."""
    process = subprocess.Popen(
        [sys.executable, "-m", "toponyms_cli.main", "serve", "--port", "0", *options],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    try:
        yield process, _port(process)
    finally:
        process.terminate()
        process.communicate(timeout=40)


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


def children(process: int) -> list[int]:
    """The processes that a process has forked; where /proc tells them, on Linux, without a tool."""
    listed = Path(f"/proc/{process}/task/{process}/children")
    if listed.exists():
        return [int(one) for one in listed.read_text("ascii").split()]
    told = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False
    )
    return [int(one) for one in told.stdout.split()]
