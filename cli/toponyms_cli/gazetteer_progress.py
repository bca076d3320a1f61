"""Shows whoever looks on how far a build is; nothing where nobody looks."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Show", "progress"]


class Show(Protocol):
    """Shows what is being done, how much of it is done, and how much there is."""

    def __call__(self, what: str, done: int, total: int | None, unit: str) -> None:
        """Shows it; `total` is None where nobody knows, `unit` empty where nothing counts."""


@contextmanager
def progress() -> Iterator[Show]:
    """A bar with a rate on a terminal."""
    if not sys.stderr.isatty():
        yield lambda what, done, total, unit: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[pace]}", markup=False),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None, pace="")
        current, began = "", time.monotonic()

        def show(what: str, done: int, total: int | None, unit: str) -> None:
            nonlocal current, began
            if what != current:
                current, began = what, time.monotonic()
            rate = done / max(time.monotonic() - began, 1e-9)
            pace = f"{done:,} {unit}, {rate:,.0f} a second" if unit else ""
            bar.update(task, description=what, completed=done, total=total, pace=pace)

        yield show
