"""The legend of a map: what each kind of mark on it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from toponyms.geo.labels import text_width
from toponyms.markup import Markup, element

if TYPE_CHECKING:
    from collections.abc import Collection

    from toponyms.geo.clipping import Rectangle
    from toponyms.geo.projection import Projection
    from toponyms.geo.words import MapWords
    from toponyms.model import Status

__all__ = ["drawn_legend", "legend_room"]

_ORDER: tuple[Status, ...] = ("matched", "ambiguous", "unmatched")
_FONT, _LINE, _MARGIN = 11.0, 17.0, 8.0
#: Letters of the size of the legend are wider than the average, more so in Armenian.
_WIDER = 1.15


def legend_room(statuses: Collection[Status], words: MapWords, plane: Projection) -> Rectangle:
    """Where the legend is: left, top, right and lower edge, in units of the drawing."""
    told = [getattr(words, status) for status in _ORDER if status in statuses]
    wide = max((_WIDER * text_width(text, _FONT) for text in told), default=0.0) + 28
    high = len(told) * _LINE + 5
    low = plane.height - _MARGIN
    return _MARGIN, low - high, min(_MARGIN + wide, plane.width * 0.74), low


def drawn_legend(statuses: Collection[Status], words: MapWords, plane: Projection) -> Markup:
    """The legend of the statuses that are on the map."""
    left, top, right, low = legend_room(statuses, words, plane)
    lines = []
    for number, status in enumerate(one for one in _ORDER if one in statuses):
        y = top + 11 + number * _LINE
        lines += [
            element("circle", class_=f"map-point map-{status}", cx=left + 11, cy=y, r=5.0),
            element("text", getattr(words, status), x=left + 22, y=y + 3.8),
        ]
    back = element("rect", x=left, y=top, width=right - left, height=low - top, rx=4.0)
    return element("g", back, *lines, class_="map-legend")
