"""Schemathesis asks the running service for all that its description allows, and forbids.

Needs schemathesis: `make fuzz` installs it, and runs it for as long as FUZZ_SECONDS says.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.service.process import ask, service

SECONDS = os.environ.get("FUZZ_SECONDS", "")


@pytest.mark.skipif(not SECONDS, reason="make fuzz runs it")
def test_the_description_is_true(tmp_path: Path) -> None:
    """Clients that were made from it would send what is refused, or read what is not there."""
    command = [
        sys.executable, "-m", "schemathesis.cli",
        "--config-file", str(Path(__file__).with_name("schemathesis.toml")),
        "--no-color", "run", "--max-time", SECONDS,
    ]  # fmt: skip
    with service("-q") as (process, port):
        assert process.stderr is not None
        threading.Thread(target=process.stderr.read, daemon=True).start()
        command.append(f"http://127.0.0.1:{port}/api/openapi.json")
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ask(port)["status"] == "matched"
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr
