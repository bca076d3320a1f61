"""Outlines are cut to the drawing without anything added or lost inside."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toponyms.geo.clipping import Line, clipped_line, clipped_ring, thinned

BOX = (0.0, 0.0, 10.0, 10.0)
NUMBER = st.floats(-20, 30).map(lambda number: round(number, 3))
LINES = st.lists(st.tuples(NUMBER, NUMBER), min_size=2, max_size=10)


def area(ring: Line) -> float:
    return abs(
        sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True)) / 2
    )


@given(LINES)
def test_nothing_of_a_clipped_line_lies_outside(line: Line) -> None:
    """The picture would grow by what nobody sees."""
    for part in clipped_line(line, BOX):
        assert all(-1e-6 <= x <= 10 + 1e-6 and -1e-6 <= y <= 10 + 1e-6 for x, y in part)


@given(LINES)
def test_a_clipped_line_keeps_the_points_inside(line: Line) -> None:
    """A border would end in the middle of the map."""
    kept = {point for part in clipped_line(line, BOX) for point in part}
    inside = {(x, y) for x, y in line if 0 < x < 10 and 0 < y < 10}
    assert inside <= kept


@given(NUMBER, NUMBER, st.floats(0.5, 40), st.floats(0.5, 40))
def test_a_clipped_rectangle_is_what_both_share(x: float, y: float, w: float, h: float) -> None:
    """Sea would be drawn as land."""
    ring = clipped_ring([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], BOX)
    shared_w = max(0.0, min(x + w, 10) - max(x, 0))
    shared_h = max(0.0, min(y + h, 10) - max(y, 0))
    assert abs(area(ring) - shared_w * shared_h) < 1e-6


def test_a_ring_around_the_drawing_fills_it() -> None:
    """In the middle of a continent everything would be sea."""
    assert area(clipped_ring([(-5, -5), (50, -5), (50, 50), (-5, 50)], BOX)) == 100


@given(LINES)
def test_thinning_keeps_both_ends(line: Line) -> None:
    """Borders would no longer reach each other."""
    thin = thinned(line, 1.0)
    assert (thin[0], thin[-1]) == (line[0], line[-1])
    assert set(thin) <= set(line)
