"""Reads the tables of letters and words that lie beside this module.

A table is a UTF-8 file of tab-separated columns; its first line names them, lines
that begin with `#` are comments. Facts and rules are data; code only reads them.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["read_table"]


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `tables/<name>.tsv`, each a dict by column name.

    Args:
        name: the table's name without folder and ending.

    Raises:
        ValueError: if a row has not as many columns as the first line; names file and line.

    >>> read_table("look_alikes")[0]["latin"]
    'A'
    """
    file = files("toponyms.text") / "tables" / f"{name}.tsv"
    lines = file.read_text("utf-8").split("\n")
    header: list[str] = []
    rows = []
    for number, line in enumerate(lines, 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header = cells
        elif len(cells) != len(header):
            raise ValueError(f"{name}.tsv, line {number}: {len(cells)} columns, not {len(header)}")
        else:
            rows.append(dict(zip(header, cells, strict=True)))
    return tuple(rows)
