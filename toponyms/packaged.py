"""Data files that ship inside the package."""

from __future__ import annotations

import sys
from importlib.resources import files
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

__all__ = ["packaged_toml"]


def packaged_toml(package: str, *path: str) -> dict[str, Any]:
    """The tables of a TOML file of a package.

    Args:
        package: where it lies, such as `toponyms.mentions`.
        path: folders and the file's name.

    >>> sorted(packaged_toml("toponyms.mentions", "languages.toml"))
    ['az', 'az-Cyrl', 'en', 'hy', 'ru']
    """
    found: dict[str, Any] = tomllib.loads(files(package).joinpath(*path).read_text("utf-8"))
    return found
