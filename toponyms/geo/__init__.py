"""Maps without a network: outlines of the world that ship with the library, drawn as SVG."""

from toponyms.geo.drawing import Map, draw_map, map_style
from toponyms.geo.extent import Box, core_of, extent_of
from toponyms.geo.figures import Size, map_figures
from toponyms.geo.marks import MapPoint
from toponyms.geo.words import MapWords

__all__ = [
    "Box",
    "Map",
    "MapPoint",
    "MapWords",
    "Size",
    "core_of",
    "draw_map",
    "extent_of",
    "map_figures",
    "map_style",
]
