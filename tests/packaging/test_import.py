"""`import toponyms` is light: what it does not need is imported when it is needed."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("filelock", "icu", "marisa_trie", "numpy", "rapidfuzz", "rich", "typer", "unidecode")


def _loaded(program: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\nimport sys\nprint(*sys.modules, sep='\\n')"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_the_package_alone_loads_no_library() -> None:
    """Programs that only may need a place name would pay for NumPy and ICU at each start."""
    loaded = _loaded("import toponyms")
    assert "toponyms" in loaded
    assert not loaded.intersection(HEAVY)


def test_the_library_never_loads_the_command_line() -> None:
    """A pipeline would pay 150 ms for typer and rich and print nothing with them."""
    loaded = _loaded("import toponyms\ntoponyms.resolve('Janyatag')")
    assert "icu" in loaded
    assert not loaded.intersection({"typer", "rich", "toponyms_cli"})
