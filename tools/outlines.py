"""Makes the outlines that maps are drawn over, toponyms/geo/outlines/, of Natural Earth's.

    python -m tools.outlines

They are fetched as the npm package that tools/outlines.toml pins: TopoJSON of Natural Earth's
countries. Land and the borders between countries are taken from it, simplified and cut; which
country is where, and what any is called, is left behind. No border is added, moved or marked.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import platformdirs

from tools.build.errors import BuildError
from tools.build.fetch import fetch
from tools.build.pins import read_pins
from tools.build.write import write_text
from toponyms.geo.clipping import clipped_line, clipped_ring
from toponyms.geo.extent import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from toponyms.geo.clipping import Line

__all__ = ["LEVELS", "PINS", "Level", "outlines", "simplified"]

ROOT = Path(__file__).parents[1]
PINS = Path(__file__).with_name("outlines.toml")
TARGET = ROOT / "toponyms" / "geo" / "outlines"
#: All that the sources have.
_ALL = Box(-180.0, -90.0, 180.0, 90.0)


@dataclass(frozen=True, slots=True)
class Level:
    """One file of outlines.

    Attributes:
        file: its name.
        scale: of the source.
        source: the file of the package.
        box: what of the world it has.
        tolerance: how far a line may move where it is to be fine, in degrees.
        fine: where that is.
        elsewhere: how far it may move in the rest.
        grid: degrees that coordinates are rounded to.
    """

    file: str
    scale: str
    source: str
    box: Box
    tolerance: float
    fine: Box
    elsewhere: float
    grid: float


LEVELS = (
    Level(
        "caucasus.topojson", "1:10m", "countries-10m.json", Box(32.0, 33.0, 60.0, 51.0),
        tolerance=0.002, fine=Box(42.5, 37.5, 52.0, 44.5), elsewhere=0.005, grid=0.001,
    ),
    Level(
        "world-fine.topojson", "1:50m", "countries-50m.json", _ALL,
        tolerance=0.02, fine=Box(20.0, 30.0, 75.0, 60.0), elsewhere=0.08, grid=0.01,
    ),
    Level(
        "world.topojson", "1:110m", "countries-110m.json", _ALL,
        tolerance=0.05, fine=_ALL, elsewhere=0.05, grid=0.02,
    ),
)  # fmt: skip


def outlines(topology: dict[str, Any], level: Level) -> dict[str, Any]:
    """A TopoJSON object with `land` and `borders` only.

    Args:
        topology: quantized TopoJSON with the collections `countries` and `land` over shared arcs.
        level: what is to be made of it.
    """
    # Simplified before anything is put together, so that what met goes on meeting.
    arcs = [_eased(arc, level) for arc in _arcs(topology)]
    land = [
        clipped_ring(turned, level.box)
        for ring in _rings(topology["objects"]["land"])
        for turned in _turned(_joined(ring, arcs))
    ]
    borders = [
        part
        for number in _borders(topology)
        for turned in _turned(arcs[number])
        for part in clipped_line(turned, level.box)
    ]
    return _quantized([[*ring, ring[0]] for ring in land if ring], borders, level)


def simplified(line: Line, tolerance: float) -> Line:
    """A line with as few points as needed to stay within a tolerance, after Douglas and Peucker.

    Its ends are kept.

    >>> simplified([(0, 0), (1, 0.1), (2, 0), (3, 2)], 0.5)
    [(0, 0), (2, 0), (3, 2)]
    """
    kept = {0, len(line) - 1}
    open_ = [(0, len(line) - 1)]
    while open_:
        first, last = open_.pop()
        far, where = tolerance, -1
        for middle in range(first + 1, last):
            distance = _distance(line[middle], line[first], line[last])
            if distance > far:
                far, where = distance, middle
        if where >= 0:
            kept.add(where)
            open_ += [(first, where), (where, last)]
    return [line[place] for place in sorted(kept)]


def main(arguments: list[str] | None = None) -> int:
    """Writes the files.

    Returns:
        0 if they were written, 1 if not; the reason is on standard error.
    """
    parser = argparse.ArgumentParser(prog="python -m tools.outlines", description=__doc__)
    parser.add_argument("--target", type=Path, default=TARGET, help="write into this folder")
    parser.add_argument(
        "--cache",
        type=Path,
        default=Path(platformdirs.user_cache_dir("toponyms")) / "sources",
        help="keep fetched packages here",
    )
    options = parser.parse_args(arguments)
    try:
        folder = fetch(read_pins(PINS)["world-atlas"], options.cache) / "package"
    except BuildError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    for level in LEVELS:
        topology = json.loads((folder / level.source).read_text("utf-8"))
        text = json.dumps(outlines(topology, level), separators=(",", ":")) + "\n"
        write_text(options.target / level.file, text)
        print(f"{level.file}: {len(text):,} bytes")
    return 0


def _arcs(topology: dict[str, Any]) -> Iterator[Line]:
    (x_scale, y_scale) = topology["transform"]["scale"]
    (x_start, y_start) = topology["transform"]["translate"]
    for arc in topology["arcs"]:
        xs = accumulate(step for step, _ in arc)
        ys = accumulate(step for _, step in arc)
        yield _unrolled([
            (x * x_scale + x_start, y * y_scale + y_start) for x, y in zip(xs, ys, strict=True)
        ])  # fmt: skip


def _eased(line: Line, level: Level) -> Line:
    near = bool(clipped_line(line, level.fine))
    return simplified(line, level.tolerance if near else level.elsewhere)


def _rings(geometry: dict[str, Any]) -> Iterator[Sequence[int]]:
    """The numbers of the arcs of each ring; one that is negative is walked backwards."""
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from _rings(part)
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["arcs"]:
            yield from polygon
    elif geometry["type"] == "Polygon":
        yield from geometry["arcs"]


def _joined(ring: Sequence[int], arcs: Sequence[Line]) -> Line:
    """The points of a ring, without the repetition of the first; empty if it is a mere line."""
    points: Line = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[:-1]
    if len(set(points)) < 3:
        return []
    (first, _), *_, (last, _) = points = _unrolled(points)
    if abs(last - first) > 180:
        # It goes around the world, and so around the pole, which only Antarctica does.
        points += [(last, -90.0), (first, -90.0)]
    return points


def _unrolled(line: Line) -> Line:
    """A line that goes on beyond the antimeridian where it would jump to the other end."""
    points = line[:1]
    for x, y in line[1:]:
        points.append((x - 360 * round((x - points[-1][0]) / 360), y))
    return points


def _turned(line: Line) -> Iterator[Line]:
    """A line, and what of it lies beyond the antimeridian once more from the other side."""
    if not line:
        return
    for turn in (-360.0, 0.0, 360.0):
        yield [(x + turn, y) for x, y in line] if turn else line


def _borders(topology: dict[str, Any]) -> Iterable[int]:
    """The arcs that two countries share."""
    used: Counter[int] = Counter()
    for country in topology["objects"]["countries"]["geometries"]:
        used.update({
            number if number >= 0 else ~number for ring in _rings(country) for number in ring
        })  # fmt: skip
    return sorted(number for number, count in used.items() if count > 1)


def _quantized(land: Sequence[Line], borders: Sequence[Line], level: Level) -> dict[str, Any]:
    arcs: list[list[tuple[int, int]]] = []
    west, south = level.box.west, level.box.south

    def numbers(lines: Iterable[Line], least: int) -> list[list[int]]:
        found = []
        for line in lines:
            steps = _steps([
                (round((x - west) / level.grid), round((y - south) / level.grid)) for x, y in line
            ])  # fmt: skip
            if len(steps) >= least:
                found.append([len(arcs)])
                arcs.append(steps)
        return found

    properties = {"scale": level.scale, "source": "Natural Earth 4.1.0, public domain"}
    return {
        "type": "Topology",
        "bbox": list(level.box),
        "transform": {"scale": [level.grid, level.grid], "translate": [west, south]},
        "objects": {
            "land": {"type": "Polygon", "properties": properties, "arcs": numbers(land, 4)},
            "borders": {
                "type": "MultiLineString",
                "properties": properties,
                "arcs": numbers(borders, 2),
            },
        },
        "arcs": arcs,
    }


def _steps(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first point, then the way from each to the next one that lies elsewhere."""
    steps = [points[0]]
    for (x, y), (next_x, next_y) in pairwise(points):
        if (x, y) != (next_x, next_y):
            steps.append((next_x - x, next_y - y))
    return steps


def _distance(
    point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]
) -> float:
    """From a point to the segment between two others."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    px, py = point[0] - start[0], point[1] - start[1]
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, (px * dx + py * dy) / length)) if length else 0.0
    across_x, across_y = px - along * dx, py - along * dy
    return float((across_x * across_x + across_y * across_y) ** 0.5)


if __name__ == "__main__":
    sys.exit(main())
