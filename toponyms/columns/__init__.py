"""Columns of place names: ids, names in one language, coordinates and what was not understood.

Needs the extra `columns`.

>>> import polars as pl
>>> from toponyms.columns import normalize
>>> frame = pl.DataFrame({"place": ["Ճանկաթաղ", "Шуша", None]})
>>> normalize(frame, "place", lang="az", add=["place_name"]).rows()
[('Ճանկաթաղ', 'Canyataq'), ('Шуша', 'Şuşa'), (None, None)]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toponyms.columns.answers import ADDED
    from toponyms.columns.frames import normalize

__all__ = ["ADDED", "normalize"]

#: Where each name is defined; a module is imported when its name is first used.
_HOME = {"ADDED": "toponyms.columns.answers", "normalize": "toponyms.columns.frames"}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'toponyms.columns' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
