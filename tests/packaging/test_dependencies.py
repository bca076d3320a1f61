"""What is imported is declared: an undeclared import works only where it happens to be."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING, Any

import pytest

from tools.build.pins import read_toml
from tools.lowest import lowest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWN = {"toponyms", "toponyms_cli", "tools", "tests", "benchmarks"}
#: tomllib came with Python 3.11.
STANDARD = {*sys.stdlib_module_names, "tomllib"}


def _project(root: Path) -> dict[str, Any]:
    return dict(read_toml(root / "pyproject.toml")["project"])


def _name(distribution: str) -> str:
    """A distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def _imports(folder: Path) -> Iterator[tuple[str, str]]:
    """Top-level modules that the files below a folder import, with the file."""
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                modules = [str(node.module)]
            else:
                continue
            for module in modules:
                yield module.split(".")[0], file.relative_to(folder).as_posix()


@pytest.mark.parametrize(
    ("folder", "extras"),
    [
        ("toponyms", {"all", "serve", "spark"}),
        ("cli", {"all", "serve"}),
        ("tools", {"tools", "dev"}),
        ("tests", {"dev", "spark"}),
        ("benchmarks", {"dev"}),
    ],
)
def test_every_import_is_declared(folder: str, extras: set[str], root: Path) -> None:
    """A stranger's first run would end with ModuleNotFoundError."""
    project = _project(root)
    lines = [*project["dependencies"]]
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    declared = {_name(re.split(r"[^\w.-]", line)[0]) for line in lines}
    distributions = packages_distributions()
    undeclared = {
        f"{file}: {module}"
        for module, file in _imports(root / folder)
        if module not in OWN
        and module not in STANDARD
        # What is not installed here (tomli, on newer Pythons) counts by its own name.
        and not declared.intersection(map(_name, distributions.get(module, [module])))
    }
    assert not undeclared


def test_every_dependency_has_a_lower_bound(root: Path) -> None:
    """`make test-lowest` could not say which versions are too old."""
    bounds = list(lowest(_project(root)))
    assert "Unidecode==1.3.7" in bounds
    assert len(bounds) >= len(_project(root)["dependencies"])


@pytest.mark.parametrize("line", ["typer", "typer<1", "typer>=0.1,<1", "typer~=0.1"])
def test_a_dependency_without_a_plain_lower_bound_is_refused(line: str) -> None:
    """It would drop out of the constraints, and an untested bound would look tested."""
    with pytest.raises(ValueError, match=re.escape(repr(line))):
        list(lowest({"dependencies": [line]}))
