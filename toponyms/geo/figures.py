"""Maps as figures of an HTML page, with their captions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from toponyms.geo.drawing import draw_map
from toponyms.geo.extent import core_of, extent_of
from toponyms.markup import element, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.geo.marks import MapPoint
    from toponyms.markup import Markup

__all__ = ["NARROW", "OVERVIEW", "WIDE", "Size", "map_figures"]

#: If all places together need a map this many times as wide, there are two maps.
_TWO_MAPS = 2.0


class Size(NamedTuple):
    """How large a map is.

    Attributes:
        width, height: in pixels, at most.
        labels: the most labels.
    """

    width: int
    height: int
    labels: int


WIDE = Size(960, 600, 40)
NARROW = Size(390, 440, 18)
OVERVIEW = Size(440, 280, 0)


def map_figures(
    points: Sequence[MapPoint],
    *,
    title: str,
    caption: str,
    far: float = 0.05,
    wide: Size = WIDE,
    narrow: Size = NARROW,
    overview: Size = OVERVIEW,
) -> Markup:
    """A map of where most of it is, and one of everything if that is much larger.

    The page needs `map_style`, and shows either what has the class `wide` or `narrow`.

    Args:
        points: at least one.
        title: what the map shows, for those who do not see it.
        caption: stands below it.
        far: the part of the points, 0 to 1, that the map of where most of it is may leave out,
            so that they do not shrink it.
        wide: the size for a wide screen.
        narrow: that for a narrow one.
        overview: that of the map of everything.

    >>> from toponyms.geo import MapPoint
    >>> "<figcaption>One town." in map_figures([MapPoint(40, 47)], title="Map", caption="One town.")
    True
    """
    everything = extent_of((point.lat, point.lon) for point in points)
    core = core_of([(point.lat, point.lon, point.count) for point in points], share=1 - far)
    two = everything.width > _TWO_MAPS * core.width or everything.height > _TWO_MAPS * core.height
    extent = core if two else everything
    large, small = (
        draw_map(
            points,
            extent=extent,
            width=size.width,
            height=size.height,
            labels=size.labels,
            title=title,
            style=False,
        )
        for size in (wide, narrow)
    )
    found = [
        element(
            "figure",
            element("div", large.svg, class_="wide"),
            element("div", small.svg, class_="narrow"),
            element("figcaption", caption, " ", large.caption),
        )
    ]
    if two and large.outside:
        whole = draw_map(
            points,
            extent=everything,
            frame=extent,
            width=overview.width,
            height=overview.height,
            labels=overview.labels,
            title=f"{title}: all of them",
            style=False,
        )
        words = (
            f"All places, {large.outside:,} of them beyond the map above, which has the part "
            "in the frame."
        )
        found.append(element("figure", whole.svg, element("figcaption", words), class_="overview"))
    return joined(found)
