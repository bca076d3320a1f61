"""Prints a constraints file that holds every dependency at its lower bound.

As a program: `python -m tools.lowest > FILE`.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib  # type: ignore[import-not-found, unused-ignore]

__all__ = ["lowest"]

_PYPROJECT = Path(__file__).parents[1] / "pyproject.toml"
_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)[>=]=(?P<version>[\d.]+)(?P<marker>\s*;.*)?")


def lowest(project: Mapping[str, Any]) -> Iterator[str]:
    """One line for each dependency of a project and of its extras.

    Args:
        project: the `project` table of pyproject.toml.

    Raises:
        ValueError: if a dependency is neither `name>=version` nor `name==version`.

    >>> list(lowest({"dependencies": ["a>=1.2"], "optional-dependencies": {"x": ["b>=3"]}}))
    ['a==1.2', 'b==3']
    """
    extras = project.get("optional-dependencies", {}).values()
    requirements = {*project["dependencies"], *(line for extra in extras for line in extra)}
    for requirement in sorted(requirements):
        found = _REQUIREMENT.fullmatch(requirement)
        if not found:
            raise ValueError(f"neither NAME>=VERSION nor NAME==VERSION: {requirement!r}")
        yield f"{found['name']}=={found['version']}{found['marker'] or ''}"


if __name__ == "__main__":
    print("\n".join(lowest(tomllib.loads(_PYPROJECT.read_text("utf-8"))["project"])))
