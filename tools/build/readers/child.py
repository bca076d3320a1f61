"""Asks a Python package for its data without installing it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

from tools.build.errors import BuildError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ask"]


def ask(package: Path, program: str, *arguments: str) -> Any:
    """What a short program prints as JSON when it can import from a folder.

    A process of its own, so that neither this interpreter's packages nor its state matter.

    Args:
        package: the folder of an unpacked wheel.
        program: Python source that prints one JSON document.
        arguments: `sys.argv[1:]` of the program.

    Raises:
        BuildError: if the program fails.
    """
    done = subprocess.run(
        [sys.executable, "-S", "-c", program, *arguments],
        env={**os.environ, "PYTHONPATH": str(package), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise BuildError(f"cannot read {package.name}:\n{done.stderr.strip()}")
    return json.loads(done.stdout)
