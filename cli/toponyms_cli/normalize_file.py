"""Runs `toponyms normalize` over a file, with progress for whoever looks on."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import typer

from toponyms.columns import run
from toponyms.columns.files.forms import form_called, form_named
from toponyms.columns.summary import Summary
from toponyms.errors import ColumnError
from toponyms.text.visible import visible
from toponyms_cli.extras import sentence

if TYPE_CHECKING:
    from toponyms.columns.answers import Answers
    from toponyms.columns.plan import Plan

__all__ = ["normalize_file"]

Advance = Callable[[int, float | None], None]

_NO_TEXT = {"parquet", "arrow", "xlsx"}


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
        typer.BadParameter: if a column is missing or there already, or what is no text would go
            to a terminal.
        TableError: if the file cannot be read or the target not be written.
    """
    form = form_called(write_as) if write_as else form_named(file)
    if target == "-" and form in _NO_TEXT and sys.stdout.isatty():
        raise typer.BadParameter(f"{form} is not for a terminal.", param_hint="'--output'")
    pa.enable_signal_handlers(False)  # Arrow's own lose a Ctrl-C now and then
    began = time.monotonic()
    try:
        with _ended_in_order() as end_if_wanted, _progress(file, shown=not quiet) as show:

            def advance(rows: int, share: float | None) -> None:
                end_if_wanted()
                if show is not None:
                    show(rows, share)

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
def _ended_in_order() -> Iterator[Callable[[], None]]:
    """Whoever ends this process, from a keyboard or elsewhere, leaves no half of a file.

    Gives what ends it if somebody wanted that: libraries lose an exception now and then that
    comes in the midst of them.
    """
    wanted: list[int] = []

    def end(number: int, _: Any = None) -> None:
        wanted.append(number)
        if number == signal.SIGINT:
            raise KeyboardInterrupt
        sys.exit(128 + number)

    def end_if_wanted() -> None:
        if wanted:
            end(wanted[0])

    def unraisable(lost: Any) -> None:
        if not wanted:
            told(lost)

    told, sys.unraisablehook = sys.unraisablehook, unraisable
    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in map(signal.Signals.__getitem__, names)}
    # What is ignored, as under nohup, stays so.
    ours = [number for number, handler in before.items() if handler not in {signal.SIG_IGN, None}]
    for number in ours:
        signal.signal(number, end)
    try:
        yield end_if_wanted
    finally:
        sys.unraisablehook = told
        for number in ours:
            signal.signal(number, before[number])


@contextmanager
def _progress(file: str, *, shown: bool) -> Iterator[Advance | None]:
    """A bar with rate and remaining time on a terminal; nothing where nobody looks."""
    if not shown or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.fields[rows]:,} rows, {task.fields[rate]:,.0f} a second"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    shown_name = "standard input" if file == "-" else visible(file)
    with bar:
        task = bar.add_task(shown_name, total=None, rows=0, rate=0)
        began, rows = time.monotonic(), 0

        def advance(more: int, share: float | None) -> None:
            nonlocal rows
            rows += more
            rate = rows / max(time.monotonic() - began, 1e-9)
            total = None if share is None else 1.0
            bar.update(task, completed=share or 0, total=total, rows=rows, rate=rate)

        yield advance
