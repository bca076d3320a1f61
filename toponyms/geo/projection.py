"""From degrees to the plane of a drawing."""

from __future__ import annotations

import math
from dataclasses import dataclass

from toponyms.geo.extent import WORLD, Box

__all__ = ["Projection", "fitted"]

#: Mercator stretches the middle latitude and the edges unlike; up to here it does not disturb.
_UNLIKE = 1.35
#: Where Mercator ends; it would go on for ever.
_POLE = 85.0


@dataclass(frozen=True, slots=True)
class Projection:
    """A cylindrical projection of a part of the world onto a drawing; north is up.

    Attributes:
        box: all of what the drawing shows.
        width, height: of the drawing, in its own units.
        mercator: whether it is Mercator's (shapes are right everywhere), else equirectangular
            (sizes are right along the parallels halfway).
        scale: units a degree of longitude.
    """

    box: Box
    width: float
    height: float
    mercator: bool
    scale: float

    def x(self, lon: float) -> float:
        """Units from the left edge; `lon` is in degrees, not turned."""
        return (lon - self.box.west) * self.scale

    def y(self, lat: float) -> float:
        """Units from the upper edge; `lat` is in degrees."""
        if not self.mercator:
            return (self.box.north - lat) / (self.box.height or 1.0) * self.height
        return (_stretched(self.box.north) - _stretched(lat)) * self.scale

    def kilometres(self, lat: float) -> float:
        """Kilometres that one unit is from west to east at a latitude."""
        return 111.32 * math.cos(math.radians(lat)) / self.scale


def fitted(extent: Box, width: float, height: float) -> Projection:
    """The projection of an extent that fits it into a drawing and fills the drawing.

    Mercator's for small parts of the world, equirectangular for large ones, where Mercator's
    would blow up the north.

    Args:
        extent: what has to be seen.
        width: the greatest of the drawing; it becomes less where the world ends before.
        height: likewise.

    >>> near = fitted(Box(44, 38, 50, 42), 800, 500)
    >>> near.mercator, near.box.has(38, 44), round(near.x(47)), near.height
    (True, True, 400, 500)
    >>> fitted(Box(-180, -60, 180, 84), 800, 500).mercator
    False
    """
    middle = (extent.south + extent.north) / 2
    far = max(abs(extent.south), abs(extent.north))
    ratio = _cosine(middle) / _cosine(far)
    if ratio <= _UNLIKE and far < _POLE:
        return _mercator(extent, width, height)
    # True to size halfway, but not so narrow that the north of Russia is a strip.
    squeeze = _cosine(max(-50.0, min(50.0, middle)))
    scale = min(width / extent.width, height * squeeze / extent.height)
    width = min(width, 360.0 * scale)
    least, most = min(extent.south, WORLD.south), max(extent.north, WORLD.north)
    tall = min(height * squeeze / scale, most - least)
    south = max(least, min(middle - tall / 2, most - tall))
    centre, half = (extent.west + extent.east) / 2, width / scale / 2
    box = _turned(Box(centre - half, south, centre + half, south + tall))
    return Projection(box, width, tall * scale / squeeze, mercator=False, scale=scale)


def _mercator(extent: Box, width: float, height: float) -> Projection:
    low, high = _stretched(extent.south), _stretched(extent.north)
    scale = min(width / extent.width, height / (high - low))
    centre, middle = (extent.west + extent.east) / 2, (low + high) / 2
    half, up = width / scale / 2, height / scale / 2
    south, north = _shrunk(middle - up), _shrunk(middle + up)
    box = _turned(Box(centre - half, south, centre + half, north))
    return Projection(box, width, height, mercator=True, scale=scale)


def _turned(box: Box) -> Box:
    if box.west >= -180:
        return box
    return Box(box.west + 360, box.south, box.east + 360, box.north)


def _cosine(lat: float) -> float:
    return max(math.cos(math.radians(lat)), 1e-6)


def _stretched(lat: float) -> float:
    """A latitude as Mercator has it, in degrees of longitude."""
    bounded = max(-89.0, min(89.0, lat))
    return math.degrees(math.asinh(math.tan(math.radians(bounded))))


def _shrunk(stretched: float) -> float:
    return math.degrees(math.atan(math.sinh(math.radians(stretched))))
