"""Reads the tables of letters and words that lie beside this module.

A table is a UTF-8 file of tab-separated columns; its first line names them, lines
that begin with `#` are comments. Facts and rules are data; code only reads them.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["letter_list", "read_table"]

#: The end of the code points that `letter_list` holds: Latin, Cyrillic, Armenian, Arabic,
#: Georgian and the common punctuation. What lies beyond is rare and merely slower.
_END = 0x2100


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


def letter_list(letters: Mapping[int, str]) -> list[str]:
    """A table for `str.translate` as a list.

    That is read faster than a dict, and much faster where a character has no entry, since
    `str.translate` then meets an exception.

    Args:
        letters: what some code points become; every other stays as it is.

    >>> "Şuşa".translate(letter_list({ord("ş"): "s"}))
    'Şusa'
    """
    characters = list(_characters())
    characters += map(chr, range(_END, max(letters, default=0) + 1))
    for code, letter in letters.items():
        characters[code] = letter
    return characters


@cache
def _characters() -> tuple[str, ...]:
    """What each list begins from; all of them share it."""
    return tuple(map(chr, range(_END)))
