"""Draws how cost grows with the size of a gazetteer, as SVG."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from toponyms.markup import Markup, element, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

__all__ = ["write_plot"]

#: Pixels of one panel, and around what is drawn in it: left, above, right, below.
_WIDE, _HIGH = 380, 280
_LEFT, _ABOVE, _RIGHT, _BELOW = 62, 62, 18, 40
_COLUMNS = 2
_COLOURS = ("#1b6ca8", "#c8553d", "#588157")
_STYLE = (
    "text{font:12px sans-serif;fill:#333}.title{font-weight:bold}.grid{stroke:#ddd}"
    "path{fill:none;stroke-width:2}"
)
#: Titles of panels, and what is drawn in each.
_PANELS: tuple[tuple[str, dict[str, Callable[[Any], float]]], ...] = (
    (
        "Building, seconds",
        {
            "whole": lambda one: one["build"]["seconds"],
            "reading, merging, writing": lambda one: one["build"]["merge_seconds"],
            "index": lambda one: one["build"]["index_seconds"],
        },
    ),
    (
        "Building, MB",
        {
            "peak of memory": lambda one: one["build"]["peak_mb"],
            "index": lambda one: one["build"]["index_mb"],
            "dumps": lambda one: one["dumps_mb"],
        },
    ),
    (
        "1,000 look-ups, MB resident",
        {
            "one by one": lambda one: one["made"]["singly"]["rss_mb"],
            "as one column": lambda one: one["made"]["together"]["rss_mb"],
            "at most, as one column": lambda one: one["made"]["together"]["peak_mb"],
        },
    ),
    (
        "Rate of mixed queries, what ships being 1",
        {
            "": lambda one: one["made"]["together"]["rate"] / one["ships"]["together"]["rate"],
        },
    ),
    (
        "Cold look-up, what ships being 1",
        {
            "known name": lambda one: one["made"]["cold_known_ms"] / one["ships"]["cold_known_ms"],
            "misspelled": lambda one: (
                one["made"]["cold_misspelled_ms"] / one["ships"]["cold_misspelled_ms"]
            ),
        },
    ),
    (
        "Found, per cent",
        {
            "misspelled, first": lambda one: 100 * one["found"]["misspelled_first"],
            "misspelled, any": lambda one: 100 * one["found"]["misspelled_any"],
            "romanized, any": lambda one: 100 * one["found"]["romanized_any"],
        },
    ),
)


def write_plot(path: Path, results: Mapping[int, Any]) -> None:
    """Draws every panel.

    Args:
        path: of the SVG file.
        results: what was measured, by number of places.
    """
    panels = []
    for number, (title, lines) in enumerate(_PANELS):
        row, column = divmod(number, _COLUMNS)
        values = {
            label: [(size, value(results[size])) for size in sorted(results)]
            for label, value in lines.items()
        }
        moved = f"translate({column * _WIDE},{row * _HIGH})"
        panels.append(element("g", _panel(title, values), transform=moved))
    rows = -(-len(_PANELS) // _COLUMNS)
    svg = element(
        "svg",
        element("style", Markup(_STYLE)),
        element("rect", width="100%", height="100%", fill="#fff"),
        *panels,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_COLUMNS * _WIDE} {rows * _HIGH}",
        role="img",
    )
    path.write_text(f"{svg}\n", "utf-8")


def _panel(title: str, lines: Mapping[str, Sequence[tuple[int, float]]]) -> Markup:
    """Lines over the number of places; both axes are logarithmic, percentages are not."""
    values = [value for line in lines.values() for _, value in line]
    sizes = [size for size, _ in next(iter(lines.values()))]
    if "per cent" in title:
        low, high, ticks = 0.0, 100.0, [0.0, 25.0, 50.0, 75.0, 100.0]
        scale: Callable[[float], float] = float
    else:
        low, high = min(values) / 1.5, max(values) * 1.5
        if "being 1" in title:
            low, high = min(low, 0.4), max(high, 2.5)
        ticks = [tick for tick in _round_numbers(low, high) if low <= tick <= high]
        scale = math.log10

    def x(size: float) -> float:
        part = math.log10(size / sizes[0]) / math.log10(sizes[-1] / sizes[0])
        return _LEFT + part * (_WIDE - _LEFT - _RIGHT)

    def y(value: float) -> float:
        part = (scale(value) - scale(low)) / (scale(high) - scale(low))
        return _HIGH - _BELOW - part * (_HIGH - _ABOVE - _BELOW)

    parts: list[Markup] = [element("text", title, class_="title", x=_LEFT, y=18)]
    for tick in ticks:
        parts += [
            element("line", class_="grid", x1=_LEFT, x2=_WIDE - _RIGHT, y1=y(tick), y2=y(tick)),
            element("text", f"{tick:,g}", x=_LEFT - 6, y=y(tick) + 4, text_anchor="end"),
        ]
    for size in sizes:
        label = f"{size // 1000:,} k" if size < 1_000_000 else f"{size // 1_000_000} M"
        parts.append(element("text", label, x=x(size), y=_HIGH - _BELOW + 18, text_anchor="middle"))
    for number, (label, line) in enumerate(lines.items()):
        points = " ".join(f"{x(size):.1f},{y(value):.1f}" for size, value in line)
        colour = _COLOURS[number]
        parts.append(element("path", d=f"M{points.replace(' ', ' L')}", stroke=colour))
        parts += [
            element("circle", cx=round(x(size), 1), cy=round(y(value), 1), r=3, fill=colour)
            for size, value in line
        ]
        if label:
            parts.append(
                element("text", label, x=_WIDE - _RIGHT, y=18 + 15 * number, fill=colour,
                        style=f"fill:{colour}", text_anchor="end")
            )  # fmt: skip
    return joined(parts)


def _round_numbers(low: float, high: float) -> list[float]:
    """1, 2 and 5 times powers of ten; only the powers over a wide range."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    steps = (1.0,) if math.log10(high / low) > 2 else (1.0, 2.0, 5.0)
    return [step * 10.0**power for power in powers for step in steps]
