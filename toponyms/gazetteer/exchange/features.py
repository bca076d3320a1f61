"""Writes a collection of GeoJSON features, one a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TextIO

__all__ = ["write_collection"]


def write_collection(
    features: Iterable[Mapping[str, Any]], stream: TextIO, members: Mapping[str, Any]
) -> None:
    """Writes a FeatureCollection as JSON, a line a feature, however many there are.

    Args:
        features: as they are to stand.
        stream: is written to.
        members: what the collection has beside `type` and `features`.
    """
    head = json.dumps({"type": "FeatureCollection", **members}, ensure_ascii=False)
    stream.write(f'{head[:-1]}, "features": [')
    separator = "\n"
    for feature in features:
        stream.write(separator + json.dumps(feature, ensure_ascii=False))
        separator = ",\n"
    stream.write("\n]}\n")
