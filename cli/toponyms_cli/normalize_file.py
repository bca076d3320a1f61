"""Runs `toponyms normalize` over a file, with progress for whoever looks on."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from toponyms.columns.answers import Answers
    from toponyms.columns.plan import Plan
    from toponyms.columns.summary import Summary

__all__ = ["normalize_file"]

Advance = Callable[[int, float | None], None]


def normalize_file(
    file: str,
    target: str,
    plan: "Plan",
    answers: "Answers",
    *,
    read_as: str | None,
    write_as: str | None,
    encoding: str | None,
    delimiter: str | None,
    quiet: bool,
) -> "Summary":
    """Writes a file again with what its names mean, and tells how it went.

    Raises:
        typer.BadParameter: if a column is missing or there already.
        TableError: if the file cannot be read or the target not be written.
    """
    from toponyms.columns import run
    from toponyms.columns.summary import Summary
    from toponyms.errors import ColumnError
    from toponyms_cli.extras import sentence

    began = time.monotonic()
    try:
        with _progress(file, shown=not quiet) as advance:
            run.normalize_file(
                file,
                target,
                plan,
                answers,
                read_as=read_as,
                write_as=write_as,
                encoding=encoding,
                delimiter=delimiter,
                advance=advance,
            )
    except ColumnError as error:
        raise typer.BadParameter(sentence(error)) from None
    return Summary.of(answers, seconds=time.monotonic() - began)


@contextmanager
def _progress(file: str, *, shown: bool) -> Iterator[Advance | None]:
    """A bar with rate and remaining time on a terminal; nothing where nobody looks."""
    if not shown or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[rows]:,} rows, {task.fields[rate]:,.0f} a second"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task("standard input" if file == "-" else file, total=None, rows=0, rate=0)
        began, rows = time.monotonic(), 0

        def advance(more: int, share: float | None) -> None:
            nonlocal rows
            rows += more
            rate = rows / max(time.monotonic() - began, 1e-9)
            total = None if share is None else 1.0
            bar.update(task, completed=share or 0, total=total, rows=rows, rate=rate)

        yield advance
