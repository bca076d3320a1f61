"""The outlines of land and borders that ship with the library, as finely as a map needs them.

They are TopoJSON files, which tools/outlines.py makes of Natural Earth.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from toponyms.geo.extent import Box

if TYPE_CHECKING:
    from toponyms.geo.clipping import Line

__all__ = ["FILES", "Outlines", "outlines_for", "read_topology"]

#: From the finest to the coarsest. The last two have the whole world.
FILES = ("caucasus.topojson", "world-fine.topojson", "world.topojson")
#: A map this wide, in degrees, shows no more with finer outlines.
_WIDE = 100.0


@dataclass(frozen=True, slots=True)
class Outlines:
    """Land and borders of a part of the world.

    Attributes:
        scale: of the source, such as `1:50m`.
        box: where they are known.
        land: rings around land and around what is no land in it; x is the longitude, y the
            latitude, in degrees.
        borders: between countries, each once; where a country meets the sea there is none.
    """

    scale: str
    box: Box
    land: tuple[Line, ...]
    borders: tuple[Line, ...]


def outlines_for(box: Box) -> Outlines:
    """The outlines for a map of a part of the world.

    >>> outlines_for(Box(45, 39, 48, 41)).scale, outlines_for(Box(-180, -60, 180, 84)).scale
    ('1:10m', '1:110m')
    """
    if box.width > _WIDE:
        return _read(FILES[2])
    caucasus = _read(FILES[0])
    return caucasus if box.within(caucasus.box) else _read(FILES[1])


@cache
def _read(file: str) -> Outlines:
    text = files("toponyms.geo").joinpath("outlines").joinpath(file).read_text("utf-8")
    return read_topology(json.loads(text))


def read_topology(topology: dict[str, Any]) -> Outlines:
    """Outlines from a TopoJSON object with `land` and `borders`.

    Args:
        topology: quantized; each arc is used once and in its own direction.
    """
    (x_scale, y_scale) = topology["transform"]["scale"]
    (x_start, y_start) = topology["transform"]["translate"]

    def line(number: int) -> Line:
        arc = topology["arcs"][number]
        xs = accumulate(step for step, _ in arc)
        ys = accumulate(step for _, step in arc)
        return [(x * x_scale + x_start, y * y_scale + y_start) for x, y in zip(xs, ys, strict=True)]

    objects = topology["objects"]
    return Outlines(
        objects["land"]["properties"]["scale"],
        Box(*topology["bbox"]),
        tuple(line(number) for (number,) in objects["land"]["arcs"]),
        tuple(line(number) for (number,) in objects["borders"]["arcs"]),
    )
