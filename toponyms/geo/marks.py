"""The marks of a map: which points share one, how large it is, and how it is drawn."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toponyms.geo.labels import Circle
from toponyms.markup import Markup, element
from toponyms.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toponyms.geo.projection import Projection
    from toponyms.model import Status

__all__ = ["MapPoint", "Spot", "circle_of", "circles_of", "drawn_mark", "gathered"]

#: Marks that one map has at most; more are drawn together with their neighbours.
_MOST_MARKS = 1500
#: Of a mark with a sign, in units of the drawing; the sign has to be read.
_SIGNED = 8.5
#: Signs that one mark has room for.
_MOST_SIGNS = 3
#: Names that the title of a mark tells.
_MOST_NAMES = 5


@dataclass(frozen=True, slots=True)
class MapPoint:
    """Something to be shown on a map.

    Attributes:
        lat, lon: degrees, WGS 84.
        label: what is there; any text.
        count: how often; the area of the circle grows with it. 1 or more.
        status: `matched` is drawn as a disc, `ambiguous` as a ring, `unmatched` as a broken one,
            each in a colour of its own.
        sign: a number or letter that stands in the mark, and wherever else the point is told of.
        id: which place it is; the mark has the ids of its points as `data-ids`.
    """

    lat: float
    lon: float
    label: str = ""
    count: int = 1
    status: Status = "matched"
    sign: str = ""
    id: str = ""


@dataclass(slots=True)
class Spot:
    """One mark: the points that fall nearly together."""

    x: float
    y: float
    points: list[MapPoint] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How often all of its points together."""
        return sum(point.count for point in self.points)

    @property
    def sign(self) -> str:
        """The signs of its points, as far as there is room."""
        signs = [point.sign for point in self.points if point.sign]
        return "·".join(signs[:_MOST_SIGNS]) + "…" * (len(signs) > _MOST_SIGNS)


def gathered(points: Sequence[MapPoint], plane: Projection) -> list[Spot]:
    """The marks: those of one place that is meant first, then the greatest count first."""
    size = 4.0
    while True:
        cells: dict[tuple[int, int, Status], Spot] = {}
        signed: list[Spot] = []
        for point in sorted(points, key=_order):
            x, y = plane.x(plane.box.unrolled(point.lon)), plane.y(point.lat)
            if point.sign:
                _joined(signed, x, y, point)
                continue
            cell = int(x / size), int(y / size), point.status
            # It stands where its greatest point stands.
            cells.setdefault(cell, Spot(x, y)).points.append(point)
        if len(cells) <= _MOST_MARKS:
            return [*signed, *sorted(cells.values(), key=lambda spot: -spot.count)]
        size *= 1.5


def _order(point: MapPoint) -> tuple[object, ...]:
    ranked = point.status != "matched" if point.sign else False
    return ranked, -point.count, len(point.sign), point.sign, point.lat, point.lon, point.label


def _joined(spots: list[Spot], x: float, y: float, point: MapPoint) -> None:
    """Puts a point with a sign into a mark that would hide it, or makes one for it."""
    for spot in spots:
        alike = spot.points[0].status == point.status
        if alike and math.hypot(spot.x - x, spot.y - y) < 1.6 * _SIGNED:
            spot.points.append(point)
            return
    spots.append(Spot(x, y, [point]))


def circles_of(spots: Sequence[Spot], plane: Projection) -> list[Circle]:
    """The room that each mark takes."""
    most = max((spot.count for spot in spots), default=1)
    # Many circles are drawn smaller, or they would hide each other.
    room = min(plane.width, plane.height) / 40
    largest = max(5.0, room * min(1.0, math.sqrt(300 / max(len(spots), 1))))
    return [circle_of(spot, most, largest) for spot in spots]


def circle_of(spot: Spot, most: int, largest: float) -> Circle:
    """The room that a mark takes, when that of the greatest count has a certain radius."""
    if spot.sign:
        more = 3.5 if spot.points[0].status == "matched" else 0.0
        return Circle(spot.x, spot.y, _SIGNED + 3.2 * (len(spot.sign) > 1) + more)
    if most == 1:
        return Circle(spot.x, spot.y, 4.0)
    return Circle(spot.x, spot.y, 2.5 + (largest - 2.5) * math.sqrt(spot.count / most))


def drawn_mark(spot: Spot, circle: Circle, *, counted: bool) -> Markup:
    """A mark with its title, which tells the names and, if `counted`, how often."""
    names = [_told(point, counted) for point in spot.points[:_MOST_NAMES]]
    if len(spot.points) > len(names):
        all_told = f": {spot.count:,} in all" if counted else ""
        names.append(f"and {len(spot.points) - len(names):,} more{all_told}")
    title = element("title", "\n".join(names))
    ids = " ".join([point.id for point in spot.points if point.id]) or None
    status = spot.points[0].status
    kind = f"map-point map-{status}"
    if spot.sign:
        return element("g", title, *_signed(spot, kind), class_="map-mark", data_ids=ids)
    return element(
        "circle", title, class_=kind, cx=circle.x, cy=circle.y, r=circle.radius, data_ids=ids
    )


def _signed(spot: Spot, kind: str) -> list[Markup]:
    """A disc or ring with its sign in it; around what is meant there is another ring."""
    wide = _SIGNED + max(0, len(spot.sign) - 2) * 3.2
    parts = []
    for class_, more in (("map-around", 3.5), (kind, 0.0)):
        if more and spot.points[0].status != "matched":
            continue
        parts.append(
            element(
                "rect",
                class_=class_,
                x=spot.x - wide - more,
                y=spot.y - _SIGNED - more,
                width=2 * (wide + more),
                height=2 * (_SIGNED + more),
                rx=_SIGNED + more,
            )
        )
    sign = element(
        "text", spot.sign, class_=f"map-sign map-sign-{spot.points[0].status}",
        x=spot.x, y=spot.y + 3.8, text_anchor="middle",
    )  # fmt: skip
    return [*parts, sign]


def _told(point: MapPoint, counted: bool) -> str:
    sign = f"{point.sign}. " if point.sign else ""
    return f"{sign}{visible(point.label)}" + (f": {point.count:,}" if counted else "")
