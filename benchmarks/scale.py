"""How cost grows with the size of a gazetteer: `python -m benchmarks.scale --folder WORK`.

Made gazetteers of 10,000 to 1,000,000 places, built from raw dumps by `toponyms gazetteer build`,
beside the one that ships. Every figure is of a process of its own; what is compared with the one
that ships is measured in turns with it. Results are kept in the folder as JSON, size by size, and
drawn with `--plot`.
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

from benchmarks.made import ALTERNATES_FILE, DUMP_FILE, write_dumps
from toponyms.gazetteer.format import NAMES_FILE
from toponyms.gazetteer.gazetteer import default_folder
from toponyms.text.fold import exact_form

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
SEED = 7
#: Look-ups after which memory is measured, names of a column for the rate, and such columns.
QUERIES, COLUMN, COLUMNS = 1000, 10_000, 4
#: Names of each kind for which it is counted how many are found.
ASKED = 2000
#: Cold processes of each kind, and how often the processes that measure rates run.
COLD, ROUNDS = 11, 3
#: Of eight mixed queries so many are known, misspelled, romanized, and of nowhere.
SHARES = {"known": 2, "misspelled": 3, "romanized": 2, "elsewhere": 1}


def build(folder: Path, dumps: Path) -> dict[str, float]:
    """Builds a gazetteer from raw dumps: merges, writes the folder, compiles the index."""
    command = [sys.executable, "-m", "toponyms_cli.main", "gazetteer", "build", str(folder)]
    command += ["--geonames", str(dumps / DUMP_FILE), "--base", "none", "--format", "json"]
    command += ["--alternate-names", str(dumps / ALTERNATES_FILE)]
    began = time.perf_counter()
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile("w+", encoding="utf-8") as talk:
        process = subprocess.Popen(command, stdout=said, stderr=talk)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - began
        said.seek(0)
        talk.seek(0)
        told = talk.read()
        if process.returncode:
            raise RuntimeError(told)
        result = json.load(said)
    merged, compiled = map(float, re.findall(r"in ([0-9.]+) s", told)[-2:])
    return {
        "seconds": seconds,
        "processor_seconds": used.ru_utime + used.ru_stime,
        "merge_seconds": merged,
        "index_seconds": compiled,
        "peak_mb": used.ru_maxrss / 1024,
        "index_mb": result["bytes"] / 1e6,
        "names": result["names"],
    }


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
    job.__name__: job for job in (singly, together, found)
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
    """The milliseconds of `toponyms lookup`, from start to exit."""
    command = [sys.executable, "-m", "toponyms_cli.main", "lookup", "--gazetteer", str(folder)]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    done = subprocess.run(
        [*command, query], check=False, env=environment, stdout=subprocess.DEVNULL
    )
    if done.returncode > 1:
        raise RuntimeError(f"lookup of {query!r} failed")
    return 1e3 * (time.perf_counter() - began)


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
        "cold": {"known": rows[0][0], "misspelled": _unknown(folder, made["misspelled"])},
    }
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")


def _unknown(folder: Path, asked: Sequence[tuple[str, object]]) -> str:
    """The first text that is no name of any place: it has to be searched for."""
    first = {exact_form(text): text for text, _ in reversed(asked[:20])}
    for form, _ in _forms(folder):
        first.pop(form, None)
    return list(first.values())[-1]


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


def measure(size: int, work: Path) -> dict[str, Any]:
    """Every figure of one gazetteer, and of the one that ships where they are to be compared."""
    folder, dumps = work / f"made{size}", work / f"dumps{size}"
    if not dumps.is_dir():
        write_dumps(dumps, size)
    result: dict[str, Any] = {"load_before": os.getloadavg()[0]}
    result["dumps_mb"] = sum(file.stat().st_size for file in dumps.iterdir()) / 1e6
    with tempfile.TemporaryDirectory(dir=work) as cache:
        os.environ["TOPONYMS_CACHE"] = cache
        result["build"] = build(folder, dumps)
        both = {"made": folder, "ships": default_folder()}
        queries = {name: work / f"{found.name}.json" for name, found in both.items()}
        for name, found in both.items():
            write_queries(found, queries[name])
        asked = {name: json.loads(file.read_text("utf-8")) for name, file in queries.items()}
        for name, found in both.items():
            cold(found, asked[name]["cold"]["misspelled"])
        result |= {name: {} for name in both}
        for kind in ("known", "misspelled"):
            times: dict[str, list[float]] = {name: [] for name in both}
            for _ in range(COLD):
                for name, found in both.items():
                    times[name].append(cold(found, asked[name]["cold"][kind]))
            for name in both:
                result[name][f"cold_{kind}_ms"] = statistics.median(times[name])
        for job_name in ("singly", "together"):
            runs: dict[str, list[dict[str, float]]] = {name: [] for name in both}
            for _ in range(ROUNDS):
                for name, found in both.items():
                    runs[name].append(job(job_name, found, queries[name]))
            for name in both:
                result[name][job_name] = {
                    key: statistics.median(run[key] for run in runs[name]) for key in runs[name][0]
                }
        result["found"] = job("found", folder, queries["made"])
    result["load_after"] = os.getloadavg()[0]
    return result


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures, prints and keeps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="for made data and results")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="in places")
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
        results[str(size)] = measure(size, options.folder)
        path.write_text(json.dumps(results, indent=1), "utf-8")
        print(size, json.dumps(results[str(size)], indent=1))
    if options.plot:
        from benchmarks.plots import write_plot

        write_plot(options.plot, {int(size): result for size, result in results.items()})


if __name__ == "__main__":
    main()
