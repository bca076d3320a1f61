"""The commands that the documents name."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

MAKE = shutil.which("make")


def test_every_target_is_explained(root: Path) -> None:
    """`make help` is the only list; what it leaves out is not found."""
    text = (root / "Makefile").read_text("utf-8").replace("\\\n", " ")
    (phony,) = re.findall(r"^\.PHONY:(.*)", text, re.MULTILINE)
    explained = set(re.findall(r"^([a-z-]+):.*## ", text, re.MULTILINE))
    internal = {
        "environment",
        "environment-dev",
        "environment-fuzz",
        "environment-spark",
        "environment-tools",
    }
    assert set(phony.split()) == explained | internal
    asked = {"lookup", "test", "check", "test-lowest", "data", "train", "bench", "docs", "clean"}
    assert asked <= explained


@pytest.mark.skipif(MAKE is None, reason="make itself is not installed on this machine")
def test_a_lookup_without_a_name_says_how(root: Path) -> None:
    """Without a name the command line would look up nothing, or all."""
    done = subprocess.run(
        [str(MAKE), "-C", str(root), "lookup", "PYTHON=true"],
        env={**os.environ, "NAME": "", "MAKEFLAGS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "make lookup NAME=" in done.stderr


def test_ci_runs_the_test_command(root: Path) -> None:
    """What CI passes and what the README tells people to run would drift apart."""
    script = root / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "\nmake test\n" in script.read_text("utf-8")
