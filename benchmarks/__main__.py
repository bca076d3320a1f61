"""Prints every figure that the documentation quotes: `make bench`.

Times are ratios within one run, of medians over several rounds, since machines differ and
are noisy; sizes are absolute. Of transliteration the fastest round counts.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from benchmarks import transliteration
from benchmarks.composite import Composite
from tools.corruption import Romanizer, Typist
from toponyms import Gazetteer, Resolver

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 7
QUERIES = 3000
SEED = 7


def seconds(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median time of an action, after one round that does not count."""
    action()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def process(*arguments: str) -> float:
    """The median time of a fresh process, with bytecode cached as for any user."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, *arguments]

    def run() -> None:
        subprocess.run(command, check=False, env=environment, stdout=subprocess.DEVNULL)

    return seconds(run, 3 * ROUNDS)


def mixed(names: list[str], draw: random.Random) -> list[str]:
    """Queries of every kind: known, misspelled, romanized, and of nowhere."""
    typist, romanizer = Typist(names), Romanizer()
    made: list[str] = draw.sample(names, QUERIES // 4)
    for name in draw.sample(names, QUERIES):
        wrong = (
            typist.misspell(name, draw) if draw.random() < 0.5 else romanizer.romanize(name, draw)
        )
        if wrong and len(made) < QUERIES * 7 // 8:
            made.append(wrong)
    made += ["".join(draw.sample(name, len(name))) for name in draw.sample(names, QUERIES // 8)]
    draw.shuffle(made)
    return made


def rate(action: Callable[[list[str]], object], columns: list[list[str]]) -> float:
    """Queries a second: the median over columns, after the first, which does not count."""
    times = []
    for column in columns:
        start = time.perf_counter()
        action(column)
        times.append((time.perf_counter() - start) / len(column))
    return 1 / statistics.median(times[1:])


def main() -> None:
    """Measures and prints."""
    gazetteer = Gazetteer.default()
    resolver = Resolver(gazetteer)
    composite = Composite(gazetteer)
    draw = random.Random(SEED)
    names = [name.text for place in gazetteer for name in place.names]
    draw.shuffle(names)
    queries = [mixed(names, draw) for _ in range(ROUNDS + 1)]
    known = [names[i * QUERIES : (i + 1) * QUERIES] for i in range(ROUNDS + 1)]
    again = [known[0]] * (ROUNDS + 1)
    for label, columns in (
        ("mixed queries", queries),
        ("known names, each for the first time", known),
        ("known names, met before", again),
    ):
        mine = rate(resolver.resolve_many, columns)
        other = rate(lambda column: [composite.find(text) for text in column], columns)
        print(f"{label}: {mine:,.0f}/s, composite {other:,.0f}/s, ratio {mine / other:.2f}")
    few = [column[:200] for column in queries]
    one = rate(lambda column: [resolver.resolve(text) for text in column], few)
    print(f"one mixed query at a time: {1e3 / one:.2f} ms")

    light = process("-c", "import toponyms") - process("-c", "pass")
    print(f"import toponyms over bare Python: {1e3 * light:.0f} ms")
    typer = process("-c", "import typer")
    for query in ("Janyatag", "Canjatagh"):
        cold = process("-m", "toponyms_cli.main", "lookup", query)
        print(f"cold lookup of {query}: {cold / typer:.2f} times `import typer`")
    script = (
        "import re, pathlib, toponyms; toponyms.resolve_many(['Janyatag', 'Чанкатаг'] * 2000);"
        "print(re.search(r'VmHWM:\\s+(\\d+)', pathlib.Path('/proc/self/status').read_text())[1])"
    )
    memory = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    print(f"peak memory of a process that resolves a column: {int(memory.stdout) // 1024} MB")
    transliteration.measure(gazetteer)


if __name__ == "__main__":
    main()
