"""The source archive is the whole project: whoever starts from it gets the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def test_a_wheel_from_the_sdist_is_the_wheel_from_the_tree(
    wheel: Path, wheel_from_sdist: Path
) -> None:
    """pip builds from the sdist, and would install something that was never tested."""
    assert wheel_from_sdist.name == wheel.name
    assert wheel_from_sdist.read_bytes() == wheel.read_bytes()


def test_the_sdist_can_set_itself_up_and_test_itself(unpacked_sdist: Path, root: Path) -> None:
    """Distributions build and test from the sdist, not from the repository."""
    for name in ("Makefile", "tools/bootstrap.py", "NOTICE", "data/names.csv", ".ci/run"):
        assert (unpacked_sdist / name).read_bytes() == (root / name).read_bytes()
    tests = {file.relative_to(root) for file in (root / "tests").rglob("*.py")}
    assert tests == {
        file.relative_to(unpacked_sdist) for file in (unpacked_sdist / "tests").rglob("*.py")
    }
