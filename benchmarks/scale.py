"""How cost grows with the size of a gazetteer: `python -m benchmarks.scale --folder WORK`.

Made gazetteers of 10,000 places and more, beside the one that ships. Each figure is of a
process of its own. Results are kept in the folder as JSON, size by size; `--plot` draws them.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from benchmarks.made import write_made
from tools.corruption import Romanizer, Typist
from toponyms.gazetteer.format import NAMES_FILE, PLACES_FILE
from toponyms.gazetteer.gazetteer import default_folder
from toponyms.text.fold import exact_form

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
SEED = 7
#: Queries of one measure, as the requirement has it, and columns of as many for the rate.
QUERIES = 1000
COLUMNS = 5
#: Processes for a cold look-up.
COLD = 15

#: What a process of its own does; it prints one JSON object.
JOBS = {
    "compile": """
gazetteer = Gazetteer.load(folder)
print(json.dumps({"seconds": time.perf_counter() - began, "peak_mb": memory("VmHWM"),
    "places": len(gazetteer), "index_mb": memoryview(gazetteer.index.store.raw("ids").obj).nbytes / 1e6}))
""",
    "singly": """
resolver = Resolver(Gazetteer.load(folder))
answers = [resolver.resolve(text) for text in columns[0]]
after = memory("VmRSS")
began = time.perf_counter()
for text in columns[1]:
    resolver.resolve(text)
print(json.dumps({"rss_mb": after, "peak_mb": memory("VmHWM"), "ms": (time.perf_counter() - began) * 1e3 / len(columns[1])}))
""",
    "batch": """
resolver = Resolver(Gazetteer.load(folder))
resolver.resolve_many(columns[0])
after, peak = memory("VmRSS"), memory("VmHWM")
times = []
for column in columns[1:]:
    began = time.perf_counter()
    resolver.resolve_many(column)
    times.append((time.perf_counter() - began) / len(column))
print(json.dumps({"rss_mb": after, "peak_mb": peak, "rate": 1 / statistics.median(times), "rss_end_mb": memory("VmRSS")}))
""",
    "recall": """
resolver = Resolver(Gazetteer.load(folder))
answers = resolver.resolve_many([text for text, _, _ in asked])
print(json.dumps([[kind, answer.candidates[:1] != () and answer.candidates[0].place.id in right,
    any(one.place.id in right for one in answer.candidates), answer.status]
    for answer, (_, kind, right) in zip(answers, asked)]))
""",
}  # fmt: skip
_PRELUDE = """
import json, pathlib, re, statistics, sys, time
began = time.perf_counter()
from toponyms import Gazetteer, Resolver
folder, queries = map(pathlib.Path, sys.argv[1:])
def memory(what):
    return int(re.search(what + r":\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]) / 1024
if queries.is_file():
    content = json.loads(queries.read_text())
    columns, asked = content["columns"], content["asked"]
    del content
"""


def job(name: str, folder: Path, queries: Path) -> Any:
    """Runs a job in a process of its own."""
    command = [sys.executable, "-c", _PRELUDE + JOBS[name], str(folder), str(queries)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def cold(folder: Path, query: str) -> float:
    """The median seconds of `toponyms lookup`, from start to exit."""
    command = [sys.executable, "-m", "toponyms_cli.main", "lookup", "--gazetteer", str(folder)]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(COLD + 1):
        began = time.perf_counter()
        subprocess.run([*command, query], check=False, env=environment, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - began)
    return statistics.median(times[1:])


def write_queries(folder: Path, path: Path) -> None:
    """Draws queries from a gazetteer: mixed columns, and such with the right answers.

    What is right for a name is every place that has it, in whatever case.
    """
    draw = Random(SEED)
    with (folder / NAMES_FILE).open(encoding="utf-8", newline="") as file:
        total = sum(1 for _ in file) - 1
    wanted = set(draw.sample(range(total), min(total, 16 * QUERIES)))
    with (folder / NAMES_FILE).open(encoding="utf-8", newline="") as file:
        rows = [row for number, row in enumerate(csv.DictReader(file)) if number in wanted]
    draw.shuffle(rows)
    names = [row["name"] for row in rows if row["lang"] in ("az", "hy", "ru", "en", "und-Latn")]
    forms = exact_form("\n".join(names)).split("\n")
    places: dict[str, list[str]] = {form: [] for form in forms}
    with (folder / NAMES_FILE).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        while block := [row for row, _ in zip(reader, range(100_000), strict=False)]:
            every = exact_form("\n".join([row["name"] for row in block])).split("\n")
            for row, form in zip(block, every, strict=True):
                if form in places:
                    places[form].append(row["place_id"])
    typist, romanizer = Typist(names), Romanizer()
    made: dict[str, list[tuple[str, str, list[str]]]] = {
        "known": [], "misspelled": [], "romanized": [], "elsewhere": [],
    }  # fmt: skip
    for name, form in zip(names, forms, strict=True):
        made["known"].append((name, "known", places[form]))
        if wrong := typist.misspell(name, draw):
            made["misspelled"].append((wrong, "misspelled", places[form]))
        if latin := romanizer.romanize(name, draw):
            made["romanized"].append((latin, "romanized", places[form]))
        made["elsewhere"].append(("".join(draw.sample(name, len(name))), "elsewhere", []))
    # A quarter known, three eighths misspelled, a quarter in another script, an eighth nowhere.
    shares = {"known": 2, "misspelled": 3, "romanized": 2, "elsewhere": 1}
    columns = []
    for _ in range(COLUMNS + 1):
        column = [
            made[kind].pop()[0]
            for kind, share in shares.items()
            for _ in range(QUERIES * share // 8)
        ]
        draw.shuffle(column)
        columns.append(column)
    asked = [one for kind in ("misspelled", "romanized") for one in made[kind][: 2 * QUERIES]]
    content = {"columns": columns, "asked": asked}
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")


def measure(folder: Path, work: Path) -> dict[str, Any]:
    """Every figure of one gazetteer."""
    queries = work / f"{folder.name}.json"
    if not queries.is_file():
        write_queries(folder, queries)
    with tempfile.TemporaryDirectory(dir=work) as cache:
        os.environ["TOPONYMS_CACHE"] = cache
        found: dict[str, Any] = {"compile": job("compile", folder, queries)}
        found["csv_mb"] = sum((folder / f).stat().st_size for f in (NAMES_FILE, PLACES_FILE)) / 1e6
        known, wrong = (
            json.loads(queries.read_text("utf-8"))["asked"][0][2],
            json.loads(queries.read_text("utf-8"))["asked"][0][0],
        )
        with (folder / NAMES_FILE).open(encoding="utf-8", newline="") as file:
            name = next(row["name"] for row in csv.DictReader(file) if row["place_id"] in known)
        found["cold_known"] = cold(folder, name)
        found["cold_misspelled"] = cold(folder, wrong)
        found["singly"] = job("singly", folder, queries)
        found["batch"] = job("batch", folder, queries)
        answers = job("recall", folder, queries)
    for kind in ("misspelled", "romanized"):
        rows = [row for row in answers if row[0] == kind]
        found[f"{kind}_first"] = sum(row[1] for row in rows) / max(len(rows), 1)
        found[f"{kind}_found"] = sum(row[2] for row in rows) / max(len(rows), 1)
        found[f"{kind}_wrong"] = sum(row[3] == "matched" and not row[1] for row in rows) / max(
            len(rows), 1
        )
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures, prints and keeps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="for made data and results")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    results = options.folder / "results.json"
    kept = json.loads(results.read_text()) if results.is_file() else {}
    for size in (0, *options.sizes):
        folder = options.folder / f"made{size}" if size else default_folder()
        if size and not folder.is_dir():
            write_made(folder, size)
        kept[str(size)] = measure(folder, options.folder)
        results.write_text(json.dumps(kept, indent=1))
        print(size or "default", json.dumps(kept[str(size)], indent=1))


if __name__ == "__main__":
    main()
