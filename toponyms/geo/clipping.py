"""Cuts outlines to a rectangle, and drops what would be too small to be seen."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Line", "Rectangle", "clipped_line", "clipped_ring", "thinned"]

Line: TypeAlias = "list[tuple[float, float]]"
"""Points as x and y; the last point of a ring is joined to its first."""

Rectangle: TypeAlias = "tuple[float, float, float, float]"
"""The least x and y, then the greatest."""


def clipped_ring(ring: Line, to: Rectangle) -> Line:
    """The part of a ring that lies in a rectangle, after Sutherland and Hodgman; may be empty.

    >>> clipped_ring([(0, 0), (4, 0), (0, 4)], (0, 0, 2, 9))
    [(0, 0), (2.0, 0.0), (2.0, 2.0), (0, 4)]
    """
    if _apart(ring, to):
        return []
    if _inside(ring, to):
        return ring
    for axis, edge, sign in ((0, to[0], 1), (0, to[2], -1), (1, to[1], 1), (1, to[3], -1)):
        kept: Line = []
        for before, after in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            was_in = (before[axis] - edge) * sign >= 0
            is_in = (after[axis] - edge) * sign >= 0
            if was_in != is_in:
                kept.append(_crossing(before, after, axis, edge))
            if is_in:
                kept.append(after)
        ring = kept
    return ring


def clipped_line(line: Line, to: Rectangle) -> list[Line]:
    """The parts of a line that lie in a rectangle, after Liang and Barsky.

    >>> clipped_line([(-1, 1), (1, 1), (3, 1), (1, 3)], (0, 0, 2, 2))
    [[(0.0, 1.0), (1, 1), (2.0, 1.0)], [(2.0, 2.0), (2.0, 2.0)]]
    """
    if _apart(line, to):
        return []
    if _inside(line, to):
        return [line]
    parts: list[Line] = []
    for before, after in pairwise(line):
        found = _segment(before, after, to)
        if found is None:
            continue
        start, end = found
        if parts and parts[-1][-1] == start:
            parts[-1].append(end)
        else:
            parts.append([start, end])
    return parts


def thinned(line: Line, least: float) -> Line:
    """A line without the points that lie nearer than `least` to the one kept before.

    Its first and last points are kept.

    >>> thinned([(0, 0), (0.1, 0), (1, 0), (1.1, 0)], 0.5)
    [(0, 0), (1, 0), (1.1, 0)]
    """
    if len(line) < 3:
        return line
    kept = [line[0]]
    x, y = line[0]
    for point in line[1:-1]:
        if abs(point[0] - x) >= least or abs(point[1] - y) >= least:
            kept.append(point)
            x, y = point
    kept.append(line[-1])
    return kept


def _segment(
    start: tuple[float, float], end: tuple[float, float], to: Rectangle
) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """The part of a segment that lies in a rectangle."""
    (x, y), dx, dy = start, end[0] - start[0], end[1] - start[1]
    first, last = 0.0, 1.0
    for step, room in ((-dx, x - to[0]), (dx, to[2] - x), (-dy, y - to[1]), (dy, to[3] - y)):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    if first > last:
        return None
    return (
        start if first == 0 else (x + first * dx, y + first * dy),
        end if last == 1 else (x + last * dx, y + last * dy),
    )


def _crossing(
    before: tuple[float, float], after: tuple[float, float], axis: int, edge: float
) -> tuple[float, float]:
    part = (edge - before[axis]) / (after[axis] - before[axis])
    other = before[1 - axis] + part * (after[1 - axis] - before[1 - axis])
    return (float(edge), other) if axis == 0 else (other, float(edge))


def _spans(line: Sequence[tuple[float, float]]) -> Rectangle:
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return min(xs), min(ys), max(xs), max(ys)


def _apart(line: Line, to: Rectangle) -> bool:
    if not line:
        return True
    left, low, right, high = _spans(line)
    return right < to[0] or left > to[2] or high < to[1] or low > to[3]


def _inside(line: Line, to: Rectangle) -> bool:
    left, low, right, high = _spans(line)
    return to[0] <= left and right <= to[2] and to[1] <= low and high <= to[3]
