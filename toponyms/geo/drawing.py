"""Draws points over the outlines of the world, as SVG that needs nothing else."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from toponyms.geo.clipping import clipped_line, clipped_ring, thinned
from toponyms.geo.extent import Box, extent_of
from toponyms.geo.labels import Circle, around, label_room, placed_labels
from toponyms.geo.legend import drawn_legend, legend_room
from toponyms.geo.marks import MapPoint, circles_of, drawn_mark, gathered
from toponyms.geo.outlines import outlines_for
from toponyms.geo.projection import Projection, fitted
from toponyms.geo.words import MapWords
from toponyms.markup import Markup, element, joined
from toponyms.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toponyms.geo.clipping import Line, Rectangle
    from toponyms.geo.labels import Label
    from toponyms.geo.marks import Spot

__all__ = ["Map", "MapPoint", "draw_map", "map_style"]

#: Lines of the grid that fit the shorter side of a drawing.
_GRID_LINES = 4
_GRID_STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 45.0)
_SCALE_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
#: Points of outlines nearer than this, in units of the drawing, are left out.
_UNSEEN = 0.6
_LONGEST_LABEL = 40
_FONT = 12.0
#: Towns that are named to help find the way, and their distance from any mark.
_MOST_TOWNS, _TOWN_APART = 8, 16.0
_TOWN_FONT = 10.5


@dataclass(frozen=True, slots=True)
class Map:
    """A drawn map.

    Attributes:
        svg: the drawing; to be shown with `map_style` unless it was drawn with its style.
        caption: which outlines they are, and what they do not mean; to be shown beside it.
        box: what of the world is seen.
        outside: how many points lie outside of it.
    """

    svg: Markup
    caption: str
    box: Box
    outside: int


@cache
def map_style() -> str:
    """The style sheet of the drawings, for light and dark. All its classes begin with `map`."""
    return files("toponyms.geo").joinpath("map.css").read_text("utf-8")


def draw_map(
    points: Iterable[MapPoint],
    *,
    extent: Box | None = None,
    frame: Box | None = None,
    width: int = 960,
    height: int = 600,
    title: str = "Map",
    labels: int = 30,
    style: bool = True,
    counted: bool = True,
    legend: bool = False,
    towns: Sequence[MapPoint] = (),
    words: MapWords | None = None,
) -> Map:
    """Points over outlines of land and borders.

    Mercator's projection is taken for a small part of the world, an equirectangular one else.
    Every border looks alike, and no country is named.

    Args:
        points: what to show. Points that fall nearly together share a mark, and the title of
            the mark tells them.
        extent: what has to be seen; None is what the points take up.
        frame: a part of the world to draw a frame around.
        width: of the drawing in pixels; it becomes less where the world ends before.
        height: likewise.
        title: what it shows, for those who do not see it.
        labels: the most labels; those of the greatest counts are written, as far as they fit.
        style: whether the style sheet is put into the drawing, so that it can stand alone.
        counted: whether titles tell how often each point is.
        legend: whether the drawing tells what its marks mean.
        towns: to help find the way, the most important first; a few are named where there is
            room.
        words: of the map itself; None takes English ones.

    >>> drawn = draw_map([MapPoint(40.1, 46.8, "<Canyataq>", 3)])
    >>> "&lt;Canyataq&gt;: 3" in drawn.svg, "<Canyataq>" in drawn.svg
    (True, False)
    """
    said, words = list(points), words or MapWords()
    extent = extent or extent_of((point.lat, point.lon) for point in said)
    plane = fitted(extent, float(width), float(height))
    outlines = outlines_for(plane.box)
    shown = [point for point in said if plane.box.has(point.lat, point.lon)]
    spots = gathered(shown, plane)
    circles = circles_of(spots, plane)
    texts = [
        visible(max(spot.points, key=lambda one: one.count).label, _LONGEST_LABEL)
        for spot in spots
    ]  # fmt: skip
    # The scale bar has the lower right corner, the legend the lower left.
    taken = [(plane.width * 0.75, plane.height - 32, plane.width, plane.height)]
    statuses = {point.status for point in shown} if legend else set()
    if statuses:
        taken.append(legend_room(statuses, words, plane))
    named = placed_labels(circles, texts, plane.width, plane.height, _FONT, labels, taken=taken)
    taken += [label_room(label, _FONT) for label in named]
    caption = words.caption.format(scale=outlines.scale)
    svg = element(
        "svg",
        element("title", visible(title)),
        element("desc", caption),
        element("style", Markup(map_style())) if style else None,
        element("rect", class_="map-sea", width="100%", height="100%"),
        _land(outlines.land, plane),
        _grid(plane, words),
        _borders(outlines.borders, plane),
        _towns(towns, plane, circles, taken) if towns else None,
        # The largest first, so that none hides a smaller one; but what stands first in a list
        # lies above the rest.
        element("g", *_marks(spots, circles, counted), class_="map-points"),
        element("g", *map(_label, named), class_="map-labels"),
        _frame(frame, plane) if frame else None,
        drawn_legend(statuses, words, plane) if statuses else None,
        _scale_bar(plane, words),
        class_="map",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {plane.width:.0f} {plane.height:.0f}",
        width=round(plane.width),
        height=round(plane.height),
        role="img",
        lang=None if words.lang == "en" else words.lang,
    )
    return Map(svg, caption, plane.box, len(said) - len(shown))


def _marks(spots: Sequence[Spot], circles: Sequence[Circle], counted: bool) -> list[Markup]:
    drawn = [
        drawn_mark(spot, circle, counted=counted)
        for spot, circle in zip(spots, circles, strict=True)
    ]
    signed = sum(1 for spot in spots if spot.sign)
    return [*drawn[signed:], *drawn[:signed][::-1]]


def _towns(
    towns: Sequence[MapPoint],
    plane: Projection,
    circles: Sequence[Circle],
    taken: list[Rectangle],
) -> Markup:
    """A few towns with their names, wherever neither hides a mark or its name."""
    # The left edge has the degrees.
    full = [*taken, *map(around, circles), (0.0, 0.0, 52.0, plane.height)]
    drawn: list[Markup] = []
    # Beside a great town its suburbs say nothing, even where it has no room itself.
    met = list(circles)
    for town in towns:
        if len(drawn) == _MOST_TOWNS:
            break
        if not plane.box.has(town.lat, town.lon):
            continue
        dot = Circle(plane.x(plane.box.unrolled(town.lon)), plane.y(town.lat), 2.0)
        near = any(math.hypot(dot.x - one.x, dot.y - one.y) < _TOWN_APART for one in met)
        met.append(dot)
        if near:
            continue
        found = placed_labels(
            [dot],
            [visible(town.label, _LONGEST_LABEL)],
            plane.width,
            plane.height,
            _TOWN_FONT,
            1,
            taken=full,
        )
        for label in found:
            mark = element("circle", cx=dot.x, cy=dot.y, r=dot.radius)
            drawn.append(element("g", mark, _label(label)))
            full += [label_room(label, _TOWN_FONT), around(dot)]
    return element("g", *drawn, class_="map-towns")


def _land(rings: Iterable[Line], plane: Projection) -> Markup:
    edge: Rectangle = (-2.0, -2.0, plane.width + 2, plane.height + 2)
    paths = [
        _path(clipped_ring(thinned(turned, _UNSEEN), edge), "Z")
        for ring in rings
        for turned in _projected(ring, plane)
    ]
    return element("path", class_="map-land", d="".join(paths), fill_rule="evenodd")


def _borders(lines: Iterable[Line], plane: Projection) -> Markup:
    edge: Rectangle = (-2.0, -2.0, plane.width + 2, plane.height + 2)
    paths = [
        _path(part)
        for line in lines
        for turned in _projected(line, plane)
        for part in clipped_line(thinned(turned, _UNSEEN), edge)
    ]
    return element("path", class_="map-border", d="".join(paths))


def _projected(line: Line, plane: Projection) -> list[Line]:
    """A line wherever it is seen: once, twice beyond the antimeridian, or not at all."""
    box = plane.box
    west, east = min(lon for lon, _ in line), max(lon for lon, _ in line)
    if max(lat for _, lat in line) < box.south or min(lat for _, lat in line) > box.north:
        return []
    return [
        [(plane.x(lon + turn), plane.y(lat)) for lon, lat in line]
        for turn in (-360.0, 0.0, 360.0)
        if west + turn <= box.east and east + turn >= box.west
    ]


def _path(line: Line, end: str = "") -> str:
    if len(line) < 2:
        return ""
    return "M" + " ".join([f"{x:.1f},{y:.1f}" for x, y in line]) + end


def _grid(plane: Projection, words: MapWords) -> Markup:
    """Meridians and parallels, and at two edges which they are."""
    box = plane.box
    span = min(box.height, box.width)
    step = next((one for one in _GRID_STEPS if span / one <= _GRID_LINES), _GRID_STEPS[-1])
    lines, labels = [], []
    for number in range(math.ceil(box.west / step), math.floor(box.east / step) + 1):
        x = plane.x(number * step)
        lines.append(f"M{x:.1f},0V{plane.height:.0f}")
        if 24 < x < plane.width - 24:
            told = _degrees((number * step + 180) % 360 - 180, words.east, words.west)
            labels.append(element("text", told, x=x, y=12, text_anchor="middle"))
    for number in range(math.ceil(box.south / step), math.floor(box.north / step) + 1):
        y = plane.y(number * step)
        lines.append(f"M0,{y:.1f}H{plane.width:.0f}")
        if 24 < y < plane.height - 24:
            told = _degrees(number * step, words.north, words.south)
            labels.append(element("text", told, x=4, y=y - 3))
    return element("g", element("path", d="".join(lines)), *labels, class_="map-grid")


def _degrees(value: float, positive: str, negative: str) -> str:
    side = positive if value > 0 else negative if value < 0 else ""
    return f"{abs(round(value, 1)):g}°{side}"


def _frame(frame: Box, plane: Projection) -> Markup:
    left, top = plane.x(plane.box.unrolled(frame.west)), plane.y(frame.north)
    wide, high = frame.width * plane.scale, plane.y(frame.south) - top
    # So that a frame around a village is still seen on a map of the world.
    more_x, more_y = max(12.0 - wide, 0.0), max(12.0 - high, 0.0)
    return element(
        "rect",
        class_="map-frame",
        x=left - more_x / 2,
        y=top - more_y / 2,
        width=wide + more_x,
        height=high + more_y,
    )


def _label(label: Label) -> Markup:
    return element("text", label.text, x=label.x, y=label.y, text_anchor=label.anchor)


def _scale_bar(plane: Projection, words: MapWords) -> Markup | None:
    """A bar of a round number of kilometres; none where a map has no one scale."""
    if not plane.mercator:
        return None
    unit = plane.kilometres((plane.box.south + plane.box.north) / 2)
    fitting = [one for one in _SCALE_STEPS if one / unit <= plane.width / 5]
    if not fitting:
        return None
    long = fitting[-1] / unit
    right, low = plane.width - 12, plane.height - 12
    return joined([
        element(
            "g",
            element("path", d=f"M{right - long:.1f},{low - 5}v5h{long:.1f}v-5"),
            element(
                "text",
                f"{fitting[-1]} {words.kilometres}",
                x=right - long / 2,
                y=low - 5,
                text_anchor="middle",
            ),
            class_="map-scale",
        )
    ])  # fmt: skip
