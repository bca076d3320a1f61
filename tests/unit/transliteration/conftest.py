from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from toponyms import System, load_system

#: The least that a system must have.
LEAST = """
id = "x-rus-Cyrl-Latn-2000"
name = "A system"
authority = "A test"
year = 2000
title = "A title"
source = "https://example.org/"
text_seen = "full"
language = "ru"
source_script = "Cyrl"
target_script = "Latn"
reversible = false
purpose = "For tests."
loss = ["Everything."]
"""
LETTERS = """
[letters]
"а" = "a"
"е" = "e"
"с" = "s"
"т" = "t"
"ш" = "sh"
"ь" = "ʹ"
"""

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a system's file: the least, then keys, then letters and tables."""

    def write(
        keys: str = "", tables: str = "", *, least: str = LEAST, letters: str = LETTERS
    ) -> Path:
        file = tmp_path / "mine.toml"
        file.write_text(least + keys + letters + tables, "utf-8")
        return file

    return write


@pytest.fixture
def made(write: Write) -> Callable[..., System]:
    """A system of these parts."""
    return lambda *args, **parts: load_system(write(*args, **parts))
