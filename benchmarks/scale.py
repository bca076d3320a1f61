"""How cost grows with the size of a gazetteer: `python -m benchmarks.scale --folder WORK`.

Made gazetteers of 10,000 to 1,000,000 places, beside the one that ships. Every figure is of a
process of its own; results are kept in the folder as JSON, size by size, and drawn with `--plot`.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.made import write_made
from toponyms.gazetteer.format import NAMES_FILE, PLACES_FILE
from toponyms.gazetteer.gazetteer import default_folder
from toponyms.text.fold import exact_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
SEED = 7
#: Look-ups after which memory is measured, names of a column for the rate, and such columns.
QUERIES, COLUMN, COLUMNS = 1000, 3000, 4
#: Names of each kind for which it is counted how many are found.
ASKED = 2000
#: Cold processes of each kind, and how often the processes that measure rates run.
COLD, ROUNDS = 15, 3
#: Of eight mixed queries so many are known, misspelled, romanized, and of nowhere.
SHARES = {"known": 2, "misspelled": 3, "romanized": 2, "elsewhere": 1}


def compile_index(folder: Path, _: dict[str, Any]) -> dict[str, float]:
    """Reads, checks and compiles a gazetteer, and writes its index."""
    from toponyms import Gazetteer

    began = time.perf_counter()
    store = Gazetteer.load(folder).index.store
    seconds = time.perf_counter() - began
    size = memoryview(store.raw("ids").obj).nbytes
    return {"seconds": seconds, "peak_mb": memory("VmHWM"), "index_mb": size / 1e6}


def singly(folder: Path, queries: dict[str, Any]) -> dict[str, float]:
    """Looks mixed names up one by one."""
    from toponyms import Gazetteer, Resolver

    resolver = Resolver(Gazetteer.load(folder))
    for text in queries["mixed"]:
        resolver.resolve(text)
    resident = memory("VmRSS")
    began = time.perf_counter()
    for text in queries["columns"][0][:QUERIES]:
        resolver.resolve(text)
    seconds = time.perf_counter() - began
    return {"rss_mb": resident, "peak_mb": memory("VmHWM"), "ms": 1e3 * seconds / QUERIES}


def together(folder: Path, queries: dict[str, Any]) -> dict[str, float]:
    """Looks mixed names up as columns."""
    from toponyms import Gazetteer, Resolver

    resolver = Resolver(Gazetteer.load(folder))
    resolver.resolve_many(queries["mixed"])
    resident, peak = memory("VmRSS"), memory("VmHWM")
    times = []
    for column in queries["columns"]:
        began = time.perf_counter()
        resolver.resolve_many(column)
        times.append((time.perf_counter() - began) / len(column))
    return {"rss_mb": resident, "peak_mb": peak, "rate": 1 / statistics.median(times)}


def found(folder: Path, queries: dict[str, Any]) -> dict[str, float]:
    """How many names of each kind are found: first, anywhere, and how many are mistaken."""
    from toponyms import Gazetteer, Resolver

    resolver = Resolver(Gazetteer.load(folder))
    shares: dict[str, float] = {}
    for kind, asked in queries["asked"].items():
        answers = resolver.resolve_many([text for text, _ in asked])
        ids = [[one.place.id for one in answer.candidates] for answer in answers]
        right = [places for _, places in asked]
        counts = {
            "first": sum(
                bool({*one[:1]} & {*places}) for one, places in zip(ids, right, strict=True)
            ),
            "any": sum(bool({*one} & {*places}) for one, places in zip(ids, right, strict=True)),
            "wrong": sum(
                answer.place is not None and answer.place.id not in places
                for answer, places in zip(answers, right, strict=True)
            ),
        }
        shares |= {f"{kind}_{what}": count / len(asked) for what, count in counts.items()}
    return shares


JOBS: dict[str, Callable[[Path, dict[str, Any]], dict[str, float]]] = {
    job.__name__: job for job in (compile_index, singly, together, found)
}


def memory(what: str) -> float:
    """A figure of this process in MB: VmRSS is what is resident, VmHWM the most that ever was."""
    found = re.search(rf"{what}:\s+(\d+)", Path("/proc/self/status").read_text("utf-8"))
    return int(found[1]) / 1024 if found else 0.0


def job(name: str, folder: Path, queries: Path) -> dict[str, float]:
    """What a job says, run in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.scale", "--job", name, "--folder", str(folder)]
    done = subprocess.run(
        [*command, "--queries", str(queries)], check=True, capture_output=True, text=True
    )
    result: dict[str, float] = json.loads(done.stdout)
    return result


def cold(folder: Path, query: str) -> float:
    """The median milliseconds of `toponyms lookup`, from start to exit."""
    command = [sys.executable, "-m", "toponyms_cli.main", "lookup", "--gazetteer", str(folder)]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(COLD + 1):
        began = time.perf_counter()
        done = subprocess.run(
            [*command, query], check=False, env=environment, stdout=subprocess.DEVNULL
        )
        times.append(time.perf_counter() - began)
        if done.returncode > 1:
            raise RuntimeError(f"lookup of {query!r} failed")
    return 1e3 * statistics.median(times[1:])


def write_queries(folder: Path, path: Path) -> None:
    """Draws queries from a gazetteer: mixed ones, and such with the right answers.

    What is right for a name is every place that has it, in whatever case.
    """
    from tools.corruption import Romanizer, Typist

    draw = Random(SEED)
    with (folder / NAMES_FILE).open(encoding="utf-8", newline="") as file:
        total = sum(1 for _ in csv.reader(file)) - 1
    wanted = set(draw.sample(range(total), min(total, 8 * COLUMN)))
    rows = [row for number, row in enumerate(_names(folder)) if number in wanted]
    draw.shuffle(rows)
    names = [name for name, lang, _ in rows if lang in ("az", "hy", "ru", "en", "und-Latn")]
    forms = exact_form("\n".join(names)).split("\n")
    places: dict[str, list[str]] = {form: [] for form in forms}
    for form, place_id in _forms(folder):
        if form in places:
            places[form].append(place_id)
    typist, romanizer = Typist(names), Romanizer()
    made: dict[str, list[tuple[str, list[str]]]] = {kind: [] for kind in SHARES}
    for name, form in zip(names, forms, strict=True):
        made["known"].append((name, places[form]))
        if wrong := typist.misspell(name, draw):
            made["misspelled"].append((wrong, places[form]))
        if latin := romanizer.romanize(name, draw):
            made["romanized"].append((latin, places[form]))
        made["elsewhere"].append(("".join(draw.sample(name, len(name))), []))

    def mixed(size: int) -> list[str]:
        texts = [
            made[kind].pop()[0] for kind, share in SHARES.items() for _ in range(size * share // 8)
        ]
        draw.shuffle(texts)
        return texts

    content = {
        "asked": {kind: made[kind][:ASKED] for kind in ("misspelled", "romanized")},
        "mixed": mixed(QUERIES),
        "columns": [mixed(COLUMN) for _ in range(COLUMNS)],
        "cold": {"known": rows[0][0], "misspelled": made["misspelled"][0][0]},
    }
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")


def _names(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Every name with its language and the id of its place."""
    with (folder / NAMES_FILE).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["name"], row["lang"], row["place_id"]


def _forms(folder: Path) -> Iterator[tuple[str, str]]:
    """The exact form of every name with the id of its place."""
    names = _names(folder)
    while block := [row for row, _ in zip(names, range(100_000), strict=False)]:
        forms = exact_form("\n".join([name for name, _, _ in block])).split("\n")
        for form, (_, _, place_id) in zip(forms, block, strict=True):
            yield form, place_id


def measure(folder: Path, work: Path) -> dict[str, Any]:
    """Every figure of one gazetteer."""
    queries = work / f"{folder.name}.json"
    if not queries.is_file():
        write_queries(folder, queries)
    result: dict[str, Any] = {
        "csv_mb": sum((folder / file).stat().st_size for file in (NAMES_FILE, PLACES_FILE)) / 1e6
    }
    with tempfile.TemporaryDirectory(dir=work) as cache:
        os.environ["TOPONYMS_CACHE"] = cache
        result["compile"] = job("compile_index", folder, queries)
        for kind, query in json.loads(queries.read_text("utf-8"))["cold"].items():
            result[f"cold_{kind}_ms"] = cold(folder, query)
        for name in ("singly", "together"):
            runs = [job(name, folder, queries) for _ in range(ROUNDS)]
            result[name] = {key: statistics.median(run[key] for run in runs) for key in runs[0]}
        result["found"] = job("found", folder, queries)
    return result


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures, prints and keeps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="for made data and results")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="0 for what ships")
    parser.add_argument("--plot", type=Path, help="draw what was measured into an SVG file")
    parser.add_argument("--job", choices=JOBS, help=argparse.SUPPRESS)
    parser.add_argument("--queries", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.job:
        is_drawn = options.queries.is_file()
        queries = json.loads(options.queries.read_text("utf-8")) if is_drawn else {}
        print(json.dumps(JOBS[options.job](options.folder, queries)))
        return
    options.folder.mkdir(parents=True, exist_ok=True)
    path = options.folder / "results.json"
    results = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    for size in options.sizes:
        folder = options.folder / f"made{size}" if size else default_folder()
        if size and not folder.is_dir():
            write_made(folder, size)
        results[str(size)] = measure(folder, options.folder)
        path.write_text(json.dumps(results, indent=1), "utf-8")
        print(size or "what ships", json.dumps(results[str(size)], indent=1))
    if options.plot:
        from benchmarks.plots import write_plot

        write_plot(
            options.plot, {int(size): result for size, result in results.items() if int(size)}
        )


if __name__ == "__main__":
    main()
