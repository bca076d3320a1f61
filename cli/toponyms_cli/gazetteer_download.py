"""`toponyms gazetteer download`: the files that publishers of gazetteers offer."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from toponyms_cli.examples import examples
from toponyms_cli.extras import sentence
from toponyms_cli.options import FormatOption, read_format
from toponyms_cli.parsing import Command

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.console import RenderableType

    from toponyms.gazetteer.download import Wanted
    from toponyms.gazetteer.download.fetch import OnProgress, Outcome

__all__ = ["register"]

_SOURCES = ("geonames", "whosonfirst")
#: Seconds.
_TELL_EVERY = 0.05


def register(app: typer.Typer) -> None:
    """Makes the command one of a group's."""
    app.command(
        cls=Command,
        epilog=examples(
            "toponyms gazetteer download geonames --country AZ,AM --into dumps",
            "toponyms gazetteer download geonames --country all --alternate-names --into dumps",
            "toponyms gazetteer download whosonfirst --country AZ --into dumps --format json",
        ),
    )(download)


def download(
    source: Annotated[
        str, typer.Argument(metavar="|".join(_SOURCES), help="Who publishes what is wanted.")
    ],
    country: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CODE,…",
            help="Countries, as ISO 3166-1 codes such as AZ,AM; `all` is one file with all of "
            "them; may be repeated.",
        ),
    ] = None,
    alternate_names: Annotated[
        bool,
        typer.Option(
            "--alternate-names",
            help="GeoNames’ alternateNamesV2 too, with the names of all countries by language.",
        ),
    ] = False,
    into: Annotated[
        str, typer.Option(metavar="FOLDER", help="Where the files go; it is made if missing.")
    ] = ".",
    url: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="The folder with the files on a mirror."),
    ] = None,
    form: FormatOption = None,
) -> None:
    """Fetch the files that GeoNames and Who’s On First publish, for `gazetteer build`.

    Nothing else in toponyms uses a network. A file appears once it is whole and checked, with a
    record of it beside: what it is, from where, when, its ETag and sha256. What was cut off or
    interrupted is kept as FILE.part, and the same command goes on with it. A file that is there
    already is fetched only if there is a newer one. Proxies are those of the environment.

    The terms of the data are their publishers': look at them before you pass the data on.

    Exit status: 0 done, 2 if a file cannot be fetched or written.
    """
    from toponyms.gazetteer.download import fetch
    from toponyms_cli.output import ListPrinter

    wanted = _wanted(source, country or (), alternate_names, url)
    printer = ListPrinter(_OutcomesView(), read_format(form))
    folder = Path(into)
    outcomes: list[Outcome] = []
    try:
        with _progress() as (show, say):

            def on_trouble(name: str, said: str, wait: float) -> None:
                when = f"in {wait:,.0f} s" if wait else "at once"
                say(f"{name}: {said}; trying again {when}")

            for outcome in fetch(wanted, folder, on_progress=show, on_trouble=on_trouble):
                say(_said(outcome))
                outcomes.append(outcome)
    except (KeyboardInterrupt, SystemExit):
        for current in wanted[len(outcomes) :][:1]:
            typer.echo(_interrupted(folder / current.name), err=True)
        raise
    finally:
        printer.write(outcomes)


def _wanted(
    source: str, countries: Sequence[str], alternate_names: bool, url: str | None
) -> list[Wanted]:
    """The files that options name.

    Raises:
        typer.BadParameter: if an option is wrong.
    """
    from toponyms.gazetteer.download import PUBLISHERS, base_address

    publisher = PUBLISHERS.get(source)
    if publisher is None:
        raise typer.BadParameter(
            f"{source!r} is not one of {', '.join(PUBLISHERS)}.", param_hint="'SOURCE'"
        )
    if url is not None:
        try:
            url = base_address(url)
        except ValueError as error:
            raise typer.BadParameter(sentence(error), param_hint="'--url'") from None
    if alternate_names and not publisher.names_file:
        raise typer.BadParameter(
            f"it is for geonames; {publisher.title} has all names with the places.",
            param_hint="'--alternate-names'",
        )
    codes = [code.strip() for text in countries for code in text.split(",") if code.strip()]
    try:
        return publisher.wanted(codes, alternate_names=alternate_names, base=url)
    except ValueError as error:
        raise typer.BadParameter(sentence(error), param_hint="'--country'") from None


def _said(outcome: Outcome) -> str:
    record = outcome.record
    if not outcome.is_new:
        return f"{record.file}: there is none newer than the one of {record.fetched}"
    rate = outcome.came / max(outcome.seconds, 1e-9)
    resumed = f" of {_size(record.bytes)}" if outcome.came < record.bytes else ""
    return (
        f"{record.file}: {_size(outcome.came)}{resumed} in {outcome.seconds:,.1f} s, "
        f"{_size(rate)} a second; checked by the {record.checked_by}"
    )


def _interrupted(target: Path) -> str:
    from toponyms.gazetteer.download.part import kept

    found = kept(target)
    if found is None:
        return f"Interrupted; nothing of {target.name} is kept."
    path, done, total = found
    of_total = "" if total is None else f" of {_size(total)}"
    return (
        f"Interrupted; {_size(done)}{of_total} are kept in {path}. The same command goes on there."
    )


def _size(count: float) -> str:
    """Bytes as a person reads them.

    >>> _size(999), _size(1_250_000), _size(8_600_000_000)
    ('999 bytes', '1.2 MB', '8.6 GB')
    """
    for unit, size in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= size:
            return f"{count / size:,.1f} {unit}"
    return f"{count:.0f} bytes"


@contextmanager
def _progress() -> Iterator[tuple[OnProgress, Any]]:
    """A bar with rate and remaining time on a terminal, and what says a line above it."""
    if not sys.stderr.isatty():
        yield lambda stage, name, done, total: None, lambda text: typer.echo(text, err=True)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
        TransferSpeedColumn,
    )

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    bar = Progress(
        TextColumn("{task.description}", markup=False), BarColumn(), DownloadColumn(),
        TransferSpeedColumn(), TimeRemainingColumn(), console=console, transient=True,
    )  # fmt: skip
    with bar:
        task, shown, told = bar.add_task("", visible=False), ("", ""), 0.0
        latest: tuple[int, int | None] = (0, None)

        def update() -> None:
            nonlocal told
            told = time.monotonic()
            bar.update(task, completed=latest[0], total=latest[1])

        def show(stage: str, name: str, done: int, total: int | None) -> None:
            nonlocal task, shown, latest
            latest = done, total
            if shown != (stage, name):
                # A new task, so that what was there before counts neither for rate nor for time.
                bar.remove_task(task)
                task, shown = (
                    bar.add_task(f"{stage} {name}", total=total, completed=done),
                    (stage, name),
                )
            elif time.monotonic() - told >= _TELL_EVERY:
                update()

        def say(text: str) -> None:
            update()
            console.print(text)

        yield show, say


class _OutcomesView:
    """The view of what was fetched."""

    columns: Sequence[str] = ("file", "state", "bytes", "sha256", "last_modified", "url")

    def record(self, item: Outcome) -> Mapping[str, Any]:
        """The record of a file, where it is, and whether it came now."""
        from dataclasses import asdict

        return {"path": str(item.path), "state": _state(item), **asdict(item.record)}

    def rows(self, item: Outcome) -> Iterable[Sequence[object]]:
        """One row a file; `file` is its path."""
        record = item.record
        yield (
            item.path, _state(item), record.bytes, record.sha256, record.last_modified, record.url,
        )  # fmt: skip

    def draw_all(self, items: Sequence[Outcome]) -> RenderableType:
        """A line a file."""
        from rich.text import Text

        from toponyms_cli.drawing import plain_table

        table = plain_table("File", "State", "Size", "Version of", "Terms")
        table.columns[2].justify = "right"
        for item in items:
            record = item.record
            cells = (str(item.path), _state(item), _size(record.bytes), record.last_modified)
            table.add_row(*map(Text, (*cells, record.licence)))
        return table


def _state(outcome: Outcome) -> str:
    return "fetched" if outcome.is_new else "up to date"
