"""The plot of cost shows what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from benchmarks.plots import write_plot

if TYPE_CHECKING:
    from pathlib import Path


def measured(size: int) -> dict[str, Any]:
    of_one = {
        "cold_known_ms": 150.0, "cold_misspelled_ms": 280.0,
        "singly": {"rss_mb": 70.0}, "together": {"rss_mb": 90.0, "peak_mb": 95.0, "rate": 30_000.0},
    }  # fmt: skip
    return {
        "dumps_mb": size / 3000,
        "build": {
            "seconds": size / 2000, "merge_seconds": size / 4000, "index_seconds": size / 5000,
            "peak_mb": 100 + size / 1000, "index_mb": size / 1000,
        },
        "made": of_one, "ships": of_one,
        "found": {"misspelled_first": 0.8, "misspelled_any": 0.9, "romanized_any": 0.95},
    }  # fmt: skip


def test_every_figure_is_drawn_inside_the_picture(tmp_path: Path) -> None:
    """A page would show lines that run out of it, or lack one."""
    file = tmp_path / "scale.svg"
    write_plot(file, {size: measured(size) for size in (10_000, 100_000, 1_000_000)})
    svg = ElementTree.parse(file).getroot()
    kind = "{http://www.w3.org/2000/svg}"
    panels = svg.findall(f"{kind}g")
    assert len(panels) == 6
    assert sum(len(panel.findall(f"{kind}path")) for panel in panels) == 15
    _, _, wide, high = map(float, svg.attrib["viewBox"].split())
    for panel in panels:
        dots = panel.findall(f"{kind}circle")
        assert len(dots) == 3 * len(panel.findall(f"{kind}path"))
        assert all(0 < float(dot.attrib["cx"]) < wide / 2 for dot in dots)
        assert all(0 < float(dot.attrib["cy"]) < high / 3 for dot in dots)
    texts = {text.text for text in svg.iter(f"{kind}text")}
    assert {"10 k", "100 k", "1 M", "peak of memory"} <= texts
