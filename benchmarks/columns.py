"""Columns of datasets, beside Polars and the composite: `python -m benchmarks.columns`.

Each figure is of a process of its own, from start to exit, so that loading counts and the
peak of memory is its own. The data are made: names of the gazetteer, one in four misspelled,
drawn by Zipf's law as names in real data are.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.composite import Composite
from tools.corruption import Typist
from toponyms import Gazetteer

SEED = 7
ROUNDS = 3


def names(distinct: int, *, misspelled: float) -> list[str]:
    """Distinct names, in random order, a share of them misspelled."""
    draw = random.Random(SEED)
    known = sorted({name.text for place in Gazetteer.default() for name in place.names})
    draw.shuffle(known)
    wanted = int(distinct * misspelled)
    typist = Typist(known)
    wrong: dict[str, None] = {}
    while len(wrong) < wanted:
        made = typist.misspell(draw.choice(known), draw)
        if made:
            wrong[made] = None
    found = list(dict.fromkeys([*known[: distinct - wanted], *wrong]))
    draw.shuffle(found)
    return found


def write_table(path: Path, rows: int, texts: list[str]) -> None:
    """A CSV file with some columns, the names in `place`."""
    draw = np.random.default_rng(SEED)
    with path.open("wb") as file:
        for start in range(0, rows, 1_000_000):
            size = min(1_000_000, rows - start)
            rank = np.minimum(draw.zipf(1.15, size) - 1, len(texts) - 1)
            # Every name at least once, and the long tail as it is.
            rank[: len(texts)] = np.arange(min(len(texts), size))
            table = pl.DataFrame(
                {
                    "id": np.arange(start, start + size),
                    "place": pl.Series(texts)[rank],
                    "killed": draw.integers(0, 9, size),
                    "note": pl.Series(["shelling", "a car, hit", "none", ""])[
                        draw.integers(0, 4, size)
                    ],
                }
            )
            table.write_csv(file, include_header=start == 0)


def of_toponyms(source: Path, target: Path) -> None:
    """The job, by this library."""
    from toponyms import Resolver
    from toponyms.columns.answers import Answers
    from toponyms.columns.plan import Plan
    from toponyms.columns.run import normalize_file

    normalize_file(source, target, Plan(("place",)), Answers(Resolver(Gazetteer.default())))


def of_composite(source: Path, target: Path) -> None:
    """The same by Polars and the composite: distinct, resolve, join."""
    composite = Composite(Gazetteer.default())
    table = pl.read_csv(source, infer_schema=False)
    distinct = table["place"].unique()
    ids = [composite.find(name) for name in distinct]
    found = pl.DataFrame({"place": distinct, "place_id": ids})
    table.join(found, on="place", how="left", maintain_order="left").write_parquet(target)


def of_exact_join(source: Path, target: Path) -> None:
    """What Polars alone takes: read, join known names exactly, write."""
    known = pl.read_parquet(source.with_suffix(".known.parquet"))
    table = pl.read_csv(source, infer_schema=False)
    table.join(known, on="place", how="left", maintain_order="left").write_parquet(target)


JOBS = {job.__name__: job for job in (of_toponyms, of_composite, of_exact_join)}
#: Runs a job and prints its seconds, measured inside, and its peak of memory in MB.
SCRIPT = """
import sys, time, pathlib, re
from benchmarks.columns import JOBS
began = time.perf_counter()
JOBS[sys.argv[1]](pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
took = time.perf_counter() - began
peak = re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]
print(f'[{took}, {int(peak) // 1024}]')
"""


def run(job: str, source: Path) -> tuple[float, int]:
    """The fastest of several processes: seconds from the import on, and peak memory in MB."""
    target = source.with_suffix(".out.parquet")
    results = []
    for _ in range(ROUNDS):
        command = [sys.executable, "-c", SCRIPT, job, str(source), str(target)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        results.append(json.loads(done.stdout))
    seconds, peak = min(results)
    return seconds, peak


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="ten million rows too")
    large = parser.parse_args().large
    with tempfile.TemporaryDirectory() as folder:
        mixed, known = Path(folder, "mixed.csv"), Path(folder, "known.csv")
        write_table(mixed, 1_000_000, names(73_000, misspelled=0.25))
        mine, peak = run("of_toponyms", mixed)
        other, _ = run("of_composite", mixed)
        print(
            f"1,000,000 rows, 73,000 distinct, a quarter misspelled, CSV to Parquet: {mine:.1f} s, "
            f"Polars and the composite {other:.1f} s, ratio {mine / other:.2f}; peak {peak} MB"
        )
        texts = names(5_000, misspelled=0)
        write_table(known, 1_000_000, texts)
        ids = [Gazetteer.default().index.names_of_form(text.casefold()) for text in texts]
        pl.DataFrame({"place": texts, "place_id": [str(one[:1]) for one in ids]}).write_parquet(
            known.with_suffix(".known.parquet")
        )
        mine, peak = run("of_toponyms", known)
        other, _ = run("of_exact_join", known)
        print(
            f"1,000,000 rows of 5,000 known names: {mine:.2f} s, Polars' read, exact join and "
            f"write {other:.2f} s, ratio {mine / other:.2f}; peak {peak} MB"
        )
        if large:
            write_table(mixed, 10_000_000, names(73_000, misspelled=0.25))
            mine, peak = run("of_toponyms", mixed)
            print(f"10,000,000 rows: {mine:.0f} s, peak {peak} MB")


if __name__ == "__main__":
    main()
