"""Prints every figure that the documentation quotes: `make bench`.

Times are ratios within one run, of medians over several rounds, since machines differ and
are noisy; sizes are absolute.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

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


def mixed(gazetteer: Gazetteer) -> list[str]:
    """Queries of every kind: known, misspelled, romanized, and of nowhere."""
    draw = random.Random(SEED)
    names = [name.text for place in gazetteer for name in place.names]
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


def main() -> None:
    """Measures and prints."""
    gazetteer = Gazetteer.default()
    resolver = Resolver(gazetteer)
    composite = Composite(gazetteer)
    queries = mixed(gazetteer)
    names = random.Random(SEED).sample(
        [name.text for place in gazetteer for name in place.names], QUERIES
    )

    def rate(action: Callable[[], object]) -> float:
        return QUERIES / seconds(action)

    def ours(texts: list[str]) -> float:
        return rate(lambda: resolver.resolve_many(texts))

    def theirs(texts: list[str]) -> float:
        return rate(lambda: [composite.find(text) for text in texts])

    for label, texts in (("mixed queries", queries), ("known names", names)):
        mine, other = ours(texts), theirs(texts)
        print(f"{label}: {mine:,.0f}/s, composite {other:,.0f}/s, ratio {mine / other:.2f}")
    one = seconds(lambda: [resolver.resolve(text) for text in queries[:200]]) / 200
    print(f"one mixed query at a time: {1e3 * one:.2f} ms")

    light = process("-c", "import toponyms") - process("-c", "pass")
    print(f"import toponyms over bare Python: {1e3 * light:.0f} ms")
    typer = process("-c", "import typer")
    for query in ("Janyatag", "Canjatagh"):
        cold = process("-m", "toponyms_cli.main", "lookup", query)
        print(f"cold lookup of {query}: {cold / typer:.2f} times `import typer`")
    script = (
        "import resource, toponyms; toponyms.resolve_many(['Janyatag', 'Чанкатаг'] * 100);"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    memory = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    print(f"peak memory of a process that resolves a column: {memory.stdout.strip()} MB resident")


if __name__ == "__main__":
    main()
