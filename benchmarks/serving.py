"""The service under load: `python -m benchmarks.serving` (needs wrk; `apt-get install wrk`).

The service runs as a process of its own on loopback and wrk as another. Queries are mixed as in
`python -m benchmarks`: known, misspelled, romanized, and of nowhere. `--soak 600` goes on at full
load for as many seconds and watches for errors and growth. The load average is printed, since
others at work on the machine spoil what is measured.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from benchmarks.__main__ import SEED, mixed
from toponyms import Gazetteer, Resolver

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECONDS = 10
_LUA = """
local requests = {}
local json = {["content-type"] = "application/json"}
function init(args)
  for line in io.lines(args[1]) do
    if args[2] == "get" then
      requests[#requests + 1] = wrk.format("GET", line)
    else
      requests[#requests + 1] = wrk.format("POST", "/api/resolve", json, line)
    end
  end
  at = 0
end
function request()
  at = at % #requests + 1
  return requests[at]
end
function done(summary, latency, requests)
  local broken = summary.errors.connect + summary.errors.read + summary.errors.write
  io.write(string.format(
    '{"requests": %d, "seconds": %f, "p50": %f, "p99": %f, '
    .. '"refused": %d, "broken": %d, "late": %d}\\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, summary.errors.status, broken, summary.errors.timeout))
end
"""


@contextmanager
def service(port: int, workers: int) -> Iterator[tuple[subprocess.Popen[bytes], float]]:
    """The service, and the seconds from its start to its first answer."""
    command = [sys.executable, "-m", "toponyms_cli.main", "serve", "-q", "--port", str(port)]
    began = time.perf_counter()
    process = subprocess.Popen(
        [*command, "--workers", str(workers)], stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while True:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/api/lookup?q=Baku").read()
                break
            except OSError:
                time.sleep(0.01)
        yield process, time.perf_counter() - began
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def started_in(port: int) -> float:
    """Seconds from the start of the service to its first answer."""
    with service(port, 1) as (_, seconds):
        return seconds


def load(
    port: int, lines: list[str], kind: str, connections: int, seconds: float
) -> dict[str, float]:
    """What wrk measured.

    Args:
        port: of the service.
        lines: addresses for `get`, bodies for `post`.
        kind: which of them.
        connections: that are open at the same time.
        seconds: how long.
    """
    with tempfile.TemporaryDirectory() as folder:
        script, requests = Path(folder, "load.lua"), Path(folder, "requests.txt")
        script.write_text(_LUA, "utf-8")
        requests.write_text("\n".join(lines), "utf-8")
        done = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds:.0f}s", "-s", str(script),
             f"http://127.0.0.1:{port}", "--", str(requests), kind],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def wrong(found: dict[str, float]) -> str:
    """What went wrong; later than two seconds is late."""
    return ", ".join(f"{found[kind]:.0f} {kind}" for kind in ("refused", "broken", "late"))


def memory(process: int) -> float:
    """Megabytes of all processes of a session, what they share counted once (PSS)."""
    total = 0
    for one in Path("/proc").glob("[0-9]*"):
        if os.getsid(int(one.name)) != process:
            continue
        smaps = (one / "smaps_rollup").read_text("ascii")
        found = re.search(r"^Pss:\s+(\d+)", smaps, re.MULTILINE)
        total += int(found[1]) if found else 0
    return total / 1024


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--soak", type=int, default=0, metavar="SECONDS")
    parser.add_argument("--port", type=int, default=8643)
    asked = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("wrk is missing: apt-get install wrk")
    draw = random.Random(SEED)
    names = [name.text for place in Gazetteer.default() for name in place.names]
    draw.shuffle(names)
    queries = [query for _ in range(8) for query in mixed(names, draw)]
    resolver = Resolver(Gazetteer.default())
    resolver.resolve_many(queries[:3000])
    rates = {}
    for size in (10, 3000):
        began = time.perf_counter()
        part = queries[3000:9000]
        for start in range(0, len(part), size):
            resolver.resolve_many(part[start : start + size])
        rates[size] = len(part) / (time.perf_counter() - began)
        print(f"the resolver alone, {size} names at a time: {rates[size]:,.0f}/s")
    lookups = [f"/api/lookup?q={quote(query)}" for query in queries]
    known = [f"/api/lookup?q={quote(name)}" for name in names[:20_000]]
    batches = [
        json.dumps({"queries": queries[start : start + 10]}) for start in range(0, len(queries), 10)
    ]
    started = [started_in(asked.port) for _ in range(5)]
    print(f"start to first answer: {min(started):.2f} to {max(started):.2f} s")
    with service(asked.port, 1) as (process, _):
        for label, lines, kind, each in (
            ("single look-ups, mixed", lookups, "get", 1),
            ("single look-ups, known names", known, "get", 1),
            ("batches of 10, mixed", batches, "post", 10),
        ):
            load(asked.port, lines, kind, 64, 5)
            found = load(asked.port, lines, kind, 64, _SECONDS)
            rate = each * found["requests"] / found["seconds"]
            print(
                f"{label}, 64 connections: {rate:,.0f} names/s, p50 {found['p50']:.1f} ms, "
                f"p99 {found['p99']:.1f} ms, {wrong(found)}"
            )
            if each > 1:
                print(f"  {rate / rates[10]:.2f} of the resolver's rate, 10 names at a time; "
                      f"{rate / rates[3000]:.2f} of that with 3,000")  # fmt: skip
        one = memory(process.pid)
        print(f"memory of one process: {one:.0f} MB")
        for second in range(0, asked.soak, 60):
            found = load(asked.port, batches, "post", 64, min(60, asked.soak - second))
            print(f"from second {second} on: {found['requests']:.0f} requests, "
                  f"{wrong(found)}, {memory(process.pid):.0f} MB")  # fmt: skip
    with service(asked.port, 4) as (process, _):
        load(asked.port, batches, "post", 64, _SECONDS)
        four = memory(process.pid)
        print(f"memory of four workers: {four:.0f} MB, {four / one:.2f} times that of one")
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
