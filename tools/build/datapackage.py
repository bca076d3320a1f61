"""Describes data/ to machines: a Frictionless data package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.gazetteer import datapackage as packages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tools.build.sources import Described

__all__ = ["datapackage"]


def datapackage(files: Iterable[Path], sources: Iterable[Described]) -> str:
    """The text of datapackage.json.

    Args:
        files: names.csv and places.csv as they were written, for their sizes and hashes.
        sources: every source that a row names.
    """
    return packages.datapackage(
        "toponyms",
        "Place names of Azerbaijan, Armenia, Georgia and Russia",
        files,
        [
            {"title": f"{source.key}: {source.title or source.publisher}"}
            | ({"path": source.url} if source.url else {})
            for source in sources
        ],
        with_features=True,
    )
