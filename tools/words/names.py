"""Names of persons in packages: lists in the source of Faker, tables of russiannames."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from tools.build.errors import BuildError
from tools.words.listed import Listed, lower

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tools.words.listed import Kind

__all__ = ["counted_names", "provider_names"]

#: How an attribute of a provider begins, and what it lists.
_LISTS: dict[str, Kind] = {"first_names": "given", "last_names": "surname"}


def provider_names(file: Path, lang: str) -> Iterator[Listed]:
    """The given names and surnames of a person provider of Faker.

    The module is read as text, never run.

    Args:
        file: the provider's module.
        lang: language of the names.

    Raises:
        BuildError: if there are none.
    """
    found = 0
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.Assign) or not isinstance(node.targets[0], ast.Name):
            continue
        kinds = [kind for start, kind in _LISTS.items() if node.targets[0].id.startswith(start)]
        for kind in kinds:
            for part in ast.walk(node.value):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    found += 1
                    yield Listed(lower(part.value, lang), kind)
    if not found:
        raise BuildError(f"{file}: no lists of names")


def counted_names(file: Path, kind: Kind, least: int) -> Iterator[Listed]:
    """The names of a table of russiannames that were met at least so often.

    Raises:
        BuildError: if pyarrow is not installed.
    """
    try:
        from pyarrow.parquet import read_table
    except ImportError as error:
        raise BuildError("reading Parquet needs pyarrow: pip install '.[columns]'") from error
    for row in read_table(file, columns=["text", "count"]).to_pylist():
        if row["text"] and (row["count"] or 0) >= least:
            yield Listed(lower(row["text"], "ru"), kind)
