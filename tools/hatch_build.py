"""Hatchling's build hook: puts the gazetteer into the wheel as `toponyms/_data/`.

Only into standard wheels. An editable one must leave the gazetteer out, or it would go on
reading the copy of its day instead of the live `data/`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

__all__ = ["GazetteerHook"]

_NEEDED = ("README.md", "datapackage.json", "names.csv", "places.csv")


class GazetteerHook(BuildHookInterface[Any]):
    """Adds the files of the gazetteer to a standard wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it builds a wheel.

        Args:
            version: `standard` or `editable`.
            build_data: what hatchling is to do; changed in place.

        Raises:
            FileNotFoundError: if the gazetteer is not whole.
        """
        if version == "editable":
            return
        data = Path(self.root) / "data"
        tables = {file.name for file in data.glob("*.csv")}
        for name in sorted(tables.union(_NEEDED)):
            file = data / name
            if not file.is_file():
                raise FileNotFoundError(f"{file} is missing: `make data` builds it")
            build_data["force_include"][str(file)] = f"toponyms/_data/{name}"
