"""Tables in files, read and written as streams of Arrow record batches.

`open_source` and `open_sink` are the way in; `Source` and `Sink` say what they give. Rows come
and go in order, some ten thousands at once, so that a table may be larger than memory.

The modules that read bytes, encodings and single lines of JSON do without Arrow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from toponyms.columns.files.opening import open_sink, open_source
    from toponyms.columns.files.sink import Sink
    from toponyms.columns.files.source import ROW, Source

__all__ = ["ROW", "Sink", "Source", "open_sink", "open_source"]

#: Where each name is defined; a module is imported when its name is first used.
_HOME = {"ROW": "source", "Sink": "sink", "Source": "source", "open_sink": "opening",
         "open_source": "opening"}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
