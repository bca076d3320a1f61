"""Columns of datasets, beside Polars and the composite: `python -m benchmarks.columns`.

Each figure is the best of several processes, which take turns with those of the other side. It
is given twice: of the whole process, from its start to its exit; and of the job alone, from CSV
to Parquet, in a process that has done it once with other names, so that libraries are imported
and the gazetteer is loaded on both sides alike. The data are made: names of the gazetteer, one
in four misspelled, drawn by Zipf's law as names in real data are.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

# What only one side uses is imported where it is used: a process of the other does not wait for it.
if TYPE_CHECKING:
    from benchmarks.composite import Composite
    from toponyms import Resolver

SEED = 7
ROUNDS = 5


def names(distinct: int, *, misspelled: float) -> list[str]:
    """Distinct names, in random order, a share of them misspelled."""
    from tools.corruption import Typist
    from toponyms import Gazetteer

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
    import numpy as np
    import polars as pl

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
    from toponyms.columns.answers import Answers
    from toponyms.columns.plan import Plan
    from toponyms.columns.run import normalize_file

    normalize_file(source, target, Plan(("place",)), Answers(resolver()))


def of_composite(source: Path, target: Path) -> None:
    """The same by Polars and the composite: distinct, resolve, join."""
    import polars as pl

    table = pl.read_csv(source, infer_schema=False)
    distinct = table["place"].unique()
    ids = [composite().find(name) for name in distinct]
    found = pl.DataFrame({"place": distinct, "place_id": ids})
    table.join(found, on="place", how="left", maintain_order="left").write_parquet(target)


def of_exact_join(source: Path, target: Path) -> None:
    """What Polars alone takes: read, join known names exactly, write."""
    import polars as pl

    known = pl.read_parquet(source.with_name("names.parquet"))
    table = pl.read_csv(source, infer_schema=False)
    table.join(known, on="place", how="left", maintain_order="left").write_parquet(target)


@cache
def resolver() -> Resolver:
    """Loaded once in a process."""
    from toponyms import Gazetteer, Resolver

    return Resolver(Gazetteer.default())


@cache
def composite() -> Composite:
    """Likewise."""
    from benchmarks.composite import Composite
    from toponyms import Gazetteer

    return Composite(Gazetteer.default())


JOBS = {job.__name__: job for job in (of_toponyms, of_composite, of_exact_join)}
#: Does a job with each of some files, and prints the seconds that the last took, and the peak of
#: memory in MB.
SCRIPT = """
import sys, time, pathlib, re
from benchmarks.columns import JOBS
job, target, *sources = sys.argv[1:]
for source in sources:
    began = time.perf_counter()
    JOBS[job](pathlib.Path(source), pathlib.Path(target))
    took = time.perf_counter() - began
peak = re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]
print(f'[{took}, {int(peak) // 1024}]')
"""


class Figures(NamedTuple):
    """What a job takes: seconds of a whole process, and once all is loaded; peak memory in MB."""

    whole: float
    loaded: float
    peak: int

    def beside(self, other: Figures) -> str:
        """Both in words, with the ratios."""
        return (
            f"{self.loaded:.2f} s beside {other.loaded:.2f} s, {self.loaded / other.loaded:.2f} "
            f"times; as whole processes {self.whole:.2f} s beside {other.whole:.2f} s, "
            f"{self.whole / other.whole:.2f} times; peak memory {self.peak} MB"
        )


def measure(source: Path, *jobs: str, small: Path, rounds: int = ROUNDS) -> list[Figures]:
    """The best figures of each of some jobs.

    Args:
        source: the table.
        jobs: their names; they take turns.
        small: the same with other names and few rows, by which everything is loaded.
        rounds: how often each job is done.
    """
    found: dict[str, list[Figures]] = {job: [] for job in jobs}
    for job in jobs * rounds:
        began = time.perf_counter()
        _, peak = process(job, source)
        whole = time.perf_counter() - began
        found[job].append(Figures(whole, process(job, small, source)[0], peak))
    return [Figures(*map(min, zip(*each, strict=True))) for each in found.values()]


def process(job: str, *sources: Path) -> tuple[float, int]:
    """What a process that does a job with some files says of the last, see `SCRIPT`."""
    target = sources[-1].with_suffix(".out.parquet")
    command = [sys.executable, "-c", SCRIPT, job, str(target), *map(str, sources)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    seconds, peak = json.loads(done.stdout)
    return seconds, peak


def main() -> None:
    """Measures and prints."""
    import polars as pl

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true", help="ten million rows too")
    large = parser.parse_args().large
    with tempfile.TemporaryDirectory() as folder:
        small, known, mixed = (Path(folder, f"{name}.csv") for name in ("small", "known", "mixed"))
        texts = names(5_500, misspelled=0)
        write_table(small, 10_000, texts[5_000:])
        write_table(known, 1_000_000, texts[:5_000])
        write_table(mixed, 1_000_000, names(73_000, misspelled=0.25))
        ids = [f"x:{number}" for number in range(5_000)]
        pl.DataFrame({"place": texts[:5_000], "place_id": ids}).write_parquet(
            Path(folder, "names.parquet")
        )
        mine, other = measure(known, "of_toponyms", "of_exact_join", small=small)
        print(
            "1,000,000 rows of 5,000 known names, beside Polars' read, exact join and write: "
            + mine.beside(other)
        )
        mine, other = measure(mixed, "of_toponyms", "of_composite", small=small, rounds=3)
        print(
            "1,000,000 rows, 73,000 distinct names, a quarter misspelled, beside Polars and the "
            "composite: " + mine.beside(other)
        )
        if large:
            write_table(mixed, 10_000_000, names(73_000, misspelled=0.25))
            seconds, peak = process("of_toponyms", mixed)
            print(f"10,000,000 rows: {seconds:.0f} s, peak {peak} MB")


if __name__ == "__main__":
    main()
