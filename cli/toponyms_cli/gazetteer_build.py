"""`toponyms gazetteer build`: a gazetteer of one's own, and the index of any."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from toponyms_cli.extras import needs, sentence
from toponyms_cli.files import beside
from toponyms_cli.gazetteer_layers import Given, layers, parse_given
from toponyms_cli.gazetteer_progress import progress
from toponyms_cli.options import open_gazetteer, read_folder, read_lang

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from toponyms.gazetteer.merging.build import Built, Stage
    from toponyms.gazetteer.sources.faults import Faults

__all__ = ["build_folder", "compile_index"]

_AT = {"reading": "reading", "joining": "finding what is one place", "writing": "writing"}
#: Faults of a kind that are listed in a report, and shown where there is none.
_LISTED, _SHOWN = 1_000, 5
_UNIT = {"reading": "records", "joining": "records", "writing": "places"}


def compile_index(gazetteer: str | None) -> dict[str, Any]:
    """Compiles the index of a gazetteer into the cache, and tells where it is.

    Raises:
        PermissionError: if the cache cannot be written.
    """
    from toponyms_cli.gazetteer_view import index_facts

    facts = index_facts(open_gazetteer(gazetteer))
    if not facts["cached"]:
        raise PermissionError(None, "the cache cannot be written", facts["cache"])
    return {
        "folder": str(read_folder(gazetteer)),
        "cache": facts["cache"],
        "bytes": facts["bytes"],
    }


def build_folder(
    folder: str,
    files: Mapping[str, Sequence[str]],
    *,
    base: str,
    previous: str | None,
    alternate_names: str | None,
    csv_columns: str | None,
    lang: Sequence[str],
    keep_going: bool,
    report: str | None,
) -> dict[str, Any]:
    """Builds a gazetteer folder and compiles its index, and tells what came of it.

    Raises:
        typer.BadParameter: if an option is wrong.
        GazetteerError: if a source breaks its format; nothing is written then.
    """
    from toponyms.gazetteer.merging.build import build_gazetteer
    from toponyms.gazetteer.sources.faults import Faults

    given = parse_given(files)
    below = _base(base)
    if not given and below is None:
        raise typer.BadParameter("a gazetteer of nothing: name at least one source.")
    alternates = _there(alternate_names, "--alternate-names")
    if alternates and not any(one.kind.option == "geonames" for one in given):
        raise typer.BadParameter(
            "they say how the places of --geonames are called; name that file too.",
            param_hint="'--alternate-names'",
        )
    columns = _columns(csv_columns)
    page = _report(report, folder)
    faults = Faults(keep_going=keep_going, limit=_LISTED if page else _SHOWN)
    _end_on_hangup()
    began = time.monotonic()
    with needs("osm"), progress() as show:

        def on_read(one: Given, done: int, total: int) -> None:
            show(f"reading {one.path.name}", done, total, "bytes")

        def on_progress(stage: Stage, count: int) -> None:
            if stage != "reading":
                show(_AT[stage], count, None, _UNIT[stage])

        built = build_gazetteer(
            Path(folder),
            layers(
                given,
                faults,
                alternate_names=alternates,
                columns=columns,
                langs=[tag for one in lang if (tag := read_lang(one))] or None,
                on_read=on_read,
            ),
            faults=faults,
            base=below,
            previous=_there(previous, "--previous"),
            report=page,
            since=_newest(given),
            on_progress=on_progress,
        )
        merged = time.monotonic() - began
        show("compiling the index", 0, None, "")
        index = compile_index(folder)
    _tell(faults, report)
    rate = built.records / max(merged, 1e-9)
    compiled = time.monotonic() - began - merged
    typer.echo(
        f"{built.records:,} records in {merged:.1f} s, {rate:,.0f} a second; "
        f"index in {compiled:.1f} s",
        err=True,
    )
    return _summary(built, faults, index)


def _base(text: str) -> Path | None:
    if text == "none":
        return None
    if text == "default":
        return read_folder(None)
    return _there(text, "--base")


def _there(text: str | None, option: str) -> Path | None:
    if text is None:
        return None
    if not Path(text).exists():
        raise typer.BadParameter(f"there is no {text!r}.", param_hint=repr(option))
    return Path(text)


def _columns(text: str | None) -> dict[str, str]:
    """Which column is what: `name=Ad,lat=Enlik`.

    Raises:
        typer.BadParameter: if it is not of that form.
    """
    from toponyms.gazetteer.sources.table import parse_columns

    try:
        return parse_columns(text) if text else {}
    except ValueError as error:
        raise typer.BadParameter(sentence(error), param_hint="'--csv-columns'") from None


def _report(text: str | None, folder: str) -> Path | None:
    page = beside(text, "--report", {".csv", ".jsonl"})
    if page and page.resolve().is_relative_to(Path(folder).resolve()):
        raise typer.BadParameter(
            "the folder is written anew as a whole; put the report elsewhere.",
            param_hint="'--report'",
        )
    return page


def _newest(given: Sequence[Given]) -> str:
    """The date of the newest file, so that the same files give the same gazetteer tomorrow."""
    if "SOURCE_DATE_EPOCH" in os.environ or not given:
        return ""
    newest = max(one.path.stat().st_mtime for one in given)
    return datetime.fromtimestamp(newest, timezone.utc).date().isoformat()


def _end_on_hangup() -> None:
    """A terminal that is closed ends the work as `kill` does: with nothing left behind."""
    number = getattr(signal, "SIGHUP", None)
    if number is not None and signal.getsignal(number) == signal.SIG_DFL:
        signal.signal(number, lambda *_: sys.exit(128 + number))


def _tell(faults: Faults, report: str | None) -> None:
    """Says on standard error what was left out, and where it is listed."""
    for message, count in faults.counts.items():
        typer.echo(f"{count:,} × {message}", err=True)
    for fault in () if report else faults.kept:
        typer.echo(f"  {fault}", err=True)
    for reason, count in sorted(faults.left_out.items()):
        typer.echo(f"left out: {reason}: {count:,}", err=True)


def _summary(built: Built, faults: Faults, index: Mapping[str, Any]) -> dict[str, Any]:
    kinds: Counter[str] = Counter()
    for finding, count in built.findings.items():
        kinds[finding.partition(":")[0]] += count
    return {
        "folder": str(built.folder),
        "places": built.counts.places,
        "names": built.counts.names,
        "records": built.records,
        "joined_by_ids": built.joined_by_ids,
        "joined_by_likeness": built.joined_by_likeness,
        "withdrawn": built.withdrawn,
        "conflicts": kinds["conflict"],
        "doubtful": kinds["doubtful"],
        "rejects": len(faults),
        "cache": index["cache"],
        "bytes": index["bytes"],
    }
