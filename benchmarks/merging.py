"""Measures how well records find their place without ids: `python -m benchmarks.merging FOLDER`.

FOLDER is a distribution of Who's On First. Its records are matched with the shipped gazetteer after
their concordances have been taken away, which say what is right. Where both have their coordinates
from GeoNames the points are the same, so they are also tried with the points moved at random, and
with one name only.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from toponyms.gazetteer.gazetteer import default_folder
from toponyms.gazetteer.merging.base import base_records
from toponyms.gazetteer.merging.groups import Groups
from toponyms.gazetteer.merging.layers import Layer
from toponyms.gazetteer.merging.matching import join_by_likeness
from toponyms.gazetteer.merging.staging import Staging
from toponyms.gazetteer.sources.faults import Faults
from toponyms.gazetteer.sources.whosonfirst import read_whosonfirst

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from toponyms.gazetteer.sources.record import Record

THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
SHIFTS_KM = (0.0, 1.0, 2.0)
SEED = 7
_KM_A_DEGREE = 111.2


def main(folder: Path) -> None:
    """Prints a table for each way of disturbing the records."""
    base = list(base_records(default_folder()))
    faults = Faults(keep_going=True)
    records = list(read_whosonfirst(folder, faults=faults, source="whosonfirst"))
    truth = _truth(base, records)
    print(f"{len(records)} records; the gazetteer has {len(truth)} of them")
    for only_one in (False, True):
        for km in SHIFTS_KM:
            blind = list(_blinded(records, km, only_one))
            print(f"\nmoved by {km} km (1 σ an axis){', one name only' if only_one else ''}")
            print("threshold  right  wrong  missed  rightly none")
            for threshold in THRESHOLDS:
                counts = _outcome(base, blind, truth, threshold)
                row = [counts[key] for key in ("right", "wrong", "missed", "none")]
                print(f"{threshold:9.1f}  {row[0]:5}  {row[1]:5}  {row[2]:6}  {row[3]:12}")


def _truth(base: Iterable[Record], records: Iterable[Record]) -> dict[str, str]:
    """The place of each record by its concordances."""
    by_id = {claimed: place.id for place in base for claimed in (place.id, *place.same_as)}
    return {
        record.id: by_id[claimed]
        for record in records
        for claimed in reversed(record.same_as)
        if claimed in by_id
    }


def _blinded(records: Iterable[Record], km: float, only_one: bool) -> Iterable[Record]:
    chance = random.Random(SEED)
    for record in records:
        lat, lon = record.lat, record.lon
        if lat is not None and lon is not None:
            lat += chance.gauss(0, km) / _KM_A_DEGREE
            lon += chance.gauss(0, km) / _KM_A_DEGREE
        names = record.names
        if only_one and names:
            names = (chance.choice(names),)
        yield replace(record, lat=lat, lon=lon, names=names, same_as=(), replaces=())


def _outcome(
    base: Sequence[Record], records: Sequence[Record], truth: dict[str, str], threshold: float
) -> Counter[str]:
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as work, Staging(Path(work, "records.sqlite")) as staging:
        for layer in (Layer("base", base), Layer("imported", records)):
            staging.add(layer, Faults(keep_going=True))
        groups = Groups(len(staging))
        join_by_likeness(staging, groups, frozenset(), threshold=threshold)
        for number, record in enumerate(records, len(base)):
            first = groups.first(number)
            found = base[first].id if first < len(base) else ""
            right = truth.get(record.id, "")
            if found:
                counts["right" if found == right else "wrong"] += 1
                if found != right and threshold == 0.6 and "-v" in sys.argv:
                    print(record.id, record.names[0].text, "->", found, "not", right or "any")
            else:
                counts["missed" if right else "none"] += 1
    return counts


if __name__ == "__main__":
    main(Path(sys.argv[1]))
